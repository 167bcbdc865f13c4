"""A title as a position: nominative, singular, each holder's own."""

from __future__ import annotations

import functools

from extract.annotations import Mention
from extract.russian.dictionary import inflected
from extract.russian.parsing import best_parse, recase
from extract.stages.careers import patterns
from extract.stages.careers.governed import is_unclosed
from extract.stages.careers.grammar import forms_of, is_modifying
from extract.stages.careers.phrases import EPITHETS
from extract.stages.careers.title import Title
from extract.stages.careers.titles import BODY_TYPES, PLACES, Titles
from extract.stages.careers.words import Words

_TASKED = frozenset({"департамент", "комитет", "министерство", "отдел", "управление"})
_CASES = {"nomn": "Nom", "gent": "Gen"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def position(
    words: Words, title: Title, mine: tuple[Mention, ...] = (), others: tuple[Mention, ...] = ()
) -> str:
    """The words of a position.

    Args:
        words: The document.
        title: The title.
        mine: Of a title that several share, this holder's part of its bodies.
        others: The other holders' parts.
    """
    pieces: list[str] = []
    done = None
    left_out = _left_out(words, mine, others)
    for i in range(title.start, _before_count(words, title)):
        if i in left_out:
            continue
        text = _form(words, title, i, bool(mine) or title.is_plural)
        if done is not None and (done != i - 1 or words.starts[i] > words.end(done)):
            pieces.append(" ")
        pieces.append(text)
        done = i
    if mine and others:
        pieces += _shared_noun(words, title, mine)
    found = " ".join("".join(pieces).split())
    return _lower_first(title, found)


def _before_count(words: Words, title: Title) -> int:
    """Where "президенты двух стран" ends for each of them: whose country is which is not told."""
    after = range(title.head + 1, title.end if title.is_plural else title.head + 1)
    return next((i for i in after if words.pos(i) == "NUM"), title.end)


def _left_out(words: Words, mine: tuple[Mention, ...], others: tuple[Mention, ...]) -> set[int]:
    """The tokens of the others' bodies and what joins them."""
    if not others:
        return set()
    spans = [words.spans[body] for body in (*mine, *others)]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    own = {i for body in mine for i in range(*words.spans[body])}
    return set(range(first, last)) - own


def _shared_noun(words: Words, title: Title, mine: tuple[Mention, ...]) -> list[str]:
    """ "Ленинградской" of "Ленинградской и Псковской областей" lacks its noun."""
    start, end = words.spans[mine[-1]]
    if end - start > 1 or not words.is_modifier(start):
        return []
    noun = next((i for i in range(end, title.end) if words.is_noun(i)), None)
    return [] if noun is None else [" ", singular(words.texts[noun], words.morph(noun), "gent")]


def of_several(words: Words, title: Title, mine: Mention) -> str | None:
    """The name of one of several bodies that share a noun: "Верховного" of "… судов"."""
    start, end = words.spans[mine]
    noun = next((i for i in range(start, title.end) if words.is_noun(i)), None)
    if noun is None or mine.type in PLACES or not words.is_modifier(start):
        return None
    if words.feature(noun, "Number") != "Plur" or words.lemma(noun) not in patterns.COUNTED:
        return None
    name = singular(words.texts[noun], words.morph(noun), "nomn")
    parse = best_parse(name, "NOUN", frozenset())
    gender = str(parse.tag.gender)
    own = [
        _inflected(
            words.texts[i], words.pos(i), words.morph(i), frozenset({"nomn", "sing", gender})
        )
        for i in range(start, min(noun, end))
    ]
    return " ".join([*own, name])


def _form(words: Words, title: Title, i: int, is_shared: bool) -> str:
    text = words.texts[i]
    if title.is_acting:
        if i < title.head and words.lemma(i).startswith("исполня"):
            return singular(text, words.morph(i), "nomn", words.pos(i))
        return _held_for_now(text, words.morph(i)) if i == title.head else text
    if i == title.head:
        return head(words, title)
    if i < title.head or (words.pos(i) != "CCONJ" and _is_epithet(words, title)):
        return _modifier(words, title, i)
    begins_clause = words.lower(i - 1) == "," and words.feature(i, "Case") == title.case
    if begins_clause and words.is_modifier(i):  # "министра, курирующего спорт"
        return singular(text, words.morph(i), "nomn", words.pos(i))
    plural = is_shared and words.is_noun(i) and words.feature(i, "Number") == "Plur"
    if plural and words.lemma(i) in patterns.COUNTED:
        return singular(text, words.morph(i), "gent")
    return text


def _held_for_now(text: str, morph: str) -> str:
    """ "главы" of "исполняющий обязанности глав двух регионов"."""
    numbers = {number for case, number in forms_of(text.lower()) if case == "Gen"}
    return singular(text, morph, "gent") if numbers == {"Plur"} else text


def _is_epithet(words: Words, title: Title) -> bool:
    """Whether nothing follows a noun but adjectives of places: "митрополит Крутицкий"."""
    after = range(title.head + 1, title.end)
    return title.case not in ("Nom", "") and all(
        words.lower(i) == "и"
        or (words.texts[i][:1].isupper() and words.texts[i].endswith(EPITHETS))
        for i in after
    )


def head(words: Words, title: Title) -> str:
    """The noun of a title."""
    text, morph = words.texts[title.head], words.morph(title.head)
    if title.case in ("Nom", "") and not title.is_plural and not title.is_one_of:
        found = text
    else:
        number = "Plur" if title.is_plural or title.is_one_of else "Sing"
        case = "Gen" if title.is_one_of else title.case
        morph = "|".join(
            [p for p in morph.split("|") if not p.startswith(("Case=", "Number="))]
            + [f"Case={case}", f"Number={number}"]
        )
        is_noun = not is_modifying(text.lower())  # "старосты", tagged an adjective
        found = singular(text, morph, "nomn", "NOUN" if is_noun else words.pos(title.head))
    for prefix in patterns.FORMER_PREFIXES:
        if found.lower().startswith(prefix):
            found = found[len(prefix) :]
    return found


def _modifier(words: Words, title: Title, i: int) -> str:
    morph = words.morph(i)
    gender = (
        words.feature(i, "Gender")
        if "Number=Sing" in morph
        else words.feature(title.head, "Gender")
    )
    wanted = _GENDERS.get(gender or "Masc", "masc")
    if words.pos(i) in ("NOUN", "PROPN") and i < title.head:
        return words.texts[i]
    if "Case=Nom" in morph and not title.is_plural:
        return words.texts[i]
    pos = "ADJ" if i > title.head else words.pos(i)
    return _inflected(words.texts[i], pos, morph, frozenset({"nomn", "sing", wanted}))


def singular(text: str, morph: str, case: str, pos: str = "NOUN") -> str:
    """A word in the singular of a case."""
    wanted = {case, "sing"}
    if pos in ("ADJ", "VERB"):
        wanted.add("masc")
    return _inflected(text, pos, morph, frozenset(wanted))


@functools.lru_cache(maxsize=1 << 14)
def _inflected(text: str, pos: str, morph: str, wanted: frozenset[str]) -> str:
    parse = best_parse(text, pos, frozenset(morph.split("|")))
    form = inflected(parse, wanted)
    if form is None:
        return text
    word = str(form.word)
    return recase(word if "ё" in text.lower() else word.replace("ё", "е"), text)


def _lower_first(title: Title, text: str) -> str:
    """A capital that only the beginning of a sentence or politeness has given."""
    first = text.split(" ", 1)[0]
    if title.is_acting or (first[:1].isupper() and first[1:].islower()):
        return text[:1].lower() + text[1:]
    return text


def members(words: Words, titles: Titles, title: Title) -> list[Mention]:
    """The bodies that a title lists: "России и Казахстана"."""
    found: list[Mention] = []
    at = title.head + 1
    while at < title.end:
        opening = titles.opening.get(at)
        if opening is not None and opening[0].type in BODY_TYPES:
            body, end = opening
            joined = (
                words.lower(at - 1) in ("и", ",") and found and words.spans[found[-1]][1] == at - 1
            )
            if found and not joined:
                return []
            found.append(body)
            at = end
        else:
            at += 1
    if found and found[0].type == "ORGANIZATION" and all(m.type in PLACES for m in found[1:]):
        # "главы МИД России и Ирана": the places tell the bodies apart
        end = words.spans[found[0]][1]
        inner = (
            name
            for name, span in words.spans.items()
            if span[1] == end and name.type in PLACES and name != found[0]
        )
        found[0] = next(inner, found[0])
    mixed = len({name.type in PLACES for name in found}) > 1
    return found if len(found) > 1 and not mixed else []


def rest_of_name(words: Words, title: Title, body: Mention) -> str:
    """What a title adds to a body that is marked too short: "имени Орлова", ", СМИ и спорта"."""
    start, end = words.spans[body]
    if body.type != "ORGANIZATION" or not title.head < start or end >= title.end:
        return ""
    tasks = words.lower(end) == "," and words.lemma(start) in _TASKED
    named = words.lower(end) in ("имени", "им")
    if not (tasks or named):
        return ""
    return ("" if tasks else " ") + words.written(end, title.end)


def is_divided(words: Words, titles: Titles, title: Title) -> bool:
    """Whether a title of several lists what each has his own of: "министры финансов и труда"."""
    at = title.head + 1
    while at < title.end and words.lower(at) != "по":
        if words.lower(at) in ("и", ","):
            return True
        opening = titles.opening.get(at)
        at = opening[1] if opening else at + 1
    return False


def title_in_genitive(words: Words, title: Title) -> str:
    """ "президента России"."""
    return _lower_first(title, phrase_in_case(words, title.start, title.end, "gent"))


def of_board(words: Words, title: Title) -> str:
    """The words of a board in the genitive: "наблюдательного совета банка"."""
    pieces = []
    for i in range(title.start, title.end):
        text = words.texts[i]
        if i <= title.head and title.case != "Gen":
            wanted = {"gent", "sing"}
            if i < title.head:
                wanted.add(_GENDERS.get(words.feature(title.head, "Gender"), "masc"))
            text = _inflected(text, words.pos(i), words.morph(i), frozenset(wanted))
        gap = " " if i > title.start and words.starts[i] > words.end(i - 1) else ""
        pieces.append(gap + text)
    return "".join(pieces)


def in_case(words: Words, mention: Mention, wanted_case: str) -> str:
    """A body's name in a case: its first noun and what agrees with it.

    Args:
        words: The document.
        mention: The name.
        wanted_case: "nomn" or "gent".
    """
    start, end = words.spans[mention]
    return phrase_in_case(words, start, end + is_unclosed(words, start, end), wanted_case)


def phrase_in_case(words: Words, start: int, end: int, wanted_case: str) -> str:
    """The same of the tokens from ``start`` to before ``end``."""
    noun = next((i for i in range(start, end) if words.is_noun(i)), None)
    if noun is None or words.texts[start] in patterns.OPENING:
        return words.written(start, end)
    case, plural = words.feature(noun, "Case"), words.feature(noun, "Number") == "Plur"
    pieces = []
    for i in range(start, end):
        text = words.texts[i]
        agrees = i < noun and words.is_modifier(i)
        if (
            case != _CASES[wanted_case]
            and (i == noun or agrees)
            and not (text.isupper() and len(text) > 1)
        ):
            wanted = {wanted_case, "plur" if plural else "sing"}
            if agrees and not plural:
                gender = words.feature(noun, "Gender") or words.feature(i, "Gender")
                wanted.add(_GENDERS.get(gender, "masc"))
            text = _inflected(text, words.pos(i), words.morph(i), frozenset(wanted))
        gap = " " if i > start and words.starts[i] > words.end(i - 1) else ""
        pieces.append(gap + text)
    return "".join(pieces)
