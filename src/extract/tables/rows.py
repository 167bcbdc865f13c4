"""Doc to rows, rows to Arrow.

``rows`` reads what the stages left on one document and gives its rows of the tables in
``schema.TABLES``; ``arrow`` gives them their declared types.

Identifiers are hashes of what they name (the document and the offsets of a mention, the key of
an entity), so the same input has the same ids in any order and on any machine. They begin with
a letter, or a spreadsheet would read "12345e67" as a number.

What stands in a repeated passage (``doc._.repeats``) gives no rows: nothing counts twice.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from extract import schema
from extract.annotations import ENTITIES, Person, relations_of, text_of, value
from extract.annotations import mention as mention_of
from extract.russian.spelling import clean
from extract.tables.sketches import sketch
from extract.trust import trusted

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.annotations import Entity, Event, Mention, Relation
    from extract.articles import Article, Failure

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The keys of schema.PARTS and so on beside the tables.
PARTS, TRUSTED, SKETCHES = "parts", "trusted", "sketches"
SCHEMAS: dict[str, pa.Schema] = {
    **schema.TABLES, PARTS: schema.PARTS, TRUSTED: schema.TRUSTED, SKETCHES: schema.SKETCHES,
}  # fmt: skip
# Made of all documents together, so no single document has rows of them.
CORPUS_TABLES: tuple[str, ...] = ("entities", "people", "places")
DOCUMENT_TABLES: tuple[str, ...] = tuple(name for name in SCHEMAS if name not in CORPUS_TABLES)

# Values, not things: two articles that say "5%" do not speak of one entity.
_VALUE_TYPES = schema.TIME_TYPES | schema.AMOUNT_TYPES
_GAP = " … "  # between the sentences of a quote that do not follow each other


def stable_id(letter: str, *parts: object) -> str:
    """An identifier: the letter and 16 hexadecimal digits that depend on the parts alone."""
    key = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return letter + hashlib.blake2b(key, digest_size=8).hexdigest()


def rows(doc: Doc, article: Article | None = None) -> Rows:
    """The rows that one document adds to the tables.

    Args:
        doc: A processed document; stages that did not run leave their tables empty.
        article: What the document was made of. Without it ``doc._.id``, ``doc._.title`` and
            ``doc._.date`` are used; a document without an id gets one from its text.

    Returns:
        For each name in ``DOCUMENT_TABLES`` a list of rows, in the order of the text.
    """
    reading = _Reading(doc, article)
    relations, trusted = reading.relations()
    return {
        "documents": [reading.document()],
        "texts": [{"doc_id": reading.doc_id, "text": reading.text}],
        "mentions": reading.mentions(),
        "careers": list(reading.careers()),
        "dates": list(reading.dates()),
        "amounts": list(reading.amounts()),
        "events": list(reading.events()),
        "relations": relations,
        "errors": list(reading.notes()),
        TRUSTED: trusted,
        PARTS: reading.parts(),
        SKETCHES: [{"doc_id": reading.doc_id, "marks": sketch(reading.text).tobytes()}],
    }


def failure_row(failure: Failure) -> Row:
    """The row of ``errors`` of what could not be read or processed."""
    row = {name: getattr(failure, name) for name in schema.TABLES["errors"].names}
    row["message"] = failure.message.encode("utf-8", "replace").decode()
    return row


def arrow(tables: Rows) -> dict[str, pa.Table]:
    """Rows to Arrow tables with the declared columns, a missing list of rows to an empty one."""
    return {
        name: pa.Table.from_pylist(tables.get(name, []), schema=SCHEMAS[name])
        for name in DOCUMENT_TABLES
    }


def join(parts: Iterable[Rows]) -> Rows:
    """Rows of several documents, in their order."""
    joined: Rows = {name: [] for name in DOCUMENT_TABLES}
    for part in parts:
        for name, some in part.items():
            joined[name] += some
    return joined


class _Known(NamedTuple):
    """What the tables say of a mention.

    Attributes:
        id: Its identifier.
        normal: Its dictionary form.
        name: Of what it refers to.
        entity_id: Of what it refers to; None for values such as dates, and for what names no one.
    """

    id: str
    normal: str
    name: str
    entity_id: str | None


class _Reading:
    """One document being read: what several of its tables look up."""

    def __init__(self, doc: Doc, article: Article | None) -> None:
        self.doc = doc
        self.value = functools.partial(value, doc)
        self.article = article
        self.text = text_of(doc)
        self.doc_id: str = article.doc_id if article else doc._.id or text_id(self.text)
        self.own_id = text_id(self.text)
        self.sentences = [(sent.start_char, sent.end_char) for sent in _sentences(doc)]
        self.starts = [start for start, _ in self.sentences]
        self.repeats: list[tuple[int, int]] = sorted(doc._.repeats)
        found = map(mention_of, doc.spans.get(ENTITIES, ()))
        kept = {mention for mention in found if self.kept(mention)}
        # The outer before the inner.
        self.found = sorted(kept, key=lambda one: (one.start, -one.end, one.type))
        self.entities: dict[Mention, Entity] = {
            mention: entity for entity in doc._.entities for mention in entity.mentions
        }
        # Relations and events ask for the same mentions again and again.
        self.known: dict[Mention, _Known] = {}

    def mention(self, mention: Mention) -> _Known:
        known = self.known.get(mention)
        if known is None:
            known = self.known[mention] = self.look_up(mention)
        return known

    def look_up(self, mention: Mention) -> _Known:
        start, end, kind = mention.start, mention.end, mention.type
        # As in the text where no stage gave it a dictionary form.
        normal = self.value(mention, "normal") or clean(" ".join(self.text[start:end].split()))
        entity = self.entities.get(mention)
        entity_id: str | None
        if entity is not None:
            # Copies of an article have its text and so its entities, whatever their names.
            within = (self.own_id,) if entity.is_local else ()
            entity_id = stable_id("e", entity_key(entity), *within)
        else:
            nothing = kind in _VALUE_TYPES or self.value(mention, "person") == Person()
            entity_id = None if nothing else stable_id("e", f"{kind}:{normal}")
        mention_id = stable_id("m", self.doc_id, start, end, kind)
        return _Known(mention_id, normal, entity.name if entity else normal, entity_id)

    def event_id(self, text: tuple[int, int]) -> str:
        return stable_id("v", self.doc_id, *text)

    def relation_id(self, relation: Relation) -> str:
        subject, object_ = self.mention(relation.subject), self.mention(relation.object)
        return stable_id("r", subject.id, relation.predicate, object_.id)

    def repeated(self, start: int, end: int) -> bool:
        at = bisect.bisect_right(self.repeats, (start, len(self.text)))
        return at > 0 and end <= self.repeats[at - 1][1]

    def kept(self, *mentions: Mention) -> bool:
        return not self.repeats or not any(
            self.repeated(mention.start, mention.end) for mention in mentions
        )

    def sentence(self, at: int) -> int | None:
        """Index of the sentence at a character; a blank belongs to the one before it."""
        return max(0, bisect.bisect_right(self.starts, at) - 1) if self.starts else None

    def document(self) -> Row:
        article, doc = self.article, self.doc
        return {
            "doc_id": self.doc_id,
            "source": article.source if article else None,
            "title": article.title if article else doc._.title,
            "date": article.date if article else doc._.date,
            "date_source": article.date_source if article else None,
            "url": article.url if article else None,
            "n_chars": len(self.text),
            "n_repeated": sum(end - start for start, end in self.repeats),
            "n_sentences": len(self.sentences),
            "n_tokens": len(doc) - int(doc.to_array("IS_SPACE").sum()),
            "encoding": article.encoding if article else None,
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
        }

    def mentions(self) -> list[Row]:
        outer = _parents(self.found)
        depths: dict[Mention | None, int] = {None: -1}
        found = []
        for mention in self.found:
            parent = outer[mention]
            depths[mention] = depths[parent] + 1
            known = self.mention(mention)
            found.append(
                {
                    "mention_id": known.id,
                    "doc_id": self.doc_id,
                    "sentence": self.sentence(mention.start),
                    "start": mention.start,
                    "end": mention.end,
                    "text": self.text[mention.start : mention.end],
                    "type": mention.type,
                    "normal": known.normal,
                    "entity_id": known.entity_id,
                    "parent_id": self.mention(parent).id if parent else None,
                    "depth": depths[mention],
                    "score": self.value(mention, "score", 1.0),
                }
            )
        return found

    def parts(self) -> list[Row]:
        """One row an entity, of those that have a mention outside the repeats."""
        found: dict[str, Row] = {}
        for mention in self.found:
            entity_id = self.mention(mention).entity_id
            if entity_id is None:
                continue
            external_id = self.value(mention, "external_id")
            if entity_id in found:
                found[entity_id]["external_id"] = found[entity_id]["external_id"] or external_id
                continue
            entity = self.entities.get(mention)
            row: Row = {
                "doc_id": self.doc_id,
                "entity_id": entity_id,
                "type": entity.type if entity else mention.type,
                "name": self.mention(mention).name,
                "external_id": external_id,
            }
            person = entity.person if entity else self.value(mention, "person")
            if person is not None:
                row |= {part: getattr(person, part) for part in _PERSON_PARTS}
            place = entity.place if entity else self.value(mention, "place")
            if place is not None:
                row |= {part: getattr(place, part) for part in _PLACE_PARTS}
                row["parent_id"] = stable_id("e", place.parent) if place.parent else None
            elif row["type"] in schema.PLACE_TYPES:
                kind = schema.TYPES[row["type"]].place_kind
                row |= {"kind": kind, "ambiguous": False}
            found[entity_id] = row
        return list(found.values())

    def careers(self) -> Iterator[Row]:
        """What is sure; entities are the same in a repeat, so none is left out for that."""
        for career in self.doc._.careers:
            if career.score < schema.SURE_CAREER:
                continue
            person, body = self.mention(career.person), career.organization
            yield {
                "entity_id": person.entity_id,
                "name": person.name,
                "position": career.position,
                "organization_id": self.mention(body).entity_id if body else None,
                "organization": career.organization_name,
                "former": career.former,
                "doc_id": self.doc_id,
                "date": self.article.date if self.article else self.doc._.date,
                "score": career.score,
            }

    def dates(self) -> Iterator[Row]:
        for mention in self.found:
            if mention.type not in schema.TIME_TYPES:
                continue
            time = self.value(mention, "time")
            yield {
                "mention_id": self.mention(mention).id,
                "doc_id": self.doc_id,
                "text": self.text[mention.start : mention.end],
                "timex_type": time.timex_type if time else None,
                "value": time.value if time else None,
                "begin": _moment(time.begin) if time else None,
                "end": _moment(time.end) if time else None,
                "mod": time.mod if time else None,
                "granularity": time.granularity if time else None,
                "anchor": time.anchor if time else None,
            }

    def amounts(self) -> Iterator[Row]:
        """What was read; "несколько тысяч" has no row."""
        for mention in self.found:
            amount = self.value(mention, "amount")
            if amount is not None:
                yield {
                    "mention_id": self.mention(mention).id,
                    "doc_id": self.doc_id,
                    "text": self.text[mention.start : mention.end],
                    "type": mention.type,
                    "amount": amount.amount,
                    "amount_end": amount.amount_end,
                    "unit": amount.unit,
                    "mod": amount.mod,
                }

    def events(self) -> Iterator[Row]:
        told = {}  # by its best naming each event that is told outside the repeats
        for event in self.doc._.events:
            namings = [event.text, *event.namings]
            text = next((naming for naming in namings if not self.repeated(*naming)), None)
            if text is not None:
                told[event.text] = (text, event)
        for text, event in told.values():
            at = next((m for m in event.mentions if (m.start, m.end) == text), None)
            whole = told.get(event.part_of)
            yield {
                "event_id": self.event_id(text),
                "doc_id": self.doc_id,
                "text_start": text[0],
                "text_end": text[1],
                "mention_id": self.mention(at).id if at else None,
                "name": event.name,
                "kind": event.kind,
                "begin": _moment(event.begin),
                "end": _moment(event.end),
                "place_id": self.place_id(event.place),
                "place": event.place_name
                or (self.mention(event.place).name if event.place else None),
                "participants": self.participants(event),
                "part_of": self.event_id(whole[0]) if whole else None,
                "relation_id": self.relation_id(event.relation) if event.relation else None,
                "status": event.status,
                "n_mentions": len(event.namings),
                "score": event.score,
            }

    def place_id(self, place: Mention | None) -> str | None:
        """Of a building or body none: it is no row of places."""
        known = place is not None and place.type in schema.PLACE_TYPES
        return self.mention(place).entity_id if place is not None and known else None

    def participants(self, event: Event) -> list[str]:
        """Names, each once, with their roles where they did more than take part."""
        names: dict[str, None] = {}
        for one in event.participants:
            name = one.name or self.mention(one.mention).name
            names[name if one.role in ("", "participant") else f"{name} ({one.role})"] = None
        return list(names)

    def relations(self) -> tuple[list[Row], list[Row]]:
        """Rows of all relations, and of ``schema.TRUSTED``."""
        kept = [r for r in relations_of(self.doc) if self.kept(r.subject, r.object)]
        sure = trusted(self.doc, kept)
        best: dict[tuple[Any, ...], Relation] = {}  # of several ways to one triple, the surest
        for relation in (*kept, *sure):
            known = best.setdefault(_triple(relation), relation)
            if known.score < relation.score:
                best[_triple(relation)] = relation
        rows = {
            _triple(relation): self.relation(relation)
            for relation in sorted(best.values(), key=_place_in_text)
        }
        ids = {rows[_triple(relation)]["relation_id"]: None for relation in sure}
        return list(rows.values()), [{"doc_id": self.doc_id, "relation_id": one} for one in ids]

    def notes(self) -> Iterator[Row]:
        """What a stage has left out of the other tables."""
        for stage, message in self.doc._.notes:
            yield {
                "source": self.article.source if self.article else None,
                "doc_id": self.doc_id,
                "stage": stage,
                "error": "LeftOut",
                "message": message,
            }

    def relation(self, relation: Relation) -> Row:
        subject, object_ = self.mention(relation.subject), self.mention(relation.object)
        starts, cue = [relation.subject.start, relation.object.start], relation.cue
        sentence = relation.sentence
        if sentence is None:
            sentence = self.sentence(cue[0] if cue else starts[0])
        sides = [self.mention(side).name if side else None for side in relation.represents]
        return {
            "relation_id": stable_id("r", subject.id, relation.predicate, object_.id),
            "doc_id": self.doc_id,
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
            "cue": self.text[slice(*cue)] if cue else None,
            "cue_start": cue[0] if cue else None,
            "cue_end": cue[1] if cue else None,
            "kind": relation.kind,
            "topic": relation.topic,
            "status": relation.status,
            "begin": _moment(relation.begin),
            "end": _moment(relation.end),
            "place": relation.place,
            "subject_for": sides[0],
            "object_for": sides[1],
            "score": relation.score,
            "method": relation.method,
            "rule": relation.rule,
            "quote": self.quote([*starts, *(cue[:1] if cue else ())]),
        }

    def quote(self, at: list[int]) -> str:
        """The sentences around some characters, exactly as in the text where they are one run."""
        found = {self.sentence(start) for start in at}
        runs: list[list[int]] = []
        for index in sorted(index for index in found if index is not None):
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        pieces = (self.text[self.sentences[run[0]][0] : self.sentences[run[-1]][1]] for run in runs)
        return _GAP.join(piece.strip() for piece in pieces) or self.text


_PERSON_PARTS = ("surname", "given_name", "patronymic", "gender")
_PLACE_PARTS = (
    "name", "kind", "country_code", "region_code", "geonames_id", "wikidata_id", "latitude",
    "longitude", "ambiguous",
)  # fmt: skip


def entity_key(entity: Entity) -> str:
    """Identity across documents: of a place its own key, so that ``Place.parent`` finds it."""
    return (entity.place.key if entity.place else "") or entity.key


def text_id(text: str) -> str:
    """The id of a document that came without one."""
    return "text-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sentences(doc: Doc) -> Iterable[Any]:
    return doc.sents if doc.has_annotation("SENT_START") else ()


def _moment(moment: dt.datetime | None) -> dt.datetime | None:
    """The columns have no zone and count whole seconds."""
    return moment.replace(tzinfo=None, microsecond=0) if moment else None


def _triple(relation: Relation) -> tuple[Any, ...]:
    return relation.subject, relation.predicate, relation.object


def _place_in_text(relation: Relation) -> tuple[Any, ...]:
    one, other = relation.subject, relation.object
    return one.start, one.end, one.type, other.start, other.end, other.type, relation.predicate


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
