"""Words that a user adds to those of a stage: ``load(words={"careers": {"positions": […]}})``.

They are the setting ``words`` of the stage's factory, lists of texts by the name of what they
are, so that a saved pipeline carries them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.russian.dictionary import is_known, parses
from extract.russian.spelling import lower

Words = Mapping[str, Sequence[str]]


def lemmas(given: Words, lists: Iterable[str], stage: str) -> dict[str, frozenset[str]]:
    """The words of each list as stages compare them, in lower case with е for ё.

    Args:
        given: By the name of its list.
        lists: The names that the stage knows.
        stage: Named in errors.

    Raises:
        ValueError: There is no such list, or a word that no lemma can be equal to.
    """
    known(given, lists, stage)
    return {
        name: frozenset(_lemma(word, f"{stage}: {name}") for word in words)
        for name, words in given.items()
    }


def known(given: Mapping[str, object], lists: Iterable[str], stage: str) -> None:
    """Makes sure that a stage has all the lists.

    Raises:
        ValueError: It has not; the message names those that it has.
    """
    there = sorted(lists)
    for name, words in given.items():
        if name not in there:
            raise ValueError(f"{stage} has no words {name!r}; there are {', '.join(there)}")
        if isinstance(words, str):
            raise ValueError(f"{stage}: {name} takes a list of words, not {words!r}")


def _lemma(word: str, where: str) -> str:
    folded = lower(word)
    if len(folded.split()) != 1:
        raise ValueError(f"{where}: {word!r} is not one word")
    forms = {lower(parse.normal_form) for parse in parses(folded)}
    if is_known(folded) and folded not in forms:
        raise ValueError(f"{where}: {word!r} matches nothing: write {' or '.join(sorted(forms))}")
    return folded
