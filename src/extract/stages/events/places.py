"""Where an event is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.annotations import Mention, Relation
from extract.schema import PLACE_TYPES, TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.facilities import Facilities
from extract.stages.events.telling import Telling
from extract.stages.events.words import ARRIVES, CLASS_WORDS, DELEGATIONS, DIPLOMATS, GROUNDS, HOSTS, HOUSES, KIND_OF_PLACE, POSTED
from extract.syntax.tree import Tree

PARTICIPANT, ORGANIZER, HEAD = "participant", "organizer", "head of delegation"
_WHO = frozenset(
    {"PERSON", "ORGANIZATION", "NATIONALITY", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "PROFESSION"}
)
_WHERE = PLACE_TYPES | {"FACILITY"}
# Kinds that places and bodies of their name's genitive do not take part in: "чемпионат мира".
_PLACED = frozenset(
    {"competition", "election", "exhibition", "festival", "opening", "launch", "disaster", "forum"}
)
_NARROW = {"FACILITY": 0, "ORGANIZATION": 1, "CITY": 2, "DISTRICT": 3, "LOCATION": 4,
           "STATE_OR_PROVINCE": 5, "COUNTRY": 6}  # fmt: skip
_NOWHERE = frozenset({"с", "из", "между", "к", "о", "об", "от", "для", "против", "за"})
_OF_PARTIES = frozenset({"meeting", "session", "forum", "signing", "visit", "ceremony"})
_DEEP = 4  # nouns between an event and a place that hangs on one of its parties
_THERE = frozenset({"там", "здесь", "тут"})
_OF_COUNTRIES = frozenset({"meeting", "session", "forum", "military", "competition"})
_SURE_PARTS = frozenset({"PERSON", "ORGANIZATION"})


class Roles:
    """What the relations of a document say of its events."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.places: dict[Mention, list[Mention]] = defaultdict(list)
        self.people: dict[Mention, list[tuple[Mention, str]]] = defaultdict(list)
        self.wholes: dict[Mention, list[Mention]] = defaultdict(list)
        for relation in sorted(relations, key=lambda relation: -relation.score):
            subject, object_ = relation.subject, relation.object
            if relation.predicate == "TAKES_PLACE_IN" and object_.type in _WHERE:
                self.places[subject].append(object_)
            elif relation.predicate == "SUBEVENT_OF":
                self.wholes[subject].append(object_)
            elif relation.predicate in ("PARTICIPANT_IN", "AGENT") and subject.type in _WHO:
                self.people[object_].append((subject, PARTICIPANT))
            elif relation.predicate == "ORGANIZES":
                self.people[object_].append((subject, ORGANIZER))


