"""A position as the text names it."""

from __future__ import annotations

import dataclasses


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
    is_one_of: bool = False
    inner: list[Title] = dataclasses.field(default_factory=list)
