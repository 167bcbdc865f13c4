"""Archives made by hand: tables with what a test needs in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from extract import schema
from extract.tables import Tables, resolve

DAY = dt.date(2024, 2, 29)


def of_rows(rows: dict[str, list[dict[str, Any]]]) -> Tables:
    """Tables with some rows; the columns that a row lacks are empty."""
    connection = duckdb.connect()
    for name, columns in schema.TABLES.items():
        full = [{column: row.get(column) for column in columns.names} for row in rows.get(name, [])]
        made = pa.Table.from_pylist(full, columns)  # noqa: F841 (DuckDB reads it)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
    connection.execute("CREATE VIEW trusted_relations AS FROM relations")
    resolve.views(connection)
    return Tables(connection)


def doc_id(payload: str) -> str:
    return f"папка/{payload}.txt"


def text(payload: str) -> str:
    return f"{payload} приехал на форум.\nЕго встретил {payload} и уехал 😀."


def of_texts(payloads: Iterable[str]) -> Tables:
    """An article for each text, which stands everywhere that a text can stand."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for number, payload in enumerate(payloads):
        for table, row in _rows(payload, number):
            rows.setdefault(table, []).append(row)
    return of_rows(rows)


def _rows(payload: str, number: int) -> Iterable[tuple[str, dict[str, Any]]]:
    one, other = f"e{number:016x}", f"e{number + 1000:016x}"
    body, place = f"e{number + 2000:016x}", f"e{number + 3000:016x}"
    key, said = doc_id(payload), text(payload)
    again = said.index(payload, len(payload))
    yield "documents", {
        "doc_id": key, "source": key, "title": payload, "date": DAY, "author": payload, "url": payload, "n_chars": len(said),
        "encoding": payload, "duplicate_of": key if number == 1 else None, "similarity": None,
    }  # fmt: skip
    yield "texts", {"doc_id": key, "text": said}
    spans = {one: (0, "PERSON"), other: (again, "PERSON")}
    for entity, (start, kind) in spans.items():
        yield "mentions", {
            "mention_id": f"m{entity}", "doc_id": key, "sentence": 0, "start": start, "end": start + len(payload),
            "text": payload, "type": kind, "normal": payload + "!", "entity_id": entity, "depth": 0, "score": 0.9,
        }  # fmt: skip
    for entity, kind in {
        one: "PERSON",
        other: "PERSON",
        body: "ORGANIZATION",
        place: "CITY",
    }.items():
        yield "entities", {
            "entity_id": entity, "type": kind, "name": payload, "aliases": [payload], "n_mentions": 2,
            "n_documents": 1, "first_date": DAY, "last_date": DAY,
        }  # fmt: skip
    for entity in (one, other):
        yield "people", {
            "entity_id": entity, "name": payload, "patronymic": payload, "gender": payload,
            "positions": [payload], "organizations": [payload],
        }  # fmt: skip
    yield "places", {
        "entity_id": place, "name": payload, "kind": "city", "country_code": "RU", "wikidata_id": payload,
        "latitude": 55.0, "longitude": 37.0 + number,
    }  # fmt: skip
    yield "events", {
        "event_id": f"v{number:016x}", "doc_id": key, "text_start": said.index("форум"),
        "text_end": said.index("форум") + 5, "name": payload, "kind": "forum", "begin": dt.datetime(2024, 3, 1),
        "end": dt.datetime(2024, 3, 2), "place_id": place, "place": payload, "participants": [payload],
        "status": "planned", "score": 0.8,
    }  # fmt: skip
    for at, predicate in enumerate(("MEETING_WITH", "AGREEMENT_WITH", payload)):
        yield "relations", {
            "relation_id": f"r{number:08x}{at:08x}", "doc_id": key, "sentence": 0, "subject_id": one,
            "subject": payload, "subject_type": "PERSON", "subject_mention": f"m{one}",
            "predicate": predicate, "object_id": other, "object": payload, "object_type": "PERSON",
            "object_mention": f"m{other}", "cue": "приехал", "cue_start": said.index("приехал"),
            "cue_end": said.index("приехал") + 7, "kind": payload, "topic": payload, "status": payload,
            "place": payload, "subject_for": payload, "object_for": payload, "score": 0.7, "method": payload,
            "rule": payload, "quote": said.split("\n")[0],
        }  # fmt: skip
    yield "careers", {
        "entity_id": one, "name": payload, "position": payload, "organization_id": body, "organization": payload,
        "former": False, "doc_id": key, "date": DAY, "score": 0.9,
    }  # fmt: skip
    yield (
        "errors",
        {"source": key, "doc_id": key, "stage": payload, "error": payload, "message": payload},
    )
