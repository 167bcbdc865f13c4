"""Cities in plain sight that the model has not marked: "Во Владимире", "из Мирного в Ленск".

A capitalised word after a preposition of place, or in a list with a city, is a city where the
gazetteer has one and nothing else is likelier: words that are also names or common nouns need
a preposition that people do not have, or the article's own region.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import re
from collections.abc import Collection, Iterator
from operator import attrgetter

from pymorphy3.analyzer import Parse

from extract.annotations import Mention, Near
from extract.encoder.model import Found
from extract.gazetteer import Entry, Gazetteer, Match
from extract.gazetteer.forms import fold
from extract.russian.dictionary import is_known, parses
from extract.schema import PLACE_TYPES
from extract.stages.places.described import described
from extract.stages.places.lands import lands
from extract.stages.places.patterns import (
    BESIDE,
    CITY,
    HOME,
    LARGE,
    NEAR_HOME,
    PLAIN_SCORE,
    SEE_THROUGH,
    STEM,
    TOWN,
    WITHIN,
)
from extract.stages.places.written import DASH

_WORD = rf"[А-ЯЁ][а-яё]+(?:[{DASH}][А-ЯЁа-яё]+)*"
_BEFORE = re.compile(rf"(?<![\w{DASH}])([^\W\d_]+)\s+(?=[А-ЯЁ])")
_IS_WITHIN = {**dict.fromkeys(BESIDE, False), **dict.fromkeys(WITHIN, True)}
_OPENING = re.compile(r"(?:\A|[.!?…] |\n)\s*(?=[А-ЯЁ][а-яё])")
_NAMES = (re.compile(rf"{_WORD} {_WORD}(?![\w{DASH}])"), re.compile(rf"{_WORD}(?![\w{DASH}])"))
_JOINER = re.compile(r"\s*,\s*(?:и |а также )?|\s+(?:и|или)\s+")
_GOES_ON = re.compile(r" [А-ЯЁ]")  # "Владимире Путине"
_WAY = re.compile(r"\s+(?:в|во|до|на|через)\s+")
_AGREES = re.compile(r" [а-яё]{3,}")
_PLACES = PLACE_TYPES - {"LOCATION"}


@dataclasses.dataclass(frozen=True, slots=True)
class _Item:
    """A name of a chain: "в Дно, Порхов и Остров" has three."""

    start: int
    end: int
    text: str
    cities: tuple[Entry, ...]
    mark: Mention | None  # the mention that stands there


class Plain:
    """Finds cities by the words around them. Linear in the text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._cities = functools.lru_cache(maxsize=20_000)(self._read)

    def __reduce__(self) -> tuple[type[Plain], tuple[Gazetteer]]:
        return Plain, (self.gazetteer,)  # without what it remembers

    def __call__(self, text: str, mentions: Collection[Mention], here: set[str]) -> list[Found]:
        """Names to be marked; of one word that the model calls a PERSON, in a list, too.

        Args:
            text: Of the article.
            mentions: What is marked.
            here: ISO 3166-2 codes of the regions that the article names.
        """
        marks = _Marks(text, mentions)
        chains = list(self._chains(text, marks))
        found: dict[tuple[int, int], Found] = {}
        for _ in range(2):  # what is found first tells where the article is
            for within, chain in chains:
                for item in self._plain(text, within, chain, marks, here):
                    span = (item.start, item.end)
                    found[span] = Found(*span, "CITY", PLAIN_SCORE)
                    here |= {item.cities[0].region or ""} - {""}
        told = described(text, mentions, self.gazetteer, self._only_cities)
        wide = lands(text, self.gazetteer, _word_class, marks.starts, marks.at)
        wider = [each for each in wide if each[:2] not in found]
        beside = (*self._openings(text, marks), *self._behind(text, marks))
        return [*found.values(), *beside, *wider, *told]

    def _behind(self, text: str, marks: _Marks) -> Iterator[Found]:
        """ "[Советский район] Нижнего Новгорода", which has it: a town behind its district."""
        for district in marks.districts:
            for pattern in _NAMES:
                name = pattern.match(text, district.end + 1)
                if name is None or text[district.end] != " " or marks.at(*name.span()):
                    continue
                cities = self._cities(name[0]) if _may_be(name[0]) else ()
                if cities and cities[0].population >= CITY[cities[0].country in NEAR_HOME]:
                    yield Found(*name.span(), "CITY", PLAIN_SCORE)
                    break

    def _only_cities(self, name: str) -> tuple[Entry, ...]:
        """The cities of a name that is neither a person's nor a common noun."""
        return self._cities(name) if _word_class(name) in ("geo", "unknown") else ()

    def _openings(self, text: str, marks: _Marks) -> Iterator[Found]:
        """ "Магдебург (ФРГ) назван столицей", at a sentence's beginning."""
        for match in _OPENING.finditer(text):
            word = _NAMES[1].match(text, match.end())
            if word is None or _word_class(word[0]) != "geo":
                continue
            item = self._item(text, match.end(), marks)
            if item is None or (item.mark is not None and item.mark.type != "PERSON"):
                continue
            city = item.cities[0]
            in_full = fold(city.name) == fold(item.text) and city.population >= LARGE
            if in_full and not _GOES_ON.match(text, item.end) and not _is_other(text, item, marks):
                yield Found(item.start, item.end, "CITY", PLAIN_SCORE)

    def _chains(self, text: str, marks: _Marks) -> Iterator[tuple[bool | None, list[_Item]]]:
        """Names after a preposition (True: of place alone), and lists that a city begins (None)."""
        done = 0
        for match in _BEFORE.finditer(text):
            within = _IS_WITHIN.get(match[1].lower())
            chain = [] if within is None else self._chain(text, match.end(), marks)
            if chain:
                done = max(done, chain[-1].end)
                yield within, chain
        for mark in marks.cities:
            chain = self._chain(text, mark.start, marks) if mark.start >= done else []
            if len(chain) > 1:
                done = chain[-1].end
                yield None, chain

    def _chain(self, text: str, start: int, marks: _Marks) -> list[_Item]:
        chain: list[_Item] = []
        while item := self._item(text, start, marks):
            chain.append(item)
            joiner = _JOINER.match(text, item.end)
            if joiner is None or joiner.end() == item.end:
                break
            start = joiner.end()
        return chain

    def _item(self, text: str, start: int, marks: _Marks) -> _Item | None:
        for pattern in _NAMES:
            match = pattern.match(text, start)
            if match is None or not (cities := self._cities(match[0])):
                continue
            mark = marks.at(start, match.end())
            if mark and mark.type == "LOCATION" and mark.start < start:  # "под Рязанью"
                mark = None
            if mark is None or mark.type in _PLACES or _is_whole(mark, match.span()):
                return _Item(start, match.end(), match[0], cities, mark)
        return None

    def _plain(
        self, text: str, within: bool | None, chain: list[_Item], marks: _Marks, here: set[str]
    ) -> Iterator[_Item]:
        sure = [item for item in chain if item.mark and item.mark.type in _PLACES]
        free = [item for item in chain if item not in sure and not _is_other(text, item, marks)]
        sure += [item for item in free if _stands_alone(item, within, marks)]
        if within and len(chain) == 1 and _leads_on(text, chain[0], marks):
            sure += free
        regions = {city.region for item in sure for city in item.cities[:1] if city.region}
        countries = {city.country for item in sure for city in item.cities[:1]}
        for item in free:
            if item in sure:
                yield item
                continue
            wanted = regions if item.mark else regions | (here if within else set())
            if near := [city for city in item.cities if city.region in wanted]:
                yield dataclasses.replace(item, cities=(*near, *item.cities))
            elif item.mark is None and item.cities[0].country in countries and _may_be(item.text):
                yield item

    def _read(self, name: str) -> tuple[Entry, ...]:
        """Cities by their own name, the most populous first."""
        found = [
            match for match in self.gazetteer.matches(name, by_endings=True) if _is_city(match)
        ]
        return tuple(match.entry for match in sorted(found, key=_size))


