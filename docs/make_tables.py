"""Writes docs/tables.md and docs/tables.ru.md from ``extract.schema`` and the sample run.

Usage: python docs/make_tables.py data/out      (a finished run, whose rows are shown)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import extract
from extract import schema
from extract.schema import HEADER, MEANING, MEANING_RU
from extract.tables.queries import VIEWS, meaning, query

HERE = Path(__file__).parent
ENGLISH, RUSSIAN = "tables.md", "tables.ru.md"
ROWS = 3  # of each table that are shown
WIDEST = 42  # characters of a cell that are shown
_KINDS = {
    "string": "text", "int32": "whole number", "int64": "whole number", "double": "number",
    "bool": "true or false", "date32[day]": "date", "timestamp[ms]": "moment",
}  # fmt: skip

# Three questions a table answers.
QUERIES: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (
        ("Articles by month", "SELECT date_trunc('month', date) AS month, count(*) AS articles\nFROM documents GROUP BY ALL ORDER BY month"),
        ("Copies and what they are copies of", "SELECT doc_id, duplicate_of, similarity\nFROM documents WHERE duplicate_of IS NOT NULL"),
        ("Articles whose date was not found", "SELECT doc_id, title FROM documents WHERE date IS NULL"),
    ),
    "texts": (
        ("Every mention with 40 characters around it", 'SELECT m.text, t.text[greatest(m."start" - 39, 1) : m."end" + 40] AS around\nFROM mentions m JOIN texts t USING (doc_id)'),
        ("Articles with a word", "SELECT doc_id FROM texts WHERE contains(text, 'меморандум')"),
        ("The longest articles", "SELECT doc_id, length(text) AS characters FROM texts ORDER BY characters DESC LIMIT 10"),
    ),
    "mentions": (
        ("What is named most, by type", "SELECT type, normal, count(*) AS n FROM mentions GROUP BY ALL ORDER BY n DESC LIMIT 20"),
        ("What stands inside a name", "SELECT outer_.text, inner_.text, inner_.type FROM mentions inner_\nJOIN mentions outer_ ON outer_.mention_id = inner_.parent_id"),
        ("Offsets checked", 'SELECT count(*) FROM mentions m JOIN texts t USING (doc_id)\nWHERE m.text <> t.text[m."start" + 1 : m."end"]'),
    ),
    "entities": (
        ("Most named", "SELECT name, type, n_mentions, n_documents FROM entities LIMIT 20"),
        ("Under which names", "SELECT name, aliases FROM entities WHERE len(aliases) > 1"),
        ("Who stands with whom in an article", "SELECT a.name, b.name AS other, count(DISTINCT x.doc_id) AS articles\nFROM mentions x JOIN mentions y ON x.doc_id = y.doc_id AND x.entity_id < y.entity_id\nJOIN entities a ON a.entity_id = x.entity_id JOIN entities b ON b.entity_id = y.entity_id\nWHERE a.type = 'PERSON' AND b.type = 'PERSON' GROUP BY ALL ORDER BY articles DESC LIMIT 20"),
    ),
    "people": (
        ("Governors", "SELECT name, positions FROM people\nWHERE contains(lower(array_to_string(positions, '; ')), 'губернатор')"),
        ("Women and men", "SELECT gender, count(*) FROM people GROUP BY ALL"),
        ("By surname", "SELECT name, organizations FROM people ORDER BY surname"),
    ),
    "places": (
        ("Cities of a region", "SELECT name FROM places WHERE region_code = 'RU-NVS' AND kind = 'city'"),
        ("On a map", "SELECT name, latitude, longitude, n_mentions FROM places JOIN entities USING (entity_id, name)\nWHERE latitude IS NOT NULL"),
        ("What lies in what", "SELECT place.name, whole.name AS part_of FROM places place\nJOIN places whole ON whole.entity_id = place.parent_id"),
    ),
    "dates": (
        ("What is said of one month", "SELECT doc_id, text, value FROM dates\nWHERE \"begin\" >= '2023-11-01' AND \"end\" < '2023-12-01'"),
        ("Spans of time", "SELECT text, \"begin\", \"end\" FROM dates WHERE timex_type = 'DURATION'"),
        ("Relative dates and what they were counted from", "SELECT text, value, anchor FROM dates WHERE anchor IS NOT NULL"),
    ),
    "amounts": (
        ("Sums of money", "SELECT doc_id, text, amount, unit FROM amounts WHERE type = 'MONEY' ORDER BY amount DESC"),
        ("Ranges", "SELECT text, amount, amount_end FROM amounts WHERE amount_end IS NOT NULL"),
        ("Shares", "SELECT doc_id, text, amount FROM amounts WHERE type = 'PERCENT'"),
    ),
    "events": (
        ("What is planned", "SELECT \"begin\", name, place FROM events WHERE status = 'planned' ORDER BY \"begin\""),
        ("Parts of a forum", "SELECT part.name, whole.name AS of FROM events part\nJOIN events whole ON whole.event_id = part.part_of"),
        ("By kind", "SELECT kind, count(*) FROM events GROUP BY ALL ORDER BY 2 DESC"),
    ),
    "relations": (
        ("Who agreed what with whom", "SELECT subject, object, topic, status, quote FROM relations\nWHERE predicate = 'AGREEMENT_WITH'"),
        ("What somebody has to do with whom", "SELECT predicate, object, status FROM relations WHERE subject LIKE '%Токаев%'"),
        ("The surest", "SELECT subject, predicate, object, score FROM relations ORDER BY score DESC LIMIT 20"),
    ),
    "careers": (
        ("Who was what", "SELECT name, position, organization FROM careers WHERE former"),
        ("Who works where", "SELECT organization, list(DISTINCT name) FROM careers GROUP BY ALL"),
        ("How a career goes on", "SELECT name, min(date) AS since, max(date) AS until, position\nFROM careers GROUP BY ALL ORDER BY name, since"),
    ),
    "errors": (
        ("By reason", "SELECT error, count(*) FROM errors GROUP BY ALL"),
        ("Where", "SELECT stage, source, message FROM errors"),
        ("Articles that lost something", "SELECT doc_id, message FROM errors WHERE error = 'LeftOut'"),
    ),
}  # fmt: skip


def english(tables: extract.Tables | None) -> str:
    """The reference in English."""
    parts = [
        "# The tables\n",
        "Each is a pandas frame (`tables.people`), a Parquet and a CSV file, and a table of"
        " `extract.duckdb`, where the meanings below are comments. Identifiers are the same in"
        " every run; lists are lists in Parquet and DuckDB and joined by `; ` elsewhere. A moment"
        " has no zone; `end` is the last one at its granularity.\n",
        "[По-русски](tables.ru.md)\n",
    ]
    for name, table in schema.DECLARED.items():
        parts += [f"## {name}\n", f"One row: {_lower(table.row)}\n"]
        parts += list(_shown(tables, name))
        parts += ["| column | type | |", "|---|---|---|"]
        for field in table.schema:
            meaning_ = field.metadata[MEANING].decode()
            parts.append(f"| `{field.name}` | {_kind(str(field.type))} | {meaning_} |")
        parts.append("")
        for question, sql in QUERIES[name]:
            parts += [f"{question}:\n", f"```sql\n{sql}\n```\n"]
    parts += [
        "## Views\n",
        "Made by DuckDB of the tables: in `extract.duckdb`, in Python (`tables.event_calendar`), in the workbook and on the page; they have no files of their own.\n",
    ]
    for name in VIEWS:
        parts += [f"### {name}\n", f"{meaning(name)}\n", *_shown(tables, name)]
        body = "\n".join(query(name).splitlines()[1:])
        parts.append(f'??? note "The query"\n\n    ```sql\n{_indented(body)}\n    ```\n')
    return "\n".join(parts).rstrip() + "\n"


def russian() -> str:
    """The columns with what they are called and mean in Russian."""
    parts = [
        "# Таблицы\n",
        "Столбцы: как они называются в книге Excel с русскими заголовками и что значат. С запросами"
        " и примерами строк – [по-английски](tables.md).\n",
    ]
    for name, table in schema.DECLARED.items():
        parts += [f"## {table.title} (`{name}`)\n", f"{table.row_ru}\n"]
        parts += ["| столбец | название | что это |", "|---|---|---|"]
        for field in table.schema:
            called, means = (field.metadata[key].decode() for key in (HEADER, MEANING_RU))
            parts.append(f"| `{field.name}` | {called} | {means} |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _shown(tables: extract.Tables | None, name: str) -> Iterator[str]:
    """The first rows of a table, those columns that have something."""
    if tables is None or name == "texts":
        return
    rows = tables[name].head(ROWS)
    if rows.empty:
        return
    names = [name for name in map(str, rows.columns) if not name.endswith("_id")]
    columns = [name for name in names if rows[name].notna().any()][:7]
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for _, row in rows[columns].iterrows():
        yield "| " + " | ".join(_cell(row[column]) for column in columns) + " |"
    yield ""


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        value = value.date() if value == value.normalize() else value
    text = " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _kind(kind: str) -> str:
    return f"list of {_KINDS['string']}s" if kind.startswith("list") else _KINDS[kind]


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.strip().splitlines())


def main() -> None:
    """Writes both pages."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tables = extract.open(sys.argv[1])
    (HERE / ENGLISH).write_text(english(tables), "utf-8")
    (HERE / RUSSIAN).write_text(russian(), "utf-8")


if __name__ == "__main__":
    main()
