"""The words of the project: types of entities and relations, statuses, kinds.

Sources:
    Entity and relation types: NEREL 1.1 (Loukachevitch et al., 2021), whose names we keep.
    The five pattern relations are ours.
"""

from __future__ import annotations

import enum
from typing import Self

from extract import choices

PLACE_KINDS: tuple[str, ...] = ("country", "region", "city", "district", "other")


class Family(enum.StrEnum):
    """Types that belong together, and are shown in one colour.

    Attributes:
        ansi: The colour's name in a terminal.
        colour: The colour in HTML, one that can be seen on white and on black.
    """

    ansi: str
    colour: str

    def __new__(cls, value: str, ansi: str, colour: str) -> Self:
        found = str.__new__(cls, value)
        found._value_ = value
        found.ansi = ansi
        found.colour = colour
        return found

    WHO = "who", "magenta", "#d6408f"
    BODY = "body", "blue", "#3b82e0"
    WHERE = "where", "green", "#2f9e55"
    WHAT = "what happens", "red", "#e0603c"
    WHEN = "when", "cyan", "#1aa3b0"
    ROLE = "role", "yellow", "#c99700"
    VALUE = "value", "white", "#8a919c"
    THING = "thing", "white", "#8a919c"


class EntityType(enum.StrEnum):
    """What a mention names; each type knows its facts.

    Attributes:
        family: Types of one family are shown alike.
        is_named: Its mentions name something: they get a normal form and a document-level entity.
        is_measured: Its mentions say how much, and have a row of ``amounts``.
        is_party: It can be a side of an agreement or a meeting.
        place_kind: What it is among places, one of ``PLACE_KINDS``; None where it is none.
    """

    family: Family
    is_named: bool
    is_measured: bool
    is_party: bool
    place_kind: str | None

    def __new__(cls, value: str, family: Family, *facts: str) -> Self:
        found = str.__new__(cls, value)
        found._value_ = value
        found.family = family
        found.is_named = "named" in facts
        found.is_measured = "measured" in facts
        found.is_party = "party" in facts
        found.place_kind = next((kind for kind in PLACE_KINDS if kind in facts), None)
        return found

    AGE = "AGE", Family.WHEN, "measured"
    AWARD = "AWARD", Family.THING
    CITY = "CITY", Family.WHERE, "named", "party", "city"
    COUNTRY = "COUNTRY", Family.WHERE, "named", "party", "country"
    CRIME = "CRIME", Family.THING
    DATE = "DATE", Family.WHEN
    DISEASE = "DISEASE", Family.THING
    DISTRICT = "DISTRICT", Family.WHERE, "named", "party", "district"
    EVENT = "EVENT", Family.WHAT, "named"
    FACILITY = "FACILITY", Family.WHERE, "named"
    FAMILY = "FAMILY", Family.WHO
    IDEOLOGY = "IDEOLOGY", Family.THING, "party"
    LANGUAGE = "LANGUAGE", Family.THING
    LAW = "LAW", Family.THING
    LOCATION = "LOCATION", Family.WHERE, "named", "party", "other"
    MONEY = "MONEY", Family.VALUE, "measured"
    NATIONALITY = "NATIONALITY", Family.WHO, "party"
    NUMBER = "NUMBER", Family.VALUE, "measured"
    ORDINAL = "ORDINAL", Family.VALUE, "measured"
    ORGANIZATION = "ORGANIZATION", Family.BODY, "named", "party"
    PENALTY = "PENALTY", Family.THING
    PERCENT = "PERCENT", Family.VALUE, "measured"
    PERSON = "PERSON", Family.WHO, "named", "party"
    PRODUCT = "PRODUCT", Family.THING
    PROFESSION = "PROFESSION", Family.ROLE
    RELIGION = "RELIGION", Family.THING
    STATE_OR_PROVINCE = "STATE_OR_PROVINCE", Family.WHERE, "named", "party", "region"
    TIME = "TIME", Family.WHEN
    WORK_OF_ART = "WORK_OF_ART", Family.THING


