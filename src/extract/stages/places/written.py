"""Names that are places by the way they are written: "Омская обл.", "г. Н. Тагил", "Улан–Удэ"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.encoder.model import Found
from extract.gazetteer import Entry, Gazetteer
from extract.gazetteer.forms import fold
from extract.stages.places.patterns import (
    ABBREVIATED,
    LARGE,
    REGION_NOUNS,
    SETTLEMENTS,
    SHORT,
    WRITTEN_SCORE,
)

DASH = "‐‑‒–—−-"  # ends with the hyphen: stands in classes of characters
_PART = rf"[А-ЯЁ][а-яё]+(?:[{DASH}][А-ЯЁа-яё]+)*"
_ADJECTIVE = rf"[А-ЯЁ][а-яё]+(?:[{DASH}][А-ЯЁ]?[а-яё]+)*(?:ая|ой|ую|ий|ый|ого|ому|им|ым|ом)"
# Characters before a head noun that its list of adjectives may fill; half or double changes no row
# of 46 articles.
_NEAR = 160
# It begins with a blank, which ``re`` looks for faster than behind a letter.
_HEAD = re.compile(rf"\s{{1,3}}(?P<head>обл|кр|АО|р[{DASH}]н(?:а|е|у|ом)?)(?!\w)\.?")
_BEFORE_HEAD = re.compile(r"[а-яё]")
_LAST = re.compile(rf"(?<!\w){_ADJECTIVE}$")
_JOINED_LAST = re.compile(rf"(?<!\w)(?P<name>{_ADJECTIVE})(?:,| и|, а также) $")
_CUT = re.compile(r"(?<!\w)(?P<stem>[А-ЯЁ][а-яё]{2,})\.\s?(?P<head>обл|кр|р-н)\.")
_REPUBLIC = re.compile(rf"(?<!\w)[Рр]есп\.\s*(?P<name>{_PART}(?: [А-ЯЁ][а-яё]+)?)")
_REGION = re.compile(
    rf"(?<!\w)(?:{'|'.join(REGION_NOUNS)})[а-я]{{0,3}} (?P<name>{_PART}(?: {_PART})?)"
)
_STOP = rf"[а-яё]?\.\s?[{DASH}]?"  # of an initial behind its capital
_INITIAL = f"[А-ЯЁ]{_STOP}"
_SETTLEMENT = re.compile(
    rf"(?<![\w.])(?<!\d )(?:{'|'.join(SETTLEMENTS)})\s*"
    rf"(?P<name>(?:{_INITIAL})?{_PART}(?: [А-ЯЁ][а-яё]+)?(?: ?[{DASH}]? ?н/[А-ЯЁ])?)"
)
_SHORT = re.compile(rf"(?<![\w:])(?:{'|'.join(SHORT)})(?:а|е|у|ом)?(?!\w)")
# What must not stand before a name is looked for behind its capital, which ``re`` finds sooner.
_INITIALED = re.compile(rf"(?P<name>[А-ЯЁ](?<![\w.].){_STOP}{_PART})")
_ON_RIVER = re.compile(rf"(?<!\w)(?P<name>{_PART} ?[{DASH}]? ?н/[А-ЯЁ])(?!\w)")
_DASHED = re.compile(
    rf"(?P<name>[А-ЯЁ](?<![\w{DASH}].)[а-яё]+(?:[{DASH}][А-ЯЁа-яё]+)+)(?![{DASH}])"
)
_OF_PORT = re.compile(r"(?:[Аа]эропорт|[Аа]эродром)[а-я]{0,3} «?$")
_SHOUTED = re.compile(  # "ТОМСКАЯ ОБЛАСТЬ", as in headings
    r"(?<![\w-])[А-ЯЁ]+(?:-[А-ЯЁ]+)*(?:ИЙ|ОЙ|ЫЙ|АЯ|ОГО|ОМУ|ОМ|ИМ|ЫМ|УЮ) "
    r"(?:ОБЛАСТ|КРА|РАЙОН|АВТОНОМН[А-ЯЁ]+ ОКРУГ|РЕСПУБЛИК)[А-ЯЁ]{0,2}(?!\w)"
)
_ENDS = re.compile(r"[А-ЯЁ][а-яё]+")
_HALVES = re.compile(
    rf"(?<![\w{DASH}])(?P<one>[А-ЯЁ]?[а-яё]{{3,}}о) ?[{DASH}] ?"
    r"(?P<other>[а-яё]{2,}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими))(?![\w-])"
    r"(?! (?:язык|словар|разговорник|перевод))"
)
_OF_PEOPLE = "русск"  # "русско-турецкий словарь"; but "белорусско-турецкий"
_OF_PAST = "австро-венгер"  # one state
# One of these stands in whatever a pattern finds; to look for a word takes less time than that.
_OF_CUT = ("обл.", "кр.", "р-н.")
_OF_SHOUTED = ("ОБЛАСТ", "КРА", "РАЙОН", "АВТОНОМН", "РЕСПУБЛИК")
TYPES = {
    "city": "CITY", "region": "STATE_OR_PROVINCE", "district": "DISTRICT", "country": "COUNTRY",
    "other": "LOCATION",
}  # fmt: skip


class Written:
    """Finds names by their form alone, in any text, in linear time."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, text: str) -> Iterator[Found]:
        yield from self._headed(text)
        yield from self._cut(text)
        for match in _SHOUTED.finditer(text) if _has(text, _OF_SHOUTED) else ():
            found = self._kinds(match[0], ("region", "district"))
            for each in found[:1]:
                yield Found(*match.span(), TYPES[each.kind], WRITTEN_SCORE)
        for match in _REPUBLIC.finditer(text) if "есп." in text else ():
            yield from self._known(match, ("region",))
        for match in _REGION.finditer(text) if _has(text, REGION_NOUNS) else ():
            yield from self._known(match, ("region",))
        for match in _SETTLEMENT.finditer(text):
            yield from self._known(match, ("city",))
        for match in _SHORT.finditer(text) if _has(text, SHORT) else ():
            yield Found(*match.span(), "CITY", WRITTEN_SCORE)
        for pattern in (_INITIALED, _ON_RIVER) if "н/" in text else (_INITIALED,):
            for match in pattern.finditer(text):
                yield from self._known(match, ("city",))
        yield from self._dashed(text)

    def _dashed(self, text: str) -> Iterator[Found]:
        for match in _DASHED.finditer(text):
            yield from list(self._known(match, ("city", "region", "other"))) or self._route(match)
        for match in _HALVES.finditer(text):
            yield from self._halves(match)

    def _halves(self, match: re.Match[str]) -> Iterator[Found]:
        """ "[армяно]-[грузинский] договор": two countries."""
        if any(half.lower().startswith(_OF_PEOPLE) for half in match.groups()):
            return
        if _OF_PAST in match[0].lower():
            return
        if all(self._is_country(half) for half in match.groups()):
            for group in ("one", "other"):
                yield Found(*match.span(group), TYPES["country"], WRITTEN_SCORE)

    def _is_country(self, adjective: str) -> bool:
        return any(each.kind == "country" for each in self.gazetteer.adjective(adjective))

    def _headed(self, text: str) -> Iterator[Found]:
        """ "Омской обл.", "Вологодской и Тамбовской обл.", "Волжский р-н"."""
        for match in _HEAD.finditer(text):
            if _BEFORE_HEAD.match(text, max(0, match.start() - 1)) is None:
                continue
            head = re.sub(f"[{DASH}]", "-", match["head"])
            kind = "district" if head.startswith("р-н") else "region"
            names = list(self._adjectives(text, match.start(), ABBREVIATED[head], kind))
            for place, (start, end) in enumerate(names):
                # "обл" is read without its dot; "кр" is no word without it.
                whole = match.end() if head == "кр" else match.end("head")
                yield Found(start, end if place else whole, TYPES[kind], WRITTEN_SCORE)

    def _adjectives(self, text: str, end: int, head: str, kind: str) -> Iterator[tuple[int, int]]:
        """The names that share a head noun which begins at ``end``, the last of them first."""
        pattern, low = _LAST, max(0, end - _NEAR)
        while match := pattern.search(text, low, end):
            start, stop = match.span("name" if pattern is _JOINED_LAST else 0)
            known = self._kinds(f"{text[start:stop]} {head}", (kind,))
            if not (known or (kind == "district" and pattern is _LAST)):
                return
            yield start, stop
            pattern, end = _JOINED_LAST, start

    def _cut(self, text: str) -> Iterator[Found]:
        """ "Моск. обл.": the only region whose name begins so."""
        for match in _CUT.finditer(text) if _has(text, _OF_CUT) else ():
            if self.gazetteer.completed(match["stem"], ABBREVIATED[match["head"]]):
                kind = "DISTRICT" if match["head"] == "р-н" else "STATE_OR_PROVINCE"
                yield Found(*match.span(), kind, WRITTEN_SCORE)

    def _known(self, match: re.Match[str], kinds: tuple[str, ...]) -> Iterator[Found]:
        """The longest name from the start of the group that the gazetteer has."""
        start = match.start("name")
        text = match["name"]
        while text:
            found = self._kinds(text, kinds)
            if found:
                kind = kinds[0] if any(each.kind == kinds[0] for each in found) else found[0].kind
                yield Found(start, start + len(text), TYPES[kind], WRITTEN_SCORE)
                return
            text = text.rpartition(" ")[0].rstrip()

    def _route(self, match: re.Match[str]) -> Iterator[Found]:
        """ "Москва-Сочи": two cities, each in the nominative."""
        if _OF_PORT.search(match.string, max(0, match.start() - 20), match.start()):
            return  # "аэропорт Кёльн-Бонн"
        parts = list(_ENDS.finditer(match["name"]))
        found = [self._kinds(part[0], ("city",)) for part in parts]
        is_route = all(
            cities and cities[0].population >= LARGE and fold(cities[0].name) == fold(part[0])
            for part, cities in zip(parts, found, strict=True)
        )
        for part in parts if is_route and len(parts) == 2 else ():
            start = match.start("name") + part.start()
            yield Found(start, start + len(part[0]), "CITY", WRITTEN_SCORE)

    def _kinds(self, text: str, kinds: tuple[str, ...]) -> list[Entry]:
        return [
            match.entry
            for match in self.gazetteer.matches(text, by_endings=True)
            if match.entry.kind in kinds and match.how != "adjective"
        ]


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
