"""Words before a name that tell who bears it: "девушка по имени", "гражданку зовут"."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Span, Token

from extract.russian.dictionary import is_known, known_parses
from extract.stages.names import patterns
from extract.stages.names.cases import cases_of
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import GENDERS
from extract.syntax.features import feature

_WOMAN = frozenset({"NOUN", "anim", "femn"})
_CALLING = frozenset("зовут звали назвали зовется зовётся звать".split())  # noqa: SIM905
_REACH = 6  # tokens before such a verb that its object stands in
_PRONOUNS = {"ее": FEMALE, "её": FEMALE, "его": MALE}
# Of several people, or of no nominative: "дочери Ивановых", "отдали дочери Котовым".
_DECLINED = ("х", "м", "ов", "ев")
# "самбистка", "блогерша", "экс-участница", "34-летняя", and the case that each form is of.
_AGENT = re.compile("(?:ист|[её]р|ор)(?:к|ш)(?P<end>[аиеу]|[ое]й)|тельниц(?P<other>[аыеу]|ей)")
_OF_HIM = frozenset({"Gen", "Acc"})
_AGED = re.compile("[0-9]+-летн(?P<end>яя|ей|юю|ий|его|ему|им|ем)")
_OF_AGENT = {
    "а": "Nom",
    "и": "Gen",
    "ы": "Gen",
    "е": "Dat Loc",
    "у": "Acc",
    "ой": "Ins",
    "ей": "Ins",
}
_OF_AGED = {
    "яя": (FEMALE, "Nom"), "ей": (FEMALE, "Gen Dat Ins Loc"), "юю": (FEMALE, "Acc"),
    "ий": (MALE, "Nom"), "его": (MALE, "Gen Acc"), "ему": (MALE, "Dat"), "им": (MALE, "Ins"),
    "ем": (MALE, "Loc"),
}  # fmt: skip


def called(span: Span) -> Token | None:
    """Who has the name that "по имени" stands before: "девушка по имени [Анна]"."""
    doc, start = span.doc, span.start
    if start < 3 or doc[start - 1].text != "имени" or doc[start - 2].text != "по":
        return None
    bearer = doc[start - 1].head
    return bearer if bearer.i < start and bearer.pos_ == "NOUN" else doc[start - 3]


def so_called(span: Span) -> str | None:
    """The gender of who is called so: "её зовут [Рэй]", "пострадавшую девочку назвали [Рэй]"."""
    doc, at = span.doc, span.start - 1
    if at < 1 or doc[at].text.lower() not in _CALLING:
        return None
    for word in reversed(doc[max(0, at - _REACH) : at]):
        if gender := _PRONOUNS.get(word.text.lower()):
            return gender
        if word.text in ",.!?" or word.pos_ == "VERB":
            return None
        if word.pos_ == "NOUN" and feature(word, "Case") == "Acc":
            own = (
                feature(word, "Animacy") == "Anim" and word.lemma_.lower() not in patterns.OF_EITHER
            )
            return GENDERS.get(feature(word, "Gender")) if own else None
    return None


def is_woman(word: str) -> bool:
    """Whether a word, in any case, can but be a noun for a woman."""
    known = known_parses(word)
    return bool(known) and all(
        parse.tag.grammemes >= _WOMAN and parse.normal_form not in patterns.OF_EITHER
        for parse in known
    )


def is_behind_woman(span: Span) -> bool:
    """ "студенткой [Рэй]", "тётушки [Рэй]": a man's name would change, whoever's she is."""
    noun = span.doc[span.start - 1] if span.start else None
    last = span.text[-1]
    if noun is None or not last.isalpha() or last not in patterns.CONSONANTS + "ь":
        return False
    if span.text.endswith(_DECLINED) or not is_woman(noun.text.lower()):
        return False
    cases = cases_of(noun)
    return feature(noun, "Number") == "Sing" and bool(cases) and "Nom" not in cases


@functools.lru_cache(maxsize=1 << 12)
def told_by_form(word: str) -> tuple[str, frozenset[str]] | None:
    """The gender and the cases that a word before a name tells, which the tagger does not know.

    Args:
        word: In lower case: "самбистка", "34-летней".
    """
    if match := _AGED.fullmatch(word):
        gender, cases = _OF_AGED[match["end"]]
        return gender, frozenset(cases.split())
    if word.endswith(("ого", "его")):
        return (MALE, _OF_HIM) if _is_adjective(word) else None  # "погибшего [Валерия Зуева]"
    match = _AGENT.search(word) if not is_known(word) else None
    if match is None or match.end() < len(word):
        return None
    return FEMALE, frozenset(_OF_AGENT[match["end"] or match["other"]].split())


def _is_adjective(word: str) -> bool:
    known = [parse.tag.grammemes for parse in known_parses(word)]
    return any(tag & {"ADJF", "PRTF"} and "Apro" not in tag for tag in known)
