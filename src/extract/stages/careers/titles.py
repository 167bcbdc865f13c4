"""Titles: the noun phrases that name a position, whole, with what is said of their time.

A phrase is read from its head to the right as the text has it (genitives, names, quotes, "по" and
"при" with their nouns), since the model cuts long positions short and splits them in two.
"""

from __future__ import annotations

import dataclasses
import functools

from spacy.strings import hash_string

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.words import Words
from extract.stages.lemmatization import parses, universal

BODY_TYPES = frozenset(
    {"ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT", "LOCATION", "FACILITY"}
)
_ABSORBED = BODY_TYPES | {
    "NATIONALITY", "EVENT", "WORK_OF_ART", "LAW", "FAMILY", "PRODUCT", "RELIGION", "IDEOLOGY",
    "LANGUAGE",
}  # fmt: skip
_LONGEST = 40  # tokens
_LISTED, _OFFICES = (
    frozenset(hash_string(form) for word in some for form in (word, word.capitalize()))
    for some in (patterns.POSITIONS, patterns.OFFICES)
)


@dataclasses.dataclass(slots=True)
class Title:
    """A position as the text names it.

    Attributes:
        left: First token, with words such as "бывший" that are no part of the position.
        start: First token of the position.
        head: Its noun.
        end: One past its last token.
        case: UD case of the head; "" where the form does not tell.
        is_plural: It is of several people.
        is_former: It says that it is over.
        is_planned: It says that it is not yet.
        is_acting: "врио", "и. о.", "исполняющий обязанности".
        is_marked: The model marks it.
        is_one_of: "один из лидеров": the form is plural, the holder one.
        inner: Titles in it that are others': "министра" of "помощник министра".
    """

    left: int
    start: int
    head: int
    end: int
    case: str
    is_plural: bool = False
    is_former: bool = False
    is_planned: bool = False
    is_acting: bool = False
    is_marked: bool = True
    is_one_of: bool = False
    inner: list[Title] = dataclasses.field(default_factory=list)


