"""Annotated passages as the network of the five relations learns from them.

A passage is a line of JSON: {"id" or "doc" and "start", "text", "date", "relations",
"optional_relations"}; a relation {"label", "a", "b", "a_alt", "b_alt", "cue", "status"} with
character offsets into the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Mention
from extract.encoder.reading import Reading
from extract.encoder.ties import Stretch
from extract.stages.agreements import evidence
from extract.stages.agreements.classes import LABELS, OUTCOMES, Candidates
from extract.stages.agreements.features import Cut, Page
from extract.stages.agreements.stretches import LONGEST, portions
from extract.stages.readings import READING
from extract.syntax.tree import Tree
from extract.training.ties.network import NO_STATUS, STATUS_NAMES

# By hand: characters by which a mention may be longer than the party that it stands for.
_TITLE = 60
Span = tuple[int, int]


@dataclass(frozen=True)
class Fact:
    """A relation of the gold, by mentions of a stretch.

    Attributes:
        label: By number in ``classes.LABELS``.
        first: The mention that is the first party; None where there is none.
        second: The other.
        firsts: All mentions that may stand for the first party.
        seconds: The same of the second.
        cues: Atoms of the cue.
        status: By number in ``STATUS_NAMES``.
        counts: False for what readers may see differently.
    """

    label: int
    first: int | None
    second: int | None
    firsts: frozenset[int]
    seconds: frozenset[int]
    cues: tuple[int, ...]
    status: int
    counts: bool


@dataclass
class Passage:
    """A stretch of an annotated text.

    Attributes:
        name: Of the text.
        source: Where the text is from: texts of one source stay in one fold.
        corpus: Of the file.
        cut: The stretch.
        states: Lower and last states of its atoms, fp16; the first are the text's own, the
            others those of copies with other names.
        facts: The gold.
    """

    name: str
    source: str
    corpus: str
    cut: Cut
    states: list[tuple[NDArray[np.float16], NDArray[np.float16]]]
    facts: list[Fact]
    cues: NDArray[np.float32] = field(init=False)
    known: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        size = self.cut.end - self.cut.begin
        self.cues = np.zeros((size, len(LABELS)), np.float32)
        self.known = np.ones((size, 1), np.float32)
        for fact in self.facts:
            for atom in fact.cues:
                if fact.counts:
                    self.cues[atom, fact.label] = 1
                else:
                    self.known[atom] = 0
        self.known[self.cues.any(1)] = 1

    def stretch(self, copy: int = 0) -> Stretch:
        """What the network reads; ``copy`` chooses the states."""
        lower, final = self.states[copy]
        empty = np.zeros((0, 0), np.float32)
        bare = self.cut.stretch(empty, empty)
        return bare._replace(lower=lower.astype(np.float32), final=final.astype(np.float32))

    def gold(
        self, ties: Candidates
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
        """What is right of some ties.

        Returns:
            (ties, outcomes): 1 for right; (ties, outcomes): 0 where nothing is known;
            (ties,): status, -1 where there is none.
        """
        right = np.zeros((len(ties.cue), len(OUTCOMES)), np.float32)
        known = np.ones_like(right)
        status = np.full(len(ties.cue), -1, np.int64)
        for fact in self.facts:
            ways = ((fact.firsts, fact.seconds, False), (fact.seconds, fact.firsts, True))
            for firsts, seconds, turned in ways:
                fits = np.isin(ties.first, list(firsts)) & np.isin(ties.second, list(seconds))
                known[fits, _outcome(fact.label, turned)] = 0
        for fact in self.facts:
            if fact.counts and fact.first is not None and fact.second is not None:
                low, high = sorted((fact.first, fact.second))
                at = (ties.first == low) & (ties.second == high)
                at &= np.isin(ties.cues[ties.cue], fact.cues)
                outcome = _outcome(fact.label, fact.first > fact.second)
                right[at, outcome] = known[at, outcome] = 1
                status[at] = fact.status
        return right, known, status


def _outcome(label: int, turned: bool) -> int:
    return label + (turned and LABELS[label] == "VISITED")


def fold_of(passage: Passage, folds: int) -> int:
    """The fold of a passage, by its source, the same on every machine."""
    digest = hashlib.md5(passage.source.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % folds


def read(files: Iterable[Path], skip: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lines of some files: the file's stem and the annotated text.

    Args:
        files: .jsonl files.
        skip: Texts whose document's name begins so are left out.
    """
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not str(row.get("doc", "")).startswith(skip or ("\0",)):
                    yield path.stem, row


