"""From a mention to an entry of the gazetteer: candidates first, then what the article says."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Sequence

from extract.gazetteer import Entry, Gazetteer, Match, weight
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import analyzer
from extract.stages.places.patterns import (
    ABBREVIATED,
    AMBIGUOUS,
    CAPITAL,
    FAMOUS,
    GENERIC,
    GENERIC_FITS,
    HOME,
    IN_ITS_TIME,
    KINDS,
    LEAST,
    LOWER_CASE_NAME,
    NEAR,
    NEAR_TO,
    NEIGHBOUR,
    NO_ADJECTIVE,
    OUT_OF_ITS_TIME,
    PARENT_NAMED,
    PARTS,
    SAME_COUNTRY,
    SAME_ENTRY,
    SAME_REGION,
    SURE,
)

_PROPER = re.compile("Geox|Name|Surn|Patr|Orgn")
_OF_DISTRICT = re.compile(r"(?:ого|ому|ом|им|ий|ый) (?:район|р-н)")
_UNDOTTED = re.compile(r"\.$")


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A place mention as the resolver reads it.

    Attributes:
        text: As in the article.
        type: Entity type.
        start: First character.
        end: One past the last.
        head: The head noun that it shares with its neighbours in a list, in the singular.
        hint: The kind that a generic noun beside the mention tells: "штат [Вашингтон]".
        is_adjective: It agrees with an ordinary noun behind it: "[московский] вуз".
    """

    text: str
    type: str
    start: int
    end: int
    head: str = ""
    hint: str = ""
    is_adjective: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a mention and its points before and after the article is asked."""

    match: Match
    points: float

    @property
    def entry(self) -> Entry:
        return self.match.entry


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a mention.

    Attributes:
        entry: None where the gazetteer has nothing.
        ambiguous: The runner-up was as likely.
        inside: The mention names a part of the entry ("север Москвы"), not the entry itself.
        by_adjective: The entry was found by an adjective ("московский").
    """

    entry: Entry | None
    ambiguous: bool = False
    inside: bool = False
    by_adjective: bool = False


