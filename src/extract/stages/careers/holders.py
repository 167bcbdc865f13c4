"""Who holds a title: whom it stands beside, whom its clause tells of, whom the model names.

A title that a name claims by standing beside it is nobody else's. Each way has a name (``rule``),
which ``scores`` knows the worth of.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.annotations import Entity, Mention
from extract.stages.careers import patterns
from extract.stages.careers.beside import Beside
from extract.stages.careers.claims import Claims
from extract.stages.careers.clauses import Clauses
from extract.stages.careers.leading import Leading
from extract.stages.careers.listed import Listed
from extract.stages.careers.recalled import Recalled
from extract.stages.careers.succession import Succession
from extract.stages.careers.title import Title
from extract.stages.careers.titles import Titles
from extract.stages.careers.told import Told
from extract.stages.careers.words import Words


def holders(
    words: Words,
    titles: Titles,
    model: dict[tuple[Mention, int], float],
    entities: dict[Mention, Entity],
) -> Claims:
    """All claims of a document; see ``Claims``."""
    claims = Claims(words, titles, model, entities)
    clauses = Clauses(words, titles)
    every = {title.head: title for title in _every(titles.found)}
    succession = Succession(claims, clauses)
    succession.find()
    Beside(claims).find()
    Listed(claims).find()
    told = Told(claims, clauses)
    for title in every.values():
        if title.head not in claims.taken:
            told.find(title)
    Leading(claims, clauses).find()
    succession.find_same()
    Recalled(claims, clauses).find()
    _by_model(claims, clauses, every)
    return claims


def _every(titles: list[Title]) -> Iterator[Title]:
    """Titles and those within them."""
    for title in titles:
        yield title
        yield from _every(title.inner)


def _by_model(claims: Claims, clauses: Clauses, titles: dict[int, Title]) -> None:
    """What the model says of titles that nobody else holds."""
    best: dict[int, tuple[float, Mention]] = {}
    for (person, head), score in claims.model.items():
        title = titles.get(head)
        if title is None or head in claims.taken or person not in claims.words.spans:
            continue
        if score > best.get(head, (0.0, person))[0]:
            best[head] = (score, person)
    for head, (_, person) in best.items():
        title = titles[head]
        told = _told(clauses, title)
        other = claims.is_of_another(title, person) or claims.are_apart(title, person)
        if told is not None and not other and not _is_impossible(claims, title):
            claims.add(person, title, "model", is_former=told)


def _told(clauses: Clauses, title: Title) -> bool | None:
    """Whether a clause tells of a title as over; None where it denies it or plays it."""
    over = clauses.words.heads[title.head]
    verb = title.head if clauses.auxiliaries(title.head) else over
    lemma = clauses.words.lemma(verb)
    if lemma in patterns.PLAY:
        return None
    if verb == title.head or (title.case == "Ins" and lemma in patterns.MAKES):
        return clauses.is_over(verb, patterns.HELD) if clauses.is_told(verb) else None
    return False


def _is_impossible(claims: Claims, title: Title) -> bool:
    """Whether nobody who is named here can hold a title, whatever the model says."""
    at = title.end
    while following := claims.titles.by_left.get(at):  # "визит [президента] замглавы МИД Котов"
        at = following.end
    beside = claims.titles.people.get(at)
    other = beside is not None and not claims.agrees(title, at, beside[1])
    says = claims.words.lower(title.end) == ":"  # "Глава ведомства: Котов в безопасности"
    return title.is_plural or other or says or claims.is_of_relative(title) or claims.is_open(title)
