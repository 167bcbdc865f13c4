"""Words into the case that a name asks for: "соглашение" into "соглашения", "Минниханов" too."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pymorphy3.analyzer import Parse

from extract.annotations import Mention, Person
from extract.russian.dictionary import inflected, parses
from extract.russian.parsing import best_parse, recase
from extract.syntax.tree import Tree

_CASES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
}  # fmt: skip
_AGREEING = frozenset({"ADJ", "DET", "NUM"})
_NAME_MARKS = frozenset({"Name", "Surn", "Patr"})
_GENDERS = {"male": "masc", "female": "femn"}
# Endings of names that no dictionary knows: nominative, genitive, instrumental, dative.
_MALE_ENDINGS = (
    ("ский", "ского", "ским", "скому"), ("цкий", "цкого", "цким", "цкому"),
    ("ый", "ого", "ым", "ому"), ("ий", "ия", "ием", "ию"), ("ой", "ого", "ым", "ому"),
    ("ов", "ова", "овым", "ову"), ("ев", "ева", "евым", "еву"), ("ин", "ина", "иным", "ину"),
    ("ич", "ича", "ичем", "ичу"), ("ей", "ея", "еем", "ею"), ("ь", "я", "ем", "ю"),
    ("й", "я", "ем", "ю"), ("ия", "ии", "ией", "ии"), ("я", "и", "ей", "е"),
    ("ка", "ки", "кой", "ке"), ("га", "ги", "гой", "ге"), ("а", "ы", "ой", "е"),
)  # fmt: skip
_FEMALE_ENDINGS = (
    ("ова", "овой", "овой", "овой"), ("ева", "евой", "евой", "евой"),
    ("ина", "иной", "иной", "иной"),
    ("ская", "ской", "ской", "ской"), ("цкая", "цкой", "цкой", "цкой"), ("ая", "ой", "ой", "ой"),
    ("ия", "ии", "ией", "ии"), ("вна", "вны", "вной", "вне"), ("ка", "ки", "кой", "ке"),
    ("га", "ги", "гой", "ге"), ("а", "ы", "ой", "е"), ("я", "и", "ей", "е"),
)  # fmt: skip
_COLUMN = {"Gen": 1, "Ins": 2, "Dat": 3}
_NUMBERED = re.compile(r"(\d+-)(го|му|м|ом|ым|й|я|ю|ой|е)$")
_AGED = re.compile(r"(\d+-)([а-яё]{4,})$")  # "70-летний"
_YEAR = re.compile(r"(.+)(-\d+)$")
_DOUBLE = re.compile("(?:ов|ев|ёв|ин|ский|цкий|ова|ева|ёва|ина|ская|цкая)$")
_NOUNS = ("NOUN",)
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"


def of_tokens(tree: Tree, start: int, end: int, head: int, case: str) -> str:
    """A phrase of the text in another case: its noun and what agrees with it.

    Args:
        tree: The document.
        start: First token.
        end: One past the last token.
        head: The noun.
        case: UD case; the phrase stays as it is where it stands in that case.
    """
    old = tree.cases[head]
    pieces = []
    turned = set() if old == case else _turning(tree, start, end, head)
    counted = False
    if case == "Nom" and old == "Gen" and any(tree.pos[i] == "NUM" for i in tree.children[head]):
        turned = set()  # "четыре обстрела"
    scales = {i for i in range(start, head) if case == "Gen" and _is_scale(tree, i)}
    if old == case == "Gen":  # "все 16 кандидатов", "два бренда"
        turned = {i for i in tree.children[head] if tree.cases[i] in ("Nom", "Acc") and i < head}
        counted = any(tree.pos[i] == "NUM" for i in turned) and "Sing" in tree.morph[head]
    for i in range(start, end):
        word = tree.words[i]
        if word.isspace():
            continue
        if i in scales:  # "2 миллиона"
            word = _turned(word, "NOUN", tree.morph[i].replace("Sing", "Plur"), case)
        elif i in turned:
            word = _turned(word, tree.pos[i], tree.morph[i], case)
        elif i == head and counted:
            word = _turned(word, tree.pos[i], tree.morph[i].replace("Sing", "Plur"), case)
        gap = tree.said(tree.end(i - 1), tree.starts[i]) if i > start else ""
        pieces.append((" " if gap or (i > start and tree.words[i - 1].isspace()) else "") + word)
    return "".join(pieces).strip()


def _is_scale(tree: Tree, i: int) -> bool:
    """ "2 [миллиона] рублей": of two, three or four it stands in the singular."""
    few = tree.cases[i] == "Gen" and "Number=Sing" in tree.morph[i]
    numbers = (t for t in tree.children[i] if tree.pos[t] == "NUM")
    counted = any("," not in tree.words[t] for t in numbers)  # "2,5 миллиона" stays
    return tree.deps[i] == "nummod" and tree.pos[i] == "NOUN" and few and counted


def _turning(tree: Tree, start: int, end: int, head: int) -> set[int]:
    """The noun, its coordinated nouns, and the words that agree with them."""
    nouns = [head, *(i for i in range(head + 1, end) if _is_joint(tree, i, head))]
    found = set(nouns)
    found.update(i for i in range(max(start, head - 4), head) if _NUMBERED.match(tree.words[i]))
    for noun in nouns:
        for i in tree.children[noun]:
            agrees = tree.pos[i] in _AGREEING or tree.is_participle(i)
            if start <= i < end and i < noun and agrees and tree.cases[i] in (tree.cases[noun], ""):
                found.add(i)
                found.update(t for t in tree.children[i] if t < noun and tree.pos[t] in _AGREEING)
    return found


def _is_joint(tree: Tree, i: int, head: int) -> bool:
    same = tree.deps[i] == "conj" and tree.heads[i] == head
    return same and tree.cases[i] == tree.cases[head] and tree.pos[i] in ("NOUN", "PROPN")


@functools.lru_cache(maxsize=1 << 14)
def _turned(word: str, pos: str, morph: str, case: str) -> str:
    if (year := _YEAR.match(word)) and not word[0].isdigit():  # "Олимпиада-2008"
        return _turned(year[1], pos, morph, case) + year[2]
    if aged := _AGED.match(word):
        return aged[1] + _turned(aged[2], pos, morph, case)
    if number := _NUMBERED.match(word):
        return number[1] + _numbered(morph, case, number[2])
    if not word[:1].isalpha() or word.isascii() or (word.isupper() and 1 < len(word) < 5):
        return word
    parse = best_parse(word, pos, frozenset(morph.split("|")))
    wanted = {_CASES[case]}
    if parse.tag.number:
        wanted.add("plur" if pos == "NOUN" and "Number=Plur" in morph else parse.tag.number)
    form = inflected(parse, frozenset(wanted))
    return _cased(form.word, word) if form else word


def _numbered(morph: str, case: str, ending: str) -> str:
    """ "28-го" is "28-й"."""
    if "Plur" in morph or case not in ("Nom", "Gen"):
        return ending
    if "Gender=Fem" in morph or ending in ("я", "ю", "ой"):
        return "я" if case == "Nom" else "й"
    if case == "Gen":
        return "го"
    return "е" if "Gender=Neut" in morph else "й"


def _cased(form: str, word: str) -> str:
    return recase(form if "ё" in word.lower() else form.replace("ё", "е"), word)


def of_name(name: str, mention: Mention, person: Person | None, case: str) -> str:
    """A name that stands in the nominative in another case.

    Args:
        name: In the nominative.
        mention: What it is of.
        person: For a PERSON, the parts.
        case: UD case.
    """
    if case == "Nom":
        return name
    if mention.type == "PERSON":
        gender = person.gender if person else None
        return " ".join(_person_word(word, gender or "male", case) for word in name.split())
    return _phrase(name, case)


@functools.lru_cache(maxsize=1 << 14)
def _person_word(word: str, gender: str, case: str) -> str:
    """ "Минниханов" is "Миннихановым", of a woman "Гузель" too has her cases."""
    if len(word) < 3 or word.endswith(".") or word.isascii():
        return word
    if "-" in word:  # "Касым-Жомарта", but "Салтыкова-Щедрина"
        *first, last = word.split("-")
        turned = [_person_word(w, gender, case) if _DOUBLE.search(w) else w for w in first]
        return "-".join((*turned, _person_word(last, gender, case)))
    wanted = _GENDERS[gender]
    for parse in parses(word.lower()):
        tag = parse.tag
        fits = tag.case == "nomn" and tag.number == "sing" and tag.grammemes & _NAME_MARKS
        if fits and parse.is_known and (tag.gender == wanted or "ms-f" in tag.grammemes):
            form = inflected(parse, frozenset({_CASES[case], "sing"}))
            if form:
                return _cased(form.word, word)
    return _by_ending(word, gender, case)


def _by_ending(word: str, gender: str, case: str) -> str:
    column = _COLUMN.get(case)
    if column is None:
        return word
    for endings in _MALE_ENDINGS if gender == "male" else _FEMALE_ENDINGS:
        if word.endswith(endings[0]) and len(word) > len(endings[0]):
            return word[: -len(endings[0])] + endings[column]
    if gender == "male" and word[-1] in _CONSONANTS:
        soft = word[-1] in "жцчшщ"
        return word + {"Gen": "а", "Dat": "у", "Ins": "ем" if soft else "ом"}[case]
    return word


@functools.lru_cache(maxsize=1 << 13)
def _phrase(name: str, case: str) -> str:
    """A phrase in the nominative: up to its first noun."""
    words = name.split(" ")
    found: list[Parse | None] = []
    for word in words:
        parse = _nominative(word)
        found.append(parse)
        if parse is None or parse.tag.POS == "NOUN":
            break
    if found and found[-1] is None:  # "сборная [Аргентины]": the adjective is the noun
        found[-2:] = [_nominative(word, _NOUNS) for word in words[len(found) - 2 : len(found) - 1]]
    noun = found[-1] if found else None
    if noun is None or (noun.tag.POS != "NOUN" and len(words) > 1):
        return name
    number = noun.tag.number or "sing"
    gender = {noun.tag.gender} if number == "sing" and noun.tag.gender else set()
    turned = []
    for word, parse in zip(words, found, strict=False):
        own = {_CASES[case], number} | (gender if parse and parse.tag.POS != "NOUN" else set())
        form = inflected(parse, frozenset(own)) if parse else None
        turned.append(_cased(form.word, word) if form else word)
    return " ".join((*turned, *words[len(turned) :]))


def _nominative(word: str, kinds: tuple[str, ...] = (*_NOUNS, "ADJF", "PRTF")) -> Parse | None:
    """How a word of a name in the nominative is read, None where it does not decline."""
    if not word.isalpha() and "-" not in word:
        return None
    if word.isascii() or (word.isupper() and len(word) > 1):
        return None
    ends = word.endswith(("ая", "ый", "ий", "ое", "ее", "яя", "ие", "ые"))
    return next(
        (
            parse
            for parse in sorted(parses(word.lower()), key=lambda p: ends and p.tag.POS == "NOUN")
            if parse.tag.case == "nomn" and parse.tag.POS in kinds
        ),
        None,
    )


def listed(names: Iterable[str]) -> str:
    """ "А, Б и В"."""
    *first, last = list(dict.fromkeys(names)) or [""]
    return f"{', '.join(first)} и {last}" if first else last
