"""Mentions that are no places, whatever the model says: "Рождественским перемирием" as a city.

What the gazetteer does not know, or knows by a name that is an ordinary word here, is doubted;
so are clubs that are called after their city, and the names of people.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from extract.annotations import text_of
from extract.gazetteer import Entry
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import known_parses, parses, reads_as
from extract.stages.places.beside import is_of_body, is_told_beside
from extract.stages.places.choosing import Choice, is_common
from extract.stages.places.clubs import is_quoted, plays
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    DIRECTIONS,
    HOLIDAYS,
    NO_PLACES,
    SIDES,
    STEM,
)
from extract.stages.places.unknown import PLACED, Unknown
from extract.stages.places.words import celestial, kind_of

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
_NAMED = frozenset({"CITY", "STATE_OR_PROVINCE"})
_NO_PLACES = frozenset(map(get_string_id, NO_PLACES))
_INVENTED = re.compile(r"[Вв]ы(?:мышлен|думан)\w+\s(?P<noun>\w+)\s(?:\w+\s)?[«\"]?$")
_NEAR = 60  # characters before a name
_EPITHETS = re.compile(r"(?:Исламск|Народн|Советск)[а-я]{2,3} Республик[а-я]{1,2}")
_POPES = frozenset({"папа", "понтифик", "первосвященник", "курия"})
SHORTEST = 4  # letters of a region in capitals that the gazetteer lacks: "МО" is a municipality
_OF_PLACE = PLACED - {"к", "ко", "у", "про", "за"}


class Doubts:
    """Whether a mention of a place type is to be dropped.

    Args:
        doc: The document.
        spans: Its mentions, of people too.
    """

    def __init__(self, doc: Doc, spans: Sequence[Span]) -> None:
        self._doc = doc
        self._spans = spans
        self._unknown = Unknown(doc, spans)

    @functools.cached_property
    def _people(self) -> frozenset[str]:
        return _names(span for span in self._spans if span.label_ == "PERSON")

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
        is_bare = not (name.hint or name.head or name.is_port)
        if name.type in _NAMED and is_bare and (is_quoted(doc, span) or plays(doc, span)):
            return True
        if is_of_sky(name, choice):
            return False
        if self._is_axis(name) or _is_said_to_be_none(doc, span, choice):
            return True
        if choice.inside:
            return False
        if not name.hint and not name.head and name.text[:STEM] in self._things:
            return True
        if is_told_beside(doc, span, name, choice):
            return True
        if choice.entry is None:
            return _is_unknown(doc, span, name) or not self._unknown.is_place(span, name)
        if name.is_adjective and not choice.by_adjective:
            return True
        if not name.hint and _are_people(name.text, choice.entry.name):
            return True
        return self._is_person(span, name, choice)

    def _is_axis(self, name: Name) -> bool:
        """ "коридор Север — [Юг]": a direction joined to another by a dash."""
        is_side = name.text.lower().startswith(_DIRECTIONS)
        axes = self._axes if is_side else ()
        return any(start <= name.start and name.end <= end for start, end in axes)

    def _is_person(self, span: Span, name: Name, choice: Choice) -> bool:
        """ "Азия" as a continent, where the article speaks of Азия Биби."""
        entry = choice.entry
        if entry is None or choice.by_adjective or name.hint or entry.kind == "country":
            return False
        if _may_be_name(entry.name) or fold(entry.name) not in self._people:
            return False
        before = self._doc[span.start - 1].lower_ if span.start else ""
        return before not in _OF_PLACE


def is_cut_out(span: Span, entry: Entry | None, wide: Iterable[tuple[Span, Entry | None]]) -> bool:
    """ "Востоке" within "Дальнем Востоке": a direction is no place of its own there.

    Nor is "Америки" of "Латинской Америки", or "Кавказа" of "Северного Кавказа"; "России" of
    "Центральной России" is, and "США" of "южные штаты США".

    Args:
        span: The mention.
        entry: What it was read as.
        wide: The places of several words, and what these were read as.
    """
    if len(span) > 1:
        return False
    start, end = span.start, span.end
    around = [(other, whole) for other, whole in wide if other.start <= start and end <= other.end]
    if is_direction(span):
        return bool(around)
    if entry is None and any(whole is None and _is_epithet(other, span) for other, whole in around):
        return True
    is_land = entry is None or entry.kind in ("country", "region", "other")
    return any(
        len(other) == 2
        and other[0].lemma_.lower() in SIDES
        and (is_land or (whole is not None and whole.kind == "country"))
        and not _is_part(whole, entry)
        for other, whole in around
    )


def _is_epithet(wide: Span, span: Span) -> bool:
    """ "[Мечетка]" of "Сухая Мечетка"."""
    alike = len(wide) == 2 and wide.label_ == span.label_ == "LOCATION"
    return alike and wide[0].text.istitle() and wide[0].pos_ == "ADJ" and wide[1].i == span.start


def _is_part(part: Entry | None, country: Entry | None) -> bool:
    """Whether a place that is called by a side lies in a country: "Центральная Россия"."""
    if part is None or country is None or country.kind != "country":
        return False
    return part.kind != "country" and part.country == country.country


def is_direction(span: Span) -> bool:
    """A side of the world by itself: "Востоке"."""
    return len(span) == 1 and span.root.lemma_.lower() in DIRECTIONS


def is_of_sky(name: Name, choice: Choice) -> bool:
    """ "полёт на [Марс]": a name that is no place's, though its mention stays."""
    may_be = name.type == "LOCATION" or choice.entry is None
    return may_be and not name.hint and bool(celestial(name.text))


