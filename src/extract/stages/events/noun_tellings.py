"""What the nouns of a text tell, mentions of the model or not, and the cues of relations."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Set

from extract.annotations import Mention, Relation
from extract.schema import PLACE_TYPES, TIME_TYPES
from extract.stages.events.arguments import Arguments
from extract.stages.events.nouns import KIND_OF_NOUN, NEVER, NO_EVENTS, PARTS, kind_of
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.words import GOES_ON, HAPPENS, IN_FRAME, ITS, NOT_KEPT, SET, SURE
from extract.syntax.tree import Tree

# Kinds whose nouns tell an event where they take place, marked by the model or not.
_HELD = frozenset({"competition", "exhibition", "festival", "ceremony", "protest", "election"})
_SET = frozenset({"launch", "opening", "session", "deal"})  # what a day is set for
_OF_PEOPLE = frozenset({"appointment", "arrest"})  # what befalls a person who is named
_OF_PROTEST = frozenset({"протест", "неповиновение", "поддержка", "солидарность"})


class Nouns:
    """Finds what the nouns of one document tell, mentions of the model or not."""

    _OTHERS_NAME = frozenset({"ORGANIZATION", "FACILITY", "WORK_OF_ART", "PROFESSION", "LAW",
                              "AWARD", "PRODUCT", "PERSON", "EVENT"})  # fmt: skip

    def __init__(
        self,
        tree: Tree,
        arguments: Arguments,
        kind_of_noun: Mapping[str, str] = KIND_OF_NOUN,
        sure: Set[str] = SURE,
    ) -> None:
        self.tree = tree
        self.arguments = arguments
        self.kind_of_noun = kind_of_noun
        self.sure = sure  # events wherever they stand, marked by the model or not

    def kind(self, root: int) -> str:
        """By the noun, "" where it is no event."""
        lemma = self.tree.lemmas[root]
        below = [i for i in self.tree.children[root] if i > root]
        lemmas = [self.tree.lemmas[i] for i in below]
        types = {mention.type for i in below for mention in self.tree.mentions[i]}
        if lemma in PARTS and lemma != "церемония":  # "раунд переговоров"
            inner = next(
                (self.kind_of_noun[name] for name in lemmas if name in self.kind_of_noun), ""
            )
            if inner:
                return inner
        if lemma == "акция":  # of protest, or a share
            if _OF_PROTEST & set(lemmas):
                return "protest"
            return "" if "Number=Plur" in self.tree.morph[root] else OTHER
        if lemma == "бой" and "PERSON" in types:
            return "competition"
        return kind_of(lemma, self.kind_of_noun) or ("" if lemma in NO_EVENTS else OTHER)

    def telling(self, mention: Mention) -> Telling | None:
        """What an EVENT mention that is a noun tells."""
        tree = self.tree
        root = tree.root(mention)
        if tree.lemmas[root] in IN_FRAME:  # "полях форума"
            root = next((i for i in tree.children[root] if tree.cases[i] == "Gen"), root)
        if tree.pos[root] not in ("NOUN", "PROPN", "X", "ADJ", "NUM"):
            return None
        kind = self.kind(root)
        proper = self.is_proper(mention)
        if kind == OTHER:
            inside = (
                kind_of(tree.lemmas[i], self.kind_of_noun) for i in range(*tree.spans[mention])
            )
            kind = next(filter(None, inside), OTHER)
        loose = not kind and tree.lemmas[root] not in NEVER
        if loose:
            days = proper and tree.lemmas[root] in ("день", "неделя")
            kind = "festival" if days else OTHER
            loose = not (days and self.is_of_place(root))
        if not kind or (tree.pos[root] in ("ADJ", "NUM") and not proper):
            return None
        told = Telling(root, mention.start, mention.end, kind, mention, loose=loose)
        return self.described(told)

    def is_of_place(self, root: int) -> bool:
        """ "дни Твери", "день Омской области"."""
        tree = self.tree
        return any(
            tree.cases[i] == "Gen" and any(m.type in PLACE_TYPES for m in tree.mentions[i])
            for i in tree.children[root]
        )

    def is_proper(self, mention: Mention) -> bool:
        """A name of its own: in quotes, or with capitals."""
        tree = self.tree
        start, end = tree.spans[mention]
        first = tree.sentences[tree.sentence_of[start]][0] == start
        words = tree.words[start:end]
        quoted = start > 0 and tree.words[start - 1] in '«"“„'
        return quoted or any(w[:1].isupper() for w in words[1:]) or (
            not first and words[0][:1].isupper()
        )  # fmt: skip

    def tellings(self, taken: set[int]) -> Iterator[Telling]:
        """Nouns that are plainly events, where the model has no mention."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if (lemma == "это" and self.is_happening(i)) or (lemma in ITS and self.goes_on(i)):
                yield Telling(i, tree.starts[i], tree.end(i), OTHER)
                continue
            if lemma not in self.sure and not (
                kind_of(lemma, self.kind_of_noun) and self.is_held(i)
            ):
                continue
            if i in taken or tree.pos[i] != "NOUN":
                continue
            if any(mention.type in self._OTHERS_NAME for mention in tree.mentions[i]):
                continue
            if "Number=Plur" in tree.morph[i] and lemma not in ("переговоры", "выборы"):
                continue
            yield self.described(Telling(i, tree.starts[i], tree.end(i), self.kind(i) or OTHER))

    def is_happening(self, i: int) -> bool:
        """ "это произошло в павильоне": more of what was told before."""
        tree = self.tree
        return tree.deps[i] == "nsubj" and tree.lemmas[tree.heads[i]] in HAPPENS

    def is_held(self, i: int) -> bool:
        """ "состоится марафон": a happening by its noun and by its verb."""
        tree = self.tree
        kind, verb = kind_of(tree.lemmas[i], self.kind_of_noun), tree.lemmas[tree.heads[i]]
        if kind in _OF_PEOPLE and self.is_of_person(i):
            return True
        if not tree.deps[i].startswith("nsubj"):
            return False
        return (verb in GOES_ON and kind in _HELD) or (verb in SET and kind in _HELD | _SET)

    def is_of_person(self, i: int) -> bool:
        """ "назначение Ивана Котова": whom it befalls is named."""
        tree = self.tree
        return any(
            tree.cases[below] == "Gen" and any(m.type == "PERSON" for m in tree.mentions[below])
            for below in tree.children[i]
        )

    def goes_on(self, i: int) -> bool:
        """ "она пройдёт в Твери": more of the gathering that was told before."""
        tree = self.tree
        is_its = tree.pos[i] == "PRON" and tree.deps[i] == "nsubj"
        return is_its and tree.lemmas[tree.heads[i]] in GOES_ON

    def described(self, telling: Telling) -> Telling:
        """With who and what stands beside the noun."""
        tree = self.tree
        subject, others, kept = None, [], []
        for i in tree.children[telling.root]:
            if i < telling.root or tree.pos[i] not in ("NOUN", "PROPN", "PRON", "X", "ADJ"):
                continue
            prep = self.arguments.preposition(i)
            if any(mention.type in TIME_TYPES for mention in tree.mentions[i]):
                continue
            if not prep and tree.cases[i] in ("Gen", "") and subject is None:
                subject = self.arguments.argument(i)
            elif prep == "с" and tree.lemmas[i] == "участие":
                kept.append(self.arguments.argument(i))
            elif prep in ("с", "между") and tree.cases[i] in ("Ins", ""):
                others.append(self.arguments.argument(i))
            elif prep and tree.lemmas[i] not in NOT_KEPT:
                kept.append(self.arguments.argument(i))
        telling.subject, telling.others, telling.kept = subject, tuple(others), tuple(kept)
        return telling


