"""Corrected annotations back into the folder of a run: every table that can be made of them.

Mentions, relations and entities are those that were annotated; sentences, quotes, ids and what is
counted are made anew, and the rest is that of the run before, where it is given. A mention that an
annotator has added gets the normal form and the entity of other mentions of its words and type.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import extract
from extract import schema
from extract.annotations import Mention, Relation
from extract.articles import Article
from extract.exports.documents import Document, Known
from extract.exports.original import completed
from extract.exports.segmented import segmented
from extract.output import INFO
from extract.runs import folder as folders
from extract.runs.errors import writing
from extract.tables import Tables
from extract.tables import folder as table_files
from extract.tables.rows import PARTS, TRUSTED, Row, Rows, arrow, join, rows, stable_id

_AT_ONCE = 500  # documents of a shard, all in memory: a buffer
_Words = dict[tuple[str, str], Known]  # by type and text


def import_documents(
    read: Callable[[Path], Iterator[Document]],
    place: Path,
    out: str | os.PathLike[str],
    run: str | os.PathLike[str] | None,
    force: bool,
) -> Tables:
    """``exports.import_annotations``, by the reader of their format."""
    began, folder = time.perf_counter(), Path(out).absolute()
    words = _words(read(place))
    before = None if run is None else folders.open(run)
    warnings = folders.prepare(folder, force)
    with folders.alone(folder), writing(), tempfile.TemporaryDirectory() as scratch:
        shards = list(_shards(read(place), words, before, Path(scratch)))
        with folders.publishing(folder) as new:
            found = table_files.build(shards, new, relations="all")
            info = {**_info(place, began), **found, "warnings": [*warnings, *found["warnings"]]}
            text = json.dumps(info, ensure_ascii=False, indent=2)
            (new / INFO).write_text(text + "\n", encoding="utf-8")
    return folders.open(folder)


def _info(place: Path, began: float) -> dict[str, Any]:
    return {
        "extract": extract.__version__,
        "pipeline": "annotations",
        "fingerprint": "annotations",
        "python": platform.python_version(),
        "settings": {"source": str(place), "relations": "all", "csv": "plain", "xlsx": False},
        "shards": {"done": 1, "reused": 0},
        "seconds": round(time.perf_counter() - began, 3),
        "documents_per_second": 0.0,
    }


def _words(documents: Iterable[Document]) -> _Words:
    """What words of a type mostly mean where it is known."""
    counts: defaultdict[tuple[str, str], Counter[Known]] = defaultdict(Counter)
    for document in documents:
        for mention, known in document.mentions.items():
            if known.entity_id:
                text = document.text[mention.start : mention.end]
                counts[mention.type, text][Known(known.normal, known.entity_id, known.name)] += 1
    return {
        key: min(found, key=lambda known: (-found[known], known.entity_id or "", str(known)))
        for key, found in counts.items()
    }


def _shards(
    documents: Iterator[Document], words: _Words, before: Tables | None, scratch: Path
) -> Iterator[Path]:
    number = 0
    while some := list(islice(documents, _AT_ONCE)):
        number += 1
        shard = scratch / f"{number:06}"
        shard.mkdir()
        found = join(_rows(one, words) for one in some)
        found = found if before is None else completed(before, found)
        for name, table in arrow(found).items():
            pq.write_table(table, shard / f"{name}.parquet")
        yield shard


def _rows(document: Document, words: _Words) -> Rows:
    known = {
        mention: _filled(one, words.get((mention.type, document.text[mention.start : mention.end])))
        for mention, one in document.mentions.items()
    }
    doc = segmented(Document(document.doc_id, document.text, known))
    doc._.relations = [
        Relation(tie.subject, tie.predicate, tie.object, "model", 1.0) for tie in document.ties
    ]
    article = Article(
        document.doc_id, document.source or document.doc_id, document.text, document.title,
        document.date, url=document.url, author=document.author,
    )  # fmt: skip
    found = rows(doc, article)
    _name(found, document.doc_id, known)
    found[TRUSTED] = [
        {"doc_id": row["doc_id"], "relation_id": row["relation_id"]} for row in found["relations"]
    ]
    return found


def _filled(known: Known, usual: Known | None) -> Known:
    if usual is None or known.entity_id is not None or known.normal is not None:
        return known
    return Known(usual.normal, usual.entity_id, usual.name, known.score)


def _name(found: Rows, doc_id: str, known: dict[Mention, Known]) -> None:
    """Gives the rows of a document the entities that the annotations name."""
    ids = {stable_id("m", doc_id, m.start, m.end, m.type): one for m, one in known.items()}
    parts: dict[str, Row] = {}
    for row in found["mentions"]:
        one = ids[row["mention_id"]]
        row["entity_id"] = _entity_id(one, row["entity_id"])
        if row["entity_id"] and row["entity_id"] not in parts:
            parts[row["entity_id"]] = _part(row, one)
    found[PARTS] = list(parts.values())
    for row in found["relations"]:
        row["method"] = None  # a person has told it
        for side in ("subject", "object"):
            one = ids[row[f"{side}_mention"]]
            row[f"{side}_id"] = _entity_id(one, row[f"{side}_id"])
            row[side] = one.name or row[side]


def _entity_id(known: Known, own: str | None) -> str | None:
    """What a mention refers to: what is told of it, or its own for one that nobody has told of.

    Who has a normal form and no entity had none in the run: "столица", a doubtful name.
    """
    return own if known.entity_id is None and known.normal is None else known.entity_id


def _part(row: Row, known: Known) -> Row:
    place_kind = schema.TYPES[row["type"]].place_kind if row["type"] in schema.TYPES else None
    return {
        "doc_id": row["doc_id"],
        "entity_id": row["entity_id"],
        "type": row["type"],
        "name": known.name or row["normal"],
        "kind": place_kind,
        "ambiguous": False if place_kind else None,
    }
