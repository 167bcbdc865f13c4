"""Precision, recall and F1 against gold annotations in brat's format.

Strict: an entity is right if its type and both borders are; a relation end to end if its type
is and both of its entities are. Symmetric relations count in either order.
"""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract import schema
from extract.annotations import ENTITIES, Relation, span_of
from extract.brat import Annotated, BratError, Triple, iterate_folder, read_folder, to_brat
from extract.markup import framed, table

__all__ = ["BratError", "Count", "Score", "Scores", "read_folder", "score", "score_docs",
           "to_brat"]  # fmt: skip

_COLUMNS = ("precision", "recall", "F1", "gold", "found")
Find = Callable[[Doc], Iterable[Relation]]


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """Right ones, false ones, missed ones; or the sums of what each is worth."""

    right: float = 0
    false: float = 0
    missed: float = 0

    @classmethod
    def of(cls, gold: Set[Any], found: Set[Any]) -> Count:
        """Compares what there is with what was found."""
        return cls(len(gold & found), len(found - gold), len(gold - found))

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def gold(self) -> float:
        """How many there are."""
        return self.right + self.missed

    @property
    def found(self) -> float:
        """How many were found, rightly or not."""
        return self.right + self.false

    @property
    def precision(self) -> float:
        """The share that is right of what was found; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share that was found of what there is; 0 where there is nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """Counts by type.

    Attributes:
        by_type: Every type that the gold has or that was found, in alphabetical order.
    """

    by_type: Mapping[str, Count]

    @property
    def micro(self) -> Count:
        """All types counted together."""
        return sum(self.by_type.values(), Count())

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the types that the gold has."""
        known = [count.f1 for count in self.by_type.values() if count.gold]
        return sum(known) / len(known) if known else 0.0

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "micro": _numbers(self.micro),
            "macro_f1": round(self.macro_f1, 4),
            "by_type": {name: _numbers(count) for name, count in self.by_type.items()},
        }

    def _repr_html_(self) -> str:
        """What a notebook shows: all types together, then each."""
        counts = {"all": self.micro, **self.by_type}
        rows = [[name, *_texts(count)] for name, count in counts.items()]
        macro = f"<div>macro-F1 {self.macro_f1:.3f}</div>"
        return framed("score", table(("type", *_COLUMNS), rows) + macro)


@dataclasses.dataclass(frozen=True, slots=True)
class Scores:
    """How a pipeline did on annotated texts.

    Attributes:
        documents: How many texts.
        entities: Strict, nested.
        relations: End to end.
        relations_given_entities: With the gold entities given; None where the pipeline has
            no relations stage.
    """

    documents: int
    entities: Score
    relations: Score
    relations_given_entities: Score | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        given = self.relations_given_entities
        return {
            "documents": self.documents,
            "entities": self.entities.to_dict(),
            "relations": self.relations.to_dict(),
            "relations_given_entities": given.to_dict() if given else None,
        }

    def _repr_html_(self) -> str:
        """What a notebook shows: a row each for entities and relations, and all types below."""
        named = {
            "entities": self.entities,
            "relations": self.relations,
            "relations, entities given": self.relations_given_entities,
        }
        scores = {name: one for name, one in named.items() if one}
        rows = [[name, *_texts(one.micro), f"{one.macro_f1:.3f}"] for name, one in scores.items()]
        types = "".join(
            f"<details><summary>{name}, by type</summary>{one._repr_html_()}</details>"
            for name, one in scores.items()
        )
        head = f"<div>{self.documents:,} documents</div>"
        return framed("scores", head + table(("", *_COLUMNS, "macro-F1"), rows) + types)


def score(folder: str | os.PathLike[str], nlp: Language | None = None) -> Scores:
    """Runs a pipeline over a folder of brat files and compares.

    Args:
        folder: Texts and annotations (``x.txt``, ``x.ann``).
        nlp: The pipeline; None for ``extract.load()``.

    Raises:
        FileNotFoundError: There is no pair of .txt and .ann files.
        BratError: An annotation cannot be read.
    """
    if nlp is None:
        from extract.language import load

        nlp = load()
    return score_docs(_processed(folder, nlp), _finder(nlp))


def score_docs(pairs: Iterable[tuple[Annotated, Doc]], find: Find | None = None) -> Scores:
    """Compares documents with what is annotated in their texts.

    Args:
        pairs: Gold and the processed document of the same text.
        find: Finds relations between the mentions that a document has.
    """
    entities, relations, given = _Tally(), _Tally(), _Tally()
    documents = 0
    # Pattern relations are annotated in few corpora: where there are none, none are counted.
    annotated: set[str] = set(schema.MODEL_RELATIONS)
    held: list[tuple[set[Triple], set[Triple], set[Triple]]] = []
    for gold, doc in pairs:
        documents += 1
        entities.add(set(gold.entities), {span._.mention for span in doc.spans.get(ENTITIES, ())})
        wanted = {_ordered(triple) for triple in gold.relations}
        annotated |= {triple.type for triple in wanted}
        found = _triples(doc._.relations)
        held.append((wanted, found, _triples(_given(doc, gold, find)) if find else set()))
    for wanted, found, found_given in held:
        relations.add(wanted, {triple for triple in found if triple.type in annotated})
        given.add(wanted, {triple for triple in found_given if triple.type in annotated})
    return Scores(documents, entities.score(), relations.score(), given.score() if find else None)


class _Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, gold: set[Any], found: set[Any]) -> None:
        self.right.update(one.type for one in gold & found)
        self.false.update(one.type for one in found - gold)
        self.missed.update(one.type for one in gold - found)

    def score(self) -> Score:
        types = sorted({*self.right, *self.false, *self.missed})
        return Score(
            {name: Count(self.right[name], self.false[name], self.missed[name]) for name in types}
        )


def _processed(folder: str | os.PathLike[str], nlp: Language) -> Iterator[tuple[Annotated, Doc]]:
    pairs = ((gold.text, gold) for gold in iterate_folder(folder))
    for doc, gold in nlp.pipe(pairs, as_tuples=True):
        yield gold, doc


def _finder(nlp: Language) -> Find | None:
    name = "extract_relations"
    return nlp.get_pipe(name).find if nlp.has_pipe(name) else None  # type: ignore[attr-defined]


def _given(doc: Doc, gold: Annotated, find: Find) -> list[Relation]:
    """Relations between the gold entities, put in the place of those found."""
    found = doc.spans.get(ENTITIES, ())
    doc.spans[ENTITIES] = [span_of(doc, one.start, one.end, one.type) for one in gold.entities]
    try:
        return list(find(doc))
    finally:
        doc.spans[ENTITIES] = list(found)


def _triples(relations: Iterable[Relation]) -> set[Triple]:
    return {
        _ordered(Triple(relation.predicate, relation.subject, relation.object))
        for relation in relations
    }


def _ordered(triple: Triple) -> Triple:
    """A symmetric relation with the argument first that stands first."""
    if triple.type in schema.SYMMETRIC_RELATIONS and triple.object < triple.subject:
        return Triple(triple.type, triple.object, triple.subject)
    return triple


def _texts(count: Count) -> list[str]:
    """Of ``_COLUMNS``."""
    shares = (f"{share:.3f}" for share in (count.precision, count.recall, count.f1))
    return [*shares, f"{count.gold:,}", f"{count.found:,}"]


def _numbers(count: Count) -> dict[str, Hashable]:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "gold": count.gold,
        "found": count.found,
        "right": count.right,
    }
