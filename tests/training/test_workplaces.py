"""What is fitted to careers that were read by hand."""

import pytest

pytest.importorskip("torch")

from extract.stages.linear import Linear
from extract.training.careers import is_same
from extract.training.linear import Seen, fit
from extract.training.naming import alike


def test_what_is_fitted_tells_right_from_wrong():
    rows = [Seen(("near",), True), Seen(("far",), False)] * 20
    learned = Linear(fit(rows))
    assert learned.chance(["near"]) > 0.7
    assert learned.chance(["far"]) < 0.3


def test_what_was_seen_once_is_not_believed():
    assert "once" not in fit([Seen(("once",), True), *[Seen(("often",), False)] * 5])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Омская область", "Омской области", True),
        ("завод «Маяк»", "«Маяк»", True),
        ("Минтруд", "Минфин", False),
        ("область", "край", False),
    ],
)
def test_names_are_the_same_but_for_words_of_kind(one, other, same):
    assert is_same(one, other) == same


def test_positions_are_alike_by_common_words():
    assert alike("министр финансов", "министра финансов") == 1
    assert alike("министр финансов", "мэр") == 0
