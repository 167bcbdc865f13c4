"""Which entities corrections mean in the articles at hand, and what becomes of them."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from extract import schema
from extract.tables.corrections.read import Correction, Corrections
from extract.tables.rows import stable_id

if TYPE_CHECKING:
    import duckdb

_ID = re.compile(r"e[0-9a-f]{16}")
_TYPED = re.compile(r"(.+?) \(([A-Z_]+)\)")
_TYPE_OF_KIND = {one.place_kind: one.value for one in schema.EntityType if one.place_kind}

# What the documents call the entities that are meant, and in how many documents.
_NAMES = """
    WITH called AS (
        SELECT coalesce(other.entity_id, p.entity_id) AS entity_id, p.type, p.name, p.doc_id
        FROM {parts} p LEFT JOIN corrected_namesakes other
          ON other.doc_id = p.doc_id AND other.old_id = p.entity_id
    ), meant AS (
        SELECT DISTINCT entity_id FROM called
        WHERE entity_id IN (SELECT unnest($ids))
           OR replace(lower(name), 'ё', 'е') IN (SELECT unnest($names))
    )
    SELECT entity_id, type, name, doc_id FROM called SEMI JOIN meant USING (entity_id)
    ORDER BY ALL
"""


def key(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(name.lower().replace("ё", "е").split())


def split_type(entity: str) -> tuple[str, str | None]:
    """Name and type of "Петухов (PERSON)"; no type where none is told."""
    found = _TYPED.fullmatch(entity.strip())
    return (found[1], found[2]) if found else (entity.strip(), None)


@dataclasses.dataclass(slots=True)
class Plan:
    """What becomes of the entities of the articles at hand.

    Attributes:
        corrections: What was asked for.
        splits: By old id: patterns of documents and the id that it has there.
        ids: Old id to new id, of those that are merged.
        names, types, places: By new id.
        homes: By new id of a merged entity, the old id whose place it has.
        dropped: New ids of what is no entity.
        called: By document, the names it has for the entities above, with the old ids.
        unmatched: The corrections that meet nothing; of a merge, with the names alone that do.
    """

    corrections: Corrections
    splits: dict[str, list[tuple[tuple[str, ...], str]]] = dataclasses.field(default_factory=dict)
    ids: dict[str, str] = dataclasses.field(default_factory=dict)
    names: dict[str, str] = dataclasses.field(default_factory=dict)
    types: dict[str, str] = dataclasses.field(default_factory=dict)
    places: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    homes: dict[str, str] = dataclasses.field(default_factory=dict)
    dropped: set[str] = dataclasses.field(default_factory=set)
    called: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    unmatched: list[Correction] = dataclasses.field(default_factory=list)

    def id_of(self, doc_id: str, old: str | None) -> str | None:
        """The id that an entity of a document gets."""
        if old is None:
            return None
        for patterns, new in self.splits.get(old, ()):
            if any(fnmatchcase(doc_id, pattern) for pattern in patterns):
                old = new
                break
        return self.ids.get(old, old)

    @property
    def touched(self) -> set[str]:
        """Old ids of all whose rows change."""
        made = {*self.names, *self.types, *self.places, *self.dropped}
        return {*self.splits, *self.ids, *made}


def plan(
    con: duckdb.DuckDBPyConnection,
    parts: str,
    namesakes: dict[tuple[str, str], str],
    corrections: Corrections,
) -> Plan:
    """Finds what corrections mean.

    Args:
        con: A connection.
        parts: The rows of ``schema.PARTS``, as SQL after FROM.
        namesakes: See ``resolve.namesakes``.
        corrections: What is asked for.
    """
    known = _Known(_called(con, parts, namesakes, corrections))
    made = Plan(corrections)
    for action, step in _STEPS.items():
        for one in corrections.of(action):
            if not step(made, known, one):
                made.unmatched.append(one)
    touched = made.touched
    for entity_id, _, name, doc_id in known.rows:
        if entity_id in touched:
            made.called.setdefault(doc_id, {})[name] = entity_id
    return made


def _called(
    con: duckdb.DuckDBPyConnection,
    parts: str,
    namesakes: dict[tuple[str, str], str],
    corrections: Corrections,
) -> list[tuple[str, str, str, str]]:
    wanted = [*_mentioned(corrections.of(*_STEPS))]
    if not wanted:
        return []
    con.execute(
        "CREATE OR REPLACE TEMP TABLE corrected_namesakes "
        "(doc_id VARCHAR, old_id VARCHAR, entity_id VARCHAR)"
    )
    if namesakes:
        rows = [(doc_id, old, new) for (doc_id, old), new in namesakes.items()]
        con.executemany("INSERT INTO corrected_namesakes VALUES (?, ?, ?)", rows)
    ids = [one for one in wanted if _ID.fullmatch(one)]
    names = [key(split_type(one)[0]) for one in wanted]
    found = con.execute(_NAMES.format(parts=parts), {"ids": ids, "names": names}).fetchall()
    con.execute("DROP TABLE corrected_namesakes")
    return found


def _mentioned(corrections: Iterable[Correction]) -> Iterator[str]:
    for one in corrections:
        for name in ("entity", "into", "parent"):
            if name in one.says:
                yield one.says[name]
        yield from one.says.get("entities", ())


class _Known:
    """The entities that corrections name, as the documents have them and as they become."""

    def __init__(self, rows: list[tuple[str, str, str, str]]) -> None:
        self.rows = rows
        counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.types: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for entity_id, kind, name, _ in rows:
            counts[entity_id][name] += 1
            self.types[entity_id][kind] += 1
        self.counts = counts
        # As the table of entities chooses them.
        self.names = {
            entity_id: min(names, key=lambda name: (-names[name], -len(name), name))
            for entity_id, names in counts.items()
        }
        self.made: dict[str, str] = {}  # ids of what a correction has named, by that name

    def find(self, entity: str) -> list[str]:
        """Ids of what a correction names: by id, by the name that tables have, by any other."""
        if _ID.fullmatch(entity):
            return [entity] if entity in self.names or entity in self.made.values() else []
        name, kind = split_type(entity)
        if key(name) in self.made:
            return [self.made[key(name)]]
        fitting = [one for one in self.names if kind is None or kind in self.types[one]]
        found = [one for one in fitting if key(self.names[one]) == key(name)]
        return sorted(found or [one for one in fitting if key(name) in map(key, self.counts[one])])

    def type_of(self, entity_id: str) -> str | None:
        """Its type in most documents."""
        types = self.types.get(entity_id)
        return min(types, key=lambda kind: (-types[kind], kind)) if types else None

    def size(self, entity_id: str) -> int:
        """How many documents name it."""
        return sum(self.counts.get(entity_id, {}).values())


def _split(made: Plan, known: _Known, one: Correction) -> bool:
    patterns, name = tuple(one.says["documents"]), one.says["name"]
    docs = {
        (entity_id, doc_id)
        for entity_id, _, _, doc_id in known.rows
        if any(fnmatchcase(doc_id, pattern) for pattern in patterns)
    }
    found = [old for old in known.find(one.says["entity"]) if any(old == i for i, _ in docs)]
    for old in found:
        new = stable_id("e", old, "split", name)
        made.splits.setdefault(old, []).append((patterns, new))
        made.names[new] = known.names[new] = split_type(name)[0]
        known.types[new] = known.types[old]
        known.made[key(made.names[new])] = new
    return bool(found)


def _merge(made: Plan, known: _Known, one: Correction) -> bool:
    lists = [known.find(entity) for entity in one.says["entities"]]
    found = sorted({entity_id for some in lists for entity_id in some})
    if not found:
        return False
    if missing := [
        name for name, some in zip(one.says["entities"], lists, strict=True) if not some
    ]:
        made.unmatched.append(one._replace(says={"entities": missing}))
    into, kind = split_type(one.says["into"])
    targets = known.find(one.says["into"])
    target = min(
        [entity_id for entity_id in targets if entity_id in found] or targets or found,
        key=lambda entity_id: (-known.size(entity_id), entity_id),
    )
    target = made.ids.get(target, target)
    made.ids |= {old: target for old in found if old != target}
    made.ids = {old: made.ids.get(new, new) for old, new in made.ids.items()}  # merged before
    if not _ID.fullmatch(into):
        made.names[target] = into
        known.made[key(into)] = target
    made.homes[target] = target
    if told := kind or known.type_of(target):
        made.types[target] = told
    return True


def _each(made: Plan, known: _Known, one: Correction) -> list[str]:
    found = known.find(one.says["entity"])
    return [made.ids.get(entity_id, entity_id) for entity_id in found]


def _rename(made: Plan, known: _Known, one: Correction) -> bool:
    found = _each(made, known, one)
    for entity_id in found:
        made.names[entity_id] = one.says["name"]
    return bool(found)


def _retype(made: Plan, known: _Known, one: Correction) -> bool:
    found = _each(made, known, one)
    for entity_id in found:
        made.types[entity_id] = one.says["type"]
    return bool(found)


def _place(made: Plan, known: _Known, one: Correction) -> bool:
    found = _each(made, known, one)
    says = {name: value for name, value in one.says.items() if name != "entity"}
    if "parent" in says:
        parents = known.find(says.pop("parent"))
        says["parent_id"] = made.ids.get(parents[0], parents[0]) if parents else None
    if "geonames_id" in says:
        says["geonames_id"] = int(says["geonames_id"])
    for entity_id in found:
        made.places[entity_id] = {**dict.fromkeys(schema.PLACE_FACTS), **says, "ambiguous": False}
        if made.types.get(entity_id, known.type_of(entity_id)) not in schema.PLACE_TYPES:
            made.types[entity_id] = _TYPE_OF_KIND[says["kind"]]
    return bool(found)


def _drop(made: Plan, known: _Known, one: Correction) -> bool:
    found = _each(made, known, one)
    made.dropped.update(found)
    return bool(found)


# In this order, whatever the order in the file: a later one can name what an earlier one makes.
_STEPS = {
    "split": _split, "merge": _merge, "rename": _rename, "retype": _retype, "place": _place,
    "drop": _drop,
}  # fmt: skip
