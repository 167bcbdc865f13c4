"""What a user chooses of a run: one object for ``extract.run``, the command line and its file.

What each setting means is told where people look it up: by ``extract.run``, whose keyword
arguments these are, and by ``extract run --help``. Their defaults and what makes sense stand here.
"""

from __future__ import annotations

import concurrent.futures as cf
import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import choices
from extract.runs.errors import RunError
from extract.runs.limits import MIB, SECONDS, Limits

if TYPE_CHECKING:
    from extract.articles import Columns
    from extract.language import Load
    from extract.runs.progress import Watcher

PathLike = str | os.PathLike[str]
Words = Mapping[str, Mapping[str, Any]]

_CHOICES: dict[str, tuple[str, ...]] = {
    "relations": tuple(choices.Trust),
    "csv": tuple(choices.Csv),
    "headers": tuple(choices.HeaderLanguage),
}
_WHOLE = ("workers", "shard_size", "mib_per_article")
# What ``run.json`` says under names of its own ("pipeline"), or what is of no use later.
_TOLD_ELSEWHERE = frozenset({"model", "exclude", "terms", "words", "load"})
_OF_THE_MOMENT = frozenset({"columns", "watcher", "resume", "force"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class RunSettings:
    """The keyword arguments of ``extract.run``, which explains them, with their defaults.

    Raises:
        RunError: A value makes no sense.
    """

    workers: int = 1
    executor: cf.Executor | None = None
    resume: bool = True
    relations: str = choices.Trust.TRUSTED
    csv: str = choices.Csv.PLAIN
    xlsx: bool = False
    headers: str = choices.HeaderLanguage.RU
    corrections: PathLike | None = None
    shard_size: int = 16
    model: PathLike | None = None
    exclude: tuple[str, ...] = ()
    terms: PathLike | None = None
    words: Words | None = None
    columns: Columns | None = None
    load: Load | None = None
    watcher: Watcher | None = None
    force: bool = False
    seconds_per_article: float = SECONDS
    mib_per_article: int = MIB

    def __post_init__(self) -> None:
        for name in _WHOLE:
            if not isinstance(value := getattr(self, name), int):
                raise RunError(f"{name}={value!r}: it is a whole number")
        if self.workers < 1 or self.shard_size < 1:
            raise RunError("there must be at least one worker and one article in a shard")
        for name, words in _CHOICES.items():
            if (value := getattr(self, name)) not in words:
                raise RunError(f"{name}={value!r}: there are {', '.join(words)}")
        self.limits.check()
        _plain(self.words)

    @property
    def limits(self) -> Limits:
        """What one article may take."""
        return Limits(self.seconds_per_article, self.mib_per_article)

    @property
    def pipeline(self) -> Load:
        """Makes the pipeline, in whatever process and working directory."""
        return self.load or dataclasses.replace(
            self._ours, model=_absolute(self.model), terms=_absolute(self.terms)
        )

    @property
    def placeless(self) -> Load:
        """``pipeline`` without model and dictionary: these are known by what they hold."""
        return self.load or self._ours

    @property
    def _ours(self) -> Pipeline:
        return Pipeline(exclude=self.exclude, words=_plain(self.words))

    def told(self) -> dict[str, Any]:
        """As plain data, for ``run.json``."""
        left_out = _TOLD_ELSEWHERE | _OF_THE_MOMENT
        names = [field.name for field in dataclasses.fields(self) if field.name not in left_out]
        values = {name: getattr(self, name) for name in names}
        if self.executor is not None:
            values["executor"] = type(self.executor).__name__
        if self.corrections is not None:
            values["corrections"] = os.fspath(self.corrections)
        return values


def _absolute(path: PathLike | None) -> str | None:
    return None if path is None else str(Path(path).absolute())


def _plain(words: Words | None) -> Words | None:
    """Words in one order, so that what is equal is one pipeline."""
    try:
        plain: Words | None = json.loads(json.dumps(words, sort_keys=True)) if words else None
    except TypeError as error:
        raise RunError(
            f"words are lists of texts by their stage (docs/words.md): {error}"
        ) from None
    return plain


@dataclasses.dataclass(frozen=True, slots=True)
class Pipeline:
    """Loads our pipeline; plain data, so that a worker anywhere can do it.

    Attributes:
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
        terms: A dictionary of the user's own.
        words: The user's own beside those of our stages.
    """

    model: str | None = None
    exclude: tuple[str, ...] = ()
    terms: str | None = None
    words: Words | None = None

    def __call__(self) -> Any:
        from extract.language import load

        return load(model=self.model, exclude=self.exclude, terms=self.terms, words=self.words)
