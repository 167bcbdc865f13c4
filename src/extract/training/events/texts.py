"""Annotated articles as the judge of events learns from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

import extract
from extract.encoder.reading import Reading
from extract.stages.events.finding import Finder
from extract.stages.events.judge import states_of
from extract.stages.events.signs import Signs
from extract.stages.readings import READING
from extract.training.events.gold import Labels, labels

Gold = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Text:
    """An annotated article.

    Attributes:
        doc: Read by all stages before the events.
        gold: Its annotated events.
        states: fp16, (words, 2 hidden): of the words that may tell an event.
        signs: (words, columns).
        told: bool, (words,): whether the rules find a telling there.
        labels: What the words tell.
        name: Of the article.
    """

    doc: Doc
    gold: Gold
    states: NDArray[np.float16]
    signs: NDArray[np.int64]
    told: NDArray[np.bool_]
    labels: Labels
    name: str

    def fold(self, folds: int) -> int:
        """The fold of an article, by its name, the same on every machine."""
        digest = hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()
        return int(digest, 16) % folds


def texts(folder: Path, nlp: Language) -> Iterator[Text]:
    """Articles and their events.

    Args:
        folder: ``articles.jsonl``, a source of ``extract run``, and ``gold.jsonl``, with a line
            {"doc", "events"} for each (see ``gold``).
        nlp: Our pipeline.

    Raises:
        ValueError: An article has no gold.
    """
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["doc"]: row["events"] for row in map(json.loads, lines)}
    for doc in extract.docs(folder / "articles.jsonl", nlp):
        name = str(doc._.id).rpartition("#")[2]
        for stage, component in nlp.pipeline:
            doc = doc if stage == "extract_events" else component(doc)
        if name not in gold:
            raise ValueError(f"{folder / 'gold.jsonl'} has no line for {name}")
        yield text_of(doc, doc.user_data.pop(READING), gold[name], name)


def text_of(doc: Doc, reading: Reading, gold: Gold, name: str) -> Text:
    """An article that all stages before the events have read."""
    finder = Finder(doc)
    signs = Signs(finder.tree, finder.tellings(), finder.kind_of_noun)
    words = signs.words()
    return Text(
        doc,
        gold,
        states_of(signs, words, reading).astype(np.float16),
        signs.rows(words),
        np.array([word in signs.told for word in words], np.bool_),
        labels(finder.tree, signs, gold),
        name,
    )
