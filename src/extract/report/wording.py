"""The words of the page: what it says, and what it calls the values of the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract.schema import (
    ENDED_STATUSES,
    OPEN_STATUSES,
    SYMMETRIC_RELATIONS,
    TYPES,
    Family,
    russian,
)

FILE = Path(__file__).parent / "static" / "words.json"
_RUSSIAN: dict[str, dict[str, str]] = {
    "types": {name: type_.russian for name, type_ in TYPES.items()},
    "statuses": {status: name for status, (name, _) in russian.STATUSES.items()},
    "kinds": russian.EVENT_KINDS,
    "place_kinds": russian.PLACE_KINDS,
}

# The families' classes in ``static/colours.css``; all else is a "thing".
_CLASSES = {
    Family.WHO: "person", Family.BODY: "body", Family.WHERE: "place", Family.WHAT: "event",
    Family.WHEN: "time", Family.ROLE: "position",
}  # fmt: skip


def facts() -> dict[str, Any]:
    """What the page knows of types, relations and statuses.

    Classes by type, relations without a direction, what is over and what is open.
    """
    return {
        "families": {
            name: _CLASSES[one.family] for name, one in TYPES.items() if one.family in _CLASSES
        },
        "symmetric": sorted(SYMMETRIC_RELATIONS),
        "ended": sorted(ENDED_STATUSES),
        "open": sorted(OPEN_STATUSES),
    }


def words() -> dict[str, dict[str, Any]]:
    """By list and key what the page says: in Russian and English, of some in several forms.

    Russian names of the tables' values are the workbook's; English ones are the values
    themselves, but for those that ``values`` of the file names.
    """
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    english = found.pop("values")
    for name, values in _RUSSIAN.items():
        found[name] = {
            value: [said, english.get(value, value.lower().replace("_", " "))]
            for value, said in values.items()
        }
    return found
