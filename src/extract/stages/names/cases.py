"""The case that a sentence asks of a name."""

from __future__ import annotations

import functools
import itertools

from spacy.tokens import Span, Token

from extract.russian.dictionary import parses
from extract.russian.parsing import universal
from extract.stages.names import patterns
from extract.stages.names.patterns import CASES
from extract.stages.names.things import WORKS
from extract.syntax.features import feature

Cases = frozenset[str]
ANY: Cases = frozenset()
NOM: Cases = frozenset({"Nom"})
_GEN: Cases = frozenset({"Gen"})
ALIKE = frozenset({"Gen", "Acc"})  # one form of men's names, which the tagger may call either

# Evidence, in the unit of inflection's weights, and by hand as those: half or double of one changes
# at most 4 of 13,906 rows of 140 articles (_OF_VERB).
BESIDE = 2.0  # of the preposition right before
OF_NOUN_BESIDE = 3.5  # of the noun for a person right before
OF_CLEAR_NOUN = 4.5  # whose form is of one case alone: "химик [Мариса Рохи]"
_OF_ENTRY = 4.5  # of who is listed, or signs, or has made what is named before
_OF_BYLINE = 7.0  # of who signs an article: the tagger takes it for a genitive
_OF_LINE = 3.0  # of who begins a line that goes on
_OF_NOUN = 1.0  # of a noun further away
_OF_OTHERS = 2.5  # of a verb in the plural that has its subject elsewhere
_OF_OBJECT = 1.5  # of a verb that the name is the object of
_OF_VERB = 0.5  # the tagger has seen the verb too

_RARE = frozenset({"voct", "gen2", "loc2", "acc2", "Infr"})
_LONGEST_ORDER = 30  # tokens; generous too
_LONGEST_TITLE = 12  # tokens; generous

_CLOSING = frozenset("»”“\"'")
_ENDS = frozenset(".!?…")
_DASHES = frozenset("-–—")
_OBLIQUE = (*patterns.OBLIQUE, "иной", "ыной")  # "согласовано: Тюльпиным" is no nominative


def case(span: Span, root: Token) -> tuple[Cases, float]:
    """The cases that a name may stand in by what it stands with, and how much that is worth."""
    before = span.doc[span.start - 1] if span.start else None
    if _is_charged(span):
        return frozenset({"Acc"}), _OF_ENTRY
    if before is not None and before.pos_ == "ADP":
        return patterns.CASES_AFTER.get(before.text.lower(), ANY), BESIDE
    if _is_behind_title(span):
        return _GEN, _OF_ENTRY
    if _is_byline(span) or _is_numbered(span):
        return NOM, _OF_BYLINE
    if _is_entry(span) and not is_oblique(span):
        after = span.doc[span.end].text if span.end < len(span.doc) else "\n"
        alone = "\n" in after or after in _DASHES or after == ","
        if alone or not _goes_on(span):
            return NOM, _OF_ENTRY if alone else _OF_LINE
    if before is not None and before.pos_ == "NOUN" and (told := _of_noun(span, before)):
        return told
    if explains(root, span.start) and root.head.pos_ in ("NOUN", "PROPN"):
        noun = root.head
        if not may_govern(noun, span.start):
            return cases_of(noun), _worth_of(noun, span, before)
    return _of_verb(root)


def _of_noun(span: Span, noun: Token) -> tuple[Cases, float] | None:
    """Of the noun right before a name, however the two are parsed: "фильм [Раджеша Окампо]"."""
    if _is_job_beside(span, noun):
        return cases_of(noun), _OF_ENTRY
    return (_GEN, BESIDE) if noun.lemma_.lower() in WORKS else None


def _worth_of(noun: Token, span: Span, before: Token | None) -> float:
    """Of the case of a noun that a name explains."""
    beside = noun.i == span.start - 1
    # "профессор университета [Анча Баранова] сообщает"
    behind = noun.dep_ == "nsubj" and noun.head.i == span.end
    beside = beside or (behind and (before is None or before.pos_ != "NOUN"))
    if not beside or feature(noun, "Animacy") != "Anim":
        return _OF_NOUN
    possible = _possible(noun.text.lower(), feature(noun, "Number"))
    return OF_CLEAR_NOUN if len(possible) == 1 or possible == ALIKE else OF_NOUN_BESIDE


def _of_verb(root: Token) -> tuple[Cases, float]:
    if is_subject(root):
        return NOM, _OF_VERB
    if root.dep_ == "iobj" and root.head.pos_ == "VERB":
        return frozenset({"Dat"}), BESIDE
    if root.dep_ == "nsubj" and _is_of_others(root):
        return frozenset({"Gen", "Acc", "Dat"}), _OF_OTHERS
    if root.dep_ == "obj":
        return ALIKE, _OF_OBJECT
    return ANY, 0.0


