"""Rows of what one document is and what stands in it: mentions, entities, dates, amounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import schema
from extract.stages.places.words import celestial, is_described
from extract.tables.rows.reading import Reading, Row, moment, stable_id

if TYPE_CHECKING:
    from extract.annotations import Mention, Place

_PERSON_PARTS = ("surname", "given_name", "patronymic", "gender")
_PLACE_PARTS = ("name", *(fact for fact in schema.PLACE_FACTS if fact != "parent_id"))


def document(reading: Reading) -> Row:
    article, doc = reading.article, reading.doc
    return {
        "doc_id": reading.doc_id,
        "source": article.source if article else None,
        "title": article.title if article else doc._.title,
        "date": article.date if article else doc._.date,
        "date_source": article.date_source if article else None,
        "author": article.author if article else None,
        "url": article.url if article else None,
        "n_chars": len(reading.text),
        "n_repeated": sum(end - start for start, end in reading.repeats),
        "n_sentences": len(reading.sentences),
        "n_tokens": len(doc) - int(doc.to_array("IS_SPACE").sum()),
        "encoding": article.encoding if article else None,
        "sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
    }


def mentions(reading: Reading) -> list[Row]:
    outer = _parents(reading.found)
    depths: dict[Mention | None, int] = {None: -1}
    found = []
    for mention in reading.found:
        parent = outer[mention]
        depths[mention] = depths[parent] + 1
        known = reading.mention(mention)
        found.append(
            {
                "mention_id": known.id,
                "doc_id": reading.doc_id,
                "sentence": reading.sentence(mention.start),
                "start": mention.start,
                "end": mention.end,
                "text": reading.text[mention.start : mention.end],
                "type": mention.type,
                "normal": known.normal,
                "entity_id": known.entity_id,
                "parent_id": reading.mention(parent).id if parent else None,
                "depth": depths[mention],
                "score": reading.value(mention, "score", 1.0),
            }
        )
    return found


def parts(reading: Reading) -> list[Row]:
    """One row an entity, of those that have a mention outside the repeats."""
    found: dict[str, Row] = {}
    for mention in reading.found:
        entity_id = reading.mention(mention).entity_id
        if entity_id is None:
            continue
        external_id = reading.value(mention, "external_id")
        if entity_id in found:
            found[entity_id]["external_id"] = found[entity_id]["external_id"] or external_id
            continue
        entity = reading.entities.get(mention)
        row: Row = {
            "doc_id": reading.doc_id,
            "entity_id": entity_id,
            "type": entity.type if entity else mention.type,
            "name": reading.mention(mention).name,
            "external_id": external_id,
        }
        person = entity.person if entity else reading.value(mention, "person")
        if person is not None:
            row |= {part: getattr(person, part) for part in _PERSON_PARTS}
        if is_place(reading, mention):
            row |= _place(row["type"], _place_of(reading, mention))
        found[entity_id] = row
    return list(found.values())


def is_place(reading: Reading, mention: Mention) -> bool:
    """Whether what a mention names has a row of ``places``.

    "север Сирии" is an entity, and no row; nor is Марс, nor a town of which neither the gazetteer
    nor the text tells anything.
    """
    entity, place = reading.entities.get(mention), _place_of(reading, mention)
    if (entity.type if entity else mention.type) not in schema.PLACE_TYPES:
        return place is not None
    name = reading.mention(mention).name
    is_told = not celestial(name) if place is None else place.is_told
    return is_told and not is_described(name)


def _place_of(reading: Reading, mention: Mention) -> Place | None:
    entity = reading.entities.get(mention)
    found: Place | None = entity.place if entity else reading.value(mention, "place")
    return found


def _place(type_: str, place: Place | None) -> Row:
    if place is None:
        return {"kind": schema.TYPES[type_].place_kind, "ambiguous": False}
    parent = stable_id("e", place.parent) if place.parent else None
    return {part: getattr(place, part) for part in _PLACE_PARTS} | {"parent_id": parent}


def dates(reading: Reading) -> Iterator[Row]:
    for mention in reading.found:
        if mention.type not in schema.TIME_TYPES:
            continue
        time = reading.value(mention, "time")
        yield {
            "mention_id": reading.mention(mention).id,
            "doc_id": reading.doc_id,
            "text": reading.text[mention.start : mention.end],
            "timex_type": time.timex_type if time else None,
            "value": time.value if time else None,
            "begin": moment(time.begin) if time else None,
            "end": moment(time.end) if time else None,
            "mod": time.mod if time else None,
            "granularity": time.granularity if time else None,
            "anchor": time.anchor if time else None,
        }


def amounts(reading: Reading) -> Iterator[Row]:
    """What was read; "несколько тысяч" has no row."""
    for mention in reading.found:
        amount = reading.value(mention, "amount")
        if amount is not None:
            yield {
                "mention_id": reading.mention(mention).id,
                "doc_id": reading.doc_id,
                "text": reading.text[mention.start : mention.end],
                "type": mention.type,
                "amount": amount.amount,
                "amount_end": amount.amount_end,
                "unit": amount.unit,
                "mod": amount.mod,
            }


def _parents(mentions: list[Mention]) -> dict[Mention, Mention | None]:
    """The smallest mention around each; of equal spans the one first in the alphabet is outer.

    Args:
        mentions: Sorted by start, the longer first, then by type.
    """
    parents: dict[Mention, Mention | None] = {}
    open_: list[Mention] = []
    for mention in mentions:
        open_ = [other for other in open_ if other.end > mention.start]
        around = [other for other in open_ if other.end >= mention.end]
        # Of equals the last: it is inside the others.
        parents[mention] = min(
            reversed(around), key=lambda other: other.end - other.start, default=None
        )
        open_.append(mention)
    return parents
