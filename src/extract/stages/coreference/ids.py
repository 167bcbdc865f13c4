"""What a user's dictionary gives an id is one thing, whatever it is called."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from extract.annotations import Entity, Mention, value


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
