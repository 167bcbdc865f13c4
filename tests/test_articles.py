"""A folder, a file, a frame or some strings in; articles and failures out."""

import codecs
import datetime as dt
import gzip
import hashlib
import json
import os
import pickle
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.articles import (
    Article,
    Failure,
    from_frame,
    from_texts,
    list_sources,
    read,
    split,
    walk,
)
from extract.schema import DATE_SOURCES

NEWS = "Делегация области прибыла в Оренбург, сообщила пресс-служба губернатора."


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_all(path, **columns):
    return [item for source in list_sources(path, **columns) for item in read(source)]


def read_one(path, **columns):
    (item,) = read_all(path, **columns)
    return item


# Text files


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
    put(tmp_path, "x.txt", f"---\ntitle: Форум\ndate: 28.11.2023\nurl: https://a.ru/1\n---\n{NEWS}")
    day = dt.date(2023, 11, 28)
    assert read_one(tmp_path) == Article(
        "x.txt", "x.txt", NEWS, "Форум", day, "front_matter", "https://a.ru/1", "utf-8"
    )


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


def test_a_pipe_is_a_failure_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "x.txt")
    assert read_one(tmp_path).error == "NotAFile"


# Folders


def test_sources_come_in_the_order_of_their_names(tmp_path):
    names = ["б.txt", "a/b.txt", "a.txt", "Статья (1).TXT", "a b.html"]
    for name in names:
        put(tmp_path, name, NEWS)
    assert [source.name for source in list_sources(tmp_path)] == sorted(names)


def test_hidden_files_are_ignored_and_unknown_extensions_listed(tmp_path):
    for name in (".x.txt", ".git/x.txt", "README.md", "a/photo.JPG", "x.txt"):
        put(tmp_path, name, NEWS)
    found = walk(tmp_path)
    assert [source.name for source in found.sources] == ["x.txt"]
    assert found.skipped == ["README.md", "a/photo.JPG"]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    put(tmp_path, "x.txt/y.txt", NEWS)
    assert read_one(tmp_path).doc_id == "x.txt/y.txt"


def test_a_single_file_is_read_whatever_its_extension(tmp_path):
    assert read_one(put(tmp_path, "x.md", NEWS)).doc_id == "x.md"


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        list_sources(tmp_path / "нет")


def test_links(tmp_path):
    folder = tmp_path / "raw"
    put(folder, "a/x.txt", NEWS)
    put(tmp_path, "secret/y.txt", NEWS)
    (folder / "file.txt").symlink_to("a/x.txt")
    (folder / "folder").symlink_to("a")
    (folder / "a/up").symlink_to("..")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nowhere.txt").symlink_to("нет.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret/y.txt")
    (folder / "outside").symlink_to(tmp_path / "secret")
    found = read_all(folder)
    assert [item.doc_id for item in found if isinstance(item, Article)] == ["a/x.txt", "file.txt"]
    assert {item.source: item.error for item in found if isinstance(item, Failure)} == {
        "a/up": "LinkCycle",
        "nowhere.txt": "FileNotFoundError",
        "out.txt": "LinkOutside",
        "outside": "LinkOutside",
        "self.txt": "LinkCycle",
    }


def test_a_folder_that_is_a_link_itself_is_read(tmp_path):
    put(tmp_path, "raw/x.txt", NEWS)
    (tmp_path / "link").symlink_to("raw")
    assert read_one(tmp_path / "link").doc_id == "x.txt"


def test_a_file_name_that_is_no_utf8_is_shown_escaped(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"\xcf.txt")).write_text(NEWS)
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    article = read_one(tmp_path)
    assert article.doc_id == r"\xcf.txt"
    article.doc_id.encode()


# Rows


def as_jsonl(records, encoding):
    lines = (json.dumps(record, ensure_ascii=False, default=str) for record in records)
    return "".join(f"{line}\n" for line in lines).encode(encoding)


def as_csv(records, encoding, delimiter=","):
    return pd.DataFrame(records).to_csv(index=False, sep=delimiter).encode(encoding)


