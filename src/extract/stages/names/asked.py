"""What a sentence asks of a name: its case, and the gender of who bears it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from spacy.tokens import Span, Token

from extract.russian.dictionary import known_parses
from extract.stages.names import patterns
from extract.stages.names.bearers import (
    called,
    is_behind_woman,
    is_woman,
    so_called,
    told_by_form,
)
from extract.stages.names.cases import (
    ANY,
    BESIDE,
    NOM,
    OF_CLEAR_NOUN,
    OF_NOUN_BESIDE,
    Cases,
    case,
    cases_of,
    explains,
    is_lover,
    is_oblique,
    is_subject,
    may_govern,
)
from extract.stages.names.inflection import readings
from extract.stages.names.kin import (
    DAUGHTERS,
    is_anothers,
    is_of_other,
    is_own_of_daughter,
    kin_before,
    spouse_gender,
)
from extract.stages.names.patterns import CASES, FEMALE, MALE
from extract.stages.names.splitting import GENDERS
from extract.stages.names.things import FAMILIES, GROUPS, WORKS
from extract.stages.names.titles import REIGNING
from extract.stages.names.twofold import told_apart
from extract.stages.names.words import is_no_name
from extract.syntax.features import feature

# Evidence, in the unit of inflection's weights, and by hand as those (see ``cases``).
_TITLE = 4.0  # "госпожа Петрова"
_NOUN = 3.0  # "актриса Петрова", "дочь Рашида", "25-летняя Рэй"
_OF_LOVER = 5.5  # "возлюбленная Ивана Котова", whom the tagger takes for her
_KIN = 1.0  # "дочь Рашида", who may be her father
_SPOUSE = 2.2  # "муж Карлин"
_VERB = 2.2  # "Саша Котова вчера уехала"
_VERB_BESIDE = 3.2  # "Саша уехала": no other word can be meant

_NO_LOCATIVE = 10.0  # no name stands in it without a preposition
_TURNED = 5.0  # a surname first, in a list: "Котова Александра"
_FAR = 25  # tokens from a preposition to the names that it governs; generous
_OTHERS_VERB = WORKS | FAMILIES | GROUPS  # whose verb tells nothing of who is named behind
# Endings of adjectives, and the gender and cases that they tell.
_OF_ADJECTIVES = tuple(
    (ending, gender, frozenset(cases.split()))
    for gender, cases, endings in (
        (FEMALE, "Nom", "ая яя"),
        (FEMALE, "Acc", "ую юю"),
        (FEMALE, "Gen Dat Ins Loc", "ой ей"),
        (MALE, "Nom", "ый ий"),
        (MALE, "Gen Acc", "ого его"),
        (MALE, "Dat", "ому ему"),
        (MALE, "Ins", "ым им"),
        (MALE, "Loc", "ом ем"),
    )
    for ending in endings.split()
)


class Asked(NamedTuple):
    """What the words around a name say of it.

    Attributes:
        cases: That it may stand in; empty for any.
        case_worth: How much that is worth.
        gender: Of the noun or verb that agrees with the name.
        gender_worth: How much that is worth.
        agreeing: Cases in which the noun or verb agrees with it.
    """

    cases: Cases = ANY
    case_worth: float = 0.0
    gender: str | None = None
    gender_worth: float = 0.0
    agreeing: Cases = frozenset(CASES)
    kin: str | None = None  # the gender of the word for kin right before, which may be the name's
    kin_sure: bool = False  # it is the name's: "её брат Санто"
    reigns: bool = False  # a title right before it that given names alone stand behind
    named: bool = False  # "по имени" stands right before it
    by_noun: bool = False  # the gender is of a noun for the person
    no_locative: bool = False  # no preposition of that case stands before
    told: float = 0.0  # what stands behind: more than 0 for a woman (see ``telling``)

    def of_case(self, case: str) -> float:
        """What speaks for a case, less than 0 where it is none that can be meant."""
        worth = self.case_worth if case in self.cases else 0.0
        return worth - _NO_LOCATIVE if self.no_locative and case == "Loc" else worth

    def worth(self, case: str, gender: str) -> float:
        """What speaks for a case and a gender together."""
        total = self.of_case(case)
        if gender == self.gender and case in self.agreeing:
            total += self.gender_worth
        return total

    @property
    def leaning(self) -> float:
        """What speaks for a woman, less than 0 where it speaks for a man."""
        signs = {FEMALE: 1, MALE: -1}
        return self.gender_worth * signs.get(self.gender or "", 0) + self.told

    @property
    def is_oblique(self) -> bool:
        """Whether the name surely stands in no nominative."""
        return bool(self.cases) and "Nom" not in self.cases and self.case_worth >= BESIDE

    @property
    def said(self) -> float:
        """The same without what a verb says, which may be read wrong."""
        return self.leaning if self.by_noun else self.told


_GEN: Cases = frozenset({"Gen"})
_NOTHING = Asked()


def asked(span: Span) -> Asked:
    """What the preposition, noun, verb or adjective that a name stands with asks of it."""
    found = _asked(span)
    name = span.text
    if (name.endswith("е") or "е " in name) and not _may_be_locative(span):
        found = found._replace(no_locative=True)
    if not found.cases and name.endswith(("а", "я")) and _is_turned(span):
        found = found._replace(cases=NOM, case_worth=_TURNED)
    before = told_by_form(span.doc[span.start - 1].text.lower()) if span.start else None
    before = before or told_apart(span)
    if before is not None:
        told, cases = before
        return Asked(cases, OF_CLEAR_NOUN, told, _NOUN, cases, by_noun=True)
    gender, cases = _of_adjective(span) if found.gender is None else (None, ANY)
    if gender is None:
        if found.gender is None and is_behind_woman(span):
            return found._replace(gender=FEMALE, gender_worth=_NOUN, by_noun=True)
        return found
    worth = max(found.case_worth, OF_NOUN_BESIDE if len(cases) == 1 else BESIDE)
    return found._replace(
        cases=found.cases & cases or cases, case_worth=worth, gender=gender,
        gender_worth=_NOUN, agreeing=cases, by_noun=True,
    )  # fmt: skip


def _may_be_locative(span: Span) -> bool:
    """Whether a preposition of that case stands before, and not "приняли [Николае]" alone."""
    doc, low = span.doc, max(0, span.start - _FAR)
    return any(token.text.lower() in patterns.LOCATIVE for token in doc[low : span.start])


def _of_adjective(span: Span) -> tuple[str | None, Cases]:
    """Gender and cases of an adjective in front: "25-летняя Рэй", which may be tagged wrong."""
    for child in span.root.children:
        if child.i < span.start and child.dep_ == "amod":
            word, is_womans = child.text.lower(), feature(child, "Gender") == "Fem"
            for ending, gender, cases in _OF_ADJECTIVES:
                if word.endswith(ending) and (is_womans or ending not in ("ой", "ей")):
                    return gender, cases
    return None, ANY


def _asked(span: Span) -> Asked:
    root = span.root
    head = root.head
    cases, worth = case(span, root)
    if (bearer := called(span)) is not None:
        gender, sure = _noun_gender(bearer)
        return Asked(NOM, OF_NOUN_BESIDE, gender, sure, NOM, named=True, by_noun=True)
    if so := so_called(span):
        return Asked(NOM, OF_NOUN_BESIDE, so, _NOUN, NOM, named=True, by_noun=True)
    if is_subject(root) and not is_oblique(span):
        gender = _verb_gender(root)
        verb = _VERB_BESIDE if root.head.i in (span.start - 1, span.end) else _VERB
        return Asked(cases, worth, gender, verb if gender else 0.0, NOM)
    if explains(root, span.start) and _is_noun(head):
        gender, sure = _noun_gender(_nearest(span, head))
        agreeing = cases_of(head) or frozenset(CASES)
        if may_govern(head, span.start):
            return _of_governing(span, head, gender, Asked(cases, worth, agreeing=agreeing))
        if head.i == span.start - 1 and is_lover(head):
            gender = GENDERS.get(feature(head, "Gender"))
            if is_of_other(span, gender):
                return Asked(_GEN, _OF_LOVER)
            sure = _NOUN
        reigns = head.i == span.start - 1 and head.lemma_.lower() in REIGNING
        by_noun = sure >= _NOUN
        return Asked(cases, worth, gender, sure, agreeing, reigns=reigns, by_noun=by_noun)
    if is_own_of_daughter(span, root):
        return Asked(NOM, OF_NOUN_BESIDE, FEMALE, _KIN, NOM, FEMALE)
    if spouse := spouse_gender(span, root):
        return Asked(cases, worth, spouse, _SPOUSE, frozenset({"Gen"}))
    return Asked(cases, worth) if cases else _NOTHING


def _is_turned(span: Span) -> bool:
    """ "Котова Александра", as in lists, whose forms a man's genitive shares."""
    if len(span) != 2:
        return False
    first, last = (token.text.lower() for token in span)
    women = {r.nominative for r in readings(last) if r.kind == "given" and r.gender == FEMALE}
    return last in women and first.endswith(("ова", "ева", "ёва", "ина", "ына", "ая"))


