"""Titles: the noun phrases that name a position, whole, with what is said of their time."""

from __future__ import annotations

import functools

from spacy.strings import get_string_id

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.grammar import forms_of, is_fixed, is_plain, loan, may_be_person
from extract.stages.careers.phrases import Phrases
from extract.stages.careers.title import Title
from extract.stages.careers.unmarked import unmarked
from extract.stages.careers.words import Words

BODY_TYPES = frozenset(
    {"ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT", "LOCATION", "FACILITY"}
)
PLACES = BODY_TYPES - {"ORGANIZATION", "FACILITY"}
_ABSORBED = BODY_TYPES | {
    "NATIONALITY", "EVENT", "WORK_OF_ART", "LAW", "FAMILY", "PRODUCT", "RELIGION", "IDEOLOGY",
    "LANGUAGE",
}  # fmt: skip


def _coded(words: frozenset[str]) -> frozenset[int]:
    """Lemmas as spaCy's hashes, with a capital too."""
    return frozenset(get_string_id(form) for word in words for form in (word, word.capitalize()))


_MANAGING = ("управляющ", "заведующ", "командующ")
_RANKS = patterns.KEPT - patterns.NOMINALS  # adjectives, whatever they are tagged as
_LISTED, _OFFICES = _coded(patterns.POSITIONS), _coded(kinds.OFFICES)


def _stays(word: str) -> bool:
    """ "замначальника", "завотделом": the same in all cases."""
    return word.startswith(("зам", "зав")) and word.endswith(("а", "ы", "ой", "ом"))


@functools.lru_cache(maxsize=1 << 14)
def _is_odd(text: str) -> bool:
    """Whether a word is a position whose lemma the dictionary may not know."""
    word = text.lower()
    odd = _stays(word) and word in patterns.POSITIONS
    return odd or word.startswith(_MANAGING) or loan(word) is not None


