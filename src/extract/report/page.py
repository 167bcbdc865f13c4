"""Writes the page: its one HTML file, its data, and the list by which we know it for ours."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from extract.disk import remove, sync_all
from extract.garbage import uncollected
from extract.output import PAGE, read_page
from extract.report import articles, cards, lists, network, sentences, world
from extract.report.chunks import Chunks, Query, dumps
from extract.report.fields import FIELDS
from extract.report.overview import overview
from extract.report.queries import prepared
from extract.report.wording import facts, words

_STATIC = Path(__file__).parent / "static"
_STYLES = (
    "colours", "frame", "claims", "tables", "overview", "pictures", "reading", "screens",
)  # fmt: skip
# In the order in which the browser reads them, as one script.
_SCRIPTS = (
    "words", "dom", "chunks", "address", "format", "evidence", "table", "timeline", "overview",
    "events", "month", "register", "zoom", "world", "network", "ego", "lists", "card", "careers",
    "article", "words_asked", "find", "main",
)  # fmt: skip


class PageError(Exception):
    """The page cannot be written into a folder."""


def write(query: Query, folder: str | os.PathLike[str], title: str = "", version: str = "") -> Path:
    """Makes the page of some tables.

    Args:
        query: Asks the tables.
        folder: For the page; a page of ours in it is replaced.
        title: Of the archive.
        version: Of this program.

    Returns:
        The file to open.

    Raises:
        PageError: The folder has files that are not a page's.
    """
    place = Path(folder).absolute()
    _refuse(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        _fill(new, query, title, version)
        new.chmod(0o755)  # which temporary folders are not
        _refuse(place)
        _replace(place, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return place / "index.html"


def _fill(folder: Path, query: Query, title: str, version: str) -> None:
    chunks = Chunks(folder / "data")
    with prepared(query), uncollected():
        for part in (articles, cards, lists, network, world, sentences):
            part.write(chunks, query)
        first = overview(query, title, version) | {"chunks": chunks.keys}
    (folder / "index.html").write_text(_html(first), encoding="utf-8", newline="\n")
    written = (file for file in folder.rglob("*") if file.is_file())
    files = sorted(file.relative_to(folder).as_posix() for file in written)
    known = {"extract": version, "page": "index.html", "files": files}
    text = json.dumps(known, indent=0, ensure_ascii=False) + "\n"
    (folder / PAGE).write_text(text, encoding="utf-8", newline="\n")
    sync_all(folder)


def _html(first: dict[str, Any]) -> str:
    """The page with its style and script inside, and a policy that lets nothing else run."""
    environment = Environment(
        loader=PackageLoader("extract.report"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = _style(), _script()
    return environment.get_template("index.html").render(
        title=first["title"],
        version=first["version"],
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        first=dumps(first),
    )


def _style() -> str:
    return "\n".join((_STATIC / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES)


def _script() -> str:
    parts = [(_STATIC / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    known = {"WORDS": words(), "FIELDS": FIELDS, "SCHEMA": facts()}
    told = (f"const {name} = {dumps(value)};" for name, value in known.items())
    return "\n".join(['"use strict";', *told, *parts])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _refuse(place: Path) -> None:
    """Only an empty folder or one with nothing but a page of ours is written into."""
    if not place.exists() and not place.is_symlink():
        return
    if place.is_symlink() or not place.is_dir():
        raise PageError(f"{place} is not a folder; the page needs one of its own")
    there = {file.relative_to(place).as_posix() for file in place.rglob("*") if not file.is_dir()}
    foreign = sorted(there - {PAGE, *read_page(place)})
    if foreign:
        raise PageError(
            f"{place} has {len(foreign)} file(s) that are not of a page, such as {foreign[0]}; "
            "give the page a folder of its own"
        )


def _replace(place: Path, new: Path) -> None:
    """Puts the new folder in place of the old one; what is killed between leaves both beside."""
    if place.exists():
        old = new.with_name(f"{new.name}-old")
        place.rename(old)
        new.rename(place)
        remove(old)
    else:
        new.rename(place)
