"""What a newcomer changes, each through one public seam."""

import dataclasses
import re

import pytest
import spacy
from spacy.language import Language
from tests.stages.marked import read as marked

import extract
from extract.annotations import ENTITIES, span_of
from extract.articles import readers
from extract.articles.readers import ArticleReader, Found
from extract.stages.agreements import CONSTRUCTIONS, KINDS, Agreements
from extract.stages.agreements.constructions.construction import cross
from extract.stages.dates import grammar
from extract.stages.dates.cascade import Cascade
from extract.tables.queries import VIEWS


class Foo(ArticleReader):
    """A headline, and the text below it."""

    name = "foo"
    extensions = (".foo",)

    def article(self, data: bytes) -> Found:
        title, _, text = data.decode("utf-8").partition("\n")
        return Found(text, {"title": title}, encoding="utf-8")


def test_a_reader(tmp_path, monkeypatch):
    monkeypatch.setitem(readers.READERS, "foo", Foo())
    monkeypatch.setitem(readers._BY_EXTENSION, ".foo", "foo")
    (tmp_path / "a.foo").write_text("Заголовок\nРоссия и Казахстан.", encoding="utf-8")
    (source,) = extract.articles.walk(tmp_path).sources
    (article,) = extract.read(source)
    assert (article.title, article.text) == ("Заголовок", "Россия и Казахстан.")


def test_a_cue():
    meeting = next(kind for kind in KINDS if kind.label == "MEETING_WITH")
    wider = dataclasses.replace(meeting, nouns=meeting.nouns | {"рандеву"})
    doc = marked("Рандеву [[Орлова:PER]] с [[Гусевым:PER]] прошло в среду.")
    assert not Agreements().find(doc)
    (found,) = Agreements(kinds=[wider]).find(doc)
    assert (found.predicate, found.status) == ("MEETING_WITH", "held")


def test_a_kind_of_relations():
    meeting = next(kind for kind in KINDS if kind.label == "MEETING_WITH")
    rivals = dataclasses.replace(
        meeting, label="COMPETES_WITH", nouns=frozenset({"конкуренция"}), verbs=frozenset()
    )
    doc = marked("Конкуренция [[Гранита:ORG]] с [[Базальтом:ORG]] обострилась.")
    (found,) = Agreements(kinds=[rivals]).find(doc)
    assert found.predicate == "COMPETES_WITH"


def test_a_construction():
    def thanks(frame):
        return cross(frame.subjects, frame.objects) if frame.verb_lemma == "поблагодарить" else []

    like = CONSTRUCTIONS[0]
    own = dataclasses.replace(like, name="thanks", find=thanks, reads=lambda _: True)
    doc = marked("[[Гранит:ORG]] поблагодарил [[Базальт:ORG]] за соглашение.")
    assert "thanks" in {one.rule for one in Agreements(constructions=[own]).find(doc)}


def test_a_rule_of_dates(monkeypatch):
    own = Cascade()

    @own.rule("POINT POINT")
    def later_of_two(found):
        """ "1 мая 2024 2 мая 2024"."""
        return found[1]

    monkeypatch.setattr(grammar, "CASCADES", (*grammar.CASCADES, own))
    assert grammar.read("1 мая 2024 года 2 мая 2024 года") == grammar.read("2 мая 2024 года")


@Language.component("recipe_names", assigns=["doc.spans"])
def names(doc):
    """An entity model of another make: it knows one name."""
    start = doc.text.find("Орлов")
    spans = [span_of(doc, start, start + len("Орлов"), "PERSON")] if start >= 0 else []
    doc.spans[ENTITIES] = spans
    return doc


def test_an_entity_model_from_outside():
    nlp = extract.load(replace={"entities": "recipe_names"}, exclude=["relations", "agreements"])
    doc = nlp("Встретился Орлов с мэром 5 марта 2024 года.")
    found = {(span.text, span.label_) for span in doc.spans[ENTITIES]}
    assert ("Орлов", "PERSON") in found
    assert "DATE" in {label for _, label in found}


@Language.component("recipe_loud")
def loud(doc):
    """A stage between two of ours: what it adds, the later ones read."""
    doc._.title = (doc._.title or "").upper() or "БЕЗ ЗАГОЛОВКА"
    return doc