class Titles:
    """All titles of a document, and the mentions that they are read with."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.people: dict[int, tuple[Mention, int]] = {}  # first token to mention and end
        self.opening: dict[int, tuple[Mention, int]] = {}  # the outermost that begins there
        self.marked: set[int] = set()
        self._professions: list[tuple[int, int]] = []
        done = 0
        for mention, (start, end) in sorted(
            words.spans.items(), key=lambda item: (item[0].start, -item[0].end)
        ):
            if mention.type == "PERSON":
                if start >= done:
                    self.people[start] = (mention, end)
                    done = end
            elif mention.type == "PROFESSION":
                self._professions.append((start, end))
            elif mention.type in _ABSORBED:
                self.opening.setdefault(start, (mention, end))
        self.found = self._find()

    def _find(self) -> list[Title]:
        heads = self._heads()
        titles: list[Title] = []
        around: list[Title] = []
        self.heads = set(heads)
        for head in heads:
            title = self._title(head)
            around = [outer for outer in around if outer.end > head]
            for outer in around[-1:]:
                outer.inner.append(title)
                title.end = min(title.end, outer.end)
            around.append(title)
            if len(around) == 1:
                titles.append(title)
        return titles

    def _heads(self) -> list[int]:
        words = self.words
        for start, end in self._professions:
            head = self.head_of(start, end)
            if head is not None:
                self.marked.add(head)
        heads = {i for i, code in enumerate(words.lemmas) if code in _LISTED and words.is_noun(i)}
        heads |= {i for i, code in enumerate(words.lemmas) if code in _OFFICES and self._in_body(i)}
        return sorted(
            i
            for i in heads | self.marked
            if words.lemma(i) not in patterns.NO_POSITIONS
            and i not in self.people
            and may_be_person(words.texts[i].lower())
        )

    def _in_body(self, i: int) -> bool:
        """Whether a body follows within a few words, all of them of one phrase."""
        for at in range(i + 1, min(i + 4, len(self.words))):
            opening = self.opening.get(at)
            if opening is not None:
                return opening[0].type == "ORGANIZATION"
            if not self.words.is_modifier(at):
                return False
        return False

    def head_of(self, start: int, end: int) -> int | None:
        """The noun of a marked position; of "исполняющий обязанности" the position acted in."""
        words = self.words
        noun = None
        for i in range(start, end):
            if words.is_noun(i) and words.lower(i) not in ("и", "о", "вр", "обязанности", "врио"):
                return i
            if words.lemma(i) in patterns.NOMINALS:
                noun = i  # "управляющий", "рабочий"
        return noun

    def _title(self, head: int) -> Title:
        words = self.words
        case, plural = self._form(head)
        title = Title(head, head, head, head + 1, case, plural, is_marked=head in self.marked)
        lower = words.lower(head)
        if lower.startswith(patterns.FORMER_PREFIXES):
            title.is_former = True
        self._extend_left(title)
        title.end = self.extend_right(title)
        return title

    def _form(self, i: int) -> tuple[str, bool]:
        """Case and number, of what the dictionary allows."""
        words = self.words
        case, number = words.feature(i, "Case"), words.feature(i, "Number")
        forms = forms_of(words.texts[i].lower())
        if forms and (case, number) not in forms:
            fitting = [form for form in forms if form[0] == case] or list(forms)
            case, number = fitting[0]
        if is_fixed(words.texts[i].lower()):
            case = ""  # does not decline
        return case, number == "Plur"

    def _extend_left(self, title: Title) -> None:
        words = self.words
        first = words.sentence_starts[words.sentence(title.head)]
        inside = min((s for s, e in self._professions if s <= title.head < e), default=title.head)
        i = title.head - 1
        while i >= first:
            lemma = words.lemma(i)
            if lemma in patterns.FORMER or words.lower(i) in ("экс", "бывш"):
                title.is_former = True
            elif lemma in patterns.PLANNED:
                title.is_planned = True
            elif words.lower(i) == "врио" or not words.is_modifier(i) or not self._agrees(i, title):
                break
            elif lemma in patterns.DROPPED or not (
                i >= inside or lemma in patterns.KEPT or self._is_place(i)
            ):
                pass
            elif title.start == title.left:
                title.start = i
            title.left = i
            i -= 1
        self._act(title)
        if title.is_plural and words.lower(title.left - 1) == "из":
            one = title.left - 2
            if words.lemma(one) in ("самый", "нынешний", "бывший"):
                one -= 1
            if words.lemma(one) == "один":  # "один из лидеров"
                title.is_plural, title.case = False, words.feature(one, "Case")
                title.left, title.is_one_of = one, True

    def _agrees(self, i: int, title: Title) -> bool:
        words = self.words
        if not words.lower(i).isalpha() and not words.lower(i).replace("-", "").isalpha():
            return False
        case = words.feature(i, "Case")
        plural = words.feature(i, "Number") == "Plur"
        return (not case or not title.case or case == title.case) and plural == title.is_plural

    def _is_place(self, i: int) -> bool:
        opening = self.opening.get(i)
        return opening is not None and opening[0].type in BODY_TYPES and opening[1] == i + 1

    def _act(self, title: Title) -> None:
        """Takes "врио", "и. о.", "исполняющий обязанности" before a title into it."""
        words = self.words
        i = title.left - 1
        at = case = None
        if words.lower(i) in ("врио", "вр", "ио"):
            at, case = i, ""
        elif words.lower(i) == "." and words.lower(i - 1) == "о" and words.lower(i - 2) in (".", "и"):
            at = i - 2 if words.lower(i - 2) == "и" else i - 3
            case = ""
            if words.lower(at - 1) == "." and words.lower(at - 2) in ("вр", "врем"):
                at -= 2
        elif words.lower(i) == "обязанности" and words.lemma(i - 1).startswith("исполня"):
            at, case = i - 1, words.feature(i - 1, "Case")
        if at is None or case is None or at < 0:
            return
        if words.lower(at - 1) == "временно":
            at -= 1
        title.left = title.start = at
        title.case, title.is_acting = case, True
        title.is_plural = False
        if words.lemma(at - 1) in patterns.FORMER:
            title.is_former, title.left = True, at - 1

    def extend_right(self, title: Title, start: int | None = None) -> int:
        """One past the phrase that a title's noun governs.

        Args:
            title: The title.
            start: Where to read on; after its noun without.
        """
        words = self.words
        last = words.sentence_end(title.head)
        last = min(last, title.head + _LONGEST)
        at, cases = title.head + 1, ("Gen",)
        if words.lemma(title.head) in patterns.INSTRUMENTAL:
            cases = ("Gen", "Ins")
        if start is not None:
            at = start
        elif self._is_epithet(at, title):
            at += 1
        envoy = words.lemma(title.head) in patterns.ENVOYS or title.inner
        has_task = False
        while at < last:
            after = self._noun_phrase(at, last, cases, title)
            if after > at:
                at = after
                envoy = envoy or any(
                    words.lemma(i) in patterns.ENVOYS for i in range(title.head, at)
                )
                cases = ("Gen",)
                continue
            word = words.lower(at)
            joint = None
            if word in ("и", "или") and at > title.head + 1:
                joint = ("Gen",) if words.lower(at + 1) not in ("по", "при") else None
                if self._starts_other(at + 1, title):
                    break
            elif word == "," and at > title.head + 1 and self._is_listed(at, last, title):
                joint = ("Gen",)
            elif word == "по":
                joint = ("Dat",)
            elif word == "при":
                joint = ("Loc",)
            elif word in ("в", "во", "на") and envoy:
                joint = ("Loc", "Acc")
            elif word in ("от", "из") and (envoy or has_task):
                joint = ("Gen",)
            if joint is None:
                break
            has_task = has_task or word == "по"
            after = self._noun_phrase(at + 1, last, joint, title, named=word in ("в", "во", "на", "из"))
            if after <= at + 1:
                break
            at = after
            cases = ("Gen",)
        return at

    def _is_epithet(self, i: int, title: Title) -> bool:
        """ "Папа Римский": an adjective of a place after the title, before the name."""
        words = self.words
        return (
            i < len(words)
            and words.texts[i][:1].isupper()
            and words.pos(i) == "ADJ"
            and words.feature(i, "Case") == title.case
            and i not in self.people
        )

    def _is_listed(self, comma: int, last: int, title: Title) -> bool:
        """ "министр экономики, торговли и туризма": a comma that a conjunction follows."""
        words = self.words
        at = comma
        for _ in range(4):
            after = self._noun_phrase(at + 1, last, ("Gen",), title)
            if after <= at + 1 or after >= last:
                return False
            if words.lower(after) == "и":
                return (
                    not self._starts_other(after + 1, title)
                    and self._noun_phrase(after + 1, last, ("Gen",), title) > after + 1
                )
            if words.lower(after) != ",":
                return False
            at = after
        return False

    def _starts_other(self, i: int, title: Title) -> bool:
        """Whether another title or a person begins at a token."""
        words = self.words
        if i in self.people:
            return True
        for at in range(i, min(i + 4, len(words))):
            if at in self.heads:
                return True
            if not words.is_modifier(at):
                return False
        return False

    def _noun_phrase(
        self, at: int, last: int, cases: tuple[str, ...], title: Title, *, named: bool = False
    ) -> int:
        """One past a noun with its modifiers in a case, or a name; ``at`` where there is none."""
        words = self.words
        i = at
        while i < last:
            if i in self.people:
                return at
            opening = self.opening.get(i)
            if opening is not None and (
                self._is_governed(i, opening[1], cases)
                or (i == at and words.lemma(i - 1) in patterns.KINDS)
            ):
                mention, end = opening
                if end > i + 1 or words.is_noun(i) or not words.is_modifier(i):
                    return min(end, last)
            if words.texts[i] in patterns.OPENING:
                return self._quoted(i, last) if not named else at
            lower = words.lower(i)
            if i in self.heads and not self._governs_title(i, title, cases):
                return at
            if words.is_noun(i):
                if named and i == at:
                    return at
                case = words.feature(i, "Case")
                if case in cases or self._is_fixed(i):
                    return i + 1
                forms = forms_of(words.texts[i].lower())
                doubtful = case in ("Acc", "") or (case, words.feature(i, "Number")) not in forms
                return i + 1 if doubtful and {form[0] for form in forms} & set(cases) else at
            if lower in ("№", "n") or (i > at and words.texts[i].isdigit()):
                i += 1
                if words.texts[i - 1].isdigit():
                    return i
                continue
            if words.texts[i].isdigit() and words.lower(i - 1) == "№":
                return i + 1
            if words.is_modifier(i) and self._modifies(i, cases):
                i += 1
                continue
            if lower in ("и", ",") and i > at and words.is_modifier(i - 1) and words.is_modifier(i + 1):
                i += 1
                continue
            if words.texts[i].isupper() and len(words.texts[i]) > 1:
                return i + 1  # "МИД", "II"
            return at
        return at

    def _governs_title(self, i: int, title: Title, cases: tuple[str, ...]) -> bool:
        """Whether a title in the genitive is the superior's, not the next in a list."""
        words = self.words
        possible = {case for case, _ in forms_of(words.texts[i].lower())}
        if possible and not possible & set(cases):
            return False
        return words.feature(i, "Case") in ("Gen", "") and (
            words.lemma(title.head) in patterns.SUBORDINATES
            or words.feature(i, "Number") == "Plur"
            or title.is_acting
        )

    def _modifies(self, i: int, cases: tuple[str, ...]) -> bool:
        case = self.words.feature(i, "Case")
        return case in cases or not case or bool(
            {form[0] for form in forms_of(self.words.texts[i].lower())} & set(cases)
        )

    def _is_fixed(self, i: int) -> bool:
        """ "МИД", "Google", "Коми": forms that do not tell a case."""
        text = self.words.texts[i]
        if (text.isupper() and len(text) > 1) or text[:1].isascii():
            return True
        return is_fixed(text.lower()) or not forms_of(text.lower())

    def _is_governed(self, start: int, end: int, cases: tuple[str, ...]) -> bool:
        """Whether a mention's first noun stands in one of the cases."""
        words = self.words
        for i in range(start, end):
            if words.texts[i] in patterns.OPENING:
                return True
            if words.is_noun(i):
                if self._is_fixed(i):
                    return True
                possible = {form[0] for form in forms_of(words.texts[i].lower())}
                return words.feature(i, "Case") in cases or bool(possible & set(cases))
            if not words.is_modifier(i):
                return words.texts[i].isupper() or words.texts[i][:1].isascii()
            if not self._modifies(i, cases):
                return False
        return True

    def _quoted(self, i: int, last: int) -> int:
        for at in range(i + 1, min(last, i + 12)):
            if self.words.texts[at] in patterns.CLOSING:
                return at + 1
        return i


