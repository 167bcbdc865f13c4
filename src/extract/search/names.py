"""Who or what is meant by a name, in whatever case it stands."""

from __future__ import annotations

import json
import sqlite3

from extract.russian.words import Lemmas, is_light, lemmas, words
from extract.schema import PLACE_TYPES
from extract.search.query import SearchError

_MATCHING = """
    SELECT names.entity, entities.type, names.n_words = ? AS is_whole
    FROM name_words JOIN names ON names.id = name_words.rowid
    JOIN entities ON entities.id = names.entity
    WHERE name_words MATCH ?
"""
_WITHIN = """
    WITH RECURSIVE inside (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT entities.id FROM entities JOIN inside ON entities.parent = inside.id
    )
    SELECT id FROM inside
"""
_LONGEST = 200  # characters of a name; of 5,489 entities of four corpora none has over 114
_WHERE = PLACE_TYPES | {"FACILITY"}


def lemmas_asked(sql: sqlite3.Connection, form: str) -> Lemmas:
    """The lemmas that a user can mean by a form; those that the run has learned too."""
    return lemmas(form) | learned(sql, form)


def learned(sql: sqlite3.Connection, form: str) -> Lemmas:
    """What a run knows of a form and the dictionary does not: of whose name it is a case."""
    found = sql.execute("SELECT lemma FROM forms WHERE form = ?", (form,))
    return frozenset(lemma for (lemma,) in found)


def tokens(sql: sqlite3.Connection, form: str) -> list[int]:
    """Tokens of the forms that share a lemma with a form."""
    asked = json.dumps(sorted(lemmas_asked(sql, form)))
    found = sql.execute(
        "SELECT DISTINCT token FROM lemmas WHERE lemma IN (SELECT value FROM json_each(?))",
        (asked,),
    )
    return sorted(token for (token,) in found)


def meant(sql: sqlite3.Connection, name: str) -> list[int]:
    """Entities that a name can mean.

    A person is known by any words of the name ("Путина" is Владимир Путин, and Людмила Путина
    too), all others by the whole of it, or the country would be its government; by a part where
    nothing has it whole.

    Raises:
        SearchError: Nothing is called so.
    """
    found = _matching(sql, name)
    likely = [one for one, kind, is_whole in found if is_whole or kind == "PERSON"]
    chosen = likely or [one for one, *_ in found]
    if not chosen:
        raise SearchError(f"nothing in the tables is called {name!r}")
    return sorted(set(chosen))


def places(sql: sqlite3.Connection, name: str) -> list[int]:
    """Places that a name can mean, and all that lie in them.

    Raises:
        SearchError: No place is called so.
    """
    found = [(one, is_whole) for one, kind, is_whole in _matching(sql, name) if kind in _WHERE]
    whole = [one for one, is_whole in found if is_whole]
    chosen = whole or [one for one, _ in found]
    if not chosen:
        raise SearchError(f"no place in the tables is called {name!r}")
    return sorted(one for (one,) in sql.execute(_WITHIN, (json.dumps(chosen),)))


def _matching(sql: sqlite3.Connection, name: str) -> list[tuple[int, str, bool]]:
    forms = [word.form for word in words(name[:_LONGEST])]
    while len(forms) > 1 and is_light(forms[0]):  # "в Москве"
        forms = forms[1:]
    sets = [tokens(sql, form) for form in forms]
    if not sets or not all(sets):
        return []
    query = " AND ".join(f"({' OR '.join(map(str, some))})" for some in sets)
    return [
        (entity, kind, bool(is_whole))
        for entity, kind, is_whole in sql.execute(_MATCHING, (len(forms), query))
    ]