def as_parquet(records, _encoding):
    return pd.DataFrame(records).to_parquet(row_group_size=2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("write", [as_jsonl, as_csv, as_parquet])
def test_a_row_with_its_metadata(tmp_path, write, encoding):
    records = [
        {"id": "н-17", "text": f"{NEWS}\nДа; \"вот\", так.", "title": "Форум", "date": "2023-11-28",
         "url": "https://a.ru/17"},
        {"id": "н-18", "text": f"Заголовок\n{NEWS}", "title": None, "date": None, "url": None},
    ]  # fmt: skip
    name = f"x.{write.__name__[3:]}"
    put(tmp_path, name, write(records, encoding))
    found = None if write is as_parquet else encoding
    day = dt.date(2023, 11, 28)
    assert read_all(tmp_path) == [
        Article(f"{name}#н-17", name, records[0]["text"], "Форум", day, "metadata",
                "https://a.ru/17", found),
        Article(f"{name}#н-18", name, records[1]["text"], "Заголовок", encoding=found),
    ]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(tmp_path, delimiter):
    records = [{"Дата": "28.11.2023", "Текст": f'{NEWS} Да, нет; вот|так\tи "так"\r\nи так'}]
    put(tmp_path, "x.csv", as_csv(records, "cp1251", delimiter))
    article = read_one(tmp_path)
    assert article.text == records[0]["Текст"]
    assert article.date == dt.date(2023, 11, 28)


@pytest.mark.parametrize("column", ["text", "Body", "CONTENT", " article ", "Текст"])
def test_usual_names_of_the_text_column(tmp_path, column):
    put(tmp_path, "x.csv", as_csv([{"n": 1, column: NEWS}], "utf-8"))
    assert read_one(tmp_path).text == NEWS


def test_named_columns(tmp_path):
    record = {"text": "не то", "lead": NEWS, "when": "2023-11-28", "key": 5}
    columns = {"text_column": "lead", "date_column": "when", "id_column": "key"}
    for name, write in (("x.jsonl", as_jsonl), ("x.csv", as_csv), ("x.parquet", as_parquet)):
        article = read_one(put(tmp_path, name, write([record], "utf-8")), **columns)
        assert (article.doc_id, article.text) == (f"{name}#5", NEWS)
        assert article.date == dt.date(2023, 11, 28)
    failure = read_one(tmp_path / "x.csv", text_column="нет")
    assert failure.message.startswith("x.csv: there is no column 'нет'; it has 'text', 'lead'")


def test_a_bad_line_of_jsonl_costs_no_other(tmp_path):
    lines = [
        b'{"text": "\xd1\x80\xd0\xb0\xd0\xb7"}',
        b'{"text": ',
        b"",
        b"[1, 2]",
        b'{"title": "a"}',
        b'{"text": 5}',
        b'{"text": "\\u0000"}',
        b'{"text": "\\ud800"}',
        b'{"text": "\xff"}',
        b"[" * 100_000,
        b'{"text": "a", "n": ' + b"1" * 5000 + b"}",
        b'{"text": null}',
        '{"text": "два"}'.encode(),
        b'{"text": "cut of',
    ]
    put(tmp_path, "x.jsonl", b"\n".join(lines))
    found = read_all(tmp_path)
    assert [(item.doc_id, item.text) for item in found if isinstance(item, Article)] == [
        ("x.jsonl#1", "раз"),
        ("x.jsonl#13", "два"),
    ]
    assert [(item.doc_id, item.error) for item in found if isinstance(item, Failure)] == [
        ("x.jsonl#2", "BrokenFormat"),
        ("x.jsonl#4", "BrokenFormat"),
        ("x.jsonl#5", "NoTextColumn"),
        ("x.jsonl#6", "BrokenFormat"),
        ("x.jsonl#7", "BinaryFile"),
        ("x.jsonl#8", "BinaryFile"),
        ("x.jsonl#9", "BrokenEncoding"),
        ("x.jsonl#10", "BrokenFormat"),
        ("x.jsonl#11", "BrokenFormat"),
        ("x.jsonl#12", "EmptyText"),
        ("x.jsonl#14", "BrokenFormat"),
    ]
    assert all("line" in item.message for item in found[1:3])


def test_a_bad_row_of_csv_costs_no_other(tmp_path):
    rows = 'id,text\n1,раз\n2,два,три\n3\n\n4,\n5,пять,\n6,"шесть\n7,семь\n'
    put(tmp_path, "x.csv", rows)
    found = read_all(tmp_path)
    assert [(item.doc_id, item.text) for item in found if isinstance(item, Article)] == [
        ("x.csv#1", "раз"),
        ("x.csv#5", "пять"),
    ]
    assert [item.message for item in found if isinstance(item, Failure)] == [
        "x.csv#2: row 2: it has 3 fields, the header 2: "
        "a field with the delimiter in it needs quotation marks",
        "x.csv#3: it is empty",
        "x.csv#4: it is empty",
        "x.csv#6: row 6: a quotation mark opens here and never closes, the rest was not read",
    ]


def test_an_id_that_comes_twice_is_told_apart_by_the_row(tmp_path):
    records = [{"id": i, "text": NEWS} for i in (7, 8, 7, None, 4)]
    for name, write in (("x.jsonl", as_jsonl), ("x.csv", as_csv), ("x.parquet", as_parquet)):
        put(tmp_path, name, write(records, "utf-8"))
        ids = [article.doc_id.partition("#")[2] for article in read_all(tmp_path / name)]
        csv = name == "x.csv"  # where pandas writes 7.0
        expected = (
            ["7.0@1", "8.0", "7.0@3", "4", "4.0"] if csv else ["7@1", "8", "7@3", "4@4", "4@5"]
        )
        assert ids == expected


# Shards


def mixed_folder(folder):
    records = [{"id": i % 7, "text": f"{NEWS} {i}"} for i in range(20)]
    put(folder, "a.txt", NEWS)
    put(
        folder,
        "b.jsonl",
        as_jsonl(records, "cp1251") + b"{broken\n\n" + as_jsonl(records, "cp1251"),
    )
    put(folder, "c.csv", as_csv(records, "utf-8-sig"))
    put(folder, "d.csv", as_csv([{**r, "text": r["text"] + "\n\nда"} for r in records], "utf-16"))
    put(folder, "e.parquet", as_parquet(records, None))
    put(folder, "f.jsonl", b"")
    put(folder, "g.html", f"<p>{NEWS}")
    return folder


@pytest.mark.parametrize("size", [1, 2, 7, 30, 1000])
def test_shards_give_the_same_articles_whatever_their_size(tmp_path, size):
    sources = list_sources(mixed_folder(tmp_path))
    whole = [item for source in sources for item in read(source)]
    assert len(whole) == 1 + 41 + 20 + 20 + 20 + 1 + 1
    assert len({item.doc_id for item in whole}) == len(whole)
    shards = pickle.loads(pickle.dumps(split(sources, size)))
    assert [item for shard in shards for source in shard for item in read(source)] == whole
    sizes = [sum(len(list(read(source))) for source in shard) for shard in shards]
    assert set(sizes[:-1]) <= {size} and sizes[-1] <= size
    assert split(sources, size) == shards


def test_shards_may_be_read_in_any_order_and_again(tmp_path):
    records = [{"id": i, "text": f"{NEWS} {i}"} for i in range(300)]
    put(tmp_path, "x.parquet", pd.DataFrame(records).to_parquet(row_group_size=200))
    shards = split(list_sources(tmp_path), 30)
    for order in (range(10), range(9, -1, -1), (3, 3, 4, 9, 0, 5, 5)):
        for i in order:
            found = [item.doc_id for source in shards[i] for item in read(source)]
            assert found == [f"x.parquet#{n}" for n in range(30 * i, 30 * i + 30)]
    put(tmp_path, "x.parquet", pd.DataFrame(records[::-1]).to_parquet())
    (first,) = shards[5]
    assert next(iter(read(first))).text == f"{NEWS} {299 - 150}"


def test_a_shard_of_nothing_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="at least one article"):
        split(list_sources(tmp_path), 0)
    assert split([], 5) == []


