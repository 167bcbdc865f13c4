"""What the network holds likely is believed where it is sure and the words leave room."""

import numpy as np
import pytest
from tests.stages.marked import read
from tests.stages.test_learned import told_by

from extract.stages.agreements import evidence
from extract.stages.agreements.decision import Guess

# What the network is sure of, the sentence, and what is told.
WEIGHED = """
planned | Сотрудничество [[Пскова:CITY]] с [[Нарвой:CITY]] обсудили в мэрии. → planned
terminated | [[Псков:CITY]] и [[Нарва:CITY]] – побратимы. → terminated
held | Сотрудничество [[Пскова:CITY]] с [[Нарвой:CITY]] обсудили в мэрии. → None
none | [[Псков:CITY]] будет сотрудничать с [[Нарвой:CITY]]. → planned
held | Ждали, что [[Седов:PER]] опоздает, но [[Седов:PER]] встретился с [[Юшиным:PER]]. → held
held | [[Седов:PER]] встретится с [[Юшиным:PER]]. → planned
held | [[Седов:PER]] встретился бы с [[Юшиным:PER]], но заболел. → planned
held | [[Седов:PER]] с радостью посетил бы [[Нарву:CITY]]. → planned
held | [[Седов:PER]] побывал бы в [[Нарве:CITY]], если бы не шторм. → planned
held | [[Седов:PER]] готовился к визиту в [[Нарву:CITY]]. → planned
held | Встреча [[Седова:PER]] с [[Юшиным:PER]] отменена. → cancelled
planned | [[Седов:PER]] встретился с [[Юшиным:PER]]. → held
cancelled | [[Седов:PER]] слышал о встрече с [[Юшиным:PER]]. → cancelled
in_force | О договоре [[Пскова:CITY]] с [[Нарвой:CITY]] напомнил мэр. → in_force
signed | О договоре [[Пскова:CITY]] с [[Нарвой:CITY]] напомнил мэр. → signed
in_force | [[Псков:CITY]] подписал договор с [[Нарвой:CITY]]. → signed
planned | [[Псков:CITY]] подписал договор с [[Нарвой:CITY]]. → signed
signed | [[Псков:CITY]] опроверг подписание договора с [[Нарвой:CITY]]. → rejected
"""


class Sure:
    """A network that finds what the constructions find, and is sure of one status."""

    statuses = (
        "none", "signed", "in_force", "planned", "negotiated", "rejected", "terminated", "held",
        "cancelled", "unknown",
    )  # fmt: skip

    def __init__(self, found, status):
        self.found = found
        self.likely = np.array([name == status for name in self.statuses], np.float32)

    def find(self, page, _reading):
        for one in self.found:
            atom = page.atoms(*one.cue)[0]
            yield Guess(one.label, one.first, one.second, 0.9, atom, self.likely)

    def blended(self, score, _rule):
        return score


@pytest.mark.parametrize("line", WEIGHED.strip().splitlines())
def test_weighed(line):
    said, _, expected = line.partition(" → ")
    likely, _, marked = said.partition(" | ")
    doc = read(marked)
    found = evidence(doc)
    told = told_by(doc, found, Sure(found, likely))
    assert {str(one.status) for _, ones in told for one in ones} == {expected}
