"""Names of events: noun phrases in the nominative, made where the text has only a verb."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from extract.annotations import Entity, Mention, value
from extract.schema import PLACE_TYPES, TIME_TYPES
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.inflection import listed, of_name, of_tokens
from extract.stages.events.nouns import KIND_OF_NOUN
from extract.stages.events.taking_part import Parts
from extract.stages.events.telling import Telling
from extract.stages.events.verbs import Frame
from extract.syntax.tree import Tree

_CASE_OF = {"род": "Gen", "дат": "Dat", "твор": "Ins", "с": "Ins", "над": "Ins", "на": "Acc"}
# Kinds whose name says by whom it was done, where that is one name.
_DONE_BY = frozenset({"deal", "visit", "crime", "military", "launch", "other"})
_LONGEST = 140  # characters of a name; what is longer loses what it ends with


class Names:
    """Makes the names of the events of one document."""

    def __init__(self, tree: Tree, arguments: Arguments, parts: Parts, entities: Iterable[Entity]):
        self.tree = tree
        self.arguments = arguments
        self.parts = parts
        self.firsts = {first for first, _ in tree.sentences}
        self.entity = {mention: entity for entity in entities for mention in entity.mentions}

    def name(self, telling: Telling, others: list[Telling]) -> str:
        """The name of an event.

        Args:
            telling: Its fullest telling.
            others: Its other tellings, which may say who or where.
        """
        if telling.frame is not None:
            return self.of_verb(telling, telling.frame)
        if telling.verbal:
            return self.of_relation(telling)
        agreement = self.tree.lemmas[telling.root] not in KIND_OF_NOUN
        if telling.relations and telling.kind == "signing" and agreement:
            return self.of_agreement(telling)
        return self.of_noun(telling, others)

    # --- verbs ----------------------------------------------------------------------------------

    def of_verb(self, telling: Telling, frame: Frame) -> str:
        """ "подписать" and its arguments as "подписание ..."."""
        pieces = [frame.noun]
        subject, object_ = telling.subject, telling.object
        done_by = ""
        if object_ is not None and frame.object_as != "с":
            pieces.append(self.object(object_, frame))
            said = frame.host or frame.object_as != "род"
            if subject and subject.who and frame.kind in _DONE_BY and not said:
                done_by = self.in_case(subject, "Ins")
        if frame.host:
            pieces.append("в " + self.in_case(subject, "Acc") if subject else "")
        elif frame.title:
            pieces.append(self.in_case(subject, "Gen") if subject else "")
            pieces.append(self.position(telling))
        elif frame.mutual or frame.object_as == "с":
            pieces.append(self.parties(telling, frame))
        elif frame.subject and subject is not None and frame.object_as == "род":
            pieces.insert(1, self.in_case(subject, "Gen"))
        elif frame.subject and subject is not None:
            pieces.insert(1, self.in_case(subject, "Gen"))
        if frame.role:
            pieces.append(self.position(telling))
        if frame.dative:
            pieces.append(self.dative(telling.root))
        kept = [self.kept(one) for one in self.chosen(telling)]
        for piece in (done_by, *kept):
            whole = piece.count("«") == piece.count("»") and piece.count('"') % 2 == 0
            if whole and len(" ".join(filter(None, (*pieces, piece)))) <= _LONGEST:
                pieces.append(piece)
        return " ".join(" ".join(filter(None, pieces)).split())

    def chosen(self, telling: Telling) -> list[Argument]:
        """The phrases that stay; of a journey where it goes: "в Китай, в провинцию Ляонин"."""
        first, *rest = telling.kept or (None,)
        if first is None:
            return []
        if telling.kind == "visit":
            return [first, *(one for one in rest[:1] if one.start - first.end <= 2)]
        return [first, *rest[:1]]

    def object(self, argument: Argument, frame: Frame) -> str:
        case = _CASE_OF[frame.object_as]
        text = self.in_case(argument, case)
        if frame.object_as == "твор":
            return "главой " + self.in_case(argument, "Gen")
        return f"{frame.object_as} {text}" if frame.object_as in ("над", "на") else text

    def parties(self, telling: Telling, frame: Frame) -> str:
        """ "Иванова с Петровым", of an agreement "между Омском и Томском"."""
        subject = telling.subject
        others = list(telling.others)
        if frame.object_as == "с" and telling.object is not None:
            others.append(telling.object)
        if frame.object is None or frame.object_as == "с":
            first = self.in_case(subject, "Gen") if subject else ""
            second = listed(self.in_case(one, "Ins") for one in others)
            return f"{first} с {second}" if second else first
        if telling.object is not None and self.names_two(telling.object):
            return ""
        sides = [one for one in (subject, *others) if one is not None and one.who]
        if others or (subject is not None and len(subject.who) > 1):
            text = listed(self.in_case(one, "Ins") for one in sides)
            return f"между {text}" if sum(len(one.who) for one in sides) > 1 else ""
        return ""

    def names_two(self, argument: Argument) -> bool:
        """Whether a phrase itself says between whom."""
        inside = {
            mention
            for i in range(argument.head + 1, argument.end)
            for mention in self.tree.mentions[i]
            if mention.type in ("ORGANIZATION", "PERSON", "COUNTRY", "STATE_OR_PROVINCE", "CITY")
        }
        return len(inside) > 0

    def position(self, telling: Telling) -> str:
        """ "министром обороны"."""
        tree = self.tree
        for i in tree.children[telling.root]:
            job = any(mention.type == "PROFESSION" for mention in tree.mentions[i])
            if tree.cases[i] == "Ins" and not self.arguments.preposition(i) and job:
                start, end = self.arguments.phrase(i)
                text = self.text(start, end)
                return text[0].lower() + text[1:] if start in self.firsts else text
        return ""

    def dative(self, verb: int) -> str:
        tree = self.tree
        for i in tree.children[verb]:
            if tree.cases[i] == "Dat" and not self.arguments.preposition(i):
                return self.in_case(self.arguments.argument(i), "Dat")
        return ""

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

    # --- nouns ----------------------------------------------------------------------------------

    def of_agreement(self, telling: Telling) -> str:
        """ "соглашение о дружбе" of a relation: its signing."""
        start, end = self.arguments.phrase(telling.root)
        text = of_tokens(self.tree, start, end, telling.root, "Gen")
        sides = list(dict.fromkeys(
            side for relation in telling.relations for side in (relation.subject, relation.object)
        ))
        names = listed(self.party(side, "Ins") for side in sides[:3])
        known = any(side.start >= self.tree.starts[start] and side.end <= self.tree.end(end - 1) for side in sides)
        act = "достижение" if "договор" in text and "енност" in text else "подписание"
        return f"{act} {text}" if known else f"{act} {text} между {names}"

    def of_noun(self, telling: Telling, others: list[Telling]) -> str:
        """The noun with what stands beside it, and who or where from elsewhere."""
        tree = self.tree
        start, end = self.arguments.phrase(telling.root)
        if telling.mention is not None:
            first, last = tree.spans[telling.mention]
            if not any(tree.is_finite(i) for i in range(telling.root + 1, last)):
                start, end = min(start, first), max(end, last)
            if tree.pos[telling.root] not in ("NOUN", "PROPN") or first > telling.root:
                return " ".join(tree.normal(telling.mention).split())
        end = self.shortened(start, end, telling)
        text = of_tokens(tree, start, end, telling.root, "Nom")
        text = self.lowered(text, start, telling.root)
        return self.completed(text, telling, others)

    def shortened(self, start: int, end: int, telling: Telling) -> int:
        """The end without dates, and without what makes the name too long."""
        tree = self.tree
        least = telling.root + 1
        if telling.mention is not None:
            least = max(least, tree.spans[telling.mention][1])
        for i in range(least, end):
            if any(mention.type in TIME_TYPES for mention in tree.mentions[i]):
                end = i
                break
        while end > least and (
            tree.end(end - 1) - tree.starts[start] > _LONGEST
            or tree.pos[end - 1] in ("ADP", "CCONJ", "PUNCT")
            and tree.words[end - 1] not in "»\""
        ):
            end -= 1
        return end

    def lowered(self, text: str, start: int, root: int) -> str:
        """Without the capital that only the beginning of a sentence gave."""
        tree = self.tree
        before = tree.words[start - 1] if start else "\n"
        begins = start in self.firsts or before.isspace() or before in "«\""
        inner = tree.words[start + 1 : root + 1]
        named = any(mention.type not in ("EVENT", "PROFESSION") for mention in tree.mentions[start])
        common = not named and tree.pos[start] in ("NOUN", "ADJ", "DET") and not any(w[:1].isupper() for w in inner)
        if begins and common and text[:1].isupper() and text[1:2].islower():
            return text[0].lower() + text[1:]
        return text

    def completed(self, text: str, telling: Telling, others: list[Telling]) -> str:
        """A bare "встреча" or "визит" with who and where."""
        tree = self.tree
        sources = [telling, *others]
        if telling.kind == "visit":
            if telling.subject is None and (who := self.doer(sources)):
                text = self.after_noun(text, telling, self.named(who, "Gen"))
            has_goal = any(one.prep in ("в", "на", "по") for one in telling.kept)
            goal = next(filter(None, map(self.goal, sources)), None)
            if not has_goal and goal is not None:
                text += " " + goal
        if telling.kind == "meeting" and not telling.others and telling.subject is None:
            sides = self.meeting_sides(sources)
            if len(sides) > 1 and not any(tree.lemmas[k.head] == "участие" for k in telling.kept):
                first, *rest = sides
                text += f" {self.named(first, 'Gen')} с {listed(self.named(one, 'Ins') for one in rest[:3])}"
        elif telling.kind == "meeting" and telling.others and telling.subject is None:
            between = any(self.arguments.preposition(one.head) == "между" for one in telling.others)
            if not between and (who := self.doer(sources)):
                text = self.after_noun(text, telling, self.named(who, "Gen"))
        return text

    def after_noun(self, text: str, telling: Telling, piece: str) -> str:
        """Puts a genitive right behind the noun of a name."""
        words = text.split(" ")
        start, _ = self.arguments.phrase(telling.root)
        if telling.mention is not None:
            start = min(start, self.tree.spans[telling.mention][0])
        at = len(" ".join(self.tree.text[self.tree.starts[start]: self.tree.end(telling.root)].split()).split(" "))
        return " ".join((*words[:at], piece, *words[at:]))

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
            if prep in ("в", "на") and tree.cases[i] in ("Acc", "") and tree.mentions[i]:
                if all(mention.type not in TIME_TYPES | {"EVENT"} for mention in tree.mentions[i]):
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

    # --- phrases --------------------------------------------------------------------------------

    def named(self, argument: Argument, case: str) -> str:
        return self.in_case(argument, case)

    def in_case(self, argument: Argument, case: str) -> str:
        """A phrase in a case; of people their names alone."""
        if len(argument.who) == 1 and not argument.meant:
            who = argument.who[0]
            if self.tree.spans[who] == (argument.start, argument.end):
                return self.party(who, case)
        people = [who for who in argument.who if who.type == "PERSON"]
        if people and (len(people) == len(argument.who) or argument.meant):
            return listed(self.party(person, case) for person in people)
        if argument.meant and argument.who:
            return listed(self.party(who, case) for who in argument.who)
        tree = self.tree
        start, end = argument.start, min(argument.end, argument.head + 14)
        while end > argument.head + 1 and tree.pos[end - 1] in ("ADP", "CCONJ"):
            end -= 1
        if argument.end > end:
            opened = tree.words[start:end].count("«") - tree.words[start:end].count("»")
            while opened and end < argument.end:
                opened -= tree.words[end] == "»"
                end += 1
        while tree.words[end - 1] in "«„(" and end > argument.head + 1:
            end -= 1
        text = of_tokens(tree, start, end, argument.head, case)
        return self.lowered(text, start, argument.head)

    def party(self, mention: Mention, case: str) -> str:
        entity = self.entity.get(mention)
        name = self.tree.normal(mention)
        person = value(self.tree.doc, mention, "person")
        if mention.type == "PERSON" and entity is not None:
            name = entity.name
            person = entity.person or person
        name = of_name(" ".join(name.split()), mention, person, case)
        return name[0].lower() + name[1:] if name.startswith("Делегаци") else name

    def kept(self, argument: Argument) -> str:
        start, end = argument.start, min(argument.end, argument.head + 9)
        cases = [
            i
            for i in self.tree.children[argument.head]
            if self.tree.deps[i] == "case" and i < argument.head
        ]
        if cases:
            text = self.text(cases[0], end)
            return text[0].lower() + text[1:]
        return f"{argument.prep} {self.text(start, end)}"

    def text(self, start: int, end: int) -> str:
        tree = self.tree
        return " ".join(tree.text[tree.starts[start] : tree.end(end - 1)].split())


@dataclasses.dataclass(frozen=True, slots=True)
class Fullness:
    """Which telling of an event names it best."""

    tree: Tree
    nouns: frozenset[str]

    def __call__(self, telling: Telling) -> tuple[int, int, int]:
        sides = [telling.subject, telling.object, *telling.others, *telling.kept]
        said = sum(2 if side.who else 1 for side in sides if side is not None)
        proper = telling.mention is not None and len(
            self.tree.text[telling.start : telling.end].split()
        ) > 2
        if telling.object is not None and self.tree.lemmas[telling.object.head] == "документ":
            said -= 2
        return 3 * proper + said + (not telling.is_verb), telling.end - telling.start, -telling.start