class Places:
    """Looks up places in the clauses of one document."""

    def __init__(self, tree: Tree, arguments: Arguments, roles: Roles) -> None:
        self.tree = tree
        self.arguments = arguments
        self.roles = roles
        self.facilities = Facilities(tree, arguments)
        # Of the roots of gatherings, who is told to come there.
        self.arrivals: dict[int, list[Mention]] = {}

    def place(self, telling: Telling) -> Mention | None:
        """ "форум в Оренбурге", "состоялся в Оренбурге", "посетил завод": where it is."""
        if telling.frame is not None and telling.frame.host and telling.subject is not None:
            return next(iter(telling.subject.who), None)
        if telling.kind == "visit" and (goal := self.goal(telling)):
            return goal
        told = list(self.told(telling))
        under = [place for place in told if self.is_under(place)]
        found = under + list(self.of_clause(telling))
        found = found or [*self.beside(telling), *self.bound(telling), *self.loose(telling)]
        narrow = [place for place in found if place.type in ("FACILITY", "ORGANIZATION")]
        return next(iter(narrow or found or told), None)

    def told(self, telling: Telling) -> Iterator[Mention]:
        """What the model says, but not "Тверь начала переговоры" and "посол в Твери"."""
        places = self.roles.places.get(telling.mention, ()) if telling.mention else ()
        start, end = self.arguments.phrase(telling.root)
        for place in places:
            root = self.tree.root(place)
            prep = self.arguments.preposition(root)
            own = bool(prep) or start <= root < end or self.tree.cases[root] not in ("Nom", "Acc")
            own = own or self.tree.lemmas[self.tree.heads[root]] in HOSTS
            inside = telling.start <= place.start and place.end <= telling.end
            if prep in _NOWHERE or not (own or inside):
                continue
            if not self.is_quoted(place) and not self.is_seat(place):
                yield self.whole_name(place)

    def is_under(self, place: Mention) -> bool:
        """Whether a place stands under в or на itself."""
        if place not in self.tree.spans:  # a building
            return True
        tree, node = self.tree, self.tree.root(place)
        while tree.deps[node] in ("appos", "conj", "flat") and not self.arguments.preposition(node):
            node = tree.heads[node]
        return self.arguments.preposition(node) in ("в", "на")

    def of_clause(self, telling: Telling) -> Iterator[Mention]:
        """The places of the clause that tells an event."""
        tree, root = self.tree, telling.root
        nodes = [root]
        if telling.object is not None:
            nodes.append(telling.object.head)
        if telling.is_verb:
            nodes += self.modal(root)
        else:
            nodes += [
                i for i in tree.children[root] if tree.deps[i] == "acl" or tree.is_participle(i)
            ]
            nodes += self.clause(root)
        nodes += self.partners_of(root)
        found = [place for node in nodes for place in self.places_on(node, telling.kind)]
        if not found and telling.is_verb:
            found = list(self.above(root))
        above = tree.heads[root]
        # "форум будет в Сочи", "побывать в Сочи на форуме"
        is_there = tree.deps[root] in ("nsubj", "nmod", "obl")
        if not found and is_there and self.arguments.preposition(above) in ("в", "на"):
            found = [m for m in tree.mentions[above] if m.type in _WHERE]
        yield from found

    def goal(self, telling: Telling) -> Mention | None:
        """What is visited: a place, a building, a body."""
        sides = [telling.object, *(one for one in telling.kept if one.prep in ("в", "на", "по"))]
        verb = self.tree.heads[telling.root]
        if not telling.is_verb and self.tree.pos[verb] == "VERB":
            sides += [
                self.arguments.argument(i)
                for i in self.tree.children[verb]
                if self.arguments.preposition(i) in ("в", "на") and i != telling.root
            ]
        found = [
            mention
            for side in filter(None, sides)
            for mention in self.at(side)
            if mention.type in _WHERE | {"ORGANIZATION"} and not self.is_quoted(mention)
        ]
        found += filter(None, (self.facilities.at(side.head) for side in sides if side))
        if found:  # "в Китай, в провинцию Ляонин"
            return min(found, key=lambda mention: (_NARROW.get(mention.type, 0), mention))
        visited = [r.object for r in telling.relations if r.predicate == "VISITED"]
        if telling.object is not None:
            noun = telling.object.head
            visited = [place for place in visited if not self.is_joined(place, noun)]
        return next((m for m in visited if m.type in _WHERE | {"ORGANIZATION"}), None)

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
        """ "в эту страну": the last of its kind that was named."""
        tree = self.tree
        type_ = KIND_OF_PLACE.get(tree.lemmas[i])
        if type_ is None or not any(tree.lemmas[t] == "этот" for t in tree.children[i]):
            return None
        named = [m for m in tree.spans if m.type == type_ and tree.end(i) > m.end]
        last = max(named, default=None)
        far = last is None or tree.sentence_of[i] - tree.sentence_of[tree.root(last)] > 1
        return None if far else last

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
            yield from (m for m in self.at(self.arguments.argument(place)) if m.type in _WHERE)

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
            yield from (
                place for place in self.located(last) if tree.spans[place][1] == last + 1
            )
        if tree.words[end : end + 1] and tree.lemmas[end] in ("в", "во"):
            for first in (end + 1, end + 2):
                found = [place for place in self.located(first) if tree.spans[place][0] == end + 1]
                yield from found[:1]

    def located(self, i: int) -> Iterator[Mention]:
        """The places over a token that stand under в or на and say where."""
        tree = self.tree
        for mention in tree.mentions[i] if 0 <= i < len(tree.words) else ():
            root = tree.root(mention)
            there = tree.cases[root] in ("Loc", "") and self.arguments.preposition(root) in ("в", "на")
            if mention.type in _WHERE and there and not self.is_quoted(mention):
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
                yield from (m for m in self.at(self.arguments.argument(i)) if m.type in _WHERE)

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
        return people or any(
            m.type in ("PERSON", "PROFESSION", "COUNTRY", "STATE_OR_PROVINCE", "ORGANIZATION")
            for m in tree.mentions[i]
        )

    def places_on(self, node: int, kind: str) -> Iterator[Mention]:
        """The places under в or на that hang on a token."""
        tree = self.tree
        below = list(tree.children[node])
        for i in tree.children[node]:  # "на октябрь в Минске"
            if any(mention.type in TIME_TYPES for mention in tree.mentions[i]):
                below += tree.children[i]
        for i in below:
            if tree.cases[i] not in ("Loc", "") or self.arguments.preposition(i) not in ("в", "на"):
                continue
            place = self.ground(i) or self.facilities.at(i) or self.held_at(i, kind)
            if place is not None:
                yield place
        if any(tree.lemmas[i] in _THERE for i in tree.children[node]):
            yield from self.before(node)

    def ground(self, i: int) -> Mention | None:
        """ "на территории завода «Луч»": whose ground it is."""
        tree = self.tree
        if tree.lemmas[i] not in GROUNDS:
            return None
        for below in tree.children[i]:
            if tree.deps[below] not in ("nmod", "appos") or self.arguments.preposition(below):
                continue
            if (building := self.facilities.at(below)) is not None:
                return building
            for mention in self.at(self.arguments.argument(below)):
                if mention.type in _WHERE or self.has_house(mention):
                    return mention
        return None

    def has_house(self, mention: Mention) -> bool:
        root = self.tree.root(mention)
        return mention.type == "ORGANIZATION" and self.tree.lemmas[root] in HOUSES

    def held_at(self, i: int, kind: str) -> Mention | None:
        """The place or the house of a body that a phrase names."""
        for mention in self.at(self.arguments.argument(i)):
            body = mention.type == "ORGANIZATION" and kind not in ("deal", "competition")
            fits = mention.type in _WHERE or (body and self.is_institution(mention))
            if fits and not self.is_quoted(mention):
                return mention
        return None

    def is_institution(self, mention: Mention) -> bool:
        """A body that has a house: "в Госсовете", no company."""
        return self.tree.lemmas[self.tree.root(mention)] in CLASS_WORDS["institution"]

    def is_seat(self, place: Mention) -> bool:
        """ "посол в Китае": where somebody serves, not where he is."""
        tree = self.tree
        above = [*self.tree.up(tree.root(place))][:2]
        return any(tree.lemmas[i] in DIPLOMATS for i in above)

    def whole_name(self, place: Mention) -> Mention:
        """ "стадион «Луч»", of which only the title is marked."""
        start, _ = self.tree.spans[place]
        titled = start > 1 and self.tree.words[start - 1] in '«"“„'
        ground = titled and self.tree.lemmas[start - 2] in GROUNDS
        if titled and not ground and place.type in ("FACILITY", "ORGANIZATION"):
            return self.facilities.at(start - 2) or place
        return place

    def is_quoted(self, mention: Mention) -> bool:
        """The name of something else: "выставка «Россия»"."""
        start, _ = self.tree.spans[mention]
        quoted = start > 0 and self.tree.words[start - 1] in '«„"'
        return quoted and mention.type in PLACE_TYPES

    def before(self, node: int) -> Iterator[Mention]:
        """What "там" means: the last place under в or на that was named."""
        tree = self.tree
        for mention in sorted(tree.spans, reverse=True):
            start, _ = tree.spans[mention]
            if start >= node or mention.type not in _WHERE:
                continue
            if tree.sentence_of[node] - tree.sentence_of[start] > 1:
                return
            root = tree.root(mention)
            if self.arguments.preposition(root) in ("в", "на") and tree.cases[root] in ("Loc", ""):
                yield mention
                return
