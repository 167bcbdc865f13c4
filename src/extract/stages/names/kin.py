"""Nouns for kin and lovers before a name: whether it is theirs, or of whose they are."""

from __future__ import annotations

from spacy.tokens import Span, Token

from extract.stages.names import patterns
from extract.stages.names.agreement import any_name, given
from extract.stages.names.cases import NOM, cases_of
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import GENDERS
from extract.syntax.features import feature

DAUGHTERS = ("дочь", "дочка", "внучка")


def is_of_other(span: Span, gender: str | None) -> bool:
    """ "невеста [Роберта Келли]": the given name is of no woman, so the noun governs it."""
    first = span[0].text
    if len(span) < 2 or not first.isalpha() or not first[:1].isupper():
        return False
    slots = given(first.lower())
    genders = {of for _, of in slots}
    if ("Gen", MALE) in slots and gender == FEMALE and lacks_complement(span):
        return ("Gen", MALE) in any_name(span[-1].text.lower())  # "возлюбленная [Ивана Котова]"
    return len(genders) == 1 and gender not in genders and any(case == "Gen" for case, _ in slots)


def lacks_complement(span: Span) -> bool:
    """ "возлюбленная", "невеста": whose, if it is not told but by the name behind?"""
    noun = span.doc[span.start - 1]
    if noun.lemma_.lower() in ("девушка", "поклонница", "фанатка") or is_anothers(noun):
        return False
    return all(child.dep_ != "nmod" or child.i >= span.start for child in noun.children)


def kin_before(noun: Token, start: int) -> str | None:
    if noun.i != start - 1 or noun.lemma_.lower() not in patterns.KIN:
        return None
    return GENDERS.get(feature(noun, "Gender"))


def is_own_of_daughter(span: Span, root: Token) -> bool:
    """ "26-летняя дочь [Валерия]", who is no "Валерий": of him she would have the surname."""
    noun = root.head
    is_daughter = noun.i == span.start - 1 and noun.lemma_.lower() in DAUGHTERS
    return is_daughter and len(span) == 1 and root.dep_ == "nmod" and cases_of(noun) == NOM


def spouse_gender(span: Span, root: Token) -> str | None:
    """Of "Карлин" in "муж [Карлин]": a woman; not in "её муж [Карлин]", who is called so."""
    noun = root.head
    if root.dep_ != "nmod" or noun.i != span.start - 1 or is_anothers(noun):
        return None
    if noun.lemma_.lower() not in patterns.SPOUSES | patterns.LOVERS:
        return None
    return {"Masc": FEMALE, "Fem": MALE}.get(feature(noun, "Gender"))


def is_anothers(noun: Token) -> bool:
    """Whether a word for kin says whose: "его дочь", "у директора есть дочь"."""
    if any(child.dep_ == "det" and child.lower_ in patterns.POSSESSIVE for child in noun.children):
        return True
    verb = noun.head
    return verb.lower_ in ("есть", "была", "был") and any(
        child.dep_ == "obl" and any(one.lower_ == "у" for one in child.children)
        for child in verb.children
    )
