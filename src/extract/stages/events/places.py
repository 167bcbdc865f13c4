"""Where an event is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.annotations import Mention, Relation
from extract.schema import TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.facilities import Facilities
from extract.stages.events.located import WHERE, Located
from extract.stages.events.telling import Telling
from extract.stages.events.words import CLASS_WORDS, DIPLOMATS, GROUNDS, HOSTS, HOUSES
from extract.syntax.tree import Tree

PARTICIPANT, ORGANIZER, HEAD = "participant", "organizer", "head of delegation"
TAKING_PART = frozenset(
    {"PERSON", "ORGANIZATION", "NATIONALITY", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "PROFESSION"}
)
_NARROW = {"FACILITY": 0, "ORGANIZATION": 1, "CITY": 2, "DISTRICT": 3, "LOCATION": 4,
           "STATE_OR_PROVINCE": 5, "COUNTRY": 6}  # fmt: skip
WIDE = frozenset({"STATE_OR_PROVINCE", "COUNTRY", "LOCATION"})
_NOWHERE = frozenset({"с", "из", "между", "к", "о", "об", "от", "для", "против", "за"})
_OUTER = TIME_TYPES | {"CITY", "STATE_OR_PROVINCE", "DISTRICT"}
_THERE = frozenset({"там", "здесь", "тут"})


Part = tuple[Mention, str, Argument | None]  # who, as what, and the phrase that names them


class Roles:
    """What the relations of a document say of its events."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.places: dict[Mention, list[Mention]] = defaultdict(list)
        self.people: dict[Mention, list[tuple[Mention, str]]] = defaultdict(list)
        self.wholes: dict[Mention, list[Mention]] = defaultdict(list)
        for relation in sorted(relations, key=lambda relation: -relation.score):
            subject, object_ = relation.subject, relation.object
            if relation.predicate == "TAKES_PLACE_IN" and object_.type in WHERE:
                self.places[subject].append(object_)
            elif relation.predicate == "SUBEVENT_OF":
                self.wholes[subject].append(object_)
            elif relation.predicate in ("PARTICIPANT_IN", "AGENT") and subject.type in TAKING_PART:
                self.people[object_].append((subject, PARTICIPANT))
            elif relation.predicate == "ORGANIZES":
                self.people[object_].append((subject, ORGANIZER))


class Places(Located):
    """Looks up where the events of one document are."""

    def __init__(self, tree: Tree, arguments: Arguments, roles: Roles) -> None:
        super().__init__(tree, arguments)
        self.roles = roles
        self.facilities = Facilities(tree, arguments)
        # Of the roots of gatherings, who is told to come there.
        self.arrivals: dict[int, list[Mention]] = {}
        # Of the same and others, who is told to take part, and as what.
        self.attending: dict[int, list[tuple[Mention, str]]] = {}
        # What was looked up, by telling.
        self._found_places: dict[Telling, list[tuple[str, Mention]]] = {}
        self._found_parts: dict[Telling, list[tuple[str, Part]]] = {}

    def place(self, telling: Telling) -> Mention | None:
        """ "форум в Оренбурге", "состоялся в Оренбурге", "посетил завод": where it is by rules."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for rule, place in self.places(telling):
            found[rule].append(place)
        if sure := found["host"] + found["goal"]:
            return sure[0]
        told = found["model"]
        here = [place for place in told if self.is_under(place)] + found["clause"]
        here = here or found["beside"] + found["bound"] + found["loose"]
        narrow = [place for place in here if place.type in ("FACILITY", "ORGANIZATION")]
        return next(iter(narrow or here or told), None)

    def places(self, telling: Telling) -> list[tuple[str, Mention]]:
        """Where it may be, each with the rule that says so."""
        if telling not in self._found_places:
            self._found_places[telling] = list(self._where(telling))
        return self._found_places[telling]

    def _where(self, telling: Telling) -> Iterator[tuple[str, Mention]]:
        if telling.frame is not None and telling.frame.host and telling.subject is not None:
            yield from (("host", who) for who in telling.subject.who)
        if telling.kind == "visit" and (goal := self.goal(telling)):
            yield "goal", goal
        yield from (("model", place) for place in self.told(telling))
        yield from (("clause", place) for place in self.of_clause(telling))
        yield from (("beside", place) for place in self.beside(telling))
        yield from (("bound", place) for place in self.bound(telling))
        yield from (("loose", place) for place in self.loose(telling))

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
        if not found and tree.lemmas[above] in HOSTS and tree.deps[root] == "obj":
            hosts = [i for i in tree.children[above] if tree.deps[i] == "nsubj"]
            found = [m for i in hosts for m in tree.mentions[i] if m.type in WHERE]
        if not found and is_there and self.arguments.preposition(above) in ("в", "на"):
            found = [m for m in tree.mentions[above] if m.type in WHERE]
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
            if mention.type in WHERE | {"ORGANIZATION"} and not self.is_quoted(mention)
        ]
        found += filter(None, (self.facilities.at(side.head) for side in sides if side))
        if found:  # "в Китай, в провинцию Ляонин"
            place = min(found, key=lambda mention: (_NARROW.get(mention.type, 0), mention))
            return self.whole_name(place)
        visited = [r.object for r in telling.relations if r.predicate == "VISITED"]
        if telling.object is not None:
            noun = telling.object.head
            visited = [place for place in visited if not self.is_joined(place, noun)]
        return next((m for m in visited if m.type in WHERE | {"ORGANIZATION"}), None)

    def places_on(self, node: int, kind: str) -> Iterator[Mention]:
        """The places under в or на that hang on a token."""
        tree = self.tree
        below = list(tree.children[node])
        for i in tree.children[node]:  # "на октябрь в Минске", "в Твери, в музее"
            if any(mention.type in _OUTER for mention in tree.mentions[i]):
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
                if mention.type in WHERE or self.has_house(mention):
                    return mention
        return None

    def has_house(self, mention: Mention) -> bool:
        root = self.tree.root(mention)
        return mention.type == "ORGANIZATION" and self.tree.lemmas[root] in HOUSES

    def held_at(self, i: int, kind: str) -> Mention | None:
        """The place or the house of a body that a phrase names."""
        for mention in self.at(self.arguments.argument(i)):
            body = mention.type == "ORGANIZATION" and kind not in ("deal", "competition")
            fits = mention.type in WHERE or (body and self.is_institution(mention))
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
        start, _ = self.tree.spans.get(place, (0, 0))
        titled = start > 1 and self.tree.words[start - 1] in '«"“„'
        ground = titled and self.tree.lemmas[start - 2] in GROUNDS
        if titled and not ground and place.type in ("FACILITY", "ORGANIZATION"):
            return self.facilities.at(start - 2) or place
        return place
