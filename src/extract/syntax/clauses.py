"""Subjects that the parser hangs on the verb of another clause, given back to their own.

"Договор не подписан, переговоры продолжаются": without a conjunction the parser takes the second
subject for one of the first verb, and what is denied of the one would be denied of the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from extract.syntax.columns import up

_BORDERS = frozenset(",;")
_RELATIVE = frozenset({"который", "кто", "что", "какой", "чей"})
_NUMBERS = ("Number=Sing", "Number=Plur")


def own_verbs(
    words: Sequence[str],
    lemmas: Sequence[str],
    morph: Sequence[str],
    deps: Sequence[str],
    heads: Sequence[int],
    is_finite: Callable[[int], bool],
    sentence: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """Subjects of a sentence that hang beyond a comma, though a verb stands on their side of it.

    Args:
        words: Of the document; the other sequences are as long.
        lemmas: Their lemmas.
        morph: Their UD features.
        deps: Their UD relations.
        heads: Indices of their heads.
        is_finite: Whether a token makes a clause.
        sentence: Its first token and the one behind its last.

    Yields:
        A subject, and the only verb between the commas around it, which has no subject there.
    """
    start, end = sentence
    stretches = _stretches(words, start, end)
    verbs = [[i for i in range(*stretch) if is_finite(i)] for stretch in stretches]
    if sum(map(bool, verbs)) < 2:
        return
    for (first, last), finite in zip(stretches, verbs, strict=True):
        if len(finite) != 1:
            continue
        (verb,) = finite
        subjects = [i for i in range(first, last) if deps[i] == "nsubj"]
        if len(subjects) != 1 or lemmas[subjects[0]] in _RELATIVE:
            continue
        (subject,) = subjects
        beyond = not first <= heads[subject] < last and is_finite(heads[subject])
        if beyond and _agree(morph[subject], morph[verb]) and subject not in up(heads, verb):
            yield subject, verb


def _stretches(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """What stands between commas."""
    borders = [i for i in range(start, end) if words[i] in _BORDERS]
    return list(itertools.pairwise([start, *borders, end]))


def _agree(subject: str, verb: str) -> bool:
    """Whether the numbers of a subject and a verb can go together."""
    return not any(
        one in subject and other in verb for one, other in itertools.permutations(_NUMBERS)
    )
