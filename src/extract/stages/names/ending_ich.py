"""Surnames that are made as patronymics are: "Сидорович" of "Александр Сидорович"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.annotations import Mention, Person
from extract.stages.names.words import BLANK

_JOINED = re.compile(f"(?:,|{BLANK}и){BLANK}")

_People = Mapping[Mention, tuple[Person, str]]


def surnames_told(people: _People, text: str) -> dict[Mention, tuple[Person, str]]:
    """The people of an article, where a patronymic that the article shows for a surname is one.

    It is where it stands alone elsewhere, or beside someone who is named by a given name and a
    surname: "Андрей Котов и Александр Сидорович".

    Args:
        people: Parts and nominative of each mention.
        text: The article's.
    """
    alone = {who.surname for who, _ in people.values() if who.surname and not who.given_name}
    doubtful = {one: who for one, (who, _) in people.items() if _may_be_surname(who)}
    told = {
        who.patronymic
        for one, who in doubtful.items()
        if who.patronymic in alone or _is_beside_full(one, people, text)
    }
    return {
        one: (replace(who, surname=who.patronymic, patronymic=None), name)
        if one in doubtful and who.patronymic in told
        else (who, name)
        for one, (who, name) in people.items()
    }


def _may_be_surname(who: Person) -> bool:
    if who.surname or not who.given_name or "." in who.given_name:
        return False
    return (who.patronymic or "").endswith("вич")


def _is_beside_full(one: Mention, people: _People, text: str) -> bool:
    return any(
        bool(who.surname and who.given_name) and not who.patronymic and "." not in who.name
        for other, (who, _) in people.items()
        if _JOINED.fullmatch(text, other.end, one.start)
        or _JOINED.fullmatch(text, one.end, other.start)
    )
