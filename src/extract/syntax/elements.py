"""The words of a sentence that may be parts of a phrase: names, titles, their adjectives."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.schema import INSTITUTION_TYPES
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BODIES,
    COUNTERPARTS,
    DEPUTY,
    GENERIC,
    GUESTS,
    INDECLINABLE,
    ORIGINS,
    SETTLEMENTS,
    THINGS,
    TITLES,
)

QUOTES = frozenset("«»„“”\"'‘’") | {"''", "``"}
MODIFIERS = frozenset({"ADJ", "DET", "NUM"})


@dataclasses.dataclass(slots=True)
class Element:
    """A word of a phrase: a mention taken whole, or a noun."""

    start: int
    end: int
    case: str
    mention: Mention | None
    noun: str = ""
    quoted: bool = False
    adjective: bool = False
    aside: bool = False
    origin: bool = False

    @property
    def type(self) -> str:
        return self.mention.type if self.mention else ""


def runs(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[list[Element]]:
    """Stretches of names, titles and their adjectives."""
    found: list[list[Element]] = [[]]
    i = start
    while i < end:
        if i in names:
            element = _name(tree, i, names)
            found[-1].append(element)
            i = element.end
            continue
        if place := _aside(tree, i, found[-1], names):
            found[-1].append(place)
            i = place.end
            continue
        if place := _origin(tree, i, found[-1], names):
            found[-1].append(place)
            i = place.end
            continue
        if noun := _noun(tree, i, found[-1], names):
            bare = noun == "body" and tree.words[i].isupper()  # "АО «Ромашка»"
            case = "" if bare or INDECLINABLE.match(tree.words[i]) else tree.cases[i]
            found[-1].append(Element(i, i + 1, case, None, noun))
        elif found[-1] and not _is_inside(tree, i, found[-1][-1]):
            found.append([])
        i += 1
    return [run for run in found if any(element.mention for element in run)]


def _name(tree: Tree, i: int, names: dict[int, Mention]) -> Element:
    mention = names[i]
    start, end = tree.spans[mention]
    start = max(start, i)
    span = range(start, end)
    root = next((t for t in span if not start <= tree.heads[t] < end), start)
    case = tree.cases[root] or next((tree.cases[t] for t in span if tree.cases[t]), "")
    if case == "Nom" and mention.type == "PERSON" and _is_declined(tree, mention):
        case = "Gen"  # the tagger takes foreign names for nominatives
    if tree.words[root].isupper() and mention.type == "ORGANIZATION":
        case = ""  # "ВТБ": the form shows no case
    return Element(
        start,
        end,
        case,
        mention,
        quoted=start > 0 and tree.words[start - 1] in QUOTES,
        adjective=all(tree.pos[t] in ("ADJ", "PUNCT") for t in span)
        and not (len(span) > 1 and tree.words[end - 1][:1].isupper()),  # "Сергиев Посад"
    )


def _is_declined(tree: Tree, mention: Mention) -> bool:
    """Whether a name differs from its nominative, as the object of a verb does."""
    text = tree.said(mention.start, mention.end)
    last, nominative = text.split()[-1], tree.normal(mention).split()[-1]
    return last[-1:] in ("а", "я") and len(last) == len(nominative) + 1 and last != nominative


def _aside(tree: Tree, i: int, run: list[Element], names: dict[int, Mention]) -> Element | None:
    """The place in "посол Италии в Грузии Виторио Сандали": of the title, no party."""
    titled = any(element.noun == "title" for element in run)
    if not titled or tree.lemmas[i] not in ("в", "при") or i + 1 not in names:
        return None
    place = _name(tree, i + 1, names)
    follower = names.get(place.end)
    if place.type == "PERSON" or follower is None or follower.type != "PERSON":
        return None
    place.aside = True
    return place


def _is_inside(tree: Tree, i: int, last: Element) -> bool:
    """Whether a word may stand within a phrase: quotes, adjectives, the rest of a position."""
    if tree.words[i] in QUOTES or (tree.pos[i] in MODIFIERS and not tree.is_participle(i)):
        return True
    if tree.words[i] == ")":
        i -= 1
    return last.mention is None and any(
        mention.type == "PROFESSION" and mention in tree.mentions[last.start]
        for mention in tree.mentions[i]
    )


def _origin(tree: Tree, i: int, run: list[Element], names: dict[int, Mention]) -> Element | None:
    """The place in "делегация из Китая", "гости из соседней Монголии": whom the noun stands for."""
    if not run or run[-1].mention or tree.lemmas[i] not in ORIGINS:
        return None
    after = i + 1
    while after < len(tree.words) and after not in names and _is_before_name(tree, after):
        after += 1
    if after not in names or after > i + 3:
        return None
    place = _name(tree, after, names)
    inner = place.end + (tree.lemmas[min(place.end, len(tree.words) - 1)] in SETTLEMENTS)
    if place.adjective and inner in names:  # "из вьетнамской провинции Кханьхоа"
        place = _name(tree, inner, names)
    if place.type == "PERSON":
        return None
    place.case, place.origin, place.adjective = "Gen", True, False
    return place


def _is_before_name(tree: Tree, i: int) -> bool:
    """ "из соседней провинции [Шаньдун]"."""
    return tree.pos[i] == "ADJ" or tree.lemmas[i] in SETTLEMENTS


def _is_people(tree: Tree, i: int, names: dict[int, Mention]) -> bool:
    """Unnamed people who come from a named place: "студенты из Улан-Батора"."""
    last = min(i + 3, len(tree.words) - 1)
    return (
        "Animacy=Anim" in tree.morph[i]
        and i + 1 < len(tree.words)
        and tree.lemmas[i + 1] in ORIGINS
        and any(t in names for t in range(i + 2, last + 1))
    )


def _is_described(run: list[Element]) -> bool:
    """Whether a place in an adjective stands before: "китайские гости"."""
    return bool(run) and run[-1].adjective and run[-1].mention is not None


def _is_named_after(tree: Tree, i: int, names: dict[int, Mention]) -> bool:
    """A noun whose name follows: "ООО «Ромашка»", "сетью Dong Xuan Mart"."""
    after = i + 1
    while after < len(tree.words) and (
        tree.words[after] in QUOTES or (after > i + 1 and tree.lemmas[after] in BODIES)
    ):  # "АО «Холдинг „Ромашка“»"
        after += 1
    mention = names.get(after)
    if (
        mention is None
        or mention in tree.mentions[i]
        or tree.lemmas[i] in THINGS
        or mention.type not in INSTITUTION_TYPES
    ):
        return False
    start, end = tree.spans[mention]
    root = next((t for t in range(start, end) if not start <= tree.heads[t] < end), start)
    apposed = i <= tree.heads[root] < after and tree.deps[root] in ("appos", "flat", "nmod")
    return (
        apposed
        and (after > i + 1 or not tree.words[after][:1].islower())
        and (after > i + 1 or tree.cases[root] in ("Nom", "") or tree.pos[root] == "X")
    )


def _noun(tree: Tree, i: int, run: list[Element], names: dict[int, Mention]) -> str:
    """title, generic, people, body or inner (a genitive within a title), "" for no part."""
    if tree.pos[i] not in ("NOUN", "PROPN"):
        return ""
    lemma = tree.lemmas[i]
    if lemma in TITLES or DEPUTY.sub("", lemma).rpartition("-")[2] in TITLES:
        return "title"
    if lemma in COUNTERPARTS and not _is_people(tree, i, names):
        return "people" if lemma in GUESTS and _is_described(run) else ""
    if _is_named_after(tree, i, names):
        return "body"
    if lemma in GENERIC:
        return "people" if _is_people(tree, i, names) else "generic"
    if any(mention.type == "PROFESSION" for mention in tree.mentions[i]):
        return "title"
    if _is_people(tree, i, names):
        return "people"
    if run and run[0].noun and tree.cases[i] == "Gen" and not run[-1].mention:
        return "inner"
    return ""
