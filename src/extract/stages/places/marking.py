"""Which mentions of places a document has: what the model marked, more, and less."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Collection, Iterable

from extract.annotations import Mention, Near
from extract.encoder.model import Found
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import is_known, known_parses, parses
from extract.russian.spelling import cleaned
from extract.schema import PLACE_TYPES
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import EPITHETS, SEE_THROUGH, SIDES, WRITTEN_SCORE
from extract.stages.places.plain import Plain
from extract.stages.places.readings import Readings
from extract.stages.places.written import DASH, TYPES, Written

# A name written as no person or body is: it takes the place of these where it overlaps them.
_GIVES_WAY = PLACE_TYPES | {"PERSON"}
_SIDE = re.compile(r"(?<!\w)([А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?) $")
_EPITHET = re.compile(
    r"(?<![\w-])(?:(?:с|п|д|г|х|ст|пос|дер)\.|(?i:сел[оаеу]м?|деревн[а-яё]+|пос[её]л[а-яё]+|хутор"
    r"[а-яё]*|станиц[а-яё]+|город[а-яё]{0,2})) ?([А-ЯЁ][а-яё]+) $"
)
_STREAM = re.compile(  # "рек Сухая Мечетка"
    r"(?<![\w-])(?:(?i:рек[аиу]?|рекой|озер[оау]|озёр|озером|остров[а-я]{0,2})) "
    r"([А-ЯЁ][а-яё]+(?:ая|яя|ое|ее|ий|ый)) $"
)
_NEXT = re.compile(r" ([А-ЯЁ][а-яё]+)(?![\w-])")
LONGEST_SIDE = 30  # characters before a name
_JOINED = re.compile(rf"\w+(?:[{DASH}]\w+)+")
_ROUTE = re.compile(rf"\w+ ?[{DASH}] ?\w+")
_GLUED = re.compile(r"(?P<word>[А-ЯЁ]?[а-яё]{3,})(?P<rest>[A-Z]{2,}|[A-Z][a-z]{2,})$")
# "СицилиюЧто", "Латвии-отказов", "Щельяюр Ижемского района"
_RUN = re.compile(r"(?P<name>[А-ЯЁ][а-яё]{2,})(?:[А-ЯЁ][а-яё]+|-(?P<word>[а-яё]{4,}))")
_IN_DISTRICT = re.compile(
    r"(?P<name>[А-ЯЁ][а-яё-]+(?<!ого)) (?P<unit>[А-ЯЁ][а-яё-]+[сц]кого района)"
)
_NAMED = frozenset({"COUNTRY", "STATE_OR_PROVINCE", "CITY"})
_LANDS = {"COUNTRY", "STATE_OR_PROVINCE"}


class Marking:
    """Adds names that the model has not marked."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._written = Written(readings.gazetteer)
        self._plain = Plain(readings.gazetteer)
        self._only = functools.lru_cache(maxsize=1 << 14)(self._only_type)
        self._region = functools.lru_cache(maxsize=1 << 14)(self._region_of)

    def __reduce__(self) -> tuple[type[Marking], tuple[Readings]]:
        return Marking, (self._readings,)  # without what it remembers

    def __call__(self, source: str, mentions: Collection[Mention]) -> list[Mention | Found]:
        """All mentions of the document, in the order of the text, the longer first.

        Args:
            source: The text of the article.
            mentions: All its mentions.
        """
        clean = cleaned(source)
        if clean.text == source:
            return sorted(self._marked(source, mentions), key=_order)
        known = {Mention(*clean.inside(m.start, m.end), m.type): m for m in mentions}
        after: list[Mention | Found] = []
        for each in self._marked(clean.text, known):
            if each in known:
                after.append(known[each])
                continue
            start, end = clean.span(each.start, each.end)
            after.append(
                Found(start, end, each.type, each.score)
                if isinstance(each, Found)
                else Mention(start, end, each.type)
            )
        return sorted(after, key=_order)

    def _marked(self, text: str, mentions: Collection[Mention]) -> set[Mention | Found]:
        starts = {mention.start for mention in mentions if mention.type in PLACE_TYPES}
        whole = (each for mention in mentions for each in self._trimmed(text, mention))
        mentions = [self._with_side(text, mention, starts) for mention in dict.fromkeys(whole)]
        mentions = self._whole(text, mentions)
        spans = collections.Counter((mention.start, mention.end) for mention in mentions)
        given: set[Mention | Found] = {
            self._retyped(text, mention) if spans[mention.start, mention.end] == 1 else mention
            for mention in mentions
        }
        after = self._merged(text, given, self._written(text))
        places = [mention for mention in after if mention.type in PLACE_TYPES]
        named = {(text[each.start : each.end], each.type) for each in places}
        here = {region for each in named if (region := self._region(*each))}
        known = [Mention(*each[:3]) if isinstance(each, Found) else each for each in after]
        return self._merged(text, after, self._plain(text, known, here))

    def _trimmed(self, text: str, mention: Mention) -> Iterable[Mention]:
        """Without what is glued to a name; a settlement and its district are two."""
        mention = _unglued(text, mention)
        if mention.type not in PLACE_TYPES:
            return (mention,)
        if two := _IN_DISTRICT.fullmatch(text, mention.start, mention.end):
            district = Mention(two.start("unit"), mention.end, "DISTRICT")
            return Mention(mention.start, two.end("name"), "CITY"), district
        run = _RUN.fullmatch(text, mention.start, mention.end)
        if run is None or self._readings.gazetteer.matches(run[0]):
            return (mention,)
        is_word = run["word"] is None or any(
            "NOUN" in parse.tag for parse in known_parses(run["word"])
        )
        if not is_word or not self._readings.gazetteer.matches(run["name"]):
            return (mention,)
        return (Mention(mention.start, run.end("name"), mention.type),)

    def _whole(self, text: str, mentions: Collection[Mention]) -> Collection[Mention]:
        """Without "[Ла]" and "[Манш]" of "Ла-Манш"."""
        places = [mention for mention in mentions if mention.type in PLACE_TYPES]
        joined = Near(
            each
            for each in places
            if _JOINED.fullmatch(text, each.start, each.end)
            and self._readings.gazetteer.matches(text[each.start : each.end])
        )
        parts = {
            each
            for each in places
            for whole in joined(each.start, each.end)
            if whole.start <= each.start and each.end <= whole.end
            and each.end - each.start < whole.end - whole.start
        }  # fmt: skip
        return [mention for mention in mentions if mention not in parts] if parts else mentions

    def _with_side(self, text: str, mention: Mention, starts: Collection[int]) -> Mention:
        """ "Северном [Кавказе]" as the place that it is a part of the name of."""
        if mention.type not in PLACE_TYPES:
            return mention
        before = text[max(0, mention.start - LONGEST_SIDE) : mention.start]
        if epithet := _EPITHET.search(before):
            start = mention.start - len(epithet[1]) - 1
            is_its = not EPITHETS.isdisjoint(nominatives(fold(epithet[1]))) and start not in starts
            return Mention(start, mention.end, "CITY") if is_its else mention
        is_water = mention.type == "LOCATION"
        if is_water and (stream := _STREAM.search(before)):
            start = mention.start - len(stream[1]) - 1
            if start not in starts:
                return Mention(start, mention.end, "LOCATION")
        if longer := self._with_next(text, mention, starts):
            return longer
        side = _SIDE.search(before)
        if side is None or SIDES.isdisjoint(nominatives(fold(side[1]))):
            return mention
        start = mention.start - len(side[0])
        found = self._readings.gazetteer.matches(text[start : mention.end])
        kinds = [TYPES.get(match.entry.kind) for match in found if match.how != "adjective"]
        kind = next(iter(kinds), None)
        return Mention(start, mention.end, kind) if kind and start not in starts else mention

    def _with_next(self, text: str, mention: Mention, starts: Collection[int]) -> Mention | None:
        """ "[Гринвич] Вилледж", where the two words are the name of one place."""
        after = _NEXT.match(text, mention.end)
        if after is None or after.start(1) in starts:
            return None
        whole = text[mention.start : after.end()]
        gazetteer = self._readings.gazetteer
        if whole not in gazetteer:
            return None
        kinds = [TYPES.get(match.entry.kind) for match in gazetteer.matches(whole, by_endings=True)]
        kind = next(iter(kinds), None)
        is_union = kind == mention.type == "LOCATION"  # "[Европейский] Союз"
        return Mention(mention.start, after.end(), kind) if kind and not is_union else None

    def _merged(
        self, text: str, mentions: set[Mention | Found], names: Iterable[Found]
    ) -> set[Mention | Found]:
        ordered = sorted(names, key=lambda each: (each.start, -each.end))
        if not ordered:
            return mentions
        around = Near(mentions)
        after, taken = set(mentions), 0
        for name in ordered:
            near = around(name.start, name.end)
            if name.start < taken or any(self._stands(text, each, name) for each in near):
                continue
            taken = name.end
            after -= {each for each in near if _gives_way(each, name)}
            after.add(name)
        return after

    def _stands(self, text: str, old: Mention | Found, new: Found) -> bool:
        """Whether a mention is kept as it is: around the new name, or of the same place."""
        is_beside = old.type == "LOCATION" and old.start < new.start  # "под Рязанью"
        if is_beside and new.end == old.end:
            return False
        if self._is_route(text, old, new):
            return False
        if old.start <= new.start and new.end <= old.end and old.type not in SEE_THROUGH:
            if old.end - old.start > new.end - new.start:
                return True
            if old.type == new.type or (old.type in _NAMED and new.score == WRITTEN_SCORE):
                return True
        same = old.type == new.type and old.start == new.start and old.type != "CITY"
        return same and self._key(text, old) == self._key(text, new)

    def _is_route(self, text: str, old: Mention | Found, new: Found) -> bool:
        """ "Москва-Сочи" as one city."""
        name = text[old.start : old.end]
        is_around = old.type == new.type == "CITY" and old.end - old.start > new.end - new.start
        return is_around and _ROUTE.fullmatch(name) is not None and self._key(text, old) is None

    def _retyped(self, text: str, mention: Mention) -> Mention:
        """A mention that can only be of another type: "Набережные Челны" as a province."""
        if mention.type not in _NAMED:
            return mention
        name = text[mention.start : mention.end]
        own = self._only(name, mention.type)
        return Mention(mention.start, mention.end, own) if own else mention

    def _only_type(self, name: str, kind: str) -> str | None:
        """The one type that a name can be of, where that is sure."""
        if not self._readings.gazetteer.matches(name):
            return None
        found = self._readings(Name(name, kind, 0, len(name)))
        types = {TYPES.get(each.entry.kind) for each in found}
        own = next(iter(types), None)
        is_sure = len(types) == 1 and all(each.match.how == "name" for each in found)
        # what is a country and what a part of one, the model says: "Шотландия"
        is_sure = is_sure and own != "LOCATION" and {own, kind} != _LANDS
        return own if is_sure else None

    def _key(self, text: str, each: Mention | Found) -> str | None:
        found = self._readings(Name(text[each.start : each.end], each.type, each.start, each.end))
        return found[0].entry.key if found else None

    def _region_of(self, name: str, kind: str) -> str | None:
        """Of a mention that is clear by itself."""
        entry = self._readings.clear(Name(name, kind, 0, len(name)))
        return entry.region if entry is not None else None


def _unglued(text: str, mention: Mention) -> Mention:
    """ "областиCOVID" without the word that lost its blank; "автоVAZ" is one word."""
    if mention.type not in PLACE_TYPES:
        return mention
    glued = _GLUED.search(text, mention.start, mention.end)
    if glued is None or not is_known(glued["word"]):
        return mention
    if any("Fixd" in parse.tag for parse in parses(glued["word"].lower())):
        return mention
    return Mention(mention.start, glued.end("word"), mention.type)


def _order(each: Mention | Found) -> tuple[int, int, str]:
    return each.start, -each.end, each.type


def _gives_way(old: Mention | Found, new: Found) -> bool:
    same = (old.start, old.end) == (new.start, new.end)
    if old.start < new.start and new.end <= old.end and old.type == "LOCATION":
        return False
    return old.type in _GIVES_WAY or (same and old.type not in SEE_THROUGH)