@pytest.mark.parametrize("write", [as_jsonl, as_csv])
def test_a_large_file_is_not_held_in_memory(tmp_path, write):
    name = f"x.{write.__name__[3:]}"
    put(tmp_path, name, write([{"text": NEWS * 100}] * 2000, "utf-8"))
    size = (tmp_path / name).stat().st_size
    assert size > 20_000_000
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Article) for shard in split(list_sources(tmp_path), 100)
                    for source in shard for item in read(source))  # fmt: skip
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert peak < size / 4


# From memory


def test_texts_with_and_without_metadata():
    day = dt.date(2023, 11, 28)
    texts = [NEWS, (NEWS, {"id": "н-1", "Title": "Форум", "date": day, "url": "https://a.ru"}),
             (NEWS, {"id": "н-1", "date": "вчера"}), "", 5, (NEWS, {})]  # fmt: skip
    assert list(from_texts(texts)) == [
        Article("0", "texts", NEWS),
        Article("н-1", "texts", NEWS, "Форум", day, "metadata", "https://a.ru"),
        Article("н-1@2", "texts", NEWS),
        Failure("texts", "3", "EmptyText", "3: it is empty"),
        Failure("texts", "4", "BrokenFormat", "4: its text is not a string but int"),
        Article("5", "texts", NEWS),
    ]


def test_a_generator_of_texts_is_read_one_by_one():
    asked = []

    def texts():
        for i in range(3):
            asked.append(i)
            yield NEWS

    next(from_texts(texts()))
    assert asked == [0]


def test_frame():
    frame = pd.DataFrame(
        {
            "Текст": [NEWS, None, NEWS],
            "Дата": pd.to_datetime(["2023-11-28 10:00", None, None]),
            "Заголовок": ["Форум", "а", None],
        },
        index=["а", "б", "а"],
    )
    assert list(from_frame(frame)) == [
        Article("а", "frame", NEWS, "Форум", dt.date(2023, 11, 28), "metadata"),
        Failure("frame", "б", "EmptyText", "б: it is empty"),
        Article("а@2", "frame", NEWS),
    ]


def test_frame_with_named_columns_and_without_a_text():
    frame = pd.DataFrame({"n": [10, 11], "lead": [NEWS, NEWS]})
    found = list(from_frame(frame, text_column="lead", id_column="n"))
    assert [article.doc_id for article in found] == ["10", "11"]
    with pytest.raises(ValueError, match="no column holds the text; it has 'n', 'lead'"):
        from_frame(frame)


# The samples that come with the project


def test_the_samples_are_read_whole():
    found = read_all(Path(__file__).parents[1] / "data/raw")
    assert all(isinstance(item, Article) and item.title and item.date for item in found)
    assert {article.encoding for article in found} == {
        "utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"
    }  # fmt: skip
    assert {article.date_source for article in found} == set(DATE_SOURCES) - {"last_line", "url"}
    assert all(150 <= len(article.text.split()) <= 600 for article in found)
    twins = sorted(a.doc_id for a in found if [b.sha256 for b in found].count(a.sha256) > 1)
    assert twins == ["brics_kazan.txt", "lenta.jsonl#brics-kazan"]
