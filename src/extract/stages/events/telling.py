"""One place of a text that tells a happening."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention, Relation
from extract.stages.events.arguments import Argument
from extract.stages.events.verbs import Frame

OTHER = "other"


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
        learned: No rule finds it, the learned judge alone.
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
    learned: bool = False

    @property
    def is_verb(self) -> bool:
        return self.frame is not None or self.verbal
