"""The tellings of the rules and those of the learned judge, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.annotations import Mention
from extract.schema import EVENT_KINDS
from extract.stages.events.deverbal import noun_of
from extract.stages.events.noun_tellings import Nouns
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verb_tellings import Verbs
from extract.stages.events.verbs import FRAMES, Frame
from extract.stages.events.verdicts import Verdicts

_KEEPS = ("в", "на", "из", "от", "к", "с", "по", "за")  # what stays beside a noun made of a verb


class Learned:
    """Chooses what the words of one document tell."""

    def __init__(self, verdicts: Verdicts, nouns: Nouns, verbs: Verbs, least: float) -> None:
        """Takes what the judge says, and who describes a telling.

        Args:
            verdicts: Of the document.
            nouns: Describes what nouns tell.
            verbs: Describes what verbs tell.
            least: How likely a word has to be to tell what no rule finds.
        """
        self.verdicts, self.nouns, self.verbs = verdicts, nouns, verbs
        self.least = least
        self.tree = nouns.tree

    def tellings(self, ruled: Sequence[Telling]) -> list[Telling]:
        """All tellings, those of the rules first."""
        found = list(ruled)
        covered = {one.root for one in ruled}
        covered |= {one.object.head for one in ruled if one.frame and one.object}
        likely = (i for i in self.verdicts.at if self.verdicts.score(i) >= self.least)
        for i in sorted(set(likely) - covered):
            if (one := self.new(i)) is not None:
                one.learned = True
                found.append(one)
        return found

    def kind(self, words: Sequence[int]) -> str:
        """The likeliest of all words together."""
        rows = self.verdicts.rows(words)
        return EVENT_KINDS[int(self.verdicts.kinds[rows].sum(0).argmax())] if rows else OTHER

    def new(self, i: int) -> Telling | None:
        """What a word tells that no rule finds."""
        if self.tree.pos[i] in ("NOUN", "PROPN", "X", "NUM") or self.marked(i):
            return self.by_noun(i)
        return self.by_verb(i)

    def marked(self, i: int) -> Mention | None:
        mentions = (m for m in self.tree.mentions[i] if m.type == "EVENT")
        return next((m for m in mentions if self.tree.root(m) == i), None)

    def by_noun(self, i: int) -> Telling:
        tree, mention = self.tree, self.marked(i)
        start, end = (mention.start, mention.end) if mention else (tree.starts[i], tree.end(i))
        kind = self.nouns.kind(i)
        kind = kind if kind not in ("", OTHER) else self.kind([i])
        return self.nouns.described(Telling(i, start, end, kind, mention))

    def by_verb(self, i: int) -> Telling | None:
        """By a frame of the table that does not fit, or by the noun that is made of the verb."""
        verbs = self.verbs
        frame = next(self.frames(i), None)
        if frame is None:
            return None
        subject, object_ = verbs.sides(i, frame)
        if object_ is not None and frame.object_class == "people" and self.nouns.kind(object_.head):
            return None  # "город примет саммит": nobody's visit, and the noun tells it
        if object_ is not None and self.tree.pos[object_.head] in ("PRON", "DET"):
            if self.tree.deps[i] != "acl":  # "передал его": who reads the name would not know what
                return None
            object_ = verbs.make(self.tree.heads[i])  # "план, который утвердят"
        others = tuple(verbs.under(i, object_, "с")) if frame.mutual else ()
        start, end = verbs.span(i, object_)
        kept = tuple(verbs.kept(i, frame))
        return Telling(i, start, end, frame.kind, None, frame, subject, object_, others, kept)

    def frames(self, i: int) -> Iterator[Frame]:
        """The frames by which a verb may tell an event, the likeliest kind first."""
        verbs = self.verbs
        lemma, kind = verbs.verb(i), self.kind([i])
        known = [f for f in FRAMES.get(lemma, ()) if not f.needs or verbs.has(i, f.needs)]
        yield from sorted(known, key=lambda frame: (frame.kind != kind, not frame.needs))
        if noun := noun_of(lemma):
            both = verbs.direct(i) is not None or "Voice=Pass" in self.tree.morph[i]
            yield Frame(kind, noun, ("",) if both else None, subject=not both, keeps=_KEEPS)
