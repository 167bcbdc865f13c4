"""The tables: what documents become, in memory or in the folder of a run.

``rows`` reads a Doc, ``resolve`` says what only all documents together can, ``folder`` writes a
run's tables from its shards, ``frames`` is what a user holds, ``memory`` makes it of Docs, ``sql``
has the queries.
"""

from extract.tables.frames import Tables
from extract.tables.memory import tables

__all__ = ["Tables", "tables"]
