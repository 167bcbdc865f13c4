"""Which mentions of organizations, facilities and events are one."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.russian.spelling import fold
from extract.stages.coreference.folding import script
from extract.stages.coreference.patterns import GENERAL, LONG_NAMES, SKIPPED, UNNAMED

_MOST = 8  # longer names of one that are looked at; half or double changes no row of 46 articles
_QUOTED = re.compile(r"[«„“\"](?P<core>[^«»„“”\"]+)[»”“\"]")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_ABBREVIATION = re.compile(r"^(?:[А-ЯЁ]{2,7}|[A-Z]{2,7})$")


@dataclass(frozen=True, slots=True)
class Title:
    """The name of a body as one mention gives it.

    Attributes:
        index: Of the mention.
        type: Its entity type.
        start: First character.
        normal: The nominative.
        head: Lemma of its first noun.
        place: A place that ends it ("РФ" of "МВД РФ"), as folded text; "" without.
        place_name: The same place's own name, folded ("россия").
    """

    index: int
    type: str
    start: int
    normal: str
    head: str = ""
    place: str = ""
    place_name: str = ""

    @property
    def folded(self) -> str:
        return fold(self.normal)

    @property
    def bare(self) -> str:
        """Without the place at its end."""
        folded = self.folded
        return folded.removesuffix(self.place).strip() if self.place else folded

    @property
    def is_common(self) -> bool:
        """Whether it is a common noun alone: "форум", "правительство"."""
        return self.normal.islower() and " " not in self.normal

    @property
    def is_short(self) -> bool:
        """Whether it leaves open which place's it is: "форум", "правительство области"."""
        head, *rest = self.folded.split() or [""]
        return self.is_common or bool(rest and head == self.head and UNNAMED.issuperset(rest))

    @property
    def is_general(self) -> bool:
        """Whether it names nothing: "президентские выборы", "суд"; without capitals or digits."""
        return self.normal.islower() and not any(char.isdigit() for char in self.normal)


