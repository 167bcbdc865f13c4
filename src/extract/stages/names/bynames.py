"""Names of rulers, saints and the like: a given name, and what tells namesakes apart."""

from __future__ import annotations

from extract.russian.dictionary import known_parses
from extract.stages.names import customs
from extract.stages.names.titles import Item, Parts


def ruler(items: list[Item]) -> Parts | None:
    """ "Николай II"."""
    numeral = [item for item in items[1:] if customs.is_roman(item.text)]
    if not numeral:
        return None
    return Parts([*(item for item in items if item not in numeral), *numeral])


def with_epithet(items: list[Item]) -> Parts | None:
    """ "Пётр Великий", "Николай Чудотворец"."""
    if len(items) != 2 or items[1].lower not in customs.EPITHETS or not items[0].is_given:
        return None
    return Parts(given=items)


def nicknamed(items: list[Item]) -> Parts | None:
    """ "Сонный Джо": the adjective is no name."""
    if len(items) != 2 or not items[1].is_given or max(items[0].standing) > 1:
        return None
    return Parts(items[1:], order=items) if _is_adjective(items[0].lower) else None


def _is_adjective(word: str) -> bool:
    known = known_parses(word)
    return bool(known) and all(parse.tag.POS == "ADJF" for parse in known)
