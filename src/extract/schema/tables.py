"""The tables as Arrow knows them: those of the user, and what is kept beside them."""

from __future__ import annotations

import pyarrow as pa

from extract.schema.columns import DECLARED, PLACE_COLUMNS

TABLES: dict[str, pa.Schema] = {name: table.schema for name, table in DECLARED.items()}

# Tables whose cells are too long for a spreadsheet: in Parquet and DuckDB only.
BINARY_ONLY: frozenset[str] = frozenset({"texts"})

# What one document says of each of its entities. Not a table of the user's: the entities,
# people and places of a corpus are made of these rows when all documents are known.
_NAMES = (
    "doc_id", "entity_id", "type", "name", "external_id", "surname", "given_name", "patronymic",
    "gender",
)  # fmt: skip
PARTS: pa.Schema = pa.schema(
    [
        *((name, pa.string()) for name in _NAMES),
        *((name, kind) for name, kind, *_ in PLACE_COLUMNS),
    ]
)

# What tells the copies among articles (see ``tables.sketches``): 64-bit numbers, little-endian.
SKETCHES: pa.Schema = pa.schema([("doc_id", pa.string()), ("marks", pa.binary())])

# Which of the relations a reader can trust (see ``extract.trust``). Not a table of the user's:
# whatever ``relations`` holds, people and views are made of these.
TRUSTED: pa.Schema = pa.schema([("doc_id", pa.string()), ("relation_id", pa.string())])
