"""The pipeline: which stages there are, in which order, and how to load them."""

from __future__ import annotations

import importlib
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import ConfigValidationError

from extract.annotations import register
from extract.articles import Article, Failure, read, walk
from extract.garbage import give_back, uncollected
from extract.output import without_outputs
from extract.stages.segmentation import TOKENIZER
from extract.terminal import printable

_log = logging.getLogger(__name__)

# In the order of work: each stage reads what those before it have written.
STAGES: tuple[str, ...] = (
    "segmentation",
    "morphology",
    "lemmatization",
    "entities",
    "dates",
    "amounts",
    "names",
    "places",
    "relations",
    "coreference",
    "careers",
    "agreements",
    "events",
)
# Behind "entities", where a user has a dictionary (``load(terms=…)``).
TERMS = "terms"
# Behind all others, where the model has types that a user has added to it.
OWN_TYPES = "own_types"
FACTORY = "extract_{}".format

Load = Callable[[], Language]  # makes a pipeline

# Characters. spaCy's own limit is for parsers whose memory grows with the text; ours read
# it in pieces.
LONGEST_TEXT = 100_000_000

# spaCy's own names for what the tokenizer gives to every pipeline.
_GIVEN = frozenset({"doc.text", "token.text", "token.orth"})


# Long, since this is where its arguments are looked up.
def load(
    *,
    exclude: Iterable[str] = (),
    only: Iterable[str] | None = None,
    replace: Mapping[str, str] | None = None,
    model: str | os.PathLike[str] | None = None,
    terms: str | os.PathLike[str] | None = None,
    open_triples: bool = False,
    words: Mapping[str, Mapping[str, Any]] | None = None,
) -> Language:
    """Loads the pipeline: a spaCy ``Language`` whose components are our stages.

        nlp = extract.load(only=["segmentation", "morphology", "lemmatization"])
        nlp = extract.load(replace={"entities": "my_entities"})

    Args:
        exclude: Stages to leave out, by name.
        only: Stages to keep, by name; None for all.
        replace: For a stage the name of a component of yours that stands in its place; it must
            say that it assigns what the later ones read:
            ``@Language.component("my_entities", assigns=["doc.spans"])``.
        model: Folder of another entity and relation model than the one that is shipped.
        terms: A dictionary of the user's own (see ``stages.terms.reading.read``), whose terms
            become mentions.
        open_triples: Add what any verb says of two named things to the relations too.
        words: Words of the user's own beside those of a stage, by its name (see docs/words.md):
            cues of "agreements", "positions" of "careers", nouns of "events", "months" of
            "dates". A saved pipeline carries them.

    Returns:
        A pipeline whose components are called "extract_" and the stage's name.

    Raises:
        ValueError: A stage is unknown, or one that is left out is needed by another; the
            dictionary is not right; a stage has no such words, or a word that can match nothing.
    """
    replaced = replace or {}
    _stages(replaced)
    own = words or {}
    _stages(own)
    left_out = _left_out(exclude, only)
    with uncollected():
        nlp = _blank()
        for stage in STAGES:
            importlib.import_module(f"extract.stages.{stage}")
            if stage in replaced:
                nlp.add_pipe(replaced[stage])
            elif stage not in left_out:
                _add(nlp, stage, _config(stage, model, open_triples, own.get(stage)))
            if stage == "entities" and terms is not None:
                _add_terms(nlp, terms)
        _add_own_types(nlp)
    check(nlp)
    _log.info("pipeline loaded: %s", ", ".join(nlp.pipe_names))
    return nlp


def _left_out(exclude: Iterable[str], only: Iterable[str] | None) -> set[str]:
    kept = set(STAGES) if only is None else _stages(only)
    return _stages(exclude) | (set(STAGES) - kept)


def _blank() -> Language:
    """A pipeline with our tokenizer and no stage."""
    register()
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = LONGEST_TEXT
    return nlp


def _add(nlp: Language, stage: str, config: dict[str, Any]) -> None:
    try:
        nlp.add_pipe(FACTORY(stage), config=config)
    except ConfigValidationError as error:  # which spells out the whole pipeline
        said = (f"{one['loc'][-1]} {one['msg']}" for one in error.errors)
        raise ValueError(f"{stage}: {'; '.join(said)}") from None