def links(titles: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that are one body, by their names."""
    by_type: dict[str, list[Title]] = defaultdict(list)
    for title in titles:
        by_type[title.type].append(title)
    for alike in by_type.values():
        distinct: dict[str, Title] = {}
        for title in alike:
            same = f"{title.bare} {title.place_name}".strip()  # "МВД РФ" and "МВД России"
            first = distinct.setdefault(same, title)
            if first is not title:
                yield first.index, title.index
        names = list(distinct.values())
        yield from _quoted(names)
        yield from _abbreviated(names)
        yield from _shortened(names)


def _quoted(names: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """ "компания «Русал»", "«Русал»" and "Русал" are one; two theatres and journals are not."""
    cores: dict[str, list[tuple[str, Title]]] = defaultdict(list)
    for title in names:
        core, outside = _core(title)
        cores[core].append((outside, title))
    for alike in cores.values():
        kinds = {kind for kind, _ in alike if kind}
        for _, title in alike[1:] if len(kinds) < 2 else ():
            yield alike[0][1].index, title.index


def _abbreviated(names: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """ "МВД", "Минфин" and "Госдума" with their long names."""
    long = [title for title in names if " " in title.bare]
    # A long text has thousands of names; those with another beginning need no look.
    alike: dict[str, list[Title]] = defaultdict(list)
    for title in long:
        for beginning in _beginnings(title.bare):
            alike[beginning].append(title)
    for short in names:
        letters = short.bare
        if " " in letters or not short.normal[:1].isupper() or len(letters) < 2:
            continue
        fitting = [
            title
            for title in alike[letters[:2]]
            if abbreviates(letters, title.bare) and _same_place(short, title)
        ]
        for title in fitting if len({title.bare for title in fitting}) == 1 else ():
            yield short.index, title.index


def _beginnings(name: str) -> set[str]:
    """The two letters that a word begins with if it abbreviates a name (see ``abbreviates``)."""
    every = _WORDS.findall(name)
    words = [word for word in every if word not in SKIPPED]
    initials = ("".join(word[0] for word in each[:2]) for each in (words, every))
    return {*initials, *(word[:2] for word in words[:1])}


def _same_place(one: Title, other: Title) -> bool:
    return not one.place or not other.place or one.place_name == other.place_name


def abbreviates(short: str, name: str) -> bool:
    """Whether a word is made of the beginnings of a name's words, in their order.

    All initials for "мвд"; for "минфин" beginnings of two letters or more.

    Args:
        short: Folded.
        name: Folded.
    """
    words = [word for word in _WORDS.findall(name) if word not in SKIPPED]
    initials = "".join(word[0] for word in words)
    every = "".join(word[0] for word in _WORDS.findall(name))
    if len(short) > 2 and short in (initials, every):
        return True
    return len(words) > 1 and len(short) > 4 and _spelled(short, words)


def _spelled(short: str, words: Sequence[str]) -> bool:
    """Whether beginnings of all words, of two letters or more, spell the short one."""
    if not words:
        return not short
    head, *rest = words
    longest = next(
        (n for n in range(min(len(head), len(short)), -1, -1) if short.startswith(head[:n])), 0
    )
    return any(_spelled(short[n:], rest) for n in range(longest, 1, -1))


def _shortened(names: Sequence[Title]) -> Iterator[tuple[int, int]]:
    """A name without its place or its attributes, where only one longer name fits.

    "МВД" after "МВД России", "форум" after "XVIII форум сотрудничества". A common noun
    stands for what was named before it.
    """
    words = {title.index: set(_WORDS.findall(title.folded)) for title in names}
    by_name: dict[str, list[Title]] = defaultdict(list)
    by_head: dict[str, list[Title]] = defaultdict(list)
    for title in names:
        by_name[title.bare].append(title)
        by_head[title.head].append(title)
    for short in names:
        attributed = (t for t in by_head[short.head] if _attributed(short, t, words))
        fitting = (
            title
            for title in itertools.chain(by_name[short.folded], attributed)
            if title is not short and (title.start < short.start or not short.is_common)
        )
        longer = _longest(list(itertools.islice(fitting, _MOST)), words)
        if len(longer) == 1:
            yield short.index, longer[0].index


def _longest(titles: Sequence[Title], words: dict[int, set[str]]) -> list[Title]:
    """Without those that another gives in full: "правительство области" beside whose it is."""
    distinct = list({title.index: title for title in titles}.values())
    return [
        title
        for title in distinct
        if not any(title.is_short and _attributed(title, other, words) for other in distinct)
    ]


def _attributed(short: Title, title: Title, words: dict[int, set[str]]) -> bool:
    """Whether the longer name is the short one with attributes."""
    return (
        (short.is_short or title.type == "EVENT")
        and title.head == short.head
        and words[short.index] < words[title.index]
    )


def fullest(titles: Iterable[Title]) -> Title:
    """The title that names a body best: no abbreviation or remark, the longest, the first.

    One in a foreign alphabet only where there is no other.
    """
    first, *others = titles
    if not others:
        return first
    return min(
        (first, *others),
        key=lambda t: (
            script(t.normal) not in ("russian", "latin", "mixed"),
            _ABBREVIATION.match(t.normal) is not None or "(" in t.normal,
            -len(t.normal),
            t.start,
            t.index,
        ),
    )


def key(title: Title) -> str:
    """Identity of a body across documents, of its type and name."""
    return f"{title.type.lower()}:{_key_name(title)}"


def _key_name(title: Title) -> str:
    core, outside = _core(title)
    if not outside and core != title.folded:
        return core
    long_name = LONG_NAMES.get(title.bare, title.bare)
    return f"{long_name} {title.place_name}".strip()


def _core(title: Title) -> tuple[str, str]:
    """What stands in quotes, else the whole name; and what else tells its bearer."""
    match = _QUOTED.search(title.normal)
    if match is None:
        return title.folded, ""
    outside = fold(title.normal[: match.start()] + " " + title.normal[match.end() :])
    return fold(match["core"]), " ".join(word for word in outside.split() if word not in GENERAL)
