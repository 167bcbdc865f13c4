"""The offline page of some tables: a folder whose ``index.html`` opens from disk.

``page`` writes the folder; ``overview``, ``articles``, ``cards``, ``lists``, ``network`` and
``world`` each make one kind of its data out of the tables, ``chunks`` cuts it into the files that
the page loads when they are asked for. ``static`` and ``templates`` are what the browser runs.
"""

from extract.report.page import PageError, write

__all__ = ["PageError", "write"]
