"""What a verb or a noun governs: phrases of the text, and who is named in them."""

from __future__ import annotations

import bisect
import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping

from extract.annotations import Mention, value
from extract.schema import PARTY_TYPES, SURE_CAREER
from extract.stages.events.kept import kept
from extract.stages.events.phrases import Phrases
from extract.stages.events.words import CLASS_TYPES, CLASS_WORDS, DELEGATIONS
from extract.syntax.tree import Tree
from extract.syntax.words import TITLES

_RECENT = 1 << 12  # phrases of which is asked again
_BOTH = {
    "регион": "STATE_OR_PROVINCE", "область": "STATE_OR_PROVINCE", "субъект": "STATE_OR_PROVINCE",
    "они": "PERSON", "страна": "COUNTRY", "государство": "COUNTRY", "город": "CITY",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Argument:
    """A phrase: its tokens, the noun that leads it, and who is named by it.

    Attributes:
        start: First token, a preposition left out.
        end: One past the last token.
        head: The noun.
        prep: Lemma of the preposition, "" for none.
        who: The parties that the phrase is of, in the order of the text.
        meant: Whom a pronoun or a bare title stands for.
    """

    start: int
    end: int
    head: int
    prep: str = ""
    who: tuple[Mention, ...] = ()
    meant: bool = False


class Arguments(Phrases):
    """Looks up who and what the phrases of one document mean."""

    def __init__(self, tree: Tree, keys: Mapping[Mention, str]) -> None:
        super().__init__(tree)
        self.keys = keys
        # Of each type the mentions in order, and their first tokens.
        self._by_type: dict[str, tuple[list[int], list[Mention]]] = defaultdict(lambda: ([], []))
        for mention in sorted(tree.spans):
            starts, mentions = self._by_type[mention.type]
            starts.append(tree.spans[mention][0])
            mentions.append(mention)
        self._titled = self._by_title()
        self._read_once = kept(self._argument, _RECENT)
        # Of "гости" after "делегация Харбина" the phrase that names them.
        self._guests: Argument | None = None
        for i, lemma in enumerate(tree.lemmas):
            if lemma == "делегация" and self._guests is None:
                self.argument(i)

    def argument(self, head: int) -> Argument:
        """The phrase that a noun leads."""
        found = self._read_once(head)
        named = dict.fromkeys((*found.who, *self.beside(head)))
        groups = self.sentence(head).group_at
        for joined in self.joined(head):
            # Each of a group names all of it.
            if joined not in groups or groups[joined] is not groups.get(head):
                named.update(dict.fromkeys(self._read_once(joined).who))
        who = list(named)
        lemma = self.tree.lemmas[head]
        if not who and lemma in DELEGATIONS:
            who = list(self.adjective(head)) or list(self.origin(head))
            if not who and self._guests is not None and self._guests.head != head:
                return dataclasses.replace(self._guests, prep=found.prep)
        if found.who != (all_ := tuple(who)):
            found = dataclasses.replace(found, who=all_)
        if who and lemma in DELEGATIONS and self._guests is None and not found.meant:
            self._guests = found
        return found

    def origin(self, head: int) -> Iterator[Mention]:
        """ "гости из Монголии"."""
        tree = self.tree
        for i in tree.children[head]:
            if self.preposition(i) == "из":
                yield from (m for m in tree.mentions[i] if m.type in PARTY_TYPES)
                return

    def beside(self, head: int) -> Iterator[Mention]:
        """The people in apposition to a title, and those coordinated with them."""
        tree = self.tree
        for i in tree.children[head]:
            if tree.deps[i] != "appos" or tree.pos[i] not in ("PROPN", "NOUN"):
                continue
            for node in (i, *self.joined(i)):
                yield from (
                    m for m in tree.mentions[node] if m.type == "PERSON" and tree.root(m) == node
                )

    def adjective(self, head: int) -> Iterator[Mention]:
        """ "монгольская делегация": the place in the adjective."""
        tree = self.tree
        for i in tree.children[head]:
            if tree.deps[i] == "amod":
                yield from (m for m in tree.mentions[i] if m.type in PARTY_TYPES)
                return

    def _argument(self, head: int) -> Argument:
        group = self.sentence(head).group_at.get(head)
        prep = self.preposition(head)
        if group is not None and head in group.heads:
            who = tuple(party.mention for party in group.parties)
            start, end = self.phrase(head)
            nobody = all(mention.type != "PERSON" for mention in who)
            if nobody and len(group.heads) == 1 and (person := self.meant(head)) is not None:
                return Argument(start, end, head, prep, (person,), meant=True)
            return Argument(min(start, group.start), max(end, group.end), head, prep, who)
        if group is not None and group.start <= head < group.end:
            who = tuple(party.mention for party in group.parties)
            return Argument(group.start, group.end, group.heads[0], prep or group.prep, who)
        start, end = self.phrase(head)
        meant = self.meant(head)
        if meant is not None:
            return Argument(start, end, head, prep, (meant,), meant=True)
        if both := self.both(head):
            return Argument(start, end, head, prep, both, meant=True)
        return Argument(start, end, head, prep, tuple(self.named(head)))

    def named(self, head: int) -> Iterator[Mention]:
        """Who is named in apposition to a noun, or by it."""
        tree = self.tree
        for i in (head, *tree.children[head]):
            if i != head and tree.deps[i] not in ("appos", "flat", "nmod"):
                continue
            if i != head and tree.deps[i] == "nmod" and tree.cases[i] != "Nom":
                continue
            for mention in tree.mentions[i]:
                if mention.type in ("PERSON", "ORGANIZATION", "FACILITY", "COUNTRY", "CITY"):
                    yield mention
                    return

    def _by_title(self) -> dict[tuple[str, str], set[str]]:
        """Of each title, and title of a place or body, the names of those who bear it."""
        tree = self.tree
        self._first: dict[str, Mention] = {}
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for start, person in zip(*self._by_type["PERSON"], strict=True):
            name = tree.normal(person).rpartition(" ")[2]
            self._first.setdefault(name, person)
            for i in range(max(0, start - 8), start):
                if tree.lemmas[i] in TITLES and tree.sentence_of[i] == tree.sentence_of[start]:
                    near = tree.heads[start] == i or tree.heads[i] in range(*tree.spans[person])
                    beside = near or i == start - 1 or self.is_before(i, start)
                    if beside and self.agree(i, start):
                        found[tree.lemmas[i], ""].add(name)
                        if place := self.place_of(i, start):
                            found[tree.lemmas[i], place].add(name)
        self._add_careers(found)
        return found

    def agree(self, title: int, name: int) -> bool:
        """Whether a title and a name may stand in one case; of people Acc is Gen."""
        cases = {self.tree.cases[title], self.tree.cases[name]} - {""}
        return len(cases) < 2 or cases == {"Acc", "Gen"}

    def _add_careers(self, found: dict[tuple[str, str], set[str]]) -> None:
        """The holders that the careers of the document give titles, wherever they are told."""
        for career in self.tree.doc._.careers:
            if career.former or career.score < SURE_CAREER:
                continue
            title = career.position.partition(" ")[0].lower().replace("ё", "е")
            if title in TITLES and career.person in self.tree.spans:
                name = self.tree.normal(career.person).rpartition(" ")[2]
                self._first.setdefault(name, career.person)
                body = career.organization
                if body is not None:
                    found[title, self.keys.get(body) or self.tree.normal(body)].add(name)

    def is_before(self, title: int, name: int) -> bool:
        """ "заместителем губернатора Юрием ...": only what is of the title stands between."""
        tree = self.tree
        return all(title in tree.up(i) and tree.cases[i] == "Gen" for i in range(title + 1, name))

    def place_of(self, title: int, end: int) -> str:
        """ "президент России", "российский президент": which place or body a title is of."""
        tree = self.tree
        before = [i for i in tree.children[title] if i < title and tree.deps[i] == "amod"]
        for i in (*range(title + 1, end), *before):
            for mention in tree.mentions[i]:
                if mention.type in PARTY_TYPES and mention.type != "PERSON":
                    return self.keys.get(mention) or tree.normal(mention)
        return ""

    def meant(self, i: int) -> Mention | None:
        """Whom "он" means, or "губернатор" where the article names one."""
        tree = self.tree
        lemma, morph = tree.lemmas[i], tree.morph[i]
        if tree.pos[i] == "PRON" and lemma in ("он", "она") and "Number=Plur" not in morph:
            wanted = "female" if "Gender=Fem" in morph else "male"
            return self._before(i, wanted)
        if lemma in TITLES and "Number=Sing" in morph:
            names = self.bearers(i, lemma)
            if not names and lemma == "глава":  # "глава региона"
                names = self.bearers(i, "губернатор")
            if len(names) == 1:
                return self._first[next(iter(names))]
        return None

    def bearers(self, i: int, title: str) -> set[str]:
        """The names of those who bear a title, of the place that stands beside it."""
        _, end = self.phrase(i)
        place = self.place_of(i, end)
        if not place:
            return self._titled.get((title, ""), set())
        return self._titled.get((title, place), set())

    def _before(self, i: int, gender: str) -> Mention | None:
        """The last person of a gender named before, in this sentence or the one before."""
        tree = self.tree
        for start, person in self._preceding("PERSON", i):
            if tree.sentence_of[i] - tree.sentence_of[start] > 1:
                return None
            if self.clause(start) == self.clause(i):  # "вместе с Х он приехал"
                continue
            known = self._gender(person)
            if known == gender:
                return person
        return None

    def _preceding(self, type_: str, i: int) -> Iterator[tuple[int, Mention]]:
        """The mentions of a type that begin before a token, the last first."""
        starts, mentions = self._by_type[type_]
        for at in range(bisect.bisect_left(starts, i) - 1, -1, -1):
            yield starts[at], mentions[at]

    def both(self, i: int) -> tuple[Mention, ...]:
        """ "регионы": the two that the last sentences name; "президенты": the only two."""
        tree = self.tree
        bearers = self._titled.get((tree.lemmas[i], ""), set())
        if "Number=Plur" in tree.morph[i] and len(bearers) == 2 and not tree.children[i]:
            return tuple(sorted(self._first[name] for name in bearers))
        type_ = _BOTH.get(tree.lemmas[i])
        if type_ is None or "Number=Plur" not in tree.morph[i] or tree.children[i]:
            return ()
        named: dict[str, Mention] = {}
        for start, mention in self._preceding(type_, i):
            if tree.sentence_of[i] - tree.sentence_of[start] > 2:
                break
            named.setdefault(self.keys.get(mention) or tree.normal(mention), mention)
        return tuple(sorted(named.values())) if len(named) == 2 else ()

    def _gender(self, person: Mention) -> str | None:
        who = value(self.tree.doc, person, "person")
        return who.gender if who else None

    def is_of(self, argument: Argument | None, class_: str) -> bool:
        """Whether a phrase is of a class of ``words``; "" is any."""
        if argument is None:
            return False
        if not class_:
            return True
        if class_ == "thing":
            return not self.is_of(argument, "people")
        tree, head = self.tree, argument.head
        if tree.lemmas[head] in CLASS_WORDS.get(class_, ()):
            return True
        if class_ == "people" and "Animacy=Anim" in tree.morph[head]:
            return True
        types = CLASS_TYPES.get(class_, frozenset())
        if class_ == "area":
            return any(m.type in types and tree.root(m) == head for m in tree.mentions[head])
        return any(
            mention.type in types
            for mention in (*tree.mentions[head], *argument.who)
            if tree.root(mention) == head or mention in argument.who
        )
