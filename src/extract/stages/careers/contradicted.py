"""What the model says of a person and a title beside the name that cases contradict."""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotations import Mention, Relation
from extract.stages.careers.claims import Claims


def without_contradicted(relations: Sequence[Relation], claims: Claims) -> list[Relation]:
    """The relations but for those of titles that stand before a name in another case.

    "С российским министром Макей обсудил ...": Макей is neither a minister nor of Russia.
    """
    words, titles = claims.words, claims.titles
    strange: set[tuple[Mention, int]] = set()  # of a person the tokens of another's title
    for start, (person, end) in titles.people.items():
        title = titles.by_end.get(start)
        if title is not None and not claims.agrees(title, start, end):
            held = any(claim.person == person for claim in claims.by_head.get(title.head, ()))
            strange |= set() if held else {(person, i) for i in range(title.left, title.end)}
    if not strange:
        return list(relations)

    def is_strange(relation: Relation) -> bool:
        told = relation.predicate in ("WORKS_AS", "WORKPLACE") and relation.method == "model"
        first = words.spans.get(relation.object, (-1, -1))[0]
        return told and (relation.subject, first) in strange

    return [relation for relation in relations if not is_strange(relation)]
