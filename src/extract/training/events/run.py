"""From annotated articles to a model folder that knows events."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import extract
from extract.encoder.model import DEFAULT, locate
from extract.encoder.reading import Reading
from extract.stages.events.finding import Finder
from extract.stages.events.judge import FILE, Judge
from extract.stages.events.sameness import PAIR
from extract.stages.events.signs import Signs
from extract.stages.events.weighing import ROW
from extract.stages.events.weights import FILE as BELONGING
from extract.stages.events.weights import Scorer
from extract.training.belonging import trained, write
from extract.training.events.matching import OPTIONAL, RIGHT, matched
from extract.training.events.network import Arrays, Settings, train_sum, train_words
from extract.training.events.texts import Text, texts
from extract.training.lessons import lessons
from extract.training.precision import short

# What the judge decides by: likelihood of a word that no rule finds, log-odds of one event, and of
# a row: above these, out of fold, precision stays what it was without the judge.
NEW, SAME, LEAST = 0.25, 0.5, 0.0
# By how much the cut of participants is above the best one: a false row is worse than none. On
# articles held back F1 is 0.614 in place of 0.617; of those of dev 49 are false in place of 67.
CAUTION = 0.2
_NEVER, _ALWAYS = 99.0, -99.0
_UNLEARNED = {name: np.zeros(size + 1, np.float32) for name, size in (("same", PAIR), ("row", ROW))}
Say = Callable[[str], None]


class Rehearsed(Judge):
    """A judge of one text whose states are known."""

    def __init__(self, weights: Arrays, card: dict[str, Any], text: Text) -> None:
        super().__init__(weights, card)
        self.text = text

    def states(
        self, signs: Signs, words: Sequence[int], reading: Reading | None
    ) -> NDArray[np.float32]:
        """Those of the text."""
        del signs, words, reading
        return self.text.states.astype(np.float32)

    def learn(self, name: str, weights: NDArray[np.float32]) -> None:
        """Takes other weights of a sum."""
        self._kept[name] = weights


def train_events(
    folder: Path,
    out: Path,
    settings: Settings | None = None,
    model: str | Path = DEFAULT,
    folds: int = 5,
    say: Say = print,
) -> dict[str, Any]:
    """Trains the judge of events on the states of a model.

    The networks of each fold, trained on the other folds, say of its articles what those of
    tellings and rows are trained on, and what belongs to events: scores as they are of articles
    that were not seen.

    Args:
        folder: Annotated articles, see ``texts``.
        out: The model folder.
        settings: How to train.
        model: Whose states are read; its own files are copied.
        folds: Networks to learn from.
        say: Told of each step.

    Returns:
        The model's card of events.
    """
    settings = settings or Settings()
    articles = list(texts(folder, extract.load(model=str(model))))
    say(f"{len(articles)} articles read")
    return learn(articles, out, settings, model, folds, say)


def learn(
    articles: Sequence[Text],
    out: Path,
    settings: Settings,
    model: str | Path,
    folds: int,
    say: Say,
) -> dict[str, Any]:
    """Trains on articles that are read, and writes the folder."""
    own = np.array([text.fold(folds) for text in articles])
    card: dict[str, Any] = {
        "settings": dataclasses.asdict(settings), "articles": len(articles),
        "new": NEW, "same": _NEVER, "row": _ALWAYS,
    }  # fmt: skip
    heads: list[Arrays] = []
    for fold in range(folds):
        others = [text for text, f in zip(articles, own, strict=True) if f != fold]
        heads.append(train_words(others, settings) | _UNLEARNED)
        say(f"words, fold {fold}")
    judges = [Rehearsed(heads[f], card, text) for text, f in zip(articles, own, strict=True)]
    pairs = [list(_pairs(judge)) for judge in judges]
    _learned(judges, pairs, own, "same", PAIR)
    for judge in judges:
        judge.card = {**judge.card, "same": SAME}
    rows = [list(_rows(judge)) for judge in judges]
    _learned(judges, rows, own, "row", ROW)
    weights = train_words(articles, settings) | {"same": _sum(pairs), "row": _sum(rows)}
    card |= {"same": SAME, "row": LEAST}
    _write(weights, card, model, out)
    write(out / BELONGING, _belonging(judges, say))
    return card


def _belonging(judges: Sequence[Rehearsed], say: Say) -> dict[str, Scorer]:
    """What belongs to events, learned of what the rules and the judges find."""
    known = lessons(
        ([Finder(one.text.doc), Finder(one.text.doc, judge=one)], one.text.gold) for one in judges
    )
    found = {}
    for task, some in known.items():
        found[task], worth = trained(some, task != "who")
        found[task].cut += CAUTION * (task == "who")
        say(f"{task}: {worth:.3f} of {len(some)} lessons, cut {found[task].cut}")
    return found


Told = list[tuple[NDArray[np.float32], bool]]


def _learned(
    judges: Sequence[Rehearsed],
    told: Sequence[Told],
    own: NDArray[np.int64],
    name: str,
    inputs: int,
) -> None:
    """Gives each judge the weights that the other folds teach."""
    for fold in sorted(set(own.tolist())):
        others = [rows for rows, f in zip(told, own, strict=True) if f != fold]
        weights = _sum(others) if any(others) else np.zeros(inputs + 1, np.float32)
        for judge, f in zip(judges, own, strict=True):
            if f == fold:
                judge.learn(name, weights)


def _sum(told: Sequence[Told]) -> NDArray[np.float32]:
    rows, right = zip(*(one for some in told for one in some), strict=True)
    return train_sum(np.array(rows), np.array(right))


def _pairs(judge: Rehearsed) -> Iterator[tuple[NDArray[np.float32], bool]]:
    """Two tellings of annotated events, and whether these are one."""
    text = judge.text
    finder = Finder(text.doc, judge=judge)
    tellings = finder.tellings()
    finder.dates.know(tellings)
    finder.groups(tellings)
    assert finder.judged is not None
    labels = text.labels
    number = dict(zip(labels.words.tolist(), labels.events.tolist(), strict=True))
    events = [number.get(one.root, -1) for one in finder.judged.tellings]
    links = finder.judged.links
    for m, n, shared in links.pairs() if links else ():
        if events[m] >= 0 and events[n] >= 0:
            yield shared, events[m] == events[n]


def _rows(judge: Rehearsed) -> Iterator[tuple[NDArray[np.float32], bool]]:
    """Events as numbers, and whether they are annotated."""
    text = judge.text
    finder = Finder(text.doc, judge=judge)
    events = finder.events()
    assert finder.judged is not None
    for event, right in zip(events, matched(text.doc.text, events, text.gold), strict=True):
        if right != OPTIONAL:
            yield finder.judged.weighed[event.text], right == RIGHT


def _write(weights: Arrays, card: dict[str, Any], model: str | Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    source = locate(model)
    if source.resolve() != out.resolve():
        for path in sorted(source.iterdir()):
            if path.is_file():
                shutil.copyfile(path, out / path.name)
    kept: dict[str, Any] = {name: short(array) for name, array in weights.items()}
    np.savez_compressed(out / FILE, **kept)
    path = out / "model.json"
    full = json.loads(path.read_text("utf-8")) | {"events": card}
    path.write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", "utf-8")
