"""Who or what may belong to an event, and what is said of the two together."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.annotations import Mention, value
from extract.schema import PLACE_TYPES
from extract.stages.events.mentioned import Mentioned, holds
from extract.stages.events.standing import Standing
from extract.stages.events.telling import Telling
from extract.syntax.tree import Tree

# The weights were learned with these: half or double of each changes what belongs to 20 events of
# 46 articles (_REACH), 12 (_NEAREST), 7 (_TELLINGS), 2 (_LEADING).
_REACH = 2  # sentences between an event and what is told of it
_TELLINGS = 6  # of an event more are not looked at
_NEAREST = 4  # mentions of one candidate: more say no more
_LEADING = 3  # places that an article is mostly about
_EARLIER = frozenset({"ранее", "прежде", "накануне"})
_LENGTHS = (1, 3, 6, 12, 25)  # classes of articles, in sentences
_TENSE = re.compile(r"Tense=(\w+)")

Near = tuple[int, Telling, Mention]  # sentences between them, a telling, a mention


@dataclasses.dataclass(slots=True)
class Proposal:
    """What rules say of a candidate.

    Attributes:
        mention: The mention that they found first.
        rules: Their names.
    """

    mention: Mention
    rules: dict[str, None] = dataclasses.field(default_factory=dict)


Proposals = dict[str, Proposal]  # by what is meant


@dataclasses.dataclass(slots=True)
class Candidate:
    """One that may belong to an event.

    Attributes:
        key: What is meant.
        mention: Its mention that a rule found, or that stands nearest.
        said: What is said of it, of the event and of both, by names of features.
        near: Its mentions near the event.
    """

    key: str
    mention: Mention
    said: list[str]
    near: list[Near]

    @property
    def apart(self) -> int:
        """Sentences between the two; many where it is named nowhere near."""
        return self.near[0][0] if self.near else _REACH + 1


class Candidates:
    """Looks up the candidates of the events of one document."""

    def __init__(
        self,
        tree: Tree,
        mentioned: Mentioned,
        standing: Standing,
        groups: Iterable[Sequence[Telling]],
    ) -> None:
        self.tree = tree
        self.mentioned = mentioned
        self.standing = standing
        self._earlier: dict[int, bool] = {}
        self.roots: dict[int, list[tuple[int, int]]] = defaultdict(list)  # by sentence
        for n, group in enumerate(groups):
            for one in group:
                self.roots[tree.sentence_of[one.root]].append((one.root, n))

    def about(self, group: Sequence[Telling]) -> list[str]:
        """What is said of an event, whatever the candidate."""
        tree, first = self.tree, group[0]
        sentence = min(tree.sentence_of[one.root] for one in group)
        over = (first.root, *tree.up(first.root))
        tense = next((found[1] for i in over if (found := _TENSE.search(tree.morph[i]))), "")
        return [
            "kind " + first.kind,
            "verb" if first.is_verb else "noun",
            f"told {min(len(group), 4)}",
            f"sentence {min(sentence, 4)}",
            "lemma " + tree.lemmas[first.root],
            f"sentences {bisect.bisect_left(_LENGTHS, len(tree.sentences))}",
            "tense " + tense,
            f"case {tree.cases[first.root]}",
        ]

    def find(
        self,
        n: int,
        group: Sequence[Telling],
        types: frozenset[str],
        own: Proposals,
        others: Mapping[str, set[int]],
    ) -> list[Candidate]:
        """The candidates of an event.

        Args:
            n: The event, by number.
            group: Its tellings, the fullest first.
            types: Of the candidates.
            own: What rules propose.
            others: For which events rules propose a candidate.
        """
        near, of = self.near(group, types), self.mentioned.of
        wide = (key for key in self.mentioned.leading[:_LEADING] if of[key][0].type in types)
        about = self.about(group)
        found = []
        for key in dict.fromkeys([*own, *near, *wide]):
            pairs = near.get(key, [])
            proposal = own.get(key)
            mention = proposal.mention if proposal else pairs[0][2] if pairs else of[key][0]
            said = [*about, *self.mentioned.said(key, mention)]
            said += self.ruled(n, key, mention, own, others)
            said += self.placed(n, group, pairs)
            found.append(Candidate(key, mention, said, pairs))
        self.compare(found, own)
        return found

    def nothing(self, group: Sequence[Telling], found: Sequence[Candidate]) -> list[str]:
        """What is said for an event that has none of its candidates."""
        ruled = sum("rules 0" not in one.said for one in found)
        told = ["none", *("none " + name for name in self.about(group))]
        return [*told, f"none ruled {min(ruled, 3)}", f"none n {min(len(found), 6)}"]

    def near(self, group: Sequence[Telling], types: frozenset[str]) -> dict[str, list[Near]]:
        """Of each candidate the mentions near the tellings of an event, the nearest first."""
        tree, mentioned = self.tree, self.mentioned
        found: dict[str, list[Near]] = defaultdict(list)
        for one in group[:_TELLINGS]:
            here = tree.sentence_of[one.root]
            reach = 0 if self.is_earlier(here) else _REACH
            for sentence in range(max(here - reach, 0), here + reach + 1):
                named = mentioned.by_sentence.get(sentence)
                if not named or (sentence != here and self.is_earlier(sentence)):
                    continue
                for mention in named:
                    if mention.type in types:
                        pair = abs(sentence - here), one, mention
                        found[mentioned.key(mention)].append(pair)
        for pairs in found.values():
            pairs.sort(key=lambda pair: (pair[0], abs(tree.spans[pair[2]][0] - pair[1].root)))
        return found

    def is_earlier(self, sentence: int) -> bool:
        """ "Ранее он встретился с ...": what the sentences around tell was at another time."""
        if sentence not in self._earlier:
            lemmas = self.tree.lemmas[slice(*self.tree.sentences[sentence])]
            self._earlier[sentence] = not _EARLIER.isdisjoint(lemmas)
        return self._earlier[sentence]

    # --- what is said -----------------------------------------------------------------------------

    def ruled(
        self, n: int, key: str, mention: Mention, own: Proposals, others: Mapping[str, set[int]]
    ) -> Iterator[str]:
        """What rules say of it, and of others."""
        rules = own[key].rules if key in own else {}
        told = "ruled" if rules else "unruled"
        yield f"rules {min(len(rules), 3)}"
        for rule in rules:
            yield "rule " + rule
            yield f"rule {rule} {mention.type}"
        yield f"rivals {min(len(own) - (key in own), 3)} {told}"
        yield f"taken {min(len(others.get(key, set()) - {n}), 3)} {told}"

    def placed(self, n: int, group: Sequence[Telling], pairs: Sequence[Near]) -> Iterator[str]:
        """How its mentions stand to the tellings of an event."""
        tree, kind = self.tree, group[0].kind
        if not pairs:
            yield "far"
            return
        gap, _, nearest = pairs[0]
        yield f"apart {gap}"
        yield f"apart {gap} {nearest.type}"
        yield f"{kind} {nearest.type} {gap}"
        yield f"near {min(sum(gap == 0 for gap, _, _ in pairs), 3)}"
        for gap, one, mention in pairs[:_NEAREST]:
            name = tree.root(mention)
            if gap:
                side = "+" if name > one.root else "-"
                yield f"at {side}{gap}"
                yield f"at {side}{gap} {self.standing.place(name)}"
                continue
            yield from self.standing.told(one.root, name)
            yield f"stands {self.standing.place(name)} {mention.type}"
            yield f"{kind} stands {self.standing.place(name)}"
            yield from _sides(one, name)
            if one.start <= mention.start and mention.end <= one.end:
                yield "inside"
            yield from self.rivalled(n, one, name)

    def rivalled(self, n: int, one: Telling, name: int) -> Iterator[str]:
        """Whether a name stands nearer to another event of the sentence."""
        others = [root for root, m in self.roots[self.tree.sentence_of[one.root]] if m != n]
        if not others:
            yield "alone"
            return
        steps = self.standing.steps(one.root, name)
        least = min(self.standing.steps(root, name) for root in others)
        yield f"rival {'nearer' if least < steps else 'even' if least == steps else 'farther'}"
        over = self.standing.above(name)
        if any(root in over for root in others):
            yield "under another" + (" and own" if one.root in over else "")
        if any(abs(name - root) < abs(name - one.root) for root in others):
            yield "another between"

    def compare(self, found: Sequence[Candidate], own: Proposals) -> None:
        """Says of candidates what follows from one another."""
        here = [one for one in found if one.near and one.near[0][0] == 0]
        keys = {one.key for one in here}
        ruled = {root for one in here if one.key in own for root in self.ends(one)}
        places = {
            one.key: place
            for one in found
            if one.mention.type in PLACE_TYPES
            and (place := value(self.tree.doc, one.mention, "place")) is not None
        }
        around = [places[one.key] for one in here if one.key in places]
        for one in found:
            near = () if not ruled or one.key in own else self.ends(one)
            if any(self.listed(end) & ruled for end in near):
                one.said.append("listed with ruled")
            if self.mentioned.bodies.get(one.key, set()) & keys:
                one.said.append("body of one here")
            if (place := places.get(one.key)) is not None:
                if any(holds(place, other) for other in around):
                    one.said.append("finer here")
                if any(holds(other, place) for other in around):
                    one.said.append("wider here")

    def ends(self, one: Candidate) -> list[int]:
        return [self.tree.root(mention) for gap, _, mention in one.near[:_NEAREST] if not gap]

    def listed(self, name: int) -> set[int]:
        """The first of a list of names, and those that hang on it."""
        tree, first = self.tree, name
        while tree.deps[first] == "conj" and tree.heads[first] != first:
            first = tree.heads[first]
        more = {i for i in tree.children[first] if tree.deps[i] == "conj"}
        return {first, *more} - {name}


def _sides(one: Telling, name: int) -> Iterator[str]:
    """In which of the phrases of a telling a name stands."""
    named = (("subject", one.subject), ("object", one.object))
    for side, argument in (
        *named,
        *(("other", each) for each in one.others),
        *(("kept " + each.prep, each) for each in one.kept),
    ):
        if argument is not None and argument.start <= name < argument.end:
            yield f"{side} {'head' if argument.head == name else 'inner'}"


def proposals(found: Iterable[tuple[str, str, Mention]]) -> Proposals:
    """What rules find: the rule, what is meant, and the mention that says so."""
    known: Proposals = {}
    for rule, key, mention in found:
        known.setdefault(key, Proposal(mention)).rules[rule] = None
    return known
