"""The folder of a page: what is in it, whose it is, and that it is always the same."""

import json
import re
from pathlib import Path

import pytest
from tests.report import archives
from typer.testing import CliRunner

import extract
from extract import cli, report, schema
from extract.report.wording import facts, words

STATIC = Path(report.__file__).parent / "static"
WORDS = words()
TEXTS = ("Иван Петров", "Ольга Сидорова")


@pytest.fixture
def tables():
    return archives.of_texts(TEXTS)


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def data(folder: Path, name: str):
    text = (folder / "data" / f"{name}.js").read_text("utf-8")
    call = f'extractPage("{name}",'
    assert text.startswith(call)
    return json.loads(text.removeprefix(call).removesuffix(");\n"))


def test_types_have_the_colour_of_their_family():
    classes = facts()["families"]
    assert (classes["PERSON"], classes["DISTRICT"], classes["EVENT"]) == (
        "person",
        "place",
        "event",
    )
    colours = (STATIC / "colours.css").read_text("utf-8")
    assert all(f"--{name}:" in colours for name in classes.values())
    assert classes.keys() <= schema.TYPES.keys()


def test_the_same_tables_make_the_same_bytes(tables, tmp_path):
    tables.report(tmp_path / "one")
    tables.report(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_runs_in_other_portions_make_the_same_bytes(run, tmp_path):
    other = tmp_path / "out"
    raw = Path(__file__).parents[2] / "data" / "raw"
    extract.run(raw, other, shard_size=3)
    extract.open(run).report(tmp_path / "one")
    extract.open(other).report(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_every_chunk_is_json(tables, tmp_path):
    tables.report(tmp_path / "page")
    for file in (tmp_path / "page" / "data").rglob("*.js"):
        data(
            tmp_path / "page",
            file.relative_to(tmp_path / "page" / "data").with_suffix("").as_posix(),
        )


def test_the_policy_lets_nothing_else_run(tables, tmp_path):
    html = tables.report(tmp_path / "page").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert html.count("<script") == 2
    assert not re.search(r'(?:src|href)="(?!data:,|#)', html)


def test_an_archive_without_articles_has_a_page(tmp_path, visit):
    archives.of_rows({}).report(tmp_path / "page")
    reader = visit(tmp_path / "page")
    for view in ("", "events", "register", "map", "network", "people", "articles"):
        reader.open(f"#view={view}")


@pytest.mark.parametrize("damaged", [None, "x = 1;"])
def test_a_page_that_was_copied_in_part_says_so(tables, tmp_path, visit, damaged):
    tables.report(tmp_path / "page")
    file = tmp_path / "page/data/people/0.js"
    file.unlink() if damaged is None else file.write_text(damaged)
    reader = visit(tmp_path / "page").open("#view=people")
    assert "Не открылся файл с данными" in reader.find("[role=alert]").inner_text()
    reader.open("#view=register")
    assert reader.find("tbody tr").count()
    reader.wrong.clear()  # the browser too says that there is no such file


def test_offsets_count_as_the_browser_does(tmp_path):
    tables = archives.of_texts(["😀 Иван 😀"])
    tables.report(tmp_path / "page")
    (article,) = data(tmp_path / "page", "articles/0")["rows"]
    text = article["text"].encode("utf-16-le")
    for start, end, *_ in article["mentions"]:
        assert text[2 * start : 2 * end].decode("utf-16-le") == "😀 Иван 😀"
    (found,) = data(tmp_path / "page", "sentences/0")["rows"]
    for start, said in zip(found["starts"], found["texts"], strict=True):
        assert text[2 * start :].decode("utf-16-le").startswith(said)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("types", schema.TYPES),
        ("predicates", schema.RELATION_TYPES),
        ("statuses", schema.STATUSES),
        ("kinds", schema.EVENT_KINDS),
        ("place_kinds", schema.PLACE_KINDS),
    ],
)
def test_everything_has_a_name_in_both_languages(table, values):
    assert set(WORDS[table]) == set(values)
    assert all(all(names) for names in WORDS[table].values())


def test_every_phrase_that_is_said_is_there_and_every_one_there_is_said():
    scripts = "".join(file.read_text("utf-8") for file in STATIC.glob("*.js"))
    put_together = {"most_people", "most_bodies", "most_places", "held_s", "planned_s", "other_s"}
    assert set(re.findall(r'\bsay\(\s*"(\w+)"', scripts)) <= set(WORDS["ui"])
    unsaid = {key for key in WORDS["ui"] if f'"{key}"' not in scripts}
    assert unsaid == put_together


def test_a_page_replaces_the_one_before(tables, tmp_path):
    archives.of_texts(["Пётр Иванов"]).report(tmp_path / "page")
    tables.report(tmp_path / "page")
    assert "Пётр Иванов" not in (tmp_path / "page" / "data/people/0.js").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page"]


@pytest.mark.parametrize("name", ["заметки.txt", "data/моё.js", ".git/config"])
def test_a_folder_with_other_files_is_left_alone(tables, tmp_path, name):
    tables.report(tmp_path / "page")
    own = tmp_path / "page" / name
    own.parent.mkdir(exist_ok=True)
    own.write_text("важное", "utf-8")
    before = files(tmp_path / "page")
    with pytest.raises(report.PageError, match="of its own"):
        tables.report(tmp_path / "page")
    assert files(tmp_path / "page") == before


def test_a_file_and_a_link_are_no_folder(tables, tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for name in ("file", "link"):
        with pytest.raises(report.PageError, match="not a folder"):
            tables.report(tmp_path / name)


def test_the_command_writes_into_the_run(run):
    done = CliRunner().invoke(cli.app, ["report", str(run)])
    assert done.exit_code == 0, done.output
    assert (run / "page" / "index.html").is_file()
    extract.open(run)  # still one


def test_the_command_says_what_is_wrong(run, tmp_path):
    (tmp_path / "моё.txt").write_text("x", "utf-8")
    done = CliRunner().invoke(cli.app, ["report", str(run), "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "моё.txt" in done.stderr
    assert CliRunner().invoke(cli.app, ["report", str(tmp_path / "нет")]).exit_code == 2


def test_a_page_is_no_article(tmp_path):
    tables = archives.of_texts(TEXTS)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "news.txt").write_text("Новость о погоде.", "utf-8")
    tables.report(tmp_path / "new" / "page")
    read = [one.path for one in _articles(tmp_path / "new")]
    assert [Path(path).name for path in read] == ["news.txt"]


def _articles(folder: Path):
    from extract import output
    from extract.articles import walk

    found, _ = output.without_outputs(walk(folder), folder)
    return found.sources
