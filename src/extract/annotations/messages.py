"""The values survive ``doc.to_bytes``, ``DocBin`` and several processes: msgpack is told how."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import srsly

from . import values

_KINDS: dict[str, Any] = {
    name: kind for name, kind in vars(values).items() if dataclasses.is_dataclass(kind)
}


@srsly.msgpack_encoders("extract")  # type: ignore[untyped-decorator]
def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    kind = type(value).__name__
    if dataclasses.is_dataclass(value) and kind in _KINDS:
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return {"extract": kind, "fields": fields}
    if isinstance(value, (dt.datetime, dt.date)):
        return {"extract": type(value).__name__, "fields": value.isoformat()}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders("extract")  # type: ignore[untyped-decorator]
def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    kind = value.get("extract") if isinstance(value, dict) else None
    if kind in ("date", "datetime"):
        return getattr(dt, kind).fromisoformat(value["fields"])
    if kind in _KINDS:
        return _KINDS[kind](*map(_freeze, value["fields"]))
    return value if chain is None else chain(value)


def _freeze(value: Any) -> Any:
    """msgpack brings tuples back as lists."""
    return tuple(map(_freeze, value)) if isinstance(value, list) else value
