"""What the model says of a person and a title beside the name that cases contradict."""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotations import Mention, Relation
from extract.stages.careers.claims import Claims
from extract.stages.careers.grammar import forms_of
from extract.stages.careers.title import Title

# Cases that a form may stand in which tells none, of six; half or double changes no row of 46
# articles.
_UNSURE = 5


def without_contradicted(relations: Sequence[Relation], claims: Claims) -> list[Relation]:
    """The relations but for those of titles that stand before a name in another case.

    "С российским министром Макей обсудил ...": Макей is neither a minister nor of Russia.
    """
    words, titles = claims.words, claims.titles
    strange: set[tuple[Mention, int]] = set()  # of a person the tokens of another's title
    for start, (person, end) in titles.people.items():
        title = titles.by_end.get(start)
        if title is None or title.end != start or _may_be(claims, title, start, end):
            continue
        if not any(claim.person == person for claim in claims.by_head.get(title.head, ())):
            strange |= {(person, i) for i in range(title.left, title.end)}
    if not strange:
        return list(relations)

    def is_strange(relation: Relation) -> bool:
        told = relation.predicate in ("WORKS_AS", "WORKPLACE") and relation.method == "model"
        first = words.spans.get(relation.object, (-1, -1))[0]
        return told and (relation.subject, first) in strange

    return [relation for relation in relations if not is_strange(relation)]


def _may_be(claims: Claims, title: Title, start: int, end: int) -> bool:
    """Whether a name may stand in the case of a title, or of one within it."""
    if any(inner.end == start and _may_be(claims, inner, start, end) for inner in title.inner):
        return True
    if not title.case or title.case in claims.cases(start, end) or title.is_acting:
        return True
    if title.case == "Ins" and claims.words.pos(title.left - 1) != "ADP":
        return True  # "избрали мэром Ивана Котова"
    is_man = claims.gender(claims.titles.people[start][0]) == "male"
    known = []
    for i in range(start, end):
        forms = {case for case, _ in forms_of(claims.words.texts[i].lower())}
        possible = claims.possible(i) if is_man else forms
        if 0 < len(possible) < _UNSURE:  # no foreign name, no initials
            known.append(possible)
    return not known or any(title.case in possible for possible in known)