def _of_governing(span: Span, head: Token, gender: str | None, found: Asked) -> Asked:
    """Of a noun that the name may hang by, or explain: "его дочь Александра", "муж Хан"."""
    kin, agreeing = kin_before(head, span.start), found.agreeing
    lemma = head.lemma_.lower()
    if is_anothers(head):
        sure = OF_NOUN_BESIDE
        return Asked(agreeing, sure, kin or gender, _NOUN, agreeing, kin, bool(kin))
    is_clear = "Gen" not in agreeing
    if is_clear and kin:  # "о брате Мартине", "дочь Александра"
        own = lemma in DAUGHTERS and len(span) == 1
        cases, worth = (agreeing, OF_NOUN_BESIDE) if own else (agreeing | _GEN, BESIDE)
        found = found._replace(cases=cases, case_worth=worth)
    if not is_clear or (lemma in patterns.SPOUSES and span.text[-1] not in "ая"):
        gender = None  # "муж Хан", who may be his wife
    sure = _KIN if is_clear and not (gender is None and lemma in patterns.SPOUSES) else 0.0
    return found._replace(gender=gender, gender_worth=sure, kin=kin, kin_sure=is_clear)


def _nearest(span: Span, head: Token) -> Token:
    """The noun right before a name rather than one of another name: "рэпер Лукас, певица [Рэй]"."""
    noun = span.doc[span.start - 1]
    if noun.i <= head.i or noun.pos_ != "NOUN" or feature(noun, "Animacy") != "Anim":
        return head
    return noun if feature(noun, "Case") == feature(head, "Case") else head


