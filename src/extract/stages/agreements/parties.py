"""Who can be a party: names with the titles before them, joined into coordinated groups.

A phrase is read from the surface ("премьер-министр Турции Реджеп Эрдоган", "властями США",
"южнокорейский дипломат"), since trees are least sure where names stand in a row.
"""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.stages.agreements.patterns import (
    BODIES,
    CLOSED_TYPES,
    DEPUTY,
    GENERIC,
    INDECLINABLE,
    JOINTS,
    PARTY_TYPES,
    POSSESSIVES,
    SETTLEMENTS,
    TITLES,
)
from extract.stages.agreements.reading import Reading

_QUOTES = frozenset("«»„“”\"'‘’") | {"''", "``"}
_CASE_OF = {"с": "Ins", "со": "Ins", "между": "Ins", "у": "Gen", "для": "Gen"}
_MODIFIERS = frozenset({"ADJ", "DET", "NUM"})


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """One side: the name that stands for it, and the places and bodies in its title."""

    mention: Mention
    others: tuple[Mention, ...] = ()
    represents: Mention | None = None


@dataclasses.dataclass(slots=True)
class Group:
    """Coordinated parties that share a case and a preposition.

    Attributes:
        start: First token, without the preposition.
        end: One past the last token.
        heads: The noun that leads each phrase.
        prep: Lemma of the preposition before it, or "".
        titled: It begins with a title: "президенты России".
        inner: Case of the last name under a title or a generic noun.
    """

    parties: list[Party]
    start: int
    end: int
    heads: list[int]
    case: str
    prep: str
    titled: bool
    inner: str = ""

    def absorb(self, other: Group) -> None:
        self.parties += other.parties
        self.heads += other.heads
        self.end = other.end
        self.case = self.case or other.case
        self.inner = other.inner or self.inner


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

    @property
    def type(self) -> str:
        return self.mention.type if self.mention else ""


def eligible(reading: Reading) -> dict[int, Mention]:
    """Of each token the mention that may be a party there: the outermost that is one name."""
    found: dict[int, Mention] = {}
    for mention, (start, end) in sorted(
        reading.spans.items(), key=lambda item: (item[0].start, -item[0].end)
    ):
        if mention.type not in PARTY_TYPES or _is_closed(reading, mention, start):
            continue
        if _is_list(reading, mention):
            continue
        for i in range(start, end):
            found.setdefault(i, mention)
    return found


def _is_list(reading: Reading, mention: Mention) -> bool:
    """ "Новосибирск и Павлодар" read as one city, with the two in it."""
    start, end = reading.spans[mention]
    inner = {
        other
        for i in range(start, end)
        for other in reading.mentions[i]
        if other.type == mention.type and other.end - other.start < mention.end - mention.start
    }
    return len(inner) > 1 and any(reading.pos[i] == "CCONJ" for i in range(start, end))


def _is_closed(reading: Reading, mention: Mention, token: int) -> bool:
    size = mention.end - mention.start
    return any(
        other.type in CLOSED_TYPES
        and not _is_list(reading, other)
        and other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > size
        for other in reading.mentions[token]
    )


def groups(reading: Reading, start: int, end: int, names: dict[int, Mention]) -> list[Group]:
    """The groups of one sentence, in order."""
    phrases = [
        group for run in _runs(reading, start, end, names) for group in _phrases(reading, run)
    ]
    return _coordinate(reading, phrases)


def _runs(
    reading: Reading, start: int, end: int, names: dict[int, Mention]
) -> list[list[_Element]]:
    """Stretches of names, titles and their adjectives."""
    runs: list[list[_Element]] = [[]]
    i = start
    while i < end:
        if i in names:
            element = _name(reading, i, names)
            runs[-1].append(element)
            i = element.end
            continue
        if place := _aside(reading, i, runs[-1], names):
            runs[-1].append(place)
            i = place.end
            continue
        if noun := _noun(reading, i, runs[-1]):
            case = "" if INDECLINABLE.match(reading.words[i]) else reading.cases[i]
            runs[-1].append(_Element(i, i + 1, case, None, noun))
        elif runs[-1] and not (
            reading.words[i] in _QUOTES
            or (reading.pos[i] in _MODIFIERS and not reading.is_participle(i))
        ):
            runs.append([])
        i += 1
    return [run for run in runs if any(element.mention for element in run)]