def understand(
    nlp: Language, rows: Iterable[tuple[str, dict[str, Any]]]
) -> Iterator[tuple[str, dict[str, Any], Page, Reading]]:
    """Annotated texts through the pipeline.

    Args:
        nlp: Our pipeline up to ``coreference``.
        rows: From ``read``.

    Yields:
        The corpus and the line, the text by atoms, and how the encoder read it.
    """
    for corpus, row in rows:
        doc = nlp.make_doc(row["text"])
        doc._.date = dt.date.fromisoformat(row["date"]) if row.get("date") else None
        for name, stage in nlp.pipeline:
            # That one is only there for the encoder's states to be kept.
            if name != "extract_relations":
                doc = stage(doc)
        reading = doc.user_data.pop(READING)
        yield corpus, row, page_of(doc, reading), reading


def source_of(row: Mapping[str, Any]) -> str:
    """Where a text is from, or its name where that is not told."""
    return str(row.get("source") or row.get("doc") or row["id"])


def passages_of(
    corpus: str, row: dict[str, Any], page: Page, reading: Reading, copies: Iterable[Reading] = ()
) -> list[Passage]:
    """One annotated text as passages.

    Args:
        corpus: Where it is from.
        row: The line.
        page: The text by atoms.
        reading: As the encoder read it.
        copies: As it read the text with other names; those of more or fewer atoms are left out.
    """
    alike = [reading, *(copy for copy in copies if len(copy.atoms) == len(reading.atoms))]
    states = [[part.astype(np.float16) for part in each.states()] for each in alike]
    name = row.get("id") or f"{row['doc']}:{row['start']}"
    source = source_of(row)
    found = []
    for begin, end in portions(page, LONGEST):
        cut = Cut(page, begin, end)
        some = [(lower[begin:end], final[begin:end]) for lower, final in states]
        found.append(Passage(name, source, corpus, cut, some, list(_facts(cut, row))))
    return found


def page_of(doc: Doc, reading: Reading) -> Page:
    """The document laid out by atoms, with what the constructions found."""
    entities = {mention: entity.key for entity in doc._.entities for mention in entity.mentions}
    return Page(Tree(doc), reading.atoms, entities, evidence(doc))


def _facts(cut: Cut, row: dict[str, Any]) -> Iterator[Fact]:
    for counts, told in ((True, row["relations"]), (False, row.get("optional_relations", ()))):
        for relation in told:
            first, firsts = _party(cut.mentions, relation, "a")
            second, seconds = _party(cut.mentions, relation, "b")
            yield Fact(
                LABELS.index(relation["label"]),
                first,
                second,
                firsts,
                seconds,
                _atoms(cut, relation.get("cue")),
                STATUS_NAMES.index(relation.get("status") or NO_STATUS),
                counts,
            )


def _atoms(cut: Cut, cue: dict[str, int] | None) -> tuple[int, ...]:
    if not cue:
        return ()
    first, last = cut.page.atoms(cue["start"], cue["end"])
    return tuple(atom - cut.begin for atom in range(first, last) if cut.begin <= atom < cut.end)


def _party(
    mentions: list[Mention], relation: dict[str, Any], side: str
) -> tuple[int | None, frozenset[int]]:
    """The mention that is a party best, and all that may stand for it."""
    main = (relation[side]["start"], relation[side]["end"])
    others = [(span["start"], span["end"]) for span in relation.get(f"{side}_alt", ())]
    fits = [at for at, each in enumerate(mentions) if touches((each.start, each.end), main)]
    every = [
        at
        for at, each in enumerate(mentions)
        if any(touches((each.start, each.end), span) for span in (main, *others))
    ]
    spans = [main] if fits else others

    def worth(at: int) -> float:
        mention = mentions[at]
        return max(
            min(mention.end, end) - max(mention.start, start)
            - 0.3 * abs((mention.end - mention.start) - (end - start))
            for start, end in spans
        )  # fmt: skip

    return max(fits or every, key=worth, default=None), frozenset(every)


def touches(mention: Span, party: Span) -> bool:
    """Whether a mention stands for a party: inside it, or longer by no more than a title."""
    inside = party[0] <= mention[0] and mention[1] <= party[1]
    longer = (mention[1] - mention[0]) - (party[1] - party[0])
    return inside or (mention[0] <= party[0] and party[1] <= mention[1] and longer <= _TITLE)
