"""A hash of what the rows of an article depend on beside the article.

All our code and data count, since a list of what does not would soon be wrong, but for the
folder ``training``; so do the packages that we are built on, the files of the model and the code
of a function that makes the pipeline.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement

import extract
from extract.disk import checksum
from extract.language import Load
from extract.runs.code import described

DISTRIBUTION = "extract-ru"
_READING = "documents"  # the extra whose packages read articles
# They show and write what is found, and find nothing.
_SHOWING = frozenset({"rich", "typer", "xlsxwriter", "duckdb"})
# Most requirements are of extras that nobody asks for; to parse them takes longest.
_OF_EXTRA = re.compile(r"""; extra == ['"]([\w.-]+)['"]$""")


def fingerprint(
    load: Load,
    model: str | os.PathLike[str] | None = None,
    terms: str | os.PathLike[str] | None = None,
) -> str:
    """The hash.

    Args:
        load: Makes the pipeline.
        model: Folder of a model of the user's own; its files are read each time.
        terms: A dictionary of the user's own, likewise.

    Raises:
        FileNotFoundError: ``model`` is no model's folder, or there is no such dictionary.
    """
    parts = [_own_files(), described(load), *_versions()]
    if model is not None:
        from extract.encoder.model import locate  # heavy, and workers of a run load it themselves

        parts.append(_files(locate(Path(model).absolute())))
    if terms is not None:
        parts.append(f"terms {checksum(Path(terms))}")
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


@functools.cache  # what is loaded stays as it is, whatever happens to its files
def _own_files() -> str:
    return _files(Path(extract.__file__).parent, leave_out="training")


def _files(folder: Path, leave_out: str = "__pycache__") -> str:
    digest = hashlib.blake2b(digest_size=12)
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not {"__pycache__", leave_out} & {*name.parts}:
            digest.update(f"{name.as_posix()} {checksum(file)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@functools.cache
def _versions() -> tuple[str, ...]:
    """Name and version of each package that we need, directly or not."""
    found: dict[str, str] = {}
    waiting = [DISTRIBUTION]
    while waiting:
        name = waiting.pop()
        if name in found or name in _SHOWING:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
            continue
        headers = _headers(distribution)
        # Our own code is hashed; its version need not be.
        found[name] = "" if name == DISTRIBUTION else headers["Version"]
        extras = ("", _READING) if name == DISTRIBUTION else ("",)
        waiting += _needed(headers.get_all("Requires-Dist", ()), extras)
    return tuple(f"{name} {version}" for name, version in sorted(found.items()))


def _headers(distribution: importlib.metadata.Distribution) -> Message:
    """What a package says of itself, without the manual that may stand below.

    ``importlib.metadata`` parses all of it anew for each question, which takes ten times as long.
    """
    text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    return HeaderParser().parsestr(text.partition("\n\n")[0])


def _needed(lines: Iterable[str], extras: tuple[str, ...]) -> Iterator[str]:
    """The packages that some requirements name, where their conditions hold here."""
    for line in lines:
        extra = _OF_EXTRA.search(line)
        if extra is not None and extra[1] not in extras:
            continue
        needed = Requirement(line)
        if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in extras):
            yield needed.name.lower().replace("_", "-")
