"""Imports point down the layers and never back."""

import ast
from pathlib import Path

import pytest

import extract

ROOT = Path(extract.__file__).parent
LAYERS = (
    ("schema", "telemetry", "threads", "disk", "terminal", "markup"),
    ("russian", "watchers"),
    ("annotations",),
    ("trust",),
    ("articles",),
    ("output",),
    ("gazetteer",),
    ("encoder",),
    ("syntax",),
    ("stages",),
    ("language",),
    ("report",),
    ("search",),
    ("tables",),
    ("brat",),
    ("scoring",),
    ("scoring_factrueval", "show"),
    ("runs",),
    ("exports",),
    ("console", "config"),
    ("exits", "commands", "options"),
    ("summary", "exchange"),
    ("training",),
    ("cli",),
)
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(ROOT.rglob("*.py"))


def layer(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Layers that a file imports from, wherever in it, but for type checkers alone."""
    package = ("extract", *file.relative_to(ROOT).parts[:-1])
    found = set()
    for node in _nodes(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        parts = [name.split(".") for name in names]
        found |= {name[1] for name in parts if name[0] == "extract" and len(name) > 1}
    return found


def _nodes(node: ast.AST):
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _nodes(child)


def test_every_module_has_a_layer():
    assert {layer(file) for file in FILES} - {"__init__"} == set(HEIGHT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_down(file):
    own = layer(file)
    if own == "__init__":
        assert imported(file) == {"telemetry", "tables"}
        return
    for name in imported(file) & HEIGHT.keys():
        assert name == own or HEIGHT[name] < HEIGHT[own], f"{own} imports {name}"
