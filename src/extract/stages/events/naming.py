"""Names of events: noun phrases in the nominative, made where the text has only a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from extract.annotations import Entity, Mention
from extract.schema import PLACE_TYPES, TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.inflection import listed, of_tokens
from extract.stages.events.nouns import KIND_OF_NOUN
from extract.stages.events.taking_part import Parts
from extract.stages.events.telling import Telling
from extract.stages.events.verb_naming import LONGEST, VerbNames
from extract.stages.events.words import DELEGATIONS, GENERAL, HELD, IN_FRAME, ITS, PLANS
from extract.syntax.tree import Tree

# "встреча президента с которым", "введение её".
_POINTING = re.compile(
    r" (?:(?:и|с|со|о|об|в|во|на|к|ко|у|от|для|за|из|при|по|между|перед|над) )*"
    r"(?:котор\w+.*|(?:её|ее|его|их|него|неё|нее|них|ним|ней|ними|нём|нем|ему|ей|им))$"
)
_WHOSE = frozenset({"его", "её", "ее", "их", "свой", "своя", "своё", "свое", "своего", "своей"})
# Words before a noun that do not say which event it is.
_IDLE = frozenset({"уже", "этот", "такой", "данный", "наш", "мой", "свой", "тот", "сам"})
_OF_STATUS = HELD | PLANS | {
    "организовать", "устроить", "объявить", "продолжаться", "анонсировать", "продолжающийся",
    "прошедший", "состоявшийся",
}  # fmt: skip
_WORST = 9  # how little a word for any event says of which: less than any that is counted


class Names(VerbNames):
    """Makes the names of the events of one document."""

    def __init__(
        self,
        tree: Tree,
        arguments: Arguments,
        parts: Parts,
        entities: Iterable[Entity],
        kind_of_noun: Mapping[str, str] = KIND_OF_NOUN,
    ) -> None:
        super().__init__(tree, arguments, entities)
        self.parts = parts
        self.kind_of_noun = kind_of_noun

    def name(self, telling: Telling, others: list[Telling], people: list[Mention]) -> str:
        """The name of an event, without pronouns that nothing in it explains.

        Args:
            telling: Its fullest telling.
            others: Its other tellings, which may say who or where.
            people: Those who take part.
        """
        return _POINTING.sub("", self._made(telling, others, people))

    def _made(self, telling: Telling, others: list[Telling], people: list[Mention]) -> str:
        if telling.frame is not None:
            return self.of_verb(telling, telling.frame)
        if telling.verbal:
            return self.of_relation(telling)
        agreement = self.tree.lemmas[telling.root] not in self.kind_of_noun
        if telling.relations and telling.kind == "signing" and agreement:
            return self.of_agreement(telling)
        return self.of_noun(telling, others, people)

    def of_relation(self, telling: Telling) -> str:
        """A meeting, journey or signing that only a relation tells."""
        first, second = telling.relations[0].subject, telling.relations[0].object
        if telling.kind == "meeting":
            return f"встреча {self.party(first, 'Gen')} с {self.party(second, 'Ins')}"
        if telling.kind == "visit":
            if second.type in PLACE_TYPES:
                return f"визит {self.party(first, 'Gen')} в {self.party(second, 'Acc')}"
            return f"посещение {self.party(second, 'Gen')} {self.party(first, 'Ins')}"
        sides = dict.fromkeys(
            side for relation in telling.relations for side in (relation.subject, relation.object)
        )
        return f"подписание соглашения между {listed(self.party(s, 'Ins') for s in [*sides][:3])}"

    def of_agreement(self, telling: Telling) -> str:
        """ "соглашение о дружбе" of a relation: its signing."""
        start, end = self.arguments.phrase(telling.root)
        text = of_tokens(self.tree, start, end, telling.root, "Gen")
        sides = list(
            dict.fromkeys(
                side
                for relation in telling.relations
                for side in (relation.subject, relation.object)
            )
        )
        names = listed(self.party(side, "Ins") for side in sides[:3])
        known = any(
            side.start >= self.tree.starts[start] and side.end <= self.tree.end(end - 1)
            for side in sides
        )
        act = "достижение" if "договор" in text and "енност" in text else "подписание"
        return f"{act} {text}" if known else f"{act} {text} между {names}"

    def of_noun(self, telling: Telling, others: list[Telling], people: list[Mention]) -> str:
        """The noun with what stands beside it, and who or where from elsewhere."""
        tree = self.tree
        start, end = self.arguments.phrase(telling.root)
        if telling.mention is not None:
            first, last = tree.spans[telling.mention]
            if tree.lemmas[first] in IN_FRAME:  # "полях форума"
                first = start
            if not any(tree.is_finite(i) for i in range(telling.root + 1, last)):
                start, end = min(start, first), max(end, last)
            if tree.pos[telling.root] not in ("NOUN", "PROPN") or first > telling.root:
                return " ".join(tree.normal(telling.mention).split())
        end = self.shortened(start, end, telling)
        end = self.closed(start, end, end)
        begin = self.begun(start, telling.root)
        text = of_tokens(tree, begin, end, telling.root, "Nom")
        text = self.lowered(text, start, telling.root)
        whose = any(tree.words[i].lower() in _WHOSE for i in range(start, begin))
        if whose and telling.kind != "meeting" and len(people) == 1:  # "его смерть"
            return self.after_noun(text, telling, self.party(people[0], "Gen"), begin)
        return self.completed(text, telling, others, people)

    def begun(self, start: int, root: int) -> int:
        """The start without what says nothing of which it is: "его", "уже", "прошедший"."""
        tree = self.tree
        for i in range(start, root):
            idle = tree.words[i].lower() in _WHOSE or tree.lemmas[i] in _IDLE
            before = tree.pos[i] == "ADV" and i + 1 < root and self.is_of_status(i + 1)
            if not (idle or before or self.is_of_status(i)):
                return i
        return root

    def is_of_status(self, i: int) -> bool:
        """ "состоявшаяся", "запланированная": the status of the event says that."""
        describes = self.tree.pos[i] == "ADJ" or self.tree.deps[i] in ("amod", "acl")
        return describes and self.tree.lemmas[i] in _OF_STATUS

    def shortened(self, start: int, end: int, telling: Telling) -> int:
        """The end without dates, and without what makes the name too long."""
        tree = self.tree
        least = telling.root + 1
        if telling.mention is not None:
            least = max(least, tree.spans[telling.mention][1])
        for i in range(least, end):
            dated = any(mention.type in TIME_TYPES for mention in tree.mentions[i])
            if dated and self.opened(start, i) is None:  # not «Город-2018»
                end = i
                break
        while end > least and (
            len(tree.said(tree.starts[start], tree.end(end - 1))) > LONGEST
            or (tree.pos[end - 1] in ("ADP", "CCONJ", "PUNCT") and tree.words[end - 1] not in '»"')
        ):
            end -= 1
        return end

    def completed(
        self, text: str, telling: Telling, others: list[Telling], people: list[Mention]
    ) -> str:
        """A bare "встреча" or "визит" with who and where."""
        sources = [telling, *others]
        if telling.kind == "visit":
            return self.journey(text, telling, sources)
        if telling.kind == "meeting":
            return self.met(text, telling, sources, people)
        bare = telling.kind in ("other", "arrest") and " " not in text
        if bare or telling.kind == "appointment":  # "проверка прокуратуры"
            return self.with_doer(text, telling, sources)
        return text

    def journey(self, text: str, telling: Telling, sources: list[Telling]) -> str:
        """ "визит" with who comes and where he goes."""
        text = self.with_doer(text, telling, sources)
        has_goal = any(one.prep in ("в", "на", "по") for one in telling.kept)
        goal = next(filter(None, map(self.goal, sources)), None)
        return text if has_goal or goal is None else f"{text} {goal}"

    def met(
        self, text: str, telling: Telling, sources: list[Telling], people: list[Mention]
    ) -> str:
        """ "встреча" with who meets whom."""
        if telling.subject is not None:
            return text
        if telling.others:
            between = any(self.arguments.preposition(one.head) == "между" for one in telling.others)
            return text if between else self.with_doer(text, telling, sources)
        sides = self.meeting_sides(sources)
        shared = any(self.tree.lemmas[one.head] == "участие" for one in telling.kept)
        if len(sides) > 1 and not shared:
            first, *rest = sides
            others = listed(self.in_case(one, "Ins") for one in rest[:3])
            return f"{text} {self.in_case(first, 'Gen')} с {others}"
        if len(people) in (2, 3):
            one, *more = people
            others = listed(self.party(person, "Ins") for person in more)
            return f"{text} {self.party(one, 'Gen')} с {others}"
        return text

    def with_doer(self, text: str, telling: Telling, sources: list[Telling]) -> str:
        """With who does it, where the name does not say so yet."""
        who = self.doer(sources) if telling.subject is None else None
        if who is None:
            return text
        start, _ = self.arguments.phrase(telling.root)
        if telling.mention is not None:
            start = min(start, self.tree.spans[telling.mention][0])
        start = self.begun(start, telling.root)
        return self.after_noun(text, telling, self.in_case(who, "Gen"), start)

    def after_noun(self, text: str, telling: Telling, piece: str, start: int) -> str:
        """Puts a genitive right behind the noun of a name that begins at a token."""
        words = text.split(" ")
        at = len(
            " ".join(
                self.tree.said(self.tree.starts[start], self.tree.end(telling.root)).split()
            ).split(" ")
        )
        return " ".join((*words[:at], piece, *words[at:]))

    def delegation(self, side: Argument | None) -> str | None:
        """ "делегация Харбина": who comes is not the place itself."""
        if side is not None and len(side.who) == 1 and side.who[0].type == "ORGANIZATION":
            name = self.party(side.who[0], "Nom")
            return name if name.startswith("делегация") else None
        if side is None or side.meant or self.tree.lemmas[side.head] not in DELEGATIONS:
            return None
        if len(side.who) == 1 and self.tree.lemmas[side.head] == "делегация":
            who = side.who[0]
            if who.type != "PERSON" and self.tree.spans[who][0] > side.head:
                return "делегация " + self.party(who, "Gen")
        name = self.in_case(side, "Nom")
        return name[:1].lower() + name[1:] if self.tree.words[side.start][:1].islower() else name

    def doer(self, sources: list[Telling]) -> Argument | None:
        """Who meets or travels: the subject of the verb over the noun, or of another telling."""
        for one in sources:
            if one.subject is not None and one.subject.who:
                return one.subject
            if not one.is_verb:
                for verb in self.parts.clause(one.root):
                    if self.tree.deps[one.root] == "nsubj":
                        continue
                    for side in self.parts.subjects(verb):
                        if side.who:
                            return side
        return None

    def goal(self, telling: Telling) -> str:
        """ "в Ашхабад", of the verb over a noun."""
        tree = self.tree
        verb = telling.root if telling.is_verb else tree.heads[telling.root]
        for i in tree.children[verb]:
            prep = self.arguments.preposition(i)
            types = {mention.type for mention in tree.mentions[i]}
            to = prep in ("в", "на") and tree.cases[i] in ("Acc", "")
            if to and types and not types & (TIME_TYPES | {"EVENT"}):
                return self.kept(self.arguments.argument(i))
        return ""

    def meeting_sides(self, sources: list[Telling]) -> list[Argument]:
        found: list[Argument] = []
        for one in sources:
            sides = [*([one.subject] if one.subject else []), *self.parts.sides(one)]
            for side in sides:
                if side.who and not any(set(side.who) & set(known.who) for known in found):
                    found.append(side)
            if len(found) > 1:
                return found
        return []


def fullness(tree: Tree, telling: Telling) -> tuple[int, int, int]:
    """How well a telling names its event, the more the better."""
    sides = [telling.subject, telling.object, *telling.others, *telling.kept]
    said = sum(2 if side.who else 1 for side in sides if side is not None)
    words = tree.said(telling.start, telling.end).split()
    first = tree.spans[telling.mention][0] if telling.mention else 0
    quoted = first > 0 and tree.words[first - 1] in '«„"'  # a title alone: "Весна"
    proper = telling.mention is not None and len(words) > 2 and not quoted
    if telling.object is not None and tree.lemmas[telling.object.head] == "документ":
        said -= 2
    size = len(tree.said(telling.start, telling.end))
    if tree.lemmas[telling.root] in GENERAL | ITS:
        return -_WORST, size, -telling.start
    return 3 * proper - quoted + said + (not telling.is_verb), size, -telling.start
