"""Given names that a slip of the typist has spoilt: "Алксандр", "Владмимир"."""

from __future__ import annotations

import functools

from extract.russian.dictionary import is_known
from extract.stages.names.foreign import BEARERS
from extract.stages.names.lists import is_given_name, is_surname

# Names so common and so long that a word one letter off is none but them.
_COMMON = tuple(
    """александр александра алексей анастасия анатолий андрей валентин валентина валерий валерия
    василий виктор виктория виталий владимир владислав вячеслав геннадий георгий григорий дмитрий
    евгений евгения екатерина елизавета игорь константин кристина ксения людмила маргарита максим
    михаил надежда наталья николай светлана сергей станислав татьяна вольфганг кристофер дональд
    роберт уильям""".split()  # noqa: SIM905
)
# What is a name of others, or a word. Lists and the dictionary are not asked of slips: they have
# them too.
_OTHERS = frozenset(
    """михал кристиан кристофе макси татяна наталя ксеня валенти валенина маргрита генадий кения
    надежа костантин масим викор горгий григор""".split()  # noqa: SIM905
)
_SHORTEST = 5  # letters of a word with one too many
_VOWELS = frozenset("аеёиоуыэюя")


@functools.lru_cache(maxsize=1 << 12)
def mended(word: str) -> str | None:
    """The given name that a word is a slip of, in lower case; None where it is none.

    A letter is lacking, is put in, or has changed places with the next.

    Args:
        word: In lower case, in the nominative.
    """
    if (name := _slips().get(word)) is not None:
        return name
    if len(word) <= _SHORTEST or is_known(word) or is_given_name(word) or is_surname(word):
        return None
    # not of the first letter, nor of the last: "Андрейс" is a Latvian
    longer = (word[:at] + word[at + 1 :] for at in range(1, len(word) - 1))
    return next((name for name in longer if name in _NAMES), None)


@functools.cache
def _slips() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _COMMON:
        for at in range(1, len(name)):
            rest = name[at + 1 :]
            # "Маргарит" is a name of other peoples
            if rest or name[at] not in _VOWELS | {"й", "ь"}:
                found[name[:at] + rest] = name
            if rest:
                found[name[:at] + rest[0] + name[at] + rest[1:]] = name
    return {slip: name for slip, name in found.items() if slip not in {*_OTHERS, *_NAMES, *BEARERS}}


_NAMES = frozenset(_COMMON)
