"""Towns that nothing in an article speaks for, though one of their names stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.gazetteer import Entry
from extract.russian.dictionary import is_known, reads_as
from extract.stages.places.choosing import is_common, is_no_word
from extract.stages.places.context import Context
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    CITY,
    FAMOUS,
    HOME,
    LARGE,
    NEAR_HOME,
    SIDES,
    TOWN,
    UNHEARD,
    VILLAGES,
)
from extract.stages.places.readings import Candidate

KNOWN = 1_000  # people, of a town abroad that is alone in its name, which is no word


def is_stray(
    name: Name,
    chosen: Candidate,
    index: int,
    context: Context,
    ambiguous: bool,
    others: list[Candidate],
    is_capital: Callable[[Entry], bool],
) -> bool:
    """A town that nothing in the article speaks for: "Броды" in India, "Октябрьский" of the
    Bashkirs in an article on the Donbas.
    """
    town = chosen.entry
    if town.kind == "region" and len(name.text) == 2 and name.text.isupper():
        return not context.is_in_region(index, town)  # "МО" is a municipality too
    if town.kind == "city" and name.hint in VILLAGES and town.population >= LARGE / 2:
        return True  # "посёлок Октябрьский" is no city of a hundred thousand
    if town.kind != "city" or town.population >= FAMOUS:
        return False
    if name.is_numbered and town.population < LARGE:
        return True
    if town.country in HOME:
        is_small = town.population < LARGE * 2 and not _is_spoken_for(index, town, others, context)
        by_adjective = chosen.match.how == "adjective" and town.population < UNHEARD
        is_usual = name.hint in VILLAGES or (name.hint != "город" and _has_namesakes(town, others))
        least = CITY[True] if is_usual else TOWN[True]
        return is_small and (
            ambiguous
            or context.is_all_elsewhere(index, town)
            or by_adjective  # "[Симская] школа"
            # "деревня [Лукино]"
            or (context.names_other_regions(index) and town.population < least)
        )
    if chosen.match.how == "alias" and name.type != "CITY" and town.population < KNOWN * 2:
        return not context.is_told_by_region(index, town)
    if context.is_near(index, town) or is_capital(town):
        return False
    is_strange = not is_known(name.text) and not is_known(town.name)
    if chosen.match.how == "adjective" and is_strange:
        return True  # "[Бомская] школа" is none in the Congo
    is_only = (
        not others
        and chosen.match.how == "name"
        and name.hint not in VILLAGES
        and town.population >= KNOWN
        and is_no_word(chosen.match.form)
    )
    is_unheard = town.population < UNHEARD / 2 and not is_only
    # "Катерина", which a town in Greece is called like
    return ambiguous or is_unheard or reads_as(chosen.match.form, "Name")


def is_guess(chosen: Candidate, index: int, context: Context, others: list[Candidate]) -> bool:
    """A small town abroad with namesakes in its country, the article naming no region."""
    town = chosen.entry
    if town.kind != "city" or town.population >= UNHEARD or town.country in NEAR_HOME:
        return False
    namesakes = [
        each.entry
        for each in others
        if (each.entry.country == town.country and each.entry.kind != "country")
        or (each.entry.kind == "city" and each.entry.population > 3 * town.population)
    ]
    return bool(namesakes) and not context.is_told_by_region(index, town)


def is_far_fetched(candidate: Candidate, is_capital: Callable[[Entry], bool]) -> bool:
    """A little known foreign place that is called like a common word: "Южный", "Лира"."""
    entry = candidate.entry
    if entry.country is None or entry.country in HOME:
        return False
    if entry.kind in ("country", "other", "district"):  # abroad only those that all know
        return False
    first, _, rest = candidate.match.form.partition(" ")
    if rest:  # "Южный округ", of Botswana; not "Ферганская область"
        return entry.kind == "region" and first in SIDES
    is_known = entry.population >= FAMOUS or is_capital(entry)
    return not (entry.kind == "city" and is_known) and is_common(candidate.match.form)


def _is_spoken_for(index: int, town: Entry, others: Sequence[Candidate], context: Context) -> bool:
    """Whether the article names the region; that it names a village twice tells of no region."""
    if _has_namesakes(town, others):
        return context.names_more_of(town)
    return context.is_in_region(index, town)


def is_weak(found: Sequence[Candidate]) -> bool:
    """Whether an adjective of a small town is all that a mention is: it tells of no region."""
    if not found or found[0].match.how != "adjective":
        return False
    return found[0].entry.kind == "city" and found[0].entry.population < UNHEARD


def _has_namesakes(town: Entry, others: Sequence[Candidate]) -> bool:
    """Whether other towns at home may be meant: there are many more "Успенское" than are known."""
    return any(
        other.entry.kind == "city"
        and other.entry.country in HOME
        and other.entry.region != town.region
        for other in others
    )