def _add_terms(nlp: Language, path: str | os.PathLike[str]) -> None:
    from extract.stages import terms

    component = nlp.add_pipe(FACTORY(TERMS))
    assert isinstance(component, terms.Terms)
    component.set(terms.read(path))  # not by its path: a saved pipeline carries its terms


def _add_own_types(nlp: Language) -> None:
    name = FACTORY("entities")
    if nlp.has_pipe(name) and getattr(nlp.get_pipe(name), "own_types", None):
        importlib.import_module(f"extract.stages.{OWN_TYPES}")
        nlp.add_pipe(FACTORY(OWN_TYPES))


def _stages(names: Iterable[str]) -> set[str]:
    """The stages of some names. Raises ValueError for one that is none."""
    found = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(found - set(STAGES)):
        raise ValueError(f"no such stage: {', '.join(unknown)}; there are {', '.join(STAGES)}")
    return found


def make_doc(nlp: Language, article: Article) -> Doc:
    """The article as a document that the stages can work on, with its id, title and date."""
    doc = nlp.make_doc(article.text)
    doc._.id = article.doc_id
    doc._.title = article.title
    doc._.date = article.date
    return doc


def docs(source: str | os.PathLike[str], nlp: Language) -> Iterator[Doc]:
    """The articles of a folder or file as documents for ``nlp.pipe``.

    Args:
        source: A folder or file, as ``articles.walk`` takes it.
        nlp: The pipeline that is to process them.

    Yields:
        Documents with id, title and date, in the order of their paths. What cannot be read is
        told in a warning and left out; the tables of earlier runs in the folder are not read.

    Raises:
        FileNotFoundError: There is no such folder or file.
        ReadError: It is the folder of a run.
    """
    listing, _ = without_outputs(walk(source), source)
    for each in listing.sources:
        for article in read(each):
            if isinstance(article, Failure):
                warnings.warn(printable(article.message), stacklevel=2)
            else:
                yield make_doc(nlp, article)


def _config(
    stage: str,
    model: str | os.PathLike[str] | None,
    open_triples: bool,
    words: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Settings of a stage, of those that it has."""
    wanted: dict[str, Any] = {"open_triples": open_triples, "words": words or {}}
    if model is not None:
        wanted["model"] = str(Path(model))
    defaults = Language.get_factory_meta(FACTORY(stage)).default_config or {}
    if words and "words" not in defaults:
        raise ValueError(f"{stage} takes no words")
    return {name: value for name, value in wanted.items() if name in defaults}


def check(nlp: Language) -> None:
    """Makes sure that every component finds what it reads.

    Raises:
        ValueError: A component requires what none before it assigns.
    """
    assigned = set(_GIVEN)
    for name in nlp.pipe_names:
        meta = nlp.get_pipe_meta(name)
        for needed in meta.requires:
            if needed not in assigned:
                raise ValueError(f"{name} needs {needed}, which {_whence(needed)}")
        assigned.update(meta.assigns)


def _whence(attribute: str) -> str:
    for stage in STAGES:
        if attribute in Language.get_factory_meta(FACTORY(stage)).assigns:
            return f"{FACTORY(stage)} assigns: put it before, or leave both out"
    return "no stage before it assigns"


LONG = 300_000  # characters: a book, whose stages leave behind much that nobody needs


class StageError(Exception):
    """A stage failed on an article; the reason is its ``__cause__``.

    Attributes:
        stage: Name of the stage.
    """

    def __init__(self, stage: str, reason: BaseException) -> None:
        super().__init__(" ".join(str(reason).split()) or type(reason).__name__)
        self.stage = stage


def process(nlp: Language, article: Article, mark: Callable[[str], object] = str) -> Doc:
    """One article through all stages.

    Args:
        nlp: The pipeline.
        article: The article.
        mark: Is told the name of each stage before it begins.

    Raises:
        StageError: A stage failed.
    """
    stage = "segmentation"
    try:
        mark(stage)
        doc = make_doc(nlp, article)
        for name, component in nlp.pipeline:
            stage = name.removeprefix("extract_")
            mark(stage)
            doc = component(doc)
            if len(article.text) > LONG:
                give_back()
    except Exception as error:
        raise StageError(stage, error) from error
    return doc


def stage_failure(article: Article, error: StageError) -> Failure:
    """What failed, as plain data."""
    name = type(error.__cause__).__name__
    message = f"{article.doc_id}: {error}"
    return Failure(article.source, article.doc_id, name, message, error.stage)
