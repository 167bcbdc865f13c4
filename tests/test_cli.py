"""The command line: what it says, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import fake
import pytest
import typer
from typer.testing import CliRunner

import extract
from extract import cli, language, schema
from extract.cli.exits import MEANING, Exit
from extract.runs import shard
from extract.runs.errors import WorkersDie
from extract.tables import folder as table_files

ROOT = Path(__file__).parent.parent
COMMANDS = sorted(typer.main.get_command(cli.app).commands)


@pytest.fixture(autouse=True)
def small_pipeline(monkeypatch):
    def load(*, exclude=(), **_):
        if set(exclude) - {"relations"}:
            raise ValueError(f"no such stage: {', '.join(exclude)}")
        return fake.load()

    monkeypatch.setattr(language, "load", load)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "статьи за год"
    folder.mkdir()
    text = "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном."
    (folder / "а.txt").write_text(text, encoding="utf-8")
    (folder / "б [1].txt").write_text("Россия.", encoding="utf-8")
    return folder


def call(*arguments):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_a_run_says_what_was_found_and_where(source, tmp_path):
    out = tmp_path / "out [1]"
    done = call("run", source, "-o", out)
    assert done.exit_code == 0
    assert "2 articles;" in done.stdout
    assert "5 mentions" in done.stdout
    assert "Юрий Петухов (1)" in done.stdout
    assert f"Tables: {out} (.parquet, .csv, extract.duckdb)" in done.stdout
    first, last = done.stderr.splitlines()  # no bar where no one watches
    assert first == "reading 2 files"
    assert last.startswith("2 of 2 files, 2 articles, ")
    assert len(extract.open(out).documents) == 2
    assert "all done before" in call("run", source, "-o", out).stdout


def test_a_run_with_errors_says_so_and_ends_with_1(source, tmp_path):
    (source / "в.txt").write_text("ОШИБКА", encoding="utf-8")
    done = call("run", source, "--out", tmp_path / "out", "--xlsx")
    assert done.exit_code == Exit.SOME_FAILED == 1
    assert "1 error, listed in" in done.stdout
    assert "fake_names: в.txt: the text says ОШИБКА" in done.stdout
    assert "tables.xlsx" in done.stdout


def test_all_relations_where_they_are_asked_for(tmp_path):
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("По слухам, Юрий Петухов ушёл из Правительства России.", encoding="utf-8")
    assert "0 relations" in call("run", source, "-o", out).stdout
    assert "1 relations" in call("run", source, "-o", out, "--relations", "all").stdout
    assert "WORKPLACE" not in call("show", source).stdout
    assert "WORKPLACE" in call("show", source, "--relations", "all").stdout
    assert call("run", source, "-o", out, "--relations", "some").exit_code == Exit.CANNOT


def test_a_quiet_run(source, tmp_path):
    done = call("run", source, "-o", tmp_path / "out", "--quiet")
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize("command", ["run", "show", "score"])
def test_words_of_a_users_own_from_a_file(annotated, tmp_path, monkeypatch, command):
    given = []
    monkeypatch.setattr(language, "load", lambda *, words, **_: given.append(words) or fake.load())
    file = tmp_path / "words.toml"
    file.write_text('[careers]\npositions = ["глашатай"]', encoding="utf-8")
    out = ["-o", tmp_path / "out"] if command == "run" else []
    source = annotated / "a.txt" if command == "show" else annotated
    assert call(command, source, *out, "--words", file).exit_code == 0
    assert given == [{"careers": {"positions": ["глашатай"]}}]
    assert call(command, source, *out, "--words", tmp_path / "none").exit_code == Exit.CANNOT


def test_columns_by_name(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("номер,тело\n7,Россия.\n", encoding="utf-8")
    call("run", file, "-o", tmp_path / "out", "--text-column", "тело", "--id-column", "номер")
    assert list(extract.open(tmp_path / "out").documents["doc_id"]) == ["a.csv#7"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["run", "{in}"], "Missing option"),
        (["run", "{in}/nowhere", "-o", "{out}"], "there is no file or folder"),
        (["run", "{in}", "-o", "{in}"], "the folder that is read"),
        (["run", "{in}", "-o", "{in}/а.txt"], "а.txt"),
        (["run", "{in}", "-o", "{out}", "--workers", "0"], "--workers"),
        (["run", "{in}", "-o", "{out}", "--exclude", "magic"], "no such stage: magic"),
        (["run", "{in}", "-o", "{out}", "--model", "m"], "not a model folder"),
        (["show", "{in}/nowhere"], "there is no file or folder"),
        (["show", "{in}/empty.txt"], "it is empty"),
        (["score", "{in}"], "no pair of .txt and .ann"),
        (["score", "{in}/nowhere"], "no pair of .txt and .ann"),
        (["fly"], "fly"),
    ],
)
def test_what_a_user_does_wrong_is_said_in_a_line(source, tmp_path, arguments, words):
    places = {"{in}": str(source), "{out}": str(tmp_path / "out")}
    if "empty" in arguments[-1]:
        (source / "empty.txt").write_text("")
    for mark, place in places.items():
        arguments = [argument.replace(mark, place) for argument in arguments]
    done = call(*arguments)
    assert done.exit_code == Exit.CANNOT == 2
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_interrupted(source, tmp_path, monkeypatch):
    def interrupt(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(language, "load", interrupt)
    done = call("run", source, "-o", tmp_path / "out")
    assert done.exit_code == Exit.INTERRUPTED == 130
    assert "the same command goes on" in done.stderr


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    "where, error, code, words",
    [
        ("load", ValueError("no such stage: magic"), 2, "no such stage: magic"),
        ("load", KeyError("layers"), 2, "cannot be loaded: KeyError: 'layers'"),
        ("load", MemoryError(), 4, "out of memory"),
        ("shard", OSError(28, "No space left on device"), 3, "No space left on device"),
        ("shard", OSError(5, "Input/output error", "x.parquet"), 3, "x.parquet: Input/output"),
        ("tables", OSError(122, "Disk quota exceeded"), 3, "quota exceeded; what is done is kept"),
        ("tables", duckdb.IOException("Could not write: No space left on device"), 3, "No space"),
        ("tables", duckdb.OutOfMemoryException("could not allocate"), 4, "could not allocate"),
        ("tables", KeyError("doc_id"), 5, "unexpected KeyError: 'doc_id'"),
        ("tables", ValueError("half a row"), 5, "unexpected ValueError: half a row"),
        ("tables", RecursionError("too deep"), 5, "unexpected RecursionError"),
        ("tables", duckdb.BinderException("no such column"), 5, "unexpected BinderException"),
        ("tables", WorkersDie("the worker processes die"), 4, "the worker processes die"),
        ("tables", KeyboardInterrupt(), 130, "the same command goes on"),
    ],
)
def test_every_exception_has_a_code_that_does_not_lie(
    source, tmp_path, monkeypatch, where, error, code, words
):
    place = {
        "load": (language, "load"), "shard": (shard, "write"), "tables": (table_files, "build"),
    }[where]  # fmt: skip
    monkeypatch.setattr(*place, failing(error))
    done = call("run", source, "-o", tmp_path / "out")
    assert done.exit_code == code
    assert words in done.stderr
    assert ("Traceback" in done.stderr) == (code == Exit.UNEXPECTED)
    assert not (tmp_path / "out/run.json").exists()


@pytest.mark.parametrize(
    "error, code, words",
    [
        (KeyError("types"), 2, "the pipeline cannot be loaded: KeyError: 'types'"),
        (RuntimeError("no network in it"), 2, "cannot be loaded: RuntimeError: no network in it"),
        (MemoryError(), 4, "out of memory"),
    ],
)
@pytest.mark.parametrize("command", ["show", "score"])
def test_a_damaged_model(annotated, monkeypatch, command, error, code, words):
    monkeypatch.setattr(language, "load", failing(error))
    done = call(command, annotated / "a.txt" if command == "show" else annotated)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_cannot_be_written_is_not_said_to_be_kept(source):
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    done = call("show", source / "а.txt", "--html", "/dev/full")
    assert done.exit_code == Exit.NOT_WRITTEN
    assert done.stderr == "extract: No space left on device\n"


def test_a_fault_of_ours_is_not_called_the_users(source, monkeypatch):
    monkeypatch.setattr("extract.show.terminal", failing(ValueError("half a table")))
    done = call("show", source / "а.txt")
    assert done.exit_code == Exit.UNEXPECTED
    assert "unexpected ValueError: half a table" in done.stderr


def test_training_without_torch_says_where_to_get_it(annotated, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("extract.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torch", None)
    done = call("train", annotated, "-o", tmp_path / "model")
    assert done.exit_code == Exit.CANNOT
    assert 'pip install "extract-ru[train]"' in done.stderr
    assert "pip install torch --index-url https://download.pytorch.org/whl/cpu" in done.stderr


def test_a_folder_of_others_is_refused_unless_forced(source, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/people.csv").write_text("мои люди")
    done = call("run", source, "-o", tmp_path / "out")
    assert done.exit_code == Exit.CANNOT
    assert "--force (force=True) would overwrite people.csv" in done.stderr
    assert (tmp_path / "out/people.csv").read_text() == "мои люди"
    done = call("run", source, "-o", tmp_path / "out", "--force")
    assert done.exit_code == 0
    assert "people.csv was overwritten" in done.stdout


def command(*arguments, **settings):
    """The command as a process of its own."""
    code = "from extract.cli import main; main()"
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], **settings)


def test_output_that_nobody_reads_or_that_has_no_room():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as broken:
        assert command("run", "--help", stdout=broken).wait() == Exit.NOBODY_READS
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with Path("/dev/full").open("w") as full:
        process = command("--version", stdout=full, stderr=subprocess.PIPE)
        assert b"No space left on device" in process.communicate()[1]
        assert process.returncode == Exit.NOT_WRITTEN


def test_show(source):
    done = call("show", source / "а.txt")
    assert done.exit_code == 0
    assert "[Юрий Петухов PERSON], [губернатор PROFESSION]" in done.stdout
    assert "AGREEMENT_WITH" in done.stdout


def test_show_as_a_page(source, tmp_path):
    done = call("show", source / "а.txt", "--html", tmp_path / "page.html")
    assert done.exit_code == 0
    assert 'title="PERSON: ' in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_show_what_can_be_shown(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Россия"}\n{"te', encoding="utf-8")
    done = call("show", tmp_path / "a.jsonl")
    assert done.exit_code == 1
    assert "[Россия COUNTRY]" in done.stdout
    assert "a.jsonl#2" in done.stderr


@pytest.fixture
def annotated(tmp_path):
    (tmp_path / "a.txt").write_text("Россия", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tCOUNTRY 0 6\tРоссия\n", encoding="utf-8")
    return tmp_path


def test_score(annotated):
    done = call("score", annotated)
    assert done.exit_code == 0
    assert [words.split() for words in done.stdout.splitlines() if "COUNTRY" in words] == [
        ["COUNTRY", "1.0000", "1.0000", "1.0000", "1", "1"]
    ]


def test_score_as_json(annotated):
    scores = json.loads(call("score", annotated, "--json").stdout)
    assert scores["entities"]["micro"]["f1"] == 1
    assert scores["documents"] == 1


def test_a_broken_annotation(annotated):
    (annotated / "a.ann").write_text("T1\tCOUNTRY 0 99\tРоссия\n", encoding="utf-8")
    done = call("score", annotated)
    assert done.exit_code == 2
    assert "a.ann, line 1" in done.stderr


@pytest.mark.parametrize("name", ["a.txt", "a.ann"])
def test_a_corpus_that_is_not_utf8(annotated, name):
    (annotated / name).write_bytes("Россия".encode("cp1251"))
    done = call("score", annotated)
    assert done.exit_code == 2
    assert f"{name} is not UTF-8" in done.stderr


def test_version():
    assert call("--version").stdout == f"{extract.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    done = call(command, "--help")
    assert done.exit_code == 0
    parameters = typer.main.get_command(cli.app).commands[command].params
    assert all(getattr(parameter, "help", None) for parameter in parameters)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_every_command_is_documented(readme, command):
    if not (ROOT / readme).exists():
        pytest.skip(f"there is no {readme}")
    assert f"extract {command} " in (ROOT / readme).read_text(encoding="utf-8")


def test_the_help_names_the_formats_and_exit_codes():
    words = " ".join(call("run", "--help").stdout.split())
    for expected in (".jsonl", ".parquet", *(f"{code} {MEANING[code]}" for code in Exit)):
        assert expected in words


def test_the_exit_codes_are_documented():
    page = ROOT / "docs/scale.md"
    if not page.exists():
        pytest.skip("there is no docs/scale.md")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for code in Exit if (line := f"| {code} | {MEANING[code]} |") not in lines] == []


def test_importing_takes_nothing_heavy_and_the_modules_can_be_had_from_the_package():
    code = (
        "import sys, extract, extract.cli; "
        "print([name for name in ('spacy', 'pandas', 'duckdb', 'numpy', 'pyarrow', 'IPython') "
        "if name in sys.modules]); "
        "from extract import annotations; annotations.ENTITIES"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", extract.__all__)
def test_public_names(name):
    assert getattr(extract, name)
    assert name in dir(extract)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="fly"):
        _ = extract.fly


def test_numerical_libraries_get_one_thread_unless_the_user_says_otherwise():
    code = (
        "import os, extract.cli as cli; cli.app = lambda: print("
        "os.environ['OMP_NUM_THREADS'], os.environ['MKL_NUM_THREADS']); cli.main()"
    )
    env = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**env, "MKL_NUM_THREADS": "3"},
    )  # fmt: skip
    assert done.stdout.split() == ["1", "3"]
    assert set(schema.TABLES) >= {"people", "places"}
