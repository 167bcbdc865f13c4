"""Puts a benchmark's table into the pages, between ``<!-- name -->`` and ``<!-- /name -->``."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "README.ru.md", *sorted((ROOT / "docs").glob("*.md")))


def put(name: str, table: str) -> None:
    """Prints a table and writes it where the pages have a place for it.

    Args:
        name: Of the place.
        table: Markdown.
    """
    print(table)
    place = re.compile(
        rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL
    )
    for path in PAGES:
        if path.exists():
            old = path.read_text("utf-8")
            new = place.sub(lambda found: f"{found[1]}{table.strip()}\n{found[2]}", old)
            if new != old:
                path.write_text(new, "utf-8")
