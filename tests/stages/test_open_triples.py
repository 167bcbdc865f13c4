"""Open triples: subject, lemma of the verb with its preposition, object."""

import pytest
from tests.stages.marked import read

from extract.stages.agreements import Agreements

FOUND = """
[[Путин:PER]] поздравил [[Вучича:PER]]. → Путин | поздравить | Вучича
[[Москва:CITY]] граничит с [[Калугой:CITY]]. → Москва | граничить с | Калугой
[[Петров:PER]] назначен [[Путиным:PER]]. → Путиным | назначить | Петров
[[Петров:PER]] арестован в [[Москве:CITY]]. → Петров | быть арестован в | Москве
[[Обама:PER]] не поддержал [[Россию]]. → Обама | не поддержать | Россию
[[Обама:PER]] может поддержать [[Россию]]. → Обама | мочь поддержать | Россию
[[Россия]] и [[Китай]] поддержали [[Сирию]]. → Россия | поддержать | Сирию; Китай | поддержать | Сирию
Шёл дождь в [[Москве:CITY]]. →
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found(line):
    marked, _, expected = line.partition(" →")
    doc = read(marked)
    found = [
        f"{doc.text[r.subject.start : r.subject.end]} | {r.predicate}"
        f" | {doc.text[r.object.start : r.object.end]}"
        for r in Agreements().find_open(doc)
    ]
    assert found == [triple for triple in expected.strip().split("; ") if triple]


def test_only_when_asked_for():
    marked = "[[Путин:PER]] поздравил [[Вучича:PER]]."
    assert Agreements()(read(marked))._.relations == []
    (relation,) = Agreements(open_triples=True)(read(marked))._.relations
    assert relation.method == "pattern"
    assert marked.replace("[[", "").replace(":PER]]", "")[slice(*relation.cue)] == "поздравил"
