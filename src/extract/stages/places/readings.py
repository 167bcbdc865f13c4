"""What a place mention may be by itself, before the article is asked: entries with points."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection

from extract.gazetteer import Entry, Gazetteer, Match, weight
from extract.gazetteer.forms import fold
from extract.russian.dictionary import is_known, reads_as
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    ABBREVIATED,
    AMBIGUOUS,
    CAPITAL,
    CITY,
    GENERIC_FITS,
    HINTS,
    HOME,
    KINDS,
    LEAST,
    LOWER_CASE_NAME,
    LOWER_UNITS,
    MUNICIPAL,
    NEAR_HOME,
    NEAR_TO,
    NO_ADJECTIVE,
    OF_TOWNS,
    OTHER_LEVEL,
    PARTS,
    SETTLED,
    SIDES,
    SURE,
    VILLAGES,
)
from extract.stages.places.words import (
    kind_of,
    lemmas,
    names_town,
    unbracketed,
    without_generic,
)

_OF_PAST = re.compile(r"(?:ого|ому|ом|им|ий|ый) уезд|(?:ой|ую|ая) волост")
_OF_DISTRICT = re.compile(r"(?:ого|ому|ом|им|ий|ый) (?:район|р-н)")
_OF_PARISH = re.compile(
    rf"(?:ого|ому|ом|им|ий|ый|ое|ем|ым) (?:сельсовет|(?:{'|'.join(MUNICIPAL)})\w+ поселени)"
)
_SPLIT = re.compile(r"^([а-я]+[ое])[ -]([а-я]+)(?= )")
_UNIT = re.compile(
    r"(?i)(?<=[а-яё])\s+(?:муниципальн|административн)[а-яё]+\s+(?:район|округ)([а-яё]*)$"
)
_UNDOTTED = re.compile(r"\.$")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a mention and its points before and after the article is asked."""

    match: Match
    points: float

    @property
    def entry(self) -> Entry:
        return self.match.entry


