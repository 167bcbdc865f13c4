"""Which sheets there are, their columns in a reader's order, and the queries that fill them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import razdel

from extract import schema
from extract.schema import russian
from extract.schema.columns import HEADER, MEANING, MEANING_RU
from extract.tables import queries
from extract.tables.order import FRONT, is_id, readable

if TYPE_CHECKING:
    import duckdb


# What a reader looks for: these sheets come first.
_FRONT = ("agreement_register", "event_calendar", "careers", "people", "places", "relations")
_TITLES = {"agreement_register": "Реестр", "event_calendar": "Календарь"}
_ROWS = {
    "agreement_register": "Кто с кем и о чём договорился; новые сверху.",
    "event_calendar": "Форум, встреча, выборы: когда, где, кто, состоялось или планируется.",
}
# Columns of the views, by the column of a table that they show.
_SHOWN = {
    "agreement_register": ("relations", {
        "party": "subject", "other_party": "object", "party_for": "subject_for",
        "other_party_for": "object_for",
    }),
    "event_calendar": ("events", {}),
}  # fmt: skip
# Header and meanings of columns that no table has.
_OWN: dict[str, tuple[str, str, str]] = {
    "article": ("Статья", "Заголовок; щелчок ведёт к строке статьи.", "Its headline, a link."),
    "published": ("Опубликовано", "День статьи.", "The day of the article."),
    "part_of": ("Часть события", "Событие, в которое входит это.", "The event around it."),
    "quote": ("Цитата", "Предложение, в котором это сказано.", "The sentence that tells it."),
}
_TYPES = {name: type_.russian for name, type_ in schema.TYPES.items()}
_WORDS: dict[str, Mapping[str, str]] = {
    "predicate": schema.RELATIONS,
    "status": {status: label for status, (label, _) in russian.STATUSES.items()},
    "subject_type": _TYPES, "object_type": _TYPES,
    "gender": russian.GENDERS, "method": russian.METHODS,
    **{
        field.name: russian.FLAGS
        for table in schema.TABLES.values() for field in table if pa.types.is_boolean(field.type)
    },
    "participants": {f"({role})": f"({word})" for role, word in russian.ROLES.items()},
}  # fmt: skip
_KINDS = {"event_calendar": russian.EVENT_KINDS, "places": russian.PLACE_KINDS}
_WIDTHS = {
    "quote": 70, "message": 80, "title": 60, "article": 40, "topic": 40, "participants": 40,
    "positions": 50, "organizations": 50, "position": 40, "text": 40, "url": 40, "name": 36,
    "organization": 36, "party": 26, "other_party": 26, "subject": 26, "object": 26, "begin": 17,
    "end": 17, "part_of": 30, "published": 15, "date": 12, "score": 13, "former": 11, "status": 13,
    "kind": 15, "predicate": 17, "surname": 18, "doc_id": 30, "source": 30, "aliases": 40,
}  # fmt: skip
_WRAPPED = frozenset(
    {"quote", "topic", "participants", "positions", "organizations", "article", "name", "party",
     "other_party", "subject", "object", "position", "organization", "place", "part_of"}
)  # fmt: skip
_WINDOW = 600  # characters on each side, among which the sentence of an event is looked for


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        name: In the tables.
        header: In the sheet.
        meaning: What it means, in the language of the headers.
        width: In characters.
        wraps: Whether its text is broken into lines.
        words: What is shown for what the tables have.
    """

    name: str
    header: str
    meaning: str
    width: int
    wraps: bool
    words: Mapping[str, str]


