"""Patronymics, and the given names that they are made of."""

from __future__ import annotations

import re

from extract.stages.names import customs
from extract.stages.names.lists import standing


def is_of_father(patronymic: str) -> bool:
    """Whether a father's given name is known: of "Иванович", but not of "Дворкович"."""
    if patronymic in customs.IRREGULAR_PATRONYMICS:
        return True
    stem = re.sub("ь?[оеё]вич$", "", patronymic)
    if patronymic.endswith("ьевич"):
        ends: tuple[str, ...] = ("ий", "ь")
    elif patronymic.endswith("евич"):  # "Андреевич", "Игоревич"; "Макаревич" is no "Макарович"
        ends = ("й", "ь")
    else:
        ends = ("", "ь")
    names = [stem + end for end in ends]
    if stem == patronymic:  # "Ильич", "Кузьмич"
        names = [patronymic.removesuffix("ич") + end for end in ("а", "я")]
    return any(standing(name).given > 1 for name in names)
