"""A file with one article: text, encodings, front matter, and what is of no use."""

import codecs
import datetime as dt
import gzip
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import NEWS, put, read_all, read_one

from extract.articles import Article, Failure, list_sources, read
from extract.schema import DATE_SOURCES


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1251", "cp1251"), ("koi8-r", "koi8-r"),
     ("utf-16", "utf-16"), ("cp866", "cp866")],
)  # fmt: skip
def test_a_text_file_in_any_encoding(tmp_path, encoding, name):
    put(tmp_path, "а.txt", NEWS.encode(encoding))
    assert read_one(tmp_path) == Article("а.txt", "а.txt", NEWS, encoding=name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), min_size=1))
def test_text_stays_as_it_is(tmp_path, text):
    put(tmp_path, "x.txt", NEWS + text)
    assert read_one(tmp_path).text == NEWS + text


@pytest.mark.parametrize(
    "text",
    [
        "раз\r\nдва\rтри\nчетыре",
        "ёлка Ёлка",
        "за́мок",
        "й и и\u0306",
        "№ ½ ﬁ",
        " раз ",
        "раз\x0cдва",
    ],
)
def test_no_normalization(tmp_path, text):
    put(tmp_path, "x.txt", text)
    article = read_one(tmp_path)
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_five_megabytes_in_one_line(tmp_path):
    text = "Оренбург " * 600_000
    put(tmp_path, "x.txt", text)
    assert len(text.encode()) > 5_000_000
    assert read_one(tmp_path).text == text


def test_front_matter(tmp_path):
    about = "title: Форум\ndate: 28.11.2023\nauthor: Анна Котова\nurl: https://a.ru/1"
    put(tmp_path, "x.txt", f"---\n{about}\n---\n{NEWS}")
    day = dt.date(2023, 11, 28)
    assert read_one(tmp_path) == Article(
        "x.txt", "x.txt", NEWS, "Форум", day, "front_matter", "https://a.ru/1", "utf-8",
        "Анна Котова",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "date", "source"),
    [
        ("x.txt", NEWS, None, None),
        ("2023-11-28.txt", NEWS, 28, "file_name"),
        ("2023-11-28.txt", f"27.11.2023\n{NEWS}", 27, "first_line"),
        ("2023-11-28.txt", f"---\ndate: 2023-11-26\n---\n27.11.2023\n{NEWS}", 26, "front_matter"),
        ("2023-11-28.txt", f"---\ndate: вчера\n---\n27.11.2023\n{NEWS}", 27, "first_line"),
        ("2023-11-28.txt", f"31.11.2023\n{NEWS}", 28, "file_name"),
        ("2023-11-28.html", f"<p>{NEWS}", 28, "file_name"),
        ("x.html", f"<meta property='article:published_time' content='2023-11-25'><p>{NEWS}", 25,
         "html"),
        ("2023-11-28/x.txt", NEWS, None, None),
        ("2023-11-28.csv", f'text\n"{NEWS}"', None, None),  # the day of the export
    ],
)  # fmt: skip
def test_where_the_date_comes_from(tmp_path, name, text, date, source):
    put(tmp_path, name, text)
    article = read_one(tmp_path)
    assert article.date == (dt.date(2023, 11, date) if date else None)
    assert article.date_source == source


def test_an_html_page_in_the_encoding_it_declares(tmp_path):
    page = f"<html><head><meta charset=windows-1251><title>Форум</title><body><p>{NEWS}"
    put(tmp_path, "x.html", page.encode("cp1251"))
    assert read_one(tmp_path) == Article("x.html", "x.html", NEWS, "Форум", encoding="cp1251")


def test_a_page_with_the_wrong_extension_is_still_a_page(tmp_path):
    put(tmp_path, "x.txt", f"\n<!DOCTYPE html><html><script>1</script><p>{NEWS}")
    assert read_one(tmp_path).text == NEWS


