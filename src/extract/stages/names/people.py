"""Names of people: nominative, parts and gender, by what the whole article says.

Every word of a name has several readings (see ``inflection``); the words of one name agree in
case and gender; and the forms of one name in an article have one nominative. The readings
that fit all this best are taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.annotations import Person, offsets
from extract.russian.spelling import Cleaned
from extract.stages.lemmatization import recase
from extract.stages.names import patterns
from extract.stages.names.inflection import Reading, is_given_name, is_surname, readings
from extract.stages.names.patterns import CASES, FEMALE, MALE

_WORD = re.compile(r"[А-ЯЁA-Z][а-яё]?\.|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_CYRILLIC = re.compile(r"^[а-яё'’ʼ`]+$", re.IGNORECASE)
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
            and self.lower not in patterns.PARTICLES
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
    return [Name(words, tail, *cache[words]) for words, tail in split]


def _is_lone(words: Sequence[Word]) -> bool:
    return len(words) == 1


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
    return tuple(words), text[done:]


_ALIKE = {"Gen", "Acc"}  # one form of men's names, which the tagger may call either
_GENDERS = {"Masc": MALE, "Fem": FEMALE}


def _agreed_gender(root: Token) -> tuple[str | None, float]:
    """Gender of the verb or of the noun that a name stands with, and what that is worth."""
    head, relation = root.head, root.dep_
    gender = "".join(head.morph.get("Gender", []))
    if relation.startswith("nsubj") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _GENDERS.get(gender), _VERB_GENDER if gender in _GENDERS else _TAG_GENDER
    if relation in ("appos", "flat:name") and head.pos_ == "NOUN":
        if title := patterns.TITLE_GENDER.get(head.lemma_):
            return title, _NOUN_GENDER
        # "министр" is said of women too, "актриса" of women only
        animate_woman = gender == "Fem" and "Anim" in head.morph.get("Animacy", [])
        return FEMALE if animate_woman else None, _TAG_GENDER
    return None, _TAG_GENDER


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
    tables = [support.best(word.lower, lone) if word.declines else None for word in words]
    best: dict[str, tuple[float, tuple[Reading | None, ...]]] = {}
    for gender in (MALE, FEMALE):
        for case in CASES:
            total, chosen = _NOMINATIVE * (case == "Nom"), []
            for word, table in zip(words, tables, strict=True):
                reading = None
                if table is not None:
                    score, reading = table.get((case, gender), (_NO_READING, None))
                    total += score + _tag_agrees(word, case, gender, reading)
                chosen.append(reading)
            if gender not in best or total > best[gender][0]:
                best[gender] = total, tuple(chosen)
    male, female = best[MALE], best[FEMALE]
    winner = female if female[0] > male[0] else male
    plural = any(reading and reading.nominative.endswith(patterns.PLURAL) for reading in winner[1])
    # "Юрій Мушка": the word that would tell is in another alphabet
    foreign = any(_is_foreign(word.text) for word in words)
    # of "Анна Ким" and "Олег Ким" a lone "Ким" may be either
    shared = lone and support.is_shared(winner[1]) and words[0].sure == _TAG_GENDER
    clear = abs(male[0] - female[0]) > _CLEAR and not (plural or foreign or shared)
    return winner[1], (FEMALE if winner is female else MALE) if clear else None


def _is_foreign(word: str) -> bool:
    return word.isalpha() and not _CYRILLIC.match(word) and not _ROMAN.match(word)


def _tag_agrees(word: Word, case: str, gender: str, reading: Reading | None) -> float:
    """What the tagger says for a reading."""
    if reading is None:
        return 0.0
    same = word.case == case or ({word.case, case} == _ALIKE and reading.cases >= _ALIKE)
    return _TAG_CASE * same + word.sure * (word.gender == gender)


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a name: a word, or hyphenated ones together."""

    text: str
    kinds: frozenset[str]

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def lower(self) -> str:
        return self.text.lower()


def _items(name: Name) -> list[_Item]:
    items: list[_Item] = []
    for word, form, reading in zip(name.words, name.forms, name.chosen, strict=True):
        kinds = {reading.kind} if reading is not None and reading.kind else set()
        if is_given_name(form):
            kinds.add("given")
        if is_surname(form):
            kinds.add("surname")
        if word.gap == "-" and items:
            items[-1] = _Item(f"{items[-1].text}-{form}", items[-1].kinds | kinds)
        else:
            items.append(_Item(form, frozenset(kinds)))
    return items