def test_a_stage_between_two_of_ours():
    nlp = extract.load(only=["segmentation", "entities"], replace={"entities": "recipe_names"})
    nlp.add_pipe("recipe_loud", after="recipe_names")
    assert extract.tables([nlp("Орлов приехал.")]).documents["title"].tolist() == ["БЕЗ ЗАГОЛОВКА"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_a_file(view):
    assert view in extract.tables([]).names


OWN_WORDS = {
    "agreements": {"MEETING_WITH": {"nouns": ["рандеву"], "verbs": ["секретничать"]}},
    "careers": {"positions": ["глашатай"]},
    "events": {"festival": ["капустник"]},
    "dates": {"months": {"10": ["жовтень|жовтня"]}},
}


@pytest.fixture(scope="module")
def wordy(tmp_path_factory):
    """A pipeline with words of a user's own, saved and loaded again."""
    folder = tmp_path_factory.mktemp("wordy") / "saved"
    extract.load(words=OWN_WORDS, exclude=["relations"]).to_disk(folder)
    return spacy.load(folder)


@pytest.fixture(scope="module")
def plain():
    return extract.load(exclude=["relations"])


MEETINGS = """
Рандеву Сергея Лаврова с Хаканом Фиданом прошло в среду в Москве. → held
Сергей Лавров секретничал с Хаканом Фиданом. → held
Рандеву Владимира Путина и Реджепа Эрдогана запланировано на май. → planned
Отменено рандеву Владимира Путина с Реджепом Эрдоганом. → cancelled
"""


@pytest.mark.parametrize("case", MEETINGS.strip().splitlines())
def test_a_cue_of_ones_own(wordy, plain, case):
    text, _, status = case.partition(" → ")
    assert not relations(plain(text))
    assert relations(wordy(text)) == [("MEETING_WITH", status)]


def relations(doc):
    return list(
        extract.tables([doc]).relations[["predicate", "status"]].itertuples(index=False, name=None)
    )


def test_a_title_of_ones_own(wordy, plain):
    text = "Городской глашатай Кротов приехал в Тверь."
    assert not plain(text)._.careers
    assert [career.position for career in wordy(text)._.careers] == ["городской глашатай"]


def test_a_word_for_an_event_of_ones_own(wordy, plain):
    text = "В Тюмени 7 мая состоялся капустник ветеранов."
    assert "festival" not in {event.kind for event in plain(text)._.events}
    assert [(event.name, event.kind) for event in wordy(text)._.events] == [
        ("капустник ветеранов", "festival")
    ]


def test_a_month_of_ones_own(wordy):
    doc = wordy("Договор подписан 5 жовтня 2023 года.")
    dates = {span.text: span._.time.value for span in doc.spans[ENTITIES] if span.label_ == "DATE"}
    assert dates == {"5 жовтня 2023 года": "2023-10-05"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"speeches": {}}, "no such stage: speeches"),
        ({"names": {"surnames": ["Кротов"]}}, "names takes no words"),
        ({"careers": {"titles": ["глашатай"]}}, "there are positions"),
        ({"careers": {"positions": ["глашатая"]}}, "write глашатай"),
        ({"events": {"party": ["чаепитие"]}}, "events has no words 'party'"),
        ({"agreements": {"MEETS": {"nouns": ["рандеву"]}}}, "agreements has no words 'MEETS'"),
        (
            {"agreements": {"VISITED": {"nouns": ["рабочий визит"]}}},
            "'рабочий визит' is not one word",
        ),
        ({"dates": {"months": {"13": ["жовтень"]}}}, "dates: months has no words '13'"),
        ({"dates": {"months": {"10": ["жовтень("]}}}, "is no regular expression"),
        ({"careers": {"positions": "глашатай"}}, "careers: words at positions: 'глашатай' is not"),
        ({"events": {"festival": [5]}}, "events: words at festival → 0: 5 is not"),
    ],
)
def test_words_that_can_match_nothing_are_refused(words, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        extract.load(words=words, exclude=["relations"], replace={"entities": "recipe_names"})
