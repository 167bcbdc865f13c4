"""Types of the user's own beside those of a model: what ``extract train --add-to`` does.

The model stays as it is, and so does all that it finds: a second span head learns from the states
that its encoder gives each word, which are read once. Of so few texts none is to spare: heads of
folds, each trained on the other folds, tell where to cut and how far the scores can be believed.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from extract.brat import Annotated
from extract.encoder.added import FILE, PARTS, Added, states_of, together
from extract.encoder.found import Found
from extract.encoder.model import Model, load, locate
from extract.encoder.reading import View
from extract.encoder.subwords import covered
from extract.encoder.untangle import untangle
from extract.encoder.windows import Window
from extract.schema import check_type
from extract.training.batches import inside_of, spans_of
from extract.training.calibrate import Gold, Guess, platt, score, thresholds
from extract.training.examples import Example
from extract.training.losses import span_loss
from extract.training.model import SpanHead, span_scores
from extract.training.run import OPEN, flat_types, logit, split
from extract.training.transformer import Shape

SIZE = 16  # features of a query or a key
WINDOWS = 4  # of a step
_RATE, _DECAY, _WARMUP, _LEAST = 1e-3, 0.01, 50, 0.02
_DROPOUT = 0.4
_ENOUGH, _LEAST_WALKS = 2500, 5  # windows that are learned from, counted in each walk; walks
_PRIOR = 20.0  # imaginary answers: a type with few mentions is cut where all of them are
# A few guesses bend the curve that the scores of the packaged model follow but little.
_CURVE, _STRENGTH = (0.78, -0.49), 4.0
Say = Callable[[str], None]


class Read(NamedTuple):
    """A window as the head learns from it.

    Attributes:
        window: Its atoms.
        lines: Number of each atom's line.
        states: fp16, (atoms, 2 · hidden).
        allowed: int64: the spans that may be mentions, first * atoms + last.
        gold: bool, (types, allowed).
    """

    window: Window
    lines: np.ndarray
    states: np.ndarray
    allowed: Tensor
    gold: Tensor


class Text(NamedTuple):
    """A document of the user's and its windows."""

    item: Example
    windows: list[Read]


def add_types(
    corpus: Path,
    out: Path,
    model: str | Path,
    dev: Path | None = None,
    epochs: int = 24,
    folds: int = 5,
    seed: int = 1,
    say: Say = print,
) -> dict[str, Any]:
    """Adds the entity types of a corpus to a model.

    Annotations of types that the model knows are passed over, for a corpus may well begin with
    what the model has found; so are relations.

    Args:
        corpus: A folder of ``.txt`` and ``.ann`` files, or one with ``train`` and ``dev``.
        out: The model folder; may be that of the model.
        model: Whose types are kept; its own files are copied.
        dev: A folder of texts to fit the cuts to, in place of folds.
        epochs: Walks over the corpus, fewer where it is large.
        folds: Heads to measure with.
        seed: Of everything random.
        say: Told of each step.

    Returns:
        Of each new type its part of the model's card.

    Raises:
        FileNotFoundError: There are no annotated documents, or there is no such model.
        BratError: An annotation cannot be read.
        ValueError: No type is new, or there is too little to learn from.
    """
    source = Model(locate(model), threads=torch.get_num_threads())
    training, held_out = _documents(corpus, dev)
    types = new_types(training, source, say)
    say(f"{len(training)} texts with {', '.join(types)}")
    texts = [_read(document, source, [*types]) for document in training]
    head = trained(texts, len(types), epochs, seed)
    judged: Judged
    if held_out:
        judged = [(head, [_read(document, source, [*types]) for document in held_out])]
    else:
        judged = _by_folds(texts, len(types), min(folds, len(texts)), epochs, seed)
    card = _card(judged, types, set(flat_types(training)))
    _write(source, head, card, out)
    return card


def _documents(corpus: Path, dev: Path | None) -> tuple[list[Annotated], list[Annotated]]:
    """Those to learn from, and those to measure by where they are named."""
    training, held_out = split(corpus, dev)
    if dev is None and not all((corpus / part).is_dir() for part in ("train", "dev")):
        training, held_out = sorted(training + held_out, key=lambda each: each.name), []
    training = [each for each in training if each.text.strip()]
    if len(training) < 2:
        raise ValueError(f"{corpus}: fewer than two texts are too little to learn from")
    return training, held_out


def new_types(documents: Sequence[Annotated], model: Model, say: Say) -> dict[str, int]:
    """The types of a corpus that a model does not know, and how often each stands there.

    Raises:
        ValueError: There is none, or one has a name that cannot be.
    """
    found = Counter(mention.type for document in documents for mention in document.entities)
    if not found:
        raise ValueError("the texts have no annotated mentions")
    known = {*model.types, *(model.added.types if model.added else ())}
    passed = ", ".join(f"{name} ({found[name]})" for name in sorted(known & {*found}))
    types = {name: found[name] for name in sorted({*found} - known)}
    if not types:
        raise ValueError(
            f"the model knows all types of the corpus: {passed}; give yours other names"
        )
    for name in types:
        check_type(name)
    if passed:
        say(f"passed over, since the model knows them: {passed}")
    return types