def _name(reading: Reading, i: int, names: dict[int, Mention]) -> _Element:
    mention = names[i]
    start, end = reading.spans[mention]
    start = max(start, i)
    span = range(start, end)
    root = next((t for t in span if not start <= reading.heads[t] < end), start)
    case = reading.cases[root] or next((reading.cases[t] for t in span if reading.cases[t]), "")
    return _Element(
        start,
        end,
        case,
        mention,
        quoted=start > 0 and reading.words[start - 1] in _QUOTES,
        adjective=all(reading.pos[t] in ("ADJ", "PUNCT") for t in span),
    )


def _aside(
    reading: Reading, i: int, run: list[_Element], names: dict[int, Mention]
) -> _Element | None:
    """The place in "посол Италии в Грузии Виторио Сандали": of the title, no party."""
    titled = any(element.noun == "title" for element in run)
    if not titled or reading.lemmas[i] not in ("в", "при") or i + 1 not in names:
        return None
    place = _name(reading, i + 1, names)
    follower = names.get(place.end)
    if place.type == "PERSON" or follower is None or follower.type != "PERSON":
        return None
    place.aside = True
    return place


def _noun(reading: Reading, i: int, run: list[_Element]) -> str:
    """title, generic or inner (a genitive within a title), "" for what is no part of a phrase."""
    if reading.pos[i] not in ("NOUN", "PROPN"):
        return ""
    lemma = reading.lemmas[i]
    if lemma in TITLES or DEPUTY.sub("", lemma).rpartition("-")[2] in TITLES:
        return "title"
    if lemma in GENERIC or any(m.type == "PROFESSION" for m in reading.mentions[i]):
        return "generic"
    if run and run[0].noun and reading.cases[i] == "Gen" and not run[-1].mention:
        return "inner"
    return ""


def _phrases(reading: Reading, run: list[_Element]) -> list[Group]:
    """Splits a stretch where a new phrase begins and reads each."""
    phrases: list[list[_Element]] = []
    for element in run:
        if phrases and _continues(reading, phrases[-1], element):
            phrases[-1].append(element)
        else:
            phrases.append([element])
    return [group for phrase in phrases if (group := _read(reading, phrase))]


def _continues(reading: Reading, phrase: list[_Element], element: _Element) -> bool:
    if all(other.adjective for other in phrase):
        return True
    head = next(other for other in phrase if not other.adjective)
    if element.aside:
        return True
    quoted = element.quoted and reading.lemmas[head.start] in BODIES
    if _is_subject(reading, element) and not _is_subject(reading, head) and not quoted:
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
    if element.type == "ORGANIZATION" and head.noun == "generic":
        return True  # "с клубом МЛС": abbreviations and foreign names have no sure case
    if element.case == "Nom" and head.noun != "generic":
        return agrees or element.quoted
    return element.quoted or element.case in ("Gen", "Nom", head.case, "")


def _read(reading: Reading, phrase: list[_Element]) -> Group | None:
    """The party that a phrase names, if it names one."""
    head = next((element for element in phrase if not element.adjective), phrase[0])
    if head.adjective and not _elliptic(reading, phrase[-1].end):
        return None
    while phrase[-1].adjective and phrase[-1] is not head:  # "легенда голландского футбола"
        phrase = phrase[:-1]
    people = [element for element in phrase if _is_person(head, element)]
    others = [
        element
        for element in phrase
        if element.mention and element.type != "PERSON" and not element.aside
    ]
    chosen = people[0] if people else _body(reading, head, others)
    if chosen is None or chosen.mention is None:
        return None
    titled = head.noun == "title"
    rest = tuple(e.mention for e in others if e.mention is not None and e is not chosen)
    bodies = sorted(rest, key=lambda mention: mention.type != "ORGANIZATION")
    represents = bodies[0] if people and titled and bodies else None
    last = phrase[-1]
    first = phrase[0].start
    while first > 0 and (
        reading.words[first - 1] in _QUOTES
        or reading.lemmas[first - 1] in POSSESSIVES
        or (reading.pos[first - 1] in _MODIFIERS and not reading.is_participle(first - 1))
    ):
        first -= 1
    before = first - 1
    prep = reading.lemmas[before] if before >= 0 and reading.pos[before] == "ADP" else ""
    case = _CASE_OF.get(prep, head.case)
    return Group(
        [Party(chosen.mention, rest, represents)],
        first,
        phrase[-1].end,
        [head.start if head.mention is None else _root(reading, head)],
        case,
        "с" if prep == "со" else prep,
        titled,
        last.case if head.noun and last.mention else "",
    )