class Titles:
    """All titles of a document, and the mentions that they are read with."""

    def __init__(self, words: Words, positions: frozenset[str] = frozenset()) -> None:
        """Reads a document with some nouns that are positions beside our own."""
        self.words = words
        self._listed = _LISTED | _coded(positions) if positions else _LISTED
        self.people: dict[int, tuple[Mention, int]] = {}  # first token to mention and end
        self.opening: dict[int, tuple[Mention, int]] = {}  # the outermost that begins there
        self._professions: list[tuple[int, int]] = []
        self._begins: dict[int, int] = {}  # of a token the first of the position marked over it
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
                for i in range(start, end):
                    self._begins.setdefault(i, start)
            elif mention.type in _ABSORBED:
                self.opening.setdefault(start, (mention, end))
        self.found = self._find()
        self.found = sorted([*self.found, *unmarked(self)], key=lambda title: title.head)
        self.by_left = {title.left: title for title in self.found}
        self.by_end = {title.end: title for title in self.found}

    def _find(self) -> list[Title]:
        heads = self._heads()
        titles: list[Title] = []
        around: list[Title] = []
        self.phrases = Phrases(self.words, self.people, self.opening, set(heads))
        for head in heads:
            title = self.read(head)
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
        marked = {self.head_of(*span) for span in self._professions}
        # "хоким" may be tagged an adjective.
        heads = {i for i, code in enumerate(words.lemmas) if code in self._listed}
        offices = (i for i, code in enumerate(words.lemmas) if code in _OFFICES)
        heads |= {i for i in offices if self._in_body(i) or words.lower(i - 1) in ("его", "ее")}
        heads |= {start - 2 for start in self.people if self._is_list(start - 2)}
        forms = {text for text in set(words.texts) if _is_odd(text)}
        some = (i for i, text in enumerate(words.texts) if text in forms)
        heads |= {i for i in some if not words.lower(i).startswith(_MANAGING) or self._manages(i)}
        return sorted(
            i
            for i in heads | {head for head in marked if head is not None}
            if words.lemma(i) not in patterns.NO_POSITIONS
            and i not in self.people
            and (
                may_be_person(words.texts[i].lower())
                or words.lemma(i) in patterns.NOMINALS
                or self._manages(i)
            )
        )

    def _is_list(self, i: int) -> bool:
        """ "Защитники: Котов, Львов"."""
        words = self.words
        return words.lower(i + 1) == ":" and words.lemma(i) in kinds.PLAYERS

    def _manages(self, i: int) -> bool:
        """ "управляющий фондами": what it governs tells that it is a position."""
        words, noun = self.words, i + 1
        if not words.lower(i).startswith(_MANAGING):
            return False
        while words.is_modifier(noun):
            noun += 1
        free = words.lower(noun) == "делами" or words.lower(i - 1) != ","
        return free and words.is_noun(noun) and words.feature(noun, "Case") == "Ins"

    def _in_body(self, i: int) -> bool:
        """Whether a body follows within a few words, all of them of one phrase."""
        for at in range(i + 1, min(i + 4, len(self.words))):
            opening = self.opening.get(at)
            if opening is not None:
                return opening[0].type in ("ORGANIZATION", "FACILITY") or (
                    opening[0].type == "COUNTRY" and self.words.lemma(i) == "лидер"
                )
            quoted = self.words.texts[at] in patterns.OPENING
            if not quoted and not self.words.is_modifier(at) and not self._is_body(at):
                return False
        return False

    def _is_body(self, i: int) -> bool:
        """ "компании" of "владелица компании «Заря»"."""
        return self.words.lemma(i) in patterns.BODIES

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

    def read(self, head: int) -> Title:
        """The title of a noun, whole."""
        words = self.words
        case, plural = self._form(head)
        title = Title(head, head, head, head + 1, case, plural)
        lower = words.lower(head)
        if lower.startswith(patterns.FORMER_PREFIXES):
            title.is_former = True
        self._extend_left(title)
        title.end = self.phrases.end(title)
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
            case, number = "", "Sing"  # does not decline: names tell how many they are
        elif form := loan(words.lower(i)):
            case, number = form
        elif words.lower(i) in patterns.POSITIONS:
            # "замначальника" stays as it is, of others the dictionary knows names alone
            case, number = "" if _stays(words.lower(i)) else "Nom", "Sing"
        return case, number == "Plur"

    def _extend_left(self, title: Title) -> None:
        words = self.words
        first = words.sentence_starts[words.sentence(title.head)]
        inside = self._begins.get(title.head, title.head)
        i = title.head - 1
        while i >= first and self._takes(i, title, inside):
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

    def _takes(self, i: int, title: Title, inside: int) -> bool:
        """Whether a title goes on to the left with a token; into the position if it is its."""
        words, lemma = self.words, self.words.lemma(i)
        modifies = words.is_modifier(i) or lemma in _RANKS
        if words.lower(i) == "и" and self._joins(i, title):
            return True  # "чрезвычайный и полномочный посол"
        if "летн" in words.lower(i) and words.lower(i)[:1].isdigit():
            return True  # "49-летний"
        if words.lower(i) in ("экс", "бывш") or (modifies and lemma in patterns.FORMER):
            title.is_former = True
        elif title.case == "Ins" and self._is_elected(i) and words.lower(i - 1) == ",":
            return False  # "планом, избранным премьером"
        elif modifies and lemma in patterns.PLANNED:
            title.is_planned = True
        elif words.lower(i) == "врио" or not modifies or not self._agrees(i, title):
            return False
        elif self._is_next(i, title) and self._is_part(i, inside):
            title.start = i
        return True

    def _is_next(self, i: int, title: Title) -> bool:
        """Whether all between a token and a position is "и"."""
        return all(self.words.lower(at) == "и" for at in range(i + 1, title.start))

    def _is_part(self, i: int, inside: int) -> bool:
        """Whether a modifier belongs to a position."""
        lemma = self.words.lemma(i)
        return lemma not in patterns.DROPPED and (
            self._is_elected(i)
            or i >= inside
            or lemma in patterns.KEPT
            or self._is_place(i)
            or self._describes(i)
        )

    def _is_elected(self, i: int) -> bool:
        return self.words.lower(i).startswith("избранн")

    def _agrees(self, i: int, title: Title) -> bool:
        words = self.words
        if not words.lower(i).isalpha() and not words.lower(i).replace("-", "").isalpha():
            return False
        case = words.feature(i, "Case")
        plural = words.feature(i, "Number") == "Plur"
        if plural != title.is_plural:
            return False
        # "генерального" before an accusative may be tagged a genitive.
        form = title.case, "Plur" if plural else "Sing"
        return not case or not title.case or case == title.case or form in forms_of(words.lower(i))

    def _joins(self, i: int, title: Title) -> bool:
        words = self.words
        known = words.lemma(i - 1) in patterns.KEPT and title.start == title.left == i + 1
        return known and words.lemma(i + 1) in patterns.KEPT and self._agrees(i - 1, title)

    def _describes(self, i: int) -> bool:
        """Whether an adjective tells what one is: "американский", "полевой"."""
        words = self.words
        lemma = words.lemma(i)
        if lemma in kinds.VAGUE or words.feature(i, "NumType") == "Ord":
            return False
        is_adjective = words.pos(i) == "ADJ" and lemma.endswith(("ый", "ий", "ой"))
        return is_adjective and is_plain(words.lower(i))

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
        elif (
            words.lower(i) == "." and words.lower(i - 1) == "о" and words.lower(i - 2) in (".", "и")
        ):
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
