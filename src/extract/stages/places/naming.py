"""Mentions as they are looked up: with the noun that they share, and what the noun beside tells."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from extract.annotations import offsets
from extract.russian.dictionary import inflected, parses
from extract.russian.spelling import clean
from extract.stages.places.coordination import ADJECTIVE_ENDINGS, Series
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    APART,
    AROUND_TOO,
    BETWEEN,
    CAPITAL,
    FARTHEST,
    GENERIC,
    HINTS,
    IN,
    JOINERS,
    MUNICIPALITIES,
    NATURE,
    OBLIQUE,
    OF_UNITS,
    PORTS,
    SETTLEMENT_UNITS,
    SHARED_HEADS,
    SHORT_HINTS,
    STATIONS,
    STREETS,
)
from extract.stages.places.pointed import beside_at, is_governed
from extract.syntax.features import feature

ON_DON = "Ростовская область"  # what "на Дону" is, where the river is "по Дону", "за Доном"
_NEUTER = ("ское", "цкое", "ное", "вое")
# "[Сусанинского] муници-\nпального района", "[Павловского] муниципального районаИ. И. Иванов"
_DISTRICT = re.compile(
    r"\s+муни(?:\s?-\s+)?ци(?:\s?-\s+)?паль?(?:\s?-\s+)?н[а-я]+\s+(?:райо|рай-\s*о)на?"
)
_AGREEING = ("Case", "Number")
_UNITS = frozenset({"CITY", "DISTRICT"})
_TOWNS = frozenset({"CITY", "STATE_OR_PROVINCE"})
_ORDINAL = r"\d{1,2}[\s-]{0,2}(?:[яйе]|ая|ый|ой|ое)"
_NUMBER = re.compile(rf"[\s–—-]{{0,3}}{_ORDINAL}(?=\s*(?:[»\".,;:)\n]|$))")
_JOINER, _JOINED = re.compile(r"(?:,| и| или) (?=[А-ЯЁ])"), re.compile(r"(?:,| и|или) $")
_NUMBERED = re.compile(rf"(?<!\w){_ORDINAL} $")
# What stands between a place and the one around it: "Мумбаи (Индия)", "Салем, штат Орегон".
_PLACED = re.compile(
    r"(?: (?:[Рр]айона?|РАЙОНА?))? ?(?:\((?:[а-я]+ )?|,? (?:в )?"
    r"(?:штат|провинци|земл|графств|кантон|префектур|департамент|воеводств)[а-я]{0,3} "
    r"|(?=(?:[А-ЯЁ][А-ЯЁа-яё-]+(?:ской|цкой|СКОЙ|ЦКОЙ) (?:области|ОБЛАСТИ))|Республик|РЕСПУБЛИК))"
)


def names(doc: Doc, text: str, spans: Iterable[Span], groups: Sequence[Series]) -> list[Name]:
    """The mentions as they are looked up, adjectives with the noun that they share."""
    found: list[Name] = []
    heads = {part: group.head for group in groups for part in group.parts}
    shared = {group.end: group.parts[-1][0] for group in groups}
    for span in spans:
        start, end = offsets(span)
        name = " ".join(clean(text[start:end]).split())
        if name == "Дону" and span.start and doc[span.start - 1].lower_ == "на":
            name = ON_DON
        if shared.get(end, -1) >= start:  # "восточной части Тихого океанов"
            name = _in_singular(name)
        head = heads.get((start, end)) or ("" if " " in name else _head_beside(doc, text, span))
        hint = "" if head else _hint_before(doc, span) or _hint_of_list(doc, span, found)
        is_adjective = not head and _is_adjective(doc, span)
        is_noun = not head and _is_noun(span)
        is_in = not hint and _is_in(doc, span)
        is_bare = not span.start or GENERIC.get(doc[span.start - 1].lemma_.lower()) != "other"
        told = (head, hint, is_adjective, is_noun, is_in, is_bare)
        beside = _beside(doc, text, span) if name[0].isupper() else ()
        found.append(Name(name, span.label_, start, end, *told, *beside))
    return [_of_unit(each) for each in found]


def _of_unit(name: Name) -> Name:
    """ "сельских поселений [Першинское] и [Горкинское]", each with the noun."""
    unit = SETTLEMENT_UNITS.get(name.hint)
    is_its = unit is not None and name.text.lower().endswith(_NEUTER)
    return dataclasses.replace(name, head=unit or "", hint="") if is_its else name


def _beside(
    doc: Doc, text: str, span: Span
) -> tuple[bool, bool, bool, int] | tuple[bool, bool, bool, int, bool, int]:
    """What stands at both ends of a name, in the order of the attributes of ``Name``."""
    start, end = offsets(span)
    around = _PLACED.match(text, end)
    if span.label_ not in _TOWNS:
        return _is_port(doc, span), False, False, around.end() if around else -1
    is_listed = _JOINER.match(text, end) or _JOINED.search(text, max(0, start - 4), start)
    is_numbered = _is_numbered(text, start, end)
    told = _is_port(doc, span), is_numbered, bool(is_listed), around.end() if around else -1
    return *told, is_governed(text, start), beside_at(text, end)


def _is_numbered(text: str, start: int, end: int) -> bool:
    """ "[Михайловка] – 1-я", "1-я [Михайловка]"; not "в [Омске] 1-й день"."""
    return bool(_NUMBER.match(text, end) or _NUMBERED.search(text, max(0, start - 8), start))


def _is_port(doc: Doc, span: Span) -> bool:
    """ "аэропорт [Борисполь]", "с космодрома «[Плесецк]»"."""
    at = _before_quote(doc, span)
    noun = doc[at].lemma_.lower() if at >= 0 else ""
    return noun in PORTS or (noun in STATIONS and span.label_ == "DISTRICT")


def _before_quote(doc: Doc, span: Span) -> int:
    """Index of the word before a mention and the quotation mark that opens it; -1 for none."""
    at = _back(doc, span.start - 1)
    return _back(doc, at - 1) if at > 0 and doc[at].text in '«"„' else at


def _back(doc: Doc, at: int) -> int:
    """Index of a token, or of the last one before it that is no blank or end of line; -1."""
    while at >= 0 and doc[at].is_space:
        at -= 1
    return at


def _in_singular(name: str) -> str:
    """A name with its last word in the singular, in the same case."""
    rest, _, noun = name.rpartition(" ")
    for parse in parses(noun.lower()):
        if {"NOUN", "plur"} <= parse.tag.grammemes:
            form = inflected(parse, frozenset({"sing", str(parse.tag.case)}))
            if form is not None:  # the town Озёры has no singular
                return f"{rest} {form.word}"
    return name


def _head_beside(doc: Doc, text: str, span: Span) -> str:
    """ "[Буинского] муниципального района", "[КУРГАНСКАЯ] ОБЛАСТЬ", "[Тульской] областной думы".

    And "МО МР «[Удорский]»".
    """
    if not span.text.lower().endswith((*ADJECTIVE_ENDINGS, "ое")):
        return ""
    before = _before_quote(doc, span)
    if before >= 0 and doc[before].text == "МР":
        return "район"
    if _municipality(doc, span) == "муниципальный район" or _DISTRICT.match(text, offsets(span)[1]):
        return "район"
    at = span.end
    while at < len(doc) and (doc[at].lemma_ in BETWEEN or doc[at].is_space):
        at += 1
    noun = doc[at].lemma_.lower() if at < len(doc) else ""
    if noun == "поселение" and at > span.end:
        kind = "городское" if doc[at - 1].lemma_ == "городской" else "сельское"
        return f"{kind} поселение"
    if noun == "сельсовет":
        return noun
    is_wide = noun in ("автономный", "федеральный") and at + 1 < len(doc)
    if is_wide and doc[at + 1].lemma_ == "округ":
        return f"{noun} округ"
    if span.label_ == "COUNTRY" and at + 1 < len(doc) and doc[at + 1].is_title:
        return ""  # "[Китайская] провинция Хубэй"
    head = SHARED_HEADS.get(OF_UNITS.get(noun, noun), "") or _head_of_nature(doc, span, noun)
    return head or _head_apart(doc, span)


def _head_of_nature(doc: Doc, span: Span, noun: str) -> str:
    """ "[Керченского] пролива"."""
    if noun not in NATURE or span.text.islower() or span.label_ == "COUNTRY":
        return ""  # "американскому каналу"
    return "" if feature(doc[span.end], "Number") == "Plur" else noun


def _head_apart(doc: Doc, span: Span) -> str:
    """ "в областях, кроме [Омской] и Томской": the noun in the plural stands before."""
    after = doc[span.end] if span.end < len(doc) else None
    is_alone = after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")
    if len(span) > 1 or not span.text[0].isupper() or not is_alone or _hint_before(doc, span):
        return ""
    if span.start and doc[span.start - 1].lemma_.lower() in (*STREETS, "на"):
        return ""
    for at in range(span.start - 1, max(span.sent.start, span.start - FARTHEST) - 1, -1):
        noun = doc[at].lemma_.lower()
        is_counted = at > 0 and doc[at - 1].pos_ == "NUM"  # "две области — [Омская] и Томская"
        if noun in APART and (is_counted or feature(doc[at], "Number") == "Plur"):
            return noun if span.text.lower().endswith(APART[noun]) else ""
    return ""


def _hint_before(doc: Doc, span: Span) -> str:
    """ "штат [Вашингтон]": the noun that tells the kind, where a name stands behind it."""
    if unit := _municipality(doc, span):
        return unit
    at = _back(doc, span.start - 1)
    noun = doc[at] if at >= 0 else None
    if noun is not None and noun.text == "." and at > 0:
        return _short_hint(doc, at - 1)
    if noun is None or not (noun.text.islower() or noun.is_sent_start or _is_loud(noun, span)):
        return ""
    if noun.lemma_ in ("округ", "округа") and span.label_ in _UNITS and _is_unit(noun, span):
        return "округ"  # "округе" has both lemmas
    is_plural = feature(noun, "Number") == "Plur"  # "на земли [Ялуторовского лесничества]"
    if noun.lemma_ in AROUND_TOO and (span.label_ == "CITY" or is_plural):
        return ""
    before = _back(doc, at - 1)
    if before >= 0 and doc[before].lemma_ == CAPITAL:  # "в столице штата [Лансинге]"
        return ""
    with_adjective = f"{doc[before].lemma_} {noun.lemma_}".lower() if before >= 0 else ""
    if with_adjective == "населить пункт":  # "населенных пунктов" without ё
        return "населенный пункт"
    asked = (each.replace("ё", "е") for each in (with_adjective, noun.lemma_.lower()))
    return next((each for each in asked if each in HINTS), "")


def _is_loud(noun: Token, span: Span) -> bool:
    """ "СЕЛЬСКОЕ ПОСЕЛЕНИЕ [ЛУГОВОЕ]", as in headings."""
    return noun.text.isupper() and len(noun) > 1 and span.text.isupper()


def _is_unit(noun: Token, span: Span) -> bool:
    """ "в округе [Фултон]", in the nominative beside another case; not "в округе [Торжка]"."""
    if span.text.endswith(OBLIQUE):
        return False
    is_other = feature(noun, "Case") not in ("Nom", "") and feature(span.root, "Case") == "Nom"
    return is_other or span.text[-1] not in "аеёиоуыэюя"


def _municipality(doc: Doc, span: Span) -> str:
    """ "муниципального района «[Сосногорск]»", "городского округа [Вуктыл]"."""
    at = _before_quote(doc, span)
    if at < 1 or doc[at].lemma_ not in ("район", "округ") or not doc[at].text.islower():
        return ""
    unit = f"{doc[at - 1].lemma_} {doc[at].lemma_}"
    return unit if unit in MUNICIPALITIES else ""


def _hint_of_list(doc: Doc, span: Span, before: Sequence[Name]) -> str:
    """ "сёл Усть-Уса и [Мутный Материк]": the hint of the name before, where it is of several."""
    last = before[-1] if before else None
    if last is None or not last.hint or span[-1].text.islower():
        return ""
    at = span.start - 1
    while at >= 0 and (doc[at].lower_ in JOINERS or doc[at].is_space):
        at -= 1
    if at == span.start - 1 or at < 0 or doc[at].idx + len(doc[at]) != last.end:
        return ""
    noun = doc[at]
    while noun.i and noun.idx >= last.start:
        noun = doc[noun.i - 1]
    is_first = feature(noun, "Number") == "Plur"
    is_later = len(before) > 1 and before[-2].hint == last.hint and noun.lower_ in JOINERS
    return last.hint if is_first or is_later else ""


def _is_in(doc: Doc, span: Span) -> bool:
    """ "в [Урюпинске]", "из российского [Выборга]"."""
    at = _back(doc, span.start - 1)
    if at > 0 and doc[at].pos_ == "ADJ" and doc[at].text.islower():
        at = _back(doc, at - 1)
    return at >= 0 and doc[at].lower_ in IN


def _short_hint(doc: Doc, at: int) -> str:
    """ "с. [Ужга]", "г. [Мантурово]"; not "в 2016 г. [Мантурово]"."""
    hint = SHORT_HINTS.get(doc[at].text, "")
    is_year = hint == "город" and at > 0 and doc[at - 1].text[-1:].isdigit()
    return "" if is_year else hint


def _is_adjective(doc: Doc, span: Span) -> bool:
    """ "[Южный] ветер": one adjective that agrees with the noun behind it, which is no generic."""
    if len(span) != 1 or not _may_describe(span.root):
        return False
    at = span.end
    while at < len(doc) and doc[at].pos_ == "ADJ" and doc[at].text.islower():
        at += 1
    if at >= len(doc):
        return False
    noun = doc[at]
    if noun.pos_ != "NOUN" or not noun.text.islower() or noun.lemma_ in GENERIC:
        return False
    return all(feature(span.root, name) == feature(noun, name) for name in _AGREEING)


def _is_noun(span: Span) -> bool:
    """ "с [Хабаровском]", the instrumental of "Хабаровск"; that of "Хабаровский" ends otherwise."""
    token = span[-1]
    return (
        len(span) == 1
        and token.lower_.endswith(("ском", "цком"))
        and feature(token, "Case") == "Ins"
    )


def _may_describe(token: Token) -> bool:
    """An adjective, or a name in the form of one that the tagger takes for a noun."""
    return token.pos_ == "ADJ" or any(
        parse.tag.POS == "ADJF" and parse.normal_form.endswith(("ский", "цкий"))
        for parse in parses(token.lower_)[:1]
    )