class Resolver:
    """Chooses entries of a gazetteer for the place mentions of an article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._candidates = functools.lru_cache(maxsize=50_000)(self._read)
        self._ancestors = functools.lru_cache(maxsize=50_000)(self._keys_around)

    def __reduce__(self) -> tuple[type[Resolver], tuple[Gazetteer]]:
        return Resolver, (self.gazetteer,)  # without what it remembers

    def __call__(self, names: Sequence[Name], date: dt.date | None = None) -> list[Choice]:
        """One choice for each name, in their order.

        Args:
            names: The place mentions of one article.
            date: The article's, where known: it decides between names of different times.
        """
        readings = [self.candidates(name) for name in names]
        readings = [[_in_time(candidate, date) for candidate in found] for found in readings]
        decided = [
            None if _is_acronym(name.text) and len(found) > 1 else _decided(found)
            for name, found in zip(names, readings, strict=True)
        ]
        context = _Context(names, decided, self._ancestors)
        return [
            self._choose(name, index, found, context)
            for index, (name, found) in enumerate(zip(names, readings, strict=True))
        ]

    def candidates(self, name: Name) -> list[Candidate]:
        """Readings of a mention by itself, the likeliest first."""
        return list(self._candidates(name.text, name.type, name.head, name.hint, name.is_adjective))

    def clear(self, name: Name) -> Entry | None:
        """What a mention is if the article says nothing; None where two are as likely."""
        return _decided(self.candidates(name), AMBIGUOUS)

    def _choose(
        self, name: Name, index: int, candidates: list[Candidate], context: _Context
    ) -> Choice:
        if not candidates:
            if capital := self._capital(name):
                return Choice(capital)
            around = self._around(name)
            return Choice(around, inside=True) if around else Choice(None)
        ranked = sorted(
            ((candidate.points + context.points(index, candidate.entry), candidate)
             for candidate in candidates
             if not _is_far_fetched(candidate) or context.is_near(index, candidate.entry)),
            key=lambda pair: -pair[0],
        )  # fmt: skip
        if not ranked:
            return Choice(None)
        best, chosen = ranked[0]
        rivals = [points for points, other in ranked[1:] if not self._same(other, chosen)]
        ambiguous = bool(rivals) and best - rivals[0] < AMBIGUOUS
        if ambiguous and chosen.entry.kind == "district":  # every city has its "Ленинский район"
            return Choice(None)
        return Choice(chosen.entry, ambiguous, by_adjective=chosen.match.how == "adjective")

    def _same(self, one: Candidate, other: Candidate) -> bool:
        """A city and its own region or district are two readings of one place name."""
        return other.entry.key in self._ancestors(one.entry) or other.entry.parent == one.entry.key

    def _keys_around(self, entry: Entry) -> frozenset[str]:
        return frozenset(around.key for around in self.gazetteer.ancestors(entry))

    def _capital(self, name: Name) -> Entry | None:
        """ "столица Киргизии", "британская столица": the city."""
        words = name.text.split()
        rest = [word for word in words if CAPITAL not in _lemmas(word)]
        if len(rest) == len(words) or not rest:
            return None
        found = self._candidates(" ".join(rest), "COUNTRY", "", "", False)
        key = found[0].entry.capital if found else None
        return self.gazetteer.get(key) if key else None

    def _around(self, name: Name) -> Entry | None:
        """The place that a part of a place lies in: "север Москвы" → Москва."""
        words = name.text.split()
        first = _lemmas(words[0])
        if len(words) < 2 or not (first & PARTS or words[0].lower() in NEAR_TO or CAPITAL in first):
            return None
        rest = " ".join(words[1:])
        found = [c for kind in KINDS for c in self._candidates(rest, kind, "", "", False)]
        return max(found, key=lambda candidate: candidate.points).entry if found else None

    def _read(
        self, text: str, kind: str, head: str, hint: str, is_adjective: bool
    ) -> tuple[Candidate, ...]:
        costs = KINDS[kind]
        if hint:
            costs = {each: cost + GENERIC_FITS for each, cost in costs.items()}
            costs[hint] = -GENERIC_FITS
        folded = fold(text)
        found: dict[str, Candidate] = {}
        for match, extra in self._matches(text, head):
            cost = costs.get(match.entry.kind)
            of_district = match.how == "adjective" and match.entry.kind == "district"
            if cost is None or (of_district and (kind == "CITY" or text.islower())):
                continue
            points = weight(match, folded) - cost + extra + HOME.get(match.entry.country or "", 0)
            if is_adjective and match.how != "adjective":
                points -= NO_ADJECTIVE
            if text.islower() and match.how != "adjective" and match.entry.kind != "other":
                points -= LOWER_CASE_NAME
                if match.form != folded or points < LEAST:
                    continue
            known = found.get(match.entry.key)
            if known is None or points > known.points:
                found[match.entry.key] = Candidate(match, points)
        return tuple(sorted(found.values(), key=lambda candidate: -candidate.points))

    def _matches(self, text: str, head: str) -> Iterable[tuple[Match, float]]:
        """Readings of the name with its shared head, as it stands, and without generic words."""
        if head:
            matches = self.gazetteer.matches(f"{text} {head}")
            if matches:
                return [(match, GENERIC_FITS) for match in matches]
        matches = self.gazetteer.matches(text) or self.gazetteer.matches(_unbracketed(text))
        if matches:
            return [(match, 0.0) for match in matches]
        if matches := self.gazetteer.matches(self._in_full(text)):
            return [(match, GENERIC_FITS) for match in matches]
        bare, kinds = _without_generic(text)
        if not kinds or not bare:
            return []
        return [
            (match, GENERIC_FITS if match.entry.kind in kinds else 0.0)
            for match in self.gazetteer.matches(bare)
            # A district that is not there is not the town that it is called after.
            if not (_OF_DISTRICT.search(text) and match.entry.kind == "city")
        ]

    def _in_full(self, text: str) -> str:
        """ "Волжском р-не" → "Волжском район", "Моск. обл." → "московская область"."""
        words = [_UNDOTTED.sub("", word) for word in re.split(r"\s+", text)]
        head = ABBREVIATED.get(words[-1])
        if head is None or len(words) < 2:
            return text
        if len(words) == 2 and "." in text[: len(words[0]) + 1]:
            return self.gazetteer.completed(words[0], head) or text
        return " ".join((*words[:-1], head))


class _Context:
    """What an article says of where it is: countries, regions, and who stands beside whom."""

    def __init__(
        self,
        names: Sequence[Name],
        decided: Sequence[Entry | None],
        around: Callable[[Entry], frozenset[str]],
    ) -> None:
        self._names, self._decided, self._around = names, decided, around
        entries = [entry for entry in decided if entry is not None]
        self._keys = {entry.key for entry in entries}
        countries = collections.Counter(entry.country for entry in entries if entry.country)
        self._regions = collections.Counter(entry.region for entry in entries if entry.region)
        most = max(countries.values(), default=1)
        self._countries = {code: count / most for code, count in countries.items()}

    def points(self, index: int, entry: Entry) -> float:
        """Points that the article gives to reading mention ``index`` as ``entry``."""
        points = SAME_COUNTRY * self._countries.get(entry.country or "", 0.0)
        others = self._regions[entry.region] if entry.region else 0
        own = self._decided[index]
        if own is not None and own.region == entry.region:
            others -= 1
        points += SAME_REGION * (others > 0) * (1 + _is_acronym(self._names[index].text))
        points += PARENT_NAMED * (entry.kind == "district" and entry.parent in self._keys)
        points += SAME_ENTRY * (own is None and entry.key in self._keys)
        return points + NEIGHBOUR * self._is_beside_parent(index, entry)

    def is_near(self, index: int, entry: Entry) -> bool:
        """Whether the article names another place of the country."""
        others = (other for at, other in enumerate(self._decided) if at != index and other)
        return any(other.country == entry.country and other != entry for other in others)

    def _is_beside_parent(self, index: int, entry: Entry) -> bool:
        around = self._around(entry)
        for near in (index - 1, index + 1):
            if 0 <= near < len(self._names) and _gap(self._names[index], self._names[near]) < NEAR:
                other = self._decided[near]
                if other is not None and other.kind != "country" and other.key in around:
                    return True
        return False


def _gap(one: Name, other: Name) -> int:
    return max(one.start - other.end, other.start - one.end)


def _decided(candidates: list[Candidate], least: float = SURE) -> Entry | None:
    """The first reading, where its lead is long enough to be believed without context."""
    if not candidates:
        return None
    lead = candidates[0].points - candidates[1].points if len(candidates) > 1 else SURE
    return candidates[0].entry if lead >= least else None


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) < 5


@functools.lru_cache(maxsize=20_000)
def _is_common(form: str) -> bool:
    """Whether the dictionary knows all words, and none as a place's or a person's."""
    for word in form.split(" "):
        tags = [str(parse.tag) for parse in analyzer().parse(word)]
        if not analyzer().word_is_known(word) or any(_PROPER.search(tag) for tag in tags):
            return False
    return True


def _is_far_fetched(candidate: Candidate) -> bool:
    """A little known foreign place that is called like a common word: "Южный", "Лира"."""
    entry = candidate.entry
    if entry.country is None or entry.country in HOME or entry.kind in ("country", "other"):
        return False
    is_known = entry.kind == "city" and entry.population >= FAMOUS
    return not is_known and _is_common(candidate.match.form)


def _in_time(candidate: Candidate, date: dt.date | None) -> Candidate:
    match = candidate.match
    since = match.since or match.entry.since
    until = match.until or match.entry.until
    if date is None or (since is None and until is None):
        return candidate
    if (since or 0) <= date.year <= (until or date.year):
        return Candidate(match, candidate.points + IN_ITS_TIME)
    return Candidate(match, candidate.points - OUT_OF_ITS_TIME)


def _lemmas(word: str) -> set[str]:
    return set(nominatives(fold(word)))


def _unbracketed(text: str) -> str:
    """ "Кировоградской (Кропивницкой) области" without what stands in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", text)


def _without_generic(text: str) -> tuple[str, set[str]]:
    """A name without the generic words around it, and the kinds that those tell."""
    words = re.findall(r"[^\s.]+", text)
    kinds: set[str] = set()
    while len(words) > 1 and (kind := _generic(words[0])):
        kinds.add(kind)
        words = words[1:]
    while len(words) > 1 and (kind := _generic(words[-1])):
        kinds.add(kind)
        words = words[:-1]
    return " ".join(words), kinds


def _generic(word: str) -> str | None:
    if not word[:1].islower() and len(word) < 4:
        return None
    return next((GENERIC[lemma] for lemma in nominatives(fold(word)) if lemma in GENERIC), None)
