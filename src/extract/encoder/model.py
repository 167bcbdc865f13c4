"""Our model at run time: a text in; mentions out, and relations between mentions.

A model is a folder:

    model.json        what it is: types, relations, thresholds, calibration, scores, sources
    vocabulary.json.gz  subword pieces and their log-probabilities
    words.npy         word embeddings, 4 bits (Q4_0 blocks), uint8 (pieces, hidden / 32 * 18)
    adapter.npy       from the features of a word to its embedding, fp16 (features + 1, hidden)
    spans.onnx        encoder, and the queries and keys of spans
    pairs.onnx        pair head

and those of ``ties`` where it knows the five relations, of ``added`` where it has types of the
user's own too.

Every window runs by itself: int8 scales depend on all that is computed together, so a batch of
windows would make a mention depend on its neighbours in the batch.
"""

from __future__ import annotations

import bisect
import functools
import json
import re
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.encoder.added import Added, states_of
from extract.encoder.embeddings import Adapted, dequantize
from extract.encoder.found import Curve, Found, Spans, sigmoid
from extract.encoder.pairs import distances, joinable, mask, surfaces
from extract.encoder.reading import KEPT, Reading, View
from extract.encoder.sessions import session, shrinking
from extract.encoder.spans import candidates
from extract.encoder.subwords import Atoms, Encoded, Subwords, atoms, covered
from extract.encoder.untangle import untangle
from extract.encoder.windows import Window, windows
from extract.encoder.words import Words
from extract.russian.spelling import clean, cleaned

__all__ = ["DEFAULT", "Encoded", "Found", "Link", "Model", "load", "locate"]

DEFAULT = "news"  # the model in the package
_BREAK = re.compile("\n")


class Link(NamedTuple):
    """A relation between two mentions, by their places in the list that was asked about."""

    subject: int
    relation: str
    object: int
    score: float


