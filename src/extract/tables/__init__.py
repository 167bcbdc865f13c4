"""The tables: what documents become, in memory or in the folder of a run.

``rows`` reads a Doc, ``resolve`` says what only all documents together can, ``folder`` writes a
run's tables from its shards and ``memory`` those of a few documents, ``frames`` is what a user
holds; ``sql`` has the queries.
"""

from extract.tables.frames import Tables
from extract.tables.memory import tables

__all__ = ["Tables", "tables"]
