"""Whether a lone word that an article calls someone by is a person at all."""

from __future__ import annotations

from collections.abc import Sequence

from extract.russian.dictionary import parses

# Below these scores most lone words are none's name, above them nearly all are: read in 240
# articles of several hundred people.
_SURE = 0.8
_SURE_OF_PLACE = 0.99  # of what the dictionary knows as a place or a brand: "Псков"
_THINGS = frozenset({"Geox", "Orgn", "Trad"})


def is_doubtful(names: Sequence[tuple[str, float]]) -> bool:
    """Whether someone is known by lone words alone, of none of which the model is sure.

    Args:
        names: The mentions in the nominative, with their scores.
    """
    if any(" " in name for name, _ in names):
        return False
    best = max(score for _, score in names)
    if best >= _SURE_OF_PLACE:
        return False
    return best < _SURE or all(_is_thing(name.lower()) for name, _ in names)


def _is_thing(word: str) -> bool:
    known = [parse.tag for parse in parses(word) if parse.is_known]
    return bool(known) and all(tag.grammemes & _THINGS for tag in known)
