"""Mentions without what was taken into them."""

import pytest

from extract.annotations import Mention
from extract.stages.names.repairing import repaired

CASES = """
Оно [связавшее правительство Тувы] с Брестом. → правительство Тувы
Там [подписали администрация Бреста] и банк. → администрация Бреста
Это [управляющая компания «Уют»] дома. → управляющая компания «Уют»
Это [объединённая компания «Русал»] ныне. → объединённая компания «Русал»
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_a_body_begins_with_no_verb(line):
    marked, _, expected = line.partition(" → ")
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    (one,) = (m for m in repaired(text, [Mention(start, end, "ORGANIZATION")]))
    assert text[one.start : one.end] == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Приказ от 7 [мартаСовет] утвердил.",
        "Встреча 2 [июняПосле] обеда.",
        "Ушли 29 [январяСегодня] и позже.",
        "Это [городКогда] уснул.",
        "Была [рекаНовый] мост.",
    ],
)
def test_of_two_glued_words_that_are_no_name_nothing_is_left(marked):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = repaired(text, [Mention(start, end, "PERSON")])
    assert all(one.start < one.end for one in found)
