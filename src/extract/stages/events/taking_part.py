"""Who takes part in an event."""

from __future__ import annotations

from collections.abc import Iterator

from extract.annotations import Mention
from extract.schema import PLACE_TYPES
from extract.stages.events.arguments import Argument
from extract.stages.events.places import HEAD, PARTICIPANT, TAKING_PART, Part
from extract.stages.events.telling import Telling
from extract.stages.events.wholes import Wholes
from extract.stages.events.words import (
    COMES,
    DELEGATIONS,
    HELD,
    JOINS,
    LEADS,
    SPEAKS,
    SUPPORTS,
    TAKES_PART,
    WORKS_AT,
)

# Kinds that places and bodies of their name's genitive do not take part in: "чемпионат мира".
_PLACED = frozenset(
    {"competition", "election", "exhibition", "festival", "opening", "launch", "disaster", "forum"}
)
_OF_COUNTRIES = frozenset({"meeting", "session", "forum", "military", "competition"})
_SURE_PARTS = frozenset({"PERSON", "ORGANIZATION"})


class Parts(Wholes):
    """Looks up who takes part, in the clauses of one document."""

    def participants(self, telling: Telling) -> list[Part]:
        """Who may take part, by one telling."""
        return [part for _, part in self.taking_part(telling)]

    def taking_part(self, telling: Telling) -> list[tuple[str, Part]]:
        """The same, each with the rule that says so."""
        if telling not in self._found_parts:
            self._found_parts[telling] = list(self._taking_part(telling))
        return self._found_parts[telling]

    def _taking_part(self, telling: Telling) -> Iterator[tuple[str, Part]]:
        yield from (("named", part) for part in self.named(telling))
        root = telling.root
        yield from (("arrives", (who, PARTICIPANT, None)) for who in self.arrivals.get(root, ()))
        yield from (("attends", (*one, None)) for one in self.attending.get(root, ()))
        if telling.kind == "appointment":
            yield from (("body", part) for part in self.bodies(telling))
        yield from (("model", part) for part in self.modelled(telling))
        yield from (("leads", (leader, HEAD, None)) for leader in self.leaders(telling))
        yield from (("related", part) for part in self.related(telling))
        if not telling.is_verb:
            yield from (("joins", part) for part in self.joined(root))

    def named(self, telling: Telling) -> Iterator[Part]:
        """Those whom its own phrases name."""
        for side in self.sides(telling):
            for who in side.who:
                if who.type in TAKING_PART and self.is_part(who, side, telling):
                    yield who, PARTICIPANT, side

    def modelled(self, telling: Telling) -> Iterator[Part]:
        """What the model's relations say."""
        for who, role in self.roles.people.get(telling.mention, ()) if telling.mention else ():
            if self.is_absent(who):
                continue
            if who.type == "PROFESSION":  # "первый заместитель губернатора"
                if (person := self.arguments.meant(self.tree.root(who))) is not None:
                    yield person, role, None
            elif who.type in _SURE_PARTS or telling.kind in _OF_COUNTRIES:
                yield who, role, None

    def is_absent(self, who: Mention) -> bool:
        """ "мэр участия в форуме не принимал"."""
        verb = self.arguments.clause(self.tree.root(who))
        below = self.tree.children[verb] if self.is_joining(who) else ()
        return any(self.tree.lemmas[i] == "не" for i in below)

    def is_joining(self, who: Mention) -> bool:
        """Whether one is told to take part in something."""
        verb = self.arguments.clause(self.tree.root(who))
        return verb >= 0 and self.tree.lemmas[verb] in JOINS | TAKES_PART

    def related(self, telling: Telling) -> Iterator[Part]:
        """The parties of its agreements, meetings and visits, and who stands for them."""
        if not telling.relations:
            return
        phrases = [one for one in self.sides(telling) if one.who]
        for relation in telling.relations:
            sides = [(relation.subject, 0), (relation.object, 1)]
            for who, n in sides[: 1 if relation.predicate == "VISITED" else 2]:
                token = self.tree.spans[who][0]
                if any(one.start <= token < one.end and who not in one.who for one in phrases):
                    continue  # "глава области X" is X
                yield who, PARTICIPANT, self.guests_of(who)
                other = relation.represents[n]
                if other is not None and other.type == "PERSON":
                    yield other, PARTICIPANT, None

    def guests_of(self, who: Mention) -> Argument | None:
        """ "делегация Твери": the phrase whose place or body a relation names."""
        tree, root = self.tree, self.tree.root(who)
        head = tree.heads[root]
        if tree.lemmas[head] == "делегация" and tree.cases[root] in ("Gen", ""):
            return self.arguments.argument(head)
        return None

    def together(self, verb: int) -> Iterator[Argument]:
        """ "вместе с X посетил": people, no countries of presidents."""
        tree = self.tree
        for i in tree.children[verb]:
            if tree.lemmas[i] == "вместе":
                below = [t for t in tree.children[i] if self.arguments.preposition(t) == "с"]
            elif any(tree.lemmas[t] == "вместе" for t in tree.children[i]):
                below = [i]
            else:
                continue
            for side in map(self.arguments.argument, below):
                guests = tree.lemmas[side.head] in DELEGATIONS
                if guests or all(who.type == "PERSON" for who in side.who):
                    yield side

    def is_part(self, who: Mention, side: Argument, telling: Telling) -> bool:
        """ "избран президент США": the country is no part of that."""
        if self.is_quoted(who):
            return False
        place = who.type in PLACE_TYPES and self.tree.root(who) != side.head
        return not place or telling.kind in _OF_COUNTRIES or telling.kind in ("visit", "signing")

    def bodies(self, telling: Telling) -> Iterator[Part]:
        """ "введён в совет «Ростеха»"."""
        for one in telling.kept:
            for i in range(one.start, one.end):
                for mention in self.tree.mentions[i]:
                    if mention.type == "ORGANIZATION" and self.tree.root(mention) == i:
                        yield mention, PARTICIPANT, None
                        return

    def sides(self, telling: Telling) -> Iterator[Argument]:
        """The phrases of those who take part."""
        return self.verb_sides(telling) if telling.is_verb else self.noun_sides(telling)

    def verb_sides(self, telling: Telling) -> Iterator[Argument]:
        """The same of what a verb tells."""
        if telling.frame is not None and telling.frame.host:
            if telling.object is not None:
                yield telling.object
            return
        if telling.subject is not None:
            yield telling.subject
        if telling.object is not None and self.takes_part(telling):
            yield telling.object
        yield from telling.others
        yield from self.together(telling.root)
        if telling.kind == "signing" and telling.object is not None:
            yield from self.inside(telling.object)

    def noun_sides(self, telling: Telling) -> Iterator[Argument]:
        """The same of what a noun tells, and its clause."""
        if telling.subject is not None and telling.kind not in _PLACED:
            yield telling.subject
        yield from telling.others
        for one in telling.kept:
            if self.tree.lemmas[one.head] == "участие":
                yield from self.below(one.head)
        for verb in self.tree.children[telling.root]:  # "разговор, который состоялся у X с Y"
            if self.tree.deps[verb] == "acl" and self.tree.lemmas[verb] in HELD:
                yield from self.partners(verb)
                yield from self.hosts(verb)
        for verb in self.clause(telling.root):
            is_subject = self.tree.deps[telling.root] == "nsubj"
            if not is_subject and self.tree.lemmas[verb] in SUPPORTS:
                yield from self.subjects(verb)
            if is_subject or self.tree.lemmas[verb] in SUPPORTS:
                yield from self.partners(verb)

    def takes_part(self, telling: Telling) -> bool:
        """Whether the object is somebody: not the place visited, not what is bought."""
        if telling.object is None or telling.kind in ("visit", "opening"):
            return False
        if telling.kind in ("launch", "deal", "appointment", "election", "trial", "arrest"):
            return True
        return all(who.type in _SURE_PARTS for who in telling.object.who)

    def inside(self, phrase: Argument) -> Iterator[Argument]:
        """ "соглашение между А и Б", "договор Омской и Томской областей": between whom."""
        lemmas = self.tree.lemmas
        for group in self.arguments.sentence(phrase.head).groups:
            within = phrase.head < group.start and group.end <= phrase.end
            listed = group.case == "Ins" and "между" in lemmas[phrase.head : group.start]
            own = group.prep in ("между", "с") or (group.case == "Gen" and not group.prep)
            if within and (own or listed):
                who = tuple(party.mention for party in group.parties)
                yield Argument(group.start, group.end, group.heads[0], group.prep, who)

    def below(self, noun: int) -> Iterator[Argument]:
        """ "с участием X"."""
        tree = self.tree
        for i in tree.children[noun]:
            if tree.cases[i] in ("Gen", "") and tree.pos[i] in ("NOUN", "PROPN"):
                yield self.arguments.argument(i)

    def partners(self, verb: int) -> Iterator[Argument]:
        """ "состоялась встреча ... с X", "ведёт переговоры с X"."""
        tree = self.tree
        below = [i for i in tree.children[verb] if self.arguments.preposition(i) == "с"]
        if not below:  # hung on the subject: "состоялся у X с Y"
            sentence = self.arguments.sentence(verb)
            below = [
                group.heads[0]
                for group in sentence.groups
                if group.prep == "с"
                and group.start > verb
                and not sentence.is_blocked(verb + 1, group.start, verb)
                and not any(tree.words[i] in ",:" for i in range(verb, group.start))
            ][:1]
        for i in below:
            if tree.cases[i] not in ("Ins", ""):
                continue
            if tree.lemmas[i] == "участие":
                yield from self.below(i)
            elif any(tree.mentions[t] for t in (i, *tree.children[i])):
                yield self.arguments.argument(i)

    def hosts(self, verb: int) -> Iterator[Argument]:
        """ "состоялся у X"."""
        below = (i for i in self.tree.children[verb] if self.arguments.preposition(i) == "у")
        yield from map(self.arguments.argument, below)

    def subjects(self, verb: int) -> Iterator[Argument]:
        tree = self.tree
        node = verb
        subject = None
        for _ in range(3):  # "выступая на форуме, губернатор сказал"
            subject = next((i for i in tree.children[node] if tree.deps[i] == "nsubj"), None)
            if subject is not None or tree.deps[node] not in ("advcl", "xcomp", "conj"):
                break
            node = tree.heads[node]
        if subject is not None and tree.lemmas[subject] != "который":
            argument = self.arguments.argument(subject)
            if argument.who:
                yield argument
                return
        sentence = self.arguments.sentence(verb)
        for party in sentence.subjects(verb):
            start, end = tree.spans[party.mention]
            yield Argument(start, end, tree.root(party.mention), "", (party.mention,))

    def joined(self, root: int) -> Iterator[Part]:
        """ "X принял участие в форуме", "на форуме работает делегация X во главе с Y"."""
        tree = self.tree
        verb = self.arguments.sentence(root).above(root)
        prep = self.arguments.preposition(root)
        # A locative without a preposition stands beside one that has it: "в одном из событий –".
        within = prep in ("в", "на") or (not prep and tree.cases[root] == "Loc")
        if verb is None or not within or any(tree.lemmas[i] == "не" for i in tree.children[verb]):
            return
        lemma = tree.lemmas[verb]
        with_part = any(tree.lemmas[i] == "участие" for i in tree.children[verb])
        joins = tree.lemmas[tree.heads[root]] == "участие" and tree.heads[root] != verb
        joins |= lemma in COMES and tree.cases[root] == "Acc" and tree.deps[root] == "obl"
        joins |= lemma in JOINS or lemma in WORKS_AT or (lemma in TAKES_PART and with_part)
        if joins or (lemma in SPEAKS and tree.deps[root] == "obl"):
            subjects = list(self.subjects(verb))
            for side in subjects:
                for who in side.who:
                    yield who, PARTICIPANT, side
            if subjects:
                yield from ((who, HEAD, None) for who in self.heads(verb))

    def leaders(self, telling: Telling) -> Iterator[Mention]:
        """ "приехала делегация, возглавляет её X"."""
        if telling.kind not in ("visit", "meeting", "forum", "session"):
            return
        sentence, tree = self.arguments.sentence(telling.root), self.tree
        span = range(sentence.start, sentence.end)
        if not any(tree.lemmas[i] == "делегация" for i in span):
            return
        for i in span:
            if tree.lemmas[i] in LEADS:
                for t in tree.children[i]:
                    agent = tree.cases[t] == "Ins" and not self.arguments.preposition(t)
                    if agent or tree.deps[t] == "nsubj":
                        found = self.arguments.argument(t).who
                        yield from (who for who in found if who.type == "PERSON")

    def heads(self, verb: int) -> Iterator[Mention]:
        """ "делегация X во главе с Y"."""
        sentence, tree = self.arguments.sentence(verb), self.tree
        for group in sentence.groups:
            before = tree.lemmas[max(group.start - 3, sentence.start) : group.start]
            if before == ["в", "глава", "с"]:
                yield from (party.mention for party in group.parties)
