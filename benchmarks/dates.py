"""Dates: the right value and interval on a hand-made list, and how many mentions get a value.

    python benchmarks/dates.py [../shared/data]

The list is gold/dates_dev.tsv: an expression in its sentence, the article's date, the TIMEX3
value and the interval. The mentions are NEREL dev's, found in the text by its annotators.
Prints a Markdown table and writes it into the pages.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from readme import put
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import ENTITIES, Mention, TimeValue
from extract.brat import read_folder
from extract.language import load
from extract.schema import TIME_TYPES
from extract.stages.dates import Dates, parse, scan
from extract.stages.dates.grammar import read
from extract.stages.mentions import assign

NO_END = ".."


def analysed(
    nlp: Language, text: str, mentions: Iterable[Mention], date: dt.date | None = None
) -> Doc:
    """A document with tags and trees, whose mentions are given."""
    doc = nlp(text)
    assign(doc, mentions)
    doc._.date = date
    return Dates(scan=False)(doc)


def moment(value: dt.datetime | None, model: str) -> str:
    """A border of an interval, written like the list's."""
    return NO_END if value is None else value.isoformat()[: len(model) if "T" in model else 10]


def right(row: dict[str, str], value: TimeValue | None) -> tuple[bool, bool]:
    """Whether begin and end are right, and whether the value is too."""
    if value is None:
        return False, False
    found = moment(value.begin, row["iso_start"]), moment(value.end, row["iso_end"])
    interval = found == (row["iso_start"], row["iso_end"])
    accepted = {row["timex_value"], *filter(None, row["accept"].split(";"))}
    return interval, interval and value.value in accepted


def gold(nlp: Language, file: Path) -> list[str]:
    """Rows of the table for the list, with the sentence and with the expression alone."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t"))
    lines = []
    for name in ("in its sentence", "by itself"):
        results = []
        for row in rows:
            date = dt.date.fromisoformat(row["anchor"])
            if name == "by itself":
                results.append(right(row, parse(row["expression"], date)))
                continue
            start = row["sentence"].lower().index(row["expression"].lower())
            mention = Mention(start, start + len(row["expression"]), "DATE")
            doc = analysed(nlp, row["sentence"], [mention], date)
            results.append(right(row, doc.spans[ENTITIES][0]._.time))
        intervals, values = (sum(column) for column in zip(*results, strict=True))
        lines.append(f"| expression {name}: begin and end | {intervals} of {len(rows)} |")
        lines.append(f"| expression {name}: value too | {values} of {len(rows)} |")
    return lines


def nerel(nlp: Language, folder: Path) -> list[str]:
    """Rows of the table for mentions in news."""
    given = {label: [0, 0] for label in sorted(TIME_TYPES)}
    seconds, texts = 0.0, read_folder(folder)
    for text in texts:
        mentions = [mention for mention in text.entities if mention.type in TIME_TYPES]
        doc = analysed(nlp, text.text, mentions)
        for span in doc.spans[ENTITIES]:
            given[span.label_][0] += span._.time is not None and span._.time.value is not None
            given[span.label_][1] += 1
        read.cache_clear()
        scan.forget()
        begin = time.process_time()
        Dates()(doc)  # the scan is a part of the stage
        seconds += time.process_time() - begin
    lines = [
        f"| NEREL dev, {label} mentions given a value | {100 * count / total:.1f}% of {total} |"
        for label, (count, total) in given.items()
    ]
    return [
        *lines,
        f"| milliseconds of CPU an article, nothing cached | {1000 * seconds / len(texts):.2f} |",
    ]


def main() -> None:
    """Prints the table."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    nlp = load()
    nlp.select_pipes(enable=["extract_segmentation", "extract_morphology"])
    lines = [*gold(nlp, data / "gold/dates_dev.tsv"), *nerel(nlp, data / "nerel/dev")]
    put("dates", "\n".join(["| dates | |", "|---|---|", *lines]))


if __name__ == "__main__":
    main()
