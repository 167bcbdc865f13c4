"""Cities that the adjective of their country gives away, or that the text marks elsewhere."""

import pytest

from extract import gazetteer
from extract.annotations import Mention
from extract.stages.places.plain import Plain

FOUND = """
Она породнилась с китайским Далянем. → Далянем
Гостей прислал немецкий Билефельд. → Билефельд
Договор с болгарской Враца подписан. → Враца
Белорусский Слуцк ждёт гостей. → Слуцк
Здесь родился французский Марсель Дюшан. →
Играл китайский Билефельд. →
Это русский Мир. →
"""


def found(text, mentions=()):
    marked = Plain(gazetteer.load())(text, list(mentions), set())
    return [text[each.start : each.end] for each in marked]


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_a_city_in_the_country_of_its_adjective(line):
    text, _, expected = line.partition(" →")
    assert found(text) == expected.split()


def test_a_city_that_the_text_marks_elsewhere():
    text = "Город Крефельд ждёт гостей. Рады им Крефельда школы."
    start = text.index("Крефельд")
    assert found(text, [Mention(start, start + 8, "CITY")]) == ["Крефельда"]
