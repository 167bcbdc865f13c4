"""How large the page of an archive is, how long it takes to make, and how soon it is there.

    python benchmarks/report.py [RUN] [--sizes 19,1000,10000] [--keep FOLDER]

RUN is the folder of a finished run (made of data/raw without it). Larger archives are its
articles over and over: each copy on other days, and with other names for all but what many
articles name, as in news: the countries and their presidents stay, the others are new. Making
is told in seconds of the processor; opening in seconds of the clock, in Chromium with nothing in
its cache, from the address to the view that can be read, the best of three. Writes the table
into docs/report.md.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
from playwright.sync_api import Browser, sync_playwright
from readme import ROOT, put

from extract import schema
from extract.tables import Tables, resolve

SHARED = 2  # articles of the run that name an entity which all copies share
CHROMIUM = "/usr/bin/chromium"
VIEWS = {
    "overview": "#", "events": "#view=events", "register": "#view=register", "map": "#view=map",
    "network": "#view=network", "people": "#view=people", "articles": "#view=articles",
    "search": "#view=find&q=встречи с Путиным", "phrase": "#view=find&q=«Владимира Путина»",
}  # fmt: skip
# Notes when the view is there; the page's own clock begins at the address.
_CLOCK = """
    new MutationObserver(() => {
        const main = document.getElementById("main");
        if (main?.dataset.ready && !window.readAt)
            requestAnimationFrame(() => { window.readAt ??= performance.now(); });
    }).observe(document, { attributes: true, childList: true, subtree: true });
"""
ID_COLUMNS = (
    "mention_id", "parent_id", "event_id", "relation_id", "part_of", "subject_mention",
    "object_mention",
)  # fmt: skip
CORPUS = ("entities", "people", "places")  # tables of the archive as a whole
ENTITY_COLUMNS = ("entity_id", "organization_id", "place_id", "subject_id", "object_id")


def archive(run: Path, n: int) -> Tables:
    """Tables of n articles made of those of a run."""
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{run / 'extract.duckdb'}' AS run (READ_ONLY)")
    (size,) = connection.execute("SELECT count(*) FROM run.documents").fetchone() or (0,)
    connection.execute(f"CREATE TABLE copy AS SELECT range AS k FROM range({-(-n // size)})")
    connection.execute(
        f"CREATE TABLE shared AS SELECT entity_id, n_documents >= {SHARED} AS shared "
        "FROM run.entities"
    )
    for name, columns in schema.TABLES.items():
        chosen = ", ".join(_column(name, field) for field in columns)
        connection.execute(f"CREATE TABLE {name} AS {_rows(name, chosen)}")
    connection.execute("CREATE VIEW trusted_relations AS FROM relations")
    resolve.views(connection)
    return Tables(connection, {"settings": {"source": f"{n:,} статей"}})


def _rows(table: str, chosen: str) -> str:
    """The rows of a table in all copies; of what the copies share there is one."""
    if table not in CORPUS:
        return f"SELECT {chosen} FROM run.{table} CROSS JOIN copy"
    return (
        f"SELECT {chosen} FROM run.{table} JOIN shared USING (entity_id) CROSS JOIN copy "
        "WHERE k = 0 OR NOT shared"
    )


def _column(table: str, field: pa.Field) -> str:
    """A column as it is in a copy."""
    column, name = f'"{field.name}"', field.name
    made = column
    if name in ("doc_id", "duplicate_of"):
        made = f"{column} || '#' || k"
    elif name in ID_COLUMNS:
        made = f"substr({column}, 1, 1) || substr(md5({column} || k), 1, 16)"
    elif name in ENTITY_COLUMNS:
        known = "SELECT entity_id FROM shared WHERE shared"
        made = (
            f"CASE WHEN k = 0 OR {column} IN ({known}) THEN {column} "
            f"ELSE 'e' || substr(md5({column} || k), 1, 16) END"
        )
    elif table in CORPUS and name == "name":
        made = f"CASE WHEN k = 0 OR shared THEN {column} ELSE {column} || ' ' || k END"
    elif name in ("n_mentions", "n_documents") and table in CORPUS:
        times = "CASE WHEN shared THEN (SELECT count(*) FROM copy) ELSE 1 END"
        made = f"CAST({column} * {times} AS INT)"
    elif pa.types.is_date(field.type):
        made = f"CAST({column} - INTERVAL (k) DAY AS DATE)"
    elif pa.types.is_timestamp(field.type):
        made = f"CAST({column} - INTERVAL (k) DAY AS TIMESTAMP_MS)"
    return f"{made} AS {column}"


def make(run: Path, n: int, folder: Path) -> None:
    """Makes the page of n articles; prints seconds and peak memory in MiB."""
    tables = archive(run, n)
    began = time.process_time()
    tables.report(folder)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.1f} {peak:.0f}")


def measured(run: Path, n: int, folder: Path) -> list[str]:
    """One row of the table."""
    command = [sys.executable, __file__, str(run), "--make", str(n), "--keep", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    files = [file for file in folder.rglob("*") if file.is_file()]
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    first = (folder / "index.html").stat().st_size / 1e3
    times = dict(opened(folder))
    shown = [f"{times[view]:.2f}" for view in VIEWS]
    return [f"{n:,}", f"{seconds} s", f"{peak} MiB", f"{first:.0f} kB", f"{megabytes:.1f} MB",
            f"{len(files):,}", *shown]  # fmt: skip


def opened(folder: Path) -> Iterator[tuple[str, float]]:
    """Seconds until each view can be read."""
    address = (folder / "index.html").absolute().as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for view, place in VIEWS.items():
            yield view, min(_seconds(browser, address + place) for _ in range(3))
        browser.close()


def _seconds(browser: Browser, address: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_CLOCK)
    page.goto(address)
    page.wait_for_function("() => window.readAt", timeout=60_000)
    seconds = float(page.evaluate("window.readAt")) / 1000
    context.close()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, nargs="?")
    parser.add_argument("--sizes", default="19,1000,10000")
    parser.add_argument("--keep", type=Path, help="where the pages are left")
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.make:
        make(arguments.run, arguments.make, arguments.keep)
        return
    with tempfile.TemporaryDirectory() as temporary:
        run = arguments.run or Path(temporary, "run")
        if arguments.run is None:
            command = ["extract", "run", str(ROOT / "data/raw"), "-o", str(run), "--quiet"]
            subprocess.run(command, check=True)
        keep = arguments.keep or Path(temporary)
        sizes = [int(size) for size in arguments.sizes.split(",")]
        rows = [measured(run, n, keep / str(n)) for n in sizes]
    heads = ["articles", "made in (processor)", "memory", "index.html", "folder", "files",
             *(f"{view}, s" for view in VIEWS)]  # fmt: skip
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, ["---:"] * len(heads), *rows)]
    put("report", "\n".join(lines))


if __name__ == "__main__":
    main()
