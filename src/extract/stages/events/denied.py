"""What a text says did not take place, or leaves open: "взрыва не было", "сообщение – фейк"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from extract.stages.events.words import CANCELLED
from extract.syntax.tree import Tree

_UNVERIFIED = re.compile(
    r"\bпо (?:(?:непроверенн|неподтвержд[её]нн|неофициальн)\w+ (?:данным|сведениям|информации)"
    r"|слухам)",
    re.IGNORECASE,
)
_THERE_IS = frozenset({"быть", "существовать"})
_FAILED = frozenset({"несостоявшийся"})
_NAUGHT = {
    "остаться": frozenset({"бумага", "мечта", "слово"}),
    "кануть": frozenset({"лета"}),
    "повиснуть": frozenset({"воздух"}),
}
_MESSAGES = frozenset({
    "сообщение", "новость", "информация", "сведение", "известие", "публикация", "слух", "данные",
})  # fmt: skip
_FALSE = frozenset({
    "ложный", "фейк", "ложь", "выдумка", "вымысел", "утка", "вброс", "дезинформация",
    "недостоверный", "неправда",
})  # fmt: skip
_CONFIRMS = frozenset({"подтвердить", "подтверждать", "подтвердиться", "подтверждаться"})
ALLOWS = frozenset({"согласовать", "разрешить", "допустить", "одобрить", "позволить"})
_FAILS = frozenset({"сорваться", "провалиться", "пресечь", "предотвратить", "пресекать"})
_HOLDING = frozenset({"проведение", "организация"})
_ALMOST = frozenset({"едва", "чуть"})
_NOUNS = 3  # over an event, up to the word that speaks of it: "сообщения об аресте мэра"


def answer(tree: Tree, root: int) -> str | None:
    """What is said of an event: "cancelled", "unknown", or None where nothing is denied.

    Args:
        tree: The document.
        root: The token that tells the event.
    """
    message = False
    for node in _over(tree, root):
        lemma, below = tree.lemmas[node], {tree.lemmas[t] for t in tree.children[node]}
        if not message and _is_none(tree, root, node):
            return "cancelled"
        if _is_called_off(tree, node):
            return "cancelled"
        if lemma in _CONFIRMS and is_negated(tree, node):
            return "unknown"
        if message and (lemma in _FALSE or below & _FALSE):
            return "unknown"
        message = message or lemma in _MESSAGES
    return "unknown" if _is_hearsay(tree, root) else None


def is_negated(tree: Tree, i: int) -> bool:
    """ "не подтвердили", "едва не столкнулись"."""
    almost = (t for b in tree.children[i] if tree.lemmas[b] in _ALMOST for t in tree.children[b])
    return any(tree.lemmas[t] == "не" for t in (*tree.children[i], *almost))


def _over(tree: Tree, root: int) -> Iterator[int]:
    """The nouns over a token and the first word over them that is none."""
    node = root
    for _ in range(_NOUNS):
        if tree.heads[node] == node:
            return
        node = tree.heads[node]
        yield node
        if tree.pos[node] not in ("NOUN", "PROPN"):
            return


def _is_none(tree: Tree, root: int, over: int) -> bool:
    """ "взрыва не было", "забастовки нет", "остался на бумаге", "признан несостоявшимся"."""
    if tree.heads[root] != over or not tree.deps[root].startswith(("nsubj", "obj")):
        return False
    lemma = tree.lemmas[over]
    none = lemma == "нет" or (lemma in _THERE_IS and is_negated(tree, over))
    if none and tree.cases[root] in ("Gen", ""):
        return True
    below = {tree.lemmas[t] for t in tree.children[over]}
    return bool(below & (_FAILED | _NAUGHT.get(lemma, frozenset())))


def _is_called_off(tree: Tree, noun: int) -> bool:
    """ "попытка побега сорвалась", "отказ от проведения форума"."""
    lemma, over = tree.lemmas[noun], tree.heads[noun]
    fails = _FAILS if lemma == "попытка" else CANCELLED if lemma in _HOLDING else frozenset()
    return tree.lemmas[over] in fails and not is_negated(tree, over)


def _is_hearsay(tree: Tree, root: int) -> bool:
    """ "Говорят, что прошёл митинг", "по слухам": nobody says so himself."""
    start, end = tree.sentences[tree.sentence_of[root]]
    verb = next((i for i in (root, *tree.up(root)) if tree.is_finite(i)), root)
    found = _UNVERIFIED.search(tree.said(tree.starts[start], tree.end(end - 1)))
    if found is not None:
        last = bisect.bisect_left(tree.starts, tree.starts[start] + found.end()) - 1
        return next((i for i in tree.up(last) if tree.is_finite(i)), root) == verb
    over = tree.heads[verb]
    said = tree.deps[verb] == "ccomp" and tree.words[over].lower() in ("говорят", "поговаривают")
    return said and not any(tree.deps[i].startswith("nsubj") for i in tree.children[over])
