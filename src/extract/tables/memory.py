"""Tables of documents in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.tables.frames import Tables

# ``import extract`` reads this module (see there), so all that takes time is imported late.
if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from spacy.tokens import Doc

    from extract.tables.corrections.read import Corrections


def tables(
    docs: Iterable[Doc],
    relations: str = "trusted",
    corrections: str | os.PathLike[str] | None = None,
) -> Tables:
    """The tables of some documents, in memory.

    Args:
        docs: Processed documents, as ``nlp.pipe(texts)`` gives them. A document without
            ``doc._.id`` gets an id from its text; a second one with the same id gets "-2"
            after it, and so on.
        relations: Which of them stand in ``relations``: "trusted", those that a reader can
            trust, or "all". People and views are made of the former either way.
        corrections: A file of what people know better (docs/corrections.md). What of it meets
            nothing in the documents has a row in ``errors``.

    Raises:
        CorrectionsError: That file cannot be read.

    Returns:
        Tables with the documents in their order; ``info`` is empty.
    """
    from extract import schema
    from extract.tables import resolve, rows
    from extract.tables.corrections import read
    from extract.tables.database import connect

    if relations not in schema.TRUST:
        raise ValueError(f"relations={relations!r}: there are {', '.join(schema.TRUST)}")
    wanted = read(corrections)
    arrow = rows.arrow(rows.join(map(rows.rows, _with_ids(docs))))
    arrow["relations"] = resolve.told(arrow["relations"], arrow[rows.TRUSTED], relations)
    con = connect()
    _fill(con, arrow, wanted)
    return Tables(con)


def _fill(con: duckdb.DuckDBPyConnection, arrow: dict[str, pa.Table], wanted: Corrections) -> None:
    """Puts rows into tables, and what all documents together say."""
    import pyarrow as pa

    from extract.tables import resolve, rows
    from extract.tables.corrections import Corrected, plan

    for name in ("documents", "parts"):
        con.register(f"raw_{name}", arrow[name])
    copies = resolve.copies(con, "raw_documents", [arrow.pop(rows.SKETCHES)])
    namesakes = resolve.namesakes(con, "raw_parts")
    corrected = Corrected(plan(con, "raw_parts", namesakes, wanted))
    for name in Corrected.in_order(arrow):
        found = corrected(name, resolve.resolved(name, arrow[name], copies, namesakes))
        if name == "errors":
            found = pa.concat_tables([found, corrected.errors()])
        resolve.create(con, name)
        con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM found")
    resolve.corpus_tables(con)
    resolve.views(con)


def _with_ids(docs: Iterable[Doc]) -> Iterator[Doc]:
    from spacy.tokens import Doc

    from extract.tables.rows import text_id

    seen: dict[str, int] = {}
    for doc in docs:
        if not isinstance(doc, Doc):
            raise TypeError(
                "tables() takes documents that a pipeline has processed, such as"
                f" nlp.pipe(texts), and not {type(doc).__name__}: {str(doc)[:40]!r}"
            )
        doc_id = doc._.id or text_id(doc.text)
        seen[doc_id] = seen.get(doc_id, 0) + 1
        doc._.id = doc_id if seen[doc_id] == 1 else f"{doc_id}-{seen[doc_id]}"
        yield doc