def _is_person(head: _Element, element: _Element) -> bool:
    """Whether a person is who a phrase speaks of, and not "адвокат Стросс-Кана"."""
    agrees = element is head or element.case in (head.case, "") or not head.case
    return element.type == "PERSON" and agrees


def _body(reading: Reading, head: _Element, others: list[_Element]) -> _Element | None:
    """The place or body that a phrase without a person speaks of or for."""
    if head.mention is not None:
        return head
    if head.noun != "generic":
        return next(iter(others), None)
    nouns_first = sorted(others, key=lambda element: element.adjective)
    return next((element for element in nouns_first if _names(reading, head, element)), None)


def _names(reading: Reading, head: _Element, element: _Element) -> bool:
    """Whether a place or body is what a generic noun speaks of: "клуб «Арсенал»".

    "форвард «Реала»" is a person without a name.
    """
    lemma = reading.lemmas[head.start]
    if lemma not in BODIES and lemma not in SETTLEMENTS:
        return False
    if element.adjective:
        return lemma in BODIES
    apposed = element.quoted and reading.deps[_root(reading, element)] == "appos"
    return apposed or not (element.case == "Gen" != head.case)


def _is_subject(reading: Reading, element: _Element) -> bool:
    return reading.deps[_root(reading, element)] == "nsubj"


def _root(reading: Reading, element: _Element) -> int:
    span = range(element.start, element.end)
    return next(
        (t for t in span if not element.start <= reading.heads[t] < element.end), element.start
    )


def _elliptic(reading: Reading, end: int) -> bool:
    """Whether the noun of an adjective stands after a coordinated one."""
    return end < len(reading.words) and reading.words[end] in (",", "и", "или")


def _coordinate(reading: Reading, phrases: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in phrases:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(group)
            continue
        gap = list(range(last.end, group.start))
        words = [
            reading.words[i]
            for i in gap
            if reading.words[i] not in _QUOTES and reading.words[i] != " "
        ]
        if _is_apposition(reading, last, group, words):
            party = last.parties[-1]
            extra = (*party.others, group.parties[0].mention, *group.parties[0].others)
            represents = party.represents or (
                group.parties[0].mention if party.mention.type == "PERSON" else None
            )
            last.parties[-1] = dataclasses.replace(party, others=extra, represents=represents)
            last.end = group.end
        elif _is_joint(reading, gap, words) and _agree(reading, last, group, words):
            last.absorb(group)
        else:
            joined.append(group)
    return joined


def _is_joint(reading: Reading, gap: list[int], words: list[str]) -> bool:
    lemmas = {
        reading.lemmas[i]
        for i in gap
        if reading.words[i] not in _QUOTES and reading.words[i] != " "
    }
    return bool(words) and len(words) <= 6 and lemmas <= JOINTS and words[0] not in ("с", "в")


def _is_apposition(reading: Reading, last: Group, group: Group, words: list[str]) -> bool:
    """ "Энда Кенни, премьер-министр Ирландии", "Международный банк (МБ)"."""
    if words == ["("]:
        return not group.prep
    person = last.parties[-1].mention.type == "PERSON"
    if any("Number=Plur" in reading.morph[h] for h in group.heads):
        return False
    plain = group.titled and group.parties[0].mention.type != "PERSON"
    return words == [","] and person and plain and group.case in (last.case, "")


def _agree(reading: Reading, last: Group, group: Group, words: list[str]) -> bool:
    dash = words[0] in "–—-"
    if dash and "PERSON" in (last.parties[-1].mention.type, group.parties[0].mention.type):
        return False
    if group.prep and group.prep != last.prep:
        return False
    if last.case == group.case or not last.case or not group.case:
        return True
    tied = reading.deps[group.heads[0]] == "conj" and reading.heads[group.heads[0]] in last.heads
    if tied and {last.case, group.case} == {"Nom", "Acc"}:  # of one form in many words
        return True
    # "президенты России и Сербии", "городами Новосибирск и Павлодар".
    return not group.titled and group.case == last.inner and not group.prep
