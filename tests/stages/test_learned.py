"""What the network says is told with what the constructions say, each direction of a visit apart."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from tests.stages.marked import read

from extract.annotations import ENTITIES, Career, mention
from extract.encoder.subwords import Atoms
from extract.stages.agreements import KINDS, PARTY_TYPES, evidence
from extract.stages.agreements.cues import at
from extract.stages.agreements.decision import Guess
from extract.stages.agreements.learned import decided
from extract.syntax.text import Text
from extract.syntax.tree import Tree

VISITS = [
    "[[Обама:PER]] прибыл в [[Ирландию]].",
    "В [[Ирландию]] прибыл [[Обама:PER]].",
    "[[Ирландию]] посетил [[Обама:PER]].",
    "Визит [[Обамы:PER]] в [[Ирландию]] завершён.",
    "Делегация [[Кении]] гостит в [[Туле:CITY]].",
]


def told_by(doc, found, decision):
    """What a network and the constructions say together; the network's atoms are the tokens."""
    starts = np.array([token.idx for token in doc], np.int64)
    ends = starts + [len(token) for token in doc]
    reading = SimpleNamespace(atoms=Atoms(starts, ends, np.ones(len(doc), np.bool_)))
    return decided(doc, Text(doc, PARTY_TYPES), reading, found, decision, KINDS)


class Backwards:
    """A network that is surer of the wrong direction of all that the constructions find."""

    statuses = ()

    def __init__(self, found):
        self.found = found

    def find(self, page, _reading):
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
    found = evidence(doc)
    told = told_by(doc, found, Backwards(found))
    (one,) = (each for _, said in told for each in said)
    (construction,) = found
    assert (one.first, one.second) == (construction.first, construction.second)
    assert (one.rule, one.score) == (construction.rule, 0.7)


EXPLAINED = """
[[Батуми:CITY]] ([[Аджария:REG]]) и [[Урумчи:CITY]] подписали меморандум.
Сотрудничество [[Витебска:CITY]] ([[Белоруссия]]) с [[Псковом:CITY]] крепнет.
Завод «[[КазМунайГаз:ORG]]» ([[КМГ:ORG]]) заключил договор с [[Омском:CITY]].
[[Орлов:PER]] ([[Россия]]) встретился с [[Гусевым:PER]] ([[Кения]]).
[[Хаген:CITY]] («[[Германия]]») стал побратимом [[Смоленска:CITY]].
"""


class JoinsAll(Backwards):
    """A network that joins each mention with the next."""

    def find(self, page, _reading):
        for first, second in itertools.pairwise(page.mentions):
            yield Guess("COOPERATES_WITH", first, second, 0.9, 1, np.zeros(0, np.float32))


@pytest.mark.parametrize("marked", EXPLAINED.strip().splitlines())
def test_what_stands_in_brackets_behind_a_name_is_no_other_party(marked):
    doc = read(marked)
    found = evidence(doc)
    told = told_by(doc, found, JoinsAll(found))
    pairs = [sorted((one.first, one.second)) for _, said in told for one in said]
    assert pairs
    for first, second in pairs:
        assert "(" not in doc.text[first.end : second.start] or second.start - first.end > 4


VETOED = """
[[Ксения:PER]] *встречалась* с [[Ильёй Яшиным:PER]].
[[Белов:PER]] начал *встречаться* с [[Анной Лисиной:PER]].
[[Орлов:PER]] сообщил об этом в *беседе* с [[НСН:ORG]].
[[Орлов:PER]] *обсудил* письмо со своей женой [[Людмилой:PER]].
[[Орлов:PER]] в *интервью* с «[[Вестником:ORG]]» сказал о ценах.
"""


@pytest.mark.parametrize("marked", VETOED.strip().splitlines())
def test_love_and_interviews_are_no_meetings_whoever_found_them(marked):
    doc = read(marked.replace("*", ""))
    first, second = sorted(mention(span) for span in doc.spans["entities"])
    at_cue = next(token.i for token in doc if token.text == marked.split("*")[1])
    guess = Guess("MEETING_WITH", first, second, 0.9, at_cue, np.zeros(0, np.float32))
    decision = SimpleNamespace(find=lambda *_: [guess])
    assert told_by(doc, [], decision) == []


