"""Articles out of what is in memory already."""

import datetime as dt

import pandas as pd
import pytest
from written import NEWS

from extract.articles import Article, Failure, from_frame, from_texts


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
