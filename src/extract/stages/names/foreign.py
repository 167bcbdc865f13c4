"""Given names of other peoples that the dictionary lacks, and who bears them: "Дадли" is a man.

They stand in ``given.tsv``: none that is a place or a noun as often ("Джорджия"), none that is a
form of another name ("Ивана").
"""

from __future__ import annotations

from pathlib import Path

from extract.stages.names.patterns import FEMALE, MALE

_TABLE = Path(__file__).with_name("given.tsv")
_BEARERS = {"m": (MALE,), "f": (FEMALE,), "b": (MALE, FEMALE)}
_SURNAME = "s"  # as often a surname, and alone rather that: "Спенсер"


def _read() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    bearers = {name: _BEARERS[who] for name, who, *_ in rows}
    return bearers, frozenset(name for name, _, *marks in rows if _SURNAME in marks)


BEARERS, ALONE_SURNAMES = _read()