@functools.lru_cache(maxsize=1 << 13)
def is_fixed(word: str) -> bool:
    """Whether a word does not decline: "замглавы", "атташе"."""
    return all("Fixd" in parse.tag.grammemes and parse.is_known for parse in parses(word))


@functools.lru_cache(maxsize=1 << 13)
def is_feminine(word: str) -> bool:
    """Whether a word names women only: "актрисы"."""
    read = [parse.tag for parse in parses(word) if parse.tag.POS == "NOUN" and parse.is_known]
    read = [tag for tag in read if "anim" in tag.grammemes]
    return bool(read) and all("femn" in tag.grammemes for tag in read)


@functools.lru_cache(maxsize=1 << 13)
def may_be_person(word: str) -> bool:
    """Not "срок", "защита": what the dictionary knows as no living being."""
    read = [parse for parse in parses(word) if parse.tag.POS == "NOUN"]
    known = any(parse.is_known for parse in read)
    return word == "врио" or not known or any("anim" in parse.tag.grammemes for parse in read)


@functools.lru_cache(maxsize=1 << 14)
def forms_of(word: str) -> tuple[tuple[str, str], ...]:
    """The cases and numbers that a noun's form may stand in, the likeliest first."""
    found: dict[tuple[str, str], None] = {}
    for parse in parses(word):
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF"):
            features = dict(feature.split("=") for feature in universal(parse.tag)[1])
            if "Case" in features:
                found[features["Case"], features.get("Number", "Sing")] = None
    return tuple(found)
