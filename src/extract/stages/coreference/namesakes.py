"""What tells namesakes apart, and is part of no given name or surname: "II", "-младший"."""

from __future__ import annotations

import dataclasses
import re

from extract.annotations import Person
from extract.stages.names.customs import is_byname

_OF_TWO = re.compile("(?<=[а-яё])[- ](?:младш|старш)(?:ий|ая)$")


def without_bynames(parts: Person) -> Person:
    """Parts as the columns have them; the name keeps what is left out here.

    Args:
        parts: Of "Николай II", "Иоанн Креститель" or "Джордж Буш-младший".
    """
    first, *more = (parts.given_name or "").split() or [""]
    given = " ".join([first, *(word for word in more if not is_byname(word))])
    surname = _OF_TWO.sub("", parts.surname or "")
    if (given or None, surname or None) == (parts.given_name, parts.surname):
        return parts
    return dataclasses.replace(parts, given_name=given or None, surname=surname or None)
