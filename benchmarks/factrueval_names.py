"""Document-level entities against factRuEval-2016's second track: names in normal form.

Each text has a list of people, organizations and places with their names in the nominative.
The rules are the track's: an entity found is paired with at most one of the list; a pair is
worth the share of its attributes (given name, surname, patronymic; name) that agree; of
spellings and names in other words one is enough; names agree if at most two letters differ.
Entities of the list that only stand inside others, or only as adjectives, count neither way.

Source: Starostin et al., "FactRuEval 2016: evaluation of named entity recognition and fact
extraction systems for Russian", Dialogue 2016; https://github.com/dialogue-evaluation.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, Entity, Mention, mention
from extract.schema import PLACE_TYPES
from extract.scoring import Count
from extract.stages.names.phrases import nominative

_TYPES = {"Person": "PER", "Org": "ORG", "LocOrg": "LOC", "Location": "LOC"}
_ALLOWED_ERRORS = 2  # letters
_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"') | {"ё": "е", "’": "'", "`": "'"})

Attributes = dict[str, frozenset[str]]  # attribute to its values or spellings


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity of a text's list.

    Attributes:
        type: PER, ORG or LOC.
        attributes: Spellings of each attribute.
        counts: Whether it must be found.
    """

    type: str
    attributes: Attributes
    counts: bool


def score(folder: str | os.PathLike[str], nlp: Language) -> dict[str, Count]:
    """Reads the texts of a folder and compares.

    Args:
        folder: With a .txt, .spans, .objects and .coref file for each text.
        nlp: Our pipeline.

    Returns:
        Counts of PER, LOC, ORG and, all together, "ALL": right is the sum of the worth of pairs.
    """
    total: dict[str, Count] = defaultdict(Count)
    for text, listed in read_folder(Path(folder)):
        for type_, measure in compare(listed, found(nlp(text))).items():
            total[type_] += measure
            total["ALL"] += measure
    return dict(total)


def read_folder(folder: Path) -> Iterator[tuple[str, list[Listed]]]:
    """Texts and their lists, in the order of their names."""
    for path in sorted(folder.glob("*.coref")):
        yield path.with_suffix(".txt").read_text("utf-8"), _read_list(path)


def found(doc: Doc) -> list[tuple[str, Attributes]]:
    """Our entities as types and attributes; common nouns ("правительство") are no names."""
    spans = {mention(span): span for span in doc.spans.get(ENTITIES, ())}
    text, listed = doc.text, []
    for entity in doc._.entities:
        type_ = _type(entity)
        name = _place_name(entity, spans, text) if type_ == "LOC" else entity.name
        if type_ is not None and not name.islower() and name:
            listed.append((type_, _attributes(entity, name)))
    return listed


def _type(entity: Entity) -> str | None:
    if entity.type in PLACE_TYPES:
        return "LOC"
    return {"PERSON": "PER", "ORGANIZATION": "ORG", "FACILITY": "LOC"}.get(entity.type)


def _place_name(entity: Entity, spans: Mapping[Mention, Span], text: str) -> str:
    """The name of a place as in the list: "РФ", where ours has "Россия"; "" for adjectives."""
    nouns = [
        nominative(spans[one], text, is_borne=False)
        for one in entity.mentions
        if one in spans and spans[one].root.pos_ != "ADJ"
    ]
    if not nouns:
        return ""
    if entity.name in nouns:
        return entity.name
    return Counter(nouns).most_common(1)[0][0]


def _attributes(entity: Entity, name: str) -> Attributes:
    if entity.person is None:
        return {"name": frozenset({_fold(name)})}
    person = entity.person
    attributes = {
        "firstname": frozenset(_fold(person.given_name or "").split()),
        "lastname": frozenset({_fold(person.surname or "")}),
        "patronymic": frozenset({_fold(person.patronymic or "")}),
    }
    return {part: values for part, values in attributes.items() if any(values)}