ONE_SIDE = """
Среди его *городов-побратимов* – [[Саппоро:CITY]] и [[Павлодар:CITY]].
Среди *побратимов* города – [[Саппоро:CITY]] и [[Павлодар:CITY]].
Её *побратимы* – [[Осло:CITY]] и [[Рига:CITY]].
На праздник приехали их *побратимы*: [[Осло:CITY]], [[Рига:CITY]].
Город навестили свои *побратимы* – [[Брест:CITY]] и [[Рига:CITY]].
"""


@pytest.mark.parametrize("marked", ONE_SIDE.strip().splitlines())
def test_those_in_a_list_of_somebodys_partners_are_no_partners_of_each_other(marked):
    doc = read(marked.replace("*", ""))
    first, second = sorted(mention(span) for span in doc.spans["entities"])
    at_cue = next(token.i for token in doc if token.text == marked.split("*")[1])
    guess = Guess("TWINNED_WITH", first, second, 0.9, at_cue, np.zeros(0, np.float32))
    decision = SimpleNamespace(find=lambda *_: [guess])
    assert told_by(doc, [], decision) == []


NAMED = """
Подписан протокол о *намерениях*. → AGREEMENT_WITH протокол
Заключили соглашение о двусторонних *связях*. → AGREEMENT_WITH соглашение
Подписали *двусторонний* договор. → AGREEMENT_WITH договор
Прошла *рабочая* встреча. → MEETING_WITH встреча
Идёт третий *раунд* переговоров. → MEETING_WITH раунд
Города *дружат* с весны. → COOPERATES_WITH дружат
Обсудили *намерения* сторон. → AGREEMENT_WITH намерения
"""


@pytest.mark.parametrize("line", NAMED.strip().splitlines())
def test_a_word_in_the_topic_is_told_by_the_noun_that_names_the_relation(line):
    marked, _, expected = line.partition(" → ")
    label, word = expected.split()
    before, cue, _ = marked.split("*")
    tree = Tree(read(marked.replace("*", "")))
    kind = next(kind for kind in KINDS if kind.label == label)
    token = tree.starts.index(len(before))
    assert tree.words[token] == cue
    assert tree.words[at(tree, token, kind).token] == word


class Alone:
    """A network that joins the first two parties by a word, and no construction does."""

    statuses = ()

    def __init__(self, doc, cue, label):
        self.doc, self.cue, self.label = doc, cue, label

    def find(self, page, _reading):
        first, second, *_ = sorted(mention(span) for span in self.doc.spans[ENTITIES])
        start = self.doc.text.index(self.cue)
        atom = page.atoms(start, start + len(self.cue))[0]
        yield Guess(self.label, first, second, 0.7, atom, np.zeros(0, np.float32))

    def blended(self, score, _rule):
        return score


@pytest.mark.parametrize(
    "marked",
    [
        "[[Иван Котов:PER]], который руководит [[театром «Маяк»:ORG]], подписал контракт.",
        "[[Анна Зуева:PER]], глава [[банка «Луч»:ORG]], сообщила о меморандуме.",
        "[[Пётр Лось:PER]] из [[завода «Вымпел»:ORG]] не назвал сумму сделки.",
        "[[Олег Рябов:PER]] как директор [[«Зари»:ORG]] заключил договор на год.",
        "[[Ян Сойка:PER]], ректор [[вуза «Опыт»:ORG]], обсудил соглашение.",
    ],
)
def test_the_body_of_ones_title_is_no_other_party(marked):
    doc = read(marked)
    cues = ("контракт", "меморандуме", "сделки", "договор", "соглашение")
    cue = next(word for word in cues if word in doc.text)
    person, body = sorted(mention(span) for span in doc.spans[ENTITIES])
    network = Alone(doc, cue, "AGREEMENT_WITH")
    assert [told for _, told in told_by(doc, [], network) if told]
    doc._.careers = [Career(person, "глава", body)]
    assert not [told for _, told in told_by(doc, [], network) if told]
