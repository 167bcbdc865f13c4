"""spaCy's DocBin: tokens, sentences, ``doc.ents`` (outermost) and ``doc.spans["entities"]`` (all).

    docs = DocBin().from_disk("tables.spacy").get_docs(spacy.blank("ru").vocab)
    doc.user_data["relations"]     # [{"subject": [start, end, type], "predicate": …, …}]

``doc.user_data`` has ``doc_id``, ``title``, ``date`` and the relations as plain data, so that the
documents can be read where this package is not installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, DocBin

from extract.annotations import ENTITIES, Mention
from extract.exports.documents import Document, documents
from extract.exports.segmented import segmented

if TYPE_CHECKING:
    from extract.tables import Tables

_ATTRIBUTES = ("ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE")


def write(tables: Tables, path: Path) -> None:
    """Writes the file."""
    docs = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for document in documents(tables):
        docs.add(_plain(document))
    docs.to_disk(path)


def _plain(document: Document) -> Doc:
    doc = segmented(document)
    exact = [[m.start, m.end, m.type] for m in document.mentions]
    doc.spans[ENTITIES].attrs["offsets"] = exact  # where a border stands inside of a token
    doc.user_data = {
        "doc_id": document.doc_id,
        **document.details(),
        "mentions": [
            {"offsets": place, "normal": known.normal, "entity_id": known.entity_id}
            for place, known in zip(exact, document.mentions.values(), strict=True)
        ],
        "relations": [
            {"subject": _place(tie.subject), "predicate": tie.predicate,
             "object": _place(tie.object)}
            for tie in document.ties
        ],
    }  # fmt: skip
    return doc


def _place(mention: Mention) -> list[Any]:
    return [mention.start, mention.end, mention.type]
