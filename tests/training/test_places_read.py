"""What mentions read by hand teach of names that the gazetteer lacks."""

import json

import pytest

pytest.importorskip("torch")

import extract
from extract.stages.linear import Linear
from extract.training.linear import fit
from extract.training.places import AFTER_NAMES, seen

TEXT = "В посёлке Верхнеболотск Тверской области открыли школу. Мэр Верхнеболотска рад."


def test_of_the_mentions_that_were_read_each_is_an_example(tmp_path):
    nlp = extract.load(exclude=AFTER_NAMES)
    start = TEXT.index("Верхнеболотск")
    doc = nlp(TEXT)
    kind = next(span.label_ for span in doc.spans["entities"] if span.start_char == start)
    known = {"id": "a", "start": start, "end": start + 13, "type": kind, "verdict": "place"}
    tmp_path.joinpath("read.jsonl").write_text(json.dumps(known) + "\n", "utf-8")
    article = json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False)
    tmp_path.joinpath("articles.jsonl").write_text(article + "\n", "utf-8")
    rows = list(seen(nlp, tmp_path / "read.jsonl", [tmp_path / "articles.jsonl"]))
    assert [row.is_right for row in rows] == [True]
    assert Linear(fit(rows * 9)).chance(rows[0].features) > 0.7
