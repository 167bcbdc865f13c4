"""Names of people: nominative, parts and gender, by what the whole article says.

Every word of a name has several readings (see ``inflection``); the words of one name agree in
case and gender; and the forms of one name in an article have one nominative. The readings
that fit all this best are taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from extract.annotations import offsets
from extract.russian.spelling import Cleaned
from extract.stages.lemmatization import recase
from extract.stages.names import customs, patterns
from extract.stages.names.inflection import KNOWN_FROZEN, Reading, readings
from extract.stages.names.patterns import CASES, FEMALE, MALE

_WORD = re.compile(r"[А-ЯЁA-Z][а-яё]?\.|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_CYRILLIC = re.compile(r"^[а-яё'’ʼ`]+$", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"^(?:[А-ЯЁ]{2,}|(?![IVXLC]+$)[A-Z]{3,})$")
_ROMAN = re.compile(r"^[IVXLХ]+$")

# Evidence, in the unit of inflection's weights.
_TAG_CASE = 1.9  # the tagger's case of a word
_TAG_GENDER = 0.6
_TITLE_GENDER = 2.0  # "госпожа Петрова", the title in the name
_NOUN_GENDER = 3.0  # "госпожа Петрова", the title before the name
_VERB_GENDER = 1.0  # "Саша уехала"
_CLEAR = 0.5  # a smaller lead leaves the gender open
_NOMINATIVE = 0.4  # names stand in the nominative more often than not
_SUPPORT = 2.3  # another form in the article has this nominative
_FOUND = 1.5  # the nominative itself stands in the article
_SETTLED = 2.0  # a name of several words has it, in this gender
_NO_READING = -4.0
_GIVEN_FIRST = 1.0  # a given name begins a name of several words
_GIVEN_LAST = 0.8  # or ends it


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name; hyphenated ones are several.

    Attributes:
        text: As dictionaries spell it.
        gap: What stands between it and the word before.
        case: The tagger's, "" where it has none.
        gender: The tagger's or its verb's, in our terms.
        sure: How much that gender is worth.
    """

    text: str
    gap: str
    case: str = ""
    gender: str | None = None
    sure: float = _TAG_GENDER

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def declines(self) -> bool:
        """Whether it may change with the case: not initials, particles or Latin letters."""
        return (
            _CYRILLIC.match(self.text) is not None
            and self.lower not in customs.PARTICLES
            and len(self.text) > 1
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A mention read: its words, their nominatives, and what was understood."""

    words: tuple[Word, ...]
    tail: str
    chosen: tuple[Reading | None, ...]
    gender: str | None

    @property
    def forms(self) -> list[str]:
        """The words in the nominative, capitals kept."""
        return [
            word.text if reading is None else recase(reading.nominative, word.text)
            for word, reading in zip(self.words, self.chosen, strict=True)
        ]


def read_names(spans: Sequence[Span], text: str) -> list[Name]:
    """Reads the names of people of one article, each in the light of the others.

    Args:
        spans: The mentions.
        text: The whole article's.
    """
    split = [_words(span, text) for span in spans]
    support = _Support(word for words, _ in split for word in words)
    cache: dict[tuple[Word, ...], tuple[tuple[Reading | None, ...], str | None]] = {}
    # Names of several words first: they tell how to read the lone ones.
    for words in sorted(dict.fromkeys(words for words, _ in split), key=_is_lone):
        cache[words] = _read(words, support)
        if not _is_lone(words):
            support.settle(*cache[words])
    return _of_one_gender([Name(words, tail, *cache[words]) for words, tail in split])


def _of_one_gender(names: list[Name]) -> list[Name]:
    """Names of several words that are written alike are of one person: most mentions decide."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.gender and not _is_lone(name.words):
            votes[tuple(name.forms)][name.gender] += 1
    split = {forms: count for forms, count in votes.items() if len(count) > 1}
    if not split:
        return names
    return [
        replace(name, gender=split[forms].most_common(1)[0][0])
        if (forms := tuple(name.forms)) in split
        else name
        for name in names
    ]


def _is_lone(words: Sequence[Word]) -> bool:
    """Whether one word is all that a name tells, but for initials."""
    return sum(word.text[-1] != "." for word in words) < 2


def _words(span: Span, article: str) -> tuple[tuple[Word, ...], str]:
    """The words of a mention, and what stands behind the last."""
    start, end = offsets(span)
    cleaned = Cleaned(article[start:end])
    text = cleaned.text
    tokens = {cleaned.inside(token.idx - start, end - start)[0]: token for token in span}
    words, done, token = [], 0, span[0]
    agreed, sure = _agreed_gender(span.root)
    for match in _WORD.finditer(text):
        token = tokens.get(match.start(), token)
        gender = agreed or _GENDERS.get("".join(token.morph.get("Gender", [])))
        case = "".join(token.morph.get("Case", []))
        words.append(Word(match.group(), text[done : match.start()], case, gender, sure))
        done = match.end()
    return tuple(_uncapped(words)), text[done:]


def _uncapped(words: list[Word]) -> list[Word]:
    """Words written in capitals as names are; a lone one only where it is known for a name."""
    return [
        replace(word, text=word.text.capitalize())
        if _IN_CAPITALS.match(word.text) and (len(words) > 1 or _is_known(word.lower))
        else word
        for word in words
    ]


def _is_known(word: str) -> bool:
    return any(reading.kind for reading in readings(word))


_ALIKE = {"Gen", "Acc"}  # one form of men's names, which the tagger may call either
_GENDERS = {"Masc": MALE, "Fem": FEMALE}


def _agreed_gender(root: Token) -> tuple[str | None, float]:
    """Gender of the verb or of the noun that a name stands with, and what that is worth."""
    head = root.head
    if gender := _verb_gender(root):
        return gender, _VERB_GENDER
    if root.dep_ in ("appos", "flat:name") and head.pos_ == "NOUN":
        if title := patterns.TITLE_GENDER.get(head.lemma_):
            return title, _NOUN_GENDER
        if gender := _verb_gender(head):  # "министр Яровая прибыла"
            return gender, _VERB_GENDER
        # "министр" is said of women too, "актриса" of women only
        woman = "Gender=Fem" in str(head.morph) and "Animacy=Anim" in str(head.morph)
        return FEMALE if woman else None, _TAG_GENDER
    return None, _TAG_GENDER


def _verb_gender(subject: Token) -> str | None:
    verb = subject.head
    if not subject.dep_.startswith("nsubj") or verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    return _GENDERS.get("".join(verb.morph.get("Gender", [])))


_Best = dict[tuple[str, str], tuple[float, Reading]]  # by case and gender


class _Support:
    """Readings of words in the light of an article's other names."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._nominatives: set[str] = set()
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._best: dict[tuple[str, bool], _Best] = {}
        self._settled: dict[str, set[str | None]] = defaultdict(set)
        seen: set[str] = set()
        for word in words:
            if not word.declines:
                continue
            if word.case in ("Nom", ""):
                self._nominatives.add(word.lower)
            if word.lower not in seen:
                seen.add(word.lower)
                for reading in readings(word.lower):
                    self._forms[reading.nominative].add(word.lower)

    def settle(self, chosen: Iterable[Reading | None], gender: str | None) -> None:
        """Takes note of how a name of several words was read."""
        for reading in chosen:
            if reading is not None:
                self._settled[reading.nominative].add(gender)

    def is_shared(self, chosen: Iterable[Reading | None]) -> bool:
        """Whether a man and a woman of several words have the name."""
        names = (self._settled.get(reading.nominative, set()) for reading in chosen if reading)
        return any({MALE, FEMALE} <= genders for genders in names)

    def best(self, form: str, lone: bool) -> _Best:
        """The best reading of a form in each case and gender, and its worth.

        Args:
            form: A word.
            lone: It is a name by itself, read as the names of several words were.
        """
        if (form, lone) in self._best:
            return self._best[form, lone]
        best: _Best = {}
        for reading in readings(form):
            if not lone and reading.nominative.endswith(patterns.PLURAL):
                continue  # one person is no family: "Юрий Нарбутовских"
            score = reading.weight + self._worth(reading, form)
            for gender in (reading.gender,) if reading.gender else (MALE, FEMALE):
                total = score + _TITLE_GENDER * (
                    patterns.TITLE_GENDER.get(reading.nominative) == gender
                )
                if lone and self._settled.get(reading.nominative, frozenset()) & {gender, None}:
                    total += _SETTLED
                for case in reading.cases:
                    if (case, gender) not in best or total > best[case, gender][0]:
                        best[case, gender] = total, reading
        self._best[form, lone] = best
        return best

    def _worth(self, reading: Reading, form: str) -> float:
        """What the other forms of an article say for a nominative."""
        others = len(self._forms[reading.nominative]) - 1
        found = reading.nominative != form and reading.nominative in self._nominatives
        return _SUPPORT * min(others, 2) / 2 + _FOUND * found


def _read(
    words: tuple[Word, ...], support: _Support
) -> tuple[tuple[Reading | None, ...], str | None]:
    """The readings that agree best, and the gender if one fits clearly better."""
    lone = _is_lone(words)
    # of "Ким Чен Ын" and "Си Цзиньпин" the last word alone may decline
    eastern = customs.is_eastern([word.lower for word in words])
    first = len(words) - 1 if eastern else 0
    tables = [
        support.best(word.lower, lone) if word.declines and at >= first else None
        for at, word in enumerate(words)
    ]
    best: dict[str, tuple[float, tuple[Reading | None, ...]]] = {}
    for gender in (MALE, FEMALE):
        for case in CASES:
            total, chosen = _NOMINATIVE * (case == "Nom"), []
            for word, table in zip(words, tables, strict=True):
                reading = None
                if table is not None:
                    score, reading = table.get((case, gender), (_NO_READING, None))
                    total += score + _tag_agrees(word, case, gender, reading)
                elif word.sure > _TAG_GENDER:
                    total += word.sure * (word.gender == gender)
                chosen.append(reading)
            if len(words) > 1:
                total += (
                    _GIVEN_FIRST
                    if _is_sure_given(chosen[0])
                    else (_GIVEN_LAST * _is_sure_given(chosen[-1]))
                )
            if gender not in best or total > best[gender][0]:
                best[gender] = total, tuple(chosen)
    male, female = best[MALE], best[FEMALE]
    winner = female if female[0] > male[0] else male
    plural = any(reading and reading.nominative.endswith(patterns.PLURAL) for reading in winner[1])
    # "Юрій Мушка": the word that would tell is in another alphabet
    foreign = any(_is_foreign(word.text) for word in words)
    # of "Анна Ким" and "Олег Ким" a lone "Ким" may be either
    shared = lone and support.is_shared(winner[1]) and words[-1].sure == _TAG_GENDER
    clear = abs(male[0] - female[0]) > _CLEAR and not (plural or foreign or shared)
    return winner[1], (FEMALE if winner is female else MALE) if clear else None


def _is_sure_given(reading: Reading | None) -> bool:
    return reading is not None and reading.kind == "given" and reading.weight >= KNOWN_FROZEN


def _is_foreign(word: str) -> bool:
    return word.isalpha() and not _CYRILLIC.match(word) and not _ROMAN.match(word)


def _tag_agrees(word: Word, case: str, gender: str, reading: Reading | None) -> float:
    """What the tagger says for a reading."""
    if reading is None:
        return 0.0
    same = word.case == case or ({word.case, case} == _ALIKE and reading.cases >= _ALIKE)
    return _TAG_CASE * same + word.sure * (word.gender == gender)
