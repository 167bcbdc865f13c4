"""Whether a surname stands before the given name."""

from __future__ import annotations

from extract.russian.dictionary import reads_as
from extract.stages.names import customs
from extract.stages.names.titles import Item

_KNOWN = 3  # a surname that pymorphy's dictionary has
_SOMEONE = ("NOUN", "anim", "nomn")  # surnames are made of such words


def is_reversed(first: Item, last: Item) -> bool:
    """Whether a surname stands before the given name: "Петухов Юрий"."""
    straight = first.standing.given + last.standing.surname
    turned = first.standing.surname + last.standing.given
    # "Зинедин Зидан": one ends like a surname, the other is in a list that is not to be trusted
    surname, given = first.standing.surname, last.standing.given
    slavic = surname > 1 and not first.lower.endswith(("ин", "ын"))  # "Бенджамин"
    # nor "Абий Ахмед", whose first word is in a list of surnames alone; but "Мельник Ольга"
    listed = surname > 1 or reads_as(first.lower, *_SOMEONE)
    sure = slavic or surname > 3 or (listed and surname > 0 and given > 2 and surname + given > 4)
    sure = sure and last.is_given and not first.is_given and turned > straight
    return sure and not _are_foreign(first, last)


def _are_foreign(first: Item, last: Item) -> bool:
    """ "Лоуренс Гордон": either may be a surname, and the first has no ending of one."""
    return last.standing.surname >= _KNOWN and customs.SURNAME_END.search(first.lower) is None
