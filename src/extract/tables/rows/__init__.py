"""Doc to rows, rows to Arrow.

``rows`` reads what the stages left on one document and gives its rows of the tables in
``schema.TABLES``; ``arrow`` gives them their declared types.

What stands in a repeated passage (``doc._.repeats``) gives no rows: nothing counts twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from extract import schema
from extract.tables.rows import mentions, told
from extract.tables.rows.reading import Reading, Row, stable_id, text_id
from extract.tables.sketches import sketch

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.articles import Article, Failure

__all__ = [
    "CORPUS_TABLES", "DOCUMENT_TABLES", "PARTS", "SCHEMAS", "SKETCHES", "TRUSTED", "Row", "Rows",
    "arrow", "failure_row", "join", "rows", "stable_id", "text_id",
]  # fmt: skip

Rows = dict[str, list[Row]]

# The keys of schema.PARTS and so on beside the tables.
PARTS, TRUSTED, SKETCHES = "parts", "trusted", "sketches"
SCHEMAS: dict[str, pa.Schema] = {
    **schema.TABLES, PARTS: schema.PARTS, TRUSTED: schema.TRUSTED, SKETCHES: schema.SKETCHES,
}  # fmt: skip
# Made of all documents together, so no single document has rows of them.
CORPUS_TABLES: tuple[str, ...] = ("entities", "people", "places")
DOCUMENT_TABLES: tuple[str, ...] = tuple(name for name in SCHEMAS if name not in CORPUS_TABLES)


def rows(doc: Doc, article: Article | None = None) -> Rows:
    """The rows that one document adds to the tables.

    Args:
        doc: A processed document; stages that did not run leave their tables empty.
        article: What the document was made of. Without it ``doc._.id``, ``doc._.title`` and
            ``doc._.date`` are used; a document without an id gets one from its text.

    Returns:
        For each name in ``DOCUMENT_TABLES`` a list of rows, in the order of the text.
    """
    reading = Reading(doc, article)
    relations, trusted = told.relations(reading)
    return {
        "documents": [mentions.document(reading)],
        "texts": [{"doc_id": reading.doc_id, "text": reading.text}],
        "mentions": mentions.mentions(reading),
        "careers": list(told.careers(reading)),
        "dates": list(mentions.dates(reading)),
        "amounts": list(mentions.amounts(reading)),
        "events": list(told.events(reading)),
        "relations": relations,
        "errors": list(_notes(reading)),
        TRUSTED: trusted,
        PARTS: mentions.parts(reading),
        SKETCHES: [{"doc_id": reading.doc_id, "marks": sketch(reading.text).tobytes()}],
    }


def failure_row(failure: Failure) -> Row:
    """The row of ``errors`` of what could not be read or processed."""
    row = {name: getattr(failure, name) for name in schema.TABLES["errors"].names}
    row["message"] = failure.message.encode("utf-8", "replace").decode()
    return row


def arrow(tables: Rows) -> dict[str, pa.Table]:
    """Rows to Arrow tables with the declared columns, a missing list of rows to an empty one."""
    return {
        name: pa.Table.from_pylist(tables.get(name, []), schema=SCHEMAS[name])
        for name in DOCUMENT_TABLES
    }


def join(parts: Iterable[Rows]) -> Rows:
    """Rows of several documents, in their order."""
    joined: Rows = {name: [] for name in DOCUMENT_TABLES}
    for part in parts:
        for name, some in part.items():
            joined[name] += some
    return joined


def _notes(reading: Reading) -> Iterator[Row]:
    """What a stage has left out of the other tables."""
    for stage, message in reading.doc._.notes:
        yield {
            "source": reading.article.source if reading.article else None,
            "doc_id": reading.doc_id,
            "stage": stage,
            "error": "LeftOut",
            "message": message,
        }