TYPES: dict[str, EntityType] = {one.value: one for one in EntityType}
PLACE_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.place_kind)
TIME_TYPES: frozenset[str] = frozenset({"DATE", "TIME"})
AMOUNT_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_measured)
NAMED_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_named)
PARTY_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_party)

MODEL_RELATIONS: tuple[str, ...] = (
    "ABBREVIATION", "AGENT", "AGE_DIED_AT", "AGE_IS", "ALTERNATIVE_NAME", "AWARDED_WITH",
    "CAUSE_OF_DEATH", "CONVICTED_OF", "DATE_DEFUNCT_IN", "DATE_FOUNDED_IN",
    "DATE_OF_BIRTH", "DATE_OF_CREATION", "DATE_OF_DEATH", "END_TIME", "EXPENDITURE",
    "FOUNDED_BY", "HAS_CAUSE", "HEADQUARTERED_IN", "IDEOLOGY_OF", "INANIMATE_INVOLVED",
    "INCOME", "KNOWS", "LOCATED_IN", "MEDICAL_CONDITION", "MEMBER_OF", "ORGANIZES",
    "ORIGINS_FROM", "OWNER_OF", "PARENT_OF", "PARTICIPANT_IN", "PART_OF", "PENALIZED_AS",
    "PLACE_OF_BIRTH", "PLACE_OF_DEATH", "PLACE_RESIDES_IN", "POINT_IN_TIME", "PRICE_OF",
    "PRODUCES", "RELATIVE", "RELIGION_OF", "SCHOOLS_ATTENDED", "SIBLING", "SPOUSE",
    "START_TIME", "SUBEVENT_OF", "SUBORDINATE_OF", "TAKES_PLACE_IN", "WORKPLACE", "WORKS_AS",
)  # fmt: skip

SYMMETRIC_RELATIONS: frozenset[str] = frozenset(
    {"AGREEMENT_WITH", "MEETING_WITH", "COOPERATES_WITH", "TWINNED_WITH"}
)
PATTERN_RELATIONS: tuple[str, ...] = (*sorted(SYMMETRIC_RELATIONS), "VISITED")
RELATION_TYPES: tuple[str, ...] = (*MODEL_RELATIONS, *PATTERN_RELATIONS)

STATUSES: tuple[str, ...] = (
    "held", "planned", "negotiated", "signed", "in_force", "rejected", "terminated",
    "cancelled", "unknown",
)  # fmt: skip
# Not done, not yet or not any more: no reader should take these for what happened.
OPEN_STATUSES: frozenset[str] = frozenset({"planned", "negotiated"})
ENDED_STATUSES: frozenset[str] = frozenset({"rejected", "terminated", "cancelled"})
TRUST: tuple[str, ...] = tuple(choices.Trust)
EVENT_KINDS: tuple[str, ...] = (
    "forum", "session", "meeting", "visit", "signing", "ceremony", "opening", "competition",
    "exhibition", "festival", "election", "appointment", "incident", "crime", "arrest", "trial",
    "protest", "military", "deal", "launch", "disaster", "birth_death", "other",
)  # fmt: skip
# What people meet at, by appointment: an accident or a birth has no entry in a calendar.
CALENDAR_KINDS: tuple[str, ...] = (
    "forum", "session", "meeting", "visit", "signing", "ceremony", "opening", "competition",
    "exhibition", "festival", "election", "protest", "launch",
)  # fmt: skip
METHODS: tuple[str, ...] = ("model", "pattern", "both")
DATE_SOURCES: tuple[str, ...] = (
    "metadata", "html", "page", "front_matter", "first_line", "last_line", "url", "file_name",
)  # fmt: skip

# What scores below is in ``doc._.careers`` alone.
SURE_CAREER = 0.7

# An article of which so much stands in another one says nothing new: what is counted over the
# corpus leaves it out.
REPEATED = 0.8
