"""Two words of a mention that are no name together: forms of one, or names of two."""

from __future__ import annotations

from extract.russian.dictionary import known_parses, parses
from extract.stages.names import patterns
from extract.stages.names.agreement import given
from extract.stages.names.inflection import readings
from extract.stages.names.lists import is_surname, standing
from extract.stages.names.patterns import CONSONANTS
from extract.stages.names.words import NOUN_BEFORE


def is_edge(text: str, start: int, first: str, last: str) -> bool:
    """Whether two words behind a noun for a thing may be a genitive and a nominative.

    Args:
        text: The article's.
        start: Of the first word.
        first: In lower case, as the second.
        last: No given name, as the first.
    """
    if given(first) or given(last) or last[-1] in "аяуюыие":
        return False
    if not first.endswith("а") or first[-2:-1] not in CONSONANTS:
        return False
    noun = NOUN_BEFORE.search(text, max(0, start - 30), start)
    known = [parse.tag for parse in known_parses(noun[1].lower())] if noun else []
    return bool(known) and all("NOUN" in tag and "inan" in tag for tag in known)


def are_two(first: str, last: str) -> bool:
    """ "супругом [Александром] [Настя]": given names whose cases are not the same.

    Men's names may be women's surnames, which do not decline: "Анны Давид".
    """
    if not all("Name" in parse.tag for parse in parses(last)):
        return False  # "Имрана Хана"
    one, other = given(first), given(last)
    if any(
        r.weight > 0 and r.gender == patterns.MALE and is_surname(r.nominative)
        for r in readings(last)
    ):
        return False  # "Джеймса Ганна"
    if not one or {gender for _, gender in other} != {patterns.FEMALE}:
        return False
    cases = {case for case, _ in other}
    if "Nom" not in cases and any(standing(last)):
        return False  # "Майя Санду", who is of no "Санда"
    return {case for case, _ in one}.isdisjoint(cases)


def are_forms_of_one(first: str, last: str) -> bool:
    """ "Путин Путина"; "Иван Иванов" and "Мария Мария" are no forms of one surname."""
    if first[:3] != last[:3] or given(first):
        return False
    return any(
        each.nominative == first and "Nom" not in each.cases and each.weight >= 0
        for each in readings(last)
    )
