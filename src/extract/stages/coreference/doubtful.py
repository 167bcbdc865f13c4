"""Whether what an article calls someone by is a person's name at all.

"Беги" may be a song, "Шишкина" a street, "Междун" the rest of a word. What is said of all
mentions of one name are features; their weights are learned of people that were read by hand
(``training.verdicts``).
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from extract.annotations import Person, text_of
from extract.russian.dictionary import known_parses, parses
from extract.stages import evidence
from extract.stages.coreference.folding import script
from extract.stages.linear import learned
from extract.stages.names import things
from extract.stages.names.lists import standing
from extract.stages.names.words import is_no_name

FILE = "people.json"  # of a model folder: the weights
# Likelihoods, of people read by hand and in folds by article (docs/model.md).
LEAST = 0.55
LEAST_OF_WORD = 0.66  # of what the dictionary knows as no name alone: "Крыса", "Псков"
_WORDS = frozenset({"other word", "thing", "place"})
_OF_PEOPLE = frozenset({"Name", "Patr"})
_PERSON = frozenset({"NOUN", "anim"})
_THINGS = frozenset({"Geox", "Orgn", "Trad"})
_BEFORE = frozenset(["в", "на", "из", "о", "об", "с", "по", "от", "для", "у", "к", "до", "за", "и"])
_MARKS = frozenset(".,!?:;—–-()")
# How finely what is said of a name is told; none was tried otherwise.
_SURE = (0.5, 0.6, 0.7, 0.8, 0.87, 0.94, 0.97, 0.985, 0.99)  # scores
_MANY = 4  # of what is counted, all that are more
_NEAR = 5  # words on either side that tell what a line is of
_FAR = 12  # words before a name in which a kind may stand
_STEM = 5  # letters that all forms of a word share
_BEGINS = re.compile(f"(?<![А-ЯЁа-яё])[а-яё]{{{_STEM}}}")
# What is called by people's names, and by words that look so.
_KINDS = {
    kind: frozenset(words.split())
    for kind, words in {
        "street": f"дом пересечение перекресток участок район {' '.join(things.STREETS)}",
        "work": """песня трек альбом композиция сингл клип фильм сериал лента картина роман книга
            пьеса спектакль опера балет мюзикл мультфильм игра программа передача комедия драма""",
        "house": """резиденция дворец замок ресторан кафе гостиница отель клуб бутик магазин дом
            музей центр институт университет стадион театр собор храм икона церковь вилла""",
        "brand": """бренд марка компания фирма издание газета журнал портал агентство телеканал
            канал приставка модель пистолет автомобиль группа студия блог партия""",
        "place": "город страна штат село деревня планета спутник остров государство провинция",
        "name": "имя название слово кличка",
        "people": "община племя клан семья народ знак сторонник",
    }.items()
}


class Called(NamedTuple):
    """A mention of someone, its nominative and how sure the model is of it."""

    span: Span
    normal: str
    score: float


class Doubts:
    """Asks of the people of one document.

    Args:
        doc: The document.
        spans: Its mentions.
    """

    def __init__(self, doc: Doc, spans: Sequence[Span]) -> None:
        self._doc = doc
        self._elsewhere = evidence.Elsewhere(doc, spans)

    def __call__(self, who: Person, called: Sequence[Called]) -> bool:
        """Whether it is likely that nothing that someone is called by names a person.

        Args:
            who: As far as known.
            called: In the order of the text.
        """
        if not self.may_doubt(called):
            return False
        chance = learned(FILE, "people").chance(dict.fromkeys(self.evidence(who, called)))
        return chance < LEAST or (
            chance < LEAST_OF_WORD and all(_kind(one.normal) in _WORDS for one in called)
        )

    def may_doubt(self, called: Sequence[Called]) -> bool:
        """Not of a name of several words with a given name that is known: "Анна Котова"."""
        return not any(" " in one.normal and _is_like_name(one.normal) for one in called)

    def evidence(self, who: Person, called: Sequence[Called]) -> Iterator[str]:
        """The features of a person."""
        names = dict.fromkeys(one.normal for one in called)  # a set has no order
        sure = bisect.bisect(_SURE, max(one.score for one in called))
        yield from (f"sure {at}" for at in range(sure + 1))
        for kind in dict.fromkeys(map(_kind, names)):
            yield f"kind {kind}"
            yield from (f"sure {at} of {kind}" for at in range(sure + 1))
        yield f"mentions {min(len(called), _MANY)}"
        yield f"gender {who.gender is not None}"
        yield f"parts {bool(who.surname)} {bool(who.given_name)} {bool(who.patronymic)}"
        for name in names:
            yield from self._of_name(name)
        for span, _, _ in called[:_MANY]:
            yield from evidence.of_letters(span.text)
            yield from evidence.around(self._doc, span, _BEFORE)
            yield from evidence.of_root(span)
            yield from self._elsewhere(span)
            yield from _of_sentence(span)

    def _of_name(self, name: str) -> Iterator[str]:
        words = name.split()
        yield f"words {min(len(words), _MANY)}"
        yield from evidence.of_words(words)
        for word in words:
            lower = word.lower()
            given, surname = standing(lower)
            yield f"standing {min(given, 3)} {min(surname, 3)} of {min(len(words), 2)}"
            if is_no_name(lower):
                yield "no name"
            if lower[:_STEM] in self._in_lower_case and len(lower) >= _STEM:
                yield "in lower case"

    @functools.cached_property
    def _in_lower_case(self) -> frozenset[str]:
        """How the words of the article begin that have no capital."""
        return frozenset(_BEGINS.findall(text_of(self._doc)))


def _of_sentence(span: Span) -> Iterator[str]:
    """By what a name hangs, and what else its line tells of."""
    root = span.root
    yield f"role {root.dep_}"
    if root.head.i != root.i:
        yield f"head {root.head.pos_}"
        yield from _of_noun("of", root.head)
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.i != root.head.i:
        yield from _of_noun("behind", before)
    if before is not None and root.head.i == before.i:
        yield f"beside {root.dep_}"
    yield from _of_line(span)


def _of_noun(where: str, token: Token) -> Iterator[str]:
    """Whether a noun is of a person or a thing, and of what kind."""
    if token.pos_ != "NOUN":
        return
    lemma = token.lemma_.lower()
    yield f"{where} {'a person' if _is_person(lemma) else 'a thing'}"
    yield from (f"{where} {kind}" for kind, words in _KINDS.items() if lemma in words)


def _of_line(span: Span) -> Iterator[str]:
    """What stands near in the line: words with capitals, without them, and what they tell of."""
    doc = span.doc
    near = [*doc[max(0, span.start - _NEAR) : span.start], *doc[span.end : span.end + _NEAR]]
    texts = [token.text for token in near]
    capitals, lower = sum(map(str.istitle, texts)), sum(map(str.islower, texts))
    yield f"capitals near {min(capitals, _MANY)}"
    yield f"small letters near {min(lower, _MANY)}"
    if not any(token.pos_ in ("VERB", "AUX") for token in near):
        yield "no verb near"
    if _MARKS.isdisjoint(texts):
        yield "no mark near"
    if any(token.pos_ == "NOUN" and _is_person(token.lemma_.lower()) for token in near):
        yield "a person near"
    told = {token.lemma_.lower() for token in doc[max(0, span.start - _FAR) : span.end + _NEAR]}
    yield from (f"{kind} near" for kind, words in _KINDS.items() if told & words)


@functools.lru_cache(maxsize=1 << 13)
def _kind(name: str) -> str:
    """What the dictionary and the lists make of a name."""
    word = name.lower()
    if not word.isalpha():
        return "several" if " " in word else "marks"
    tags = [parse.tag for parse in known_parses(word)]
    given, surname = standing(word)
    if tags and all("inan" in tag for tag in tags) and not (given or surname):
        return "thing"
    if tags and all(tag.grammemes & _THINGS for tag in tags):
        return "place"
    if given or surname > 1 or (surname and not is_no_name(word)):
        return "name"
    return "other word" if is_no_name(word) else "unknown"


@functools.lru_cache(maxsize=1 << 13)
def _is_person(lemma: str) -> bool:
    return any(parse.tag.grammemes >= _PERSON for parse in parses(lemma)[:1])


def _is_like_name(name: str) -> bool:
    """Whether a name of several words has an initial, or a given name that the dictionary knows."""
    words = name.split()
    return script(name) != "latin" and any(
        word.endswith(".")
        or any(parse.tag.grammemes & _OF_PEOPLE for parse in known_parses(word.lower()))
        for word in words
    )