class Model:
    """The weights and their description.

    Attributes:
        card: The contents of ``model.json``.
        types: Entity types.
        relations: Relation types.
        folder: Where its files are.
        threads: Processor threads of one window.
        cuts: Of each type the score that its spans must pass.
        pair_cuts: Of each relation the same.
        added: The types that a user has added, which are none of ``types``; None of most models.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Opens a model folder.

        Args:
            folder: See the module's text.
            threads: Processor threads of one window.

        Raises:
            FileNotFoundError: A file of the model is missing.
        """
        self.folder, self.threads = folder, threads
        self.card: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        self.types: list[str] = self.card["types"]
        self.relations: list[str] = self.card["relations"]
        self.subwords = Subwords.load(folder)
        words = np.load(folder / "words.npy", mmap_mode="r", allow_pickle=False)
        self._words = words.view(np.ndarray)  # the same memory; rows of a memmap cost more
        self._adapter = np.load(folder / "adapter.npy", allow_pickle=False).astype(np.float64)
        gate = folder / "gate.npy"
        self._gate = np.load(gate, allow_pickle=False) if gate.is_file() else None
        self._session = session(folder / "spans.onnx", threads)
        self._pairs = session(folder / "pairs.onnx", threads)
        cuts = self.card["thresholds"]["spans"]
        self.cuts = np.array([cuts[name] for name in self.types], np.float32)
        cuts = self.card["thresholds"]["pairs"]
        self.pair_cuts = np.array([cuts[name] for name in self.relations], np.float32)
        self._allowed = mask(self.types, self.relations, self.card["allowed"])
        added = self.card.get("added")
        self.added = Added.load(folder, added) if added else None

    def __reduce__(self) -> tuple[Callable[[Path, int], Model], tuple[Path, int]]:
        return load, (self.folder, self.threads)  # opened anew, once for each process

    def read(self, text: str) -> tuple[list[Found], Reading]:
        """Finds the mentions of a text of any length.

        Args:
            text: Any text.

        Returns:
            Mentions sorted by start, the longer first, those of added types among them; and
            the reading, for ``relate``.
        """
        reading, places, scores = self.view(text)
        curve = Curve(*self.card["calibration"]["spans"])
        flat = frozenset(self.card["flat"])
        curves = [curve] * len(self.types)
        found = [*Spans(places, scores).mentions(reading.atoms, self.types, curves)]
        if self.added is not None:
            flat |= self.added.flat
            for own in reading.added:
                found += own.mentions(reading.atoms, self.added.types, self.added.curves)
        return untangle(found, flat), reading

    def view(self, text: str) -> tuple[Reading, NDArray[np.int64], NDArray[np.float32]]:
        """Reads a text window by window.

        Args:
            text: Any text.

        Returns:
            The reading; the spans above their cuts, int64, (spans, 3): type, first atom, last
            atom; their scores, (spans,).
        """
        plain = cleaned(text)
        text = plain.text
        parts = atoms(text)
        ids = Encoded.of(self.subwords.encode(text, parts))
        breaks = [match.start() for match in _BREAK.finditer(text)]
        words = Adapted(Words(text), parts.starts, self._adapter)
        lines = np.searchsorted(breaks, parts.starts)
        settings = self.card["windows"]
        lengths = np.diff(ids.edges).tolist()
        cut = windows(lengths, settings["size"], settings["overlap"])

        def see(window: Window) -> View:
            return self._view(ids, words, window)[0]

        places = Atoms(*plain.spans(parts.starts, parts.ends), parts.spaced)
        reading = Reading(places, cut, see, self._gate)
        spans, logits = [np.zeros((0, 3), np.int64)], [np.zeros(0, np.float32)]
        for window in cut:
            view, query, key = self._view(ids, words, window)
            reading.keep(view)
            near = lines[window.first : window.last]
            own = candidates(query, key, near, self.cuts).owned(window)
            spans.append(own.places)
            logits.append(own.scores)
            if self.added is not None:
                reading.added.append(self.added.spans(states_of(view), near).owned(window))
        return reading, np.concatenate(spans), np.concatenate(logits)

    def _view(
        self, ids: Encoded, words: Adapted, window: Window
    ) -> tuple[View, NDArray[np.float32], NDArray[np.float32]]:
        """A window, and the queries and keys of its spans."""
        edges = ids.edges[window.first : window.last + 1]
        inside = ids.ids[edges[0] : edges[-1]]
        flat = np.concatenate([[self.subwords.bos], inside, [self.subwords.eos]])
        edges = edges - edges[0] + 1
        embedded = dequantize(self._words[flat])
        embedded[1:-1] += np.repeat(words.rows(window), np.diff(edges), axis=0)
        states, query, key, lower = self._session.run(
            None,
            {"embedded": embedded[None], "firsts": edges[:-1], "lasts": edges[1:] - 1},
            shrinking(len(ids.edges) - 1 > KEPT),
        )
        return View(window, states, lower), query, key

    def relate(
        self, text: str, reading: Reading, mentions: Sequence[tuple[int, int, str]]
    ) -> list[Link]:
        """Finds the relations between mentions that stand together in some window.

        Args:
            text: The text that was read.
            reading: From ``read``.
            mentions: (start, end, type); types that the model does not know take no part.

        Returns:
            Relations sorted by subject, object and relation.
        """
        numbers = {name: number for number, name in enumerate(self.types)}
        known = [index for index, (_, _, type_) in enumerate(mentions) if type_ in numbers]
        under = covered(reading.atoms, [mentions[index][:2] for index in known])
        places = [
            (index, first, last, numbers[mentions[index][2]])
            for index, (first, last) in zip(known, under, strict=True)
        ]
        places.sort(key=lambda place: place[1])
        best: dict[tuple[int, int, str], float] = {}
        for window in reading.windows:
            begin, end = (
                bisect.bisect_left(places, edge, key=lambda place: place[1])
                for edge in (window.first, window.last)
            )
            inside = [place for place in places[begin:end] if place[2] < window.last]
            if len(inside) > 1:
                view = reading.view(window)
                is_long = len(reading.atoms) > KEPT
                for link in self._relate_window(text, view, inside, mentions, is_long):
                    key = (link.subject, link.object, link.relation)
                    best[key] = max(best.get(key, 0.0), link.score)
        return [
            Link(subject, relation, object_, score)
            for (subject, object_, relation), score in sorted(best.items())
        ]

    def _relate_window(
        self,
        text: str,
        view: View,
        inside: Sequence[tuple[int, int, int, int]],
        mentions: Sequence[tuple[int, int, str]],
        is_long: bool,
    ) -> list[Link]:
        index, first, last, types = (np.array(column) for column in zip(*inside, strict=True))
        first, last = first - view.window.first, last - view.window.first
        alike = surfaces([clean(text[slice(*mentions[place][:2])]) for place in index])
        pairs = joinable(self._allowed, types, first, last, alike)
        if not len(pairs[0]):
            return []
        asked = {"states": view.states, "firsts": first, "lasts": last, "types": types,
                 "subjects": pairs[0], "objects": pairs[1],
                 "distance": distances(first, last)[pairs], "surface": alike[pairs]}  # fmt: skip
        (logits,) = self._pairs.run(None, asked, shrinking(is_long))
        margins = logits[:, :-1] - logits[:, -1:]
        subjects, objects = index[pairs[0]], index[pairs[1]]
        # Few pass, so that what is allowed is asked of those alone.
        where = np.flatnonzero(margins > self.pair_cuts)
        passed, relations = np.divmod(where, len(self.relations))
        allowed = self._allowed[types[pairs[0][passed]], types[pairs[1][passed]], relations]
        scale, shift = self.card["calibration"]["pairs"]
        return [
            Link(
                int(subjects[pair]),
                self.relations[relation],
                int(objects[pair]),
                sigmoid(scale * margins[pair, relation] + shift),
            )
            for pair, relation in zip(passed[allowed], relations[allowed], strict=True)
        ]


@functools.lru_cache(maxsize=4)
def load(model: str | Path = DEFAULT, threads: int = 1) -> Model:
    """Opens a model, once for each process.

    Args:
        model: A folder, or the name of a model in the package.
        threads: Processor threads of one window.

    Raises:
        FileNotFoundError: There is no such model; the message lists those in the package.
    """
    return Model(locate(model), threads)


def locate(model: str | Path) -> Path:
    """The folder of a model, given that or the name of one in the package.

    Raises:
        FileNotFoundError: There is no such model; the message lists those in the package.
    """
    packaged = Path(str(resources.files("extract") / "data" / "models"))
    for folder in (Path(model), packaged / str(model)):
        if (folder / "model.json").is_file():
            return folder
    names = ", ".join(sorted(path.parent.name for path in packaged.glob("*/model.json")))
    raise FileNotFoundError(f"no model {str(model)!r}: not a model folder, and none of {names}")
