import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.pairs import DISTANCES, REACH, SURFACES, distances, joinable, surfaces


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("Юрий Петухов", "Юрием Петуховым", 3),
        ("Петухова", "Юрий Петухов", 2),
        ("Северный форум", "форум регионов", 1),
        ("Организация Объединённых Наций", "ООН", 4),
        ("Россия", "Казахстан", 0),
        ("и", "И", 3),
    ],
)
def test_names_of_one_thing_look_alike(left: str, right: str, likeness: int) -> None:
    assert surfaces([left, right])[0, 1] == surfaces([right, left])[0, 1] == likeness


spans = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 30)).map(lambda p: (p[0], p[0] + p[1])),
    min_size=1,
    max_size=20,
)


@given(spans)
def test_distances_tell_direction_and_nesting(borders) -> None:
    firsts, lasts = (np.array(column) for column in zip(*borders, strict=True))
    classes = distances(firsts, lasts)
    assert classes.min() >= 0
    assert classes.max() < DISTANCES
    for i, (first, last) in enumerate(borders):
        for j, (other_first, other_last) in enumerate(borders):
            apart = last < other_first or other_last < first
            assert (classes[i, j] < DISTANCES - 3) == apart
            if apart:
                assert classes[i, j] != classes[j, i]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_texts_have_a_likeness(texts) -> None:
    classes = surfaces(texts)
    assert classes.shape == (len(texts), len(texts))
    assert classes.size == 0 or 0 <= classes.min() <= classes.max() < SURFACES


def test_only_mentions_whose_types_some_relation_joins_are_paired() -> None:
    person, city = 0, 1
    allowed = np.zeros((2, 2, 3), bool)
    allowed[person, city, 2] = allowed[person, person, 0] = True
    places, alike = np.array([0, 2, 4]), np.zeros((3, 3), int)
    pairs = joinable(allowed, np.array([person, city, person]), places, places, alike)
    assert list(zip(*pairs, strict=True)) == [(0, 1), (0, 2), (2, 0), (2, 1)]


def test_far_mentions_are_paired_only_if_they_share_a_word() -> None:
    allowed, types = np.ones((1, 1, 1), bool), np.zeros(3, int)
    places = np.array([0, 10, 10 + REACH + 1])
    alike = surfaces(["Юрий Петухов", "Казань", "Петуховым"])
    pairs = joinable(allowed, types, places, places, alike)
    assert list(zip(*pairs, strict=True)) == [(0, 1), (0, 2), (1, 0), (2, 0)]
