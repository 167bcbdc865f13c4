"""What the verbs of a text tell."""

from __future__ import annotations

from collections.abc import Iterator

from extract.annotations import Mention
from extract.stages.events.arguments import Argument
from extract.stages.events.deverbal import noun_of
from extract.stages.events.governed import Governed
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verbs import FRAMES, Frame
from extract.stages.events.words import CLASS_WORDS, HABITS, LEAVES

_NOBODY = frozenset({"кто", "что", "никто", "ничто", "каждый", "некто"})


_PHASES = frozenset({"начать", "начинать", "продолжить", "продолжать", "закончить", "завершить"})
_VERBS = frozenset({"VERB", "AUX", "ADJ"})


class Verbs(Governed):
    """Finds what the verbs of one document tell."""

    def tellings(self) -> Iterator[Telling]:
        """What verbs tell, in the order of the text."""
        tree = self.tree
        for i, pos in enumerate(tree.pos):
            if pos in _VERBS and self.verb(i) in FRAMES and self.is_told(i):
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
        for frame in FRAMES[self.verb(verb)]:
            telling = self.fit(verb, frame)
            if telling is not None:
                return telling
        return None

    def goes_on(self, verb: int) -> bool:
        """ "отправились в район, где осмотрели завод": the way is no event of its own."""
        tree, place = self.tree, self.tree.heads[verb]
        way = tree.lemmas[tree.heads[place]] in LEAVES
        return way and tree.deps[verb] == "acl" and self.is_where(verb)

    def loosely(self, mention: Mention) -> Telling | None:
        """What a verb tells that the model marks, though no frame of the table fits."""
        tree = self.tree
        tokens = (tree.root(mention), *range(*tree.spans[mention]))
        verb = next((i for i in tokens if tree.pos[i] == "VERB" and self.is_said(i)), None)
        if verb is None:
            return None
        verb = self.main(verb)
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

    def is_said(self, verb: int) -> bool:
        """Told, in a clause of its own or beside one: "подписав соглашение"."""
        beside = "VerbForm=Conv" in self.tree.morph[verb] or self.tree.is_participle(verb)
        denied = any(self.tree.lemmas[i] == "не" for i in self.tree.children[verb])
        return self.is_told(verb) or (beside and not denied)

    def main(self, verb: int) -> int:
        """ "начнёт [переходить] на самолёты": what begins or goes on."""
        tree = self.tree
        if tree.lemmas[verb] not in _PHASES:
            return verb
        made = (i for i in tree.children[verb] if "VerbForm=Inf" in tree.morph[i])
        return next(made, verb)

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
