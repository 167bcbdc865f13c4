import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.spans import LONGEST, candidates


def by_hand(query, key, lines, cuts) -> set[tuple[int, int, int]]:
    return {
        (type_, first, last)
        for type_ in range(len(query))
        for first in range(len(lines))
        for last in range(first, min(first + LONGEST, len(lines)))
        if lines[first] == lines[last] and query[type_, first] @ key[type_, last] > cuts[type_]
    }


@given(
    st.lists(st.integers(1, 40), max_size=4),
    st.integers(0, 100),
    st.floats(-2, 2),
)
def test_all_spans_of_a_line_above_the_cut_are_candidates(line_lengths, seed, cut) -> None:
    chance = np.random.default_rng(seed)
    lines = np.repeat(np.arange(len(line_lengths)), line_lengths)
    query, key = chance.integers(-3, 4, (2, 3, len(lines), 2)).astype(np.float32)
    cuts = np.array([cut, 0, 5], np.float32)
    spans, scores = candidates(query, key, lines, cuts)
    assert set(map(tuple, spans.tolist())) == by_hand(query, key, lines, cuts)
    assert len(spans) == len(scores) == len(set(map(tuple, spans.tolist())))
    assert all(
        score == query[type_, first] @ key[type_, last]
        for (type_, first, last), score in zip(spans, scores, strict=True)
    )


def test_a_long_line_is_read_in_blocks_without_a_seam() -> None:
    chance = np.random.default_rng(1)
    lines = np.zeros(300, int)
    query, key = chance.integers(-3, 4, (2, 1, 300, 2)).astype(np.float32)
    cuts = np.array([9], np.float32)
    spans, _ = candidates(query, key, lines, cuts)
    assert set(map(tuple, spans.tolist())) == by_hand(query, key, lines, cuts)
