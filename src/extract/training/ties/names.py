"""Copies of passages with other names: who joins whom does not depend on who they are.

A name takes the place of another of its kind, gender, case and number, the same everywhere in a
text, and word for word, so that all that is known of the text (its tree, its mentions, its gold)
holds for the copy too.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from pymorphy3.analyzer import Parse

from extract.russian.dictionary import parses
from extract.stages.agreements.features import Page

_WORD = re.compile("[А-ЯЁ][а-яё]{2,}")
_CASES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
}  # fmt: skip
_PARTS = ("Name", "Surn", "Patr")
_GRAMMEMES = {"CITY": "Geox", "COUNTRY": "Geox", "STATE_OR_PROVINCE": "ADJF"}
_SWAPPED = 0.85  # share of the names of a text that are another in a copy: most, by hand

Kind = tuple[str, str]  # what sort of name it is, and its gender


class Name(NamedTuple):
    """A word that is a name or part of one: its place in the text and how it is read."""

    start: int
    end: int
    parse: Parse
    kind: Kind


def names(page: Page) -> list[Name]:
    """The names of a text that can take the place of others."""
    tree = page.tree
    found: dict[int, Name] = {}
    counts = np.bincount(page.token, minlength=len(tree.words))
    for mention, (first, last) in sorted(tree.spans.items()):
        for token in range(first, last):
            case = _CASES.get(tree.cases[token])
            word = tree.words[token]
            if case is None or counts[token] != 1 or not _WORD.fullmatch(word):
                continue
            for parse, kind in _readings(word, mention.type):
                if parse.tag.case == case:
                    start = tree.starts[token]
                    found.setdefault(start, Name(start, start + len(word), parse, kind))
                    break
    return [found[start] for start in sorted(found)]


def _readings(word: str, mention_type: str) -> Iterator[tuple[Parse, Kind]]:
    """The ways to read a word as a name of some type of mention."""
    for parse in parses(word.lower()):
        tag = parse.tag
        if not parse.is_known or tag.number != "sing":
            continue
        if mention_type == "PERSON":
            for part in _PARTS:
                if part in tag and tag.gender in ("masc", "femn"):
                    yield parse, (part, tag.gender)
        elif mention_type in ("CITY", "COUNTRY") and {"Geox", "NOUN"} in tag:
            if "Fixd" not in tag:
                yield parse, (mention_type, tag.gender or "")
        elif mention_type == "STATE_OR_PROVINCE" and "ADJF" in tag:
            yield parse, (mention_type, "")


class Namesakes:
    """The names of some texts by kind, to choose from."""

    def __init__(self, texts: Iterable[Sequence[Name]]) -> None:
        pools: dict[Kind, set[str]] = defaultdict(set)
        for some in texts:
            for name in some:
                pools[name.kind].add(name.parse.normal_form)
        self.pools = {kind: sorted(pool) for kind, pool in pools.items()}

    def copy(self, text: str, found: Sequence[Name], seed: str) -> str | None:
        """The text with other names; None where it has none that could be another.

        Args:
            text: The text.
            found: Its ``names``.
            seed: Of the choice.
        """
        chance = random.Random(seed)
        chosen: dict[tuple[str, Kind], str | None] = {}
        pieces, last = [], 0
        for name in found:
            key = name.parse.normal_form, name.kind
            if key not in chosen:
                other = chance.choice(self.pools[name.kind])
                chosen[key] = other if chance.random() < _SWAPPED else None
            word = chosen[key] and _inflected(chosen[key] or "", name)
            if word:
                pieces += [text[last : name.start], word.capitalize()]
                last = name.end
        return "".join([*pieces, text[last:]]) if pieces else None


def _inflected(lemma: str, like: Name) -> str | None:
    """Another name in the form of one."""
    tag = like.parse.tag
    wanted = {tag.case, "sing"}
    if like.kind[0] in ("Surn", "STATE_OR_PROVINCE") and tag.gender:
        wanted.add(tag.gender)
    part = _GRAMMEMES.get(like.kind[0], like.kind[0])
    for parse in parses(lemma):
        if parse.normal_form == lemma and part in parse.tag:
            inflected = parse.inflect(wanted)
            return inflected.word if inflected else None
    return None