def _read(document: Annotated, model: Model, types: Sequence[str]) -> Text:
    """A document on the atoms that the model sees, which knows no invisible characters."""
    reading, _, _ = model.view(document.text)
    borders = [(m.start, m.end, m.type) for m in document.entities if m.type in types]
    under = covered(reading.atoms, [(start, end) for start, end, _ in borders])
    mentions = [
        (first, last, types.index(type_))
        for (first, last), (_, _, type_) in zip(under, borders, strict=True)
    ]
    breaks = [at for at, character in enumerate(document.text) if character == "\n"]
    lines = np.searchsorted(breaks, reading.atoms.starts).tolist()
    item = Example(document.name, document.text, reading.atoms, [], lines, mentions, borders)
    return Text(item, [_window(item, view, len(types)) for view in reading.views])


def _window(item: Example, view: View, types: int) -> Read:
    window = view.window
    starts, ends, gold = spans_of(item, window, inside_of(item, window), types)
    lines = np.array(item.lines[window.first : window.last])
    allowed = starts * len(lines) + ends
    return Read(window, lines, states_of(view).astype(np.float16), allowed, gold)


def trained(texts: Sequence[Text], types: int, epochs: int, seed: int) -> SpanHead:
    """A head that has learned from some texts."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    rows = [window for text in texts for window in text.windows]
    head = SpanHead(Shape(types, 0, hidden=rows[0].states.shape[1], span=SIZE))
    dropout = nn.Dropout(_DROPOUT)
    adam = torch.optim.AdamW(head.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=_DECAY)
    walks = min(epochs, max(_LEAST_WALKS, _ENOUGH // len(rows)))
    step, total = 0, walks * math.ceil(len(rows) / WINDOWS)
    warmup = min(_WARMUP, total / 10)
    for _ in range(walks):
        chance.shuffle(rows)
        for at in range(0, len(rows), WINDOWS):
            some = rows[at : at + WINDOWS]
            step += 1
            for group in adam.param_groups:
                group["lr"] = _RATE * min(1.0, step / warmup) * max(_LEAST, 1 - step / total)
            loss = torch.stack([_loss(head, each, dropout) for each in some]).mean()
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            adam.step()
    return head


def _loss(head: SpanHead, window: Read, dropout: nn.Module) -> Tensor:
    states = torch.from_numpy(window.states).float()
    scores = span_scores(*head(dropout(states)[None]))
    return span_loss(scores, [window.allowed], [window.gold])


Judged = Sequence[tuple[SpanHead, Sequence[Text]]]


def _by_folds(texts: Sequence[Text], types: int, folds: int, epochs: int, seed: int) -> Judged:
    """Heads, each with the texts that it has not seen."""
    return [
        (
            trained([t for n, t in enumerate(texts) if n % folds != fold], types, epochs, seed),
            texts[fold::folds],
        )
        for fold in range(folds)
    ]


def weights_of(head: SpanHead) -> dict[str, np.ndarray]:
    """As the model folder has them."""
    layers = (getattr(head, part) for part in PARTS)
    return {
        part: torch.cat([layer.weight.T, layer.bias[None]]).detach().numpy().astype(np.float16)
        for part, layer in zip(PARTS, layers, strict=True)
    }


def _card(judged: Judged, types: Mapping[str, int], flat: set[str]) -> dict[str, Any]:
    """Cuts, curves and scores by what heads say of texts that they have not seen."""
    guesses, gold = [], Counter[tuple[str, int]]()
    open_card = {name: {"cut": OPEN, "curve": (1, 0), "flat": name in flat} for name in types}
    numbers = itertools.count()
    for head, texts in judged:
        added = Added(open_card, weights_of(head))
        for number, text in zip(numbers, texts, strict=False):
            gold.update((name, number) for _, _, name in {*text.item.borders})
            guesses += _guesses(added, text, number)
    cuts = dict.fromkeys(types, 0.0) | thresholds(guesses, gold, _PRIOR)
    return {
        name: {
            "cut": cuts[name],
            "curve": platt([each for each in guesses if each.label == name], _CURVE, _STRENGTH),
            "flat": name in flat,
            "mentions": count,
            "f1": round(_f1(name, guesses, gold, cuts), 4),
        }
        for name, count in types.items()
    }


def _guesses(added: Added, text: Text, number: int) -> list[Guess]:
    found: list[Found] = []
    for each in text.windows:
        spans = added.spans(each.states, each.lines).owned(each.window)
        found += spans.mentions(text.item.atoms, added.types, added.curves)
    right = {*text.item.borders}
    return [
        Guess(each.type, logit(each.score), each[:3] in right, number)
        for each in untangle(found, added.flat)
    ]


def _f1(name: str, guesses: list[Guess], gold: Gold, cuts: Mapping[str, float]) -> float:
    own = {key: n for key, n in gold.items() if key[0] == name}
    return score([guess for guess in guesses if guess.label == name], own, cuts)


def _write(model: Model, head: SpanHead, card: Mapping[str, Any], out: Path) -> None:
    """The model's files, with the types of the head beside those that it has."""
    out.mkdir(parents=True, exist_ok=True)
    if model.folder.resolve() != out.resolve():
        for path in sorted(model.folder.iterdir()):
            if path.is_file():
                shutil.copyfile(path, out / path.name)
    weights = weights_of(head)
    if model.added is not None:
        weights = together(model.added.weights, weights)
    kept: dict[str, Any] = {part: array.astype(np.float16) for part, array in weights.items()}
    np.savez_compressed(out / FILE, **kept)
    full = model.card | {"added": model.card.get("added", {}) | card}
    text = json.dumps(full, ensure_ascii=False, indent=1)
    (out / "model.json").write_text(text + "\n", "utf-8")
    load.cache_clear()  # of a folder that has been open before
