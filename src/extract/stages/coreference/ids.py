"""What one thing is across articles: by the user's dictionary, or by a person's name."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from extract.annotations import Entity, Mention, value
from extract.russian.spelling import fold
from extract.stages.coreference.people import Individual


def by_id(doc: Doc, entities: Sequence[Entity], mentions: Iterable[Mention]) -> list[Entity]:
    """The entities with those of one id joined, and those of several taken apart.

    Mentions without an id stay with the id that most of their entity have. Places keep their key,
    or the gazetteer would not know what lies in them.
    """
    ids = {one: id_ for one in mentions if (id_ := value(doc, one, "external_id")) is not None}
    if not ids:
        return list(entities)
    kept: list[Entity] = []
    known: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.place is not None or not ids.keys() & {*entity.mentions}:
            kept.append(entity)
            continue
        for id_, part in _parts(entity, ids):
            known[id_].append(part)
    of_entities = {one for entity in entities for one in entity.mentions}
    for one, id_ in ids.items():  # of a type of the user's own
        if one not in of_entities:
            known[id_].append(Entity("", one.type, "", (one,)))
    return kept + [_joined(doc, id_, parts, ids) for id_, parts in known.items()]


def _parts(entity: Entity, ids: dict[Mention, str]) -> Iterator[tuple[str, Entity]]:
    counted = Counter(ids[one] for one in entity.mentions if one in ids)
    most = counted.most_common(1)[0][0]
    for id_ in counted:
        mentions = tuple(one for one in entity.mentions if ids.get(one, most) == id_)
        yield id_, dataclasses.replace(entity, mentions=mentions)


def _joined(doc: Doc, id_: str, parts: list[Entity], ids: dict[Mention, str]) -> Entity:
    mentions = tuple(sorted(one for part in parts for one in part.mentions))
    first = next(one for one in mentions if one in ids)
    return dataclasses.replace(
        parts[0],
        key=f"id:{id_}",
        type=first.type,
        name=value(doc, first, "term"),
        mentions=mentions,
        is_local=False,
    )


def keys(found: Sequence[Individual], names: Sequence[str]) -> Iterator[str]:
    """Identity of each individual across documents: surname and given name.

    Args:
        found: The people of one article.
        names: The name that each goes by.
    """
    seen: dict[str, int] = {}
    for one, name in zip(found, names, strict=True):
        parts = one.parts
        who = f"{parts.surname} {parts.given_name or ''}" if parts.surname else name
        key = "person:" + fold(who)
        seen[key] = seen.get(key, 0) + 1
        # Namesakes of one article, who contradict each other in what the key leaves out.
        yield key if seen[key] == 1 else f"{key}#{fold(parts.patronymic or str(seen[key]))}"
