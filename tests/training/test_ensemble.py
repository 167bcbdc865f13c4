"""Corpora packed for a machine with a graphics card, and the whole job there, in miniature."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason='needs the extra "train"')
pytest.importorskip("onnx", reason='needs the extra "train"')

import torch

from extract.brat import read_folder
from extract.encoder.model import DEFAULT, locate
from extract.encoder.subwords import Subwords
from extract.encoder.windows import windows
from extract.training.batches import collate
from extract.training.ensemble import job
from extract.training.ensemble.corpus import Corpus
from extract.training.ensemble.pack import pack
from extract.training.ensemble.run import Plan
from extract.training.examples import example
from extract.training.pretrained import default_path
from extract.training.transformer import Shape

TEXTS = ["Иван Петров приехал в Омск утром.\nОн жил в Омске.", "Анна Смирнова видела Тулу весной."]
MENTIONS = ["T0\tPERSON 0 11\tИван Петров\nT1\tCITY 22 26\tОмск\nR0\tVISITED Arg1:T0 Arg2:T1\n",
            "T0\tPERSON 0 13\tАнна Смирнова\nT1\tCITY 21 25\tТулу\n"]  # fmt: skip


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not default_path().exists():
        pytest.skip("the pretrained encoder is not installed")
    folder = tmp_path_factory.mktemp("packed")
    for part in ("train", "dev"):
        (folder / part).mkdir()
        for number, (text, mentions) in enumerate(zip(TEXTS, MENTIONS, strict=True)):
            (folder / part / f"{number}.txt").write_text(text, "utf-8")
            (folder / part / f"{number}.ann").write_text(mentions, "utf-8")
    with gzip.open(folder / "more.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"text": "Пётр Орлов улетел в Пермь."}) + "\n")
    np.savez(folder / "pack.npz", **pack(folder, [folder / "more.jsonl.gz"]))
    return folder


def test_a_packed_window_is_what_training_from_the_folder_reads(packed: Path) -> None:
    corpus = Corpus(packed / "pack.npz", torch.device("cpu"))
    subwords = Subwords.load(locate(DEFAULT))
    for number, document in enumerate(read_folder(packed / "train")):
        item = example(document, subwords, corpus.labels)
        cut = windows([len(each) for each in item.ids], 8, 32)
        expected = collate([(item, window) for window in cut], subwords, corpus.labels)
        pieces = corpus.whole(corpus.documents[number], 8)
        batch = corpus.batch(pieces)
        for name in ("ids", "mask", "owner", "firsts", "lasts", "atoms"):
            assert torch.equal(getattr(batch, name), getattr(expected, name)), name
        known = corpus.known(batch.at) * batch.atoms[..., None]
        assert torch.allclose(known, expected.features, atol=0.01)
        for row, piece in enumerate(pieces):
            spans = batch.spans[row].flatten().nonzero()[:, 0]
            assert torch.equal(spans, expected.allowed[row])
            assert torch.equal(batch.gold[row].flatten(1)[:, spans], expected.gold[row])
            pairs, wanted = corpus.pairs(piece), expected.pairs[row]
            assert (pairs is None) == (wanted is None)
            if pairs and wanted:
                assert torch.equal(pairs.gold, wanted.gold)
                assert all(map(torch.equal, pairs.inputs(), wanted.inputs()))


def test_students_learn_from_the_mean_of_teachers_and_an_earlier_model(
    packed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    few = Plan(64, 20.0)
    monkeypatch.setattr(job, "TEACHERS", {"a": (Shape(0, 0, layers=1), ("ner",), 2, few)})
    monkeypatch.setattr(job, "STUDENTS", {"one": (Shape(0, 0, layers=1), (0,))})
    monkeypatch.setattr(job, "ASKED", ("a0", "n0"))
    monkeypatch.setattr(job, "LEARN", few)
    monkeypatch.setattr(job, "TEACHER", replace(job.TEACHER, epochs=1))
    monkeypatch.setattr(job, "STUDENT", replace(job.STUDENT, epochs=1, batch_size=2))
    corpus = Corpus(packed / "pack.npz", torch.device("cpu"))
    for name in job.ASKED:
        job.teach(corpus, name, tmp_path, shorter=False)
    each = [np.load(tmp_path / f"{name}.npz") for name in job.ASKED]
    job.agree(corpus, tmp_path, job.ASKED)
    mean = job.told(tmp_path)
    place = dict(zip(map(tuple, mean.spans.tolist()), mean.chances.tolist(), strict=True))
    for span, logit in zip(each[0]["spans"].tolist(), each[0]["logits"], strict=True):
        least = (1 / (1 + np.exp(-logit)) - 0.001) / len(job.ASKED)  # the other told nothing of it
        assert least < 0.01 or place[tuple(span)] >= least
    job.learn(corpus, "one", tmp_path, shorter=False)
    weights = {**np.load(tmp_path / "one0.npz"), **np.load(tmp_path / "one1.npz")}
    assert "encoder.layers.0.qkv.weight" in weights and "pairs.again.weight" in weights
    assert all(np.isfinite(array).all() for array in weights.values())
    assert "one: relations" in capsys.readouterr().out
