"""One document being read: what the rows of several tables look up.

Identifiers are hashes of what they name (the document and the offsets of a mention, the key of
an entity), so the same input has the same ids in any order and on any machine. They begin with
a letter, or a spreadsheet would read "12345e67" as a number.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.annotations import ENTITIES, names_nothing, outer_first, text_of, value
from extract.annotations import mention as mention_of
from extract.russian.spelling import clean

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.annotations import Entity, Mention, Relation
    from extract.articles import Article

Row = dict[str, Any]

_GAP = " … "  # between the sentences of a quote that do not follow each other


def stable_id(letter: str, *parts: object) -> str:
    """An identifier: the letter and 16 hexadecimal digits that depend on the parts alone."""
    key = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return letter + hashlib.blake2b(key, digest_size=8).hexdigest()


def text_id(text: str) -> str:
    """The id of a document that came without one."""
    return "text-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Known(NamedTuple):
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


class Reading:
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
        # A document that was saved has them as lists.
        self.repeats = sorted((start, end) for start, end in doc._.repeats)
        self.there = {mention_of(span) for span in doc.spans.get(ENTITIES, ())}
        kept = {mention for mention in self.there if self.kept(mention)}
        self.found = sorted(kept, key=outer_first)
        self.entities: dict[Mention, Entity] = {
            mention: entity for entity in doc._.entities for mention in entity.mentions
        }
        # Relations and events ask for the same mentions again and again.
        self.known: dict[Mention, Known] = {}

    def mention(self, mention: Mention) -> Known:
        known = self.known.get(mention)
        if known is None:
            known = self.known[mention] = self.look_up(mention)
        return known

    def look_up(self, mention: Mention) -> Known:
        start, end, kind = mention.start, mention.end, mention.type
        # As in the text where no stage gave it a dictionary form.
        normal = self.value(mention, "normal") or clean(" ".join(self.text[start:end].split()))
        entity = self.entities.get(mention)
        entity_id: str | None
        if entity is not None:
            # Copies of an article have its text and so its entities, whatever their names.
            within = (self.own_id,) if entity.is_local else ()
            entity_id = stable_id("e", entity_key(entity), *within)
        elif names_nothing(self.doc, mention):
            entity_id = None
        else:
            entity_id = stable_id("e", f"{kind}:{normal}")
        mention_id = stable_id("m", self.doc_id, start, end, kind)
        return Known(mention_id, normal, entity.name if entity else normal, entity_id)

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


def entity_key(entity: Entity) -> str:
    """Identity across documents: of a place its own key, so that ``Place.parent`` finds it."""
    return (entity.place.key if entity.place else "") or entity.key


def moment(moment: dt.datetime | None) -> dt.datetime | None:
    """The columns have no zone and count whole seconds."""
    return moment.replace(tzinfo=None, microsecond=0) if moment else None


def _sentences(doc: Doc) -> Iterable[Any]:
    return doc.sents if doc.has_annotation("SENT_START") else ()
