"""What numpy's library of matrix products is like on another processor changes nothing."""

import os
import subprocess
import sys

import pytest

SHOWN = """
from extract.encoder.model import load
who = "Кротов Белова Громов Лисина Орлов Зимина Седов Панина Уваров Яшина".split()
where = "Тверь Омск Пермь Курск Псков Орёл Казань Уфа Томск Чита".split()
for one in who:
    text = ". ".join(f"Губернатор {one} посетил 5 мая {city}, где открыл завод «Волна»" for city in where)
    found, _ = load("news", 1).read(text)
    print([(each.start, each.end, each.type, round(each.score, 4)) for each in found])
"""


@pytest.mark.parametrize("processor", ["Prescott", "Haswell"])
def test_mentions_and_scores_are_the_same_on_another_processor(processor):
    """Sums in another order once made other int8 numbers, and of these other mentions."""
    here, there = (
        subprocess.run(
            [sys.executable, "-c", SHOWN],
            env=os.environ | settings,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for settings in ({}, {"OPENBLAS_CORETYPE": processor})
    )
    assert "PERSON" in here
    assert here == there
