"""Names that are phrases: inflected up to the head noun, the rest as in the text.

"Министерства экономического развития РФ" is "Министерство экономического развития РФ",
"компанией «Русал»" is "компания «Русал»", "«Единой России»" is "«Единая Россия»".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pymorphy3.analyzer import Parse
from spacy.tokens import Span, Token

from extract.annotations import offsets
from extract.stages.lemmatization import best_parse, recase
from extract.stages.names.patterns import OPENING
from extract.stages.segmentation import plain

_RUSSIAN = re.compile(r"^[а-яё]+(?:[-'’][а-яё]+)*$", re.IGNORECASE)
# "МИДом", "ГУВДу": an abbreviation with an ending
_ABBREVIATION = re.compile(r"^(?P<letters>[А-ЯЁ]{2,})-?(?:а|у|е|ом|ем|ы|ов|ам|ами|ах)?$")
_DECLINED = frozenset({"NOUN", "PROPN"})
_AGREEING = frozenset({"ADJ", "DET", "NUM", "VERB", "PRON"})
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


@dataclass(slots=True)
class _Piece:
    """A token, or the part of it that belongs to the mention."""

    token: Token
    text: str
    gap: str

    def feature(self, name: str) -> str:
        return "".join(self.token.morph.get(name, []))

    @property
    def declines(self) -> bool:
        return _RUSSIAN.match(self.text) is not None


def nominative(span: Span) -> str:
    """A mention's text in the nominative, blanks and quotes in order."""
    pieces = _pieces(span)
    if not pieces:
        return span.text
    _decline(pieces)
    text = "".join((" " if i and piece.gap else "") + piece.text for i, piece in enumerate(pieces))
    return _balanced(text)


def _pieces(span: Span) -> list[_Piece]:
    start, end = offsets(span)
    pieces: list[_Piece] = []
    done = start
    for token in span:
        if token.is_space:
            continue
        left, right = max(start, token.idx), min(end, token.idx + len(token))
        text = plain(span.doc.text[left:right])
        pieces.append(_Piece(token, text, span.doc.text[done:left]))
        done = right
    return pieces


def _decline(pieces: list[_Piece]) -> None:
    """Puts the head noun and what agrees with it into the nominative, in place."""
    first = next((i for i, p in enumerate(pieces) if p.text not in OPENING), len(pieces))
    head = _head(pieces, first)
    if head is None:
        _decline_adjective(pieces[first:])
        return
    if match := _ABBREVIATION.match(pieces[head].text):
        pieces[head].text = match["letters"]
        return
    case = pieces[head].feature("Case")
    if case == "Nom":
        return
    _decline_group(pieces[first:head], pieces[head])
    for at in _conjuncts(pieces, head, case):
        before = at
        while before and pieces[before - 1].token.pos_ == "ADJ":
            before -= 1
        _decline_group(pieces[before:at], pieces[at])


def _head(pieces: Sequence[_Piece], first: int) -> int | None:
    """The first noun, if only words that agree with it stand before it."""
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if piece.token.pos_ in _DECLINED and (piece.declines or _ABBREVIATION.match(piece.text)):
            return at
        numeral = piece.text[0].isdigit() or (piece.text.isupper() and piece.text.isascii())
        if piece.token.pos_ not in _AGREEING and not numeral and piece.text not in ("-", ","):
            return None
    return None


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
    parse = _parse(head)
    number = "plur" if head.feature("Number") == "Plur" else "sing"
    form = parse.inflect({"nomn", number}) or parse.inflect({"nomn"})
    if form is None:
        return
    head.text = _cased(form.word, head.text)
    gender = form.tag.gender or _GENDERS.get(head.feature("Gender"))
    wanted = (
        {"nomn", "plur"} if "plur" in form.tag.grammemes else {"nomn", "sing", gender or "masc"}
    )
    for piece in modifiers:
        if piece.declines and piece.token.pos_ in _AGREEING:
            agreed = _parse(piece).inflect(wanted)
            if agreed is not None:
                piece.text = _cased(agreed.word, piece.text)


def _decline_adjective(pieces: Sequence[_Piece]) -> None:
    """A mention that is an adjective: "российского" is "российский"."""
    if len(pieces) == 1 and pieces[0].token.pos_ in ("ADJ", "DET") and pieces[0].declines:
        parse = _parse(pieces[0])
        pieces[0].text = _cased(parse.normal_form, pieces[0].text)


def _parse(piece: _Piece) -> Parse:
    features = frozenset(str(piece.token.morph).split("|"))
    return best_parse(piece.text, piece.token.pos_, features)


def _cased(form: str, text: str) -> str:
    form = form if "ё" in text.lower() else form.replace("ё", "е")
    return recase(form, text)


def _balanced(text: str) -> str:
    """Adds the closing quotes that a mention lacks, drops those that it has too many."""
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
