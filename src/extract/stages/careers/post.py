"""A claim in words."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.schema import SURE_CAREER
from extract.stages.careers import patterns
from extract.stages.careers.claims import Claim


@dataclasses.dataclass(slots=True)
class Post:
    """A claim in words.

    Attributes:
        person: Key of the person.
        head: The position's noun.
        words: Of the position.
        body_key: Key of the body.
        is_general: Its place is a general word: "глава региона".
    """

    claim: Claim
    person: str
    position: str
    head: str
    words: frozenset[str]
    body: Mention | None
    body_key: str | None
    is_general: bool
    score: float
    is_former: bool

    def put_first(self, half: str) -> None:
        """ "статс-секретарь" before "заместитель министра"."""
        self.position = f"{half} – {self.position}"
        self.words |= frozenset(half.lower().split())


def is_over(one: Post, other: Post) -> bool:
    """By either, or by the one that is sure."""
    if (one.score >= SURE_CAREER) != (other.score >= SURE_CAREER):
        return max(one, other, key=lambda post: post.score).is_former
    return one.is_former or other.is_former


def fullness(one: Post) -> tuple[int, bool, bool, int, int]:
    """The longest first, names before general words, and what is of one before what is of many."""
    title = one.claim.title
    return -len(one.words), one.is_general, title.is_plural, -len(one.head), title.head


def is_nothing(position: str) -> bool:
    """Whether a position says too little, or is a degree: "доктор наук"."""
    alone = position.removeprefix("первый ")
    is_degree = alone.startswith(("доктор", "кандидат")) and alone.endswith(" наук")
    return alone in patterns.BARE or is_degree


def is_candidacy(position: str) -> bool:
    """ "кандидат в губернаторы Тулы" is nothing there yet."""
    return position.startswith("кандидат в ")
