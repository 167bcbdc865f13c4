"""What the network says is told with what the constructions say, each direction of a visit apart."""

from types import SimpleNamespace

import numpy as np
import pytest
from tests.stages.marked import read

from extract.stages.agreements import KINDS, PARTY_TYPES, evidence
from extract.stages.agreements.decision import Guess
from extract.stages.agreements.learned import decided
from extract.syntax.text import Text

VISITS = [
    "[[Обама:PER]] прибыл в [[Ирландию]].",
    "В [[Ирландию]] прибыл [[Обама:PER]].",
    "[[Ирландию]] посетил [[Обама:PER]].",
    "Визит [[Обамы:PER]] в [[Ирландию]] завершён.",
    "Делегация [[Кении]] гостит в [[Туле:CITY]].",
]


class Backwards:
    """A network that is surer of the wrong direction of all that the constructions find."""

    statuses = ()

    def __init__(self, found):
        self.found = found

    def find(self, page, reading):
        for one in self.found:
            atom = page.atoms(*one.cue)[0]
            for first, second, score in (
                (one.second, one.first, 0.9),
                (one.first, one.second, 0.6),
            ):
                yield Guess(one.label, first, second, score, atom, np.zeros(0, np.float32))

    def blended(self, score, rule):
        return score + bool(rule) / 10


@pytest.mark.parametrize("marked", VISITS)
def test_a_visit_keeps_the_direction_of_its_construction(marked):
    doc = read(marked)
    atoms = [SimpleNamespace(start=token.idx, end=token.idx + len(token)) for token in doc]
    found = evidence(doc)
    reading = SimpleNamespace(atoms=atoms)
    told = decided(doc, Text(doc, PARTY_TYPES), reading, found, Backwards(found), KINDS)
    (one,) = (each for _, said in told for each in said)
    (construction,) = found
    assert (one.first, one.second) == (construction.first, construction.second)
    assert (one.rule, one.score) == (construction.rule, 0.7)
