"""What stands beside a mention and says that it is no place: streets, lords, schools."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from extract.gazetteer import Entry
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import parses, reads_as
from extract.stages.places.choosing import Choice
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    BODIES,
    CLUBS,
    CROWNED,
    HOUSES,
    LORDS,
    NEAR_HOME,
    SIDES,
    STREETS,
    UNHEARD,
)
from extract.stages.places.words import kind_of
from extract.syntax.features import feature

_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')
_LATIN = re.compile(r"[A-Za-z][\w&'’.-]*")
_NO_NOUN = frozenset({"VERB", "ADP", "ADV", "AUX", "SPACE"})
_OF_SEE = tuple(
    stem + ending for stem in ("ск", "цк")
    for ending in ("ий", "ого", "ому", "им", "ая", "ой", "ую")
)  # fmt: skip
# A capital and the ending of an adjective in the singular.
_AGREEING = re.compile("[А-ЯЁ].*(?:[иы]й|ой|ая|яя|[ое]е|ую|юю|[ое]го|[ое]му|[оеиы]м)")


def is_told_beside(doc: Doc, span: Span, name: Name, choice: Choice) -> bool:
    """Whether the words beside a mention, or its form, say that it is no place."""
    entry = choice.entry
    return (
        _is_womans(doc, span, name, choice)
        or _is_crowned(doc, span, name)
        or _is_quoted_with(doc, span, name)
        or _is_side(name, choice)
        or _is_of_street(doc, span, choice)
        or _is_of_lord(doc, span)
        or _goes_on(doc, span, choice)
        or _is_part_of_latin_name(doc, span)
        or (entry is not None and _is_unheard(entry) and is_of_body(doc, span, name, HOUSES))
        or _is_house(doc, span, name, choice)
    )


def _is_womans(doc: Doc, span: Span, name: Name, choice: Choice) -> bool:
    """ "на [Пятницкой]", which is no form of "Пятницкое", "на [Тверской]": a street."""
    entry, text = choice.entry, name.text.lower()
    if not text.endswith(("ой", "ую", "ая")) or " " in text or name.head or name.hint:
        return False
    if entry is None or choice.by_adjective:
        before = doc[span.start - 1].lower_ if span.start else ""
        after = doc[span.end] if span.end < len(doc) else None
        is_alone = after is None or after.text in ".,;:!?)" or after.pos_ in _NO_NOUN
        is_adjective = entry is not None or text.endswith(("ской", "ной", "скую", "ную"))
        return name.type == "CITY" and before == "на" and is_alone and is_adjective
    own = entry.name.lower()
    is_other = own.endswith(("ое", "ий", "ый")) or (own.endswith("ой") and text[-2:] != "ой")
    return entry.kind == "city" and is_other


def _is_crowned(doc: Doc, span: Span, name: Name) -> bool:
    """ "королевы [Софии]", who is no town."""
    before = doc[span.start - 1] if span.start else None
    if before is None or before.lemma_.lower() not in CROWNED or len(span) > 1:
        return False
    both = {"Fem"} == {feature(each, "Gender") for each in (before, span.root)}
    agrees = both and feature(before, "Case") == feature(span.root, "Case")
    return name.type == "CITY" and (agrees or reads_as(span.text.lower(), "Name"))


def _is_quoted_with(doc: Doc, span: Span, name: Name) -> bool:
    """ "«[Манчестер] Сити»", "«Атлетико [Мадрид]»": a part of a quoted name."""
    if name.type != "CITY" or name.hint or span.start < 1 or span.end >= len(doc):
        return False
    if span.root.pos_ == "ADJ" or feature(span.root, "Case") not in ("Nom", ""):
        return False  # "«Эхо [Москвы]»"
    before, after = doc[span.start - 1], doc[span.end]
    if before.text in _OPENING:
        return (
            after.text.istitle() and span.end + 1 < len(doc) and doc[span.end + 1].text in _CLOSING
        )
    is_second = span.start > 1 and before.text.istitle() and kind_of(before.text.lower()) is None
    is_second = is_second and before.pos_ != "VERB" and doc[span.start - 2].text in _OPENING
    return is_second and after.text in _CLOSING


def _is_side(name: Name, choice: Choice) -> bool:
    """ "[Северо-Восточный] федеральный университет", which is of no district."""
    entry = choice.entry
    is_district = entry is not None and entry.kind == "district" and choice.by_adjective
    return is_district and name.is_adjective and not SIDES.isdisjoint(nominatives(fold(name.text)))


def _is_of_street(doc: Doc, span: Span, choice: Choice) -> bool:
    """ "улица [Октябрьская]", "на Большой [Заводской] улице", "улица [Остоженка]",
    "по улицам [Свердлова]".

    Not "улицы [Москвы]".
    """
    before = doc[span.start - 1] if span.start else None
    if before is None:
        return False
    if before.text == "." and span.start > 1:
        before = doc[span.start - 2]  # "ул. Заречной"
    if not _AGREEING.fullmatch(span.text):
        is_street = before is not None and before.lemma_.lower() in STREETS
        is_persons = choice.entry is None and reads_as(span.text.lower(), "Surn")
        return is_street and (is_persons or _is_nominative(span.text))
    after = doc[span.end] if span.end < len(doc) else None
    return any(
        token is not None and (token.lemma_.lower() in STREETS or token.lower_ in STREETS)
        for token in (before, after)
    )


def _is_nominative(word: str) -> bool:
    """Whether a word that declines stands in no other case than the nominative or accusative."""
    tags = [parse.tag for parse in parses(word.lower()) if "NOUN" in parse.tag]
    return bool(tags) and all(
        tag.case in ("nomn", "accs") and tag.number == "sing" and "Fixd" not in tag for tag in tags
    )


def _is_of_lord(doc: Doc, span: Span) -> bool:
    """ "митрополит [Смоленский] и [Калининградский] Кирилл": a see, which is no place's name."""
    if len(span) > 1 or not span.text.endswith(_OF_SEE):
        return False
    before = doc[max(0, span.start - 4) : span.start]
    lords = [token.i for token in before if token.lemma_.lower() in LORDS]
    return bool(lords) and all(
        token.text in ("и", ",") or token.text.endswith(_OF_SEE)
        for token in doc[lords[-1] + 1 : span.start]
    )


