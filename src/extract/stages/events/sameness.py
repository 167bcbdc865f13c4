"""What tellings have in common, two by two, as the learned judge of one event is told of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.stages.events.dating import conflict
from extract.stages.events.likeness import Likeness
from extract.stages.events.nouns import FAMILY
from extract.stages.events.spoken import Interval
from extract.stages.events.verdicts import Verdicts

PAIR = 29  # numbers that ``common`` gives of two tellings
_BEGINS = 5  # letters that words of one root share, as when the weights were learned
Flags = NDArray[np.bool_]


# Long, since the numbers stand in the order that the weights were learned in.
def common(
    likeness: Likeness, verdicts: Verdicts, who: Sequence[frozenset[str]], numbers: range
) -> NDArray[np.float32]:
    """(tellings, tellings, ``PAIR``): what each has in common with each after it.

    Args:
        likeness: The tellings, in the order of the text; the judge knows the words of all.
        verdicts: What the judge says.
        who: Who takes part in what each tells.
        numbers: Of which tellings.
    """
    tree, tellings = likeness.tree, likeness.tellings[numbers.start : numbers.stop]
    who = who[numbers.start : numbers.stop]
    roots = [one.root for one in tellings]
    rows = [verdicts.at[root] for root in roots]
    hidden = verdicts.hidden[rows]
    hidden = hidden / (np.linalg.norm(hidden, axis=1, keepdims=True) + 1e-6)
    kinds, statuses = verdicts.kinds[rows], verdicts.statuses[rows]
    nouns = [likeness.noun(n).split()[0] for n in numbers]
    when = [likeness.when(one) for one in tellings]
    verbal = np.array([one.is_verb for one in tellings])
    gap = np.abs(np.subtract.outer(*2 * [np.array([tree.sentence_of[root] for root in roots])]))
    shared, either, equal = _people(who)
    bare = np.array([likeness.is_bare(n) for n in numbers])
    over = np.equal.outer([tree.heads[root] for root in roots], roots)
    joined = np.array([tree.deps[root] == "conj" for root in roots])
    tells = verdicts.tells[rows]
    found = [
        hidden @ hidden.T,
        kinds @ kinds.T,
        statuses @ statuses.T,
        _equal([tree.lemmas[root] for root in roots]),
        _equal(nouns),
        _equal([FAMILY.get(noun, noun) for noun in nouns]),
        _equal([noun[:_BEGINS] for noun in nouns]),
        _equal([one.kind for one in tellings]),
        verbal[:, None] & verbal,
        verbal[:, None] != verbal,
        np.log1p(gap),
        gap == 0,
        over | over.T,
        (gap == 0) & joined,
        _conflicts(when),
        _equal(when) & np.array([one[0] is not None for one in when]),
        shared,
        either & ~shared,
        shared & equal,
        np.broadcast_to(bare, gap.shape),
        np.broadcast_to(bare[:, None], gap.shape),
        ~_equal([frozenset(likeness.which(n)) for n in numbers]),
        np.broadcast_to(
            np.array([tree.sentence_of[root] == 0 for root in roots])[:, None], gap.shape
        ),
        np.multiply.outer(tells, tells),
        *_sides([likeness.about(one) for one in tellings]),
        *_sides([likeness.befallen(n) for n in numbers]),
        (gap == 0) & ~joined & ~(over | over.T),
    ]
    return np.stack(found, axis=-1).astype(np.float32)


def _conflicts(when: Sequence[Interval]) -> Flags:
    found = np.zeros((len(when), len(when)), np.bool_)
    dated = [n for n, one in enumerate(when) if one[0] and one[1]]
    for n in dated:
        for m in dated:
            found[n, m] = conflict(when[n], when[m])
    return found


def _equal(values: Sequence[object]) -> Flags:
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    ids = np.array([numbers[value] for value in values])
    found: Flags = np.equal.outer(ids, ids)
    return found


def _sides(sides: Sequence[str]) -> tuple[Flags, Flags]:
    """Whether what two are about is told of both, and the same; or begins with other nouns."""
    heads = [side.split()[:1] for side in sides]
    both = np.logical_and.outer(*2 * [np.array([bool(head) for head in heads])])
    equal = _equal([tuple(head) for head in heads])
    return both & equal, both & ~equal


def _people(who: Sequence[frozenset[str]]) -> tuple[Flags, Flags, Flags]:
    """Whether two share someone; whether both have someone; whether all are shared."""
    names = {name: n for n, name in enumerate(sorted(frozenset().union(*who)))}
    there = np.zeros((len(who), len(names)), np.int64)
    for n, some in enumerate(who):
        there[n, [names[name] for name in some]] = 1
    named = there.any(axis=1)
    return there @ there.T > 0, np.logical_and.outer(named, named), _equal(who)
