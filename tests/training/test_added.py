"""Types of the user's own beside those of a model: they are found, and nothing else changes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

pytest.importorskip("torch", reason='needs the extra "train"')
pytest.importorskip("onnx", reason='needs the extra "train"')

import extract
from extract.brat import BratError
from extract.cli import app
from extract.encoder.model import Found, Model, load
from extract.training.added import add_types

DRUGS = [
    "аспирин",
    "анальгин",
    "парацетамол",
    "ибупрофен",
    "диклофенак",
    "амоксициллин",
    "инсулин",
    "гепарин",
]
MARKED = [
    f"{start} [{drug}:DRUG]{end}"
    for number, drug in enumerate(DRUGS)
    for start, end in (
        ("Врач Иван Громов прописал больному", " на неделю."),
        ("Аптеки Омска вернули в продажу", ", сообщил Олег Рыбин."),
        ("В понедельник в Тверь привезли", " для областной больницы."),
    )[number % 2 : number % 2 + 2]
]
NEW = (
    "Врач Анна Лисина прописала больному дексаметазон на неделю. В среду в Псков привезли бисептол."
)
TEXTS = [
    NEW,
    "Министр Пётр Зимин 5 мая встретился в Казани с Анной Седовой. Аптеки Казани вернули аспирин.",
    "Губернатор Тверской области подписал соглашение с Республикой Карелия о поставках инсулина.",
    "В Омске открыли завод «Волна»: анальгин на 3 млн рублей выпустят к 12 декабря 2024 года.",
]


def write(folder: Path, texts: list[str]) -> Path:
    """Texts with mentions in brackets, as brat has them."""
    folder.mkdir(exist_ok=True)
    for number, marked in enumerate(texts):
        text, rows = "", []
        for piece in re.split(r"(\[[^\]]+\])", marked):
            words, _, kind = (
                piece.strip("[]").partition(":") if piece[:1] == "[" else (piece, "", "")
            )
            if kind:
                rows.append(f"T{len(rows) + 1}\t{kind} {len(text)} {len(text + words)}\t{words}\n")
            text += words
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
        (folder / f"{number:02}.ann").write_text("".join(rows), "utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write(tmp_path_factory.mktemp("drugs"), MARKED)


@pytest.fixture(scope="module")
def model(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("model")
    add_types(corpus, out, "news", folds=2, say=lambda _: None)
    return out


@pytest.fixture(scope="module")
def runs(model, tmp_path_factory):
    """The tables of the packaged model, and those of ours."""
    source = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(TEXTS):
        (source / f"{number}.txt").write_text(text, "utf-8")
    outs = [tmp_path_factory.mktemp(name) for name in ("news", "ours")]
    return [
        extract.run(source, out, model=which)
        for out, which in zip(outs, (None, model), strict=True)
    ]


def test_what_was_learned_is_found_on_words_that_were_not(model):
    found = {
        (NEW[each.start : each.end], each.type)
        for each in Model(model).read(NEW)[0]
        if each.type == "DRUG"
    }
    assert found == {("дексаметазон", "DRUG"), ("бисептол", "DRUG")}


def test_another_processor_finds_the_same(model):
    """numpy's library sums matrix products in another order there."""
    shown = f"from extract.encoder.model import load; print(load({str(model)!r}).read({NEW!r})[0])"
    here, there = (
        subprocess.run(
            [sys.executable, "-c", shown],
            env=os.environ | settings,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for settings in ({}, {"OPENBLAS_CORETYPE": "Prescott"})
    )
    assert "DRUG" in here
    assert here == there


def test_the_tables_tell_of_the_new_type(runs):
    _, ours = runs
    drugs = ours.mentions[ours.mentions["type"] == "DRUG"]
    assert {"дексаметазон", "бисептол", "аспирин", "инсулин"} <= {*drugs["normal"]}
    assert drugs["score"].between(0, 1).all()
    entities = ours.entities[ours.entities["type"] == "DRUG"]
    assert {*drugs["entity_id"]} == {*entities["entity_id"]}


def test_all_else_is_as_it_was(runs):
    before, ours = runs
    for name in before.names:
        was, now = before[name], ours[name]
        if name in ("mentions", "entities"):
            now = now[now["type"] != "DRUG"].reset_index(drop=True)
        assert was.to_csv() == now.to_csv(), name


def test_a_date_within_a_mention_of_a_new_type_is_found_as_before(model):
    """What stands around a date or a place keeps the other stages from it, were it seen."""
    text = "Памятка «5 мая 2023 года» лежит у входа."
    nlp = extract.load(model=model)
    entities = nlp.get_pipe("extract_entities")
    found = entities.model.read(text)[0]
    wide = Found(0, text.index(" лежит"), "DRUG", 0.9)
    entities.model = Fixed(entities.model, [wide, *(each for each in found if each.type != "DATE")])
    doc = nlp(text)
    spans = {(span.text, span.label_) for span in doc.spans["entities"]}
    assert {("5 мая 2023 года", "DATE"), ("Памятка «5 мая 2023 года»", "DRUG")} <= spans


class Fixed:
    """A model that finds what it is told to."""

    def __init__(self, model, found):
        self.model, self.found = model, found

    def read(self, text):
        return self.found, self.model.read(text)[1]


def test_a_pipeline_of_ones_own_has_them_at_once(model):
    nlp = extract.load(only=["segmentation"])
    nlp.add_pipe("extract_entities", config={"model": str(model)})
    doc = nlp(NEW)
    assert "DRUG" in {span.label_ for span in doc.spans["entities"]}


def test_a_term_of_the_users_takes_the_place_of_what_the_model_found(model, tmp_path):
    terms = tmp_path / "terms.csv"
    terms.write_text("pattern,type\nдексаметазон,HORMONE\n", "utf-8")
    doc = extract.load(model=model, terms=terms)(NEW)
    spans = doc.spans["entities"]
    assert [span.label_ for span in spans if span.text == "дексаметазон"] == ["HORMONE"]
    assert [span.label_ for span in spans if span.text == "бисептол"] == ["DRUG"]


def test_types_are_added_again(model, tmp_path):
    """To what was added before; the folder may be the same one."""
    folder = tmp_path / "model"
    shutil.copytree(model, folder)
    before = Model(folder).read(NEW)[0]
    own = write(tmp_path / "own", ["Завод выпустил [трактор:VEHICLE].", "Купили [катер:VEHICLE]."])
    add_types(own, folder, folder, epochs=2, say=lambda _: None)
    again = Model(folder)
    assert again.added.types == ["DRUG", "VEHICLE"]
    assert [each for each in again.read(NEW)[0] if each.type != "VEHICLE"] == before
    with pytest.raises(ValueError, match=r"the model knows all types of the corpus: VEHICLE \(2\)"):
        add_types(own, folder, folder, say=lambda _: None)


def test_the_folder_is_a_whole_model(model):
    card = json.loads((model / "model.json").read_text("utf-8"))
    base = load().card
    assert {name: card[name] for name in base} == base
    assert card["added"]["DRUG"]["mentions"] == len(MARKED)
    assert {file.name for file in load().folder.iterdir() if file.is_file()} < {
        file.name for file in model.iterdir()
    }
    with np.load(model / "added.npz", allow_pickle=False) as file:
        assert {*file} == {"query", "key", "start", "end"}


def test_what_the_model_knows_is_passed_over_and_said(corpus, tmp_path):
    own = shutil.copytree(corpus, tmp_path / "own")
    at = (own / "00.txt").read_text("utf-8").index("Иван Громов")
    with (own / "00.ann").open("a", encoding="utf-8") as file:
        file.write(f"T9\tPERSON {at} {at + 11}\tИван Громов\n")
    said = []
    card = add_types(own, tmp_path / "model", "news", epochs=1, folds=2, say=said.append)
    assert [*card] == ["DRUG"]
    assert said[0] == "passed over, since the model knows them: PERSON (1)"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["Ничего.", "Пусто."], "the texts have no annotated mentions"),
        (
            ["[Тверь:CITY] и Омск.", "В [Перми:CITY]."],
            "the model knows all types of the corpus: CITY",
        ),
        (["Выпил [аспирин:DRUG]."], "fewer than two texts are too little to learn from"),
        (["Выпил [аспирин:DRUG].", " "], "fewer than two texts are too little to learn from"),
        (["[Тверь:City].", "[Омск:City]."], "the type 'City' is written CITY"),
        (["[Тверь:1-й].", "[Омск:1-й]."], "'1-й' is no type"),
    ],
)
def test_a_corpus_that_teaches_nothing_is_refused(texts, said, tmp_path):
    corpus = write(tmp_path / "corpus", texts)
    with pytest.raises(ValueError, match=re.escape(said)):
        add_types(corpus, tmp_path / "model", "news", say=lambda _: None)
    assert not (tmp_path / "model").exists()


