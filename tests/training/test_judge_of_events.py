"""The judge of events is learned from articles with their events: a model folder comes out."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason='needs the extra "train"')

from tests.stages.marked import read

import extract
from extract.annotations import Event
from extract.schema import EVENT_KINDS
from extract.stages.events.finding import Finder
from extract.stages.events.signs import Signs
from extract.stages.events.verdicts import STATUSES
from extract.training.events.gold import labels, leading
from extract.training.events.matching import OPTIONAL, RIGHT, WRONG, matched
from extract.training.events.network import Settings
from extract.training.events.run import train_events

# An article, the name and kind of an event, a quote of it, and the word that tells it.
TOLD = [
    ("[[Тверь]] и [[Осло]] подписали договор.", "подписание договора", "signing", "подписали"),
    ("Состоялась встреча [[Громова:PER]].", "встреча Громова", "meeting", "встреча"),
    ("[[Громов:PER]] скончался в [[Омске]].", "смерть Громова", "birth_death", "скончался"),
    ("Планируется снос здания цирка.", "снос цирка", "other", "снос"),
    ("Церемония награждения прошла в [[Омске]].", "награждение", "ceremony", "награждения"),
    ("Громов сообщил, что завод закрыли.", "закрытие завода", "opening", "закрыли"),
]


def labelled(marked: str, **event):
    doc = read(marked)
    finder = Finder(doc)
    signs = Signs(finder.tree, finder.tellings(), finder.kind_of_noun)
    quote = {"quotes": [doc.text.rstrip(".")], "status": "held", "kind": "other"}
    found = labels(finder.tree, signs, [quote | event])
    return doc, found


@pytest.mark.parametrize(("marked", "name", "kind", "word"), TOLD)
def test_the_word_of_a_quote_that_fits_the_name_tells_the_event(marked, name, kind, word):
    doc, found = labelled(marked, name=name, kind=kind)
    assert [doc[int(i)].text for i in found.words[found.tells == 1]] == [word]
    assert EVENT_KINDS[found.kinds[found.tells == 1][0]] == kind
    assert STATUSES[found.statuses[found.tells == 1][0]] == "held"


@pytest.mark.parametrize(("marked", "name", "kind", "word"), TOLD)
def test_what_is_optional_is_neither_right_nor_wrong(marked, name, kind, word):
    doc, found = labelled(marked, name=name, kind=kind, optional=True)
    (said,) = (t for i, t in zip(found.words, found.tells, strict=True) if doc[int(i)].text == word)
    assert said == -1
    assert 1 not in found.tells


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("подписание договора", "подписание"),
        ("Второй международный форум", "форум"),
        ("выборы мэра", "выборы"),
        ("ДТП в Омске", "дтп"),
    ],
)
def test_the_noun_that_leads_a_name(name, noun):
    assert leading(name) == noun


def test_one_event_answers_one_of_the_annotated():
    text = "Громов посетил Тверь. Визит Громова прошёл. Был концерт. Шёл дождь."
    gold = [
        {"name": "посещение Твери", "quotes": ["Громов посетил Тверь", "Визит Громова"]},
        {"name": "концерт", "quotes": ["концерт"], "optional": True},
    ]
    words = ("посетил", "Визит", "концерт", "дождь")
    names = ("посещение Твери", "визит", "концерт", "дождь")
    spots = [(text.index(word), text.index(word) + len(word)) for word in words]
    found = [Event((), name, text=spot) for name, spot in zip(names, spots, strict=True)]
    assert matched(text, found, gold) == [RIGHT, WRONG, OPTIONAL, WRONG]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("read")
    texts = [
        ("Иван Громов посетил Тверь. Погода была ясной.", "посещение Твери", "посетил Тверь"),
        ("Тверь и Осло подписали договор. Год был долгим.", "подписание", "подписали договор"),
        ("В Омске открылась выставка картин.", "выставка картин", "выставка картин"),
    ]
    rows = [
        ({"id": f"a{n}", "text": text}, {"doc": f"a{n}", "events": [
            {"name": name, "kind": "visit", "status": "held", "quotes": [quote]}]})
        for n, (text, name, quote) in enumerate(texts * 3)
    ]  # fmt: skip
    for name, lines in zip(("articles", "gold"), zip(*rows, strict=True), strict=True):
        told = (json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (path / f"{name}.jsonl").write_text("".join(told), "utf-8")
    return path


def test_a_model_learns_events_and_finds_them(folder, tmp_path):
    train_events(folder, tmp_path, Settings(units=8, epochs=60), folds=2, say=str)
    doc = extract.load(model=tmp_path)("Иван Громов посетил Тверь. Погода была ясной.")
    assert any(event.name.startswith("посещение Твери") for event in doc._.events)
    assert all(0 <= event.score <= 1 for event in doc._.events)
    card = json.loads((tmp_path / "model.json").read_text("utf-8"))["events"]
    assert card["articles"] == 9


def test_an_article_without_gold_is_told(folder, tmp_path):
    (tmp_path / "articles.jsonl").write_text((folder / "articles.jsonl").read_text("utf-8"))
    (tmp_path / "gold.jsonl").write_text("")
    with pytest.raises(ValueError, match="no line for a0"):
        train_events(tmp_path, tmp_path / "out", Settings(), say=str)
