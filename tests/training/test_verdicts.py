"""What mentions read by hand teach: of names that the gazetteer lacks, of who is a person."""

import json

import pytest

pytest.importorskip("torch")

import extract
from extract.stages.linear import Linear
from extract.training.linear import fit
from extract.training.verdicts import asked, seen

PLACE = "В посёлке Верхнеболотск Тверской области открыли школу. Мэр Верхнеболотска рад."
PERSON = "Директор школы Зурабишвили рассказал о ремонте. Зурабишвили доволен."


@pytest.mark.parametrize(
    ("what", "text", "name", "verdict"),
    [("places", PLACE, "Верхнеболотск", "place"), ("people", PERSON, "Зурабишвили", "person")],
)
def test_of_the_mentions_that_were_read_each_is_an_example(tmp_path, what, text, name, verdict):
    decision = asked(what)
    nlp = extract.load(exclude=decision.exclude)
    start = text.index(name)
    doc = nlp(text)
    kind = next(span.label_ for span in doc.spans["entities"] if span.start_char == start)
    known = {"id": "a", "start": start, "end": start + len(name), "type": kind, "verdict": verdict}
    tmp_path.joinpath("read.jsonl").write_text(json.dumps(known) + "\n", "utf-8")
    article = json.dumps({"id": "a", "text": text}, ensure_ascii=False)
    tmp_path.joinpath("articles.jsonl").write_text(article + "\n", "utf-8")
    rows = list(seen(nlp, decision, tmp_path / "read.jsonl", [tmp_path / "articles.jsonl"]))
    assert [row.is_right for row in rows] == [True]
    assert Linear(fit(rows * 9)).chance(rows[0].features) > 0.7
