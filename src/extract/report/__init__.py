"""The offline page of some tables: a folder whose ``index.html`` opens from disk.

``page`` writes the folder; ``overview``, ``articles``, ``cards``, ``lists``, ``network``,
``world`` and ``sentences`` each make one kind of its data out of the tables, ``fields`` says what
stands in a row, ``chunks`` cuts all into the files that the page loads when they are asked for.
``static`` and ``templates`` are what the browser runs, ``wording`` is what it says.
"""

from extract.report.page import PageError, write

__all__ = ["PageError", "write"]