def of_relations(
    tree: Tree,
    arguments: Arguments,
    relations: Iterable[Relation],
    tellings: list[Telling],
) -> None:
    """Gives relations to what is told at their cues; tells what is told nowhere else."""
    at = {telling.root: telling for telling in tellings}
    at |= {
        telling.object.head: telling
        for telling in tellings
        if telling.object is not None and telling.kind in ("signing", "deal")
    }
    for relation in relations:
        kind = KIND_OF_RELATION.get(relation.predicate)
        if kind is None or relation.cue is None or not _happens(relation):
            continue
        first, last = (bisect.bisect_left(tree.starts, edge) for edge in relation.cue)
        tokens = range(first, last)
        root = next((i for i in tokens if i in at), None)
        if root is None:
            root = next((h for i in tokens for h in list(tree.up(i))[:2] if h in at), None)
        if root is not None and at[root].kind in (kind, "deal", OTHER, "meeting", "visit"):
            at[root].relations.append(relation)
            continue
        if not tokens:
            continue
        root = next((i for i in tokens if tree.heads[i] not in tokens), tokens[-1])
        verbal = tree.pos[root] in ("VERB", "AUX")
        if verbal and any(tree.lemmas[i] == "не" for i in tree.children[root]):
            continue
        telling = Telling(root, *relation.cue, kind, relations=[relation], verbal=verbal)
        if tree.pos[root] == "NOUN":
            Nouns(tree, arguments).described(telling)
        at[root] = telling
        tellings.append(telling)


KIND_OF_RELATION = {"AGREEMENT_WITH": "signing", "MEETING_WITH": "meeting", "VISITED": "visit"}


def _happens(relation: Relation) -> bool:
    """Whether a relation tells a happening: an agreement that is in force does not."""
    return relation.predicate != "AGREEMENT_WITH" or relation.status in ("signed", "planned")
