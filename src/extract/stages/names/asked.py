"""What a sentence asks of a name: its case, and the gender of who bears it."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from spacy.tokens import Span, Token

from extract.russian.dictionary import known_parses
from extract.stages.names import patterns
from extract.stages.names.patterns import CASES, FEMALE, MALE
from extract.stages.names.splitting import GENDERS
from extract.stages.names.titles import REIGNING
from extract.stages.names.words import is_no_name
from extract.syntax.features import feature

ALIKE = frozenset({"Gen", "Acc"})  # one form of men's names, which the tagger may call either

# Evidence, in the unit of inflection's weights, and by hand as those: half or double of one changes
# at most 4 of 13,906 rows of 140 articles (_CASE_OF_VERB).
_TITLE = 4.0  # "госпожа Петрова"
_NOUN = 3.0  # "актриса Петрова", "дочь Рашида"
_KIN = 1.0  # "дочь Рашида", who may be her father
_SPOUSE = 2.2  # "муж Карлин"
_VERB = 2.2  # "Саша Котова вчера уехала"
_VERB_BESIDE = 3.2  # "Саша уехала": no other word can be meant
_CASE_BESIDE = 2.0  # of the preposition right before
_CASE_OF_NOUN_BESIDE = 3.5  # of the noun for a person right before
_CASE_OF_ENTRY = 4.5  # of who is listed, or signs
_CASE_OF_BYLINE = 7.0  # of who signs an article: the tagger takes it for a genitive
_CASE_OF_LINE = 3.0  # of who begins a line that goes on
_CASE_OF_NOUN = 1.0  # of a noun further away
_CASE_OF_VERB = 0.5  # the tagger has seen the verb too

_ENDS = frozenset(".!?…")
_DASHES = frozenset("-–—")
_OBLIQUE = (*patterns.OBLIQUE, "иной", "ыной")  # "согласовано: Тюльпиным" is no nominative
_WOMAN = frozenset({"NOUN", "anim", "femn"})
_Cases = frozenset[str]
_ANY: _Cases = frozenset()


class Asked(NamedTuple):
    """What the words around a name say of it.

    Attributes:
        cases: That it may stand in; empty for any.
        case_worth: How much that is worth.
        gender: Of the noun or verb that agrees with the name.
        gender_worth: How much that is worth.
        agreeing: Cases in which the noun or verb agrees with it.
    """

    cases: _Cases = _ANY
    case_worth: float = 0.0
    gender: str | None = None
    gender_worth: float = 0.0
    agreeing: _Cases = frozenset(CASES)
    kin: str | None = None  # the gender of the word for kin right before, which may be the name's
    reigns: bool = False  # a title right before it that given names alone stand behind
    told: float = 0.0  # what stands behind: more than 0 for a woman (see ``telling``)

    def worth(self, case: str, gender: str) -> float:
        """What speaks for a case and a gender together."""
        total = self.case_worth * (case in self.cases)
        if gender == self.gender and case in self.agreeing:
            total += self.gender_worth
        return total

    @property
    def leaning(self) -> float:
        """What speaks for a woman, less than 0 where it speaks for a man."""
        signs = {FEMALE: 1, MALE: -1}
        return self.gender_worth * signs.get(self.gender or "", 0) + self.told


_NOTHING = Asked()


def asked(span: Span) -> Asked:
    """What the preposition, noun or verb that a name stands with asks of it."""
    root = span.root
    head = root.head
    cases, worth = _case(span, root)
    if _is_subject(root) and not _is_oblique(span):
        gender = _verb_gender(root)
        nominative = frozenset({"Nom"})
        verb = _VERB_BESIDE if root.head.i in (span.start - 1, span.end) else _VERB
        return Asked(cases, worth, gender, verb if gender else 0.0, nominative)
    if _explains(root, span.start) and _is_noun(head):
        gender, sure = _noun_gender(head)
        agreeing = _cases_of(head) or frozenset(CASES)
        if _may_govern(head, span.start):
            kin = _kin(head, span.start)
            gender, sure = (gender, _KIN) if "Gen" not in agreeing else (None, 0.0)
            if head.lemma_.lower() in patterns.SPOUSES and span.text[-1] not in "ая":
                gender, sure = None, 0.0  # "муж Хан", who may be his wife
            if _is_anothers(head):  # "его дочь Александра"
                gender, sure = kin or gender, _NOUN
                return Asked(agreeing, _CASE_OF_NOUN_BESIDE, gender, sure, agreeing, kin)
            return Asked(cases, worth, gender, sure, agreeing, kin)
        reigns = head.i == span.start - 1 and head.lemma_.lower() in REIGNING
        return Asked(cases, worth, gender, sure, agreeing, reigns=reigns)
    if spouse := _spouse_gender(span, root):
        return Asked(cases, worth, spouse, _SPOUSE, frozenset({"Gen"}))
    return Asked(cases, worth) if cases else _NOTHING


def _case(span: Span, root: Token) -> tuple[_Cases, float]:
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.pos_ == "ADP":
        return patterns.CASES_AFTER.get(before.text.lower(), _ANY), _CASE_BESIDE
    if _is_byline(span):
        return frozenset({"Nom"}), _CASE_OF_BYLINE
    if _is_entry(span) and not _is_oblique(span):
        after = span.doc[span.end].text if span.end < len(span.doc) else "\n"
        alone = "\n" in after or after in _DASHES or after == ","
        if alone or not _goes_on(span):
            return frozenset({"Nom"}), _CASE_OF_ENTRY if alone else _CASE_OF_LINE
    if before is not None and _is_job_beside(span, before):
        return _cases_of(before), _CASE_OF_ENTRY
    if _explains(root, span.start) and root.head.pos_ in ("NOUN", "PROPN"):
        noun = root.head
        if not _may_govern(noun, span.start):
            beside = noun.i == span.start - 1
            # "профессор университета [Анча Баранова] сообщает"
            behind = noun.dep_ == "nsubj" and noun.head.i == span.end
            beside = beside or (behind and (before is None or before.pos_ != "NOUN"))
            beside = beside and feature(noun, "Animacy") == "Anim"
            return _cases_of(noun), _CASE_OF_NOUN_BESIDE if beside else _CASE_OF_NOUN
    if _is_subject(root):
        return frozenset({"Nom"}), _CASE_OF_VERB
    if root.dep_ == "obj" or (root.dep_ == "nsubj" and _is_of_others(root)):
        return ALIKE, _CASE_OF_VERB
    return _ANY, 0.0


def _is_byline(span: Span) -> bool:
    """Whether a name in full ends a line, and a sentence has come to an end before it."""
    doc, before, behind = span.doc, span.start - 1, span.end
    if len(span) < 2 or (behind < len(doc) and "\n" not in doc[behind].text):
        return False
    if before < 0:
        return False
    last = next((doc[at].text for at in range(before, -1, -1) if doc[at].text.strip()), "")
    return last[-1:] in _ENDS and not _is_oblique(span)


def _is_job_beside(span: Span, before: Token) -> bool:
    """ "хореограф [Андронова Н. Н.]": a job in the case of the name with initials behind it."""
    if not any(token.text == "." for token in span) or before.pos_ != "NOUN":
        return False
    is_job = feature(before, "Animacy") == "Anim"
    return is_job and before.lemma_.lower() not in patterns.GOVERNING


def _goes_on(span: Span) -> bool:
    """ "от Президента Федерации\n[В. В. Путина]": the line before goes on, in one case."""
    before = next(
        (span.doc[at] for at in range(span.start - 1, -1, -1) if span.doc[at].text.strip()), None
    )
    case = feature(max(span, key=len), "Case")  # of the surname, not of the initials
    return before is not None and case not in ("", "Nom") and feature(before, "Case") == case


def _is_entry(span: Span) -> bool:
    """Whether a name with initials begins a line of a list, or signs a line without a verb."""
    if not any(token.text[-1] == "." or len(token) == 1 for token in span):
        return False
    doc, before, behind = span.doc, span.start - 1, span.end
    if before < 0 or "\n" in doc[before].text_with_ws:
        return True
    if behind < len(doc) and "\n" not in doc[behind].text:
        return False
    line = itertools.takewhile(lambda at: "\n" not in doc[at].text, range(before, -1, -1))
    return all(doc[at].pos_ not in ("VERB", "AUX", "ADP") for at in line)


def _is_oblique(span: Span) -> bool:
    return span[-1].text.lower().endswith(_OBLIQUE)


def _explains(root: Token, start: int) -> bool:
    """Whether a name stands in apposition to what is before it."""
    return root.dep_ in ("appos", "flat:name") and root.head.i < start


def _is_noun(token: Token) -> bool:
    """A word with the capital of a sentence's beginning may be tagged as a name."""
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and is_no_name(token.text.lower()))


