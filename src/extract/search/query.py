"""What a user asks: words, "phrases in quotes" and -words that must not stand there."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.russian.words import is_light, words

# Generous: nobody types so much, and each word is a search of its own.
MOST_CHARACTERS, MOST_WORDS = 1000, 48
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:"(?P<straight>[^"]*)"?|«(?P<russian>[^»]*)»?|[“„](?P<curly>[^”“]*)[”“]?'
    r'|(?P<word>[^\s"«“„]+))'
)


class SearchError(ValueError):
    """A search that makes no sense as it stands; the message says why."""


class Part(NamedTuple):
    """Words that stand one after another; one word, or a phrase.

    Attributes:
        forms: As ``words.Word.form`` has them.
        written: As the user wrote it.
    """

    forms: tuple[str, ...]
    written: str


class Query(NamedTuple):
    """A query.

    Attributes:
        words: Those that an answer should have.
        phrases: Those that it must have.
        excluded: What it must not have.
    """

    words: tuple[Part, ...] = ()
    phrases: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.words + self.phrases


def parse(text: str) -> Query:
    """Reads a query; any text is one.

    Prepositions, pronouns and other light words count only in phrases, or where there are no
    others. A quote that is not closed goes to the end.

    Raises:
        SearchError: It is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise SearchError(f"a query has at most {MOST_CHARACTERS} characters, not {len(text)}")
    found: dict[str, list[Part]] = {"words": [], "phrases": [], "excluded": []}
    for match in _PIECE.finditer(text):
        written = next(filter(None, (match[name] for name in ("straight", "russian", "curly"))), "")
        quoted = match["word"] is None
        forms = tuple(word.form for word in words(written if quoted else match["word"]))
        if not forms:
            continue
        if match["minus"]:
            found["excluded"].append(Part(forms, written or match["word"]))
        elif quoted and len(forms) > 1:
            found["phrases"].append(Part(forms, written))
        else:
            found["words"] += [Part((form,), form) for form in forms]
    if sum(len(part.forms) for parts in found.values() for part in parts) > MOST_WORDS:
        raise SearchError(f"a query has at most {MOST_WORDS} words")
    return Query(_telling(found), tuple(found["phrases"]), tuple(found["excluded"]))


def _telling(found: dict[str, list[Part]]) -> tuple[Part, ...]:
    """Each word once, the light ones left out where there is anything else."""
    once = tuple(dict.fromkeys(found["words"]))
    heavy = tuple(part for part in once if not is_light(part.forms[0]))
    return heavy if heavy or found["phrases"] else once
