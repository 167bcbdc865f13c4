"""The step from shards to tables, at a thousand articles and at a hundred thousand.

The shards are synthetic: the rows that the pipeline finds in our samples, again and again under
other ids, so no model runs and what is measured is the tables alone. Of sixteen entities of
an article fifteen are known from other articles, as in a corpus about one country; one is
new, so ``entities`` grows with the corpus.

Usage: python benchmarks/scale.py [--articles 1000 10000 100000] [--shard-size 16]
"""

from __future__ import annotations

import argparse
import itertools
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from readme import ROOT, put

import extract
from extract.articles import Article, read, walk
from extract.language import process
from extract.runs import shard
from extract.tables import folder as table_files
from extract.tables.rows import Rows, arrow, join, rows

# Columns that hold identifiers: of rows of an article, and of entities.
_OWN = frozenset({"doc_id", "source", "sha256", "mention_id", "parent_id", "subject_mention",
                  "object_mention", "relation_id",
                  "event_id", "part_of"})  # fmt: skip
_ENTITY = frozenset({"entity_id", "subject_id", "object_id", "organization_id", "place_id"})


def main() -> None:
    """Writes a line for each size into docs/scale.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--shard-size", type=int, default=16)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        build(asked.build)
        return
    known = samples()
    head = "articles", "shards", "MB of shards", "seconds", "of processors", "MB of memory"
    lines = [f"| {' | '.join((*head, 'MB of tables'))} |", "|---|---|---|---|---|---|---|"]
    for n in asked.articles:
        with tempfile.TemporaryDirectory() as name:
            lines.append(measure(Path(name), known, n, asked.shard_size))
    put("scale", "\n".join(lines))


def samples() -> list[Rows]:
    """Rows of the articles of data/raw."""
    nlp = extract.load()
    found = (one for source in walk(ROOT / "data/raw").sources for one in read(source))
    articles = [one for one in found if isinstance(one, Article)]
    return [rows(process(nlp, article), article) for article in articles]


def measure(folder: Path, known: list[Rows], n: int, size: int) -> str:
    """Writes shards, and makes tables of them in a process of their own."""
    (folder / "shards").mkdir()
    articles = itertools.islice(itertools.cycle(enumerate(known)), min(size, n))
    template = arrow(join(numbered(rows, number) for number, (_, rows) in enumerate(articles)))
    for number in range(-(-n // size)):
        found = {name: renamed(table, f"{number:05}") for name, table in template.items()}
        shard.write(folder / "shards" / f"{number:024x}", found)
    command = [sys.executable, __file__, "--build", str(folder)]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    print(line, flush=True)
    return line


def numbered(known: Rows, number: int) -> Rows:
    """The rows of an article as those of another."""
    return {
        table: [
            {key: f"{value}{number:04}" if value and key in _OWN else value
             for key, value in row.items()}
            for row in some
        ]
        for table, some in known.items()
    }  # fmt: skip


def renamed(table: pa.Table, mark: str) -> pa.Table:
    """The rows of some articles as those of others; one of sixteen entities too."""
    for at, field in enumerate(table.schema):
        if field.name not in _OWN | _ENTITY:
            continue
        column = table[field.name]
        other = pc.binary_join_element_wise(column, pa.scalar(mark), "")
        if field.name in _ENTITY:
            other = pc.if_else(pc.ends_with(column, "7"), other, column)
        table = table.set_column(at, field, other)
    return table


def build(folder: Path) -> None:
    """The tables, and what they cost."""
    shards = sorted((folder / "shards").iterdir())
    (folder / "tables").mkdir()
    used = resource.getrusage(resource.RUSAGE_SELF)
    began, before = time.perf_counter(), used.ru_utime + used.ru_stime
    counts = table_files.build(shards, folder / "tables")["counts"]
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory, processor = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime - before
    print(
        f"| {counts['documents']:,} | {len(shards):,} | {_size(folder / 'shards'):,.0f} "
        f"| {seconds:.1f} | {processor:.1f} | {memory:,.0f} | {_size(folder / 'tables'):,.0f} |"
    )
    shutil.rmtree(folder / "tables")


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


if __name__ == "__main__":
    main()
