"""Runs over formats: the same tables whichever reader, shard size or archive gives the articles."""

import io
import json
import sys

import fake
import pandas as pd
import pytest
from documents import docx, pdf, rss, tarred, zipped
from written import as_jsonl, as_parquet, put

import extract
from extract import schema

TEXTS = [f"Юрий Петухов открыл форум в Новосибирске. Номер {n}." for n in range(30)]
ROWS = [{"id": n, "text": text} for n, text in enumerate(TEXTS)]


def run(source, out, **settings):
    return extract.run(source, out, **{"load": fake.load, **settings})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", json.dumps(ROWS)),
        ("x.jsonl", as_jsonl(ROWS, "utf-16")),
        ("x.parquet", as_parquet(ROWS, None)),
        ("x.xml", rss(*(f"<guid>{r['id']}</guid><description>{r['text']}</description>" for r in ROWS))),
        ("x.zip", zipped({f"{n:02}.txt": text for n, text in enumerate(TEXTS)})),
        ("x.tar.gz", tarred({f"{n:02}.docx": docx(text) for n, text in enumerate(TEXTS)})),
    ],
)  # fmt: skip
def test_the_size_of_shards_changes_nothing(tmp_path, name, content):
    put(tmp_path, f"in/{name}", content)
    whole = run(tmp_path / "in", tmp_path / "out", shard_size=1000)
    parts = run(tmp_path / "in", tmp_path / "other", shard_size=3)
    assert list(whole.texts["text"]) == TEXTS
    assert not len(whole.errors)
    for table in schema.TABLES:
        pd.testing.assert_frame_equal(whole[table], parts[table], obj=table)
    assert parts.info["shards"]["done"] > 3


def test_what_was_not_read_is_said(tmp_path):
    for name in ("а.txt", "фото.jpg", "видео.jpg", ".скрыт.txt"):
        put(tmp_path, f"in/{name}", TEXTS[0])
    put(tmp_path, "in/а.zip", zipped({"б.txt": TEXTS[1], "в.exe": "x"}))
    tables = run(tmp_path / "in", tmp_path / "in/out")
    assert tables.info["warnings"] == [
        "3 file(s) of other kinds were not read: .exe (1), .jpg (2)",
        "1 hidden file(s) or folder(s) were not read",
    ]
    assert run(tmp_path / "in", tmp_path / "in/out").info["warnings"] == tables.info["warnings"]
    assert list(tables.documents["doc_id"]) == ["а.txt", "а.zip/б.txt"]


def test_standard_input(tmp_path, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(as_jsonl(ROWS, "utf-8"))

    monkeypatch.setattr(sys, "stdin", Stdin)
    tables = run("-", tmp_path / "out")
    assert list(tables.texts["text"]) == TEXTS
    assert list(tables.documents["doc_id"]) == [str(n) for n in range(30)]


def test_frames_and_tables_of_arrow(tmp_path):
    import pyarrow as pa

    frame = pd.DataFrame(ROWS)
    one = run(frame, tmp_path / "one")
    other = run(pa.Table.from_pandas(frame), tmp_path / "other")
    assert list(one.texts["text"]) == list(other.texts["text"]) == TEXTS


def test_a_bad_file_is_an_error_and_the_rest_is_in_the_tables(tmp_path):
    put(tmp_path, "in/а.pdf", pdf([]))
    put(tmp_path, "in/б.docx", docx(TEXTS[0]))
    put(tmp_path, "in/в.zip", b"PK")
    put(tmp_path, "in/г.jsonl", '{"id": "\\ud800", "text": "Россия."}')
    tables = run(tmp_path / "in", tmp_path / "out")
    assert list(tables.documents["doc_id"]) == ["б.docx", r"г.jsonl#\ud800"]
    assert list(tables.errors["source"]) == ["а.pdf", "в.zip"]
