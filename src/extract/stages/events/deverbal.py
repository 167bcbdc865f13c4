"""The noun of a verb that stands in no table, where the dictionary has one: "похищение"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extract.stages.lemmatization import parses

# How the last consonants of a stem change before -ение.
_SOFTENED = (
    ("ст", "щ"), ("д", "жд"), ("д", "ж"), ("т", "щ"), ("т", "ч"), ("с", "ш"), ("з", "ж"),
    ("б", "бл"), ("п", "пл"), ("в", "вл"), ("м", "мл"), ("ф", "фл"),
)  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def noun_of(verb: str) -> str | None:
    """The noun in -ние of a verb.

    Args:
        verb: Its lemma.
    """
    return next(filter(_is_known, _candidates(verb.removesuffix("ся"))), None)


def _candidates(verb: str) -> Iterator[str]:
    if verb.endswith(("ать", "ять")):
        yield verb[:-2] + "ние"
        return
    if verb.endswith(("ить", "еть")):
        stem = verb[:-3]
        for end, soft in _SOFTENED:
            if stem.endswith(end):
                yield stem[: -len(end)] + soft + "ение"
        yield stem + "ение"
    elif verb.endswith("нуть"):
        yield verb[:-2] + "тие"
    elif verb.endswith(("сти", "зти")):
        yield verb[:-3] + "дение"
        yield verb[:-2] + "ение"


def _is_known(noun: str) -> bool:
    return any(
        parse.is_known and parse.tag.POS == "NOUN" and parse.tag.gender == "neut"
        for parse in parses(noun)
    )
