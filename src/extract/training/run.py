"""From a folder of brat files to a model folder: what ``extract train`` does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from extract.brat import Annotated, read_folder
from extract.encoder.model import Model, locate
from extract.encoder.subwords import Subwords, atoms
from extract.training import pretrained
from extract.training.calibrate import Guess, cross_score, platt, score, steady, thresholds
from extract.training.distillation import Lesson, lesson, together
from extract.training.examples import Example, example, labels_of
from extract.training.export import load_checkpoint, write_model
from extract.training.labels import Labels
from extract.training.model import embeddings
from extract.training.settings import Settings
from extract.training.train import train

OPEN = -4.0  # the cut while scores are collected
# Cuts fitted to each entity type by itself gain nothing on other texts; those of relations do.
PAIR_PRIOR = 100.0


def train_model(
    corpus: Path,
    out: Path,
    settings: Settings,
    dev: Path | None = None,
    name: str = "model",
    start: str | Path | None = None,
    teachers: Sequence[str | Path] = (),
) -> dict[str, Any]:
    """Trains on a corpus and writes a model folder; resumes where an earlier call was stopped.

    Args:
        corpus: A folder with ``train`` and ``dev``, or one of ``.txt`` and ``.ann`` files, of
            which every tenth then serves as dev.
        out: The model folder; checkpoints go to ``out/checkpoints``.
        settings: How to train.
        dev: A folder of documents to choose the epoch and fit the thresholds on.
        name: Of the model, for its card.
        start: A checkpoint or a model to begin from instead of the pretrained encoder.
        teachers: Models of the same types, to learn from, the largest first; see
            ``distillation``.

    Returns:
        The model's card, with its scores on dev.

    Raises:
        FileNotFoundError: There are no annotated documents.
        BratError: An annotation cannot be read.
    """
    training, held_out = split(corpus, dev)
    labels = labels_of(training)
    source, work = pretrained.read(), out / "checkpoints"
    kept = vocabulary(source, training)
    subwords = Subwords([source.pieces[index] for index in kept])
    items = [example(document, subwords, labels) for document in training]
    items = taught(items, [open_teacher(each, labels) for each in teachers])
    dev_items = [example(document, subwords, labels) for document in held_out]
    train(items, dev_items, subwords, kept, labels, work, settings, start)
    card = _card(name, corpus, training, held_out, settings)
    return export(work / "best.pt", kept, subwords, labels, dev_items, out, card)


def _card(
    name: str,
    corpus: Path,
    training: list[Annotated],
    held_out: list[Annotated],
    settings: Settings,
) -> dict[str, Any]:
    """What a model's card says of how it was trained."""
    sources = {"corpus": corpus.name, "documents": len(training), "dev": len(held_out)}
    card = {"name": name, "version": 1, "trained_on": sources, "settings": vars(settings)}
    return card | {"flat": flat_types(training)}


def open_teacher(teacher: str | Path, labels: Labels) -> Model:
    """A model with low cuts, to tell also of what it thinks unlikely.

    Raises:
        ValueError: Its types are not those of the corpus.
    """
    model = Model(locate(teacher), threads=torch.get_num_threads())
    if tuple(model.types) != labels.types:
        raise ValueError(f"{teacher}: a teacher must have the entity types of the corpus")
    model.cuts = np.full_like(model.cuts, OPEN)
    return model


def taught(items: list[Example], teachers: Sequence[Model]) -> list[Example]:
    """The documents with what the teachers, if there are any, say of them."""
    if not teachers:
        return items

    def learned(item: Example) -> Lesson:
        return together([lesson(teacher, item.text) for teacher in teachers])

    return [replace(item, lesson=learned(item)) if item.atoms else item for item in items]


def split(corpus: Path, dev: Path | None) -> tuple[list[Annotated], list[Annotated]]:
    """Training documents and those held out."""
    if (corpus / "train").is_dir():
        training = read_folder(corpus / "train")
        dev = dev or (corpus / "dev" if (corpus / "dev").is_dir() else None)
    else:
        training = read_folder(corpus)
    held_out = read_folder(dev) if dev else training[::10]
    if dev is None:
        training = [document for index, document in enumerate(training) if index % 10]
    return training, held_out


def vocabulary(source: pretrained.Pretrained, documents: list[Annotated]) -> list[int]:
    """Ids of the pieces to keep: what the language needs and what the corpus uses."""
    full = Subwords(source.pieces)
    used = {
        one
        for document in documents
        for ids in full.encode(document.text, atoms(document.text))
        for one in ids
    }
    return pretrained.prune(source.pieces, {source.pieces[index][0] for index in used})


