"""Articles and how they are read.

``list_sources`` lists what a folder holds, ``split`` deals it into shards, and ``read`` gives
the articles of a source; ``from_memory`` takes what is in memory already, ``from_stream`` what
comes in. The formats are in ``readers``.
"""

from .memory import from_frame, from_memory, from_stream, from_texts
from .model import Article, Columns, Failure, ReadError, Source
from .reading import read
from .rows import split
from .sources import Listing, list_sources, walk

__all__ = [
    "Article",
    "Columns",
    "Failure",
    "Listing",
    "ReadError",
    "Source",
    "from_frame",
    "from_memory",
    "from_stream",
    "from_texts",
    "list_sources",
    "read",
    "split",
    "walk",
]
