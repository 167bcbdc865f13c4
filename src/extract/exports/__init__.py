"""The tables of a run in the formats of other programs, and corrected annotations back.

    extract.export(extract.open("data/out"), "brat")    # extract export data/out --to brat
    extract.import_annotations("brat", "data/checked")  # extract import brat -o data/checked

One module a format. Offsets are those of the tables: characters of the text as it was read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.choices import Format
from extract.exports import (
    brat_folder,
    conll,
    doccano,
    follow_the_money,
    label_studio,
    neo4j,
    spacy_docs,
)
from extract.exports.documents import AnnotationError, Document
from extract.exports.importing import import_documents

if TYPE_CHECKING:
    from extract.tables import Tables

__all__ = ["FORMATS", "AnnotationError", "export", "import_annotations"]


class Writer(NamedTuple):
    """How a format is written.

    Attributes:
        write: Writes tables to a path.
        place: What the path is where none is given.
    """

    write: Callable[[Tables, Path], None]
    place: str


FORMATS: dict[str, Writer] = {
    Format.BRAT: Writer(brat_folder.write, "brat"),
    Format.LABELSTUDIO: Writer(label_studio.write, "labelstudio"),
    Format.DOCCANO: Writer(doccano.write, "doccano.jsonl"),
    Format.CONLL: Writer(conll.write, "tables.conll"),
    Format.SPACY: Writer(spacy_docs.write, "tables.spacy"),
    Format.NEO4J: Writer(neo4j.write, "neo4j"),
    Format.FOLLOWTHEMONEY: Writer(follow_the_money.write, "entities.ftm.json"),
}


def export(
    tables: Tables, to: str, path: str | os.PathLike[str] | None = None, *, force: bool = False
) -> Path:
    """Writes tables in the format of another program.

    Args:
        tables: Of a run or from memory.
        to: One of ``FORMATS``.
        path: A file, or a folder for formats of several files. None for the format's own name in
            the working directory.
        force: Write over a file, or into a folder that has files, which may be annotations that
            people have corrected.

    Returns:
        Where they are.

    Raises:
        TypeError: ``tables`` is the path of a run.
        ValueError: There is no such format, or the path is a file where a folder is needed.
        FileExistsError: There is something at ``path``.
        OSError: It cannot be written.
    """
    if to not in FORMATS:
        raise ValueError(f"to={to!r}: there are {', '.join(FORMATS)}")
    if isinstance(tables, str | os.PathLike):
        raise TypeError(f"export() takes tables: extract.open({os.fspath(tables)!r})")
    place = Path(path if path is not None else FORMATS[to].place)
    if not force and place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise FileExistsError(
            f"{place} is there already and may have been corrected; --force (force=True) writes"
            " over what has the same names"
        )
    FORMATS[to].write(tables, place)
    return place


def import_annotations(
    source: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    run: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Tables:
    """Makes tables of annotations that people have corrected.

    Args:
        source: A folder of brat, or a file that Label Studio (.json) or doccano (.jsonl) has
            exported.
        out: The folder for the tables.
        run: The folder of the run that was exported: what annotations do not hold stays as it
            was there (see ``original``).
        force: Write into a folder that has files of others.

    Returns:
        The tables.

    Raises:
        FileNotFoundError: There is no such source, or no finished run.
        ValueError: It is of no format that is known, or cannot be read.
        RunError: Another run writes into ``out``, or it has files of others.
        OutputError: The tables cannot be written.
    """
    place = Path(source)
    return import_documents(_reader(place), place, out, run, force)


def _reader(place: Path) -> Callable[[Path], Iterator[Document]]:
    if not place.exists():
        raise FileNotFoundError(f"there is no {place}")
    if place.is_dir():
        return label_studio.read if (place / label_studio.FILE).exists() else brat_folder.read
    readers = {".json": label_studio.read, ".jsonl": doccano.read}
    if place.suffix.lower() not in readers:
        raise AnnotationError(
            f"{place}: a folder of brat, Label Studio's .json or doccano's .jsonl is wanted"
        )
    return readers[place.suffix.lower()]
