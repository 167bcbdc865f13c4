"""Imports point down the layers and never back, and what stands side by side stays apart."""

import ast
import functools
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import extract

ROOT = Path(extract.__file__).parent
LAYERS = (
    ("choices",),
    ("schema", "telemetry", "threads", "disk", "terminal", "markup", "garbage"),
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
    ("show",),
    ("runs",),
    ("exports",),
    ("training",),
    ("cli",),
    ("__main__",),
)
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(ROOT.rglob("*.py"))
FOLDERS = sorted({file.parent.relative_to(ROOT).as_posix() for file in FILES} - {"."})

# Folders whose modules and folders are equals, and what they all may ask.
EQUALS = {
    "articles/readers": {"base", "pages", "xml_events"},
    "cli": {"config", "console", "exits", "options", "summary"},
    "exports": {"documents", "importing", "original", "segmented"},
    "stages": {"evidence", "linear", "mentions", "needs", "own_words", "readings"},
    "stages/agreements/constructions": {"construction"},
}
NEIGHBOURS = {
    ("articles", "readers", "html"): "what it holds may be a page of HTML",
    ("stages", "coreference", "names"): "asks its lists whether a word is a name",
    ("tables", "corrections", "rows"): "corrects them, column by column",
}


def layer(file: Path, folder: str = "") -> str:
    return file.relative_to(ROOT / folder).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Layers that a file imports from, wherever in it, but for type checkers alone."""
    return {name[0] for name in imports(file)}


@functools.cache
def imports(file: Path) -> set[tuple[str, ...]]:
    """What a file imports of the package, as paths below it."""
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
        parts = [tuple(name.split(".")) for name in names]
        found |= {name[1:] for name in parts if name[0] == "extract" and len(name) > 1}
    return found


@functools.cache
def rooms(folder: str) -> dict[str, set[str]]:
    """The modules and folders of a folder, each with those of them that it imports."""
    place = Path(folder).parts
    files = {path: layer(path, folder) for path in (ROOT / folder).rglob("*.py")}
    names = {*files.values()} - {"__init__"}
    found: dict[str, set[str]] = {name: set() for name in names}
    for file, name in files.items():
        if name != "__init__":  # the folder's own face, which may know all
            below = (path for path in imports(file) if len(path) > len(place))
            asked = {path[len(place)] for path in below if path[: len(place)] == place}
            found[name] |= (asked & names) - {name}
    return found


def _nodes(node: ast.AST):
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _nodes(child)


def test_every_module_has_a_layer():
    assert {layer(file) for file in FILES} - {"__init__"} == set(HEIGHT)


def test_the_layers_are_those_of_the_documentation():
    page = (Path(__file__).parents[1] / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?`) \|", page.partition("## Layers")[2].partition("\n## ")[0], re.M)
    told = [re.findall(r"`(\w+)(?:/|\.py)`", row) for row in rows]
    assert [set(row) for row in told] == [set(row) for row in LAYERS if row != ("__main__",)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_down(file):
    own = layer(file)
    if own == "__init__":
        assert imported(file) == {"telemetry", "tables"}
        return
    for name in imported(file) & HEIGHT.keys():
        assert name == own or HEIGHT[name] < HEIGHT[own], f"{own} imports {name}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_rooms_of_a_folder_go_round_in_no_circle(folder):
    try:
        TopologicalSorter(rooms(folder)).prepare()
    except CycleError as error:
        pytest.fail(f"{folder}: {' -> '.join(error.args[1])}")


def neighbours(folder: str) -> set[tuple[str, str, str]]:
    """Where equals of a folder, or its subfolders, know each other."""
    shared = EQUALS.get(folder)
    found = set()
    for name, asked in rooms(folder).items():
        for other in asked:
            both = all((ROOT / folder / one).is_dir() for one in (name, other))
            if both or (shared is not None and not shared & {name, other}):
                found.add((folder, name, other))
    return found


def test_what_stands_side_by_side_stays_apart_but_where_a_reason_is_told():
    found = set().union(*map(neighbours, FOLDERS))
    assert sorted(found - NEIGHBOURS.keys()) == []
    assert sorted(NEIGHBOURS.keys() - found) == []  # reasons that nothing needs any more


@pytest.mark.parametrize("folder", EQUALS)
def test_what_equals_share_knows_none_of_them(folder):
    shared = EQUALS[folder]
    asked = {name: asked for name, asked in rooms(folder).items() if name in shared}
    assert asked.keys() == shared
    assert set().union(*asked.values()) <= shared
