"""RSS and Atom: each entry is an article, its text the longest that the feed gives of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..encodings import decode
from ..files import read_bytes
from ..model import BrokenFormat, ReadError, Source, Unreadable
from .base import Row, RowReader
from .pages import fragment_text
from .xml_events import End, Event, Start, Text, declared_encoding, events

_ENTRIES = ("item", "entry")
_ROOTS = ("rss", "RDF", "feed")
_TEXTS = ("encoded", "full-text", "content", "description", "summary")
# Not "updated": a date of correction is none of publication.
_DATES = ("pubDate", "published", "date", "issued")
_IDS = ("guid", "id")
_AUTHORS = ("creator", "author")
# Of Atom: "<name>Анна Котова</name><email>…"; of RSS: "a@b.ru (Анна Котова)".
_AUTHOR = re.compile(r"<name>(.*?)</name>|@\S+ \(([^()]+)\)", re.DOTALL)
_KEPT = frozenset({*_TEXTS, *_DATES, *_IDS, *_AUTHORS, "title", "link"})


class Feed(RowReader):
    name = "feed"
    extensions = (".xml", ".rss", ".atom")

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        data = read_bytes(source)
        text, _, cut = decode(data, declared_encoding(data))
        if cut is not None:
            raise cut
        for number, entry in enumerate(_entries(events(text)), 1):
            values = {"id": _first(entry, _IDS)}
            error = None
            try:
                values |= _article(entry) if "text" in fields else {}
            except ReadError as problem:
                error = problem
            yield Row(number, None, values, error)


class _Part(NamedTuple):
    """What an element of an entry holds."""

    content: str
    is_html: bool

    def text(self) -> str:
        return fragment_text(self.content) if self.is_html else self.content


Entry = dict[str, _Part]


def _entries(found: Iterator[Event]) -> Iterator[Entry]:
    """The parts of each entry by their names."""
    root = next((event for event in found if isinstance(event, Start)), None)
    if root is None or root.tag not in _ROOTS:
        raise BrokenFormat("it is XML, but neither RSS nor Atom")
    for event in found:
        if isinstance(event, Start) and event.tag in _ENTRIES:
            yield _entry(found, event.tag)


def _entry(found: Iterator[Event], kind_of_entry: str) -> Entry:
    entry: Entry = {}
    for event in found:
        if isinstance(event, End) and event.tag == kind_of_entry:
            return entry
        if not isinstance(event, Start):
            continue
        about = event.attributes
        content = _content(found)
        if event.tag not in _KEPT or about.get("rel", "alternate") != "alternate":
            continue
        # Of "content" and "media:content" the one that holds more.
        if event.tag not in entry or len(content) > len(entry[event.tag].content):
            kind = about.get("type", "html" if kind_of_entry == "item" else "text")
            entry[event.tag] = _Part(about.get("href") or content, "html" in kind)
    raise Unreadable("it ends inside an entry")


def _content(found: Iterator[Event]) -> str:
    """All characters of the element that has just begun; tags in it, as XHTML has, as tags."""
    pieces: list[str] = []
    depth = 1
    for event in found:
        if isinstance(event, Text):
            pieces.append(event.text)
        elif isinstance(event, Start):
            depth += 1
            pieces.append(f"<{event.tag}>")
        else:
            depth -= 1
            if not depth:
                break
            pieces.append(f"</{event.tag}>")
    return "".join(pieces).strip()


def _article(entry: Entry) -> dict[str, str]:
    title = fragment_text(entry["title"].content) if "title" in entry else ""
    texts = (entry[name].text() for name in _TEXTS if name in entry)
    return {
        "text": max(texts, key=len, default="") or title,
        "title": title,
        "date": _first(entry, _DATES),
        "author": _author(entry),
        "url": _first(entry, ("link",)),
    }


def _author(entry: Entry) -> str:
    said = _first(entry, _AUTHORS)
    if named := _AUTHOR.search(said):
        said = named[1] or named[2]
    return "" if "@" in said else fragment_text(said)


def _first(entry: Entry, names: tuple[str, ...]) -> str:
    return next((entry[name].content for name in names if name in entry), "")
