"""A claim in words."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
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
