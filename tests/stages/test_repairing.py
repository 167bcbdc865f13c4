"""Mentions of bodies without the verb that was taken into them."""

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
