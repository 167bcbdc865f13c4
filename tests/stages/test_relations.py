from types import SimpleNamespace

import pytest

import extract
from extract.annotations import ENTITIES, span_of
from extract.encoder.model import Link
from extract.stages.relations import Relations

TEXT = "Делегацию возглавил первый заместитель губернатора Юрий Петухов."
PETUKHOV, DEPUTY, GOVERNOR, DELEGATION = range(4)
MENTIONS = [
    ("Юрий Петухов", "PERSON"),
    ("первый заместитель губернатора", "PROFESSION"),
    ("губернатора", "PROFESSION"),
    ("Делегацию", "ORGANIZATION"),
]


def found(*links: tuple[int, str, int]) -> set[tuple[str, str, str]]:
    """What the stage makes of what a model says."""
    doc = extract.load(exclude=["entities", "relations", "dates", "names", "places",
                                "coreference", "careers", "agreements", "events"])(TEXT)  # fmt: skip
    borders = [(TEXT.index(text), text, type_) for text, type_ in MENTIONS]
    doc.spans[ENTITIES] = [
        span_of(doc, start, start + len(text), type_) for start, text, type_ in borders
    ]
    said = [Link(subject, name, object_, 0.9) for subject, name, object_ in links]
    stage = Relations()
    stage.model = SimpleNamespace(read=lambda _: ([], None), relate=lambda *_: said)
    return {
        (
            TEXT[relation.subject.start : relation.subject.end],
            relation.predicate,
            TEXT[relation.object.start : relation.object.end],
        )
        for relation in stage.find(doc)
    }


def test_a_deputy_does_not_hold_the_position_of_his_superior() -> None:
    assert found(
        (PETUKHOV, "WORKS_AS", DEPUTY), (PETUKHOV, "WORKS_AS", GOVERNOR)
    ) == {("Юрий Петухов", "WORKS_AS", "первый заместитель губернатора")}  # fmt: skip


@pytest.mark.parametrize(
    "link",
    [
        (PETUKHOV, "WORKS_AS", GOVERNOR),  # by itself it may be right
        (PETUKHOV, "SUBORDINATE_OF", GOVERNOR),
        (DEPUTY, "WORKPLACE", DELEGATION),
    ],
)
def test_other_relations_stay(link) -> None:
    subject, name, object_ = link
    assert found(link) == {(MENTIONS[subject][0], name, MENTIONS[object_][0])}
