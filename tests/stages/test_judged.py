"""The learned judge of events: what it is sure of is told, what it is sure is none is not."""

from types import SimpleNamespace

import numpy as np
import pytest
from tests.stages.marked import read

from extract.schema import EVENT_KINDS
from extract.stages.coreference import Coreference
from extract.stages.events.finding import Finder
from extract.stages.events.judged import Judged
from extract.stages.events.telling import Telling
from extract.stages.events.verdicts import STATUSES, Verdicts
from extract.stages.names import Names

ALONE = -9.0  # log-odds that two tellings are of one event


class Judge:
    """Says of each word of a sentence what it was told to say, and of an event what its words say.

    Args:
        says: By form the likelihood that the word tells an event, its kind and its status.
        together: Log-odds that any two tellings are of one event.
    """

    def __init__(self, says, together=ALONE):
        self.says, self.together = says, together
        self.card = {"new": 0.5, "same": 0.0, "row": 0.0}

    def read(self, signs, _reading):
        words = signs.words()
        known = [self.says.get(signs.tree.words[i], (0.01, "other", "held")) for i in words]
        kinds = np.array([[k == kind for k in EVENT_KINDS] for _, kind, _ in known], np.float32)
        statuses = np.array([[s == status for s in STATUSES] for *_, status in known], np.float32)
        tells = np.array([likely for likely, *_ in known], np.float32)
        at = {word: n for n, word in enumerate(words)}
        return Verdicts(at, tells, kinds, statuses, np.eye(len(words), 4, dtype=np.float32))

    def same(self, pairs):
        return np.full(len(pairs), self.together, np.float32)

    def row(self, events):
        return events[:, 0]


def tell(marked, says, **options):
    doc = read(marked)
    Names()(doc)
    Coreference()(doc)
    return Finder(doc, judge=Judge(says, **options)).events()


NEW = [
    ("Рабочие демонтировали [[памятник:FAC]].", "демонтировали", "демонтаж памятника"),
    ("Учёные протестировали двигатель.", "протестировали", "тестирование двигателя"),
    ("Прошла стыковка корабля.", "стыковка", "стыковка корабля"),
    ("Учёные провели опыты в [[Твери]].", "опыты", "опыты"),
    ("Начался листопад в [[Омске]].", "листопад", "листопад"),
]


@pytest.mark.parametrize(("marked", "word", "name"), NEW)
def test_what_the_judge_is_sure_of_is_told_without_a_table(marked, word, name):
    events = tell(marked, {word: (0.9, "other", "held")})
    assert [event.name.startswith(name) for event in events] == [True]


def test_what_a_clause_says_of_a_noun_is_named_by_the_noun():
    marked = "Вот двигатель, который протестировали в [[Омске]]."
    (event,) = tell(marked, {"протестировали": (0.9, "other", "held")})
    assert event.name.startswith("тестирование двигателя")


def test_what_is_done_to_a_pronoun_is_not_told():
    assert tell("В [[Омске]] его протестировали.", {"протестировали": (0.9, "other", "held")}) == []


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("[[Громов:PER]] встретился с [[Лисиной:PER]].", "встретился"),
        ("[[Тверь]] и [[Осло]] подписали договор о дружбе.", "подписали"),
        ("[[Громов:PER]] посетил [[Тверь]].", "посетил"),
        ("Прошла встреча [[Громова:PER]] с [[Лисиной:PER]].", "встреча"),
        ("Состоялся [[форум:EVENT]] в [[Твери]].", "форум"),
    ],
)
def test_what_the_judge_is_sure_is_none_is_not_told(marked, word):
    assert len(tell(marked, {word: (0.9, "other", "held")})) == 1
    assert tell(marked, {word: (0.01, "other", "held")}) == []


@pytest.mark.parametrize(
    ("marked", "word", "said", "status"),
    [
        ("Взрыв в [[Твери]].", "Взрыв", "held", "held"),
        ("[[Громов:PER]] якобы посетил [[Тверь]].", "посетил", "held", "unknown"),
        ("Визит [[Громова:PER]] в [[Тверь]] состоялся.", "Визит", "planned", "planned"),
        ("[[Громов:PER]] планирует посетить [[Тверь]].", "посетить", "held", "planned"),
        ("[[Громов:PER]] отказался посетить [[Тверь]].", "посетить", "held", "cancelled"),
    ],
)
def test_the_judge_never_makes_a_plan_a_doubt_or_a_denial_done(marked, word, said, status):
    (event,) = tell(marked, {word: (0.9, "other", said)})
    assert event.status == status


def test_what_the_judge_takes_for_one_event_is_one_row():
    marked = "Начался листопад в [[Омске]]. Потом прошла стыковка корабля."
    says = {"листопад": (0.9, "other", "held"), "стыковка": (0.9, "other", "held")}
    assert len(tell(marked, says)) == 2
    assert len(tell(marked, says, together=3.0)) == 1


def test_the_score_is_how_likely_the_judge_takes_a_row():
    (event,) = tell("[[Громов:PER]] посетил [[Тверь]].", {"посетил": (0.9, "visit", "held")})
    assert event.score == pytest.approx(0.9, abs=0.01)


def test_pairs_know_whether_two_are_about_the_same():
    """ "подписали договор", "подписали меморандум": of one kind, and not of one thing."""

    def pairs(marked):
        finder = Finder(read(marked), judge=Judge({}))
        finder.groups(finder.tellings())
        _, _, shared = next(finder.judged.links.pairs())
        return shared[-5:-3].tolist()

    signed = "[[Тверь]] и [[Осло]] подписали {}. [[Тверь]] и [[Осло]] подписали {}."
    assert pairs(signed.format("договор о дружбе", "договор")) == [1, 0]
    assert pairs(signed.format("договор о дружбе", "меморандум")) == [0, 1]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Летом [[Тверь:CITY]] примет второй саммит.", ["второй саммит"]),
        ("Осенью [[Омск:CITY]] примет выставку роботов.", ["выставка роботов"]),
        ("Летом [[Тверь:CITY]] примет делегацию [[Китая]].", ["визит делегации Китая в Тверь"]),
    ],
)
def test_what_a_town_is_host_to_is_told_once(marked, names):
    says = dict.fromkeys(("примет", "саммит", "выставку"), (0.95, "visit", "planned"))
    assert [one.name for one in tell(marked, says)] == names


@pytest.mark.parametrize(
    ("planned", "likely", "status"),
    [(True, 0.45, "planned"), (False, 0.45, "held"), (False, 0.55, "planned"), (True, 0.3, "held")],
)
def test_a_plan_that_the_fullest_telling_tells_needs_less_likelihood(planned, likely, status):
    statuses = np.array([[1 - likely, likely, 0, 0]], np.float32)
    verdicts = Verdicts({0: 0}, np.ones(1), np.ones((1, len(EVENT_KINDS))), statuses, np.eye(1))
    judged = SimpleNamespace(verdicts=verdicts)
    told = [Telling(0, 0, 1, "forum")]
    assert Judged.status(judged, told, "held", doubted=False, planned=planned) == status
