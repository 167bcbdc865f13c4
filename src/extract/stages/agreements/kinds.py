"""The kinds of relations: one entry says all that the stage knows of one.

A new kind is one more entry: its words, what it says of a status, and what it is not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from extract import schema
from extract.schema import STATUSES
from extract.stages.agreements import agreement_status, others, status, vetoes
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import SIGNED, words
from extract.stages.agreements.words import MEETS, PAPERS, SIGNED_PAPERS
from extract.stages.own_words import Words, known, lemmas
from extract.syntax.parties import Party
from extract.syntax.tree import Tree

# Who can be a party at all; a plant or museum only of a visit.
PARTY_TYPES = schema.PARTY_TYPES | {"FACILITY"}
PEOPLE = frozenset({"PERSON", "NATIONALITY"})  # whom nobody visits in this sense: one meets them
_ANY: frozenset[str] = frozenset()  # an adjective that is a cue before any noun
_PAPER = SIGNED | words("поставить ставить подписант обменяться согласовать утвердить принять")
_SIGNED_ONLY = dict.fromkeys(
    SIGNED_PAPERS,
    _PAPER - words("согласовать утвердить принять обменяться"),
)


@dataclasses.dataclass(frozen=True)
class Kind:
    """What one kind of relation is known by.

    Attributes:
        label: Its name in the tables.
        nouns: Nouns that name it: "соглашение".
        verbs: Verbs that tell it: "договориться".
        adverbs: Adverbs that tell it of what a verb says: "совместно".
        adjectives: Adjectives that tell it of some nouns, or of any where the set is empty.
        partners: Of its nouns those that name a party: "партнёр", "город-побратим".
        needs: Of a noun the words one of which must stand over or under it.
        near: Of these nouns those for which it is enough that such a word stands near.
        status: What a sentence says of its status.
        statuses: Those that it can have; "none" where it simply is so.
        vetoes: What makes a pair none: each answers whether.
        is_mutual: It has no direction.
        is_lasting: It is something that one may speak of without being a party.
        is_papered: Who signs a paper about it has it: "договор о побратимстве".
        is_named: The cue's noun is the ``kind`` of the relation: "меморандум".
        has_topic: It is about something.
        has_place: It takes place somewhere.
        has_date: It is of a day.
        verb_kind: ``kind`` where only a verb tells it.
    """

    label: str
    status: Callable[[Tree, Cue], str | None]
    statuses: frozenset[str] = frozenset({"none", *STATUSES})
    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    adjectives: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    partners: frozenset[str] = frozenset()
    needs: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    near: frozenset[str] = frozenset()
    vetoes: tuple[Callable[[Tree, Cue, Party, Party], bool], ...] = ()
    is_mutual: bool = True
    is_lasting: bool = False
    is_papered: bool = False
    is_named: bool = False
    has_topic: bool = False
    has_place: bool = False
    has_date: bool = False
    verb_kind: str | None = None

    def can_join(self, first: Party, second: Party) -> bool:
        """Whether the two are of types that can be its parties."""
        types = first.mention.type, second.mention.type
        if self.is_mutual:
            return "FACILITY" not in types
        return types[0] != "FACILITY" and types[1] not in PEOPLE


# Of any tie of two: whose it is, and in which clause.
_OF_OTHERS = (
    others.is_of_another,
    others.is_of_who_tells,
    others.is_with_each,
    others.is_of_clause_before,
)

AGREEMENT = Kind(
    "AGREEMENT_WITH",
    agreement_status.of_agreement,
    words("signed in_force planned negotiated rejected terminated unknown"),
    nouns=PAPERS | words("мир подпись подписант"),
    partners=words("подписант"),
    verbs=words("договориться договариваться условиться сговориться уславливаться"),
    needs={
        **_SIGNED_ONLY,
        "карта": _PAPER | words("дорожный"),
        "мир": words("подписать заключить заключение заключать"),
        "протокол": _PAPER | words("действовать предусматривать"),
        "концессия": _PAPER,
        "подпись": words("поставить ставить стоять"),
    },
    near=words("документ декларация хартия протокол подпись"),
    vetoes=(
        vetoes.is_route,
        others.is_of_others,
        others.is_with_others,
        others.is_of_next_clause,
        others.is_likened,
        vetoes.is_predicated,
        *_OF_OTHERS,
    ),
    is_lasting=True,
    is_named=True,
    has_topic=True,
    has_place=True,
    has_date=True,
    verb_kind="договорённость",
)
MEETING = Kind(
    "MEETING_WITH",
    status.of_happening,
    words("held planned cancelled unknown"),
    nouns=words(
        """встреча переговоры переговор беседа разговор консультация аудиенция видеомост телемост
        видеовстреча диалог собеседник совещание саммит онлайн-встреча видеоконференция
        онлайн-совещание"""
    ),
    partners=words("собеседник"),
    verbs=MEETS | words("обсудить обсуждать обговорить принять принимать встретить встречать"),
    vetoes=(
        vetoes.is_match,
        vetoes.is_interview,
        vetoes.is_private,
        vetoes.is_route,
        others.is_with_others,
        others.is_of_next_clause,
        others.is_of_each,
        others.is_likened,
        *_OF_OTHERS,
    ),
    has_topic=True,
    has_place=True,
    has_date=True,
)
COOPERATION = Kind(
    "COOPERATES_WITH",
    status.of_state,
    words("none planned rejected terminated"),
    nouns=words("сотрудничество партнерство партнер партнерша компаньон кооперация взаимодействие"),
    verbs=words("сотрудничать взаимодействовать дружить партнерствовать"),
    adverbs=words("совместно сообща вместе"),
    adjectives={
        "партнерский": words("связь отношение"),
        "дружественный": words("связь отношение"),
        "совместный": _ANY,
        "общий": words("проект предприятие программа производство постановка"),
    },
    partners=words("партнер партнерша компаньон"),
    vetoes=(
        vetoes.is_denied,
        vetoes.is_in_topic,
        vetoes.is_job,
        vetoes.is_joint_word,
        others.is_likened,
        others.is_one_side,
        vetoes.is_predicated,
        vetoes.is_route,
        *_OF_OTHERS,
    ),
    is_lasting=True,
    has_topic=True,
)
TWINS = Kind(
    "TWINNED_WITH",
    status.of_state,
    words("none planned rejected terminated"),
    nouns=words("побратим побратимство город-побратим породнение"),
    verbs=words("побрататься породниться породнить"),
    adjectives={
        "побратимский": words("связь отношение узы город движение договор статус соглашение"),
    },
    partners=words("побратим город-побратим"),
    vetoes=(vetoes.is_denied, others.is_one_side),
    is_lasting=True,
    is_papered=True,
)
VISIT = Kind(
    "VISITED",
    status.of_happening,
    words("held planned cancelled unknown"),
    nouns=words("визит поездка турне командировка вояж посещение приезд"),
    verbs=words(
        """посетить посещать прибыть прибывать прилететь прилетать приехать приезжать побывать
        бывать вылететь вылетать полететь лететь поехать ехать съездить отправиться отправляться
        наведаться отбыть заезжать выехать выезжать пожаловать приземлиться летать наведываться
        слетать ездить осмотреть осматривать объехать гостить заехать заглянуть
        направиться навестить навещать добраться добираться вернуться возвращаться принять
        принимать ждать ожидать"""
    ),
    vetoes=(others.is_only_met, others.is_of_another, others.is_of_who_tells),
    is_mutual=False,
    has_date=True,
)

KINDS = (AGREEMENT, MEETING, COOPERATION, TWINS, VISIT)

_CUES = ("nouns", "verbs", "adverbs", "partners")


def wider(own: Mapping[str, Words]) -> tuple[Kind, ...]:
    """The kinds with cues of a user's own.

    Args:
        own: By the relation's name "nouns", "verbs", "adverbs" and "partners" (see ``Kind``).

    Raises:
        ValueError: There is no such relation or list, or a word that no lemma can be equal to.
    """
    known(own, (kind.label for kind in KINDS), "agreements")
    return tuple(_wider(kind, own.get(kind.label, {})) for kind in KINDS)


def _wider(kind: Kind, own: Words) -> Kind:
    added = lemmas(own, _CUES, f"agreements: {kind.label}")
    added["nouns"] = added.get("nouns", _ANY) | added.get("partners", _ANY)
    lists = {name: getattr(kind, name) | words for name, words in added.items()}
    return dataclasses.replace(kind, **lists)