def flat_types(documents: list[Annotated], share: float = 0.02) -> list[str]:
    """Types of which less than a share of the mentions overlaps another of the same type."""
    alone, nested = Counter[str](), Counter[str]()
    for document in documents:
        for one in document.entities:
            overlaps = any(
                other != one
                and other.type == one.type
                and one.start < other.end
                and other.start < one.end
                for other in document.entities
            )
            (nested if overlaps else alone)[one.type] += 1
    types = sorted({*alone, *nested})
    return [name for name in types if nested[name] < share * (alone[name] + nested[name])]


def export(
    checkpoint: Path,
    kept: list[int],
    subwords: Subwords,
    labels: Labels,
    dev: list[Example],
    out: Path,
    card: Mapping[str, Any],
) -> dict[str, Any]:
    """Writes the model folder: graphs first, then thresholds fitted with the int8 graphs."""
    source = pretrained.read()
    network, _ = load_checkpoint(checkpoint, embeddings(source, kept))
    opened = dict(card) | _open_card(labels)
    write_model(network, subwords, np.ascontiguousarray(source.words[kept]), opened, out)
    full = opened | _fitted(Model(out, threads=2), dev, labels)
    full = {"windows": json.loads((out / "model.json").read_text("utf-8"))["windows"]} | full
    text = json.dumps(full, ensure_ascii=False, indent=1)
    (out / "model.json").write_text(text + "\n", "utf-8")
    return full


def _open_card(labels: Labels) -> dict[str, Any]:
    """What a model is before anything is fitted: it tells of what it thinks unlikely too."""
    return {
        "types": list(labels.types),
        "relations": list(labels.relations),
        "allowed": sorted(map(list, labels.allowed)),
        "thresholds": {
            "spans": dict.fromkeys(labels.types, OPEN),
            "pairs": dict.fromkeys(labels.relations, OPEN),
        },
        "calibration": {"spans": [1.0, 0.0], "pairs": [1.0, 0.0]},
    }


def _fitted(model: Model, dev: list[Example], labels: Labels) -> dict[str, Any]:
    """Thresholds and calibration by what a model says of dev, and its scores there."""
    spans, span_gold = _span_guesses(model, dev)
    cuts = steady(spans, span_gold)
    pair_cuts, pair_curve, pair_score = fitted_pairs(model, dev, labels)
    return {
        "thresholds": {
            "spans": dict.fromkeys(labels.types, 0.0) | cuts,
            "pairs": pair_cuts,
        },
        "calibration": {"spans": platt(spans), "pairs": pair_curve},
        "dev": {
            "entities_f1": round(score(spans, span_gold, cuts), 4),
            "relations_f1": pair_score,
        },
    }


def fitted_pairs(
    model: Model, dev: list[Example], labels: Labels
) -> tuple[dict[str, float], tuple[float, float], float]:
    """The cuts of relations, their calibration, and their cross-fitted F1 on dev.

    Args:
        model: With open cuts, see ``opened``.
        dev: With gold.
        labels: Whose relations.
    """
    pairs, gold = _pair_guesses(model, dev)
    cuts = dict.fromkeys(labels.relations, 0.0) | thresholds(pairs, gold, PAIR_PRIOR)
    return cuts, platt(pairs), round(cross_score(pairs, gold, PAIR_PRIOR), 4)


def opened(model: Model) -> Model:
    """A model that tells also of relations that it thinks unlikely, with bare scores."""
    model.pair_cuts = np.full_like(model.pair_cuts, OPEN)
    model.card["calibration"]["pairs"] = (1.0, 0.0)
    return model


def logit(p: float) -> float:
    """From a probability to log-odds."""
    p = min(max(p, 1e-9), 1 - 1e-9)
    return float(np.log(p / (1 - p)))


def _span_guesses(model: Model, dev: list[Example]) -> tuple[list[Guess], Counter[tuple[str, int]]]:
    guesses, gold = [], Counter[tuple[str, int]]()
    for number, item in enumerate(dev):
        right = {(start, end, type_) for start, end, type_ in item.borders}
        gold.update((type_, number) for _, _, type_ in right)
        for start, end, type_, probability in model.read(item.text)[0]:
            hit = (start, end, type_) in right
            guesses.append(Guess(type_, logit(probability), hit, number))
    return guesses, gold


def _pair_guesses(model: Model, dev: list[Example]) -> tuple[list[Guess], Counter[tuple[str, int]]]:
    guesses, gold = [], Counter[tuple[str, int]]()
    for number, item in enumerate(dev):
        _, reading = model.read(item.text)
        right = {
            (item.borders[subject], model.relations[relation], item.borders[object_])
            for subject, relation, object_ in item.relations
        }
        gold.update((relation, number) for _, relation, _ in right)
        mentions = sorted(set(item.borders))
        for link in model.relate(item.text, reading, mentions):
            triple = (mentions[link.subject], link.relation, mentions[link.object])
            guesses.append(Guess(link.relation, logit(link.score), triple in right, number))
    return guesses, gold