class Readings:
    """The entries of a gazetteer that a mention may name, the likeliest first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._candidates = functools.lru_cache(maxsize=50_000)(self._read)

    def __reduce__(self) -> tuple[type[Readings], tuple[Gazetteer]]:
        return Readings, (self.gazetteer,)  # without what it remembers

    def __call__(self, name: Name) -> list[Candidate]:
        found = self._candidates(name.text, name.type, name.head, name.hint, name.is_adjective)
        if not found and name.type == "LOCATION" and name.is_in:
            return self._towns(name)
        nouns = [each for each in found if each.match.how != "adjective"] if name.is_noun else []
        return nouns or list(found)

    def as_town(self, name: Name, towns: Collection[str]) -> list[Candidate]:
        """ "жители [Апатитов]" as a LOCATION, where the article names the town."""
        found = self._candidates(name.text, "CITY", "", "", False) if name.is_bare else ()
        return [each for each in found if each.entry.key in towns and each.match.how == "name"]

    def _towns(self, name: Name) -> list[Candidate]:
        """ "озеро в [Урюпинске]", which the model calls a LOCATION like lake and river."""
        found = self._candidates(name.text, "CITY", "", "", False)
        return [
            each
            for each in found
            if each.entry.kind == "city"
            and each.match.how == "name"
            and each.entry.population >= CITY[True]
            and (
                each.entry.country not in HOME
                or each.match.form.endswith(OF_TOWNS)
                or " " in each.match.form  # "Верхнем Уфалее"
            )
        ]

    def clear(self, name: Name) -> Entry | None:
        """What a mention is if the article says nothing; None where two are as likely."""
        return decided(self(name), AMBIGUOUS)

    def capital(self, name: Name) -> Entry | None:
        """ "столица Киргизии", "британская столица": the city."""
        words = name.text.split()
        rest = [word for word in words if CAPITAL not in lemmas(word)]
        if len(rest) == len(words) or not rest:
            return None
        found = self._candidates(" ".join(rest), "COUNTRY", "", "", False)
        key = found[0].entry.capital if found else None
        return self.gazetteer.get(key) if key else None

    def around(self, name: Name) -> Entry | None:
        """The place that a part of a place lies in: "север Москвы", "Северная Италия"."""
        words = name.text.split()
        first = lemmas(words[0])
        if len(words) == 2 and not first.isdisjoint(SIDES):
            land = next(iter(self._candidates(words[1], "COUNTRY", "", "", False)), None)
            is_land = land is not None and land.entry.kind in ("country", "region")
            return land.entry if land is not None and is_land else None
        if len(words) < 2 or not (first & PARTS or words[0].lower() in NEAR_TO or CAPITAL in first):
            return None
        rest = " ".join(words[1:])
        found = [c for kind in KINDS for c in self._candidates(rest, kind, "", "", False)]
        best = max(found, key=lambda candidate: candidate.points).entry if found else None
        is_town = best is not None and best.kind == "city" and best.country not in HOME
        # "На [Западе Путина] критикуют", which a village of Peru is called like
        return None if is_town and reads_as(rest.lower(), "Surn") else best

    def _read(
        self, text: str, kind: str, head: str, hint: str, is_adjective: bool
    ) -> tuple[Candidate, ...]:
        folded = fold(text)
        if kind == "LOCATION" and names_town(text):
            kind = "CITY"
        found: dict[str, Candidate] = {}
        matches = self._named_with(hint, text) or self._matches(text, head)
        if not matches and hint not in VILLAGES:
            matches = self._misspelt(text, head)
        is_settlement = hint in SETTLED and text.split()[-1][:1].isupper()
        costs = _costs(kind, hint, {match.entry.kind for match, _ in matches})
        for match, extra in matches:
            cost = costs.get(match.entry.kind)
            of_district = match.how == "adjective" and match.entry.kind == "district"
            of_district = of_district and match.entry.country in NEAR_HOME  # "голливудский"
            if (is_settlement and _is_no_settlement(match, text)) or _is_persons(match, text):
                continue
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
        of_level = self._of_level(list(found.values()), _is_lower_unit(text, hint))
        return tuple(sorted(of_level, key=lambda candidate: -candidate.points))

    def _of_level(self, found: list[Candidate], is_lower: bool) -> list[Candidate]:
        """Regions of one name in a country: "автономное сообщество Валенсия", its province."""
        levels = {
            each.entry.key: self.gazetteer.has_cities(each.entry)
            for each in found if each.entry.kind == "region"
        }  # fmt: skip
        mixed = {
            country for country in {each.entry.country for each in found}
            if len({levels[each.entry.key] for each in found
                    if each.entry.key in levels and each.entry.country == country}) > 1
        }  # fmt: skip
        return [
            dataclasses.replace(each, points=each.points - OTHER_LEVEL)
            if each.entry.country in mixed and levels.get(each.entry.key) is is_lower
            else each
            for each in found
        ]

    def _named_with(self, hint: str, text: str) -> list[tuple[Match, float]]:
        """ "округ [Колумбия]", where the noun is a part of the name."""
        if HINTS.get(hint) != "district":
            return []
        found = self.gazetteer.matches(f"{hint} {text}")
        if text.endswith(("ий", "ый", "ой")):  # "в районе [Пресненский]"
            found = found or self.gazetteer.matches(f"{text} {hint}")
        return [(match, GENERIC_FITS) for match in found if match.how != "adjective"]

    def _matches(self, text: str, head: str) -> list[tuple[Match, float]]:
        """Readings of the name with its shared head, as it stands, and without generic words."""
        if head:
            whole = _UNIT.sub(r" район\1", f"{text} {head}")
            matches = self.gazetteer.matches(whole) or self._in_one(whole)
            if matches:
                return [(match, GENERIC_FITS) for match in matches]
            if head.endswith(("сельсовет", "поселение")):
                return []  # smaller than the district of its name
            kind = kind_of(head)
            found = self.gazetteer.matches(text)
            return [(match, 0.0) for match in found if match.entry.kind == kind]
        matches = self.gazetteer.matches(text) or self.gazetteer.matches(unbracketed(text))
        if matches:
            return [(match, 0.0) for match in matches]
        if _OF_PARISH.search(text):
            return []
        if matches := self.gazetteer.matches(self._in_full(text)) or self._in_one(text):
            return [(match, GENERIC_FITS) for match in matches]
        bare, kinds = without_generic(text)
        if not kinds or not bare:
            return []
        return [
            (match, GENERIC_FITS if match.entry.kind in kinds else 0.0)
            for match in self.gazetteer.matches(bare)
            # A district that is not there is not the town that it is called after, nor is a
            # strait the country beside it.
            if not (_OF_DISTRICT.search(text) and match.entry.kind == "city")
            and not (_OF_PAST.search(text) and match.entry.kind in ("city", "region"))
            and not ("other" in kinds and match.how == "adjective")
            # "Никольском заливе" has an adjective, and no Никольск
            and not ("other" in kinds and match.entry.kind != "other" and text.startswith(bare))
        ]

    def _misspelt(self, text: str, head: str) -> list[tuple[Match, float]]:
        """ "Пенисльвании", "Краснодасрком крае": one letter from a place that all know."""
        words = text.split()
        unknown = [word for word in words if not is_known(word)]
        if len(unknown) != 1 or len(words) > 2 or head or not text[0].isupper():
            return []
        return [(match, 0.0) for match in self.gazetteer.misspelt(text)]

    def _in_one(self, text: str) -> list[Match]:
        """ "Часто озерский район", "Верхне - Услонский": a district whose name was split."""
        if not _OF_DISTRICT.search(text):
            return []
        whole = _SPLIT.sub(r"\1\2", fold(text))
        return [each for each in self.gazetteer.matches(whole) if each.entry.kind == "district"]

    def _in_full(self, text: str) -> str:
        """ "Волжском р-не" → "Волжском район", "Моск. обл." → "московская область".

        And "Буинского муниципального округа" → "Буинского района".
        """
        text = _UNIT.sub(r" район\1", text)
        words = [_UNDOTTED.sub("", word) for word in re.split(r"\s+", text)]
        head = ABBREVIATED.get(words[-1])
        if head is None or len(words) < 2:
            return text
        if len(words) == 2 and "." in text[: len(words[0]) + 1]:
            return self.gazetteer.completed(words[0], head) or text
        return " ".join((*words[:-1], head))


def decided(candidates: list[Candidate], least: float = SURE) -> Entry | None:
    """The first reading, where its lead is long enough to be believed without context."""
    if not candidates:
        return None
    lead = candidates[0].points - candidates[1].points if len(candidates) > 1 else SURE
    return candidates[0].entry if lead >= least else None


def _costs(kind: str, hint: str, kinds: set[str]) -> dict[str, float]:
    """How much less likely each kind of place is than the first, for a type of mention."""
    if kind == "COUNTRY" and kinds and kinds.isdisjoint(("country", "other")):
        kind = "CITY"  # all countries are known
    if not hint:
        return KINDS[kind]
    return {
        **{each: cost + GENERIC_FITS for each, cost in KINDS[kind].items()},
        HINTS[hint]: -GENERIC_FITS,
    }


def _is_lower_unit(text: str, hint: str) -> bool:
    return hint in LOWER_UNITS or not LOWER_UNITS.isdisjoint(lemmas(text.split()[0]))


def _is_persons(match: Match, text: str) -> bool:
    """ "на [Свердлова]", a street, as the town Имени Свердлова."""
    return match.entry.name.startswith("Имени ") and " " not in text


def _is_no_settlement(match: Match, text: str) -> bool:
    """ "село [Митино]" as a part of Moscow, "станица [Георгиевская]" as of the town Георгиевск.

    And "посёлок [Белый Мыс]" as the cape of a name, or a town Белый, "посёлок [Скуратово]" as
    Большое Скуратово.
    """
    is_cut = match.form.count(" ") < text.count(" ") or (
        match.how == "alias"
        and match.entry.kind == "city"
        and fold(match.entry.name).endswith(f" {match.form}")
    )
    return is_cut or match.how == "adjective" or match.entry.kind == "district"
