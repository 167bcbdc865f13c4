"""Tables and JSON lines: rows, columns, ids, and the shards that they are dealt into."""

import datetime as dt
import pickle
import tracemalloc

import pandas as pd
import pytest
from written import NEWS, as_csv, as_jsonl, as_parquet, put, read_all, read_one

from extract.articles import Article, Failure, list_sources, read, split


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


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_that_names_its_delimiter_for_excel(tmp_path, delimiter):
    rows = as_csv([{"a,b;c": "1", "text": NEWS}, {"a,b;c": "2", "text": "да"}], "utf-8", delimiter)
    put(tmp_path, "x.csv", f"sep={delimiter}\r\n".encode() + rows)
    assert [article.text for article in read_all(tmp_path)] == [NEWS, "да"]


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
