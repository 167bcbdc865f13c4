"""Corrections in the rows of each table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

import pyarrow as pa

from extract import schema
from extract.tables.corrections.plan import Plan, key, split_type
from extract.tables.rows import PARTS, SCHEMAS, Row

_ERROR = "MatchedNothing"
_WITH_ROLE = re.compile(r"(.+?)( \([^()]*\))")
_CHANGES = {"kind": "kind", "topic": "topic", "status": "status", "place": "place",
            "new_predicate": "predicate"}  # fmt: skip


class Corrected:
    """Changes tables of whole documents; see ``in_order``."""

    STAGE = "corrections"  # in ``errors``

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._relations = tuple(plan.corrections.of("drop_relation", "change_relation"))
        self._met: set[tuple[str, int]] = set()  # action and number
        self._parents: dict[str, str | None] = {}  # of dropped mentions: what stood around them
        self._gone: set[str] = set()  # relations
        self._steps: dict[str, Callable[[list[Row]], Iterator[Row]]] = {
            "mentions": self._mentions, "relations": self._told, "events": self._events,
            "careers": self._careers, PARTS: self._parts,
        }  # fmt: skip

    def __call__(self, name: str, table: pa.Table) -> pa.Table:
        """A table of whole documents with the corrections in it.

        Args:
            name: Of the table.
            table: Its rows, already ``resolve.resolved``.
        """
        if name not in self._steps or not self._concerns(name, table):
            return table
        rows = list(self._steps[name](table.to_pylist()))
        return pa.Table.from_pylist(rows, schema=SCHEMAS[name])

    def _concerns(self, name: str, table: pa.Table) -> bool:
        if name == "relations" and self._relations:
            return True
        if name == "events" and self._gone:
            return True
        called = self.plan.called
        return bool(called) and any(one in called for one in {*table["doc_id"].to_pylist()})

    @staticmethod
    def in_order(names: Iterable[str]) -> list[str]:
        """Names of tables, those first that others point to, ``errors`` last."""
        first = ("mentions", "relations")
        return sorted(names, key=lambda name: (name not in first, name == "errors"))

    def errors(self) -> pa.Table:
        """The corrections that met nothing, as rows of ``errors``."""
        met = self._met
        unmet = (one for one in self._relations if one[:2] not in met)
        rows = [
            {"source": self.plan.corrections.source, "doc_id": None, "stage": self.STAGE,
             "error": _ERROR, "message": f"{one} meets nothing in these articles"}
            for one in (*self.plan.unmatched, *unmet)
        ]  # fmt: skip
        return pa.Table.from_pylist(rows, schema=SCHEMAS["errors"])

    def _name(self, entity_id: str | None, name: str | None) -> str | None:
        return self.plan.names.get(entity_id or "", name)

    def _said(self, doc_id: str, name: str | None) -> str | None:
        """What a name without an id becomes; None where it names nothing any more."""
        old = self.plan.called.get(doc_id, {}).get(name or "")
        if old is None:
            return name
        new = self.plan.id_of(doc_id, old)
        return None if new in self.plan.dropped else self._name(new, name)

    def _mentions(self, rows: list[Row]) -> Iterator[Row]:
        kept = []
        for row in rows:
            new = row["entity_id"] = self.plan.id_of(row["doc_id"], row["entity_id"])
            if new in self.plan.dropped:
                self._parents[row["mention_id"]] = row["parent_id"]
            else:
                row["type"] = self.plan.types.get(new or "", row["type"])
                kept.append(row)
        for row in kept:
            while row["parent_id"] in self._parents:
                row["parent_id"] = self._parents[row["parent_id"]]
                row["depth"] -= 1
        depths = {row["mention_id"]: row["depth"] for row in kept}
        for row in kept:  # the outer before the inner
            if row["parent_id"] in depths:
                row["depth"] = depths[row["mention_id"]] = depths[row["parent_id"]] + 1
        yield from kept

    def _told(self, rows: list[Row]) -> Iterator[Row]:
        for row in rows:
            was_one = row["subject_id"] is not None and row["subject_id"] == row["object_id"]
            for side in ("subject", "object"):
                self._side(row, side)
            ids = {row["subject_id"], row["object_id"]}
            is_one = len(ids) == 1 and None not in ids  # "Петухов" is "Юрий Петухов" no more
            if ids & self.plan.dropped or (is_one and not was_one) or not self._kept(row):
                self._gone.add(row["relation_id"])
            else:
                yield row

    def _side(self, row: Row, side: str) -> None:
        new = row[f"{side}_id"] = self.plan.id_of(row["doc_id"], row[f"{side}_id"])
        row[side] = self._name(new, row[side])
        if new is not None:
            row[f"{side}_type"] = self.plan.types.get(new, row[f"{side}_type"])
        row[f"{side}_for"] = self._said(row["doc_id"], row[f"{side}_for"])

    def _kept(self, row: Row) -> bool:
        """Changes a relation as is asked for; says whether it stays."""
        fitting = [one for one in self._relations if _is_meant(one.says, row)]
        self._met.update(one[:2] for one in fitting)
        for one in fitting:
            for name, column in _CHANGES.items():
                if one.action == "change_relation" and name in one.says:
                    row[column] = one.says[name]
        return all(one.action != "drop_relation" for one in fitting)

    def _events(self, rows: list[Row]) -> Iterator[Row]:
        for row in rows:
            doc_id = row["doc_id"]
            row["place"] = self._said(doc_id, row["place"])
            new = row["place_id"] = self.plan.id_of(doc_id, row["place_id"])
            if new is not None:
                row["place"] = self._name(new, row["place"])
            if new in self.plan.dropped:
                row["place_id"] = row["place"] = None
            who = (self._participant(doc_id, one) for one in row["participants"] or ())
            row["participants"] = list(dict.fromkeys(one for one in who if one))
            if row["mention_id"] in self._parents:
                row["mention_id"] = None
            if row["relation_id"] in self._gone:
                row["relation_id"] = None
            yield row

    def _participant(self, doc_id: str, told: str) -> str | None:
        if told in self.plan.called.get(doc_id, {}):
            return self._said(doc_id, told)
        role = _WITH_ROLE.fullmatch(told)
        if role is None:
            return told
        name = self._said(doc_id, role[1])
        return name and name + role[2]

    def _careers(self, rows: list[Row]) -> Iterator[Row]:
        for row in rows:
            new = row["entity_id"] = self.plan.id_of(row["doc_id"], row["entity_id"])
            row["name"] = self._name(new, row["name"])
            body = row["organization_id"] = self.plan.id_of(row["doc_id"], row["organization_id"])
            row["organization"] = self._name(body, row["organization"])
            if body in self.plan.dropped:
                row["organization_id"] = row["organization"] = None
            if new not in self.plan.dropped:
                yield row

    def _parts(self, rows: list[Row]) -> Iterator[Row]:
        for row in rows:
            old = row["entity_id"]
            new = row["entity_id"] = self.plan.id_of(row["doc_id"], old)
            if new is None or new in self.plan.dropped:
                continue
            row["name"] = self._name(new, row["name"])
            row["type"] = self.plan.types.get(new, row["type"])
            row["parent_id"] = self.plan.ids.get(row["parent_id"], row["parent_id"])
            self._place(row, old, new)
            yield row

    def _place(self, row: Row, old: str, new: str) -> None:
        """The place of a merged entity is that of the one it was merged into."""
        kind = schema.TYPES[row["type"]].place_kind if row["type"] in schema.TYPES else None
        if kind is None or self.plan.homes.get(new, old) != old:
            row.update(dict.fromkeys(schema.PLACE_FACTS))
        elif row["kind"] is None or new in self.plan.types:
            row["kind"] = row["kind"] or kind
            row["ambiguous"] = bool(row["ambiguous"])
        row.update(self.plan.places.get(new, {}))


def _is_meant(says: Any, row: Row) -> bool:
    """Whether a relation is the one that a correction names; sides of mutual ones either way."""
    if says.get("relation_id", row["relation_id"]) != row["relation_id"]:
        return False
    if says.get("predicate", row["predicate"]) != row["predicate"]:
        return False
    patterns = says.get("documents")
    if patterns and not any(fnmatchcase(row["doc_id"], pattern) for pattern in patterns):
        return False
    sides = [(says.get("subject"), "subject"), (says.get("object"), "object")]
    if all(_is_side(entity, row, side) for entity, side in sides):
        return True
    turned = [(says.get("subject"), "object"), (says.get("object"), "subject")]
    return row["predicate"] in schema.SYMMETRIC_RELATIONS and all(
        _is_side(entity, row, side) for entity, side in turned
    )


def _is_side(entity: str | None, row: Row, side: str) -> bool:
    if entity is None or entity == row[f"{side}_id"]:
        return True
    name, kind = split_type(entity)
    return key(name) == key(row[side] or "") and kind in (None, row[f"{side}_type"])
