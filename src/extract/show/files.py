"""The articles of a file, processed."""

from __future__ import annotations

import os
from collections.abc import Iterable

from spacy.tokens import Doc

from extract import language
from extract.articles import Failure, list_sources, read
from extract.language import Load, StageError, process, stage_failure


def show_file(
    file: str | os.PathLike[str],
    *,
    model: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    load: Load | None = None,
) -> tuple[list[Doc], list[Failure]]:
    """The articles of a file, processed, and what failed.

    Args:
        file: The file.
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
        load: Makes the pipeline instead of ``extract.load``.

    Raises:
        FileNotFoundError: There is no such file.
    """
    sources = list_sources(file)
    nlp = load() if load else language.load(model=model, exclude=exclude)
    docs, failures = [], []
    for one in (one for source in sources for one in read(source)):
        if isinstance(one, Failure):
            failures.append(one)
            continue
        try:
            docs.append(process(nlp, one))
        except StageError as error:
            failures.append(stage_failure(one, error))
    return docs, failures
