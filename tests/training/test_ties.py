"""The five relations are learned from passages: text and gold go in, a model folder comes out."""

import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason='needs the extra "train"')
pytest.importorskip("onnx", reason='needs the extra "train"')

import torch

import extract
from extract.encoder.model import DEFAULT, locate
from extract.stages.agreements.features import Cut
from extract.stages.agreements.stretches import around, portions
from extract.training.calibrate import Guess
from extract.training.ties import passages
from extract.training.ties.again import network_of, train_again
from extract.training.ties.blend import NEUTRAL, Told, blend
from extract.training.ties.calibrate import chance, curves, trusted_cuts
from extract.training.ties.export import write_ties
from extract.training.ties.names import Namesakes, names
from extract.training.ties.run import train_ties
from extract.training.ties.train import Settings, train

DEFAULT_FOLDER = locate(DEFAULT)
PASSAGES = [
    "(Тверь) и (Осло) *подписали* меморандум. AGREEMENT_WITH signed",
    "(Иван Громов) *встретился* с (Анной Лисиной). MEETING_WITH held",
    "(Пермь) *сотрудничает* с (Уфой). COOPERATES_WITH",
    "(Псков) *породнился* с (Вильнюсом). TWINNED_WITH",
    "(Олег Рыбин) *посетил* (Тамбов). VISITED held",
    "(Олег Рыбин) *посетит* (Казань). VISITED planned",
]


def row(number: int, marked: str) -> dict:
    """A line of gold: parties in brackets, the cue in asterisks, then label and status."""
    told, _, label = marked.rpartition(". ")
    label, *status = label.split()
    text, spans = "", []
    for piece in re.split(r"(\([^)]+\)|\*[^*]+\*)", f"{told}."):
        bare = piece.strip("()*") if piece[:1] in ("(", "*") else piece
        if bare != piece:
            spans.append({"start": len(text), "end": len(text) + len(bare), "text": bare})
        text += bare
    cue = next(span for span in spans if text[span["start"] :][:1].islower())
    first, second = (span for span in spans if span is not cue)
    relation = {"label": label, "a": first, "b": second, "cue": cue, "status": (*status, None)[0]}
    return {"id": f"p{number}", "text": text, "relations": [relation]}


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    return [row(number, marked) for number, marked in enumerate(PASSAGES * 2)]


