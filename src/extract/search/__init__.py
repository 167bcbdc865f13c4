"""Full text search over finished tables, with Russian morphology; no network, one file.

``words`` reads forms as lemmas, ``query`` what a user asks, ``index`` is the SQLite file,
``build`` fills it from the tables, ``names`` knows who is meant by a name, ``find`` answers,
``shown`` draws. An answer is a sentence.

The index is built at the first search. Each position of a sentence has one token, which stands
for all lemmas that its form can have, so that phrases work whatever a form is ambiguous between;
what a user asks for becomes the tokens that share a lemma with it. FTS5 sees numbers alone.
"""

from extract.search.answer import COLUMNS, Answer
from extract.search.filters import Filters
from extract.search.find import find
from extract.search.index import Index
from extract.search.query import SearchError

__all__ = ["COLUMNS", "Answer", "Filters", "Index", "SearchError", "find"]
