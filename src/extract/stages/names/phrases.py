"""Names that are phrases: inflected up to the head noun, the rest as in the text.

"Министерства экономического развития РФ" is "Министерство экономического развития РФ",
"компанией «Русал»" is "компания «Русал»", "«Единой России»" is "«Единая Россия»", "двум годам
тюрьмы" is "два года тюрьмы". More than 300 lines: each of these ends in declining a phrase word by
word, and what is declined and what stays is one decision.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pymorphy3.analyzer import Parse
from spacy.tokens import Span, Token

from extract.annotations import offsets
from extract.russian.dictionary import inflected, known_parses, parses
from extract.russian.parsing import best_parse, recase, universal
from extract.russian.spelling import clean, is_clean
from extract.stages.names import patterns
from extract.stages.names.inflection import readings
from extract.stages.names.patterns import CASES, FEMALE, MALE, OPENING
from extract.syntax.features import feature

_RUSSIAN = re.compile(r"^[а-яё]+(?:[-'’][а-яё]+)*$", re.IGNORECASE)
# "МИДом", "ГУВДу": an abbreviation with an ending
_ABBREVIATION = re.compile(r"^(?P<letters>[А-ЯЁ]{2,})-?(?:а|у|е|ом|ем|ы|ов|ам|ами|ах)?$")
_UNCLOSED = re.compile(r"(?<=\S)\s*\([^()]*$")  # "Комитет защиты журналистов (КЗЖ"
_MARKS = frozenset('«„“»”"')
_DECLINED = frozenset({"NOUN", "PROPN"})
_AGREEING = frozenset({"ADJ", "DET", "PRON"})
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


@dataclass(slots=True)
class _Piece:
    """A token, or the part of it that belongs to the mention."""

    token: Token
    text: str
    gap: str

    def feature(self, name: str) -> str:
        return feature(self.token, name)

    @property
    def key(self) -> tuple[str, str, str]:
        """Word, part of speech and features."""
        return self.text.lower(), self.token.pos_, str(self.token.morph)

    @property
    def declines(self) -> bool:
        return _RUSSIAN.match(self.text) is not None


def nominative(span: Span, text: str, is_borne: bool) -> str:
    """A mention in the nominative, blanks and quotes in order.

    Args:
        span: The mention.
        text: The whole document's, which takes spaCy time to put together.
        is_borne: It stands in quotes after the noun that it belongs to, and is not declined.
    """
    pieces = _pieces(span, text)
    if not pieces:
        return clean(span.text)
    dotted = "." in text[span.start_char : span.end_char]
    is_domain = dotted and patterns.DOMAIN.match(clean(span.text))
    if not (is_domain or is_borne):
        _decline(pieces, span.label_)
    name = "".join([(" " if i and each.gap else "") + each.text for i, each in enumerate(pieces)])
    return _balanced(_UNCLOSED.sub("", name) if "(" in name else name)


def _pieces(span: Span, text: str) -> list[_Piece]:
    start, end = offsets(span)
    pieces, done = list[_Piece](), start
    are_clean = is_clean(text[start:end])
    for token in span:
        if token.is_space:
            continue
        left, right = max(start, token.idx), min(end, token.idx + len(token))
        word = text[left:right]
        pieces.append(_Piece(token, word if are_clean else clean(word), text[done:left]))
        done = right
    return pieces


def _decline(pieces: list[_Piece], type_: str) -> None:
    """Puts the head noun and what agrees with it into the nominative, in place."""
    first = next((i for i, p in enumerate(pieces) if p.text not in OPENING), len(pieces))
    if type_ in patterns.COMMON_TYPES or (type_ == "EVENT" and pieces[0].token.pos_ == "VERB"):
        _lower_first(pieces[0])
    if type_ == "PENALTY" and _decline_counted(pieces):
        return
    head = _head(pieces, first)
    if head is None:
        _decline_adjective(pieces[first:], type_)
        return
    if head == first == len(pieces) - 1:
        _lower_common(pieces[head])
    if match := _ABBREVIATION.match(pieces[head].text):
        pieces[head].text = match["letters"]
        gender = _GENDERS.get(pieces[head].feature("Gender"), "masc")
        _agree(pieces[first:head], frozenset({"nomn", "sing", gender}))
        return
    case = pieces[head].feature("Case")
    if case == "Nom":
        return
    _decline_group(pieces[first:head], pieces[head])
    for at in _conjuncts(pieces, head, case):
        before = at
        while pieces[before - 1].token.pos_ == "ADJ":
            before -= 1
        if pieces[before - 1].text in (",", "и", "или"):
            _decline_group(pieces[before:at], pieces[at])


def _head(pieces: Sequence[_Piece], first: int) -> int | None:
    """The first noun, if only words that agree with it stand before it."""
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if _is_noun(piece) and (piece.declines or _ABBREVIATION.match(piece.text)):
            case = piece.feature("Case")
            return at if all(_stands_in(case, before) for before in pieces[first:at]) else None
        if not _agrees(piece) and piece.text not in ("-", ","):
            return None
    return None


def _is_noun(piece: _Piece) -> bool:
    """By its tag, or by the dictionary where it knows no adjective: "сессий" is tagged as one."""
    pos = piece.token.pos_
    if pos in _DECLINED and piece.token.dep_ == "amod":
        return any(parse.tag.POS == "NOUN" for parse in parses(piece.text.lower()))
    if pos != "ADJ":
        return pos in _DECLINED
    return all(parse.tag.POS == "NOUN" for parse in parses(piece.text.lower()))


def _stands_in(case: str, piece: _Piece) -> bool:
    """Whether a word may agree with a noun: not "наследовал престол", "вооружённый ножом"."""
    if not piece.declines:
        return True
    cases = _cases(piece.text.lower())
    return bool(cases) and (f"Case={case}" in cases or "Case=Nom" not in cases)


@functools.lru_cache(maxsize=1 << 12)
def _cases(word: str) -> frozenset[str]:
    """The cases that a word may stand in, as "Case=Gen"."""
    found = {feature for parse in parses(word) for feature in universal(parse.tag)[1]}
    return frozenset(each for each in found if each.startswith("Case="))


def _agrees(piece: _Piece) -> bool:
    """Whether a word agrees with the noun after it: "15 человек" is no such case."""
    if piece.text.isascii() and piece.text.isupper():
        return True  # "XVIII форум"
    pos = piece.token.pos_
    if pos in _DECLINED and piece.token.dep_ == "amod":
        return not _is_noun(piece)
    return pos in _AGREEING or (pos == "VERB" and piece.feature("VerbForm") == "Part")


def _lower_common(piece: _Piece) -> None:
    """A common noun that only a sentence's beginning has given a capital."""
    if piece.token.is_sent_start and piece.token.pos_ == "NOUN" and piece.text.istitle():
        piece.text = piece.text.lower()


