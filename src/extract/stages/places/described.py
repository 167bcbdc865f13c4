"""Cities that their country gives away, "китайский Далянь", and those marked elsewhere in the text.

The gazetteer must have a city of the name in the country of the adjective, or the article must
call it a city elsewhere; what is also a person's name or a common noun is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from extract.annotations import Mention, Near
from extract.encoder.model import Found
from extract.gazetteer import Entry, Gazetteer
from extract.stages.places.patterns import PLAIN_SCORE, SEE_THROUGH, STEM
from extract.stages.places.written import DASH

_REST = rf"[а-яё]+(?:[{DASH}][А-ЯЁа-яё]+)*(?![\w{DASH}])"  # of a name behind its capital
_NAME = f"[А-ЯЁ]{_REST}"
_LAND = re.compile(rf"(?<![\w{DASH}])(?P<land>[А-ЯЁа-яё]{{3,}}(?:ск|цк)[а-яё]{{2,3}})\s(?={_NAME})")
# What must not stand before a name is looked for behind its capital, which ``re`` finds sooner.
_WORD = re.compile(rf"[А-ЯЁ](?<![\w{DASH}].){_REST}")
_GOES_ON = re.compile(r"\s[А-ЯЁ]")  # "французский Марсель Дюшан"

Cities = Callable[[str], tuple[Entry, ...]]


def described(
    text: str, mentions: Collection[Mention], gazetteer: Gazetteer, cities: Cities
) -> Iterator[Found]:
    """Cities after the adjective of their country, and those that the article marks elsewhere.

    Args:
        text: Of the article.
        mentions: What is marked.
        gazetteer: Knows the adjectives.
        cities: The cities of a name that can be nothing else.
    """
    marked = {text[m.start : m.end] for m in mentions if m.type == "CITY"}
    keys = {city.key for name in marked for city in cities(name)[:1]}
    stems = {name[:STEM] for name in marked}
    lands = {match.end(): match["land"] for match in _LAND.finditer(text)}
    if not (lands or stems):
        return
    taken = Near(m for m in mentions if m.type not in SEE_THROUGH)
    for match in _WORD.finditer(text):
        start, end = match.span()
        land, again = lands.get(start), match[0][:STEM] in stems
        if not (land or again) or taken(start, start + 1) or _GOES_ON.match(text, end):
            continue
        found = cities(match[0])
        near = {entry.country for entry in gazetteer.adjective(land)} if land else set()
        if any(city.country in near for city in found) or (
            again and any(city.key in keys for city in found[:1])
        ):
            yield Found(start, end, "CITY", PLAIN_SCORE)
