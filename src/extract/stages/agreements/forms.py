"""What the form of a verb says: negated, of the future, of the present."""

from __future__ import annotations

import functools
import re

from extract.russian.dictionary import parses
from extract.stages.agreements.status_words import FUTILE, TRIES
from extract.syntax.tree import Tree

# Endings that no past has, whatever the tagger says: "переговорит".
_NON_PAST = re.compile(r"(?:т|[еи]шь|[еёи]м)(?:ся)?$")
_NOT_ONLY = frozenset({"только", "просто", "лишь"})


@functools.lru_cache(maxsize=1 << 12)
def is_future_form(word: str) -> bool:
    """Whether a word can be nothing but a verb of the future."""
    tags = [parse.tag for parse in parses(word.lower())]
    return bool(tags) and all("futr" in tag for tag in tags)


@functools.lru_cache(maxsize=1 << 12)
def _is_of_other_tense(word: str) -> bool:
    """Whether the dictionary knows a verb, and none of the future: "гостят", "породнился"."""
    tenses = {parse.tag.tense for parse in parses(word) if parse.tag.POS == "VERB"} - {None}
    return bool(tenses) and "futr" not in tenses


def is_future(tree: Tree, i: int) -> bool:
    """Whether a word tells what is to come; the dictionary is believed over the tagger."""
    word, morph = tree.words[i].lower(), tree.morph[i]
    if is_future_form(word):
        return True
    if "VerbForm=Fin" not in morph and not word.endswith("тся"):
        return False
    if tree.lemmas[i] == "быть":
        return word.startswith("буд")
    if _is_of_other_tense(word):
        return False
    perfect = "Tense=Past" in morph or "Aspect=Perf" in morph  # the tagger's guesses
    return "Tense=Fut" in morph or (perfect and bool(_NON_PAST.search(word)))


@functools.lru_cache(maxsize=1 << 12)
def _is_past_form(word: str) -> bool:
    """Whether the dictionary knows a verb, of the past alone: "завизировали"."""
    return {p.tag.tense for p in parses(word) if p.tag.POS == "VERB"} == {"past"}


def is_present(tree: Tree, i: int) -> bool:
    """Whether a verb tells what is; the tagger takes "завизировали" for that."""
    present = "Tense=Pres" in tree.morph[i] and not is_future(tree, i)
    return present and not _is_past_form(tree.words[i].lower())


def is_done(tree: Tree, i: int) -> bool:
    """Whether a verb tells what has been done."""
    past = "Tense=Past" in tree.morph[i] or "Variant=Short" in tree.morph[i]
    return past and not is_future(tree, i) and not is_negated(tree, i)


def is_negated(tree: Tree, i: int) -> bool:
    """ "не подписали", "нельзя", "тщетно пытались"; "не только подписали" is none."""
    if tree.lemmas[i] in TRIES and any(tree.lemmas[t] in FUTILE for t in tree.children[i]):
        return True
    if tree.words[i].lower() in ("нет", "нельзя"):
        return True
    beside = [*tree.children[i], *([i - 1] if i > 0 else [])]
    return any(_negates(tree, t) for t in beside) or any(
        tree.words[t].lower() == "нет" and tree.deps[t] in ("advmod", "neg", "det")
        for t in tree.children[i]
    )


def _negates(tree: Tree, t: int) -> bool:
    after = tree.lemmas[t + 1] if t + 1 < len(tree.lemmas) else ""
    return tree.words[t].lower() == "не" and after not in _NOT_ONLY
