"""Articles out of what is in memory already."""

import datetime as dt
import io

import pandas as pd
import pyarrow as pa
import pytest
from written import NEWS

from extract.articles import (
    Article,
    Columns,
    Failure,
    from_frame,
    from_memory,
    from_stream,
    from_texts,
)


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


def test_mappings_are_rows():
    rows = [{"id": 7, "Текст": NEWS, "date": "2023-11-28"}, {"name": "а"}, {"text": None}]
    assert list(from_texts(rows)) == [
        Article("7", "texts", NEWS, None, dt.date(2023, 11, 28), "metadata"),
        Failure("texts", "1", "NoTextColumn", "1: no column holds the text; it has 'name'"),
        Failure("texts", "2", "EmptyText", "2: it is empty"),
    ]
    (article,) = from_memory([{"lead": NEWS}], Columns(text="lead"))
    assert article.text == NEWS


def test_an_arrow_table():
    moments = pa.array([1_701_165_600, 2**62]).cast(pa.timestamp("s"))
    table = pa.table({"id": ["а", "а"], "text": [NEWS, NEWS], "date": moments})
    assert list(from_memory(table)) == [
        Article("а", "table", NEWS, None, dt.date(2023, 11, 28), "metadata"),
        Article("а@1", "table", NEWS),
    ]
    with pytest.raises(ValueError, match="no column holds the text; it has 'id'"):
        from_memory(table.select(["id"]))


def test_whatever_streams_arrow_is_a_table():
    class Frame:  # as polars' and DuckDB's
        def __arrow_c_stream__(self, requested_schema=None):
            return pa.table({"body": [NEWS]}).__arrow_c_stream__(requested_schema)

    class Lazy:
        collect_schema = None

        def collect(self):
            return Frame()

    for frame in (Frame(), Lazy()):
        assert list(from_memory(frame)) == [Article("0", "table", NEWS)]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([NEWS, None], ["а", "б"]),
        pd.Series([NEWS, 5], ["а", "б"], dtype=object),
        pd.Series([NEWS, None], ["а", "б"], dtype="category"),
        pa.array([NEWS, None]),
        pa.chunked_array([[NEWS], [""]]),
    ],
)
def test_a_column_alone_is_texts(column):
    article, failure = from_memory(column)
    named = isinstance(column, pd.Series)
    assert (article.doc_id, article.text) == ("а" if named else "0", NEWS)
    assert (failure.doc_id, type(failure)) == ("б" if named else "1", Failure)


def test_of_two_columns_of_one_name_the_first_is_read():
    frame = pd.DataFrame([[NEWS, "нет", 1]], columns=["text", "text", "id"])
    assert list(from_memory(frame)) == [Article("1", "frame", NEWS)]


def test_polars():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.DataFrame({"id": ["а", "б"], "text": [NEWS, None]})
    for source in (frame, frame.lazy()):
        article, failure = from_memory(source)
        assert (article.doc_id, article.text) == ("а", NEWS)
        assert (failure.doc_id, failure.error) == ("б", "EmptyText")
    assert [item.doc_id for item in from_memory(frame["text"])] == ["0", "1"]


def test_a_data_set_is_asked_for_no_more_columns_than_are_read():
    class Dataset:  # as datasets.Dataset
        column_names = ("picture", "text", "title")

        def __init__(self, asked=None):
            self.asked = asked

        def select_columns(self, names):
            return Dataset(names)

        def __iter__(self):
            yield dict.fromkeys(self.asked, NEWS)

    assert list(from_memory(Dataset())) == [Article("0", "texts", NEWS, NEWS)]


@pytest.mark.parametrize("source", [b"abc", {"text": NEWS}, 5, None])
def test_what_is_no_source_is_an_error(source):
    with pytest.raises(TypeError, match="articles come as a folder"):
        from_memory(source)


# Standard input


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f'{{"id": "а", "text": "{NEWS}"}}\n{{"text": "два"}}\n', [("а", NEWS), ("2", "два")]),
        (f'\ufeff {{"text": "{NEWS}"}}', [("1", NEWS)]),
        (f"Заголовок\n{NEWS}", [("stdin", f"Заголовок\n{NEWS}")]),
        (f"<!doctype html><p>{NEWS}", [("stdin", NEWS)]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_standard_input(content, expected, encoding):
    stream = io.BytesIO(content.encode(encoding, "ignore"))
    assert [(item.doc_id, item.text) for item in from_stream(stream)] == expected


@pytest.mark.parametrize(
    ("content", "errors"),
    [(b"", ["EmptyText"]), (b"\xd0\xb0\0", ["BinaryFile"]), (b"{\n{", ["BrokenFormat"] * 2)],
)
def test_standard_input_of_no_use(content, errors):
    assert [item.error for item in from_stream(io.BytesIO(content))] == errors
