"""What hangs on a verb: subject and object, whichever the voice, and the phrases beside them."""

from __future__ import annotations

from collections.abc import Iterator

from extract.russian.dictionary import parses
from extract.schema import TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.verbs import Frame
from extract.stages.events.words import ABOUT_AS_MANY, DELEGATIONS, NOT_KEPT, ORDERS
from extract.syntax.tree import Tree
from extract.syntax.words import DATIVE_MODALS, TITLES


class Governed:
    """Looks up what the verbs of one document govern."""

    def __init__(self, tree: Tree, arguments: Arguments) -> None:
        self.tree = tree
        self.arguments = arguments

    def verb(self, i: int) -> str:
        """The lemma of a verb; of "избран", which the tagger takes for an adjective, too."""
        tree = self.tree
        if tree.pos[i] in ("VERB", "AUX"):
            return tree.lemmas[i]
        if tree.pos[i] == "ADJ" and "Variant=Short" in tree.morph[i]:
            read = (parse for parse in parses(tree.words[i].lower()) if parse.tag.POS == "PRTS")
            return next((str(parse.normal_form).replace("ё", "е") for parse in read), "")
        return ""

    def sides(self, verb: int, frame: Frame) -> tuple[Argument | None, Argument | None]:
        """Subject and object, whichever the voice."""
        tree = self.tree
        doer = self.nominative(verb)
        passive = "Voice=Pass" in tree.morph[verb] or tree.pos[verb] == "ADJ"
        if passive and frame.object is not None:
            patient = doer if doer is not None else self.described(verb)
            agent = self.bare(verb, "Ins")
            return self.make(agent), self.make(patient)
        object_ = None
        if frame.object is not None:
            object_ = self.direct(verb) if frame.object == ("",) else None
            if object_ is None:
                found = (self.prepositional(verb, prep) for prep in frame.object if prep)
                object_ = next((one for one in found if one is not None), None)
        if doer is not None and doer == object_:
            doer = None
        return self.doer(verb, doer), self.make(object_)

    def make(self, head: int | None) -> Argument | None:
        return None if head is None else self.arguments.argument(head)

    def doer(self, verb: int, head: int | None) -> Argument | None:
        """The subject; where the tree has none in this clause, whoever the sentence names."""
        if head is not None:
            argument = self.arguments.argument(head)
            if self.tree.lemmas[head] == "который":
                return self.make(self.tree.heads[verb])
            return argument
        over = self.tree.governor(verb)
        if over != verb and self.tree.lemmas[over] in DATIVE_MODALS | ORDERS:
            dative = self.bare(over, "Dat")
            if self.tree.lemmas[over] in ORDERS:
                return self.make(dative if dative is not None else self.direct(over))
            if dative is not None:
                return self.make(dative)
        head = self.tree.heads[verb]
        if self.tree.deps[verb] == "acl" and self.is_where(verb):
            over = self.tree.heads[head]
            return self.doer(over, self.nominative(over)) if over != head else None
        if self.tree.deps[verb] == "conj" and head != verb and self.tree.pos[head] == "VERB":
            return self.doer(head, self.own_nominative(head, verb))
        sentence = self.arguments.sentence(verb)
        who = sentence.subjects(verb)
        if not who:
            return self.make(self.lone(verb))
        first = self.tree.spans[who[0].mention][0]
        group = sentence.group_at.get(first)
        return self.make(group.heads[0]) if group else None

    def lone(self, verb: int) -> int | None:
        """The only person in the nominative of a clause: the tree hung him elsewhere."""
        tree = self.tree
        sentence = self.arguments.sentence(verb)
        found = set()
        for group in sentence.groups:
            for party in group.parties:
                root = tree.root(party.mention)
                own = next((i for i in tree.up(root) if tree.pos[i] == "VERB"), None) == verb
                person = party.mention.type == "PERSON" and tree.cases[root] == "Nom"
                if own and person and not group.prep:
                    found.add(group.heads[0])
        return found.pop() if len(found) == 1 else None

    def is_where(self, verb: int) -> bool:
        """ "приехал в Тверь, где посетил завод"."""
        return any(self.tree.lemmas[i] == "где" for i in self.tree.children[verb])

    def own_nominative(self, verb: int, joined: int) -> int | None:
        """ "А уехал, Б остался": of two subjects that hang on a verb the one before another."""
        tree = self.tree
        subjects = [i for i in tree.children[verb] if tree.deps[i] == "nsubj"]
        between = [i for i in subjects if verb < i < joined]
        return between[-1] if len(subjects) > 1 and between else self.nominative(verb)

    def nominative(self, verb: int) -> int | None:
        tree = self.tree
        return next((i for i in tree.children[verb] if tree.deps[i] == "nsubj"), None)

    def described(self, verb: int) -> int | None:
        """ "соглашение, подписанное": the noun of a participle."""
        tree = self.tree
        return tree.heads[verb] if tree.deps[verb] == "acl" else None

    def direct(self, verb: int) -> int | None:
        tree = self.tree
        objects = [
            i
            for i in tree.children[verb]
            if tree.deps[i] == "obj" and self.arguments.preposition(i) in ("", *ABOUT_AS_MANY)
        ]
        if objects:
            return objects[0]
        return self.bare(verb, "Acc")

    def bare(self, verb: int, case: str) -> int | None:
        """A noun in a case without a preposition."""
        tree = self.tree
        return next(
            (
                i
                for i in tree.children[verb]
                if tree.cases[i] == case
                and tree.pos[i] in ("NOUN", "PROPN", "PRON")
                and tree.deps[i] in ("obj", "obl", "iobj", "nmod", "xcomp")
                and not self.arguments.preposition(i)
                and not any(mention.type in TIME_TYPES for mention in tree.mentions[i])
            ),
            None,
        )

    def prepositional(self, verb: int, prep: str) -> int | None:
        return next(
            (i for i in self.tree.children[verb] if self.arguments.preposition(i) == prep), None
        )

    def under(self, verb: int, object_: Argument | None, prep: str) -> Iterator[Argument]:
        """The phrases under a preposition, on the verb or on its object."""
        tree = self.tree
        nouns = [verb] if object_ is None else [verb, object_.head]
        nouns += [i for i in tree.children[verb] if self.is_agent(i)]
        for noun in nouns:
            for i in tree.children[noun]:
                dated = any(mention.type in TIME_TYPES for mention in tree.mentions[i])
                beside = tree.cases[i] in ("Ins", "") and self.arguments.preposition(i) == prep
                if beside and not dated:
                    yield self.arguments.argument(i)

    def is_agent(self, i: int) -> bool:
        """ "подписан Петровым": who did it, a foreign name without a case too."""
        tree = self.tree
        named = any(mention.type in ("PERSON", "ORGANIZATION") for mention in tree.mentions[i])
        return tree.deps[i] == "obl" and named and not self.arguments.preposition(i)

    def after(self, verb: int) -> Iterator[Argument]:
        """A party under с that the tree hung elsewhere, in the same clause."""
        sentence = self.arguments.sentence(verb)
        for group in sentence.groups:
            if group.prep == "с" and group.start > verb and group.case in ("Ins", ""):
                if not sentence.is_blocked(verb + 1, group.start, verb) and not any(
                    self.tree.words[i] in ",:" for i in range(verb, group.start)
                ):
                    yield self.arguments.argument(group.heads[0])
                return
        tree = self.tree
        for i in range(verb + 1, sentence.end):  # "пообщались сегодня с делегатами"
            if tree.is_finite(i) or tree.words[i] in ",:":
                return
            if tree.lemmas[i] in DELEGATIONS and self.arguments.preposition(i) == "с":
                yield self.arguments.argument(i)
                return

    def kept(self, verb: int, frame: Frame) -> Iterator[Argument]:
        """The phrases that stay in the name, in the order of the text."""
        tree = self.tree
        preps = (*frame.keeps, *frame.goals)
        for i in tree.children[verb]:
            if tree.pos[i] not in ("NOUN", "PROPN", "X", "ADJ") or tree.words[i].isdigit():
                continue
            dated = any(mention.type in TIME_TYPES for mention in tree.mentions[i])
            idle = tree.lemmas[i] in NOT_KEPT
            idle = idle or any(tree.lemmas[t] == "не" for t in tree.children[i])
            if not dated and not idle and self.arguments.preposition(i) in preps:
                yield self.arguments.argument(i)

    def role(self, verb: int) -> int | None:
        """ "назначить министром": the position in the instrumental."""
        tree = self.tree
        for i in tree.children[verb]:
            if tree.cases[i] == "Ins" and not self.arguments.preposition(i):
                job = any(mention.type == "PROFESSION" for mention in tree.mentions[i])
                if job and (tree.lemmas[i] in TITLES or "Number=Sing" in tree.morph[i]):
                    return i
        return None

    def has(self, verb: int, noun: str) -> bool:
        """Whether a noun hangs on a verb, or on what does: not "объявили о забастовке"."""
        tree = self.tree
        direct = [i for i in tree.children[verb] if self.arguments.preposition(i) != "о"]
        below = [t for i in direct for t in tree.children[i]]
        return any(tree.lemmas[i] == noun for i in (*direct, *below))

    def span(self, verb: int, object_: Argument | None) -> tuple[int, int]:
        """The verb, and what it is done to where that stands beside it."""
        tree = self.tree
        first, last = verb, verb
        if object_ is not None and abs(object_.head - verb) <= 6 and not object_.meant:
            first, last = min(verb, object_.head), max(verb, object_.head)
        return tree.starts[first], tree.end(last)
