"""Names of what verbs tell: "подписать" and its arguments as "подписание ..."."""

from __future__ import annotations

from extract.stages.events.arguments import Argument
from extract.stages.events.inflection import listed
from extract.stages.events.telling import Telling
from extract.stages.events.verbs import Frame
from extract.stages.events.wording import Wording

# Characters of a name; what is longer loses what it ends with. A line of a calendar; of 46 articles
# half cuts 20 names, double none.
LONGEST = 140
_CASE_OF = {"род": "Gen", "дат": "Dat", "твор": "Ins", "с": "Ins", "над": "Ins", "на": "Acc"}
# Kinds whose name says by whom it was done, where that is one name.
_DONE_BY = frozenset({"deal", "visit", "crime", "military", "launch", "other"})


class VerbNames(Wording):
    """Makes the names of what the verbs of one document tell."""

    def of_verb(self, telling: Telling, frame: Frame) -> str:
        """ "подписать" and its arguments as "подписание ..."."""
        pieces = [frame.noun, *self.governed(telling, frame)]
        if frame.role:
            pieces.append(self.position(telling))
        if frame.dative:
            pieces.append(self.dative(telling.root))
        kept = [self.kept(one) for one in self.chosen(telling)]
        for piece in (self.done_by(telling, frame), *kept):
            whole = piece.count("«") == piece.count("»") and piece.count('"') % 2 == 0
            if whole and len(" ".join(filter(None, (*pieces, piece)))) <= LONGEST:
                pieces.append(piece)
        return " ".join(" ".join(filter(None, pieces)).split())

    def governed(self, telling: Telling, frame: Frame) -> list[str]:
        """What the noun governs without the doer: subject and object in their order."""
        subject, object_ = telling.subject, ""
        if telling.object is not None and frame.object_as != "с":
            object_ = self.object(telling.object, frame)
        if frame.host:
            return [object_, "в " + self.in_case(subject, "Acc") if subject else ""]
        whose = self.in_case(subject, "Gen") if subject else ""
        if frame.title:
            return [object_, whose, self.position(telling)]
        if frame.mutual or frame.object_as == "с":
            return [object_, self.parties(telling, frame)]
        has_object = telling.object is not None and frame.object_as == "род"
        return [whose, object_] if frame.subject and not has_object else [object_]

    def done_by(self, telling: Telling, frame: Frame) -> str:
        """ "посещение завода [губернатором]": the instrumental beside an object's genitive."""
        subject = telling.subject
        if subject is None or telling.object is None or frame.object_as != "род" or frame.host:
            return ""
        named = bool(subject.who) and frame.kind in _DONE_BY
        said = frame.subject and not (frame.title or frame.mutual)
        return self.in_case(subject, "Ins") if named or said else ""

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
