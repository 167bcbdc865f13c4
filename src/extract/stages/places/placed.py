"""Where a place lies that the gazetteer lacks, as its article says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from extract.gazetteer import Entry
from extract.stages.places.choosing import Choice
from extract.stages.places.context import Context
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import GENITIVE, HINTS, NEAR
from extract.stages.places.readings import Candidate
from extract.stages.places.words import kind_of

_BETWEEN = 6  # characters of ", в ", a blank and an ending
_OF_UNIT = (*GENITIVE, "ской", "цкой")  # "посёлок [Ясный] Оренбургской области"


def placed(
    names: Sequence[Name],
    index: int,
    choices: Sequence[Choice],
    context: Context,
    found: Sequence[Candidate],
    get: Callable[[str], Entry | None],
) -> Choice:
    """A place that the gazetteer lacks, with what is told of where it lies.

    A district lies in the one region of the article, or in the one country of its namesakes.
    """
    around = _around(names, index, choices, context)
    own = choices[index].entry
    if own is not None:  # "округ [Кларк]" of the country, if not of the state beside it
        is_part = around is not None and (around.kind, around.country) == ("region", own.country)
        return dataclasses.replace(choices[index], entry=around if is_part else own)
    alike = [each for each in found if each.entry.kind in ("city", "district")]
    where = context.only_region if len(alike) > 1 else ""
    if around is None and _is_district(names[index]):
        region = get(context.only_larger_region)
        lands = {each.entry.country for each in alike if each.entry.kind == "district"}
        if region is not None and region.kind == "region":
            around = region
        elif len(lands) == 1:
            around = get(lands.pop() or "")
    return dataclasses.replace(choices[index], around=around, namesakes=where)


def _is_district(name: Name) -> bool:
    """ "[Буинского] и Апастовского районов", "[Первомайском районе]"; not "район аэропорта"."""
    words = name.in_full.split()
    return len(words) > 1 and words[-1][:1].islower() and kind_of(words[-1]) == "district"


def _around(
    names: Sequence[Name], index: int, choices: Sequence[Choice], context: Context
) -> Entry | None:
    """What the words beside a mention say of where it lies."""
    name = names[index]
    if index + 1 < len(names):
        behind, start = choices[index + 1].entry, names[index + 1].start
        if behind is not None and name.around_at == start and behind.kind != "city":
            return behind if behind.country else None
        of_city = behind is not None and (name.type, behind.kind) == ("DISTRICT", "city")
        noun = len(names[index + 1].hint) + 2 if names[index + 1].hint else 0
        if of_city and start <= name.end + 1 + noun:  # "Южного округа города [Нью-Йорка]"
            return behind
        told_of = names[index + 1].in_full.split()
        is_of = len(told_of) > 1 and told_of[0].lower().endswith(_OF_UNIT)
        is_parish = name.head.endswith(("сельсовет", "поселение"))
        near = name.end + 1 + (len(name.head) + 3) * is_parish
        if behind is not None and is_of and name.end < start <= near:
            return behind if behind.kind in ("district", "region") else None
    before = choices[index - 1].entry if index else None
    if before is not None and context.is_told_of(index, index - 1):
        return before  # "в пакистанском городе [Ларкана]"
    gap = name.start - names[index - 1].end if index else 0
    is_town = HINTS.get(name.hint) == "city" and 0 < gap <= len(name.hint) + _BETWEEN
    if before is not None and is_town and before.kind in ("region", "district", "country"):
        return before  # "в штате Сонора в городе [Агуа-Приета]"
    is_unit = HINTS.get(name.hint) == "district" and name.type in ("DISTRICT", "CITY")
    if before is not None and is_unit and before.kind == "region":
        near = name.start - names[index - 1].end <= NEAR  # "в Неваде в округе [Кларк]"
        return before if near else None
    return None