def _lower_first(piece: _Piece) -> None:
    """A word of a common name that has its capital from the beginning of a sentence."""
    if piece.token.is_sent_start and piece.text[:1].isupper() and piece.text[1:].islower():
        piece.text = piece.text.lower()


def _decline_counted(pieces: Sequence[_Piece]) -> bool:
    """Puts a number and its noun into the nominative: "41 месяцу", "двум годам"."""
    if len(pieces) < 2 or not _is_noun(pieces[1]) or not pieces[1].declines:
        return False
    number, noun = pieces[0], pieces[1]
    counted = best_parse(noun.text, noun.token.pos_, frozenset(str(noun.token.morph).split("|")))
    if number.text.isdecimal():
        count = int(number.text)
    elif forms := [p for p in parses(number.text.lower()) if _is_number(p)]:
        count = patterns.SMALL_NUMBERS.get(forms[0].normal_form, 5)
        wanted = {"nomn"} | ({counted.tag.gender} if count < 3 and counted.tag.gender else set())
        form = forms[0].inflect(wanted) or forms[0].inflect({"nomn"})
        number.text = _cased(form.word, number.text) if form else number.text
    else:
        return False
    one = counted.inflect({"nomn", "sing"}) or counted
    plural = one.make_agree_with_number(count).word
    noun.text = _cased(patterns.COUNTED.get(plural, plural), noun.text)
    return True


def _is_number(parse: Parse) -> bool:
    return bool(parse.tag.POS == "NUMR" or parse.normal_form == "один")


