"""Whether what an article calls someone by is a person's name at all."""

from __future__ import annotations

from collections.abc import Sequence

from extract.russian.dictionary import known_parses, parses
from extract.stages.coreference.folding import script
from extract.stages.names.lists import standing
from extract.stages.names.words import is_no_name

# Below these scores most lone words are none's name, above them nearly all are: read in 240
# articles of several hundred people.
_SURE = 0.8
_SURE_OF_UNKNOWN = 0.94  # of what neither the dictionary nor a list has
_SURE_OF_WORD = 0.985  # of what the dictionary knows as anything but a name: "Крыса"
_SURE_OF_PLACE = 0.99  # of what the dictionary knows as a place or a brand: "Псков"
_OF_PEOPLE = frozenset({"Name", "Patr"})
_THINGS = frozenset({"Geox", "Orgn", "Trad"})


def is_doubtful(names: Sequence[tuple[str, float]]) -> bool:
    """Whether the model is sure of none of the names that someone is known by.

    Lone words are doubted, and names of several of which none is a known given name or an
    initial: "Манго Стрит", "Roger Vivier".

    Args:
        names: The mentions in the nominative, with their scores.
    """
    if any(" " in name and _is_like_name(name) for name, _ in names):
        return False
    best = max(score for _, score in names)
    words = [name.lower() for name, _ in names]
    if all(_is_inanimate(word) and not any(standing(word)) for word in words):
        return True  # "флешмоб Манекен"
    if best >= _SURE_OF_PLACE:
        return False
    if best < max(_SURE, *map(_least, words)):
        return True
    return all(map(_is_thing, words))


def _is_inanimate(word: str) -> bool:
    if " " in word:
        return False  # the dictionary has no names of several words
    known = [parse.tag for parse in known_parses(word)]
    return bool(known) and all("inan" in tag for tag in known)


def _least(word: str) -> float:
    """The score from which a lone word is believed: less where a list has it for a name."""
    known = standing(word)
    if " " in word or not word.isalpha() or known.given or known.surname > 1:
        return _SURE
    if known.surname and not is_no_name(word):
        return _SURE
    return _SURE_OF_WORD if is_no_name(word) else _SURE_OF_UNKNOWN


def _is_like_name(name: str) -> bool:
    words = name.split()
    return script(name) != "latin" and any(
        word.endswith(".")
        or any(p.is_known and p.tag.grammemes & _OF_PEOPLE for p in parses(word.lower()))
        for word in words
    )


def _is_thing(word: str) -> bool:
    known = [parse.tag for parse in known_parses(word)]
    return bool(known) and all(tag.grammemes & _THINGS for tag in known)