def _is_noun(token: Token) -> bool:
    """A word with the capital of a sentence's beginning may be tagged as a name."""
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and is_no_name(token.text.lower()))


def _noun_gender(noun: Token) -> tuple[str | None, float]:
    lemma = noun.lemma_.lower()
    if title := patterns.TITLE_GENDER.get(lemma):
        return title, _TITLE
    if lemma in patterns.MEN:
        return MALE, _NOUN
    # "министр" is said of women too, "актриса" of women only
    features = str(noun.morph)
    if "Gender=Fem" in features and "Animacy=Anim" in features and lemma not in patterns.OF_EITHER:
        return FEMALE, _NOUN
    if "Gender=Fem" in features and _is_womans_adjective(noun.text.lower()):
        return FEMALE, _NOUN
    if "-" in lemma and any(map(is_woman, noun.text.lower().split("-"))):
        return FEMALE, _NOUN  # "женщина-врач", "модель-мулатка"
    if (
        lemma not in WORKS | FAMILIES | GROUPS
        and is_subject(noun)
        and (gender := _verb_gender(noun))
    ):  # "министр Яровая прибыла"
        return gender, _VERB
    return None, 0.0


@functools.lru_cache(maxsize=1 << 12)
def _is_womans_adjective(word: str) -> bool:
    """ "учёной", "подсудимая": an adjective for a woman, and no noun for a thing ("столовая")."""
    tags = [parse.tag.grammemes for parse in known_parses(word)]
    of_woman = any("femn" in tag and tag & {"ADJF", "PRTF"} for tag in tags)
    return of_woman and not any("inan" in tag and "NOUN" in tag for tag in tags)


def _verb_gender(subject: Token) -> str | None:
    verb = subject.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    if verb.pos_ == "ADJ" and feature(verb, "Case") not in ("", "Nom", "Ins"):
        return None  # a misspelt verb
    return GENDERS.get(feature(verb, "Gender")) or _of_next_verb(verb)


def _of_next_verb(verb: Token) -> str | None:
    """Of "живёт в Риге и скоро будет готов": a verb or short adjective of the same subject."""
    for other in verb.children:
        if other.dep_ != "conj" or any(one.dep_.startswith("nsubj") for one in other.children):
            continue
        short = other.pos_ == "ADJ" and feature(other, "Variant") == "Short"
        if other.pos_ == "VERB" or short:
            return GENDERS.get(feature(other, "Gender"))
    return None
