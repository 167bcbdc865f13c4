"""How well and how fast a run is searched; writes its table into docs/search.md.

    extract run ../shared/data/nerel -o OUT      # NEREL's train and dev texts
    python benchmarks/search.py OUT

40 questions with known answers (``search_questions.jsonl``, judged by reading): a word or two, a
name, a phrase, in every case, and which articles answer. Recall at 10 is the share of these
articles among the first ten answers. Times, of the processor, are of the same articles, and of
twelve copies of each under ids of their own, as many sentences, mentions and relations as 10,000
articles have.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
from readme import put

import extract
from extract.output import DATABASE, INFO, SEARCH, STATE
from extract.tables import Tables

HERE = Path(__file__).parent
QUESTIONS = [json.loads(line) for line in (HERE / "search_questions.jsonl").open(encoding="utf-8")]
COPIES = 12
ROUNDS = 3
# The ids of a row of each table, which get the number of the copy.
IDS = {
    "documents": ("doc_id",), "texts": ("doc_id",), "mentions": ("doc_id", "mention_id"),
    "relations": ("doc_id", "relation_id", "subject_mention", "object_mention"),
    "events": ("doc_id", "event_id"),
}  # fmt: skip
FILTERED = (
    {"who": "Путина", "kind": "MEETING_WITH"},
    {"query": "выборы", "where": "в Москве"},
    {"query": "встреча с президентом", "who": "Обамы"},
    {"kind": "election", "status": "planned"},
)


def recall(tables: Tables) -> float:
    """The share of the right articles among the first ten answers."""
    found = wanted = 0
    for question in QUESTIONS:
        docs = set(question["docs"])
        answers = tables.search(**{name: question[name] for name in question if name != "docs"})
        wanted += len(docs)
        found += len(docs & set(answers.doc_id))
    return found / wanted


def copied(run: Path, folder: Path) -> None:
    """Makes a run's folder with each article of another several times."""
    (folder / STATE).mkdir(parents=True)
    (folder / INFO).write_text((run / INFO).read_text(encoding="utf-8"), encoding="utf-8")
    with duckdb.connect(str(folder / DATABASE)) as con:
        con.execute(f"ATTACH '{run / DATABASE}' AS run (READ_ONLY)")
        tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'run'")
        for (name,) in tables.fetchall():
            ids = ", ".join(f"{one} || '#' || copy AS {one}" for one in IDS.get(name, ()))
            kept = f"* EXCLUDE (copy) REPLACE ({ids})" if ids else "*"
            times = f", range({COPIES}) copies (copy)" if ids else ""
            con.execute(f"CREATE TABLE {name} AS SELECT {kept} FROM run.{name} {times}")


def measured(folder: Path) -> tuple[float, int, list[float]]:
    """Seconds of building, bytes of the index, milliseconds of each query."""
    (folder / SEARCH).unlink(missing_ok=True)
    tables = extract.open(folder)
    begin = time.process_time()
    tables.search("суд")
    built = time.process_time() - begin
    queries = [{k: v for k, v in q.items() if k != "docs"} for q in QUESTIONS]
    times = []
    for query in (*queries, *FILTERED):
        rounds = []
        for _ in range(ROUNDS):
            begin = time.process_time()
            tables.search(**query)
            rounds.append(1000 * (time.process_time() - begin))
        times.append(min(rounds))
    tables.close()
    return built, (folder / SEARCH).stat().st_size, times


def row(name: str, folder: Path) -> str:
    built, size, times = measured(folder)
    counts = extract.open(folder).counts()
    return (
        f"| {name} | {counts['documents']:,} | {counts['mentions']:,} | {built:.0f} s |"
        f" {size / 2**20:.0f} MiB | {statistics.median(times):.0f} ms |"
        f" {np.percentile(times, 95):.0f} ms | {max(times):.0f} ms |"
    )


def main() -> None:
    """Writes the table."""
    import extract.search.build  # spaCy's import is no part of the times

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    run = parser.parse_args().run
    tables = extract.open(run)
    lines = [
        f"Recall at 10 of the {len(QUESTIONS)} questions: **{recall(tables):.3f}**.",
        "",
        "| | articles | mentions | built in | size | query: median | 95 of 100 | slowest |",
        "|---|---|---|---|---|---|---|---|",
        row("NEREL train and dev", run),
    ]
    with tempfile.TemporaryDirectory() as folder:
        copied(run, Path(folder) / "out")
        lines.append(row(f"each article {COPIES} times", Path(folder) / "out"))
    put("search", "\n".join(lines))


if __name__ == "__main__":
    main()
