"""What a function does, as a text that is the same in every process and changes with its code.

That is the compiled code of the function, of all functions and classes of its module (a spaCy
component is called by a name that no code refers to), of what they refer to in other modules of
the user, and the values that they use. Installed packages count by their names.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
import sysconfig
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_INSTALLED = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})
_DEEPEST = 20  # lists in lists; generous: only lists in circles lie deeper
_OWN = "extract"  # hashed as a whole anyway


def described(function: Callable[..., Any]) -> str:
    """The function's name, and a hash of its code and of the values that it uses."""
    digest = hashlib.blake2b(digest_size=12)
    for line in _Walk().lines(function):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return f"{named(function)} {digest.hexdigest()}"


def named(function: Callable[..., Any]) -> str:
    """A name that is the same in every process."""
    name = getattr(function, "__qualname__", None)
    return f"{function.__module__}.{name}" if name else _plain(function)


def _plain(value: object, depth: int = 0) -> str:
    """A ``repr`` without places in memory, with sets in order."""
    if depth < _DEEPEST and isinstance(value, (set, frozenset)):
        return f"{{{', '.join(sorted(_plain(one, depth + 1) for one in value))}}}"
    if depth < _DEEPEST and isinstance(value, (tuple, list)):
        return f"({', '.join(_plain(one, depth + 1) for one in value)})"
    if depth < _DEEPEST and isinstance(value, dict):
        return _plain(list(value.items()), depth + 1)
    try:
        return _ADDRESS.sub("", repr(value))
    except Exception:
        return type(value).__qualname__


class _Walk:
    """Follows what code refers to, each thing once."""

    def __init__(self) -> None:
        self.seen: dict[int, object] = {}  # kept, or another would get the same number

    def lines(self, value: object) -> Iterator[str]:
        if id(value) in self.seen:
            return
        self.seen[id(value)] = value
        if isinstance(value, functools.partial):
            for part in (value.func, *value.args, *value.keywords.items()):
                yield from self.lines(part)
        elif isinstance(value, types.FunctionType):
            yield from self.function(value)
        elif isinstance(value, types.MethodType):
            yield from self.lines(value.__func__)
            yield from self.lines(value.__self__)
        elif isinstance(value, type):
            yield from self.class_(value)
        elif isinstance(value, types.ModuleType):
            yield from self.module(value)
        else:
            yield _plain(value)
            if type(value).__module__ != "builtins":
                yield from self.class_(type(value))

    def function(self, function: types.FunctionType) -> Iterator[str]:
        yield named(function)
        if not _is_users(function.__module__, function.__code__.co_filename):
            return
        yield from self.code(function.__code__, function.__globals__)
        yield from self.values(function.__defaults__ or ())
        yield from self.values((function.__kwdefaults__ or {}).items())
        for cell in function.__closure__ or ():
            yield from self.lines(cell.cell_contents)
        if (wrapped := getattr(function, "__wrapped__", None)) is not None:
            yield from self.lines(wrapped)
        yield from self.neighbours(function.__module__, function.__globals__)

    def code(self, code: types.CodeType, names: dict[str, Any]) -> Iterator[str]:
        yield code.co_code.hex()
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                yield from self.code(constant, names)
            else:
                yield _plain(constant)
        for name in code.co_names:
            yield name
            if name in names:
                yield from self.lines(names[name])

    def values(self, values: Any) -> Iterator[str]:
        for value in values:
            yield from self.lines(value)

    def class_(self, kind: type) -> Iterator[str]:
        yield f"{kind.__module__}.{kind.__qualname__}"
        if _is_users(kind.__module__, None):
            for name, value in sorted(vars(kind).items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if isinstance(value, (types.FunctionType, str, int, float, tuple)):
                    yield name
                    yield from self.lines(value)

    def module(self, module: types.ModuleType) -> Iterator[str]:
        yield f"{module.__name__} {getattr(module, '__version__', '')}"
        if _is_users(module.__name__, getattr(module, "__file__", None)):
            yield from self.neighbours(module.__name__, vars(module))

    def neighbours(self, module: str, names: dict[str, Any]) -> Iterator[str]:
        """All functions and classes that a module defines."""
        for name, value in sorted(names.items()):
            is_code = isinstance(value, (types.FunctionType, type))
            if is_code and value.__module__ == module:
                yield name
                yield from self.lines(value)


def _is_users(module: str | None, file: str | None) -> bool:
    """Whether code is the user's, not ours, Python's or an installed package's."""
    top = (module or "").partition(".")[0]
    if top in {_OWN, "builtins"}:
        return False
    place = file or _file(module)
    return place is None or not str(Path(place).absolute()).startswith(_INSTALLED)


def _file(module: str | None) -> str | None:
    found = sys.modules.get(module or "")
    return getattr(found, "__file__", None)