def _conjuncts(pieces: Sequence[_Piece], head: int, case: str) -> list[int]:
    """Nouns joined to the head by "и", in its case: "премьера и министра"."""
    heads, found = {pieces[head].token.i}, []
    for at in range(head + 1, len(pieces)):
        token = pieces[at].token
        if (
            token.dep_ == "conj"
            and token.head.i in heads
            and token.pos_ in _DECLINED
            and pieces[at].feature("Case") == case
            and pieces[at].declines
        ):
            heads.add(token.i)
            found.append(at)
    return found


def _decline_group(modifiers: Sequence[_Piece], head: _Piece) -> None:
    form = _inflected(*head.key, frozenset({"nomn"}))
    if form is None:
        return
    word, plural, gender = form
    if word == head.text.lower():
        word = _unknown(word, head.feature("Case"), head.feature("Gender"))
    head.text = _cased(word, head.text)
    gender = gender or _GENDERS.get(head.feature("Gender"), "masc")
    wanted = frozenset({"nomn", "plur"} if plural else {"nomn", "sing", gender})
    _agree(modifiers, wanted)


def _agree(modifiers: Sequence[_Piece], wanted: frozenset[str]) -> None:
    for piece in modifiers:
        if piece.declines and (agreed := _inflected(*piece.key, wanted)):
            piece.text = _cased(agreed[0], piece.text)


@functools.lru_cache(maxsize=1 << 15)
def _inflected(
    word: str, pos: str, features: str, wanted: frozenset[str]
) -> tuple[str, bool, str | None] | None:
    """A word in another form, whether that is plural, and its gender; None if it has none."""
    parse = best_parse(word, pos, frozenset(features.split("|")))
    number = {parse.tag.number} if pos in _DECLINED and parse.tag.number else set()
    form = inflected(parse, wanted | number)
    if form is None:
        return None
    usual = patterns.ADJECTIVES.get(form.word, form.word)
    return usual, "plur" in form.tag.grammemes, form.tag.gender


def _unknown(word: str, case: str, gender: str) -> str:
    """Nominative, by its ending, of a name that no dictionary knows: "Русалу"."""
    if known_parses(word):
        return word
    wanted = {"Masc": MALE, "Fem": FEMALE}.get(gender)
    fitting = [
        reading
        for reading in readings(word)
        if case in reading.cases and len(reading.cases) < len(CASES) and reading.gender == wanted
    ]
    return max(fitting, key=lambda r: r.weight).nominative if fitting and wanted else word


def _decline_adjective(pieces: Sequence[_Piece], type_: str) -> None:
    """A mention that is an adjective: "российского" is "российский"."""
    if len(pieces) == 1 and pieces[0].token.pos_ in ("ADJ", "DET") and pieces[0].declines:
        wanted = {"nomn", "sing", "masc"}
        if type_ in patterns.PROPER_TYPES:
            gender = _GENDERS.get(pieces[0].feature("Gender"))
            wanted = {"nomn", "sing", gender} if gender else {"nomn", "plur"}
        form = _inflected(*pieces[0].key, frozenset(wanted))
        if form is not None:
            pieces[0].text = _cased(form[0], pieces[0].text)


def _cased(form: str, text: str) -> str:
    form = form if "ё" in text.lower() else form.replace("ё", "е")
    return recase(form, text)


def _balanced(text: str) -> str:
    """Adds the closing quotes that a mention lacks, drops those that it has too many."""
    if _MARKS.isdisjoint(text):
        return text
    opened = sum(text.count(mark) for mark in "«„“")
    closed = sum(text.count(mark) for mark in "»”")
    if "«" in text or "»" in text:
        missing = text.count("«") - text.count("»")
        if missing > 0:
            return text + "»" * missing
        if missing < 0:
            return text[:missing] if text.endswith("»" * -missing) else "«" * -missing + text
        return text
    return text if opened or closed or text.count('"') % 2 == 0 else _even(text)


def _even(text: str) -> str:
    """The same for straight quotes, which do not tell which side they close."""
    if text.startswith('"'):
        return text + '"' if " " in text else text[1:]
    return text[:-1] if text.endswith('"') else text + '"'