def test_odd_texts_are_learned_from_too(tmp_path):
    """Soft hyphens are no atoms; a mention over two lines is none that can be found."""
    texts = [f"Привезли ам\u00adби\u00adцию [{drug}:DRUG] в Тверь." for drug in DRUGS]
    own = write(tmp_path / "own", [*texts, "Выпил [аспирин\nи анальгин:DRUG]."])
    add_types(own, tmp_path / "model", "news", folds=2, say=lambda _: None)
    found = Model(tmp_path / "model").read("Привезли бисептол в Псков.")[0]
    assert (9, 17, "DRUG") in {each[:3] for each in found}


def test_a_line_that_is_not_brat_is_named(corpus, tmp_path):
    own = shutil.copytree(corpus, tmp_path / "own")
    (own / "03.ann").write_text("T1\tDRUG 5 five\tаспирин\n", "utf-8")
    with pytest.raises(BratError, match="03"):
        add_types(own, tmp_path / "model", "news")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--add-to", "news"], "--add-to takes a corpus"),
        (["CORPUS", "--add-to", "news", "--start", "news"], "nothing else to learn from"),
        (["CORPUS", "--add-to", "olds"], "no model 'olds'"),
        (["nowhere", "--add-to", "news"], "there is no pair of .txt and .ann files in nowhere"),
    ],
)
def test_the_command_line_says_what_is_wrong(given, said, corpus, tmp_path):
    args = [str(corpus) if one == "CORPUS" else one for one in given]
    done = CliRunner().invoke(app, ["train", *args, "-o", str(tmp_path / "model")])
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_command_line_adds_and_says_how_good(corpus, tmp_path):
    args = ["train", str(corpus), "-o", str(tmp_path / "own"), "--add-to", "news", "--epochs", "2"]
    done = CliRunner().invoke(app, [*args, "--folds", "2"])
    assert done.exit_code == 0, done.output
    assert re.search(r"added; F1 on texts not learned from: DRUG [\d.]+$", done.stdout.strip())
