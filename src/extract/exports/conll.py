"""CoNLL-2003-like BIO tags: the outermost mentions, and those inside of them in further columns.

A line is a token, two columns that CoNLL-2003 has for part of speech and phrase ("_"), the tag of
the outermost mention and one tag for each depth below, separated by tabs; sentences end with an
empty line, articles begin with -DOCSTART-. A token that a mention cuts belongs to it whole.
Format: https://www.clips.uantwerpen.be/conll2003/ner/
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.annotations import Mention
from extract.exports.documents import Document, documents, one_line
from extract.exports.segmented import segmented

if TYPE_CHECKING:
    from extract.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Writes the file."""
    found = tables._cursor().execute("SELECT coalesce(max(depth), 0) FROM mentions").fetchone()
    depths = (found[0] if found else 0) + 1
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents(tables):
            file.writelines(f"{line}\n" for line in lines(document, depths))


def lines(document: Document, depths: int) -> Iterator[str]:
    """The lines of a document.

    Args:
        document: The document.
        depths: How many columns of tags there are.
    """
    doc = segmented(document)
    tags = [["O"] * depths for _ in doc]
    for mention, depth in _depths(document):
        if depth < depths:
            _tag(doc, mention, depth, tags)
    yield "\t".join(["-DOCSTART-", "-X-", "-X-", *["O"] * depths])
    yield ""
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        for token in tokens:
            yield "\t".join([one_line(token.text), "_", "_", *tags[token.i]])
        if tokens:
            yield ""


def _depths(document: Document) -> Iterator[tuple[Mention, int]]:
    """Each mention and in how many others it stands; those before it that reach its end."""
    open_: list[Mention] = []
    for mention in document.mentions:
        open_ = [other for other in open_ if other.end > mention.start]
        yield mention, sum(other.end >= mention.end for other in open_)
        open_.append(mention)


def _tag(doc: Doc, mention: Mention, depth: int, tags: list[list[str]]) -> None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    tokens = [token.i for token in span or () if not token.is_space]
    if any(tags[at][depth] != "O" for at in tokens):
        return  # two mentions that share a token: the first has it
    for number, at in enumerate(tokens):
        tags[at][depth] = f"{'I' if number else 'B'}-{mention.type}"
