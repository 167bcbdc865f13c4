"""How a run gets on, in plain lines, and what is logged."""

import logging

import fake
import pytest
from typer.testing import CliRunner

import extract
from extract import cli, language, watchers


@pytest.fixture(autouse=True)
def as_in_a_new_process(monkeypatch):
    """The command line sets up the logger, and tests share a process."""
    logger = logging.getLogger("extract")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "level", logging.NOTSET)


@pytest.fixture
def source(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(6):
        text = "ОШИБКА" if number == 3 else f"Россия {number}."
        (tmp_path / f"in/{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "in"


def run(source, out, **settings):
    return extract.run(source, out, load=fake.load, shard_size=1, **settings)


def lines(every):
    said = []
    return said, extract.Lines(said.append, every)


def test_a_line_for_each_shard_where_no_time_has_to_pass(source, tmp_path):
    said, watcher = lines(every=0)
    shards = run(source, tmp_path / "out", watcher=watcher).info["shards"]
    assert said[0] == "reading 6 files"
    assert len(said) == 2 + shards["done"]
    assert said[1].split(",")[0].endswith("of 6 files")
    assert " a second, about " in said[1]
    assert said[-2].startswith("6 of 6 files, 5 articles, ")
    assert said[-1].startswith("6 of 6 files, 5 articles, ")
    assert said[-1].endswith(", 1 error; writing the tables")


def test_how_long_it_takes_is_not_said_while_the_first_file_is_not_through():
    said, watcher = lines(every=0)
    watcher.begin(1)
    watcher.advance(0, {"documents": 16, "errors": 0}, reused=False)  # of a file of many articles
    assert said[-1].startswith("0 of 1 file, 16 articles, ")
    assert "left" not in said[-1]


def test_no_line_too_many(source, tmp_path):
    said, watcher = lines(every=3600)
    run(source, tmp_path / "out", watcher=watcher)
    assert len(said) == 2
    run(source, tmp_path / "out", watcher=watcher)
    assert "of them done before" in said[-1]


def test_a_source_without_an_end_has_no_total():
    said, watcher = lines(every=0)
    watcher.advance(1, {"documents": 1, "errors": 0}, reused=False)
    assert said[0].startswith("1 file, 1 article, ")
    assert " of " not in said[0]


def test_lines_go_to_standard_error(source, tmp_path, capsys):
    run(source, tmp_path / "out", watcher=extract.Lines())
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("reading 6 files\n")
    assert "\r" not in shown.err


@pytest.fixture
def command(source, tmp_path, monkeypatch):
    monkeypatch.setattr(language, "load", lambda **_: fake.load())
    monkeypatch.setattr(watchers, "EVERY", 0.0)

    def call(*arguments):
        arguments = ["run", str(source), "-o", str(tmp_path / "out"), *arguments]
        return CliRunner().invoke(cli.app, arguments)

    return call


def test_a_command_whose_output_nobody_watches_prints_lines(command):
    done = command("--shard-size", "1")
    assert "of 6 files" in done.stderr.splitlines()[1]
    assert "\r" not in done.stderr
    assert "\x1b" not in done.stderr


def test_quiet_is_quiet(command):
    assert command("--quiet").output == ""


def test_verbose(command):
    said = command("-v", "-q").stderr
    assert "INFO extract.runs.run: " in said
    assert "WARNING extract.runs.run: 1 error(s)" in said
    assert "DEBUG" not in said
    assert "DEBUG extract.runs.progress: shard " in command("-vv", "-q", "--no-resume").stderr
    assert "INFO" not in command().stderr


def test_the_library_logs_and_leaves_handlers_to_its_user(source, tmp_path, caplog):
    assert logging.getLogger("extract").handlers == []
    with caplog.at_level(logging.DEBUG, "extract"):
        run(source, tmp_path / "out")
    names = {record.name for record in caplog.records}
    assert {"extract.runs.run", "extract.runs.progress", "extract.tables.folder"} <= names
    assert logging.getLogger("extract").handlers == []
