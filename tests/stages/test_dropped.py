"""A stage of the user's may drop mentions between two of ours; what named them is passed over."""

import pytest
from tests.stages.marked import MARK, read

from extract.annotations import ENTITIES, Relation, mention, set_mentions
from extract.stages.agreements import Agreements
from extract.stages.careers import Careers
from extract.stages.coreference import Coreference
from extract.stages.events import Events
from extract.stages.names import Names
from extract.tables.rows import rows

MARKED = (
    "[[Министр:JOB]] [[Олег Жуков:PER]] прилетел на [[форум:EVENT]] в [[Самару:CITY]] "
    "[[5 мая:DATE]]. [[Жуков:PER]], глава [[Минтранса:ORG]], и [[Зоя Ким:PER]] подписали "
    "соглашение [[России]] с [[Кубой]]."
)
TOLD = (
    ("Олег Жуков", "WORKS_AS", "Министр"), ("Жуков", "WORKPLACE", "Минтранса"),
    ("форум", "TAKES_PLACE_IN", "Самару"), ("форум", "POINT_IN_TIME", "5 мая"),
    ("Олег Жуков", "PARTICIPANT_IN", "форум"), ("Олег Жуков", "VISITED", "Самару"),
    ("Жуков", "AGREEMENT_WITH", "Зоя Ким"), ("России", "MEETING_WITH", "Кубой"),
)  # fmt: skip
SIDES = {"Жуков": "России", "Зоя Ким": "Кубой"}


def document():
    """All that stands before the stage of the user's."""
    doc = Coreference()(Names()(read(MARKED)))
    named = {span.text: mention(span) for span in doc.spans[ENTITIES]}
    doc._.relations = [
        Relation(
            named[one], label, named[other], "model", 0.95, cue=(0, 7), sentence=0,
            represents=(named.get(SIDES.get(one, "")), named.get(SIDES.get(other, ""))),
        )
        for one, label, other in TOLD
    ]  # fmt: skip
    return doc


NAMES = [mark[1] for mark in MARK.finditer(MARKED)]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_dropped_all_else_is_told(name):
    doc = document()
    dropped = next(mention(span) for span in doc.spans[ENTITIES] if span.text == name)
    set_mentions(doc, [span for span in doc.spans[ENTITIES] if mention(span) != dropped])
    for stage in (Careers(), Agreements(), Events()):
        stage(doc)
    told = rows(doc)
    ids = {row["mention_id"] for row in told["mentions"]}
    assert len(ids) == len(NAMES) - 1
    assert {row["mention_id"] for row in told["dates"]} <= ids
    for event in doc._.events:
        named = {*event.mentions, *(one.mention for one in event.participants), event.place}
        assert dropped not in named
    assert dropped not in {career.person for career in doc._.careers}
    assert {row["subject_mention"] for row in told["relations"]} <= ids
    assert {row["object_mention"] for row in told["relations"]} <= ids