class Sheet(NamedTuple):
    """A sheet; what does not fit one goes on in another.

    Attributes:
        name: Of its table or view.
        title: Of the sheet.
        row: What one row is.
        columns: Those of ``query`` but the last, which is the number of the row's article.
        query: Gives the rows.
        finish: Makes the row of a sheet of one of the query.
        is_front: Whether it is laid out for readers.
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    query: str
    finish: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    is_front: bool

    @property
    def freezes_first(self) -> bool:
        """Whether its first column stays in sight."""
        return self.columns[0].name == "name"


def sheets(con: duckdb.DuckDBPyConnection, headers: str) -> list[Sheet]:
    """All sheets but the first, in their order.

    Args:
        con: A connection to the tables and views.
        headers: One of ``choices.HeaderLanguage``.
    """
    behind = (name for name in schema.TABLES if name not in {*_FRONT, *schema.BINARY_ONLY})
    return [_sheet(con, name, headers) for name in (*_FRONT, *behind)]


def _sheet(con: duckdb.DuckDBPyConnection, name: str, headers: str) -> Sheet:
    has = [column for column, *_ in con.cursor().execute(f'DESCRIBE "{name}"').fetchall()]
    is_front = name in _FRONT
    names = _ordered(name, has) if is_front else has
    columns = tuple(_column(name, column, headers, is_front) for column in names)
    if headers == "ru":
        title = _TITLES.get(name) or schema.DECLARED[name].title
        row = _ROWS.get(name) or schema.DECLARED[name].row_ru
    else:
        title, row = name, schema.DECLARED[name].row if name not in _TITLES else _meaning(name)
    finish = _with_sentence(names) if name == "event_calendar" else tuple
    return Sheet(name, title, row, columns, _query(name, names), finish, is_front)


def _meaning(view: str) -> str:
    return queries.meaning(view)


def _ordered(name: str, has: list[str]) -> list[str]:
    """A reader's columns first, ids last; what a view has for links alone is left out."""
    more = [one for one in ("article", "quote") if one in FRONT[name] and one not in has]
    return readable(name, [column for column in (*has, *more) if column != "title"])


def _column(table: str, name: str, headers: str, is_front: bool) -> Column:
    header, meaning = _told(table, name, headers)
    if is_front and headers == "ru" and name == "doc_id":
        header += " (id)"  # beside its headline
    words = _KINDS.get(table, {}) if name == "kind" else _WORDS.get(name, {})
    shown = is_front and headers == "ru"
    width = _WIDTHS.get(name, 22 if is_id(name) else 18)
    return Column(
        name, header, meaning, width, is_front and name in _WRAPPED, words if shown else {}
    )


def _told(table: str, name: str, headers: str) -> tuple[str, str]:
    """Header and meaning of a column."""
    home, others = _SHOWN.get(table, (table, {}))
    column = others.get(name, name)
    if column not in schema.TABLES[home].names or (table in _SHOWN and name == "part_of"):
        header, in_russian, in_english = _OWN[name]
        return (header, in_russian) if headers == "ru" else (name, in_english)
    said = schema.TABLES[home].field(column).metadata
    if headers == "ru":
        return said[HEADER].decode(), said[MEANING_RU].decode()
    return name, said[MEANING].decode()


def _query(name: str, columns: list[str]) -> str:
    """The rows in their order, each with the number of its article from 0."""
    numbered = f'(SELECT *, row_number() OVER () AS turn FROM "{name}") shown'
    if "doc_id" not in columns or name not in _FRONT:
        listed = ", ".join(f'"{column}"' for column in columns)
        return f"SELECT {listed}, NULL FROM {numbered} ORDER BY turn"
    listed = ", ".join(_SQL.get((name, column), f'"{column}"') for column in columns)
    article = "(SELECT doc_id, coalesce(title, doc_id) AS article, rowid AS nth FROM documents)"
    return (
        f"SELECT {listed}, nth FROM {numbered} LEFT JOIN {article} article USING (doc_id) "
        f"{_JOINED.get(name, '')} ORDER BY turn"
    )


# The text around an event and where in it the event stands; see ``_with_sentence``.
_JOINED = {
    "event_calendar": f"""
        LEFT JOIN (
            SELECT event_id,
                   substring(text, greatest(text_start + 1 - {_WINDOW}, 1),
                             text_end - greatest(text_start - {_WINDOW}, 0) + {_WINDOW}) AS around,
                   least(text_start, {_WINDOW}) AS inside
            FROM events JOIN texts USING (doc_id)
        ) USING (event_id)
    """
}
_SQL = {("event_calendar", "quote"): "{'around': around, 'inside': inside}"}


def _with_sentence(columns: list[str]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    at = columns.index("quote")

    def finish(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*row[:at], _sentence(**row[at]), *row[at + 1 :])

    return finish


def _sentence(around: str | None, inside: int | None) -> str | None:
    """The sentence that stands at a place of a text."""
    if around is None or inside is None:
        return None
    start = around.rfind("\n", 0, inside) + 1
    line = around[start:].split("\n", 1)[0]
    found = (one for one in razdel.sentenize(line) if one.stop > inside - start)
    sentence = next(found, None)
    return sentence.text if sentence else line
