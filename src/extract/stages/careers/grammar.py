"""What the dictionary says of the forms of a noun, whatever it was tagged as."""

from __future__ import annotations

import functools

from extract.russian.dictionary import parses
from extract.russian.parsing import universal

# Positions that the dictionary knows as names alone, and the endings of their forms.
LOANS = ("хоким", "хяким", "раис")
_ENDINGS = {
    "": ("Nom", "Sing"), "а": ("Gen", "Sing"), "у": ("Dat", "Sing"), "ом": ("Ins", "Sing"),
    "е": ("Loc", "Sing"), "ы": ("Nom", "Plur"), "ов": ("Gen", "Plur"), "ам": ("Dat", "Plur"),
    "ами": ("Ins", "Plur"),
}  # fmt: skip


def loan(word: str) -> tuple[str, str] | None:
    """Case and number of a form of "хоким" and the like; None for other words."""
    root = next((one for one in LOANS if word.startswith(one)), None)
    return _ENDINGS.get(word.removeprefix(root)) if root else None


@functools.lru_cache(maxsize=1 << 13)
def is_fixed(word: str) -> bool:
    """Whether a word does not decline: "замглавы", "атташе"."""
    return all("Fixd" in parse.tag.grammemes and parse.is_known for parse in parses(word))


@functools.lru_cache(maxsize=1 << 13)
def is_feminine(word: str) -> bool:
    """Whether a word names women only: "актрисы"."""
    read = [parse.tag for parse in parses(word) if parse.tag.POS == "NOUN" and parse.is_known]
    read = [tag for tag in read if "anim" in tag.grammemes]
    return bool(read) and all("femn" in tag.grammemes for tag in read)


@functools.lru_cache(maxsize=1 << 13)
def may_be_person(word: str) -> bool:
    """Not "срок", "полномочный": what the dictionary knows as no living being or no noun."""
    read = [parse for parse in parses(word) if parse.tag.POS == "NOUN"]
    if not read and any(parse.is_known and parse.tag.POS == "ADJF" for parse in parses(word)):
        return False
    known = any(parse.is_known for parse in read)
    return word == "врио" or not known or any("anim" in parse.tag.grammemes for parse in read)


@functools.lru_cache(maxsize=1 << 13)
def is_animate(word: str) -> bool:
    """Whether the dictionary knows a word first of all as a living being's, no name."""
    read = [parse for parse in parses(word) if parse.is_known][:1]
    return (
        bool(read)
        and read[0].tag.POS == "NOUN"
        and "anim" in read[0].tag.grammemes
        and not (read[0].tag.grammemes & {"Name", "Surn", "Patr"})
    )


@functools.lru_cache(maxsize=1 << 13)
def is_modifying(word: str) -> bool:
    """Whether a word may be an adjective: not "старосты", whatever it is tagged as."""
    return any(parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word))


@functools.lru_cache(maxsize=1 << 13)
def is_plain(word: str) -> bool:
    """Whether an adjective is neither a participle, such as "убитый", nor an ordinal."""
    read = [parse.tag for parse in parses(word) if parse.tag.POS in ("ADJF", "PRTF")]
    return not any(tag.POS == "PRTF" or "Anum" in tag.grammemes for tag in read)


@functools.lru_cache(maxsize=1 << 14)
def forms_of(word: str) -> tuple[tuple[str, str], ...]:
    """The cases and numbers that a noun's form may stand in, the likeliest first."""
    found: dict[tuple[str, str], None] = {}
    for parse in parses(word):
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF"):
            features = dict(feature.split("=") for feature in universal(parse.tag)[1])
            if "Case" in features:
                found[features["Case"], features.get("Number", "Sing")] = None
    return tuple(found)
