"""Words that a slip of the typist sets apart."""

import pytest

from extract.russian.slips import are_swapped, is_letter_apart


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Тамбов", "Тамбв", True),
        ("Тамбов", "Таммбов", True),
        ("Тамбов", "Танбов", True),
        ("Тамбов", "Тамбова", True),
        ("Тамбов", "Тамбов", True),
        ("Тамбов", "Тамобв", False),
        ("Тамбов", "Танбва", False),
        ("Тамбов", "Тамбоваа", False),
        ("", "", True),
    ],
)
def test_one_letter(one, other, expected):
    assert is_letter_apart(one, other) is is_letter_apart(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Тамбов", "Тамобв", True),
        ("Тамбов", "Тамбво", True),
        ("Тамбов", "Тамбов", False),
        ("Тамбов", "Танбов", False),
        ("Тамбов", "Тбмаов", False),
        ("Тамбов", "Тамбвоо", False),
    ],
)
def test_two_letters_swapped(one, other, expected):
    assert are_swapped(one, other) is are_swapped(other, one) is expected