def _is_behind_title(span: Span) -> bool:
    """Whether a work stands before who made it: 'роман "Мать" [Горького]'."""
    doc, at = span.doc, span.start - 1
    if at < 2 or doc[at].text not in _CLOSING:
        return False
    least = max(0, at - _LONGEST_TITLE)
    opened = next((i for i in range(at - 1, least, -1) if doc[i].text in patterns.OPENING), 0)
    return any(token.lemma_.lower() in WORKS for token in doc[max(0, opened - 3) : opened])


def _is_byline(span: Span) -> bool:
    """Whether a name in full ends a line, and a sentence has come to an end before it."""
    doc, before, behind = span.doc, span.start - 1, span.end
    if len(span) < 2 or (behind < len(doc) and "\n" not in doc[behind].text):
        return False
    if before < 0:
        return False
    last = next((doc[at].text for at in range(before, -1, -1) if doc[at].text.strip()), "")
    return last[-1:] in _ENDS and not is_oblique(span)


def _is_numbered(span: Span) -> bool:
    """ "1. [Котова Александра]", "2) [Зуев Олег]": several words behind the number of a list."""
    if len(span) < 2 or span.start < 2 or span.doc[span.start - 1].text not in (".", ")"):
        return False
    number = span.doc[span.start - 2].text
    return number.isdigit() and len(number) < 3 and not is_oblique(span)


def _is_job_beside(span: Span, before: Token) -> bool:
    """ "хореограф [Андронова Н. Н.]": a job in the case of the name with initials behind it."""
    if not any(token.text == "." for token in span):
        return False
    is_job = feature(before, "Animacy") == "Anim"
    return is_job and before.lemma_.lower() not in patterns.GOVERNING


def _is_charged(span: Span) -> bool:
    """ "возложить на заместителя главы [Зуева В. И.]", whom the tagger takes for a woman."""
    if not any(token.text[-1] == "." or len(token) == 1 for token in span):
        return False
    before = span.doc[max(0, span.start - _LONGEST_ORDER) : span.start]
    charged = next((token.i for token in before if token.text.lower().startswith("возл")), None)
    if charged is None:
        return False
    behind = [token.text.lower() for token in before if token.i > charged]
    return "на" in behind and "." not in behind


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


def is_oblique(span: Span) -> bool:
    return span[-1].text.lower().endswith(_OBLIQUE)


def explains(root: Token, start: int) -> bool:
    """Whether a name stands in apposition to what is before it."""
    return root.dep_ in ("appos", "flat:name") and root.head.i < start


def may_govern(noun: Token, start: int) -> bool:
    """Whether the name may be someone else's: "дочь Рашида", but not "дочь эмигрантов Рашида"."""
    if noun.lemma_.lower() not in patterns.GOVERNING:
        return False
    return not any(child.dep_ == "nmod" and noun.i < child.i < start for child in noun.children)


def is_lover(noun: Token) -> bool:
    """ "возлюбленная" is a participle's form for the lemmatizer."""
    return noun.lemma_.lower() in patterns.LOVERS or noun.text.lower().startswith("возлюбленн")


def cases_of(noun: Token) -> Cases:
    """The case of a noun; that of a man's may be any of two.

    Of "христианке" it is no nominative, whatever the tagger says.
    """
    case = feature(noun, "Case")
    possible = _possible(noun.text.lower(), feature(noun, "Number"))
    if possible and case in CASES and case not in possible:
        return possible
    if case in ALIKE and feature(noun, "Gender") == "Masc":
        return ALIKE
    return frozenset({case}) if case in CASES else ANY


@functools.lru_cache(maxsize=1 << 12)
def _possible(word: str, number: str) -> Cases:
    """The cases that a noun's form may be of, by the dictionary or its ending."""
    tags = [
        each
        for parse in parses(word)
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF") and not parse.tag.grammemes & _RARE
        for each in [universal(parse.tag)[1]]
    ]
    own = [each for each in tags if f"Number={number}" in each] or tags
    return frozenset(one[5:] for each in own for one in each if one.startswith("Case="))


def is_subject(root: Token) -> bool:
    return root.dep_.startswith("nsubj") and not (_is_of_others(root) or _is_second(root))


def _is_second(root: Token) -> bool:
    """Whether the verb has its subject elsewhere: "суд вынес [Биби] приговор"."""
    return feature(root, "Case") not in ("", "Nom") and any(
        child.dep_.startswith("nsubj") and child.i != root.i and feature(child, "Case") == "Nom"
        for child in root.head.children
    )


def _is_of_others(root: Token) -> bool:
    """Whether the verb tells of several, and the name of one: "[Хейза] объявили победителем"."""
    verb = root.head
    return (
        verb.pos_ == "VERB"
        and feature(verb, "Number") == "Plur"
        and feature(root, "Number") == "Sing"
        and not any(child.dep_ == "conj" for child in root.children)
    )
