"""Places against NEREL's links and against the gold lists of documents.

    python benchmarks/places.py [--part dev] [--misses]

Prints, for NEREL's gold mentions of each place type, how many get an entry of the gazetteer and,
where entry and gold both have a Wikidata id, how many have the same one; then precision and
recall of the distinct places of the documents in places_dev.jsonl (NEREL's gold mentions where
the document is NEREL's, the pipeline's own elsewhere), and the time an article takes.
"""

from __future__ import annotations

import argparse
import collections
import json
import time
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

import extract
from extract import gazetteer
from extract.annotations import ENTITIES, Place, mention
from extract.brat import Annotated, parse, read_folder
from extract.gazetteer.forms import fold
from extract.language import STAGES
from extract.schema import PLACE_TYPES
from extract.stages.mentions import assign
from extract.stages.places import Places

DATA = Path("../shared/data")
PLACES = Places()


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def annotated(path: Path) -> Annotated:
    """A text and the gold of the brat file beside it."""
    return parse(path.stem, read(path), read(path.with_suffix(".ann")))


def with_gold(nlp: Language, gold: Annotated) -> Doc:
    """A document whose mentions are the gold's."""
    doc = nlp(gold.text)
    assign(doc, sorted(gold.entities))
    return doc


def score_mentions(nlp: Language, part: str, misses: bool) -> None:
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    entries, seconds, documents = gazetteer.load(), 0.0, 0
    for gold in read_folder(DATA / "nerel" / part):
        doc = with_gold(nlp, gold)
        began = time.process_time()
        PLACES(doc)
        seconds += time.process_time() - began
        documents += 1
        found = {mention(span): span._.place for span in doc.spans[ENTITIES]}
        begun = {(m.start, m.type): place for m, place in found.items()}  # of lists taken apart
        for one in sorted(gold.entities):
            if one.type not in PLACE_TYPES:
                continue
            counts[one.type]["mentions"] += 1
            place: Place | None = found.get(one) or begun.get((one.start, one.type))
            text, link = doc.text[one.start : one.end], gold.references.get(one, ("NULL", ""))[0]
            entry = entries.get(place.key) if place else None
            if entry is None:
                if misses:
                    print("-", one.type, repr(text), link, place and place.name, sep="\t")
                continue
            counts[one.type]["entry"] += 1
            if entry.wikidata and link.startswith("Q"):
                counts[one.type]["both"] += 1
                counts[one.type]["same"] += entry.wikidata == link
                if misses and entry.wikidata != link:
                    print("!", one.type, repr(text), link, entry.name, entry.wikidata, sep="\t")
    print("| type | mentions | with an entry | both have a Wikidata id | the same id |")
    print("|---|---|---|---|---|")
    total = collections.Counter[str]()
    for kind, count in sorted(counts.items()):
        total.update(count)
        print(_row(kind, count))
    three = ("COUNTRY", "STATE_OR_PROVINCE", "CITY")
    print(_row("these three", sum((counts[kind] for kind in three), collections.Counter[str]())))
    print(_row("all", total))
    each = 1000 * seconds / max(documents, 1)
    print(f"\n{each:.1f} ms of CPU an article, {documents} articles, caches cold at first\n")


def _row(kind: str, count: collections.Counter[str]) -> str:
    entry = count["entry"] / max(count["mentions"], 1)
    same = count["same"] / max(count["both"], 1)
    return f"| {kind} | {count['mentions']} | {entry:.1%} | {count['both']} | {same:.1%} |"


def score_documents(nlp: Language, full: Language, misses: bool) -> None:
    hits = wrong = required = recalled = 0
    for line in read(DATA / "gold" / "places_dev.jsonl").splitlines():
        document = json.loads(line)
        path = DATA / document["doc"]
        if document["doc"].startswith("nerel"):
            doc = with_gold(nlp, annotated(path))
        else:
            doc = full(read(path))
        spans = list(PLACES(doc).spans[ENTITIES])
        found = {span._.place.key: span._.place for span in spans if span._.place}
        named = {span._.place.key for span in spans if span._.place and _counts(span, spans)}
        matched = set()
        for gold in document["places"]:
            keys = {key for key, place in found.items() if _fits(place, gold)}
            matched |= keys
            if "optional" not in gold.get("flags", ()):
                required += 1
                recalled += bool(keys)
                if misses and not keys:
                    print("missing", document["doc"], gold["name"], gold["kind"], sep="\t")
        for key, place in found.items():
            if key in matched:
                hits += 1
            elif key in named:
                wrong += 1
                if misses:
                    print("extra", document["doc"], place.name, place.kind, key, sep="\t")
    precision, recall = hits / max(hits + wrong, 1), recalled / max(required, 1)
    print("| places of documents | precision | recall |\n|---|---|---|")
    print(f"| {required} required | {precision:.3f} | {recall:.3f} |")


def _counts(span: Span, spans: list[Span]) -> bool:
    """Whether the gold would list the place: not as an adjective or inside another name."""
    (start, end), adjective = span._.offsets, span.root.pos_ == "ADJ" and len(span) == 1
    around = [other for other in spans if other.label_ not in PLACE_TYPES]
    around = [o for o in around if o._.offsets[0] <= start and end <= o._.offsets[1]]
    return not (adjective or around)


def _fits(place: Place, gold: dict[str, Any]) -> bool:
    """Name or code, and kind, as the table of goals has it."""
    names = {fold(name) for name in (gold["name"], *gold.get("aliases", ()))}
    code = gold["iso3166_2"] or (gold["country"] if gold["kind"] == "country" else None)
    own = place.country_code if place.kind == "country" else place.region_code
    same_code = code is not None and code == own and place.kind in ("country", "region")
    return place.kind == gold["kind"] and (fold(place.name) in names or same_code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    tagger, full = extract.load(exclude=_after_lemmas()), extract.load(exclude=_after_entities())
    score_mentions(tagger, arguments.part, arguments.misses)
    score_documents(tagger, full, arguments.misses)
    began = time.process_time()
    gazetteer.load.__wrapped__()
    size = gazetteer.FILE.stat().st_size / 1e6
    print(f"\ngazetteer: {size:.1f} MB, loads in {time.process_time() - began:.2f} s")


def _after_lemmas() -> list[str]:
    return list(STAGES[STAGES.index("lemmatization") + 1 :])


def _after_entities() -> list[str]:
    return list(STAGES[STAGES.index("entities") + 1 :])


if __name__ == "__main__":
    main()