class _Marks:
    """Mentions by where they stand."""

    def __init__(self, text: str, mentions: Collection[Mention]) -> None:
        marks = [mark for mark in mentions if mark.type not in SEE_THROUGH]
        marks.sort(key=attrgetter("start", "end", "type"))  # as mentions compare, in less time
        self._near = Near(marks)
        self.starts = {mark.start for mark in marks}
        self.cities = [mark for mark in marks if mark.type == "CITY"]
        self.districts = [mark for mark in marks if mark.type == "DISTRICT"]
        people = (text[mark.start : mark.end] for mark in marks if mark.type == "PERSON")
        self._people = collections.Counter(
            word[:STEM].lower() for name in people for word in name.split()
        )

    def is_person(self, item: _Item) -> bool:
        """Whether people of the article are called so elsewhere."""
        own = item.mark is not None and item.mark.type == "PERSON"
        return self._people[item.text[:STEM].lower()] > own

    def begins(self, start: int) -> bool:
        """Whether a place mention begins there."""
        near = self._near(start, start + 1)
        return any(mark.start == start and mark.type in PLACE_TYPES for mark in near)

    def at(self, start: int, end: int) -> Mention | None:
        """The outermost mention that touches the characters; of a place mention itself if any."""
        near = self._near(start, end)
        own = [mark for mark in near if mark.type in PLACE_TYPES]
        return next(iter(own or near), None)


