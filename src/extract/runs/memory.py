"""The pipeline of a process: loaded once, let go when it has grown or is needed no more."""

from __future__ import annotations

import contextlib
import functools
import sys

import pyarrow as pa
from spacy.language import Language

from extract.garbage import give_back, settle, unsettle
from extract.language import Load
from extract.runs.errors import PipelineError
from extract.runs.plan import Job

# By fingerprint; None is the one that this process was born with (see ``nursery``).
_pipelines: dict[str | None, Language] = {}
# spaCy keeps every word that it has met, so a pipeline that has met this many is loaded anew.
# Its memory zones would free them, but leave behind morphological features whose names are gone.
MOST_WORDS = 500_000


def spare_pandas() -> None:
    """Keeps pyarrow from loading pandas (36 MB), in a process that works for a run alone.

    At its first array it does so only to ask whether what it was given is pandas' own, unless
    pandas is not installed; then it asks no more. Who imports pandas later has it as before.
    """
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    for _ in range(2):
        with contextlib.suppress(AttributeError):  # of None, at the first array alone
            pa.array([""])
    del sys.modules["pandas"]


def forget_pipeline() -> None:
    """Frees the pipeline of this process, which is large; the next shard loads it again."""
    _pipelines.clear()
    unsettle()
    give_back()


def free_memory() -> None:
    """Frees the pipeline and what our modules keep for the next one: models, dictionaries."""
    ours = [module for name, module in sys.modules.items() if name.startswith("extract.")]
    for value in (value for module in ours for value in list(vars(module).values())):
        if isinstance(value, functools._lru_cache_wrapper):
            value.cache_clear()
    forget_pipeline()


def pipeline(job: Job) -> Language:
    """The pipeline of a job; that of the job before if theirs are the same.

    Raises:
        PipelineError: It cannot be loaded.
    """
    if None in _pipelines:
        _pipelines[job.fingerprint] = _pipelines.pop(None)
    nlp = _pipelines.get(job.fingerprint)
    if nlp is None or len(nlp.vocab.strings) > MOST_WORDS:
        nlp = None
        if _pipelines:  # one at a time
            forget_pipeline()
        nlp = keep(job.fingerprint, job.load)
    return nlp


def keep(fingerprint: str | None, load: Load) -> Language:
    """A new pipeline, for the next jobs with this fingerprint too.

    Raises:
        PipelineError: It cannot be loaded.
    """
    nlp = _pipelines[fingerprint] = loaded(load)
    # Millions of objects that stay: looking through them again and again would take longer
    # than most stages.
    settle()
    return nlp


def loaded(load: Load) -> Language:
    """A new pipeline.

    Raises:
        PipelineError: It cannot be loaded: a stage is unknown, or the model is damaged.
    """
    try:
        nlp = load()
        if not isinstance(nlp, Language):
            raise ValueError(f"load= gives {type(nlp).__name__}, no spaCy Language")
        return nlp
    except (MemoryError, PipelineError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        told = isinstance(error, (ValueError, FileNotFoundError))
        said = reason if told else f"{type(error).__name__}: {reason}"
        raise PipelineError(f"the pipeline cannot be loaded: {said}") from error
