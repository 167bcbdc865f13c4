"""A place mention as the resolver reads it, with what stands beside it in the article."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A place mention as the resolver reads it.

    Attributes:
        text: As in the article.
        type: Entity type.
        start: First character.
        end: One past the last.
        head: The head noun that it shares with its neighbours in a list, in the singular.
        hint: The generic noun before the mention, by lemma: "штат [Вашингтон]".
        is_adjective: It agrees with an ordinary noun behind it: "[московский] вуз".
        is_noun: Its form and case are no adjective's: "между Псковом и [Хабаровском]".
        is_in: A preposition of towns stands before it: "в [Урюпинске]".
        is_bare: No noun of nature stands before it: not "река [Ухта]".
        is_port: An airport or the like is called so: "аэропорт [Борисполь]".
        is_numbered: A number is a part of the name: "[Михайловка] 1-я".
        is_listed: "и" or a comma joins it to the name beside it: "в Орегоне и [Вашингтоне]".
        around_at: Where the place around it begins, which stands behind: "[Уильямсбург], штат
            Вирджиния"; -1 where none does.
        is_governed: "губернатор [Нью-Йорка]": whoever is named before it is a state's.
        beside_at: Where the place begins that it is said to lie at: "[Дзержинск] под Минском";
            -1 where none does.
    """

    text: str
    type: str
    start: int
    end: int
    head: str = ""
    hint: str = ""
    is_adjective: bool = False
    is_noun: bool = False
    is_in: bool = False
    is_bare: bool = True
    is_port: bool = False
    is_numbered: bool = False
    is_listed: bool = False
    around_at: int = -1
    is_governed: bool = False
    beside_at: int = -1

    @property
    def in_full(self) -> str:
        """With the shared noun, where there is one."""
        return f"{self.text} {self.head}".rstrip()
