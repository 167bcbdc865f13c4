"""Noun phrases that name a party: names with the titles before them.

A phrase is read from the surface ("премьер-министр Турции Реджеп Эрдоган", "властями США",
"южнокорейский дипломат"), since trees are least sure where names stand in a row.
"""

from __future__ import annotations

import dataclasses
import re

from extract.annotations import Mention
from extract.syntax.parties import Group, Party
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BODIES,
    COUNTERPARTS,
    DEPUTY,
    GENERIC,
    INDECLINABLE,
    ORIGINS,
    POSSESSIVES,
    SETTLEMENTS,
    THINGS,
    TITLES,
)

QUOTES = frozenset("«»„“”\"'‘’") | {"''", "``"}
_CASE_OF = {"с": "Ins", "со": "Ins", "между": "Ins", "у": "Gen", "для": "Gen"}
_GENDER = re.compile(r"Gender=\w+|Number=\w+")
_BODY_TYPES = frozenset({"ORGANIZATION", "FACILITY"})
_MODIFIERS = frozenset({"ADJ", "DET", "NUM"})


@dataclasses.dataclass(slots=True)
class _Element:
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


def phrases(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[Group]:
    """The phrases of one sentence that name a party, each a group of one, in order."""
    return [group for run in _runs(tree, start, end, names) for group in _phrases(tree, run)]


def _runs(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[list[_Element]]:
    """Stretches of names, titles and their adjectives."""
    runs: list[list[_Element]] = [[]]
    i = start
    while i < end:
        if i in names:
            element = _name(tree, i, names)
            runs[-1].append(element)
            i = element.end
            continue
        if place := _aside(tree, i, runs[-1], names):
            runs[-1].append(place)
            i = place.end
            continue
        if place := _origin(tree, i, runs[-1], names):
            runs[-1].append(place)
            i = place.end
            continue
        if noun := _noun(tree, i, runs[-1], names):
            bare = noun == "body" and tree.words[i].isupper()  # "АО «Ромашка»"
            case = "" if bare or INDECLINABLE.match(tree.words[i]) else tree.cases[i]
            runs[-1].append(_Element(i, i + 1, case, None, noun))
        elif runs[-1] and not _is_inside(tree, i, runs[-1][-1]):
            runs.append([])
        i += 1
    return [run for run in runs if any(element.mention for element in run)]


def _name(tree: Tree, i: int, names: dict[int, Mention]) -> _Element:
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
    return _Element(
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
    text = tree.text[mention.start : mention.end]
    last, nominative = text.split()[-1], tree.normal(mention).split()[-1]
    return last[-1:] in ("а", "я") and len(last) == len(nominative) + 1 and last != nominative


def _aside(tree: Tree, i: int, run: list[_Element], names: dict[int, Mention]) -> _Element | None:
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


def _is_inside(tree: Tree, i: int, last: _Element) -> bool:
    """Whether a word may stand within a phrase: quotes, adjectives, the rest of a position."""
    if tree.words[i] in QUOTES or (tree.pos[i] in _MODIFIERS and not tree.is_participle(i)):
        return True
    if tree.words[i] == ")":
        i -= 1
    return last.mention is None and any(
        mention.type == "PROFESSION" and mention in tree.mentions[last.start]
        for mention in tree.mentions[i]
    )


def _origin(tree: Tree, i: int, run: list[_Element], names: dict[int, Mention]) -> _Element | None:
    """The place in "делегация из Китая", "гости из соседней Монголии": whom the noun stands for."""
    if not run or run[-1].mention or tree.lemmas[i] not in ORIGINS:
        return None
    after = i + 1
    while after < len(tree.words) and after not in names and tree.pos[after] == "ADJ":
        after += 1
    if after not in names or after > i + 3:
        return None
    place = _name(tree, after, names)
    if place.type == "PERSON":
        return None
    place.case, place.origin, place.adjective = "Gen", True, False
    return place


def _is_people(tree: Tree, i: int, names: dict[int, Mention]) -> bool:
    """Unnamed people who come from a named place: "студенты из Улан-Батора"."""
    last = min(i + 3, len(tree.words) - 1)
    return (
        "Animacy=Anim" in tree.morph[i]
        and i + 1 < len(tree.words)
        and tree.lemmas[i + 1] in ORIGINS
        and any(t in names for t in range(i + 2, last + 1))
    )


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
        or mention.type not in _BODY_TYPES
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


def _noun(tree: Tree, i: int, run: list[_Element], names: dict[int, Mention]) -> str:
    """title, generic, people, body or inner (a genitive within a title), "" for no part."""
    if tree.pos[i] not in ("NOUN", "PROPN"):
        return ""
    lemma = tree.lemmas[i]
    if lemma in TITLES or DEPUTY.sub("", lemma).rpartition("-")[2] in TITLES:
        return "title"
    if lemma in COUNTERPARTS and not _is_people(tree, i, names):
        return ""
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


def _phrases(tree: Tree, run: list[_Element]) -> list[Group]:
    """Splits a stretch where a new phrase begins and reads each."""
    phrases: list[list[_Element]] = []
    for element in run:
        if phrases and _continues(tree, phrases[-1], element):
            phrases[-1].append(element)
        else:
            phrases.append([element])
    return [group for phrase in phrases if (group := _read(tree, phrase))]


def _continues(tree: Tree, phrase: list[_Element], element: _Element) -> bool:
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


def _read(tree: Tree, phrase: list[_Element]) -> Group | None:
    """The party that a phrase names, if it names one."""
    head = next((element for element in phrase if not element.adjective), phrase[0])
    if head.adjective and not _elliptic(tree, phrase[-1].end):
        return None
    while (
        phrase[-1].adjective
        and phrase[-1] is not head
        and not (_elliptic(tree, phrase[-1].end) and not _describes(tree, phrase[-1], head))
    ):  # "легенда голландского футбола", but "главы Псковской и Тверской областей"
        phrase = phrase[:-1]
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
    first = phrase[0].start
    while first > 0 and (
        tree.words[first - 1] in QUOTES
        or tree.lemmas[first - 1] in POSSESSIVES
        or (tree.pos[first - 1] in _MODIFIERS and not tree.is_participle(first - 1))
    ):
        first -= 1
    before = first - 1
    prep = tree.lemmas[before] if before >= 0 and tree.pos[before] == "ADP" else ""
    side = head.case == "Gen" and tree.lemmas[head.start] == "сторона"  # "с российской стороны"
    own = head.case or (chosen.case if people else "")  # "врио губернатора Орлов"
    case = own if side else _CASE_OF.get(prep, own)
    return Group(
        [Party(chosen.mention, rest, represents, _titles(tree, phrase))],
        first,
        phrase[-1].end,
        [head.start if head.mention is None else _root(tree, head)],
        case,
        "от" if side else "с" if prep == "со" else prep,
        titled,
        last.case if head.noun and last.mention else "",
    )


def _titles(tree: Tree, phrase: list[_Element]) -> tuple[str, ...]:
    return tuple(tree.lemmas[element.start] for element in phrase if element.noun)


def _is_person(head: _Element, element: _Element) -> bool:
    """Whether a person is who a phrase speaks of, and not "адвокат Стросс-Кана"."""
    agrees = element is head or element.case in (head.case, "") or not head.case
    return element.type == "PERSON" and agrees


def _body(tree: Tree, head: _Element, others: list[_Element]) -> _Element | None:
    """The place or body that a phrase without a person speaks of or for."""
    if head.mention is not None:
        return head
    if origin := next((element for element in others if element.origin), None):
        return origin
    if head.noun not in ("generic", "body"):
        return next(iter(others), None)
    nouns_first = sorted(others, key=lambda element: (element.adjective, not element.quoted))
    return next((element for element in nouns_first if _names(tree, head, element)), None)


def _names(tree: Tree, head: _Element, element: _Element) -> bool:
    """Whether a place or body is what a generic noun speaks of: "клуб «Арсенал»".

    "форвард «Реала»" is a person without a name.
    """
    lemma = tree.lemmas[head.start]
    if head.noun == "body":
        return element.type in _BODY_TYPES
    if lemma not in BODIES and lemma not in SETTLEMENTS:
        return False
    if element.adjective:
        return lemma in BODIES
    apposed = element.quoted and tree.deps[_root(tree, element)] == "appos"
    return apposed or not (element.case == "Gen" != head.case)


def _is_subject(tree: Tree, element: _Element) -> bool:
    return tree.deps[_root(tree, element)] == "nsubj"


def _root(tree: Tree, element: _Element) -> int:
    span = range(element.start, element.end)
    return next(
        (t for t in span if not element.start <= tree.heads[t] < element.end), element.start
    )


def _describes(tree: Tree, adjective: _Element, head: _Element) -> bool:
    """Whether an adjective is the title's own: "митрополит Тверской и Кашинский"."""
    if adjective.case != head.case:
        return False
    features = [_GENDER.findall(tree.morph[element.start]) for element in (adjective, head)]
    return features[0] == features[1]


def _elliptic(tree: Tree, end: int) -> bool:
    """Whether the noun of an adjective stands after a coordinated one."""
    return end < len(tree.words) and tree.words[end] in (",", "и", "или")
