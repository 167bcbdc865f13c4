"""What the pair head is told about two mentions besides their states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

# Distances in atoms fall into these classes, doubled for the two directions; three more say
# that one mention contains the other or that they share a place.
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
DISTANCES = 2 * (len(_STEPS) + 1) + 3
SURFACES = 5
REACH = 64  # atoms; 96% of the relations of NEREL dev reach no further (see ``joinable``)
_WORD = re.compile(r"[^\W\d_]+|\d+")


def joinable(
    allowed: NDArray[np.bool_],
    types: NDArray[np.int64],
    firsts: NDArray[np.int64],
    lasts: NDArray[np.int64],
    surface: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ordered pairs of mentions that some relation may join.

    Of pairs that stand farther apart than ``REACH`` only those that share a word are worth a
    look: the others are half of all pairs, and hold 2% of NEREL's relations.

    Args:
        allowed: (types, types, relations).
        types: (mentions,).
        firsts: (mentions,): first atom of each mention.
        lasts: (mentions,): its last atom.
        surface: (mentions, mentions), from ``surfaces``.

    Returns:
        Subjects and objects, mentions by number.
    """
    some: NDArray[np.bool_] = np.any(allowed, axis=-1)[types[:, None], types[None, :]]
    gap = firsts[None, :] - lasts[:, None]
    some &= ((gap <= REACH) & (gap.T <= REACH)) | (surface > 0)
    np.fill_diagonal(some, False)
    subjects, objects = some.nonzero()
    return subjects, objects


def distances(firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Classes of distance of all ordered pairs.

    Args:
        firsts: (mentions,): first atom of each mention.
        lasts: (mentions,): its last atom.

    Returns:
        (mentions, mentions), values under ``DISTANCES``.
    """
    after = firsts[None, :] - lasts[:, None]  # object behind the subject
    before = firsts[:, None] - lasts[None, :]
    n_steps = len(_STEPS) + 1
    classes = np.full(after.shape, 2 * n_steps + 2, np.int64)
    contains = (firsts[:, None] <= firsts[None, :]) & (lasts[:, None] >= lasts[None, :])
    classes[contains] = 2 * n_steps
    classes[contains.T & ~contains] = 2 * n_steps + 1
    classes[contains.T & contains] = 2 * n_steps + 2
    classes[after > 0] = np.searchsorted(_STEPS, after[after > 0])
    classes[before > 0] = n_steps + np.searchsorted(_STEPS, before[before > 0])
    return classes


def surfaces(texts: Sequence[str]) -> NDArray[np.int64]:
    """How alike the words of two mentions are: the likelihood of one thing named twice.

    Args:
        texts: The mentions as written.

    Returns:
        (mentions, mentions): 0 no word shared, 1 some word shared, 2 the words of one are among
        those of the other, 3 the same words, 4 one abbreviates the other. Forms of a word and
        its derivatives count as one word.
    """
    words = [_WORD.findall(text.lower().replace("ё", "е")) for text in texts]
    numbers = {word: at for at, word in enumerate(sorted({w for each in words for w in each}))}
    has = np.zeros((len(texts), len(numbers)), np.float32)
    for row, each in enumerate(words):
        has[row, [numbers[word] for word in each]] = 1
    same = _same_words(list(numbers))
    shared = (has @ same) > 0  # (mentions, words): does the mention hold some form of it?
    common = has @ shared.T.astype(np.float32)  # words of the one that the other has too
    counts = has.sum(1)
    classes = np.zeros((len(texts), len(texts)), np.int64)
    classes[(common > 0) | (common.T > 0)] = 1
    within = (common == counts[:, None]) & (counts[:, None] > 0)
    classes[within | within.T] = 2
    classes[within & within.T] = 3
    _mark_abbreviations(classes, texts)
    return classes


def _same_words(words: Sequence[str]) -> NDArray[np.float32]:
    """(words, words), 1 where two are forms of one word; ``words`` is sorted."""
    same = np.eye(len(words), dtype=np.float32)
    for i, left in enumerate(words):
        for j in range(i + 1, len(words)):
            right = words[j]
            if left[:3] != right[:3]:
                break
            if _is_same(left, right):
                same[i, j] = same[j, i] = 1
    return same


def _is_same(left: str, right: str) -> bool:
    short, long = sorted((len(left), len(right)))
    stem = max(3, short - 2)
    return left[:stem] == right[:stem] and long - short <= 5


def _mark_abbreviations(classes: NDArray[np.int64], texts: Sequence[str]) -> None:
    initials: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        letters = "".join(word[0] for word in _WORD.findall(text)).lower()
        initials.setdefault(letters, []).append(row)
    for row, text in enumerate(texts):
        if 2 <= len(text) <= 6 and text.isupper():
            for other in initials.get(text.lower(), ()):
                if classes[row, other] == 0:
                    classes[row, other] = classes[other, row] = 4


def mask(
    types: Sequence[str], relations: Sequence[str], allowed: Iterable[Sequence[str]]
) -> NDArray[np.bool_]:
    """Which relations may join which types: bool, (types, types, relations).

    Args:
        types: Entity types, in order.
        relations: Relation types, in order.
        allowed: (subject type, relation, object type).
    """
    found = np.zeros((len(types), len(types), len(relations)), np.bool_)
    for subject, relation, object_ in allowed:
        found[types.index(subject), types.index(object_), relations.index(relation)] = True
    return found
