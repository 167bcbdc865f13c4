"""Births and deaths by their words, in whatever order these stand."""

import pytest
from tests.stages.marked import read

from extract.annotations import ENTITIES, Relation, mention
from extract.stages.relations import lives
from extract.trust import trusted

FOUND = """
[[Пётр Седов:PER]] родился [[5 мая 1931 года:DATE]] в [[Самаре:CITY]]. → DATE_OF_BIRTH 5 мая 1931 года; PLACE_OF_BIRTH Самаре
[[Пётр Седов:PER]] умер в [[1999 году:DATE]] в [[Перми:CITY]]. → DATE_OF_DEATH 1999 году; PLACE_OF_DEATH Перми
Певица [[Анна Лис:PER]] родилась в [[Риге:CITY]] и скончалась в [[Вене:CITY]] [[5 мая 2010 года:DATE]]. → PLACE_OF_BIRTH Риге; PLACE_OF_DEATH Вене; DATE_OF_DEATH 5 мая 2010 года
В [[1921 году:DATE]] в [[Кунгуре:CITY]] родился [[Семён Ветров:PER]]. → DATE_OF_BIRTH 1921 году; PLACE_OF_BIRTH Кунгуре
[[Антон Серов:PER]], родившийся в [[Риге:CITY]], играет за «Зенит». → PLACE_OF_BIRTH Риге
Родившийся в [[Риге:CITY]] вратарь [[Антон Серов:PER]] играет за «Зенит». → PLACE_OF_BIRTH Риге
Уроженец [[Вологды:CITY]] [[Иван Комов:PER]] стал чемпионом. → PLACE_OF_BIRTH Вологды
[[Ирина Сомова:PER]], уроженка [[Вологды:CITY]], живёт в [[Перми:CITY]]. → PLACE_OF_BIRTH Вологды
[[Глеб Рощин:PER]] родился в городе [[Туле:CITY]]. → PLACE_OF_BIRTH Туле
[[Глеб Рощин:PER]] родился в деревне под [[Тулой:CITY]]. →
[[Пётр Громов:PER]] не погиб в [[2014 году:DATE]]. →
[[Ольга Лис:PER]] родилась в семье военного из [[Тулы:CITY]]. →
[[Пётр Седов:PER]] скончался, сообщили [[5 мая 1999 года:DATE]] в [[Перми:CITY]]. →
Певица умерла в [[Вене:CITY]]. →
У [[Анны Лис:PER]] в [[2001 году:DATE]] родилась дочь. →
[[Пётр Седов:PER]] приехал в [[Пермь:CITY]] в [[1999 году:DATE]]. →
[[Пётр Седов:PER]] скоро умрёт в [[Перми:CITY]]. →
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_births_and_deaths(line):
    marked, _, expected = line.partition("→")
    doc = read(marked.strip())
    found = [
        f"{r.predicate} {doc.text[r.object.start : r.object.end]}" for r in lives.mended(doc, [])
    ]
    assert sorted(found) == sorted(filter(None, (one.strip() for one in expected.split(";"))))


def test_what_the_words_contradict_goes():
    doc = read("[[Пётр Седов:PER]] родился в [[1931 году:DATE]] в [[Самаре:CITY]].")
    person, year, city = map(mention, doc.spans[ENTITIES])
    told = [
        Relation(person, "DATE_OF_DEATH", year, "model", 0.8),
        Relation(person, "DATE_OF_BIRTH", year, "model", 0.3),
        Relation(person, "PLACE_RESIDES_IN", city, "model", 0.3),
    ]
    kept = lives.mended(doc, told)
    assert [(r.predicate, r.method) for r in kept] == [
        ("PLACE_RESIDES_IN", "model"), ("DATE_OF_BIRTH", "pattern"), ("PLACE_OF_BIRTH", "pattern"),
    ]  # fmt: skip
    assert trusted(doc, kept)[-2:] == kept[-2:]
