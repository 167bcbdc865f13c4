"""How a verb tells a happening: the table of ``verb_table``, read."""

from __future__ import annotations

import dataclasses
import re

from extract.stages.events.verb_table import TABLE

_CALL = re.compile(r"(\w+)(?:\(([^)]*)\))?(?::(\w+))?(?:=(\w+))?$")


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell an event by a verb (see ``verb_table``).

    Attributes:
        kind: One of ``schema.EVENT_KINDS``.
        noun: The name of what is told, without its arguments.
        object: The prepositions that the object stands under, "" for none; None: no object.
        object_class: What the object has to be, "" for anything.
        object_as: How the object stands beside the noun: a case, or a preposition.
        subject: The subject stands beside the noun, in the genitive.
        subject_class: What the subject has to be.
        mutual: The other party stands under с.
        keeps: Prepositions whose phrases stay.
        goals: Prepositions under which a named place has to stand.
        role: The instrumental stays.
        dative: The dative stays.
        needs: A noun below the verb without which it tells no event.
        named: Object or subject is a name.
        place: Object or subject is a place, body or building.
        title: The instrumental is a position.
        host: The object comes to the subject.
    """

    kind: str
    noun: str
    object: tuple[str, ...] | None = None
    object_class: str = ""
    object_as: str = "род"
    subject: bool = False
    subject_class: str = ""
    mutual: bool = False
    keeps: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    role: bool = False
    dative: bool = False
    needs: str = ""
    named: bool = False
    place: bool = False
    title: bool = False
    host: bool = False


def _frame(kind: str, noun: str, pattern: str) -> Frame:
    found: dict[str, object] = {}
    for name, inner, class_, needs in _calls(pattern):
        prepositions = tuple(inner.split())
        if name == "object":
            found |= {"object": prepositions or ("",), "object_class": class_}
        elif name == "to":
            found["object_as"] = inner
            found.setdefault("object", ("",))
        elif name == "subject":
            found |= {"subject": True, "subject_class": class_}
        elif name == "with":
            found |= {"mutual": True, "subject_class": class_}
        elif name == "keep":
            found["keeps"] = prepositions
        elif name == "goal":
            found["goals"] = prepositions
        elif name == "noun":
            found["needs"] = needs
        else:
            found["role" if name == "as" else name] = True
    return Frame(kind, noun, **found)  # type: ignore[arg-type]


def _calls(pattern: str) -> list[tuple[str, str, str, str]]:
    words = re.findall(r"\w+(?:\([^)]*\))?(?::\w+)?(?:=\w+)?", pattern)
    matches = [_CALL.match(word) for word in words]
    return [
        (match[1], match[2] or "", match[3] or "", match[4] or "") for match in matches if match
    ]


def _read(table: str) -> dict[str, tuple[Frame, ...]]:
    frames: dict[str, list[Frame]] = {}
    kind = ""
    for line in table.strip().splitlines():
        noun, _, rest = line.partition(";")
        if not rest:
            kind = noun.strip() or kind
            continue
        pattern, _, verbs = rest.partition(";")
        frame = _frame(kind, noun.strip(), pattern)
        for verb in verbs.split():
            frames.setdefault(verb, []).append(frame)
    # The frame that asks for most is tried first.
    return {
        verb: tuple(
            sorted(some, key=lambda f: (not f.needs, not f.subject_class, not f.object_class))
        )
        for verb, some in frames.items()
    }


FRAMES: dict[str, tuple[Frame, ...]] = _read(TABLE)
