"""Bodies that a general word stands for: "глава ведомства", "председатель правления фонда"."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter, defaultdict

from extract.annotations import Mention
from extract.stages.careers import forms, kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title

# Half or double of each changes no row of 46 articles.
_FAR = 3  # sentences back in which a general word's body is looked for
_CLEAR = 2  # times as often as any other an article must speak of a body
_ANY = re.compile("")
_NEAR = 3  # tokens between a noun and the name of what it is: "журнал о кино «Экран»"

_Name = tuple[int, str, Mention]


class General:
    """One document."""

    def __init__(self, bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies
        self._kinds: dict[re.Pattern[str], Mention | None] = {}  # the one body of each

    @functools.cached_property
    def named(self) -> list[_Name]:
        """Of each name of a body its first token, the key of whom it names, and itself."""
        return [
            (start, self.bodies.key(mention) or "", mention)
            for start, _, mention in self.bodies.names
            if mention.type in ("ORGANIZATION", "FACILITY") and self._is_named(mention)
        ]

    def _is_named(self, mention: Mention) -> bool:
        """ "министерство труда" is a name in whatever letters."""
        written = self.words.written(*self.words.spans[mention])
        is_ministry = written.startswith("министерств") and " " in written
        return is_ministry or self.bodies.is_named(mention)

    def body(self, title: Title) -> Mention | None:
        """The one body that is meant by the last noun of a title, or by a title alone."""
        words = self.words
        minister = self._minister(title)
        if minister is not None:
            return self._ministry(title, minister)
        after = range(title.head + 1, title.end)
        task = next((i for i in after if words.lower(i) == "по"), title.end)
        nouns = [i for i in range(title.head + 1, task) if words.is_noun(i)]
        if not nouns:
            lemma_of_head = words.lemma(title.head)
            chamber = kinds.SITTING.get(lemma_of_head)
            alone = task == title.head + 1 and (
                task < title.end or lemma_of_head not in kinds.TASKED
            )
            return self._only(chamber) if chamber and alone else self.squad(title)
        noun = nouns[-1]
        if words.feature(noun, "Number") == "Plur":
            return None
        lemma = words.lemma(noun)
        if lemma in kinds.GENERAL_BODIES:
            pattern = kinds.GENERAL_BODIES[lemma]
            return self._nearest(pattern, title.left) or self._main(lemma, pattern)
        if lemma in patterns.GENERAL_PLACES:
            return None
        kind = kinds.KINDS_OF.get(lemma)
        known = self._called(lemma) or (self._only(kind) if kind else None)
        return known or (self._main(lemma, _ANY) if lemma in kinds.UNIONS else None)

    def _minister(self, title: Title) -> int | None:
        """The noun of a minister, or of the one whose deputy a title is."""
        words = self.words
        heads = [title.head, *(inner.head for inner in title.inner)]
        return next((i for i in heads if words.lemma(i) in ("министр", "замминистра")), None)

    def _ministry(self, title: Title, minister: int) -> Mention | None:
        """ "министр труда": the one Минтруд or министерство труда that the article names."""
        before = {self.words.lemma(i) for i in range(title.left, title.head)}
        is_local = before - patterns.FORMER - patterns.DROPPED - {"первый"}
        field = self.words.written(minister + 1, title.end).lower()
        if is_local or self.bodies.general_place(title) is not None:
            return None  # "министр труда края", "региональный министр": one of several
        if not field:  # "министр Котов"
            return self._nearest(kinds.GENERAL_BODIES["министерство"], title.left)
        short = kinds.MINISTRIES.get(field, "мин" + re.escape(field[:3]))
        return self._only(re.compile(rf"{short}|.*министерств\w* {re.escape(field[:5])}"))

    def squad(self, title: Title) -> Mention | None:
        """ "Сборная Омска против Тулы. Защитники: Котов, Львов": the team named last before."""
        words = self.words
        plays = title.is_plural and words.lemma(title.head) in kinds.PLAYERS
        if not plays or title.end > title.head + 1 or self._has_remarks:
            return None
        squads = [
            words.spans[mention] + (mention,)
            for start, _, mention in self.named[: bisect.bisect_left(self.named, (title.left,))]
            if self._is(mention, kinds.SQUAD) and words.lower(start - 1) not in kinds.AGAINST
        ]
        return max(squads)[2] if squads else self._main("клуб", kinds.GENERAL_BODIES["команда"])

    @functools.cached_property
    def _has_remarks(self) -> bool:
        """ "Защитники: Котов («Заря»), Львов («Маяк»)": who plays where, each for himself."""
        words = self.words
        spans = (span for mention, span in words.spans.items() if mention.type == "PERSON")
        return any(words.lower(end) == "(" for _, end in spans)

    def committee(self, title: Title, body: Mention) -> str | None:
        """ "глава комитета Думы по труду": the committee of a chamber, in the nominative."""
        words, (start, end) = self.words, self.words.spans[body]
        noun = start - 1 - (words.texts[start - 1] in patterns.OPENING)
        if not title.head < noun or words.lemma(noun) not in kinds.COMMITTEES or end > title.end:
            return None
        if not kinds.CHAMBER.match(words.written(start, end).lower()):
            return None
        while noun - 1 > title.head and words.is_modifier(noun - 1):
            noun -= 1
        return forms.phrase_in_case(words, noun, title.end, "nomn")

    def headed(self, title: Title, taken: set[str | None]) -> Mention | None:
        """ "На заводе «Заря» новый цех. Директор Котов рассказал": the body named just before.

        Args:
            taken: Keys of bodies that others head.
        """
        words = self.words
        lemmas = [words.lemma(i) for i in range(title.start, title.head + 1)]
        pattern = kinds.HEADING.get(" ".join(lemmas))
        if pattern is None or title.end > title.head + 1:
            return None
        body = self._nearest(pattern, title.left) or self._only(pattern)
        return None if self.bodies.key(body) in taken else body

    def fuller(self, body: Mention) -> Mention:
        """ "ГЭС": the one "Камская ГЭС" of the article."""
        words = self.words
        start, end = words.spans[body]
        if end - start > 1 or words.lower(start) not in kinds.SHORT:
            return body
        lemma, found = words.lemma(start), {}
        for _, key, name in self.named:
            first, last = words.spans[name]
            if last - first > 1 and lemma in map(words.lemma, range(first, last)):
                found[key] = name
        return next(iter(found.values())) if len(found) == 1 else body

    def _only(self, pattern: re.Pattern[str]) -> Mention | None:
        """The one body of the article whose name is of a kind."""
        if pattern not in self._kinds:
            self._kinds[pattern] = _one([one for one in self.named if self._is(one[2], pattern)])
        return self._kinds[pattern]

    def _main(self, noun: str, pattern: re.Pattern[str]) -> Mention | None:
        """The body of a kind that the article speaks of twice as often as of any other."""
        if noun in kinds.AUTHORITIES:
            return None
        told: Counter[str] = Counter()
        last: dict[str, Mention] = {}
        for start, key, mention in self.named:
            if self._is(mention, pattern) and not self._is_source(start):
                told[key] += 1
                last[key] = mention
        (first, count), (_, second) = [*told.most_common(2), ("", 0), ("", 0)][:2]
        return last[first] if count >= _CLEAR * max(second, 1) else None

    def _called(self, noun: str) -> Mention | None:
        """The one body of the article that is called a фонд, a партия, if only once."""
        called, named = self._by_noun
        found = called.get(noun, set()) & named.keys()
        return named[found.pop()] if len(found) == 1 else None

    @functools.cached_property
    def _by_noun(self) -> tuple[dict[str, set[str]], dict[str, Mention]]:
        """Of each noun the keys of the bodies that are called so; of a key its last name."""
        called: dict[str, set[str]] = defaultdict(set)
        for name in self.bodies.names:
            for noun in self._nouns(*self.words.spans[name.mention]):
                called[noun].add(self.bodies.key(name.mention) or "")
        return called, {key: mention for _, key, mention in self.named if key}

    def _nouns(self, start: int, end: int) -> set[str]:
        """What a name calls its body: its first noun, and nouns before its quotes."""
        words = self.words
        nouns = [i for i in range(start, end) if words.is_noun(i)]
        found = {words.lemma(i) for i in nouns[:1]}
        if words.texts[start - 1 : start] and words.texts[start - 1] in patterns.OPENING:
            first = max(start - 1 - _NEAR, words.sentence_starts[words.sentence(start)])
            found |= {words.lemma(i) for i in range(first, start) if words.is_noun(i)}
        elif words.pos(start - 1) == "NOUN":  # "группы Muse"
            found.add(words.lemma(start - 1))
        return found | {noun.partition("-")[0] for noun in found}  # "музей-заповедник"

    def _nearest(self, pattern: re.Pattern[str], before: int) -> Mention | None:
        """The one body of a kind in the nearest sentence that names any, up to a token."""
        words = self.words
        sentence = words.sentence(before)
        for back in range(min(_FAR, sentence + 1)):
            first = words.sentence_starts[sentence - back]
            near = (bisect.bisect_left(self.named, (edge,)) for edge in (first, before))
            found = [
                name
                for name in self.named[slice(*near)]
                if self._is(name[2], pattern) and not self._is_source(name[0])
            ]
            if found:
                return _one(found) or _one([name for name in found if self._is_subject(name[2])])
            before = first
        return None

    def _is_subject(self, mention: Mention) -> bool:
        words = self.words
        start, end = words.spans[mention]
        root = next((i for i in range(start, end) if not start <= words.heads[i] < end), start)
        if words.dep(root) in ("appos", "flat:name"):  # "компания «Заря»"
            root = words.heads[root]
        after = end + (words.lower(end) in patterns.CLOSING)
        joined = words.lower(after) in ("и", ",") or any(
            words.dep(i) == "conj" for i in words.children(root)
        )
        return words.dep(root).startswith("nsubj") and not joined

    def _is(self, mention: Mention, pattern: re.Pattern[str]) -> bool:
        words = self.words
        start, end = words.spans[mention]
        name = words.written(start, end).lower()
        if start > 1 and words.texts[start - 1] in patterns.OPENING and words.is_noun(start - 2):
            name = f"{words.lemma(start - 2)} {name}"  # "театр «Глобус»"
        return bool(pattern.match(name))

    def _is_source(self, start: int) -> bool:
        """ "сообщает ТАСС": who reports is not who is reported on."""
        words = self.words
        over = [start, *words.up(start)][:4]
        return any(words.lemma(i) in kinds.REPORTING for i in over)


def _one(names: list[_Name]) -> Mention | None:
    """The body that all of some names are of; None where there are several or none."""
    return names[0][2] if len({key for _, key, _ in names}) == 1 else None
