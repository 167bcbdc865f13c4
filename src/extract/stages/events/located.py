"""Places of a sentence: which ones say where, and what they hang on."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator

from extract.annotations import Mention
from extract.schema import PLACE_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.telling import Telling
from extract.stages.events.words import ARRIVES, CLASS_WORDS, DELEGATIONS, KIND_OF_PLACE, POSTED
from extract.syntax.tree import Tree

WHERE = PLACE_TYPES | {"FACILITY"}
_OF_PARTIES = frozenset({"meeting", "session", "forum", "signing", "visit", "ceremony"})
_PARTIES = frozenset({"PERSON", "PROFESSION", "COUNTRY", "STATE_OR_PROVINCE", "ORGANIZATION"})
# Nouns between an event and a place that hangs on one of its parties; half or double changes no row
# of 46 articles.
_DEEP = 4
_UNDER = ("в", "на")


class Located:
    """Looks up the places of one document by where they stand."""

    def __init__(self, tree: Tree, arguments: Arguments) -> None:
        self.tree = tree
        self.arguments = arguments
        self._onlies: dict[str, Mention | None] = {}

    def at(self, side: Argument) -> Iterator[Mention]:
        """The mentions that a phrase is: its noun's, or named beside it."""
        tree = self.tree
        below = [
            i
            for i in tree.children[side.head]
            if tree.deps[i] in ("appos", "flat", "nmod")
            and tree.cases[i] in ("Nom", "", tree.cases[side.head])
        ]  # fmt: skip
        for i in (side.head, *below):
            found = [m for m in tree.mentions[i] if tree.root(m) == i]
            yield from sorted(found, key=lambda m: (m.start, -m.end))
        if (meant := self.meant(side.head)) is not None:
            yield meant
        yield from (who for who in side.who if side.prep or not self.is_joined(who, side.head))

    def is_joined(self, who: Mention, head: int) -> bool:
        """ "посетил аэропорт и завод «Луч»": another thing than the noun itself."""
        node = self.tree.root(who)
        while node != head and self.tree.heads[node] != node:
            if self.tree.deps[node] == "conj":
                return True
            node = self.tree.heads[node]
        return False

    def meant(self, i: int) -> Mention | None:
        """ "в эту страну": the last of its kind that was named; "в регион": the only one."""
        tree = self.tree
        type_ = KIND_OF_PLACE.get(tree.lemmas[i])
        if type_ is None:
            return None
        if not any(tree.lemmas[t] == "этот" for t in tree.children[i]):
            bare = self.arguments.preposition(i) == "в" and all(
                tree.pos[t] in ("ADP", "PUNCT") for t in tree.children[i]
            )
            return self._only(type_) if bare else None
        end = tree.end(i)
        near = self._back(i, end)
        return next((m for m in near if m.type == type_ and end > m.end), None)

    def _only(self, type_: str) -> Mention | None:
        """The one place of a type that the text names, where it is named last."""
        if type_ not in self._onlies:
            tree = self.tree
            named = {tree.normal(m): m for m in tree.spans if m.type == type_}
            self._onlies[type_] = next(iter(named.values())) if len(named) == 1 else None
        return self._onlies[type_]

    def _back(self, node: int, end: int) -> Iterator[Mention]:
        """The mentions that begin before a character, last first, of a token's sentence and
        the one before."""
        tree = self.tree
        for at in range(bisect.bisect_left(self._starts, end) - 1, -1, -1):
            mention = self._sorted[at]
            if tree.sentence_of[node] - tree.sentence_of[tree.spans[mention][0]] > 1:
                return
            yield mention

    @functools.cached_property
    def _sorted(self) -> list[Mention]:
        return sorted(self.tree.spans)

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self._sorted]

    def clause(self, root: int) -> Iterator[int]:
        """The verb that a noun is subject, object or circumstance of."""
        tree = self.tree
        verb = tree.heads[root]
        below = tree.deps[root] in ("nsubj", "obj", "obl") and verb != root
        if below and (tree.pos[verb] == "VERB" or tree.is_finite(verb)):
            yield verb

    def partners_of(self, root: int) -> Iterator[int]:
        """ "поговорили с гостями в мэрии Твери": the nouns under "с" in a clause."""
        tree = self.tree
        for i in range(root + 1, tree.sentences[tree.sentence_of[root]][1]):
            if tree.is_finite(i) or tree.words[i] in ",:;":
                return
            if self.arguments.preposition(i) == "с" and self.is_party(i):
                yield i

    def above(self, verb: int) -> Iterator[Mention]:
        """ "приехал в Тверь, где встретился с ...": what "где" means."""
        tree, place = self.tree, self.tree.heads[verb]
        where = any(tree.lemmas[i] == "где" for i in tree.children[verb])
        if where and tree.deps[verb] == "acl" and self.arguments.preposition(place) in ("в", "на"):
            yield from (m for m in self.at(self.arguments.argument(place)) if m.type in WHERE)

    def modal(self, verb: int) -> Iterator[int]:
        """ "подписать решено в Твери": the verb that an infinitive hangs on, or that on it."""
        tree = self.tree
        if "VerbForm=Inf" not in tree.morph[verb]:
            return
        if tree.deps[verb] in ("xcomp", "csubj"):
            yield tree.heads[verb]
        yield from (i for i in tree.children[verb] if tree.deps[i] == "xcomp" and tree.is_finite(i))

    def beside(self, telling: Telling) -> Iterator[Mention]:
        """ "в Твери на форуме", "форум «Весна» в Твери": whatever the tree hangs them on."""
        if telling.is_verb:
            return
        tree = self.tree
        start, end = self.arguments.phrase(telling.root)
        case = start - 1
        if case > 0 and tree.pos[case] == "ADP" and tree.lemmas[case] in ("в", "на", "во"):
            last = case - 1 - (tree.words[case - 1] == ",")
            yield from (place for place in self.located(last) if tree.spans[place][1] == last + 1)
        if tree.words[end : end + 1] and tree.lemmas[end] in ("в", "во"):
            for first in (end + 1, end + 2):
                found = [place for place in self.located(first) if tree.spans[place][0] == end + 1]
                yield from found[:1]

    def located(self, i: int) -> Iterator[Mention]:
        """The places over a token that stand under в or на and say where."""
        tree = self.tree
        for mention in tree.mentions[i] if 0 <= i < len(tree.words) else ():
            root = tree.root(mention)
            there = tree.cases[root] in ("Loc", "") and self.arguments.preposition(root) in _UNDER
            if mention.type in WHERE and there and not self.is_quoted(mention):
                yield mention

    def bound(self, telling: Telling) -> Iterator[Mention]:
        """ "прибыл в Казань на форум", "... для участия в форуме": who comes there goes there."""
        tree, node = self.tree, telling.root
        if telling.is_verb or tree.deps[node] not in ("obl", "nmod"):
            return
        verb = tree.heads[node]
        if tree.lemmas[verb] == "участие":
            verb = tree.heads[verb]
        if tree.lemmas[verb] not in ARRIVES:
            return
        for i in tree.children[verb]:
            if tree.cases[i] == "Acc" and self.arguments.preposition(i) == "в":
                yield from (m for m in self.at(self.arguments.argument(i)) if m.type in WHERE)

    def loose(self, telling: Telling) -> Iterator[Mention]:
        """ "переговоры с главой МИД Сербии в Твери": a place that the tree hangs on a party."""
        tree, root = self.tree, telling.root
        if telling.kind not in _OF_PARTIES:
            return
        for i in range(root + 1, tree.sentences[tree.sentence_of[root]][1]):
            for mention in self.located(i):
                path = self.between(tree.heads[tree.root(mention)], root)
                if path and all(map(self.is_party, path)):
                    yield mention

    def between(self, low: int, top: int) -> list[int]:
        """The tokens from one up to another that it hangs below, the upper left out."""
        path = [low]
        for above in self.tree.up(low):
            if above == top:
                return path
            path.append(above)
            if len(path) > _DEEP:
                break
        return []

    def is_party(self, i: int) -> bool:
        """A name or title of somebody, who is nowhere by himself."""
        tree = self.tree
        if tree.lemmas[i] in POSTED:
            return False
        people = tree.lemmas[i] in CLASS_WORDS["people"] | DELEGATIONS or tree.deps[i] == "flat"
        return people or any(m.type in _PARTIES for m in tree.mentions[i])

    def is_quoted(self, mention: Mention) -> bool:
        """The name of something else: "выставка «Россия»"."""
        start, _ = self.tree.spans[mention]
        quoted = start > 0 and self.tree.words[start - 1] in '«„"'
        return quoted and mention.type in PLACE_TYPES

    def before(self, node: int) -> Iterator[Mention]:
        """What "там" means: the last place under в or на that was named."""
        tree = self.tree
        for mention in self._back(node, tree.starts[node]):
            if mention.type not in WHERE:
                continue
            root = tree.root(mention)
            if self.arguments.preposition(root) in ("в", "на") and tree.cases[root] in ("Loc", ""):
                yield mention
                return
