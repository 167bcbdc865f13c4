import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.subwords import Subwords, atoms, visible
from extract.encoder.windows import windows

PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)] + [
    (piece, -float(rank))
    for rank, piece in enumerate(["▁форум", "▁", "форум", "ф", "о", "р", "у", "м", "й", "1", "-"])
]


@pytest.fixture
def subwords() -> Subwords:
    return Subwords(PIECES)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("форум в Омске", "форум|в|Омске"),
        ("писатель-сатирик", "писатель|-|сатирик"),
        ("экс-президент", "экс|-|президент"),
        ("ЧМ-2018", "ЧМ|-|2018"),
        ("SARS-CoV-2", "SARS|-|CoV|-|2"),
        ("в 1975г. ", "в|1975|г|."),
        ("«Русал»\n", "«|Русал|»"),
        ("доро́га", "доро́га"),
        ("", ""),
    ],
)
def test_text_is_cut_where_entities_may_begin(text: str, parts: str) -> None:
    assert "|".join(text[start:end] for start, end, _ in atoms(text)) == parts


@given(st.text())
def test_only_white_space_lies_between_atoms(text: str) -> None:
    rest, position = [], 0
    for start, end, spaced in atoms(text):
        assert start < end
        assert spaced == (start == 0 or text[start - 1].isspace())
        rest.append(text[position:start])
        position = end
    assert "".join([*rest, text[position:]]).strip() == ""


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("доро́га", "дорога"),
        ("и\u0306од", "йод"),
        ("е\u0308лка", "ёлка"),
        ("ко\u00adрабль", "корабль"),
        ("№", "No"),
    ],
)
def test_the_model_sees_words_without_marks(word: str, seen: str) -> None:
    assert visible(word) == seen


def test_a_piece_outside_the_vocabulary_maps_to_smaller_ones(subwords: Subwords) -> None:
    (ids,) = subwords.encode("румофй", atoms("румофй"))
    assert subwords.unknown not in ids


def test_every_atom_has_an_id(subwords: Subwords) -> None:
    text = "форум 漢字 \u00ad\u0301 1"
    assert all(subwords.encode(text, atoms(text)))


def test_a_very_long_atom_costs_no_more_than_a_long_word(subwords: Subwords) -> None:
    text = "ф" * 100_000
    (ids,) = subwords.encode(text, atoms(text))
    assert len(ids) < 100


def test_a_vocabulary_survives_saving(subwords: Subwords, tmp_path) -> None:
    subwords.save(tmp_path)
    assert list(Subwords.load(tmp_path).pieces) == PIECES


def test_a_vocabulary_that_is_not_packed_is_read_too(tmp_path) -> None:
    (tmp_path / "vocabulary.json").write_text(json.dumps(PIECES), "utf-8")
    assert list(Subwords.load(tmp_path).pieces) == PIECES


sizes = st.lists(st.integers(1, 9), max_size=300)


@given(sizes, st.integers(20, 60), st.integers(0, 15))
def test_windows_cover_everything_and_own_it_once(lengths, size, overlap) -> None:
    cuts = windows(lengths, size, overlap)
    owned = [place for cut in cuts for place in range(cut.own_first, cut.own_last)]
    assert owned == list(range(len(lengths)))
    for cut in cuts:
        assert sum(lengths[cut.first : cut.last]) <= size
        assert cut.first <= cut.own_first <= cut.own_last <= cut.last


@given(sizes)
def test_a_short_text_is_one_window(lengths) -> None:
    assert len(windows(lengths, 3000, 96)) == min(1, len(lengths))
