"""Nested mentions of all entity types, from our own model.

Types and guidelines: NEREL 1.1 (Loukachevitch et al., 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import text_of
from extract.encoder.model import DEFAULT, Found, load
from extract.encoder.reading import Reading
from extract.schema import PLACE_TYPES, TYPES
from extract.stages import needs
from extract.stages.mentions import LAST, assign, is_repeated, lay_aside
from extract.stages.readings import keep_reading

_ALONE = frozenset(TYPES) - PLACE_TYPES - {"NATIONALITY", "FAMILY"}


@Language.factory(
    "extract_entities",
    default_config={"model": DEFAULT, "threads": 1},
    assigns=["doc.spans", "doc.ents", "span._.score"],
    requires=["token.is_sent_start", "doc._.repeats"],
)
def create_entities(nlp: Language, name: str, model: str, threads: int) -> Entities:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        model: A model's name or folder.
        threads: Processor threads.
    """
    del name
    return Entities(nlp, model, threads)


class Entities:
    """Sets ``doc.spans["entities"]``, all mentions, and ``doc.ents``, the outermost ones."""

    def __init__(self, nlp: Language, model: str | Path = DEFAULT, threads: int = 1) -> None:
        self.nlp = nlp
        self.model = load(model, threads)
        # Types of the user's that no other stage knows anything of, see ``own_types``.
        self.own_types = frozenset(self.model.added.types if self.model.added else ()) - {*TYPES}

    def find(self, doc: Doc) -> list[Found]:
        """Mentions in the order of the text, those in repeated passages left out."""
        return self._read(doc)[0]

    def _read(self, doc: Doc) -> tuple[list[Found], Reading]:
        found, reading = self.model.read(text_of(doc))
        repeats = sorted(doc._.repeats)
        kept = [each for each in found if not is_repeated(repeats, each.start)]
        return without_second_types(kept), reading

    def __call__(self, doc: Doc) -> Doc:
        """Assigns; keeps the reading for the stages that ask for it."""
        needs.check(doc, "extract_entities")
        found, reading = self._read(doc)
        if self.own_types and LAST in self.nlp.pipe_names:
            lay_aside(doc, [each for each in found if each.type in self.own_types])
            found = [each for each in found if each.type not in self.own_types]
        assign(doc, found)
        keep_reading(doc, self.nlp, reading)
        return doc


def without_second_types(found: Sequence[Found]) -> list[Found]:
    """The mentions without those that a surer one of another type has the words of.

    In NEREL's train texts the same words are of two types 3 times in 43,000. Which place a word is,
    or whether its people, the gazetteer tells later; types of a user's own may stand beside ours.
    """
    surest: dict[tuple[int, int], Found] = {}
    for each in found:
        if each.type in _ALONE:
            best = surest.setdefault(each[:2], each)
            if each.score > best.score:
                surest[each[:2]] = each
    return [each for each in found if each.type not in _ALONE or surest[each[:2]] is each]