def _is_whole(mark: Mention, span: tuple[int, int]) -> bool:
    """A PERSON or LOCATION of one word: the model's guess at a name that it does not know."""
    return mark.type in ("PERSON", "LOCATION") and (mark.start, mark.end) == span


def _is_city(match: Match) -> bool:
    return match.entry.kind == "city" and match.how != "adjective"


def _size(match: Match) -> tuple[bool, int]:
    return match.entry.country not in HOME, -match.entry.population


def _is_other(text: str, item: _Item, marks: _Marks) -> bool:
    """A name that goes on ("Владимире Путине"), or an adjective before its noun."""
    if _GOES_ON.match(text, item.end) and not marks.begins(item.end + 1):
        return _word_class(item.text) != "geo"
    tags = [parse.tag for parse in _parses(item.text)]
    cases = {tag.case for tag in tags if "ADJF" in tag}
    noun = _AGREES.match(text, item.end) if cases else None
    if noun is None:
        return False
    nouns = [parse.tag for parse in _parses(noun[0])]
    return any("NOUN" in tag and tag.case in cases for tag in nouns)


def _stands_alone(item: _Item, within: bool | None, marks: _Marks) -> bool:
    """Whether the name is a city's where nothing else tells."""
    if within is None or item.mark is not None:
        return False
    city, kind = item.cities[0], _word_class(item.text)
    at_home = city.country in NEAR_HOME
    if kind == "geo":
        return city.population >= (TOWN if within else CITY)[at_home]
    if not within:
        return kind == "common" and city.country in HOME and city.population >= LARGE
    if kind == "unknown":
        return city.population >= 2 * TOWN[at_home]
    return city.country in HOME and city.population >= LARGE and not marks.is_person(item)


def _leads_on(text: str, item: _Item, marks: _Marks) -> bool:
    """ "Из Владимира в Москву": the beginning of a way to a city."""
    way = _WAY.match(text, item.end)
    at_home = item.cities[0].country in NEAR_HOME
    return way is not None and at_home and marks.begins(way.end()) and not marks.is_person(item)


def _may_be(name: str) -> bool:
    """Whether the dictionary knows a word as a place's, or does not know it."""
    return _word_class(name) == "unknown" or any("Geox" in each.tag for each in _parses(name))


def _parses(name: str) -> tuple[Parse, ...]:
    """Of the last word."""
    return parses(name.strip().split(" ")[-1].lower())


@functools.lru_cache(maxsize=20_000)
def _word_class(name: str) -> str:
    """What the dictionary knows a word as: "geo", "name", "common" or "unknown"."""
    word = name.split(" ")[-1]
    if not is_known(word):
        return "unknown"
    shares = {"geo": 0.0, "name": 0.0, "common": 0.0}
    for parse in parses(word.lower()):
        shares[_class_of(parse.tag, parse.normal_form)] += parse.score
    if shares["geo"] >= 0.9 or not (shares["name"] or shares["common"]):
        return "geo"
    return "name" if shares["name"] > shares["common"] else "common"


def _class_of(tag: object, lemma: str) -> str:
    """An adjective in "-ский" is made of a place's name or is one."""
    grammemes = str(tag)
    if "Geox" in grammemes or ("ADJF" in grammemes and lemma.endswith(("ский", "цкий"))):
        return "geo"
    is_name = any(name in grammemes for name in ("Name", "Surn", "Patr"))
    return "name" if is_name else "common"