def person(name: Name) -> tuple[Person, str]:
    """The parts of a name, and the name in the nominative.

    The order is that of running text, given name first, but for names like "Си Цзиньпин".
    Titles are left out, unless only a given name follows ("папа Франциск").
    """
    items = _items(name)
    if not items:
        return Person(), name.tail.strip()
    titles, items = _split_titles(items)
    given, patronymic, surname, eastern = _parts(items)
    who = Person(
        " ".join(surname) or None,
        " ".join(given) or None,
        " ".join(patronymic) or None,
        name.gender,
    )
    order = [*surname, *given] if eastern else [*given, *patronymic, *surname]
    if not surname and titles:
        order = [*titles, *order]
    return who, " ".join(order) or "".join(name.forms)


def _split_titles(items: list[_Item]) -> tuple[list[str], list[_Item]]:
    """Titles in front, never the whole name."""
    count = 0
    while (
        count < len(items) - 1
        and items[count].lower in patterns.TITLES
        and (items[count].text.islower() or not items[count].kinds)
    ):
        count += 1
    return [item.text for item in items[:count]], items[count:]


_Parts = tuple[list[str], list[str], list[str], bool]


def _parts(items: list[_Item]) -> _Parts:
    """Given name, patronymic, surname, and whether the surname stands first by custom."""
    numeral = [item.text for item in items[1:] if _ROMAN.match(item.text)]
    items = [item for item in items if item.text not in numeral]
    if numeral:  # "Николай II"
        return [*(item.text for item in items), *numeral], [], [], False
    initials = [item.text for item in items if item.is_initial]
    words = [item for item in items if not item.is_initial]
    if initials:
        return _with_initials(initials, words)
    if len(words) == 1:
        (word,) = words
        given = "given" in word.kinds and "surname" not in word.kinds
        return ([word.text], [], [], False) if given else ([], [], [word.text], False)
    for at in range(1, len(words)):
        if _is_patronymic(words, at):
            end = at + 1
            if end < len(words) and words[end].lower in patterns.PATRONYMIC_PARTICLES:
                end += 1
            rest = [*words[: at - 1], *words[end:]]
            return [words[at - 1].text], _texts(words[at:end]), _texts(rest), False
    return _without_patronymic(words)


def _texts(items: list[_Item]) -> list[str]:
    return [item.text for item in items]


def _is_patronymic(words: list[_Item], at: int) -> bool:
    if at + 1 < len(words) and words[at + 1].lower in patterns.PATRONYMIC_PARTICLES:
        return True
    if not patterns.PATRONYMIC.search(words[at].lower):
        return False
    # "Иван Рабинович" has none; "Иван Петрович" has one, and no surname
    return len(words) > 2 or "patronymic" in words[at].kinds


def _with_initials(initials: list[str], words: list[_Item]) -> _Parts:
    names = [item for item in words if "given" in item.kinds and "surname" not in item.kinds]
    if len(words) > 1 and words[0] in names:  # "Джордж У. Буш"
        return [words[0].text, *initials], [], _texts(words[1:]), False
    return initials[:1], initials[1:], _texts(words), False


def _without_patronymic(words: list[_Item]) -> _Parts:
    first, last = words[0], words[-1]
    if len(words) > 2 and all(
        "given" in word.kinds and "surname" not in word.kinds for word in words
    ):
        return _texts(words), [], [], False  # "Мария Елизавета Анна"
    if first.lower in patterns.EASTERN_SURNAMES and (
        len(words) == 3 or "surname" not in last.kinds
    ):
        return _texts(words[1:]), [], [first.text], True
    if len(words) == 2 and _is_reversed(first, last):
        return [last.text], [], [first.text], False
    at = next(
        (i for i, word in enumerate(words) if i and word.lower in patterns.PARTICLES),
        len(words) - 1,
    )
    return _texts(words[:at]), [], _texts(words[at:]), False


def _is_reversed(first: _Item, last: _Item) -> bool:
    """Whether a surname stands before the given name: "Петухов Юрий"."""
    return (
        "given" not in first.kinds
        and "surname" in first.kinds
        and ("given" in last.kinds and "surname" not in last.kinds)
    )