def _may_govern(noun: Token, start: int) -> bool:
    """Whether the name may be someone else's: "дочь Рашида", but not "дочь эмигрантов Рашида"."""
    if noun.lemma_.lower() not in patterns.GOVERNING:
        return False
    return not any(child.dep_ == "nmod" and noun.i < child.i < start for child in noun.children)


def _kin(noun: Token, start: int) -> str | None:
    if noun.i != start - 1 or noun.lemma_.lower() not in patterns.KIN:
        return None
    return GENDERS.get(feature(noun, "Gender"))


def _spouse_gender(span: Span, root: Token) -> str | None:
    """Of "Карлин" in "муж [Карлин]": a woman; not in "её муж [Карлин]", who is called so."""
    noun = root.head
    if root.dep_ != "nmod" or noun.i != span.start - 1 or _is_anothers(noun):
        return None
    if noun.lemma_.lower() not in patterns.SPOUSES:
        return None
    return {"Masc": FEMALE, "Fem": MALE}.get(feature(noun, "Gender"))


def _is_anothers(noun: Token) -> bool:
    """Whether a word for kin says whose: "его дочь", "у директора есть дочь"."""
    if any(child.dep_ == "det" and child.lower_ in patterns.POSSESSIVE for child in noun.children):
        return True
    verb = noun.head
    return verb.lower_ in ("есть", "была", "был") and any(
        child.dep_ == "obl" and any(one.lower_ == "у" for one in child.children)
        for child in verb.children
    )


