"""Which relations of a document a reader can trust; nothing else decides that.

``doc._.relations`` holds all that was found. Left out here is what

* scores under the cut of its relation (``data/trusted.json``, which tells how they were chosen),
* gives another name (that is in ``entities``) or joins a thing to itself,
* has a party that stands for nothing: a ship that was taken for a person, "восток",
* contradicts a surer one: a second birthday, one pair as parent and as spouse,
* has a job title for a subject where a person holds it: that row becomes the person's.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc

from extract.annotations import Mention, Relation
from extract.schema import ALIAS_RELATIONS, MODEL_RELATIONS
from extract.trust.contradictions import Things
from extract.trust.scores import OTHER, PATTERN, TOLD, packaged

# What is told of a job title and holds of who has the job.
_HELD = frozenset(
    {
        "AGENT", "AGE_DIED_AT", "AGE_IS", "AWARDED_WITH", "CAUSE_OF_DEATH", "CONVICTED_OF",
        "DATE_OF_DEATH", "IDEOLOGY_OF", "INCOME", "EXPENDITURE", "KNOWS", "LOCATED_IN",
        "MEDICAL_CONDITION", "MEMBER_OF", "ORGANIZES", "ORIGINS_FROM", "OWNER_OF", "PARENT_OF",
        "PARTICIPANT_IN", "PENALIZED_AS", "PLACE_OF_BIRTH", "PLACE_OF_DEATH", "PLACE_RESIDES_IN",
        "PRODUCES", "RELATIVE", "RELIGION_OF", "SCHOOLS_ATTENDED", "SIBLING", "SPOUSE",
        "WORKPLACE",
    }
)  # fmt: skip
# Bodies of a country that sit in another.
_ABROAD = frozenset(
    {"делегация", "консульство", "генконсульство", "миссия", "посольство", "постпредство",
     "представительство", "торгпредство"}
)  # fmt: skip


def trusted(
    doc: Doc, relations: Iterable[Relation], cuts: Mapping[str, float | None] | None = None
) -> list[Relation]:
    """The relations that stand in the tables by default.

    Args:
        doc: The document, with what its stages know of mentions and entities.
        relations: Relations of the document, such as ``doc._.relations``.
        cuts: The score under which a relation is not trusted, by predicate, and for
            ``OTHER`` and ``PATTERN``; None where no score is enough. Without them those of
            the package.

    Returns:
        Those that a reader can trust, in the order given; of one triple of mentions the surest.
        A row that was a job title's has the person's mention for its subject.
    """
    things = Things(doc)
    known = cuts or packaged()
    sure = [relation for relation in relations if _is_sure(relation, known)]
    told = (relation for relation in _folded(sure) if things.are_two(relation))
    return things.without_contradictions([r for r in told if not _is_abroad(doc, r)])


def _is_sure(relation: Relation, cuts: Mapping[str, float | None]) -> bool:
    by_words = relation.method == "pattern" and relation.predicate in MODEL_RELATIONS
    name = PATTERN if by_words else relation.predicate
    told = name + TOLD if relation.method == "both" else name
    least = cuts.get(told, cuts.get(name, cuts[OTHER]))
    return (
        relation.predicate not in ALIAS_RELATIONS and least is not None and relation.score >= least
    )


def _folded(relations: Sequence[Relation]) -> Iterator[Relation]:
    """The relations, those of a job title told of the person who holds it.

    "губернатор Новосибирской области Травников": the region is his. Where several hold a title
    ("президенты России и Казахстана Путин и Токаев"), nobody knows which body is whose.
    """
    holders: dict[Mention, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.predicate == "WORKS_AS":
            holders[relation.object].append(relation)
    for relation in relations:
        held = holders.get(relation.subject, ())
        if not held or relation.predicate not in _HELD:
            yield relation
        elif len(held) == 1 and held[0].subject != relation.object:
            yield dataclasses.replace(
                relation, subject=held[0].subject, score=min(relation.score, held[0].score)
            )


def _is_abroad(doc: Doc, relation: Relation) -> bool:
    """ "посольство России" is not in Russia."""
    if relation.predicate != "HEADQUARTERED_IN":
        return False
    span = doc.char_span(relation.subject.start, relation.subject.end, alignment_mode="expand")
    head = next((token.lemma_ for token in span or () if token.pos_ == "NOUN"), "")
    return head.lower() in _ABROAD
