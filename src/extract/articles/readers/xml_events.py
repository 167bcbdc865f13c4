"""XML as a stream of events: nothing is fetched, no entities are declared, depth is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from ..model import Unreadable
from ..patterns import XML_ENCODING

_CHUNK = 2**16  # characters parsed at once: a buffer, of any size
_DEEPEST = 500  # elements in one another; generous: a feed has some ten
_HEAD = re.compile(r"^\ufeff?\s*(?:<\?xml[^>]*\?>)?")
# Control characters that XML forbids and feeds hold all the same.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Start(NamedTuple):
    """An element begins: its name with the namespace left out, and in full."""

    tag: str
    full: str
    attributes: Mapping[str, str]


class Text(NamedTuple):
    """Characters between two tags."""

    text: str


class End(NamedTuple):
    """An element ends."""

    tag: str


Event = Start | Text | End


class _Target:
    """What the parser calls."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable("its elements are nested too deeply")
        self.events.append(Start(_local(tag), tag, attributes))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.events.append(End(_local(tag)))

    def data(self, text: str) -> None:
        self.events.append(Text(text))

    def doctype(self, *_: object) -> None:
        raise Unreadable("it declares a document type, which could hide anything")

    def close(self) -> None:
        """The parser asks for it."""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def declared_encoding(data: bytes) -> str | None:
    """What the first line says."""
    match = XML_ENCODING.match(data[:1024])
    return match[1].decode() if match else None


def events(text: str) -> Iterator[Event]:
    """The events of a document.

    Raises:
        Unreadable: It is not well formed, nested too deeply, or declares a document type.
    """
    target = _Target()
    parser = ElementTree.XMLParser(target=target)
    text = _FORBIDDEN.sub(" ", text[_HEAD.match(text).end() :])  # type: ignore[union-attr]
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK])
            yield from target.events
            target.events.clear()
        parser.close()
        yield from target.events
    except ElementTree.ParseError as error:
        raise Unreadable(f"it is not well-formed XML: {error}") from None
