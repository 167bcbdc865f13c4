"""The nominative of a name of one word that neither gazetteer nor dictionary knows: "в Мураяме".

A form may come from several nominatives. The preposition before it, the tagger, other forms in the
article and the ends of the names that the gazetteer has tell them apart.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Span, Token

from extract.gazetteer import Gazetteer
from extract.russian.dictionary import is_known
from extract.stages.places.forms import ANY, FORMS, GOVERNED
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import AROUND_TOO, STEM
from extract.stages.places.words import kind_of
from extract.syntax.features import feature

# Half or double of each changes at most 3 of the names that were read by hand.
BY_CASE = 1.0  # points for the case that the tagger gives
BY_NOUN = 3.0  # for the nominative behind a noun: "месторождение Таван-Толгой"
SELDOM = (
    3.5  # less for another form of what is mostly left as it is, "в Домодедове", or a woman's name
)
NEUTER = 0.7  # for "в Новолуганском" as a form of "Новолуганское"
MASCULINE = frozenset({"поселок", "хутор", "город", "пос", "пгт"})
RARE = ("о", "ова", "ева", "ина", "ына")
STANDING = 2.5  # less for one in -е that does not decline, where another case is asked for
BY_FORM = 4.0  # points for each other form in the article that it explains
SMOOTH = 3.0  # names that shorter ends count as
VOWELS = "аеёиоуыэюя"
LONGEST = 4  # letters before the ending
_WORD = re.compile(r"(?:[А-ЯЁ][А-ЯЁа-яё]*['’-])?[А-ЯЁ][а-яё]{2,}")


class Guessing:
    """Guesses nominatives of the names of one document.

    Args:
        gazetteer: Its names tell which ends are usual.
        unknown: The mentions of the document that it lacks.
    """

    def __init__(self, gazetteer: Gazetteer, unknown: Iterable[tuple[Span, Name]]) -> None:
        self._has = gazetteer.__contains__
        self._usual = functools.partial(_usual, gazetteer.n_ending)
        self._forms: dict[str, dict[str, Mapping[str, str]]] = {}
        for _, name in unknown:
            if _is_asked(name.text):
                last = _last(name.text)
                self._forms.setdefault(name.text[:STEM], {})[last] = _candidates(last)

    def __call__(self, span: Span, name: Name) -> str | None:
        """The likeliest nominative; None where the dictionary is to be asked.

        Args:
            span: The mention.
            name: As the resolver read it.
        """
        if not _is_asked(name.text):
            return self._neuter(name)
        last = _last(name.text)
        forms = self._forms.get(name.text[:STEM], {})
        found = forms.get(last) or _candidates(last)
        before = span.doc[span.start - 1] if span.start else None
        is_behind_noun = bool(name.hint) or (before is not None and _is_kind(before))
        allowed = _cases(before, name)
        fitting = {each: cases for each, cases in found.items() if not allowed.isdisjoint(cases)}
        usual = self._usual(last, tuple(fitting or found))
        tagged = feature(span.root, "Case")[:1]

        def points(each: str) -> float:
            others = sum(each in forms[form] for form in forms if form != last)
            worth = BY_CASE * (tagged in found[each])
            worth += BY_NOUN * (is_behind_noun and "N" in found[each])
            is_seldom = each != last and each.endswith(RARE)
            is_standing = each == last and last[-1] == "е" and "N" not in allowed
            worth += NEUTER * (each.endswith(("ое", "ее")) and name.hint not in MASCULINE)
            worth -= SELDOM * is_seldom + STANDING * is_standing
            return math.log(usual[each]) + worth + BY_FORM * others

        best = max(fitting or found, key=points)
        return name.text[: -len(last)] + best.capitalize()

    def _neuter(self, name: Name) -> str | None:
        """ "возле [Водяного]", a village as others are called, rather than a водяной."""
        stem = name.text.removesuffix("ого")
        is_adjective = stem != name.text and " " not in stem and name.hint not in MASCULINE
        named = f"{stem}ое"
        return named if is_adjective and name.type == "CITY" and self._has(named) else None


def _is_kind(noun: Token) -> bool:
    """ "уезда [Хума]"; "в районе [Акербата]" is around it."""
    is_noun = noun.pos_ == "NOUN" and noun.lemma_ not in AROUND_TOO
    return is_noun and kind_of(noun.text.strip()) is not None


def _is_asked(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and not is_known(text)


def _last(text: str) -> str:
    return re.split("['’-]", text.lower())[-1]


def _cases(before: Token | None, name: Name) -> frozenset[str]:
    """First letters of the cases that a name may stand in, by what stands before it."""
    if before is None:
        return frozenset(ANY)
    if name.hint and before.pos_ != "NOUN" and before.text != ".":
        return frozenset(ANY)  # "в городах Мураяма и [Кудомари]"
    if name.hint or _is_kind(before):  # "в городе Мураяма", "в городе Мураяме"
        return frozenset("N" + feature(before, "Case")[:1])
    if before.pos_ == "NOUN" and before.text.islower():
        return frozenset("NG")
    return frozenset(GOVERNED.get(before.lower_, ANY))


@functools.lru_cache(maxsize=4096)
def _candidates(form: str) -> Mapping[str, str]:
    """Nominatives that a form may have, each with the first letters of its cases."""
    found: dict[str, str] = {}
    for ending, base, cases in FORMS:
        stem = form.removesuffix(ending)
        if len(stem) < 2:
            continue
        # No name that declines ends in a vowel before such an ending.
        is_odd = ending != base and stem[-1] in VOWELS and base[:1] in ("", *"аоы")
        if form.endswith(ending) and not is_odd:
            if base[:1] == "ы" and stem[-1] in "гкхжчшщ":
                base = "и" + base[1:]
            nominative = stem + base
            if base == "е" and nominative.endswith(("ое", "ее")):
                cases = cases.replace(ANY, "NA")  # "Красное" declines
            found[nominative] = found.get(nominative, "") + cases
    return found or {form: ANY}


def _usual(ends: Callable[[str], int], form: str, nominatives: tuple[str, ...]) -> dict[str, float]:
    """How usual each nominative is among names with the same letters before the ending."""
    stem = _common((form, *nominatives))
    chances = dict.fromkeys(nominatives, 1 / len(nominatives))
    for length in range(1, min(LONGEST, len(stem)) + 1):
        start = len(stem) - length
        seen = {each: ends(each[start:].replace("ё", "е")) for each in nominatives}
        total = sum(seen.values()) + SMOOTH
        chances = {each: (seen[each] + SMOOTH * chances[each]) / total for each in nominatives}
    return chances


def _common(words: tuple[str, ...]) -> str:
    """The letters that all words begin with."""
    first, last = min(words), max(words)
    same = next((i for i, letter in enumerate(first) if last[i : i + 1] != letter), len(first))
    return first[:same]