def _is_said_to_be_none(doc: Doc, span: Span, choice: Choice) -> bool:
    is_town = choice.entry is None or choice.entry.kind == "city"
    text = span.text
    return (
        (is_town and _is_invented(doc, span))
        or _is_of_pope(doc, span, text)
        or _is_of_time(doc, span, text)
        or _is_figure(doc, span, text)
    )


def _is_invented(doc: Doc, span: Span) -> bool:
    """ "в вымышленном городке Англии [Пэгфорд]"."""
    start = span.start_char
    found = _INVENTED.search(text_of(doc), max(0, start - _NEAR), start)
    return found is not None and kind_of(found["noun"]) is not None


def _is_figure(doc: Doc, span: Span, text: str) -> bool:
    """ "туристической [Мекке]"."""
    if not span.start or not text.startswith("Мекк"):
        return False
    before = doc[span.start - 1]
    return before.pos_ == "ADJ" and before.text.islower() and before.lemma_ != "священный"


def _is_of_time(doc: Doc, span: Span, text: str) -> bool:
    """ "в 15:00 по [Гринвичу]"."""
    return text == "Гринвичу" and span.start > 0 and doc[span.start - 1].lower_ == "по"


def _is_of_pope(doc: Doc, span: Span, text: str) -> bool:
    """ "папа [римский]", "[Римский] Папа"."""
    if not text.lower().startswith("римск"):
        return False
    beside = [doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(doc)]
    return any(token.lemma_.lower() in _POPES for token in beside)


def _names(people: Iterable[Span]) -> frozenset[str]:
    """Nominatives of the words of names in full."""
    names = (span.text.split() for span in people)
    words = {word for name in names if len(name) > 1 for word in name}
    return frozenset(form for word in words for form in nominatives(fold(word)))


def _may_be_name(name: str) -> bool:
    """Whether the dictionary has it as a person's: the article may mean city and person both."""
    return any({"Name", "Surn"} & parse.tag.grammemes for parse in parses(name.lower()))


def _is_unknown(doc: Doc, span: Span, name: Name) -> bool:
    """Of names that the gazetteer has no entry for.

    All countries stand in it; a city in capitals is an acronym ("МКАД"); a word before a
    person is the person's; "Катерина" is one, "Українські" is of no Russian name, "ЭЛ" stands
    before a number.
    """
    after = doc[span.end] if span.end < len(doc) else None
    if _NOT_RUSSIAN.search(name.text) or (after is not None and after.text == "№"):
        return True
    if _is_side_of_person(name.text):
        return True
    if len(name.text) < 2 or is_of_body(doc, span, name) or fold(name.text) in HOLIDAYS:
        return True
    if not name.hint and not name.head and _is_nameless(name.text):
        return True
    if " " in name.text or name.head:
        return False
    if (
        _PLURAL.fullmatch(name.text)
        or name.type == "COUNTRY"
        or (name.type == "CITY" and not name.hint and _is_given_name(name.text))
        or (name.type in ("CITY", "DISTRICT") and _CAPITALS.fullmatch(name.text))
        or (name.type == "STATE_OR_PROVINCE" and name.text.isupper() and len(name.text) < SHORTEST)
    ):
        return True
    if name.type == "CITY" and (span.root.pos_ in _NO_NAMES or _BUILDING.search(name.text)):
        return True
    is_before_person = after is not None and after.ent_type_ == "PERSON" and after.is_title
    return is_before_person or name.is_adjective


def _is_side_of_person(text: str) -> bool:
    """ "На [Западе Путина] критикуют"."""
    first, _, last = text.partition(" ")
    is_side = not DIRECTIONS.isdisjoint(nominatives(fold(first)))
    return is_side and last.istitle() and reads_as(last.lower(), "Surn")


def _are_people(word: str, city: str) -> bool:
    """ "Великие [Владимиры]": the plural of a given name, and of no city in the plural."""
    if not word.istitle() or city == word or city[-1] in "ыи":
        return False
    tags = [parse.tag.grammemes for parse in known_parses(word.lower())]
    return any("Name" in tag for tag in tags) and all("plur" in tag for tag in tags)


def _is_nameless(text: str) -> bool:
    """ "Область" at a sentence's beginning, "Администрация района", "Колеблющиеся" (states).

    And "Исламская Республика", which several are.
    """
    if text.islower():
        return False
    if _EPITHETS.fullmatch(text):
        return True
    first, *rest = text.split()
    known = known_parses(first.lower())
    if rest:
        is_noun = any("NOUN" in parse.tag for parse in known[:1])
        return (
            is_noun
            and " ".join(rest).islower()
            and is_common(first.lower())
            and all(map(kind_of, rest))
        )
    return (not text.isupper() and kind_of(text.lower()) is not None) or (
        bool(known) and all("PRTF" in parse.tag for parse in known)
    )


def _is_given_name(word: str) -> bool:
    known = known_parses(word.lower())
    return bool(known) and all("Name" in parse.tag.grammemes for parse in known)
