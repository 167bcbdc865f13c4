"""JSON: an array of objects, objects one after another, or one object, which may hold the array."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..bounds import LARGEST
from ..files import open_file
from ..model import (
    BrokenEncoding,
    Columns,
    NoTextColumn,
    ReadError,
    Source,
    TooLarge,
    Unreadable,
)
from .base import Row, TextRowReader, object_fields

_CHUNK = 2**16  # bytes read at once, at least: a buffer, of any size
_BLANK = " \t\r\n\ufeff"


class Json(TextRowReader):
    name = "json"
    extensions = (".json",)

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        with open_file(source) as file:
            for number, value in enumerate(_articles(file, self.encoding(source)), 1):
                try:
                    yield Row(number, None, object_fields(value, source.columns, fields))
                except ReadError as error:
                    reason = f"element {number}: {error}"
                    yield Row(number, None, {}, type(error)(reason))


def _articles(file: BinaryIO, encoding: str | None) -> Iterator[Any]:
    """The objects, one by one; an object alone that only holds an array stands for its elements."""
    values = _Values(file, encoding or "utf-8")
    if values.peek() == "[":
        yield from values.elements()
        return
    found = values.concatenated()
    first = next(found, None)
    second = next(found, None)
    if first is None:
        return
    if second is None:
        yield from _inner(first)
        return
    yield first
    yield second
    yield from found


def _inner(value: Any) -> Iterator[Any]:
    """An exported answer: {"status": "ok", "articles": [{…}, {…}]}."""
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
        objects = [inner for inner in lists if all(isinstance(one, dict) for one in inner)]
        try:
            object_fields(value, Columns(), ("text",))
        except NoTextColumn:
            if len(objects) == 1:
                yield from objects[0]
                return
    yield value


class _Values:
    """JSON values out of a file, of which only what is being read is in memory."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._at, self._ended = "", 0, False
        self._passed = 0  # characters of the file before those that are held

    def elements(self) -> Iterator[Any]:
        """Those of the array that begins here."""
        self._at += 1
        if self.peek() == "]":
            return
        while True:
            yield self._value()
            mark = self.peek()
            self._at += 1
            if mark == "]":
                return
            if mark != ",":
                raise Unreadable(f"it is not JSON: {mark or 'its end'!r} where a comma should be")

    def concatenated(self) -> Iterator[Any]:
        """All, one after another."""
        while self.peek():
            yield self._value()

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while True:
            rest = self._text[self._at : self._at + _CHUNK].lstrip(_BLANK)
            if rest:
                self._at = self._text.index(rest[0], self._at)
                return rest[0]
            self._at = min(self._at + _CHUNK, len(self._text))
            if self._at == len(self._text) and not self._more():
                return ""

    def _value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self._parse(self._text, self._at)
            except RecursionError:
                raise Unreadable("it is nested too deeply") from None
            except ValueError as error:
                # Cut off here, or broken: more of it will tell.
                if not self._more():
                    raise Unreadable(f"it is not JSON: {self._reason(error)}") from None
                continue
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def _reason(self, error: ValueError) -> str:
        """What is wrong, and at which character of the file."""
        if not isinstance(error, json.JSONDecodeError):
            return str(error)
        return f"{error.msg}: character {self._passed + error.pos}"

    def _more(self) -> bool:
        """Reads as much again as is held, so that a long value costs no more than its length."""
        if self._ended:
            return False
        held = self._text[self._at :]
        if len(held) > LARGEST:
            raise TooLarge(f"an element is larger than {LARGEST // 2**20} MiB")
        data = self._file.read(max(_CHUNK, len(held)))
        self._ended = not data
        try:
            self._passed += self._at
            self._text, self._at = held + self._decoder.decode(data, not data), 0
        except UnicodeError as error:
            raise BrokenEncoding(f"it is not in one encoding: {error}") from None
        return True
