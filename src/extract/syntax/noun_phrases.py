"""Noun phrases that name a party: names with the titles before them.

A phrase is read from the surface ("премьер-министр Турции Реджеп Эрдоган", "властями США",
"южнокорейский дипломат"), since trees are least sure where names stand in a row.
"""

from __future__ import annotations

import re

from extract.annotations import Mention
from extract.schema import INSTITUTION_TYPES
from extract.syntax.elements import MODIFIERS, QUOTES, Element, runs
from extract.syntax.parties import Group, Party
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BODIES,
    GUESTS,
    POSSESSIVES,
    SETTLEMENTS,
)

_CASE_OF = {"с": "Ins", "со": "Ins", "между": "Ins", "у": "Gen", "для": "Gen"}
_GENDER = re.compile(r"Gender=\w+|Number=\w+")


def phrases(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[Group]:
    """The phrases of one sentence that name a party, each a group of one, in order."""
    return [group for run in runs(tree, start, end, names) for group in _phrases(tree, run)]


def _phrases(tree: Tree, run: list[Element]) -> list[Group]:
    """Splits a stretch where a new phrase begins and reads each."""
    phrases: list[list[Element]] = []
    for element in run:
        if phrases and _continues(tree, phrases[-1], element):
            phrases[-1].append(element)
        else:
            phrases.append([element])
    return [group for phrase in phrases if (group := _read(tree, phrase))]


def _continues(tree: Tree, phrase: list[Element], element: Element) -> bool:
    if all(other.adjective for other in phrase):
        return True
    head = next(other for other in phrase if not other.adjective)
    if element.aside or element.origin:
        return True
    quoted = element.quoted and tree.lemmas[head.start] in BODIES
    if _is_subject(tree, element) and not _is_subject(tree, head) and not quoted:
        return False
    agrees = element.case in (head.case, "") or head.case == ""
    if element.adjective:
        return (element.case in ("Gen", "") and head.noun != "") or (agrees and head.noun != "")
    if element.mention is None:
        return (element.case == "Gen" and head.noun != "") or agrees
    if element.type == "PERSON":
        taken = any(other.type == "PERSON" for other in phrase)
        return not taken and (agrees or (head.noun != "" and element.case == "Gen"))
    if head.mention is not None:
        return False
    if element.type == "ORGANIZATION" and head.noun in ("generic", "body"):
        return True  # "с клубом МЛС": abbreviations and foreign names have no sure case
    if element.case == "Nom" and head.noun != "generic":
        return agrees or element.quoted
    return element.quoted or element.case in ("Gen", "Nom", head.case, "")


def _read(tree: Tree, phrase: list[Element]) -> Group | None:
    """The party that a phrase names, if it names one."""
    head = next((element for element in phrase if not element.adjective), phrase[0])
    if head.adjective and not _elliptic(tree, phrase[-1].end):
        return None
    phrase = _without_tail(tree, phrase, head)
    people = [element for element in phrase if _is_person(head, element)]
    others = [
        element
        for element in phrase
        if element.mention and element.type != "PERSON" and not element.aside
    ]
    chosen = people[0] if people else _body(tree, head, others)
    if chosen is None or chosen.mention is None:
        return None
    titled = head.noun in ("title", "people")
    rest = tuple(e.mention for e in others if e.mention is not None and e is not chosen)
    bodies = sorted(rest, key=lambda mention: mention.type != "ORGANIZATION")
    represents = bodies[0] if people and titled and bodies else None
    last = phrase[-1]
    first = _first(tree, phrase)
    own = head.case or (chosen.case if people else "")  # "врио губернатора Орлов"
    case, prep = _governed(tree, head, first, own)
    return Group(
        [Party(chosen.mention, rest, represents, _titles(tree, phrase))],
        first,
        last.end,
        [head.start if head.mention is None else _root(tree, head)],
        case,
        prep,
        titled,
        last.case if head.noun and last.mention else "",
    )


def _without_tail(tree: Tree, phrase: list[Element], head: Element) -> list[Element]:
    """Without the adjectives that another noun shows: "легенда голландского футбола", but "главы
    Псковской и Тверской областей"."""
    while (
        phrase[-1].adjective
        and phrase[-1] is not head
        and not (_elliptic(tree, phrase[-1].end) and not _describes(tree, phrase[-1], head))
    ):
        phrase = phrase[:-1]
    return phrase


def _first(tree: Tree, phrase: list[Element]) -> int:
    """The first token of a phrase with the adjectives, possessives and quotes before it."""
    first = phrase[0].start
    while first > 0 and (
        tree.words[first - 1] in QUOTES
        or tree.lemmas[first - 1] in POSSESSIVES
        or (tree.pos[first - 1] in MODIFIERS and not tree.is_participle(first - 1))
    ):
        first -= 1
    return first


def _governed(tree: Tree, head: Element, first: int, own: str) -> tuple[str, str]:
    """Case and preposition that a phrase stands under, where its noun's own case is known."""
    before = first - 1
    prep = tree.lemmas[before] if before >= 0 and tree.pos[before] == "ADP" else ""
    if head.case == "Gen" and tree.lemmas[head.start] == "сторона":  # "с российской стороны"
        return own, "от"
    return _CASE_OF.get(prep, own), "с" if prep == "со" else prep


def _titles(tree: Tree, phrase: list[Element]) -> tuple[str, ...]:
    """The nouns of a title; of a body that is called so too: "[Монгольская делегация]"."""
    nouns = (element.start if element.noun else _root(tree, element) for element in phrase)
    own = {element.start for element in phrase if element.noun}
    return tuple(tree.lemmas[i] for i in nouns if i in own or tree.lemmas[i] in GUESTS)


def _is_person(head: Element, element: Element) -> bool:
    """Whether a person is who a phrase speaks of, and not "адвокат Стросс-Кана"."""
    agrees = element is head or element.case in (head.case, "") or not head.case
    return element.type == "PERSON" and agrees


def _body(tree: Tree, head: Element, others: list[Element]) -> Element | None:
    """The place or body that a phrase without a person speaks of or for."""
    if head.mention is not None:
        return head
    if origin := next((element for element in others if element.origin), None):
        return origin
    if head.noun not in ("generic", "body"):
        return next(iter(others), None)
    nouns_first = sorted(others, key=lambda element: (element.adjective, not element.quoted))
    return next((element for element in nouns_first if _names(tree, head, element)), None)


def _names(tree: Tree, head: Element, element: Element) -> bool:
    """Whether a place or body is what a generic noun speaks of: "клуб «Арсенал»".

    "форвард «Реала»" is a person without a name.
    """
    lemma = tree.lemmas[head.start]
    if head.noun == "body":
        return element.type in INSTITUTION_TYPES
    if lemma not in BODIES and lemma not in SETTLEMENTS:
        return False
    if element.adjective:
        return lemma in BODIES
    apposed = element.quoted and tree.deps[_root(tree, element)] == "appos"
    return apposed or not (element.case == "Gen" != head.case)


def _is_subject(tree: Tree, element: Element) -> bool:
    return tree.deps[_root(tree, element)] == "nsubj"


def _root(tree: Tree, element: Element) -> int:
    span = range(element.start, element.end)
    return next(
        (t for t in span if not element.start <= tree.heads[t] < element.end), element.start
    )


def _describes(tree: Tree, adjective: Element, head: Element) -> bool:
    """Whether an adjective is the title's own: "митрополит Тверской и Кашинский"."""
    if adjective.case != head.case:
        return False
    features = [_GENDER.findall(tree.morph[element.start]) for element in (adjective, head)]
    return features[0] == features[1]


def _elliptic(tree: Tree, end: int) -> bool:
    """Whether the noun of an adjective stands after a coordinated one."""
    return end < len(tree.words) and tree.words[end] in (",", "и", "или")
