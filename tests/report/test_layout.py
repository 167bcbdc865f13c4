"""Where the nodes of a network stand."""

import numpy as np

from extract.report.layout import positions

# Two rings of six, tied by one edge.
RINGS = [(at + ring, (at + 1) % 6 + ring, 1) for ring in (0, 6) for at in range(6)]
EDGES = [*RINGS, (0, 6, 1)]


def distances(at):
    return np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))


def test_no_node_no_position():
    assert positions(0, []).shape == (0, 2)


def test_one_node_stands_in_the_square():
    assert ((positions(1, []) >= 0) & (positions(1, []) <= 1)).all()


def test_all_stand_in_the_square_and_none_on_another():
    at = positions(12, EDGES)
    assert ((at >= 0) & (at <= 1)).all()
    assert distances(at)[~np.eye(12, dtype=bool)].min() > 0.02


def test_those_that_are_tied_stand_nearer():
    apart = distances(positions(12, EDGES))
    tied = np.mean([apart[one, other] for one, other, _ in RINGS])
    assert tied < apart[:6, 6:].mean() / 2


def test_a_tie_of_thousands_leaves_room_between():
    apart = distances(positions(12, [(one, other, 5000) for one, other, _ in EDGES]))
    assert apart[~np.eye(12, dtype=bool)].min() > 0.02


def test_the_same_ties_give_the_same_positions():
    assert (positions(12, EDGES) == positions(12, EDGES)).all()


def test_one_that_is_hardly_tied_leaves_the_others_room():
    """A hub with many around it, and one that is tied to nobody."""
    at = positions(300, [(0, other, 500) for other in range(1, 299)])
    for axis in at.T:
        low, high = np.percentile(axis, [5, 95])
        assert high - low > 0.7
