"""Mentions that are no places, whatever the model says: "Рождественским перемирием" as a city.

What the gazetteer does not know, or knows by a name that is an ordinary word here, is doubted;
so are clubs that are called after their city, and the names of people.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, text_of
from extract.gazetteer import Entry
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import known_parses, parses
from extract.stages.places.patterns import (
    DIRECTIONS,
    GAMES,
    HINTS,
    LORDS,
    NO_PLACES,
    SIDES,
    STEM,
    STREETS,
    WINS,
)
from extract.stages.places.readings import Name
from extract.stages.places.resolve import Choice
from extract.stages.places.unknown import PLACED, Unknown
from extract.syntax.features import feature

_LATIN = re.compile(r"[A-Za-z][\w&'’.-]*")
_NOT_RUSSIAN = re.compile("[іїєґІЇЄҐ]")
_NO_NAMES = frozenset({"ADP", "CCONJ", "SCONJ", "PRON", "DET", "PART", "NUM"})
_PLURAL = re.compile(r"[А-ЯЁ].*[сц]к(?:ие|их|им|ими)")  # "герцоги Сассекские"
_CAPITALS = re.compile(r"[А-ЯЁ]{2,}[а-яё]{0,2}")
_BUILDING = re.compile(r"-(?:хаус|холл|плаза|стрит|сквер|скуэр|тауэр|арена)[а-я]{0,2}$")
_DIRECTIONS = tuple(sorted(DIRECTIONS))
_AXIS = re.compile(
    rf"(?<!\w)(?:{'|'.join(_DIRECTIONS)})\w{{0,2}}\s?[-–—]\s?(?:{'|'.join(_DIRECTIONS)})(?!\w)",
    re.IGNORECASE,
)
_OPENING, _CLOSING = frozenset("«„“\"'`"), frozenset("»“”\"'`")
_OF_SEE = ("ский", "цкий", "ского", "цкого", "скому", "цкому", "ским", "цким")
# A capital and the ending of an adjective in the singular.
_AGREEING = re.compile("[А-ЯЁ].*(?:[иы]й|ой|ая|яя|ую|юю|[ое]го|[ое]му|[оеиы]м)")
_NAMED = frozenset({"CITY", "STATE_OR_PROVINCE"})
_NO_PLACES = frozenset(map(get_string_id, NO_PLACES))
_OF_PLACE = PLACED - {"к", "ко", "у", "про", "за"}


class Doubts:
    """Whether a mention of a place type is to be dropped.

    Args:
        doc: The document, its people marked.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._unknown = Unknown(doc)

    @functools.cached_property
    def _people(self) -> frozenset[str]:
        return _names_of_people(self._doc)

    @functools.cached_property
    def _things(self) -> frozenset[str]:
        doc = self._doc
        lemmas = doc.to_array("LEMMA").tolist()[:-1]
        if _NO_PLACES.isdisjoint(lemmas):
            return frozenset()
        behind = (doc[at].text for at, lemma in enumerate(lemmas, 1) if lemma in _NO_PLACES)
        return frozenset(word[:STEM] for word in behind if word.istitle())

    @functools.cached_property
    def _axes(self) -> list[tuple[int, int]]:
        return [match.span() for match in _AXIS.finditer(text_of(self._doc))]

    def __call__(self, span: Span, name: Name, choice: Choice) -> bool:
        """Asks of one mention.

        Args:
            span: The mention.
            name: As the resolver read it.
            choice: What the resolver chose.
        """
        doc = self._doc
        if name.type in _NAMED and not name.hint and (_is_quoted(doc, span) or _plays(doc, span)):
            return True
        if name.text.lower().startswith(_DIRECTIONS) and self._is_axis(name):
            return True
        if choice.inside:
            return False
        if not name.hint and not name.head and name.text[:STEM] in self._things:
            return True
        if _is_of_street(doc, span) or _is_of_lord(doc, span) or _goes_on(doc, span, choice):
            return True
        if _is_part_of_latin_name(doc, span):
            return True
        if choice.entry is None:
            return _is_unknown(doc, span, name) or not self._unknown.is_place(span, name)
        if name.is_adjective and not choice.by_adjective:
            return True
        return self._is_person(span, name, choice)

    def _is_axis(self, name: Name) -> bool:
        """ "коридор Север — [Юг]": a direction joined to another by a dash."""
        return any(start <= name.start and name.end <= end for start, end in self._axes)

    def _is_person(self, span: Span, name: Name, choice: Choice) -> bool:
        """ "Азия" as a continent, where the article speaks of Азия Биби."""
        entry = choice.entry
        if entry is None or choice.by_adjective or name.hint or entry.kind == "country":
            return False
        if _may_be_name(entry.name) or fold(entry.name) not in self._people:
            return False
        before = self._doc[span.start - 1].lower_ if span.start else ""
        return before not in _OF_PLACE


