"""The documentation names what there is, and what it shows runs."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from tests import fake

import extract
from extract import schema
from extract.articles.readers import READERS
from extract.runs.memory import forget_pipeline
from extract.tables.queries import VIEWS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAMPLES = ("mer_novosibirska.txt", "brics_kazan.txt")


def module(name):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def lines_without_rows(page):
    """What does not depend on the articles whose rows are shown."""
    kept = [line for line in page.splitlines() if not line.startswith("|") or "| `" in line[:4]]
    return [line for line in kept if line.strip()]


@pytest.mark.parametrize("name", ["tables.md", "tables.ru.md"])
def test_the_reference_of_the_tables_is_that_of_the_schema(name):
    pages = module("make_tables")
    made = pages.english(None) if name == pages.ENGLISH else pages.russian()
    shown = (DOCS / name).read_text("utf-8")
    assert lines_without_rows(shown) == lines_without_rows(made), "run docs/make_tables.py"


def test_the_reference_of_the_command_line_is_that_of_the_commands():
    assert (DOCS / "cli.md").read_text("utf-8") == module("make_cli").page(), "run docs/make_cli.py"


@pytest.mark.parametrize("name", [*schema.TABLES, *VIEWS])
def test_every_table_and_view_has_a_place(name):
    assert re.search(rf"^##+ {name}$", (DOCS / "tables.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", extract.__all__)
def test_every_public_name_is_in_the_reference(name):
    assert re.search(rf"^::: extract\.[\w.]*\b{name}$", (DOCS / "api.md").read_text("utf-8"), re.M)


@pytest.mark.parametrize("page", ["architecture.md", "contributing.md"])
def test_every_path_is_there(page):
    paths = re.findall(
        r"`([\w.*-]+/(?:[\w.*/-]+\.\w+|[\w/-]*/|))`", (DOCS / page).read_text("utf-8")
    )
    bases = (ROOT, Path(extract.__file__).parent)
    missing = [path for path in paths if not any(any(base.glob(path)) for base in bases)]
    assert len(paths) > 20
    assert missing == ["articles/readers/foo.py"] * (page == "contributing.md")  # to be written


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_every_format_is_among_what_goes_in(readme):
    said = set(re.findall(r"\w+", (ROOT / readme).read_text("utf-8").lower()))
    extensions = [[each[1:] for each in reader.extensions] for reader in READERS.values()]
    assert [each for each in extensions if said.isdisjoint(each)] == []


def shape(readme):
    """What a README has in either language: sections, rows of tables, code, links."""
    page = (ROOT / readme).read_text("utf-8")
    code = "".join(re.findall(r"^```.*?^```", page, re.S | re.M)).splitlines()
    return {
        "sections": len(re.findall(r"^## ", page, re.M)),
        "rows": len(re.findall(r"^\|", page, re.M)),
        "code": [line.partition("#")[0].strip() for line in code],
        "links": sorted({link.replace(".ru", "") for link in re.findall(r"\]\((.+?)\)", page)}),
    }


def test_the_readme_says_the_same_in_both_languages():
    assert shape("README.ru.md") == shape("README.md")


@pytest.fixture(scope="module")
def tables():
    return extract.tables([fake.load()("Юрий Петухов приехал на форум 28 ноября 2023 года.")])


QUERIES = [(name, sql) for name, some in module("make_tables").QUERIES.items() for _, sql in some]


@pytest.mark.parametrize(("name", "sql"), QUERIES)
def test_every_query_of_the_reference_runs(tables, name, sql):
    assert name in sql
    assert len(tables.sql(sql).columns)


@pytest.mark.parametrize(
    "page", ["index.md", "index.ru.md", "spacy.md", "notebooks.md", "words.md"]
)
def test_the_examples_of_a_page_run(page, tmp_path, monkeypatch):
    (tmp_path / "data/raw").mkdir(parents=True)
    for name in SAMPLES:
        shutil.copy(ROOT / "data/raw" / name, tmp_path / "data/raw")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.S | re.M)
    assert blocks
    known: dict[str, object] = {}
    try:
        for block in blocks:
            exec(compile(block, page, "exec"), known)
    finally:
        forget_pipeline()  # other tests put one of their own in the place of it
