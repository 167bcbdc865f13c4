"""Unknown names that are one letter from another of their article: "Введнское", "Введенское"."""

from __future__ import annotations

import collections
from collections.abc import Collection, Iterable

from extract.gazetteer.forms import fold
from extract.gazetteer.slips import is_slip
from extract.russian.dictionary import is_known

SHORTEST = 7  # letters of a name


def right_names(names: Iterable[str], unknown: Collection[str]) -> dict[str, str]:
    """The right name of each that is misspelt.

    It is the one that the gazetteer or the dictionary knows, else the one that stands there more
    often.

    >>> right_names(["Введнское", "Введенское"], ["Введнское", "Введенское"])
    {'Введнское': 'Введенское'}

    Args:
        names: Of all places of an article, in the nominative.
        unknown: Those that the gazetteer lacks.
    """
    asked = {name for name in unknown if _is_asked(name)}
    if not asked:
        return {}
    counts = collections.Counter(names)
    lacking, right = set(unknown), {}
    for name in sorted(asked):
        others = [
            other
            for other in counts
            if len(other) >= SHORTEST
            and is_slip(fold(name), fold(other))
            and (other not in lacking or is_known(other) or counts[other] > counts[name])
        ]
        if len(others) == 1:
            right[name] = others[0]
    return right


def _is_asked(name: str) -> bool:
    return len(name) >= SHORTEST and " " not in name and not is_known(name)
