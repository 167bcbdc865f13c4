"""The values that hang on mentions and documents: plain data, in the words of the tables."""

from __future__ import annotations

import dataclasses
import datetime as dt

from extract.markup import cell, framed, table


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Mention:
    """The name of a mention within its document: ``doc.text[start:end]`` read as ``type``."""

    start: int
    end: int
    type: str

    def __hash__(self) -> int:
        """Few mentions begin at one place, and they are looked up thousands of times."""
        return self.start


@dataclasses.dataclass(frozen=True, slots=True)
class TimeValue:
    """A date or time on the calendar.

    Attributes:
        timex_type: DATE, TIME, DURATION or SET (TIMEX3, ISO 24617-1).
        value: TIMEX3 value, EDTF (ISO 8601-2) where TIMEX3 has none; None for an
            impossible date.
        begin: First moment, inclusive; None where open or partial.
        end: Last moment, inclusive at the granularity; None where open or partial.
        granularity: century, decade, year, season, quarter, month, week, day, hour,
            minute or second.
        anchor: The date that a relative expression was counted from, None for an absolute one.
        mod: TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, ON_OR_BEFORE, LESS_THAN,
            MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE; None for none.
    """

    timex_type: str
    value: str | None
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    granularity: str | None = None
    anchor: dt.date | None = None
    mod: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money, a share, an age, a number or a place in a row.

    Attributes:
        amount: In units, scale words multiplied out; of a range the lower end.
        amount_end: The upper end of a range, None for what is no range.
        unit: ISO 4217 of a currency, "%", "pp" (percentage points), "‰", of an age "year",
            "month", "week" or "day", UCUM of a measure; None for a bare number, and where the
            text does not say which ("крон").
        mod: TIMEX3 modifier: APPROX, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE; None
            for none.
    """

    amount: float
    amount_end: float | None = None
    unit: str | None = None
    mod: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """The parts of a person's name, each in the nominative; gender is male, female or None."""

    surname: str | None = None
    given_name: str | None = None
    patronymic: str | None = None
    gender: str | None = None

    @property
    def name(self) -> str:
        """Given name, patronymic, surname: the order of running text."""
        return " ".join(filter(None, (self.given_name, self.patronymic, self.surname)))


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A place, from the gazetteer or, where that has none, by its name alone.

    Attributes:
        name: Canonical Russian name.
        kind: One of ``schema.PLACE_KINDS``.
        country_code: ISO 3166-1 alpha-2.
        region_code: ISO 3166-2, of a region and of what lies in it.
        geonames_id: None where there is none.
        wikidata_id: "Q" and digits.
        latitude: WGS 84, degrees.
        longitude: WGS 84, degrees.
        parent: Key of the place around it (see ``key``), None at the top.
        ambiguous: Several entries fit the name and the article did not decide.
        key: Identity across documents, the same on every machine: "geonames:1496747",
            "wikidata:Q5961", or "name:city:Новосибирск" where the gazetteer has no entry.
        is_told: False where neither the gazetteer nor the text tells what it is and where: its kind
            is a guess by its type, and it has no row of ``places``.
    """

    name: str
    kind: str
    country_code: str | None = None
    region_code: str | None = None
    geonames_id: int | None = None
    wikidata_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    parent: str | None = None
    ambiguous: bool = False
    key: str = ""
    is_told: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions of a document refer to.

    Attributes:
        key: Identity across documents, built from type and normal form or gazetteer key.
        type: The entity type of its mentions.
        name: Normal form of the fullest mention.
        mentions: In the order of the text.
        person: For a PERSON, the parts joined over the mentions.
        place: For a place.
        is_local: Its name tells it apart in its own article only: "выборы", "Анна".
    """

    key: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    person: Person | None = None
    place: Place | None = None
    is_local: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Relation:
    """A triple found in a document.

    Attributes:
        subject: The first argument; of a symmetric relation the one that stands first.
        predicate: One of ``schema.RELATION_TYPES``, or a verb lemma for an open triple.
        object: The second argument.
        method: "model" or "pattern".
        score: 0 to 1.
        cue: Offsets of the words that say so ("соглашение"), None where there are none.
        kind: Lemma of the cue noun ("соглашение", "меморандум"), for agreements.
        topic: What it is about, as in the text ("об экономическом сотрудничестве").
        status: One of ``schema.STATUSES``, None where the predicate has none.
        begin: First moment of when, where the sentence gives it; None where open or partial.
        end: Last moment, inclusive at the granularity.
        place: Where, as the mention's text in the nominative.
        sentence: Index of the sentence of the cue, or of the subject.
        represents: For each of the two sides, the body that a person acts for.
        rule: Name of the construction that found it, None for the model's.
    """

    subject: Mention
    predicate: str
    object: Mention
    method: str
    score: float
    cue: tuple[int, int] | None = None
    kind: str | None = None
    topic: str | None = None
    status: str | None = None
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    place: str | None = None
    sentence: int | None = None
    represents: tuple[Mention | None, Mention | None] = (None, None)
    rule: str | None = None

    def _repr_html_(self) -> str:
        """What a notebook shows: offsets and not names, which ``extract.render(doc)`` has."""
        known = {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}
        known["represents"] = [side for side in self.represents if side] or None
        rows = [(name, _shown(what)) for name, what in known.items() if what is not None]
        return framed("relation", table(("", "Relation"), rows))


def _shown(value: object) -> str:
    """Of a value of a relation: mentions and cues by their places in the text."""
    if isinstance(value, Mention):
        return f"{value.type} at {value.start}:{value.end}"
    if isinstance(value, tuple):
        return ":".join(map(str, value))
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return cell(value)


@dataclasses.dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event.

    Attributes:
        mention: Who.
        role: "participant", "organizer", "head of delegation".
        name: What takes part, where it is not the mention itself: "делегация Харбина".
    """

    mention: Mention
    role: str = "participant"
    name: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """An event of a document, wherever it is told.

    Attributes:
        mentions: Its EVENT mentions, the fullest first; none where only a verb tells it.
        name: A noun phrase in the nominative.
        participants: In the order of the text.
        part_of: ``text`` of the event that this one is a part of.
        status: held, planned, cancelled or unknown.
        text: Offsets of its best naming.
        kind: One of ``schema.EVENT_KINDS``.
        namings: Offsets of all places that tell it, in the order of the text.
        relation: The relation that tells it too.
        score: 0 to 1: how likely it is one for the calendar, by the learned judge; of the rules
            alone, more where date, place or participants are told.
        place_name: What the article calls the place, where the gazetteer calls it otherwise.
    """

    mentions: tuple[Mention, ...]
    name: str
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    place: Mention | None = None
    participants: tuple[Participant, ...] = ()
    part_of: tuple[int, int] | None = None
    status: str = "unknown"
    text: tuple[int, int] = (0, 0)
    kind: str = "other"
    namings: tuple[tuple[int, int], ...] = ()
    relation: Relation | None = None
    score: float = 1.0
    place_name: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Career:
    """A position of a person, as one document tells it.

    Attributes:
        person: The mention that the position is told of.
        position: Nominative singular, with the body or place as the text has it.
        organization: The body or place worked for, by a mention of it; None where none is named.
        organization_name: What the article calls it, in the nominative.
        former: It is told as over.
        score: 0 to 1.
    """

    person: Mention
    position: str
    organization: Mention | None = None
    organization_name: str | None = None
    former: bool = False
    score: float = 1.0
