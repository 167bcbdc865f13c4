"""Phrases of a text as names of events need them: in another case, people by their names."""

from __future__ import annotations

from collections.abc import Iterable

from extract.annotations import Entity, Mention, value
from extract.schema import PLACE_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.inflection import listed, of_name, of_tokens
from extract.stages.events.telling import Telling
from extract.stages.events.words import DELEGATIONS
from extract.syntax.tree import Tree

# Of phrases that say what a place is: its name says more.
_DESCRIBING = frozenset({"столица", "центр", "город", "страна", "регион", "государство"})
_CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")"}
# Bodies whose name begins with what they are: "[Полиция Твери]" of a sentence's beginning.
_COMMON = DELEGATIONS | {"полиция", "правительство", "власть", "компания", "группа", "боевик"}
_ENDING = 3  # letters of a place's name that its case may change: "-ому", "-ыми"


class Wording:
    """Words the phrases of one document."""

    def __init__(self, tree: Tree, arguments: Arguments, entities: Iterable[Entity]) -> None:
        self.tree = tree
        self.arguments = arguments
        self.firsts = {first for first, _ in tree.sentences}
        self.entity = {mention: entity for entity in entities for mention in entity.mentions}

    def position(self, telling: Telling) -> str:
        """ "министром обороны"."""
        tree = self.tree
        for i in tree.children[telling.root]:
            job = any(mention.type == "PROFESSION" for mention in tree.mentions[i])
            if tree.cases[i] == "Ins" and not self.arguments.preposition(i) and job:
                start, end = self.arguments.phrase(i)
                text = self.text(start, end)
                return text[0].lower() + text[1:] if start in self.firsts else text
        return ""

    def dative(self, verb: int) -> str:
        tree = self.tree
        for i in tree.children[verb]:
            if tree.cases[i] == "Dat" and not self.arguments.preposition(i):
                return self.in_case(self.arguments.argument(i), "Dat")
        return ""

    def names_two(self, argument: Argument) -> bool:
        """Whether a phrase itself says between whom."""
        inside = {
            mention
            for i in range(argument.head + 1, argument.end)
            for mention in self.tree.mentions[i]
            if mention.type in ("ORGANIZATION", "PERSON", "COUNTRY", "STATE_OR_PROVINCE", "CITY")
        }
        return len(inside) > 0

    def lowered(self, text: str, start: int, root: int) -> str:
        """Without the capital that only the beginning of a sentence gave."""
        tree = self.tree
        before = tree.words[start - 1] if start else "\n"
        begins = start in self.firsts or before.isspace()
        inner = tree.words[start + 1 : root + 1]
        named = any(mention.type not in ("EVENT", "PROFESSION") for mention in tree.mentions[start])
        named = named and tree.lemmas[start] not in _COMMON
        common = (
            not named
            and tree.pos[start] in ("NOUN", "ADJ", "DET", "NUM", "ADV")
            and not any(w[:1].isupper() for w in inner)
        )
        if begins and common and text[:1].isupper() and text[1:2].islower():
            return text[0].lower() + text[1:]
        return text

    def in_case(self, argument: Argument, case: str) -> str:
        """A phrase in a case; of people their names alone."""
        if len(argument.who) == 1 and not argument.meant:
            who = argument.who[0]
            if self.tree.spans[who] == (argument.start, argument.end):
                return self.party(who, case)
        people = [who for who in argument.who if who.type == "PERSON"]
        if people and (len(people) == len(argument.who) or argument.meant):
            return listed(self.party(person, case) for person in people)
        if argument.meant and argument.who:
            return listed(self.party(who, case) for who in argument.who)
        tree = self.tree
        start, end = argument.start, min(argument.end, argument.head + 14)
        while tree.words[start] in "»”)" and start < argument.head:
            start += 1
        while end > argument.head + 1 and tree.pos[end - 1] in ("ADP", "CCONJ"):
            end -= 1
        end = self.closed(start, end, argument.end)
        while tree.words[end - 1] in "«„(" and end > argument.head + 1:
            end -= 1
        text = of_tokens(tree, start, end, argument.head, case)
        return self.lowered(text, start, argument.head)

    def closed(self, start: int, end: int, last: int) -> int:
        """Where a phrase ends that shall not end within quotes or brackets.

        Args:
            start: Its first token.
            end: One past its last token.
            last: How far it may go on; the mark that closes it may stand behind.
        """
        words = self.tree.words
        while self.opened(start, end) is not None and end < last:
            end += 1
        opened = self.opened(start, end)
        if opened is not None and words[end : end + 1] == [_CLOSING[words[opened]]]:
            end += 1
        elif opened is not None and words[opened] == "(" and opened > start:
            end = opened
        return end

    def opened(self, start: int, end: int) -> int | None:
        """The mark that a phrase leaves open, None where it leaves none."""
        opened: list[int] = []
        for i in range(start, end):
            word = self.tree.words[i]
            if opened and word == _CLOSING[self.tree.words[opened[-1]]]:
                opened.pop()
            elif word in _CLOSING:
                opened.append(i)
        return opened[0] if opened else None

    def party(self, mention: Mention, case: str) -> str:
        entity = self.entity.get(mention)
        name = self.tree.normal(mention)
        person = value(self.tree.doc, mention, "person")
        if mention.type == "PERSON" and entity is not None:
            name = entity.name
            person = entity.person or person
        name = of_name(" ".join(name.split()), mention, person, case)
        return name[0].lower() + name[1:] if name.startswith("Делегаци") else name

    def said(self, place: Mention) -> str | None:
        """ "Подмосковье", in the nominative: a place by another name than its usual one."""
        tree = self.tree
        if place.type not in PLACE_TYPES or place not in tree.spans:
            return None
        root = tree.root(place)
        if tree.pos[root] not in ("NOUN", "PROPN"):
            return None
        start, end = tree.spans[place]
        usual, first = tree.normal(place).lower(), tree.words[start].lower()
        stem = first[: max(len(first) - _ENDING, 2)].replace("ё", "е")
        at = usual.replace("ё", "е").find(stem)
        own = at < 0 or (at > 0 and not usual[at - 1].isalpha())  # "Петербург", not "Британия"
        if not own or first == usual or tree.lemmas[root] in _DESCRIBING:
            return None
        if at > 0 and self.is_called(place, usual):
            return None
        if "Gender=Neut" in tree.morph[root] and tree.cases[root] == "Acc":
            return tree.said(place.start, place.end)
        return of_tokens(tree, start, end, root, "Nom")

    def is_called(self, place: Mention, usual: str) -> bool:
        """Whether the article calls a place by its usual name too: one name is enough."""
        entity, first = self.entity.get(place), usual.split(" ")[0]
        begin, mentions = first[: max(len(first) - _ENDING, 2)], entity.mentions if entity else ()
        return any(self.tree.said(m.start, m.end).lower().startswith(begin) for m in mentions)

    def kept(self, argument: Argument) -> str:
        start, end = argument.start, min(argument.end, argument.head + 9)
        end = self.closed(start, end, argument.end)
        cases = [
            i
            for i in self.tree.children[argument.head]
            if self.tree.deps[i] == "case" and i < argument.head
        ]
        if cases:
            text = self.text(cases[0], end)
            return text[0].lower() + text[1:]
        return f"{argument.prep} {self.text(start, end)}"

    def text(self, start: int, end: int) -> str:
        tree = self.tree
        return " ".join(tree.said(tree.starts[start], tree.end(end - 1)).split())
