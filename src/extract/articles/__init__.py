"""Articles and how they are read.

``list_sources`` lists what a folder holds, ``split`` deals it into shards, and ``read`` gives
the articles of a source; ``from_frame`` and ``from_texts`` take what is in memory already.
"""

from .model import Article, Columns, Failure, ReadError, Source
from .readers import from_frame, from_texts, read
from .sources import Listing, list_sources, split, walk

__all__ = [
    "Article",
    "Columns",
    "Failure",
    "Listing",
    "ReadError",
    "Source",
    "from_frame",
    "from_texts",
    "list_sources",
    "read",
    "split",
    "walk",
]