def is_cut_out(span: Span, entry: Entry | None, wide: Iterable[Span]) -> bool:
    """ "Востоке" within "Дальнем Востоке": a direction is no place of its own there.

    Nor is "Америки" of "Латинской Америки"; "Европы" of "Западной Европы" is, and "США" of
    "южные штаты США".

    Args:
        span: The mention.
        entry: What it was read as.
        wide: The places of several words.
    """
    if len(span) > 1:
        return False
    start, end = span.start, span.end
    around = [other for other in wide if other.start <= start and end <= other.end]
    if is_direction(span):
        return bool(around)
    is_other = entry is None or entry.kind in ("country", "region")
    return is_other and any(
        len(other) == 2 and other[0].lemma_.lower() in SIDES for other in around
    )


def is_direction(span: Span) -> bool:
    """A side of the world by itself: "Востоке"."""
    return len(span) == 1 and span.root.lemma_.lower() in DIRECTIONS


def _names_of_people(doc: Doc) -> frozenset[str]:
    """Nominatives of the words of names in full."""
    people = (span.text.split() for span in doc.spans.get(ENTITIES, ()) if span.label_ == "PERSON")
    words = {word for name in people if len(name) > 1 for word in name}
    return frozenset(form for word in words for form in nominatives(fold(word)))


def _is_of_street(doc: Doc, span: Span) -> bool:
    """ "улица [Октябрьская]", "на Большой [Заводской] улице"; not "улицы [Москвы]"."""
    if not _AGREEING.fullmatch(span.text):
        return False
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text == "." and span.start > 1:
        before = doc[span.start - 2]  # "ул. Заречной"
    after = doc[span.end] if span.end < len(doc) else None
    return any(
        token is not None and (token.lemma_.lower() in STREETS or token.lower_ in STREETS)
        for token in (before, after)
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
    if choice.entry is None or len(span) > 1 or span.end >= len(doc):
        return False
    after = doc[span.end]
    is_short = " " in choice.entry.name and choice.entry.kind == "city"
    return is_short and after.text.istitle() and after.ent_type_ != "PERSON"


def _may_be_name(name: str) -> bool:
    """Whether the dictionary has it as a person's: the article may mean city and person both."""
    return any({"Name", "Surn"} & parse.tag.grammemes for parse in parses(name.lower()))


def _is_quoted(doc: Doc, span: Span) -> bool:
    """A club, a ship, a magazine: "форвард «Колорадо»"."""
    if span.start == 0 or span.end >= len(doc):
        return False
    before, after = doc[span.start - 1], doc[span.end]
    if before.whitespace_ or span[-1].whitespace_:
        return False
    is_named = span.start > 1 and doc[span.start - 2].lemma_ in HINTS
    return before.text[-1] in _OPENING and after.text[0] in _CLOSING and not is_named


def _plays(doc: Doc, span: Span) -> bool:
    """ "матч за Колорадо", "Ростов обыграл": a club."""
    if span.end < len(doc) and doc[span.end].lemma_ in WINS and span.root.pos_ != "ADJ":
        return True
    if span.start == 0 or doc[span.start - 1].lower_ != "за":
        return False
    is_instrumental = feature(span.root, "Case") == "Ins"
    return not is_instrumental and any(token.lemma_ in GAMES for token in span.sent)


def _is_unknown(doc: Doc, span: Span, name: Name) -> bool:
    """Of names that the gazetteer has no entry for.

    All countries stand in it; a city in capitals is an acronym ("МКАД"); a word before a
    person is the person's; "Катерина" is one, "Українські" is of no Russian name, "ЭЛ" stands
    before a number.
    """
    after = doc[span.end] if span.end < len(doc) else None
    if _NOT_RUSSIAN.search(name.text) or (after is not None and after.text == "№"):
        return True
    if " " in name.text or name.head:
        return False
    if (
        _PLURAL.fullmatch(name.text)
        or name.type == "COUNTRY"
        or (name.type == "CITY" and not name.hint and _is_given_name(name.text))
        or (name.type in ("CITY", "DISTRICT") and _CAPITALS.fullmatch(name.text))
    ):
        return True
    if name.type == "CITY" and (span.root.pos_ in _NO_NAMES or _BUILDING.search(name.text)):
        return True
    is_before_person = after is not None and after.ent_type_ == "PERSON" and after.is_title
    return is_before_person or name.is_adjective


def _is_given_name(word: str) -> bool:
    known = known_parses(word.lower())
    return bool(known) and all("Name" in parse.tag.grammemes for parse in known)


def _is_part_of_latin_name(doc: Doc, span: Span) -> bool:
    """ "New York" of "New York Times"."""
    if not _LATIN.fullmatch(span[-1].text):
        return False
    beside = [doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(doc)]
    return any(token.text[:1].isupper() and _LATIN.fullmatch(token.text) for token in beside)