# What cannot be read


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.sampled_from(["x.txt", "x.html", "x.jsonl", "x.csv", "x.tsv", "x.parquet"]),
    st.binary(max_size=60) | st.text('{}[]":,;text\\u0 \t\n\rя\0').map(str.encode),
)
def test_any_bytes_become_articles_or_failures(tmp_path, name, content):
    path = put(tmp_path, name, content)
    found = read_all(path)
    assert found
    for item in found:
        assert item.text.encode() if isinstance(item, Article) else item.message.startswith(name)


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("x.txt", b"", "EmptyText", "x.txt: it is empty"),
        ("x.txt", b" \r\n\t\xc2\xa0", "EmptyText", "x.txt: it is empty"),
        ("x.txt", codecs.BOM_UTF8, "EmptyText", "x.txt: it is empty"),
        ("x.txt", "\u200b\u2003\xad\u2028\ufeff".encode(), "EmptyText", "x.txt: it is empty"),
        ("x.txt", b"---\ntitle: a\n---\n", "EmptyText", "x.txt: it is empty"),
        ("x.txt", bytes(range(256)), "BinaryFile", "x.txt: it is not text: byte 0 is NUL"),
        ("x.txt", "раз\0два".encode(), "BinaryFile", "x.txt: it is not text: byte 6 is NUL"),
        ("x.txt", gzip.compress(b"a", mtime=0), "BinaryFile",
         "x.txt: it is not text but a gzip archive"),
        ("x.txt", "раз".encode() + b"\xff" + "два".encode(), "BrokenEncoding",
         "x.txt: it is utf-8, but byte 6 (0xFF) is not"),
        ("x.html", b"", "EmptyText", "x.html: it is empty"),
        ("x.html", b"<html><head><title>x</title></head></html>", "EmptyText",
         "x.html: the page has no text"),
    ],
)  # fmt: skip
def test_a_file_of_no_use_is_a_failure_with_a_reason(tmp_path, name, content, error, message):
    put(tmp_path, name, content)
    assert read_one(tmp_path) == Failure(name, name, error, message, stage="read")


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("x.jsonl", b"", "EmptyText", "x.jsonl: it has no rows"),
        ("x.jsonl", b"\n\n", "EmptyText", "x.jsonl: it has no rows"),
        ("x.jsonl", b'[\n{"text": "a"}\n]', "NotJsonLines",
         "x.jsonl: it is a JSON array, not one JSON object a line"),
        ("x.csv", b"", "EmptyText", "x.csv: it has no header"),
        ("x.csv", b"text\n", "EmptyText", "x.csv: it has no rows"),
        ("x.csv", b"id,name\n1,a\n", "NoTextColumn",
         "x.csv: no column holds the text; it has 'id', 'name'"),
        ("x.csv", b"text\n\0\n", "BinaryFile", "x.csv: it is not text: byte 5 is NUL"),
        ("x.csv", b"id,text\r1,a\r2,b\r", "Unreadable", "x.csv: its lines end in CR alone"),
        ("x.json", b"[" + b" " * 99_999 + b"}", "Unreadable",
         "x.json: it is not JSON: Expecting value: character 100000"),
        ("x.parquet", b"", "ArrowInvalid", "x.parquet: "),
        ("x.parquet", b"PAR1....PAR1", "ArrowInvalid", "x.parquet: "),
    ],
)  # fmt: skip
def test_a_table_of_no_use_is_one_failure(tmp_path, name, content, error, message):
    put(tmp_path, name, content)
    failure = read_one(tmp_path)
    assert (failure.source, failure.doc_id, failure.error) == (name, None, error)
    assert failure.message.startswith(message)


def test_utf8_cut_inside_a_character_is_read_and_reported(tmp_path):
    put(tmp_path, "x.txt", NEWS.encode() + "й".encode()[:1])
    article, failure = read_all(tmp_path)
    assert article.text == NEWS
    assert (failure.doc_id, failure.error) == ("x.txt", "TruncatedText")


def test_a_file_that_vanishes_is_a_failure(tmp_path):
    path = put(tmp_path, "x.txt", NEWS)
    (source,) = list_sources(tmp_path)
    path.unlink()
    (failure,) = read(source)
    assert failure.error == "FileNotFoundError"
    assert failure.message == "x.txt: no such file or directory"


def test_a_file_and_a_folder_without_permission_are_failures(tmp_path):
    put(tmp_path, "x.txt", NEWS).chmod(0)
    if os.access(tmp_path / "x.txt", os.R_OK):
        pytest.skip("this user may read everything")
    put(tmp_path, "closed/y.txt", NEWS).parent.chmod(0)
    try:
        assert [(item.source, item.error) for item in read_all(tmp_path)] == [
            ("closed", "PermissionError"),
            ("x.txt", "PermissionError"),
        ]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_refused_permission_is_a_failure(tmp_path, monkeypatch):
    put(tmp_path, "x.txt", NEWS)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    failure = read_one(tmp_path)
    assert failure.error == "PermissionError"
    assert failure.message == "x.txt: permission denied"


def test_a_path_is_no_source():
    with pytest.raises(TypeError, match=r"one of list_sources\(folder\), not 'x.txt'"):
        next(read("x.txt"))


def test_a_pipe_is_a_failure_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "x.txt")
    assert read_one(tmp_path).error == "NotAFile"


# The samples that come with the project


def test_the_samples_are_read_whole():
    found = read_all(Path(__file__).parents[2] / "data/raw")
    assert all(isinstance(item, Article) and item.title and item.date for item in found)
    assert {article.encoding for article in found} == {
        "utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"
    }  # fmt: skip
    assert {article.date_source for article in found} == set(DATE_SOURCES) - {"last_line", "url"}
    assert all(150 <= len(article.text.split()) <= 600 for article in found)
    twins = sorted(a.doc_id for a in found if [b.sha256 for b in found].count(a.sha256) > 1)
    assert twins == ["brics_kazan.txt", "lenta.jsonl#brics-kazan"]
