"""What the words right before or behind a place mention tell of which place it is."""

from __future__ import annotations

import re

_GOVERNOR = re.compile(
    "(?:[Гг]убернатор|[Гг]енпрокурор|[Гг]енеральн[а-яё]+ прокурор|[Сс]енатор[а-я]* от"
    "|[Кк]онгрессмен[а-я]* от)[а-яё]* $"
)
_STEMS = ("убернатор", "рокурор", "енатор", "онгрессмен")  # quicker asked for than the whole
_LONGEST = 40  # characters of such a title; generous
_NEAR = re.compile(
    " (?:под|близ|вблизи|возле|(?:недалеко|неподал[её]ку) от|рядом с|в (?:пригороде|окрестностях))"
    " (?=[А-ЯЁ])"
)


def is_governed(text: str, start: int) -> bool:
    """ "губернатор [Нью-Йорка]": whether who is named before has a state."""
    before = text[max(0, start - _LONGEST) : start]
    if not any(stem in before for stem in _STEMS):
        return False
    return _GOVERNOR.search(text, max(0, start - _LONGEST), start) is not None


def beside_at(text: str, end: int) -> int:
    """ "[Дзержинск] под Минском": where the place begins that a name lies at; -1 for none."""
    near = _NEAR.match(text, end)
    return near.end() if near else -1