def _goes_on(doc: Doc, span: Span, choice: Choice) -> bool:
    """ "п. [Нижний] Турунъю": the first word of a name, by which a city is known too."""
    if len(span) > 1 or span.end >= len(doc):
        return False
    after = doc[span.end]
    if choice.entry is None:
        is_short = (  # "с. [Новое] Ильинское"
            _AGREEING.fullmatch(span.text) is not None
            and (after.text[-2:] == span.text[-2:] or not _AGREEING.fullmatch(after.text))
        )
    else:
        is_short = " " in choice.entry.name and choice.entry.kind == "city"
    return is_short and after.text.istitle() and after.ent_type_ != "PERSON"


def _is_house(doc: Doc, span: Span, name: Name, choice: Choice) -> bool:
    """ "театр [Хартфорд]", in the nominative, where "театр Хартфорда" is the town's."""
    town = choice.entry
    if town is None or town.kind != "city" or choice.by_adjective:
        return False
    is_bare = town.name == span.text and span.text[-1] in "бвгджзклмнпрстфхцчшщ"
    return is_bare and is_of_body(doc, span, name, HOUSES | CLUBS)


def _is_unheard(entry: Entry) -> bool:
    return entry.kind == "city" and entry.country not in NEAR_HOME and entry.population < UNHEARD


def is_of_body(doc: Doc, span: Span, name: Name, bodies: frozenset[str] = BODIES) -> bool:
    """ "колледж [Чиконьини]", "группировка [Север]", "центр [Чумакова]"."""
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text in '«"„“' and span.start > 1:
        before = doc[span.start - 2]  # "эпос «[Калевала]»"
    if before is None or name.hint or " " in name.text:
        return False
    if not (before.text.islower() or before.is_sent_start):
        return False
    if before.lemma_ == "центр" and bodies is BODIES:
        return reads_as(name.text.lower(), "Surn")
    return before.lemma_.lower() in bodies


def _is_part_of_latin_name(doc: Doc, span: Span) -> bool:
    """ "New York" of "New York Times"."""
    if not _LATIN.fullmatch(span[-1].text):
        return False
    beside = [doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(doc)]
    if beside and beside[0].text == "of" and span.label_ == "CITY":  # "University of Surrey"
        return True
    return any(token.text[:1].isupper() and _LATIN.fullmatch(token.text) for token in beside)
