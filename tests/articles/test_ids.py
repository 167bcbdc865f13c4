"""Ids: printable, and no two articles have the same."""

import json
import os

import pytest
from documents import zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import NEWS, as_csv, as_jsonl, put, read_all

from extract.articles import Article, from_texts, list_sources, read, split


def ids(folder):
    return [item.doc_id for item in read_all(folder)]


def rows_of(*names):
    return [{"id": name, "text": NEWS} for name in names]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x@3", "x", "x"], ["x@3@1", "x@2", "x@3"]),
        (["x", "x", "x@1"], ["x@1", "x@2", "x@1@3"]),
        (["x@2@3", "x@2", "x", "x"], ["x@2@3@1", "x@2@2", "x@3", "x@4"]),
        ([None, "1", "2"], ["1@1", "1@2", "2"]),
        (["2@1", None, "2"], ["2@1@1", "2@2", "2@3"]),
        (["почта@5", "другая@7"], ["почта@5", "другая@7"]),  # nothing comes twice
        (["\ud800", r"\ud800"], [r"\ud800@1", r"\ud800@2"]),
    ],
)
def test_ids_of_rows_never_collide(tmp_path, names, expected):
    put(tmp_path, "r.jsonl", "\n".join(json.dumps(row) for row in rows_of(*names)))
    assert ids(tmp_path) == [f"r.jsonl#{name}" for name in expected]
    shards = split(list_sources(tmp_path), 1)
    found = [item.doc_id for shard in shards for source in shard for item in read(source)]
    assert found == ids(tmp_path)


NAMES = st.text(st.sampled_from("x@12\\#\ud800\x1b "), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(NAMES, min_size=2, max_size=8))
def test_whatever_the_ids_are_they_stay_apart_and_printable(tmp_path, names):
    put(tmp_path, "r.jsonl", "\n".join(json.dumps(row) for row in rows_of(*names)))
    memory = [item.doc_id for item in from_texts((NEWS, {"id": name}) for name in names)]
    for found in (ids(tmp_path), memory):
        assert len(set(found)) == len(names)
        assert all(name.encode() and name.isprintable() for name in found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\ud800", r"\ud800"),
        ("a\udc80b", r"a\udc80b"),
        ("\x1b[31mкрасный", r"\x1b[31mкрасный"),
        ("\x00", r"\x00"),
        ("\x9bб", r"\x9bб"),
    ],
)
def test_an_id_that_cannot_be_written_is_escaped(tmp_path, name, shown):
    put(tmp_path, "r.jsonl", json.dumps({"id": name, "text": NEWS}) + '\n{"text": "два"}')
    assert ids(tmp_path) == [f"r.jsonl#{shown}", "r.jsonl#2"]
    assert next(iter(from_texts([(NEWS, {"id": name})]))).doc_id == shown


@pytest.mark.parametrize(
    ("raw", "literal"),
    [
        (b"\xff\xfe.txt", r"\xff\xfe.txt"),
        (b"\xcf\xf0.txt", r"\xcf\xf0.txt"),
        (b"\xff\\.txt", r"\xff\\.txt"),
        (b"a\xffb.jsonl", r"a\xffb.jsonl"),
        (b"a\x1bb.txt", r"a\x1bb.txt"),
    ],
)
def test_bytes_of_a_file_name_and_their_spelling_stay_apart(tmp_path, raw, literal):
    content = json.dumps({"text": NEWS}) if literal.endswith("l") else NEWS
    for name in (os.fsdecode(raw), literal):
        try:
            put(tmp_path, name, content)
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
    found = ids(tmp_path)
    assert len(found) == len(set(found)) == 2
    assert all(name.isprintable() for name in found)


@pytest.mark.parametrize("other", ["r.csv#1.txt", "r.csv#а#б.txt", "r.jsonl#1.txt"])
def test_a_file_named_like_a_row_is_no_row(tmp_path, other):
    name = other.partition("#")[2]
    put(tmp_path, "r.csv", as_csv(rows_of(name), "utf-8"))
    put(tmp_path, "r.jsonl", as_jsonl(rows_of(name), "utf-8"))
    put(tmp_path, other, NEWS)
    put(tmp_path, "Статья #1.txt", NEWS)
    found = ids(tmp_path)
    assert len(found) == len(set(found)) == 4
    assert {f"r.csv#{name}", f"r.jsonl#{name}", "Статья #1.txt"} < set(found)


def test_files_of_one_name_in_an_archive(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        content = zipped(_Twice())
    put(tmp_path, "x.zip", content)
    article, failure = read_all(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, failure.error) == (NEWS, "BadMember")


class _Twice(dict):
    def items(self):
        return [("а.txt", NEWS), ("а.txt", "другой")]
