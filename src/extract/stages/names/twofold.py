"""Names that are a woman's in the nominative and a man's in the genitive: "Валерия Зуева"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.russian.dictionary import known_parses
from extract.stages.names import patterns
from extract.stages.names.agreement import any_name, given
from extract.stages.names.kin import lacks_complement
from extract.stages.names.patterns import FEMALE, MALE
from extract.syntax.features import feature

_NEAR = 12  # tokens of a clause that are asked on either side; generous
_BOUNDS = frozenset(',;:.!?…—–()«»"')
_NOM, _GEN = frozenset({"Nom"}), frozenset({"Gen", "Acc"})
_ACTING = frozenset({"врио", "врип"})


def told_apart(span: Span) -> tuple[str, frozenset[str]] | None:
    """The gender and cases of who bears such a name, where the clause tells; else None."""
    if not _is_twofold(span) or not span.start:
        return None
    before = span.doc[span.start - 1]
    if before.lemma_.lower() in patterns.GOVERNING and feature(before, "Gender") == "Fem":
        behind = span.doc[span.end : span.end + 2].text.lower()
        is_whose = lacks_complement(span) and not behind.endswith("которая")
        return (MALE, _GEN) if is_whose else None  # "жена [Евгения Панина]"
    if before.pos_ == "ADP" or before.text in '»”"':
        return None
    if _is_womans_verb(before):  # "победила [Валерия Петрова]"
        words = [*span.sent[: before.i - span.sent.start]]
        return None if any(map(_may_be_she, words)) else (FEMALE, _NOM)
    return _of_subject(span)


def _is_twofold(span: Span) -> bool:
    if len(span) != 2:
        return False
    first, last = (token.text.lower() for token in span)
    if not first.endswith(("а", "я")):
        return False
    both = {("Nom", FEMALE), ("Gen", MALE)}
    return both <= given(first) and both <= any_name(last)


def _of_subject(span: Span) -> tuple[str, frozenset[str]] | None:
    """ "юрист [Станислава Попова] пояснила": who else may have done it? But "пояснил" he."""
    before = _clause(reversed([*span.doc[max(0, span.start - _NEAR) : span.start]]))
    behind = _clause(iter(span.doc[span.end : span.end + _NEAR]))
    verb = next((token for token in behind if token.pos_ in ("VERB", "AUX")), None)
    nouns = [token for token in before if token.pos_ in ("NOUN", "PROPN")]
    is_his = any(_may_be_he(token.text.lower()) for token in nouns)
    if verb is None or feature(verb, "Tense") != "Past":
        return None
    if feature(verb, "Gender") == "Masc":
        return (MALE, _GEN) if is_his else None
    if not _is_womans_verb(verb) or any(map(_may_be_she, (*before, *behind))):
        return None
    return (FEMALE, _NOM) if is_his or not nouns else None


def _clause(tokens: Iterator[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.text in _BOUNDS or "\n" in token.text:
            break
        found.append(token)
    return found


def _is_womans_verb(token: Token) -> bool:
    past = feature(token, "Tense") == "Past" and feature(token, "Gender") == "Fem"
    return past and token.pos_ in ("VERB", "AUX") and feature(token, "VerbForm") == "Fin"


def _may_be_she(token: Token) -> bool:
    """Whether a word may be the subject of a woman's verb: "команда", "Анна", "она"."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    word = token.text.lower()
    is_tagged = (feature(token, "Gender"), feature(token, "Case")) == ("Fem", "Nom")
    return word in ("она", "которая") or is_tagged or (token.text == word and _is_hers(word))


@functools.lru_cache(maxsize=1 << 12)
def _is_hers(word: str) -> bool:
    wanted = {"NOUN", "femn", "sing", "nomn"}
    return word != "глава" and any(wanted <= one.tag.grammemes for one in known_parses(word))


@functools.lru_cache(maxsize=1 << 12)
def _may_be_he(word: str) -> bool:
    """ "юрист", "пресс-секретарь", "врио": a man's noun in the nominative, said of women too."""
    if word in _ACTING:
        return True
    known = known_parses(word) or known_parses(word.rpartition("-")[2])
    return any({"NOUN", "anim", "sing", "nomn"} <= one.tag.grammemes for one in known)
