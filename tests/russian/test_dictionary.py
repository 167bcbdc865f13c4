"""One form of a word, and nothing but what pymorphy3 itself would choose."""

from __future__ import annotations

import pytest

from extract.russian.dictionary import inflected, parses


@pytest.mark.parametrize(
    ("word", "wanted", "form"),
    [
        ("соглашением", "nomn sing", "соглашение"),
        ("побратимами", "nomn plur", "побратимы"),
        ("подписавшая", "nomn sing masc", "подписавший"),
        ("шумахером", "nomn sing", "шумахер"),  # a name that no dictionary has
        ("премьер-министру", "nomn sing", "премьер-министр"),
        ("делегация", "loc2", "делегации"),  # a case that it has not: the usual one
        ("вчера", "nomn", None),
        ("цветы", "gent plur", "цветов"),  # of two plurals its own
        ("цветками", "nomn plur", "цветки"),
        ("листья", "gent plur", "листьев"),
        ("листам", "gent plur", "листов"),
        ("зубьями", "nomn plur", "зубья"),
        ("люди", "gent plur", "людей"),
        ("годы", "gent plur", "годов"),
    ],
)
def test_one_form(word: str, wanted: str, form: str | None) -> None:
    found = inflected(parses(word)[0], frozenset(wanted.split()))
    assert (found.word if found else None) == form


@pytest.mark.parametrize(
    "word", ["стали", "два", "чаю", "её", "мэром", "пол-лимона", "кремль", "наисильнейшего"]
)
@pytest.mark.parametrize("wanted", ["nomn", "gent sing", "ablt plur", "voct", "INFN"])
def test_as_pymorphy_chooses(word: str, wanted: str) -> None:
    grammemes = frozenset(wanted.split())
    for parse in parses(word):
        assert inflected(parse, grammemes) == parse.inflect(grammemes)
