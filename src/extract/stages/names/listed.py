"""The case that names in a list share: "Олега, [Валерию] и Владимира"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extract.annotations import offsets
from extract.stages.names.asked import Asked
from extract.stages.names.cases import ALIKE
from extract.stages.names.inflection import readings
from extract.stages.names.patterns import CASES, CONSONANTS, GOVERNING
from extract.stages.names.splitting import Word
from extract.stages.names.words import runs

_JOINED = re.compile(r"\s?(?:\([^()]{1,60}\)\s?)?(?:,|,? и|,? или|;)\s")
_OTHERS = re.compile(",? (?:и|или) (?:др(?:уг|\\.)|проч|многи|прочие)")
_AND = re.compile(r"(?:^|\s)(?:и|или)\s$")
_COLON = re.compile(r":\s{1,2}$")
# Half or double of one changes no row of 140 articles, but two with _WORTH at 6.
_FEW = 3  # names with commas alone between them may be no list: "жена Юзефа, Тамара Зуева"
_TEAM = 4  # lone surnames of one gender that tell it of the rest of their list
_NEAR = 8  # names on either side that are asked
_BESIDE = 2.0  # what such a word is worth at least
_LIKELY = 1.2  # how much less than the best a reading may weigh that counts
# What the others of a list tell of a name, in the unit of inflection's weights.
_WORTH = 3.0
_WORTH_OF_WORD = 0.75  # more for each word that tells the case
_WORTH_OF_MANY = 7.0
_SURE = 12.0  # no other case can be meant

Cases = frozenset[str]


def with_lists(
    spans: Sequence[Span], words: Sequence[tuple[Word, ...]], around: Sequence[Asked], text: str
) -> list[Asked]:
    """What is asked of each name, with the case that others of its list stand in.

    Args:
        spans: The mentions, in the order of the text.
        words: Of each.
        around: What their sentences ask of them.
        text: The article's.
    """
    found = list(around)
    for at, (span, following) in enumerate(itertools.pairwise(spans)):
        beside = following.start == span.end and _is_governed(span)
        if beside and "Gen" in _cases(words[at]):
            found[at] = Asked(frozenset({"Gen"}), _SURE)  # "внучка [Зуева] Анна Котова"
    # "Анна Зуева (Жизель)": a role is none of the list
    listed = [at for at, span in enumerate(spans) if not _is_in_brackets(span, text)]
    for begin, end in _lists([offsets(spans[at]) for at in listed], text):
        members = listed[begin:end]
        cases = {at: _cases(words[at]) & _asked(found[at]) for at in members}
        for place, at in enumerate(members):
            near = members[max(0, place - _NEAR) : place + _NEAR + 1]
            told = [i for i in near if i != at and 0 < len(cases[i]) <= 2]
            shared = frozenset(CASES).intersection(*(cases[i] for i in told))
            count = sum(len(words[i]) for i in told)  # of words that tell the case
            own = found[at]
            if place == 1 and len(members) == 2 and _is_second(spans[at]):
                shared, count = _oblique(words[members[0]], cases[members[0]]), 2
            if count < 2 or not shared or _is_governed(spans[at]):
                continue
            if own.case_worth >= 1 and own.cases and own.cases.isdisjoint(shared):
                continue
            if found[at].case_worth < _WORTH:
                worth = min(_WORTH + count * _WORTH_OF_WORD, _WORTH_OF_MANY)
                found[at] = found[at]._replace(cases=shared, case_worth=worth)
    return found


def with_genders(
    spans: Sequence[Span], words: Sequence[tuple[Word, ...]], known: Sequence[str | None], text: str
) -> list[str | None]:
    """The gender of each name, of a lone surname that of all others of a long list.

    "Зуев, Котов, [Миколенко], Бесов, Усов" play in one team.

    Args:
        spans: The mentions, in the order of the text.
        words: Of each.
        known: What is known of their gender.
        text: The article's.
    """
    found = list(known)
    for begin, end in _lists([offsets(span) for span in spans], text):
        told = [gender for gender in known[begin:end] if gender]
        if len(told) >= _TEAM and len({*told}) == 1:
            for at in range(begin, end):
                if len(words[at]) == 1:
                    found[at] = told[0]
    return found


def _is_in_brackets(span: Span, text: str) -> bool:
    start, end = offsets(span)
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _lists(places: Sequence[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Runs of mentions with commas or "и" between them: the first, and one past the last."""
    for begin, end in runs(places, text, _JOINED):
        joined = text[places[begin][1] : places[end - 1][0]]
        last = places[end - 1][1]
        told = _AND.search(joined) or _OTHERS.match(text, last)
        told = told or _COLON.search(text, max(0, places[begin][0] - 4), places[begin][0])
        if end - begin > _FEW or (end - begin > 1 and told):
            yield begin, end


def _asked(one: Asked) -> Cases:
    """Those that a noun or a preposition right before a name asks for, else all."""
    return one.cases if one.cases and one.case_worth >= _BESIDE else frozenset(CASES)


def _is_second(span: Span) -> bool:
    """ "Зуева и [Рэй]": no clause of its own begins with it, and a man's name would change."""
    if len(span) > 1 or span.root.dep_ != "conj" or span.text[-1] not in CONSONANTS:
        return False
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return after is None or after.pos_ not in ("VERB", "AUX", "ADV", "PART")


def _oblique(words: tuple[Word, ...], cases: Cases) -> Cases:
    """The case that the tagger sees in a name, where it is no nominative."""
    case = words[-1].case if words else ""
    if case not in cases or case in ("", "Nom"):
        return frozenset()
    return ALIKE if case in ALIKE else frozenset({case})


def _is_governed(span: Span) -> bool:
    """ "мать [Ивана], Ольга Котова": whose she is, and who."""
    return span.start > 0 and span.doc[span.start - 1].lemma_.lower() in GOVERNING


def _cases(words: Sequence[Word]) -> Cases:
    """Those that all words of a name may stand in."""
    cases = frozenset(CASES)
    for word in words:
        if word.declines:
            found = readings(word.lower)
            least = max([one.weight for one in found], default=0.0) - _LIKELY
            cases &= frozenset().union(*(one.cases for one in found if one.weight >= least))
    return cases
