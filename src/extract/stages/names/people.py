"""Names of people: nominative, parts and gender, by what the whole article says.

Every word of a name has several readings (see ``inflection``); the words of one name agree in
case and gender, with each other and with the sentence (see ``asked``); and the forms of one
name in an article have one nominative (see ``support``) and one gender. The readings that fit
all this best are taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from extract.stages.lemmatization import recase
from extract.stages.names import customs, patterns
from extract.stages.names.asked import ALIKE, Asked, asked
from extract.stages.names.inflection import KNOWN_FROZEN, Reading, readings
from extract.stages.names.lists import standing
from extract.stages.names.patterns import CASES, FEMALE, MALE
from extract.stages.names.splitting import Word, is_lone, split
from extract.stages.names.support import Best, Support

# Evidence, in the unit of inflection's weights.
_TAG_CASE = 1.9  # the tagger's case of a word
_TAG_GENDER = 0.6
_SURE = 3.0  # such a lead stands, whatever is said of a lone surname
_CLEAR = 0.5  # a smaller lead leaves the gender open
_CLEAR_WOMAN = 1.15  # the tagger calls two words a woman's: 1.2
_NOMINATIVE = 0.4  # names stand in the nominative more often than not
_NO_READING = -4.0
_CHILD_OF = 4.0  # "кызы", "оглы"
_GIVEN_FIRST = 1.0  # a given name begins a name of several words
_GIVEN_LAST = 0.8  # or ends it

_Chosen = tuple[Reading | None, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention read: its words, their nominatives, and what was understood."""

    words: tuple[Word, ...]
    tail: str
    chosen: _Chosen
    gender: str | None

    @property
    def forms(self) -> list[str]:
        """The words in the nominative, capitals kept."""
        return [
            word.text if reading is None else recase(reading.nominative, word.text)
            for word, reading in zip(self.words, self.chosen, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Read:
    """The best readings of a name as a man's and as a woman's.

    Attributes:
        words: Of the name.
        chosen: Readings by gender.
        lead: How much better the woman's are, without what the sentence says of the gender.
        leaning: What the sentence says, more than 0 for a woman.
    """

    words: tuple[Word, ...]
    chosen: dict[str, _Chosen]
    lead: float
    leaning: float

    def forms(self, gender: str) -> tuple[str, ...]:
        """The nominatives of the words, in lower case."""
        readings = zip(self.words, self.chosen[gender], strict=True)
        return tuple(reading.nominative if reading else word.lower for word, reading in readings)


_Mention = tuple[tuple[Word, ...], Asked]


def read_names(spans: Sequence[Span], text: str) -> list[Name]:
    """Reads the names of people of one article, each in the light of the others.

    Args:
        spans: The mentions.
        text: The whole article's.
    """
    parts = [split(span, text) for span in spans]
    mentions = [(words, asked(span)) for (words, _), span in zip(parts, spans, strict=True)]
    support = Support(word for words, _ in parts for word in words)
    counts = Counter(mentions)
    full = {one: _read(*one, support) for one in counts if not is_lone(one[0])}
    lone = [one for one in counts if one not in full]
    # Names of several words first: they tell how to read the lone ones.
    decided = _decided(full, counts, _leanings(lone, counts))
    for one in full:
        support.settle(*decided[one])
    reads = {one: _read(*one, support) for one in lone}
    decided |= _decided_lone(reads, support)
    return [
        Name(words, tail, *decided[one]) for one, (words, tail) in zip(mentions, parts, strict=True)
    ]


def _leanings(lone: Iterable[_Mention], counts: Counter[_Mention]) -> dict[str, float]:
    """What sentences say of the gender of names of one word, by the word."""
    found: dict[str, float] = defaultdict(float)
    for words, around in lone:
        if around.leaning and words:
            found[words[-1].lower] += around.leaning * counts[words, around]
    return found


_Decided = dict[_Mention, tuple[_Chosen, str | None]]


def _decided(
    reads: dict[_Mention, _Read], counts: Counter[_Mention], lone: dict[str, float]
) -> _Decided:
    """Readings and gender of each name: the forms of one name have one gender."""
    groups = list(_groups(reads))
    bearers = Counter(name for group in groups for name in {*_last_forms(reads, group)})
    decided: _Decided = {}
    for group in groups:
        lead = _mean([reads[one].lead for one in group])
        total = lead + sum(reads[one].leaning * counts[one] for one in group)
        sure = {_only_given(reads[one]) for one in group}
        for name in {*_last_forms(reads, group)}:
            if bearers[name] == 1 and abs(total) < _SURE:  # "господин Обама и госпожа Обама"
                total += _heeded(lone.get(name, 0.0), sure)
        # where the sentence and the word contradict each other, the word decides on its form
        gender = FEMALE if (total if abs(total) > _CLEAR else lead) > 0 else MALE
        for one in group:
            clear = _is_clear(reads[one], total, gender)
            known = clear and not _is_unclear(one[0])
            decided[one] = reads[one].chosen[gender], gender if known else None
    return decided


def _heeded(said: float, sure: set[str | None]) -> float:
    """ "Этери Тутберидзе" is a woman, whatever is said of a lone "Тутберидзе"."""
    return 0.0 if (FEMALE if said < 0 else MALE) in sure else said


def _mean(leads: Sequence[float]) -> float:
    """Of all, the clearer the weightier."""
    return sum(lead * abs(lead) for lead in leads) / (sum(map(abs, leads)) or 1.0)


def _groups(reads: dict[_Mention, _Read]) -> Iterator[list[_Mention]]:
    """Names of several words that may be forms of one."""
    group_of: dict[tuple[str, ...], list[_Mention]] = {}
    groups: dict[int, list[_Mention]] = {}
    for one, read in reads.items():
        keys = {read.forms(gender)[-2:] for gender in (MALE, FEMALE)}
        merged = [one]
        for group in {id(group_of[key]): group_of[key] for key in keys if key in group_of}.values():
            merged += group
            del groups[id(group)]
        groups[id(merged)] = merged
        for other in merged:
            for gender in (MALE, FEMALE):
                group_of[reads[other].forms(gender)[-2:]] = merged
    yield from groups.values()


def _last_forms(reads: dict[_Mention, _Read], group: Iterable[_Mention]) -> Iterator[str]:
    for one in group:
        yield from (reads[one].forms(gender)[-1] for gender in (MALE, FEMALE))


def _decided_lone(reads: dict[_Mention, _Read], support: Support) -> _Decided:
    """The same of names of one word, each by its own sentence where two people share it."""
    decided: _Decided = {}
    for one, read in reads.items():
        total = read.lead + read.leaning
        gender = FEMALE if total > 0 else MALE
        if (
            not read.leaning
            and abs(total) < _SURE
            and (known := support.only_gender(read.chosen[gender]))
        ):
            gender, total = known, _SURE
        chosen = read.chosen[gender]
        plural = any(each and each.nominative.endswith(patterns.PLURAL) for each in chosen)
        # of "Анна Ким" and "Олег Ким" a lone "Ким" may be either
        shared = not read.leaning and support.is_shared(chosen)
        clear = _is_clear(read, total, gender)
        is_known = clear and not (plural or shared or _is_unclear(one[0]))
        decided[one] = chosen, gender if is_known else None
    return _without_quarrels(decided, reads)


def _without_quarrels(decided: _Decided, reads: dict[_Mention, _Read]) -> _Decided:
    """One form of a lone name, which tells no gender, is of no man here and of a woman there.

    Sure of a gender is what its sentence tells of, or declines as men's names alone do.
    """
    guessed: dict[str, list[_Mention]] = defaultdict(list)
    told: dict[str, set[str | None]] = defaultdict(set)
    for one, read in reads.items():
        gender = decided[one][1]
        form = one[0][-1].lower if one[0] else ""
        name = "".join(read.forms(gender or MALE)[-1:])
        if one[1].leaning or name != form:
            told[name].add(gender)
        elif read.forms(MALE) == read.forms(FEMALE):
            guessed[form].append(one)
    for name, mentions in guessed.items():
        genders = {*told[name]} or {decided[one][1] for one in mentions}
        gender = genders.pop() if len(genders) == 1 else None
        for one in mentions if told[name] or gender is None else ():
            decided[one] = reads[one].chosen[gender or MALE], gender
    return decided


def _is_clear(read: _Read, total: float, gender: str) -> bool:
    if _only_given(read) == gender:
        return True
    # the tagger, which errs in the case of a form that does not change, is no proof of a woman
    alone = gender == FEMALE and read.forms(MALE) == read.forms(FEMALE)
    return abs(total) > (_CLEAR_WOMAN if alone else _CLEAR)


def _only_given(read: _Read) -> str | None:
    """The gender in which a name has a given name that the dictionary knows, if one alone."""
    sure = [g for g, chosen in read.chosen.items() if any(map(_is_sure_given, chosen))]
    return sure[0] if len(sure) == 1 else None


def _is_unclear(words: tuple[Word, ...]) -> bool:
    """ "Юрій Мушка": the word that would tell is in another alphabet."""
    return any(word.is_foreign for word in words)


def _read(words: tuple[Word, ...], around: Asked, support: Support) -> _Read:
    """The readings that agree best, for a man and for a woman."""
    lone = is_lone(words)
    first = _first_declined([word.lower for word in words])
    given = len(words) == 2 and any(r.kind == "given" for r in readings(words[0].lower))
    tables = [
        _without_a(support.best(word.lower, lone, given and at == 1), words[:at])
        if at >= first and _declines(words, at)
        else None
        for at, word in enumerate(words)
    ]
    best: dict[str, tuple[float, _Chosen]] = {}
    plain: dict[str, float] = {}
    for gender in (MALE, FEMALE):
        child = _CHILD_OF * _is_child(words, gender)
        for case in CASES:
            total = _NOMINATIVE * (case == "Nom")
            chosen: list[Reading | None] = []
            for word, table in zip(words, tables, strict=True):
                reading = None
                if table is not None:
                    score, reading = table.get((case, gender), (_NO_READING, None))
                    alike = around.cases >= ALIKE or any(map(_is_alike, chosen))
                    total += score + _tag_agrees(word, case, gender, reading, alike)
                chosen.append(reading)
            if len(words) > 1:
                total += (
                    _GIVEN_FIRST
                    if _is_sure_given(chosen[0])
                    else (_GIVEN_LAST * _is_sure_given(chosen[-1]))
                )
            total += around.case_worth * (case in around.cases)
            total += child
            plain[gender] = max(plain.get(gender, total), total)
            if gender == around.gender and case in around.agreeing:
                total += around.gender_worth
            if gender not in best or total > best[gender][0]:
                best[gender] = total, tuple(chosen)
    chosen_by = {gender: chosen for gender, (_, chosen) in best.items()}
    return _Read(words, chosen_by, plain[FEMALE] - plain[MALE], around.leaning)


def _first_declined(words: Sequence[str]) -> int:
    """Of "Ким Чен Ын" and "Си Цзиньпин" the last word alone may decline."""
    if len(words) > 1 and customs.is_burmese(words):
        return 1
    if len(words) == 2 and customs.is_mongolian_father(words[0]) and not standing(words[0]).given:
        return 1
    return len(words) - 1 if customs.is_eastern(words) else 0


def _declines(words: Sequence[Word], at: int) -> bool:
    """Of Arabic names neither "[Абдель] Фаттах" nor "ас-[Сиси]" does."""
    word = words[at]
    if word.lower in customs.SERVANT_OF and at + 1 < len(words):
        return False
    is_nisba = word.gap == "-" and word.lower.endswith("и")
    return word.declines and not (is_nisba and words[at - 1].lower in customs.FAMILY)


def _without_a(best: Best, before: Sequence[Word]) -> Best:
    """Of "Абдель Фаттаха" the last word is no nominative: no name of God ends so."""
    if not before or before[-1].lower not in customs.SERVANT_OF:
        return best
    return {at: found for at, found in best.items() if not found[1].nominative.endswith("а")}


def _is_child(words: Sequence[Word], gender: str) -> bool:
    """Whether a particle says "daughter of" or "son of"."""
    particles = customs.FEMALE_PARTICLES if gender == FEMALE else customs.MALE_PARTICLES
    return any(word.lower in particles for word in words)


def _is_sure_given(reading: Reading | None) -> bool:
    return reading is not None and reading.kind == "given" and reading.weight >= KNOWN_FROZEN


def _is_alike(reading: Reading | None) -> bool:
    return reading is not None and reading.cases >= ALIKE and "Nom" not in reading.cases


def _tag_agrees(word: Word, case: str, gender: str, reading: Reading | None, alike: bool) -> float:
    """What the tagger says for a reading.

    Args:
        word: Of the name.
        case: That it is read in.
        gender: That it is read in.
        reading: The word's.
        alike: Genitive and accusative are one form of the words around.
    """
    if reading is None:
        return 0.0
    alike = alike or reading.cases >= ALIKE
    same = word.case == case or (alike and {word.case, case} == ALIKE)
    return _TAG_CASE * same + _TAG_GENDER * (word.gender == gender)
