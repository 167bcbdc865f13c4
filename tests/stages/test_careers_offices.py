"""Careers: which countries have an office."""

import pytest

from extract.annotations import Entity, Mention
from extract.annotations.values import Place
from extract.stages.careers.offices import may_have


def country(code: str | None) -> Entity:
    place = Place("Страна", "country", country_code=code)
    mention = Mention(0, 6, "COUNTRY")
    return Entity(key="e", type="COUNTRY", name="Страна", mentions=(mention,), place=place)


@pytest.mark.parametrize(
    ("code", "noun", "has"),
    [
        ("GB", "король", True),
        ("FR", "король", False),
        ("DE", "канцлер", True),
        ("RU", "канцлер", False),
        ("US", "госсекретарь", True),
        ("US", "премьер", False),
        ("GB", "премьер", True),
        ("GB", "президент", False),
        ("CZ", "президент", True),
        ("GB", "министр", True),
        (None, "канцлер", False),
        (None, "премьер", True),
    ],
)
def test_a_country_has_some_offices(code, noun, has):
    assert may_have(country(code), noun) is has
