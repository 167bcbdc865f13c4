"""A long text is read again where it is asked for, and nothing tells it from one that was kept."""

import numpy as np
import pytest

from extract.encoder import embeddings, slovnet
from extract.encoder import reading as readings
from extract.encoder.model import load
from extract.encoder.subwords import atoms
from extract.encoder.words import Words, features

TEXT = "".join(
    f"Директор завода «Вымпел-{number}» Олег Мартынов подписал в Пензе договор с Сербией.\n"
    for number in range(40)
)


@pytest.fixture
def short_of_memory(monkeypatch):
    monkeypatch.setattr(readings, "KEPT", 0)


def links():
    found, reading = load().read(TEXT)
    return load().relate(TEXT, reading, [mention[:3] for mention in found])


@pytest.mark.usefixtures("short_of_memory")
def test_relations_are_the_same(monkeypatch):
    read_again = links()
    monkeypatch.setattr(readings, "KEPT", 10**6)
    assert read_again == links()
    assert len(read_again) > 40


@pytest.mark.usefixtures("short_of_memory")
@pytest.mark.parametrize(("begin", "end"), [(0, 5), (3, 700), (390, 401), (0, None), (7, 7)])
def test_states_of_some_atoms_are_cut_from_those_of_all(begin, end):
    _, reading = load().read(TEXT)
    lower, states = reading.states()
    some_lower, some_states = reading.states(begin, end)
    assert len(reading.windows) > 2
    assert len(lower) == len(states) == len(reading.atoms)
    assert some_lower.tobytes() == lower[begin:end].tobytes()
    assert some_states.tobytes() == states[begin:end].tobytes()


def test_words_are_looked_up_in_pieces(monkeypatch):
    parts = atoms(TEXT)
    whole = features(TEXT, parts)
    monkeypatch.setattr(slovnet, "PIECE", 16)
    np.testing.assert_allclose(features(TEXT, parts), whole, atol=1e-5)
    some = Words(TEXT).known(parts.starts[30:90])
    np.testing.assert_allclose(some.states, whole[30:90, -some.states.shape[1] :], atol=1e-5)


def test_mentions_do_not_depend_on_the_pieces(monkeypatch):
    found, _ = load().read(TEXT)
    monkeypatch.setattr(embeddings, "_PIECE", 100)
    again, _ = load().read(TEXT)
    assert [mention[:3] for mention in again] == [mention[:3] for mention in found]


@pytest.mark.parametrize("text", ["", " \n", "—", "\u0301"])
def test_texts_of_next_to_nothing(text):
    found, reading = load().read(text)
    assert found == []
    assert load().relate(text, reading, []) == []
