"""Agreements, meetings, cooperation, twin cities, visits and events against the gold.

Of triples: over the annotated sentences, a triple is right with its label and both sides on the
gold's mention or an accepted alternative; optional ones count neither way. Of events: EVENT
mentions of NEREL's dev split with a date in gold whose event has that date. Both with gold
mentions (of NEREL's documents) and end to end; triples with a score of 0.5 and more.

Usage: python benchmarks/agreements.py
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from readme import put
from spacy.language import Language
from spacy.tokens import Doc

from extract import brat
from extract.annotations import ENTITIES, Mention, Relation
from extract.encoder.model import load as load_model
from extract.language import load
from extract.schema import PATTERN_RELATIONS
from extract.stages.agreements import Agreements
from extract.stages.events import Events
from extract.stages.mentions import assign

DATA = Path(__file__).parents[2] / "shared/data"
GOLD = DATA / "gold/agreements_dev.jsonl"
LATE = ("agreements", "events")  # run here, by hand
LIKELY = 0.5  # the score of a triple that counts
TODAY = dt.date(2020, 6, 17)  # any date will do: gold and found dates are counted from the same

Gold = dict[str, Any]


def main() -> None:
    """Writes the tables."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    given, full = load(exclude=("relations", *LATE)), load(exclude=LATE)
    nerel = [row for row in rows if row["doc"].startswith("nerel")]
    lines = [
        "| | sentences | precision | recall | F1 | status | false on negatives | ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += triples("gold mentions", nerel, {doc: with_gold(given, doc) for doc in docs(nerel)})
    lines += triples("end to end", rows, {doc: end_to_end(full, doc) for doc in docs(rows)})
    put("agreements", "\n".join(lines))
    put("events", "\n".join(events(given, full)))


def docs(rows: Iterable[Gold]) -> list[str]:
    return sorted({row["doc"] for row in rows})


def end_to_end(nlp: Language, name: str) -> Doc:
    return _run(nlp, _text(name), None)


def with_gold(nlp: Language, name: str) -> Doc:
    path = DATA / name
    annotations = path.with_suffix(".ann").read_text("utf-8")
    gold = brat.parse(path.stem, _text(name), annotations)
    doc = _run(nlp, gold.text, gold.entities)
    there = {span._.mention for span in doc.spans[ENTITIES]}  # the stages may mend borders
    doc._.relations = [
        Relation(triple.subject, triple.type, triple.object, "model", 1.0)
        for triple in gold.relations
        if {triple.subject, triple.object} <= there
    ]
    return doc


def _text(name: str) -> str:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return file.read()


def _run(nlp: Language, text: str, mentions: Iterable[Mention] | None) -> Doc:
    """The stages one by one, gold mentions in the place of the model's."""
    doc = nlp.make_doc(text)
    doc._.date = TODAY
    for name, stage in nlp.pipeline:
        if name == "extract_entities" and mentions is not None:
            assign(doc, sorted(set(mentions), key=lambda m: (m.start, -m.end, m.type)))
        else:
            doc = stage(doc)
    return doc


def triples(name: str, rows: list[Gold], read: dict[str, Doc]) -> list[str]:
    """The table's lines of one way to get mentions."""
    began = time.process_time()
    stage = Agreements(encoder=load_model())
    found = {
        doc: [triple for triple in stage.find(parsed) if triple.score >= LIKELY]
        for doc, parsed in read.items()
    }
    spent = (time.process_time() - began) / len(read) * 1000
    hits: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    statuses: list[bool] = []
    negatives = [row for row in rows if not row["relations"]]
    false_negatives = 0
    for row in rows:
        gold, wrong = row["relations"], []
        known: dict[int, str | None] = {}
        for triple in found[row["doc"]]:
            if not is_within(triple, row):
                continue
            at = next((i for i, one in enumerate(gold) if is_one(triple, one)), None)
            if at is not None:
                known.setdefault(at, triple.status)
            elif not any(is_one(triple, one) for one in row.get("optional_relations", ())):
                wrong.append(triple)
        statuses += [gold[at]["status"] == status for at, status in known.items()]
        for i, one in enumerate(gold):
            (hits if i in known else missed)[one["label"]] += 1
        false.update(triple.predicate for triple in wrong)
        false_negatives += bool(wrong and not gold)
    lines = []
    for label in (*PATTERN_RELATIONS, None):
        right, lost, bad = (
            counts[label] if label else counts.total() for counts in (hits, missed, false)
        )
        if not right + lost + bad:
            continue
        if not label:
            tail = f"{sum(statuses) / max(1, len(statuses)):.3f}"
            tail += f" | {false_negatives / max(1, len(negatives)):.3f} | {spent:.1f} |"
        else:
            tail = " | | |"
        p, r = right / max(1, right + bad), right / max(1, right + lost)
        f1 = 2 * p * r / max(1e-9, p + r)
        title = f"{name}: {label or 'all'}"
        lines.append(f"| {title} | {len(rows)} | {p:.3f} | {r:.3f} | {f1:.3f} | {tail}")
    return lines


def is_within(triple: Relation, row: Gold) -> bool:
    """Whether a triple is told by an annotated sentence alone, whose gold knows no other."""
    places = [triple.subject.start, triple.object.start, *(triple.cue or (-1,))[:1]]
    return all(row["start"] <= place < row["end"] for place in places)


def is_one(triple: Relation, gold: Gold) -> bool:
    """Whether a found triple is a gold one."""
    if triple.predicate != gold["label"]:
        return False
    one = [gold["a"], *gold.get("a_alt", ())]
    other = [gold["b"], *gold.get("b_alt", ())]
    sides = [(triple.subject, triple.object)]
    if gold["label"] != "VISITED":
        sides.append((triple.object, triple.subject))
    return any(_lies_on(a, one) and _lies_on(b, other) for a, b in sides)


def _lies_on(mention: Mention, spans: list[Gold]) -> bool:
    return any(mention.start < span["end"] and span["start"] < mention.end for span in spans)


def events(given: Language, full: Language) -> list[str]:
    """The table of event dates on NEREL's dev split."""
    right: Counter[str] = Counter()
    total = 0
    for path in sorted((DATA / "nerel/dev").glob("*.txt")):
        name = str(path.relative_to(DATA))
        gold = with_gold(given, name)
        dates = gold_dates(gold)
        total += len(dates)
        right["gold mentions and relations"] += count(gold, gold, dates)
        right["end to end"] += count(end_to_end(full, name), gold, dates)
        gold._.relations = []
        right["gold mentions alone"] += count(gold, gold, dates)
    lines = ["| events with a date in gold | right date |", "|---|---|"]
    return lines + [f"| {name} | {n / total:.3f} of {total} |" for name, n in right.items()]


def gold_dates(doc: Doc) -> dict[Mention, list[Mention]]:
    """Of each EVENT mention its dates."""
    found: dict[Mention, list[Mention]] = defaultdict(list)
    for relation in doc._.relations:
        if relation.predicate == "POINT_IN_TIME" and relation.subject.type == "EVENT":
            found[relation.subject].append(relation.object)
    return found


def count(doc: Doc, gold: Doc, dates: dict[Mention, list[Mention]]) -> int:
    """How many of the EVENT mentions have their date."""
    times = {span._.mention: span._.time for span in gold.spans[ENTITIES]}
    found = Events().find(doc)
    right = 0
    for mention, said in dates.items():
        event = max(
            found,
            key=lambda one: max((_overlap(mention, m) for m in one.mentions), default=0),
            default=None,
        )
        if event is None or not any(_overlap(mention, m) > 0 for m in event.mentions):
            continue
        values = [times[time] for time in said if times.get(time) and times[time].begin]
        right += any((event.begin, event.end) == (one.begin, one.end) for one in values)
    return right


def _overlap(one: Mention, other: Mention) -> int:
    same = (one.start, one.end) == (other.start, other.end)
    return min(one.end, other.end) - max(one.start, other.start) + 1000 * same


if __name__ == "__main__":
    main()
