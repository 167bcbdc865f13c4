"""The parts that a name is made of, and the titles before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.russian.dictionary import known_parses
from extract.stages.names import patterns
from extract.stages.names.lists import Standing
from extract.stages.names.words import NAMES

# Titles that are no one's surname before another word: "Граф Водемон".
NOBLE = frozenset(
    """князь княгиня княжна граф графиня барон баронесса герцог герцогиня принц принцесса
    король королева царь царица император императрица султан""".split()  # noqa: SIM905
)
# Who is called by a given name alone behind them: "принцесса Саяко".
REIGNING = frozenset(
    """принц принцесса король королева царь царица император императрица папа патриарх
    митрополит архиепископ епископ иеромонах архимандрит игумен игуменья""".split()  # noqa: SIM905
)
_PERSON = frozenset({"NOUN", "anim", "sing", "nomn"})
_OF_WOMEN = ("анка", "янка", "истка", "ница")  # natasha's surnames have "христианка"


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a name: a word, or hyphenated ones together.

    Attributes:
        text: In the nominative.
        standing: What speaks for a given name, and what for a surname.
        is_patronymic: By the dictionary.
    """

    text: str
    standing: Standing
    is_patronymic: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def is_given(self) -> bool:
        return self.standing.given >= max(self.standing.surname, 1)


class Parts(NamedTuple):
    """What the words of a name are, and in which order it is written."""

    given: Sequence[Item] = ()
    patronymic: Sequence[Item] = ()
    surname: Sequence[Item] = ()
    order: Sequence[Item] | None = None

    @property
    def ordered(self) -> Sequence[Item]:
        """As the custom wants it; for most, given name, patronymic, surname."""
        if self.order is not None:
            return self.order
        return [*self.given, *self.patronymic, *self.surname]


def split_titles(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Titles in front, never the whole name."""
    count = 0
    while count < len(items) - 1 and (
        items[count].lower in NOBLE
        or (items[count].lower in patterns.TITLES and _is_other_word(items[count]))
        or _is_of_profession(items[count:])
    ):
        count += 1
    return items[:count], items[count:]


def _is_other_word(item: Item) -> bool:
    return item.text.islower() or not any(item.standing)


def _is_of_profession(items: list[Item]) -> bool:
    """ "[Ксендз] Вальдемар Цисло": a word for people, before a given name or a surname."""
    if items[0].standing.given > 0 or items[0].lower in patterns.GOVERNING:
        return False
    may_be_surname = items[0].standing.surname and not items[0].lower.endswith(_OF_WOMEN)
    if may_be_surname and (len(items) < 3 or items[1].standing.given < 2):
        return False  # "Сыщик Пётр"
    known = [parse.tag for parse in known_parses(items[0].lower)]
    names = any(tag.grammemes & NAMES for tag in known)
    return not names and any(tag.grammemes >= _PERSON for tag in known)
