"""The words of the project: types of entities and relations, statuses, kinds.

Sources:
    Entity and relation types: NEREL 1.1 (Loukachevitch et al., 2021), whose names we keep.
    The five pattern relations are ours.
"""

from __future__ import annotations

import enum
import re
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
        russian: Its name for Russian readers.
        family: Types of one family are shown alike.
        is_named: Its mentions name something: they get a normal form and a document-level entity.
        is_measured: Its mentions say how much, and have a row of ``amounts``.
        is_party: It can be a side of an agreement or a meeting.
        place_kind: What it is among places, one of ``PLACE_KINDS``; None where it is none.
    """

    russian: str
    family: Family
    is_named: bool
    is_measured: bool
    is_party: bool
    place_kind: str | None

    def __new__(cls, value: str, russian: str, family: Family, *facts: str) -> Self:
        found = str.__new__(cls, value)
        found._value_ = value
        found.russian = russian
        found.family = family
        found.is_named = "named" in facts
        found.is_measured = "measured" in facts
        found.is_party = "party" in facts
        found.place_kind = next((kind for kind in PLACE_KINDS if kind in facts), None)
        return found

    AGE = "AGE", "возраст", Family.WHEN, "measured"
    AWARD = "AWARD", "награда", Family.THING
    CITY = "CITY", "город", Family.WHERE, "named", "party", "city"
    COUNTRY = "COUNTRY", "страна", Family.WHERE, "named", "party", "country"
    CRIME = "CRIME", "преступление", Family.THING
    DATE = "DATE", "дата", Family.WHEN
    DISEASE = "DISEASE", "болезнь", Family.THING
    DISTRICT = "DISTRICT", "район", Family.WHERE, "named", "party", "district"
    EVENT = "EVENT", "событие", Family.WHAT, "named"
    FACILITY = "FACILITY", "объект", Family.WHERE, "named"
    FAMILY = "FAMILY", "семья", Family.WHO
    IDEOLOGY = "IDEOLOGY", "идеология", Family.THING, "party"
    LANGUAGE = "LANGUAGE", "язык", Family.THING
    LAW = "LAW", "закон", Family.THING
    LOCATION = "LOCATION", "местность", Family.WHERE, "named", "party", "other"
    MONEY = "MONEY", "деньги", Family.VALUE, "measured"
    NATIONALITY = "NATIONALITY", "национальность", Family.WHO, "party"
    NUMBER = "NUMBER", "число", Family.VALUE, "measured"
    ORDINAL = "ORDINAL", "порядковое число", Family.VALUE, "measured"
    ORGANIZATION = "ORGANIZATION", "организация", Family.BODY, "named", "party"
    PENALTY = "PENALTY", "наказание", Family.THING
    PERCENT = "PERCENT", "процент", Family.VALUE, "measured"
    PERSON = "PERSON", "человек", Family.WHO, "named", "party"
    PRODUCT = "PRODUCT", "продукт", Family.THING
    PROFESSION = "PROFESSION", "должность", Family.ROLE
    RELIGION = "RELIGION", "религия", Family.THING
    STATE_OR_PROVINCE = "STATE_OR_PROVINCE", "регион", Family.WHERE, "named", "party", "region"
    TIME = "TIME", "время", Family.WHEN
    WORK_OF_ART = "WORK_OF_ART", "произведение", Family.THING


TYPES: dict[str, EntityType] = {one.value: one for one in EntityType}
PLACE_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.place_kind)
TIME_TYPES: frozenset[str] = frozenset({"DATE", "TIME"})
AMOUNT_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_measured)
# Values, not things: two articles that say "5%" do not speak of one entity.
VALUE_TYPES: frozenset[str] = TIME_TYPES | AMOUNT_TYPES
NAMED_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_named)
PARTY_TYPES: frozenset[str] = frozenset(one.value for one in EntityType if one.is_party)
# Where people work: ministries, companies, plants, museums.
INSTITUTION_TYPES: frozenset[str] = frozenset({"ORGANIZATION", "FACILITY"})
_TYPE_NAME = re.compile(r"[^\W\d]\w{0,63}")


def check_type(name: str) -> None:
    """Raises ValueError for what can be no type of entities, ours or a user's own."""
    if not _TYPE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no type; one is a word such as ORGANIZATION")
    if name not in TYPES and name.upper() in TYPES:
        raise ValueError(f"the type {name!r} is written {name.upper()}")