@pytest.fixture(scope="module")
def file(rows, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("passages") / "own.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def understood(file):
    nlp = extract.load(exclude=["agreements", "events"])
    return list(passages.understand(nlp, passages.read([file])))


@pytest.fixture(scope="module")
def trained(file, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("model")
    settings = Settings(epochs=1, layers=("4",))
    train_ties([file], out, settings, folds=2, copies=1, say=lambda _: None)
    return out


def test_the_folder_is_a_model_that_judges(trained):
    doc = extract.load(model=trained)("Тверь и Осло подписали меморандум о дружбе.")
    (agreement,) = (r for r in doc._.relations if r.predicate == "AGREEMENT_WITH")
    assert agreement.method == "both"  # the network had its say
    assert doc.text[slice(*agreement.cue)] == "меморандум"


def test_a_second_call_goes_on_where_the_first_one_ended(trained, file):
    before = (trained / "checkpoints" / "log.jsonl").read_text()
    weights = (trained / "ties.onnx").read_bytes()
    train_ties(
        [file], trained, Settings(epochs=1, layers=("4",)), folds=2, copies=1, say=lambda _: None
    )
    assert (trained / "checkpoints" / "log.jsonl").read_text() == before
    assert (trained / "ties.onnx").read_bytes() == weights


def test_practice_is_left_out_of_the_last_walks(understood, tmp_path):
    found = [one for text in understood for one in passages.passages_of(*text)]
    half = len(found) // 2
    for passage in found[:half]:
        passage.corpus = "practice"
    settings = Settings(epochs=1, last=1, layers=("4",))
    train(found, settings, DEFAULT, tmp_path, frozenset({"practice"}))
    walks = [json.loads((tmp_path / name).read_text()) for name in ("log.jsonl", "last/log.jsonl")]
    assert [walk["epoch"] for walk in walks] == [1, 1]
    train(found[:half], settings, DEFAULT, tmp_path / "alone")
    assert not (tmp_path / "alone" / "last").exists()


def test_a_checkpoint_of_other_settings_is_refused(trained, file):
    with pytest.raises(ValueError, match="other settings"):
        train_ties([file], trained, Settings(epochs=2, layers=("4",)), folds=2, say=lambda _: None)


def test_every_source_is_in_one_fold(trained):
    folds = [(trained / "folds" / str(n) / "ids.txt").read_text().split() for n in range(2)]
    assert not set(folds[0]) & set(folds[1])
    assert {*folds[0], *folds[1]} == {f"p{n}" for n in range(2 * len(PASSAGES))}


def test_gold_stands_on_mentions(understood):
    for corpus, line, page, reading in understood:
        (passage,) = passages.passages_of(corpus, line, page, reading)
        (fact,) = passage.facts
        relation = line["relations"][0]
        for side, number in (("a", fact.first), ("b", fact.second)):
            mention = passage.cut.mentions[number]
            assert line["text"][mention.start : mention.end] == relation[side]["text"]
        ties = passage.cut.candidates(list(fact.cues))
        right, _, status = passage.gold(ties)
        assert right.sum() == 1
        assert (status >= 0).sum() == 1


def test_a_visit_has_a_direction(understood):
    corpus, line, page, reading = next(each for each in understood if "посетил " in each[1]["text"])
    line = json.loads(json.dumps(line))
    relation = line["relations"][0]
    relation["a"], relation["b"] = relation["b"], relation["a"]
    (passage,) = passages.passages_of(corpus, line, page, reading)
    right, _, _ = passage.gold(passage.cut.candidates(list(passage.facts[0].cues)))
    assert right[:, -1].sum() == 1


def test_copies_have_other_names_and_the_same_words(understood):
    found = [names(page) for _, _, page, _ in understood]
    others = Namesakes(found)
    for (_, line, _, reading), own in zip(understood, found, strict=True):
        copy = others.copy(line["text"], own, "1")
        if copy is None:
            continue
        encoder = extract.load(exclude=["events"]).get_pipe("extract_entities").model
        assert len(encoder.view(copy)[0].atoms) == len(reading.atoms)
        rest = set(re.findall(r"\b[а-яё]+\b", line["text"]))
        assert rest <= set(re.findall(r"\b[а-яё]+\b", copy))


@pytest.mark.parametrize("longest", [3, 7, 400])
def test_portions_cover_a_text_once(understood, longest):
    for _, _, page, _ in understood:
        parts = list(portions(page, longest))
        assert [at for begin, end in parts for at in range(begin, end)] == list(
            range(len(page.starts))
        )
        assert all(end - begin <= longest for begin, end in parts)


def test_stretches_hold_the_sentences_of_their_words(understood):
    for _, _, page, _ in understood:
        cues = np.zeros(len(page.starts), bool)
        cues[1] = True
        (stretch,) = around(page, cues)
        assert stretch[0] <= 1 < stretch[1]
        assert Cut(page, *stretch).mentions
    assert not list(around(page, np.zeros(len(page.starts), bool)))


def test_a_curve_keeps_its_promise():
    margins = np.linspace(-4, 4, 400)
    chance_of = 1 / (1 + np.exp(-margins))
    guesses = [
        Guess(label, float(m), (n * 7 % 100) / 100 < p, n)
        for n, (m, p) in enumerate(zip(margins, chance_of, strict=True))
        for label in ("VISITED", "VISITED+")
    ]
    fitted = curves(guesses)
    for low, high in itertools.pairwise([0.1, 0.3, 0.5, 0.7, 0.9]):
        some = [g for g in guesses if low <= chance(g.margin, fitted[g.label]) < high]
        assert low - 0.1 < np.mean([g.right for g in some]) < high + 0.1


def test_the_cut_leaves_so_many_right_rows():
    fitted = {"VISITED": [1.0, 0.0], "VISITED+": [1.0, 0.0]}
    guesses = [Guess("VISITED", 4 - n / 25, n % 10 != 9 or n < 50, n) for n in range(100)]
    guesses += [Guess("VISITED+", 1.0, n != 0, n) for n in range(10)]
    cuts = trusted_cuts(guesses, fitted, 0.95)
    kept = [g for g in guesses if chance(g.margin, fitted[g.label]) >= cuts[g.label]]
    assert np.mean([g.right for g in kept]) >= 0.95
    assert len(kept) > 60
    assert trusted_cuts(guesses[50:], fitted, 1.0)["VISITED"] == 1.0  # no cut is enough


def test_a_construction_that_is_mostly_right_lifts_the_score():
    rows = [Told(rule, score, (n % 10) / 10 < share) for n in range(200)
            for rule, share in (("good", 0.95), ("bad", 0.4)) for score in (0.3, 0.7)]  # fmt: skip
    found = blend(rows)
    assert found["rules"]["good"] > found["other"] > found["rules"]["bad"]
    assert found["weights"][2] > 0
    assert blend([]) == NEUTRAL


def test_the_network_of_a_model_folder_is_the_one_that_was_written(tmp_path):
    card = json.loads((DEFAULT_FOLDER / "model.json").read_text("utf-8"))["ties"]
    network = network_of(DEFAULT)
    write_ties(network, DEFAULT, card, tmp_path)
    again = network_of(tmp_path)
    for name, weight in network.state_dict().items():
        assert torch.allclose(weight, again.state_dict()[name], atol=1e-2), name


def test_what_is_trained_again_is_halfway(file, tmp_path):
    settings = Settings(epochs=3, last=0, rate=1e-3, head_rate=1e-3, seed=1)
    train_again([file], tmp_path, settings, copies=0)
    old, kept = network_of(DEFAULT).state_dict(), network_of(tmp_path).state_dict()
    last = torch.load(tmp_path / "checkpoints/last.pt", weights_only=True)["average"]
    name = "ties.outcome.bias"
    assert torch.allclose(kept[name], (old[name] + last[name]) / 2, atol=1e-4)
    assert not torch.equal(kept[name], old[name])
    assert (
        file.name in json.loads((tmp_path / "model.json").read_text("utf-8"))["ties"]["trained_on"]
    )
