"""Where a text tells a happening: a mention, a verb or noun of the tables, a relation's cue."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from extract.annotations import Mention, Relation
from extract.schema import TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.deverbal import noun_of
from extract.stages.events.nouns import KIND_OF_NOUN, NEVER, NO_EVENTS, PARTS
from extract.stages.events.verbs import FRAMES, Frame
from extract.stages.events.words import CLASS_WORDS, HABITS, HAPPENS, IN_FRAME, NOT_KEPT, ORDERS
from extract.syntax.tree import Tree
from extract.syntax.words import DATIVE_MODALS, TITLES

OTHER = "other"
_NOBODY = frozenset({"кто", "что", "никто", "ничто", "каждый", "некто"})


@dataclasses.dataclass(slots=True, eq=False)
class Telling:
    """One place of a text that tells an event.

    Attributes:
        root: The verb or noun.
        start: First character.
        end: One past the last character.
        kind: One of ``schema.EVENT_KINDS``.
        mention: The EVENT mention that stands there.
        frame: Of a verb, what it governs.
        subject: Who does it.
        object: To whom or what it is done.
        others: The other parties, under с or между.
        kept: Phrases that belong to the name.
        relations: The trusted relations of this cue.
        verbal: A verb that a relation alone takes for an event.
        loose: A verb that the model alone takes for an event, its frame not filled.
    """

    root: int
    start: int
    end: int
    kind: str
    mention: Mention | None = None
    frame: Frame | None = None
    subject: Argument | None = None
    object: Argument | None = None
    others: tuple[Argument, ...] = ()
    kept: tuple[Argument, ...] = ()
    relations: list[Relation] = dataclasses.field(default_factory=list)
    loose: bool = False
    verbal: bool = False

    @property
    def is_verb(self) -> bool:
        return self.frame is not None or self.verbal


class Verbs:
    """Finds what the verbs of one document tell."""

    def __init__(self, tree: Tree, arguments: Arguments) -> None:
        self.tree = tree
        self.arguments = arguments

    def tellings(self) -> Iterator[Telling]:
        """What verbs tell, in the order of the text."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if lemma in FRAMES and tree.pos[i] in ("VERB", "AUX") and self.is_told(i):
                telling = self.read(i)
                if telling is not None:
                    yield telling

    def is_told(self, verb: int) -> bool:
        """A verb of a clause of its own, not denied and no habit."""
        tree = self.tree
        infinitive = "VerbForm=Inf" in tree.morph[verb]
        if not (tree.is_finite(verb) or infinitive) or "Mood=Imp" in tree.morph[verb]:
            return False
        words = {tree.lemmas[t] for t in tree.children[verb]}
        return not words & (HABITS | {"не", "бы", "если", "нельзя"})

    def read(self, verb: int) -> Telling | None:
        """What a verb tells by the first of its frames that fits."""
        for frame in FRAMES[self.tree.lemmas[verb]]:
            telling = self.fit(verb, frame)
            if telling is not None:
                return telling
        return None

    def loosely(self, mention: Mention) -> Telling | None:
        """What a verb tells that the model marks, though no frame of the table fits."""
        tree = self.tree
        tokens = (tree.root(mention), *range(*tree.spans[mention]))
        verb = next((i for i in tokens if tree.pos[i] == "VERB" and self.is_told(i)), None)
        if verb is None:
            return None
        frame = next((f for f in FRAMES.get(tree.lemmas[verb], ()) if not f.needs), None)
        if frame is None and (noun := noun_of(tree.lemmas[verb])):
            both = self.direct(verb) is not None
            keeps = ("в", "на", "из", "от", "к")
            frame = Frame(OTHER, noun, ("",) if both else None, subject=not both, keeps=keeps)
        if frame is None:
            return None
        subject, object_ = self.sides(verb, frame)
        others = tuple(self.under(verb, object_, "с")) if frame.mutual else ()
        kept = tuple(self.kept(verb, frame))
        return Telling(
            verb, mention.start, mention.end, frame.kind, mention, frame, subject, object_,
            others, kept, loose=True,
        )  # fmt: skip

    def fit(self, verb: int, frame: Frame) -> Telling | None:
        subject, object_ = self.sides(verb, frame)
        if frame.object is not None and not self.arguments.is_of(object_, frame.object_class):
            return None
        if frame.object is None and not frame.mutual and subject is None:
            return None
        if subject is not None and self.tree.lemmas[subject.head] in _NOBODY:
            return None
        class_ = frame.subject_class
        if class_ and not self.arguments.is_of(subject, class_):
            return None
        if frame.needs and not self.has(verb, frame.needs):
            return None
        others = tuple(self.under(verb, object_, "с")) if frame.mutual else ()
        if frame.mutual and not others and subject is not None:
            others = tuple(self.after(verb))
        if object_ is not None and subject is not None and subject.who == object_.who != ():
            return None
        kept = tuple(self.kept(verb, frame))
        if not self.is_complete(verb, frame, subject, object_, others, kept):
            return None
        start, end = self.span(verb, object_)
        kind = frame.kind
        if kind == "signing" and object_ is not None and self.is_trade(object_):
            kind = "deal"
        return Telling(verb, start, end, kind, None, frame, subject, object_, others, kept)

    def is_trade(self, object_: Argument) -> bool:
        """ "соглашение о продаже завода"."""
        lemmas = self.tree.lemmas[object_.head : object_.end]
        return bool(CLASS_WORDS["trade"] & set(lemmas))

    def is_complete(
        self,
        verb: int,
        frame: Frame,
        subject: Argument | None,
        object_: Argument | None,
        others: tuple[Argument, ...],
        kept: tuple[Argument, ...],
    ) -> bool:
        """Whether all is there that the frame asks for."""
        main = object_ or subject
        if frame.mutual and frame.object is None and frame.kind in ("meeting", "ceremony"):
            both = subject is not None and len(subject.who) > 1
            if not others and not both and not self.is_plural(subject):
                return False
        if frame.goals and not any(self.is_goal(one) for one in kept if one.prep in frame.goals):
            return False
        if frame.named and not any(one.who for one in (subject, object_) if one):
            return False
        if frame.place and not self.arguments.is_of(main, "place"):
            return False
        if frame.kind == "competition" and object_ is None and not kept:
            return False
        return not frame.title or self.role(verb) is not None

    def is_plural(self, argument: Argument | None) -> bool:
        return argument is not None and "Number=Plur" in self.tree.morph[argument.head]

    def is_goal(self, argument: Argument) -> bool:
        """A named place or body to go to."""
        return self.arguments.is_of(argument, "place")

    # --- what hangs on a verb ------------------------------------------------------------------

    def sides(self, verb: int, frame: Frame) -> tuple[Argument | None, Argument | None]:
        """Subject and object, whichever the voice."""
        tree = self.tree
        doer = self.nominative(verb)
        if "Voice=Pass" in tree.morph[verb] and frame.object is not None:
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
        if self.tree.deps[verb] == "conj" and head != verb and self.tree.pos[head] == "VERB":
            return self.doer(head, self.nominative(head))
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
        found = {
            group.heads[0]
            for group in sentence.groups
            for party in group.parties
            if party.mention.type == "PERSON" and not group.prep
            and tree.cases[tree.root(party.mention)] == "Nom"
            and next((i for i in tree.up(tree.root(party.mention)) if tree.pos[i] == "VERB"), None) == verb
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

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
            if tree.deps[i] == "obj" and not self.arguments.preposition(i)
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
        nouns += [i for i in tree.children[verb] if "agent" in tree.full_deps[i]]
        for noun in nouns:
            for i in tree.children[noun]:
                if tree.cases[i] in ("Ins", "") and self.arguments.preposition(i) == prep:
                    if not any(mention.type in TIME_TYPES for mention in tree.mentions[i]):
                        yield self.arguments.argument(i)

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
        """Whether a noun hangs on a verb, or on what hangs on it."""
        tree = self.tree
        below = [*tree.children[verb], *(t for i in tree.children[verb] for t in tree.children[i])]
        return any(tree.lemmas[i] == noun for i in below)

    def span(self, verb: int, object_: Argument | None) -> tuple[int, int]:
        """The verb, and what it is done to where that stands beside it."""
        tree = self.tree
        first, last = verb, verb
        if object_ is not None and abs(object_.head - verb) <= 6 and not object_.meant:
            first, last = min(verb, object_.head), max(verb, object_.head)
        return tree.starts[first], tree.end(last)


class Nouns:
    """Finds what the nouns of one document tell, mentions of the model or not."""

    # Nouns that are events wherever they have arguments of their own.
    _SURE = frozenset(
        """встреча переговоры беседа консультация визит турне поездка подписание форум саммит
        сессия заседание совещание конференция конгресс съезд семинар чемпионат турнир фестиваль
        выставка инаугурация открытие церемония пресс-конференция брифинг разговор выборы
        теракт землетрясение обыск проверка рейд митинг мероприятие""".split()
    )
    _OTHERS_NAME = frozenset({"ORGANIZATION", "FACILITY", "WORK_OF_ART", "PROFESSION", "LAW",
                              "AWARD", "PRODUCT", "PERSON", "EVENT"})  # fmt: skip

    def __init__(self, tree: Tree, arguments: Arguments) -> None:
        self.tree = tree
        self.arguments = arguments

    def kind(self, root: int) -> str:
        """By the noun, "" where it is no event."""
        lemma = self.tree.lemmas[root]
        if lemma in PARTS and lemma != "церемония":
            below = (self.tree.lemmas[i] for i in self.tree.children[root])
            if inner := next((KIND_OF_NOUN[name] for name in below if name in KIND_OF_NOUN), ""):
                return inner
        for name in (lemma, lemma.rpartition("-")[2], lemma.partition("-")[0]):
            if name in KIND_OF_NOUN:
                return KIND_OF_NOUN[name]
        return "" if lemma in NO_EVENTS else OTHER

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
            inside = (KIND_OF_NOUN.get(tree.lemmas[i], "") for i in range(*tree.spans[mention]))
            kind = next(filter(None, inside), OTHER)
        loose = not kind and tree.lemmas[root] not in NEVER
        if loose:
            kind = "festival" if proper and tree.lemmas[root] in ("день", "неделя") else OTHER
        if not kind or (tree.pos[root] in ("ADJ", "NUM") and not proper):
            return None
        told = Telling(root, mention.start, mention.end, kind, mention, loose=loose)
        return self.described(told)

    def is_proper(self, mention: Mention) -> bool:
        """A name of its own: in quotes, or with capitals."""
        tree = self.tree
        start, end = tree.spans[mention]
        first = start in {s for s, _ in tree.sentences}
        words = tree.words[start:end]
        quoted = start > 0 and tree.words[start - 1] in "«\"“„"
        return quoted or any(w[:1].isupper() for w in words[1:]) or (
            not first and words[0][:1].isupper()
        )  # fmt: skip

    def tellings(self, taken: set[int]) -> Iterator[Telling]:
        """Nouns that are plainly events, where the model has no mention."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if lemma == "это" and self.is_happening(i):
                yield Telling(i, tree.starts[i], tree.end(i), OTHER)
                continue
            if lemma not in self._SURE or i in taken or tree.pos[i] != "NOUN":
                continue
            if any(mention.type in self._OTHERS_NAME for mention in tree.mentions[i]):
                continue
            if "Number=Plur" in tree.morph[i] and lemma not in ("переговоры", "выборы"):
                continue
            yield self.described(Telling(i, tree.starts[i], tree.end(i), KIND_OF_NOUN.get(lemma, OTHER)))

    def is_happening(self, i: int) -> bool:
        """ "это произошло в павильоне": more of what was told before."""
        tree = self.tree
        return tree.deps[i] == "nsubj" and tree.lemmas[tree.heads[i]] in HAPPENS

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
    token_at = {start: i for i, start in enumerate(tree.starts)}
    for relation in relations:
        kind = KIND_OF_RELATION.get(relation.predicate)
        if kind is None or relation.cue is None or not _happens(relation):
            continue
        tokens = [
            token_at[c] for c in range(*relation.cue) if c in token_at
        ]
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