# Relations, each with its name for Russian readers: NEREL's, those that have no direction and those
# that have one of the five that constructions and a network of their own find.
_OF_NEREL: dict[str, str] = {
    "ABBREVIATION": "сокращение", "AGENT": "действует", "AGE_DIED_AT": "возраст смерти",
    "AGE_IS": "возраст", "ALTERNATIVE_NAME": "другое имя", "AWARDED_WITH": "награда",
    "CAUSE_OF_DEATH": "причина смерти", "CONVICTED_OF": "осуждён за",
    "DATE_DEFUNCT_IN": "дата закрытия", "DATE_FOUNDED_IN": "дата основания",
    "DATE_OF_BIRTH": "дата рождения", "DATE_OF_CREATION": "дата создания",
    "DATE_OF_DEATH": "дата смерти", "END_TIME": "конец", "EXPENDITURE": "расходы",
    "FOUNDED_BY": "основатель", "HAS_CAUSE": "причина", "HEADQUARTERED_IN": "штаб-квартира",
    "IDEOLOGY_OF": "идеология", "INANIMATE_INVOLVED": "участвует (предмет)", "INCOME": "доход",
    "KNOWS": "знакомство", "LOCATED_IN": "находится в", "MEDICAL_CONDITION": "болезнь",
    "MEMBER_OF": "состоит в", "ORGANIZES": "организует", "ORIGINS_FROM": "происходит из",
    "OWNER_OF": "владеет", "PARENT_OF": "родитель", "PARTICIPANT_IN": "участвует в",
    "PART_OF": "часть", "PENALIZED_AS": "наказание", "PLACE_OF_BIRTH": "место рождения",
    "PLACE_OF_DEATH": "место смерти", "PLACE_RESIDES_IN": "живёт в", "POINT_IN_TIME": "время",
    "PRICE_OF": "цена", "PRODUCES": "производит", "RELATIVE": "родственник",
    "RELIGION_OF": "религия", "SCHOOLS_ATTENDED": "учёба", "SIBLING": "брат или сестра",
    "SPOUSE": "супруги", "START_TIME": "начало", "SUBEVENT_OF": "часть события",
    "SUBORDINATE_OF": "подчиняется", "TAKES_PLACE_IN": "проходит в", "WORKPLACE": "место работы",
    "WORKS_AS": "должность",
}  # fmt: skip
_MUTUAL: dict[str, str] = {
    "AGREEMENT_WITH": "соглашение", "MEETING_WITH": "встреча", "COOPERATES_WITH": "сотрудничество",
    "TWINNED_WITH": "побратимство",
}  # fmt: skip
_DIRECTED: dict[str, str] = {"VISITED": "визит"}

MODEL_RELATIONS: tuple[str, ...] = tuple(_OF_NEREL)
SYMMETRIC_RELATIONS: frozenset[str] = frozenset(_MUTUAL)
ALIAS_RELATIONS: frozenset[str] = frozenset({"ABBREVIATION", "ALTERNATIVE_NAME"})
PATTERN_RELATIONS: tuple[str, ...] = (*sorted(_MUTUAL), *_DIRECTED)
RELATIONS: dict[str, str] = _MUTUAL | _DIRECTED | _OF_NEREL
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

# What scores below is in ``doc._.careers`` alone: of such rows fewer than seven of ten are right,
# as ``stages.careers.scores`` counts it.
SURE_CAREER = 0.7

# An article of which so much stands in another one says nothing new: what is counted over the
# corpus leaves it out.
REPEATED = 0.8