def compare(listed: Iterable[Listed], ours: Iterable[tuple[str, Attributes]]) -> dict[str, Count]:
    """Pairs the entities of one text, the best pairs first, and measures."""
    gold, mine = list(listed), list(ours)
    pairs = sorted(
        (-worth(one.attributes, attributes), i, j)
        for i, one in enumerate(gold)
        for j, (type_, attributes) in enumerate(mine)
        if one.type == type_
    )
    right: dict[str, float] = defaultdict(float)
    left, over = dict(enumerate(gold)), dict(enumerate(mine))
    n_gold: dict[str, int] = defaultdict(int)
    n_found: dict[str, int] = defaultdict(int)
    for negative, i, j in pairs:
        if negative and i in left and j in over:
            one = left.pop(i)
            del over[j]
            if one.counts:
                right[one.type] -= negative
                n_gold[one.type] += 1
                n_found[one.type] += 1
    for one in left.values():
        n_gold[one.type] += one.counts
    for type_, _ in over.values():
        n_found[type_] += 1
    return {
        t: Count(right[t], n_found[t] - right[t], n_gold[t] - right[t])
        for t in sorted({*n_gold, *n_found})
    }


def worth(gold: Attributes, ours: Attributes) -> float:
    """The share of attributes that agree, of all that either side has.

    One spelling is enough for an attribute of the list; each of our values must be among them.
    """
    same = sum(
        any(_alike(one, other) for one in values for other in ours.get(name, ()))
        for name, values in gold.items()
    )
    wrong = sum(
        not any(_alike(one, other) for other in gold.get(name, ()))
        for name, values in ours.items()
        for one in values
    )
    return same / (len(gold) + wrong)


def _alike(one: str, other: str) -> bool:
    return one == other or _distance(one, other) <= _ALLOWED_ERRORS


def _distance(one: str, other: str) -> int:
    """Levenshtein's; more than allowed is not counted further."""
    if abs(len(one) - len(other)) > _ALLOWED_ERRORS:
        return _ALLOWED_ERRORS + 1
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row = row, [i]
        for j, right in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right)))
    return row[-1]


def _fold(name: str) -> str:
    return name.lower().strip().translate(_QUOTES)


def _read_list(path: Path) -> list[Listed]:
    spans = _fields(path.with_suffix(".spans"))
    borders = {f[0]: (f[1], int(f[2]), int(f[2]) + int(f[3])) for f in spans}
    objects: dict[str, tuple[str, int, int, bool]] = {}
    for name, kind, *rest in _fields(path.with_suffix(".objects")):
        parts = [borders[span] for span in rest[: rest.index("#")] if span in borders]
        if kind in _TYPES and parts:
            adjective = all(part[0] == "geo_adj" for part in parts)
            start, end = min(p[1] for p in parts), max(p[2] for p in parts)
            objects[name] = kind, start, end, adjective
    text = path.read_text("utf-8").strip()
    blocks = [block.splitlines() for block in text.split("\n\n") if block.strip()]
    return [one for block in blocks if (one := _listed(block, objects)) is not None]


def _fields(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split() for line in lines if line.strip()]


def _listed(lines: list[str], objects: dict[str, tuple[str, int, int, bool]]) -> Listed | None:
    mentions = [objects[name] for name in lines[0].split()[1:] if name in objects]
    values: dict[str, set[str]] = defaultdict(set)
    for line in lines[1:]:
        name, _, value = line.partition(" ")
        values[name.rstrip("0123456789")].add(_fold(value))
    values.pop("wikidata", None)
    titles = values.pop("descriptor", set())
    if not mentions or not values:
        return None
    types = {_TYPES[kind] for kind, *_ in mentions}
    attributes = {name: frozenset(_spellings(forms, titles)) for name, forms in values.items()}
    everywhere = list(objects.values())
    free = [m for m in mentions if not any(_lies_in(m, other) for other in everywhere)]
    counts = bool(free) and not all(adjective for *_, adjective in mentions)
    return Listed(types.pop() if len(types) == 1 else "LOC", attributes, counts)


def _spellings(names: set[str], titles: set[str]) -> Iterator[str]:
    """Each name, in quotes too, and with each title before or after it."""
    for name in names:
        for form in (name, f'"{name}"'):
            yield form
            for title in titles:
                yield f"{title} {form}"
                yield f"{form} {title}"


def _lies_in(one: tuple[str, int, int, bool], other: tuple[str, int, int, bool]) -> bool:
    """Whether a mention stands inside one of an organization or place."""
    kind, start, end, _ = one
    around, left, right, _ = other
    if around == "Person" or (kind in ("Org", "LocOrg") and around == "Location"):
        return False
    if (start, end) == (left, right):
        return kind in ("Person", "Location") and around == "Org"
    return left <= start and end <= right
