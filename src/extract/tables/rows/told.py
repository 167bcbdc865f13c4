"""Rows of what one document tells: relations, events, careers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract import schema
from extract.annotations import relations_of
from extract.tables.rows.mentions import is_place
from extract.tables.rows.reading import Reading, Row, moment
from extract.trust import chance, trusted

if TYPE_CHECKING:
    from extract.annotations import Event, Mention, Relation


def relations(reading: Reading) -> tuple[list[Row], list[Row]]:
    """Rows of all relations, and of ``schema.TRUSTED``."""
    there = relations_of(reading.doc, reading.there)
    kept = [relation for relation in there if reading.kept(relation.subject, relation.object)]
    sure = trusted(reading.doc, kept)
    best: dict[tuple[Any, ...], Relation] = {}  # of several ways to one triple, the surest
    for relation in (*kept, *sure):
        known = best.setdefault(_triple(relation), relation)
        if known.score < relation.score:
            best[_triple(relation)] = relation
    rows = {
        triple: _relation(reading, relation)
        for triple, relation in sorted(best.items(), key=lambda one: _place_in_text(one[1]))
    }
    ids = {rows[_triple(relation)]["relation_id"]: None for relation in sure}
    return list(rows.values()), [{"doc_id": reading.doc_id, "relation_id": one} for one in ids]


def _relation(reading: Reading, relation: Relation) -> Row:
    subject, object_ = reading.mention(relation.subject), reading.mention(relation.object)
    starts, cue = [relation.subject.start, relation.object.start], relation.cue
    sentence = relation.sentence
    if sentence is None:
        sentence = reading.sentence(cue[0] if cue else starts[0])
    sides = [reading.mention(side).name if side else None for side in relation.represents]
    return {
        "relation_id": reading.relation_id(relation),
        "doc_id": reading.doc_id,
        "sentence": sentence,
        "subject_id": subject.entity_id,
        "subject": subject.name,
        "subject_type": relation.subject.type,
        "subject_mention": subject.id,
        "predicate": relation.predicate,
        "object_id": object_.entity_id,
        "object": object_.name,
        "object_type": relation.object.type,
        "object_mention": object_.id,
        "cue": reading.text[slice(*cue)] if cue else None,
        "cue_start": cue[0] if cue else None,
        "cue_end": cue[1] if cue else None,
        "kind": relation.kind,
        "topic": relation.topic,
        "status": relation.status,
        "begin": moment(relation.begin),
        "end": moment(relation.end),
        "place": relation.place,
        "subject_for": sides[0],
        "object_for": sides[1],
        "score": chance(relation),
        "method": relation.method,
        "rule": relation.rule,
        "quote": reading.quote([*starts, *(cue[:1] if cue else ())]),
    }


def events(reading: Reading) -> Iterator[Row]:
    told = {}  # by its best naming each event that is told outside the repeats
    for event in reading.doc._.events:
        namings = [event.text, *event.namings]
        text = next((naming for naming in namings if not reading.repeated(*naming)), None)
        if text is not None:
            told[event.text] = (text, event)
    for text, event in told.values():
        at = next((m for m in event.mentions if (m.start, m.end) == text), None)
        whole = told.get(event.part_of)
        yield {
            "event_id": reading.event_id(text),
            "doc_id": reading.doc_id,
            "text_start": text[0],
            "text_end": text[1],
            "mention_id": reading.mention(at).id if at else None,
            "name": event.name,
            "kind": event.kind,
            "begin": moment(event.begin),
            "end": moment(event.end),
            "place_id": _place_id(reading, event.place),
            "place": event.place_name
            or (reading.mention(event.place).name if event.place else None),
            "participants": _participants(reading, event),
            "part_of": reading.event_id(whole[0]) if whole else None,
            "relation_id": reading.relation_id(event.relation) if event.relation else None,
            "status": event.status,
            "n_mentions": len(event.namings),
            "score": event.score,
        }


def _place_id(reading: Reading, place: Mention | None) -> str | None:
    """Of what has no row of places, such as a building or body, none."""
    has_row = place is not None and is_place(reading, place)
    return reading.mention(place).entity_id if place is not None and has_row else None


def _participants(reading: Reading, event: Event) -> list[str]:
    """Names, each once, with their roles where they did more than take part."""
    names: dict[str, None] = {}
    for one in event.participants:
        name = one.name or reading.mention(one.mention).name
        names[name if one.role in ("", "participant") else f"{name} ({one.role})"] = None
    return list(names)


def careers(reading: Reading) -> Iterator[Row]:
    """What is sure; entities are the same in a repeat, so none is left out for that."""
    for career in reading.doc._.careers:
        if career.score < schema.SURE_CAREER:
            continue
        person, body = reading.mention(career.person), career.organization
        yield {
            "entity_id": person.entity_id,
            "name": person.name,
            "position": career.position,
            "organization_id": reading.mention(body).entity_id if body else None,
            "organization": career.organization_name,
            "former": career.former,
            "doc_id": reading.doc_id,
            "date": reading.article.date if reading.article else reading.doc._.date,
            "score": career.score,
        }


def _triple(relation: Relation) -> tuple[Any, ...]:
    return relation.subject, relation.predicate, relation.object


def _place_in_text(relation: Relation) -> tuple[Any, ...]:
    one, other = relation.subject, relation.object
    return one.start, one.end, one.type, other.start, other.end, other.type, relation.predicate
