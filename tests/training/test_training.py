"""A small corpus goes the whole way: brat, training, ONNX, the pipeline."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("torch", reason='needs the extra "train"')
pytest.importorskip("onnx", reason='needs the extra "train"')

import torch

from extract.encoder.model import Model
from extract.training import evaluate, weights
from extract.training.calibrate import Guess, cross_score, platt, score, thresholds
from extract.training.distillation import Lesson, together
from extract.training.model import Network, span_scores
from extract.training.pretrained import default_path
from extract.training.run import train_model
from extract.training.settings import Settings
from extract.training.transformer import Shape

SENTENCES = [
    "[{Иван Петров}PERSON] приехал в [{Омск}CITY] утром.",
    "Вчера [{Анна Смирнова}PERSON] жила в городе [{Тула}CITY] одна.",
    "В [{Казань}CITY] летит [{Олег Орлов}PERSON] один.",
    "Гость [{Мария Зайцева}PERSON] любит [{Пермь}CITY] весной.",
]
MARK = re.compile(r"\[\{(.*?)\}(\w+)\]")


def write_brat(folder: Path, number: int, marked: str) -> None:
    text, lines, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        start, position = len(text), match.end()
        text += match[1]
        lines.append(f"T{len(lines)}\t{match[2]} {start} {len(text)}\t{match[1]}")
    text += marked[position:]
    order = {"PERSON": 1, "CITY": 2}
    names = {line.split()[1]: line.split("\t")[0] for line in lines}
    assert set(names) == set(order)
    lines.append(f"R0\tVISITED Arg1:{names['PERSON']} Arg2:{names['CITY']}")
    (folder / f"{number}.txt").write_text(text, "utf-8")
    (folder / f"{number}.ann").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not default_path().exists():
        pytest.skip("the pretrained encoder is not installed")
    corpus = tmp_path_factory.mktemp("corpus")
    for number in range(24):
        write_brat(corpus, number, SENTENCES[number % len(SENTENCES)])
    out = tmp_path_factory.mktemp("model")
    train_model(corpus, out, Settings(epochs=8, layers=2, batch_size=2, average=0.5))
    return out


def test_a_corpus_of_your_own_becomes_a_model(trained: Path) -> None:
    model = Model(trained)
    text = "Иван Петров приехал в Омск утром."
    mentions, reading = model.read(text)
    names = {(text[m.start : m.end], m.type) for m in mentions}
    assert names == {("Иван Петров", "PERSON"), ("Омск", "CITY")}
    links = model.relate(text, reading, [m[:3] for m in mentions])
    assert {(link.subject, link.relation, link.object) for link in links} <= {(0, "VISITED", 1)}


def test_training_keeps_a_log_of_dev_scores(trained: Path) -> None:
    rows = [json.loads(line) for line in (trained / "checkpoints/log.jsonl").open()]
    assert [row["epoch"] for row in rows] == list(range(1, len(rows) + 1))
    assert 0.9 < max(row["f1"] for row in rows) <= 1


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("again")
    for number in range(24):
        write_brat(folder, number, SENTENCES[number % len(SENTENCES)])
    return folder


def found(model: Model, text: str) -> set[tuple[str, str]]:
    return {(text[m.start : m.end], m.type) for m in model.read(text)[0]}


def test_a_model_learns_from_a_larger_one(trained: Path, corpus: Path, tmp_path: Path) -> None:
    settings = Settings(epochs=6, layers=1, pool=0, batch_size=2, average=0.5)
    train_model(corpus, tmp_path, settings, start=trained, teachers=[trained])
    text = "Иван Петров приехал в Омск утром."
    assert found(Model(tmp_path), text) == {("Иван Петров", "PERSON"), ("Омск", "CITY")}


def test_several_teachers_agree_on_the_mean_of_their_chances() -> None:
    states = np.zeros((3, 4), np.float16)
    sure = Lesson(states, np.array([[0, 0, 1], [1, 2, 2]]), np.array([2.0, 0.0], np.float32))
    unsure = Lesson(states + 1, np.array([[0, 0, 1]]), np.array([-2.0], np.float32))
    both = together([sure, unsure])
    assert both.spans.tolist() == [[0, 0, 1], [1, 2, 2]]
    # sigmoid(2) and sigmoid(-2) are 0.5 on average; of the second span one says nothing: 0.2525.
    np.testing.assert_allclose(both.logits, [0.0, np.log(0.2525 / 0.7475)], atol=1e-5)
    assert (both.states == states).all()


def test_a_teacher_of_other_types_is_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="news: a teacher must have the entity types"):
        train_model(corpus, tmp_path, Settings(), teachers=["news"])


def test_weights_of_a_model_folder_are_those_of_its_checkpoint(trained: Path) -> None:
    ours = weights.read(trained / "checkpoints/best.pt")
    written = weights.read(trained)
    assert ours.keys() == written.keys()
    for name, whole in ours.items():
        value = whole[: len(written[name])]  # of positions those of a window
        assert (value - written[name]).abs().max() <= 0.02 * value.abs().max() + 1e-3, name


@pytest.mark.parametrize(
    ("have", "want", "layers"),
    [
        (12, 6, [0, 1, 2, 4, 7, 11]),
        (12, 1, [11]),
        (6, 6, [0, 1, 2, 3, 4, 5]),
        (6, 5, [0, 1, 2, 3, 5]),
        (2, 3, [0, 1, 1]),
    ],
)
def test_a_shallower_network_takes_lower_layers_and_the_top(have, want, layers) -> None:
    assert weights.some_layers(have, want) == layers


def test_a_network_begins_with_the_layers_that_are_named() -> None:
    large = Network(Shape(types=2, relations=1, layers=4), torch.zeros(3, 384))
    small = Network(Shape(types=2, relations=1, layers=2), torch.zeros(3, 384))
    weights.begin(small, large.state_dict(), taken=[1, 3])
    for own, layer in enumerate([1, 3]):
        given = large.encoder.layers[layer].state_dict()
        for name, value in small.encoder.layers[own].state_dict().items():
            assert torch.equal(value, given[name]), name


def test_spans_with_half_the_features_score_alike() -> None:
    # Queries and keys alike in every pair of neighbouring features: half of them say it all.
    torch.manual_seed(0)
    wide = Network(Shape(types=3, relations=1, layers=1, span=64), torch.zeros(3, 384))
    thin = Network(Shape(types=3, relations=1, layers=1, span=32), torch.zeros(3, 384))
    weights.begin(thin, wide.state_dict())
    for part in ("query", "key"):
        rows = getattr(wide.spans, part)
        for value in (rows.weight.data, rows.bias.data):
            each = value.unflatten(0, (3, 32, 2))
            each[:, :, 1] = each[:, :, 0]
    states = torch.randn(1, 1, 384)  # one word stands at place 0, where nothing is turned
    torch.testing.assert_close(
        span_scores(*thin.spans(states)), span_scores(*wide.spans(states)), rtol=1e-4, atol=1e-4
    )


def test_finished_training_is_not_done_again(trained: Path, tmp_path: Path) -> None:
    before = (trained / "checkpoints/log.jsonl").read_text()
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(24):
        write_brat(corpus, number, SENTENCES[number % len(SENTENCES)])
    train_model(corpus, trained, Settings(epochs=8, layers=2, batch_size=2, average=0.5))
    assert (trained / "checkpoints/log.jsonl").read_text() == before


GUESSES = [
    Guess("CITY", margin, margin > 1, document)
    for document in range(6)
    for margin in (-2.0, -1.0, 0.5, 1.5, 2.0, 3.0)
]
GOLD = {("CITY", document): 3 for document in range(6)}


def test_a_threshold_parts_right_from_false() -> None:
    cuts = thresholds(GUESSES, GOLD, 20)
    assert 0.5 <= cuts["CITY"] <= 1.5
    assert score(GUESSES, GOLD, cuts) == 1.0
    assert cross_score(GUESSES, GOLD, 20) == 1.0


def test_a_rare_label_follows_the_common_threshold() -> None:
    rare = Guess("LAW", -3.9, True, 0)
    cuts = thresholds([*GUESSES, rare], {**GOLD, ("LAW", 0): 1}, 20)
    assert cuts["LAW"] > -1


def test_probabilities_grow_with_the_margin() -> None:
    scale, _ = platt([*GUESSES, Guess("CITY", 2.5, False, 0), Guess("CITY", 0.0, True, 0)])
    assert scale > 0


@pytest.mark.parametrize(("spans", "related"), [(5, 5), (6, 0)])
def test_pairs_of_more_mentions_than_words_are_not_looked_at(monkeypatch, spans, related) -> None:
    asked = []
    found = {(at, at, 0) for at in range(spans)}
    monkeypatch.setattr(evaluate, "read", lambda *_: (found, []))
    monkeypatch.setattr(evaluate, "relate", lambda *given: asked.append(len(given[3])) or set())
    text = SimpleNamespace(mentions=[], relations=[], atoms=range(5))
    network = Network(Shape(types=1, relations=1, layers=1), torch.zeros(3, 384))
    evaluate.evaluate(network, [text], None, SimpleNamespace(types=["PERSON"]))
    assert asked == [0, related]