def _cases_of(noun: Token) -> _Cases:
    """The case of a noun; that of a man's may be any of two."""
    case = feature(noun, "Case")
    if case in ALIKE and feature(noun, "Gender") == "Masc":
        return ALIKE
    return frozenset({case}) if case in CASES else _ANY


def _is_subject(root: Token) -> bool:
    return root.dep_.startswith("nsubj") and not _is_of_others(root)


def _is_of_others(root: Token) -> bool:
    """Whether the verb tells of several, and the name of one: "[Хейза] объявили победителем"."""
    verb = root.head
    return (
        verb.pos_ == "VERB"
        and feature(verb, "Number") == "Plur"
        and feature(root, "Number") == "Sing"
        and not any(child.dep_ == "conj" for child in root.children)
    )


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
    if "-" in lemma and any(map(_is_woman, noun.text.lower().split("-"))):
        return FEMALE, _NOUN  # "женщина-врач", "модель-мулатка"
    if _is_subject(noun) and (gender := _verb_gender(noun)):  # "министр Яровая прибыла"
        return gender, _VERB
    return None, 0.0


def _is_woman(word: str) -> bool:
    """Whether a word, in any case, can but be a noun for a woman."""
    known = known_parses(word)
    return bool(known) and all(
        parse.tag.grammemes >= _WOMAN and parse.normal_form not in patterns.OF_EITHER
        for parse in known
    )


def _verb_gender(subject: Token) -> str | None:
    verb = subject.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    if verb.pos_ == "ADJ" and feature(verb, "Case") not in ("", "Nom", "Ins"):
        return None  # a misspelt verb
    return GENDERS.get(feature(verb, "Gender"))
