"""Place mentions with what they name, and what the mentions of an article tell of each other."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span

from extract.annotations import Place, mention, offsets, value
from extract.stages.places.misspelt import right_names

_WIDEST = ("COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT", "LOCATION")


class Found(NamedTuple):
    """A place mention and what it names."""

    span: Span
    place: Place
    normal: str


def one_each(found: list[Found]) -> list[Found]:
    """A word that is marked as of two types is one place: the surer, the larger of equals."""
    spans: dict[tuple[int, int], list[Found]] = {}
    for each in found:
        spans.setdefault(offsets(each.span), []).append(each)
    if len(spans) == len(found):
        return found
    surest = {key: max(alike, key=_sureness) for key, alike in spans.items()}
    return [
        each._replace(place=best.place, normal=best.normal)
        for each in found
        for best in (surest[offsets(each.span)],)
    ]


def _sureness(each: Found) -> tuple[float, int]:
    score = value(each.span.doc, mention(each.span), "score", 1.0)
    return score, -_WIDEST.index(each.span.label_)


def righted(found: list[Found]) -> list[Found]:
    """Names that are misspelt once as they are elsewhere in the article."""
    unknown = {each.normal for each in found if each.place.key.startswith("name:")}
    right = right_names([each.normal for each in found], unknown) if unknown else {}
    if not right:
        return found
    places = {each.normal: each.place for each in reversed(found)}
    return [
        each._replace(place=places[right[each.normal]], normal=right[each.normal])
        if each.normal in right
        else each
        for each in found
    ]


def told_once(found: list[Found]) -> list[Found]:
    """What the gazetteer lacks lies where the article says so of any of its mentions."""
    told = {
        (each.place.kind, each.place.name): each.place
        for each in reversed(found)
        if each.place.key.startswith("name:") and each.place.country_code
    }
    if not told:
        return found
    return [
        each
        if each.place.country_code or not each.place.key.startswith("name:")
        else each._replace(place=told.get((each.place.kind, each.place.name), each.place))
        for each in found
    ]
