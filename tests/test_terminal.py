"""Nothing that an article, a name or a path says is obeyed by the terminal."""

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import fake
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text
from typer.testing import CliRunner

import extract
from extract import cli, language
from extract.cli.console import Console
from extract.tables import folder as table_files
from extract.terminal import printable

ESC = "\x1b[31m\x1b]0;t\x07"
EVIL = f"{ESC}\x9b2J\u202eцба\u2066\x08\x7f\x85\u2028"
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


def is_harmless(shown):
    controls = {char for char in shown if unicodedata.category(char) == "Cc"}
    return controls <= {"\n", "\t"} and not BIDI.search(shown)


@pytest.fixture(autouse=True)
def small_pipeline(monkeypatch):
    monkeypatch.setattr(language, "load", lambda **_: fake.load())


def call(*arguments):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Россия «1»\u00a0—\u00ad\u200b🙂", "Россия «1»\u00a0—\u00ad\u200b🙂"),
        ("\x1b[31m", "\\u001b[31m"),
        ("\x9b2J", "\\u009b2J"),
        ("\u202eмета", "\\u202eмета"),
        ("\ud800", "\\ud800"),
        ("а\nб\tв\r", "а\\nб\\tв\\r"),
    ],
)
def test_what_is_printed_in_a_line(text, shown):
    assert printable(text) == shown


def test_lines_of_a_text_stay():
    assert printable("а\r\nб\rв\n\tг\x0b\x1b", lines=True) == "а\nб\nв\n\tг\\u000b\\u001b"


@given(st.text())
def test_any_text_becomes_harmless_and_json_stays_json(text):
    assert is_harmless(printable(text, lines=True))
    assert is_harmless(printable(text)) and "\n" not in printable(text)
    assert json.loads(printable(json.dumps(text, ensure_ascii=False))) == text


def test_show(tmp_path):
    file = tmp_path / "a.jsonl"
    row = {"text": f"Россия{EVIL} и\tЮрий\nПетухов, форум", "title": f"Итог{EVIL}", "id": EVIL}
    file.write_text(f'{json.dumps(row)}\n{{"te{EVIL}\n', encoding="utf-8")
    done = call("show", file)
    assert done.exit_code == 1
    assert is_harmless(done.stdout) and is_harmless(done.stderr)
    assert "\\u001b[31m" in done.stdout
    assert "Юрий\n" in done.stdout
    assert "a.jsonl#2" in done.stderr


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / f"статьи{ESC}\u202e"
    folder.mkdir()
    (folder / f"а{ESC}\nб\u202e.txt").write_text("Россия и Казахстан.", encoding="utf-8")
    (folder / f"пусто{ESC}\n.txt").touch()
    (folder / f"беда{ESC}.txt").write_text("ОШИБКА", encoding="utf-8")
    return folder


@pytest.mark.parametrize("arguments", [[], ["-v"], ["-vv"]])
def test_a_run(source, tmp_path, arguments):
    done = call("run", source, "-o", tmp_path / f"out{ESC}\u202e", *arguments)
    assert done.exit_code == 1
    assert is_harmless(done.stdout) and is_harmless(done.stderr)
    assert "out\\u001b[31m" in done.stdout
    assert len(done.stdout.splitlines()) == 7  # no name has written a line of its own


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", f"нет{EVIL}"],
        ["run", f"нет{EVIL}", "-o", "o"],
        ["run", f"--{ESC}", "-o", "o"],
        ["run", "a", "-o", "o", EVIL],
        ["run", "a", "-o", "o", "--workers", EVIL],
        ["run", "a", "-o", "o", "--config", EVIL],
        ["run", "a", "-o", "o", "--relations", EVIL],
        [EVIL],
        ["score", EVIL],
    ],
)
def test_errors(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*arguments)
    assert done.exit_code == 2
    assert done.stderr
    assert is_harmless(done.output)


def test_a_traceback(source, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise KeyError(EVIL)

    def fail_with_words(*_, **__):
        raise TypeError(EVIL)

    for failing in (fail, fail_with_words):
        monkeypatch.setattr(table_files, "build", failing)
        done = call("run", source, "-o", tmp_path / "out")
        assert done.exit_code == 5
        assert "Traceback" in done.stderr
        assert is_harmless(done.output)


def test_scores(tmp_path):
    (tmp_path / "a.txt").write_text("Россия", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"T1\tCOUNTRY{ESC}\u202e 0 6\tРоссия\n", encoding="utf-8")
    assert is_harmless(call("score", tmp_path).output)
    done = call("score", tmp_path, "--json")
    assert is_harmless(done.output)
    assert f"COUNTRY{ESC}\u202e" in json.loads(done.stdout)["entities"]["by_type"]


def test_a_warning_of_the_library(source):
    with pytest.warns(UserWarning, match="пусто") as caught:
        assert len(list(extract.docs(source, fake.load()))) == 2
    assert is_harmless(str(caught[0].message))


def test_what_nobody_made_printable(capsys):
    Console().print(f"а{EVIL}", Text(f"б{EVIL}"), ["в\u202e"], "[bold]:smile:")
    shown = capsys.readouterr().out
    assert is_harmless(shown)
    assert "[bold]:smile:" in shown


COMMAND = (
    "import fake; from extract import cli, language; "
    "language.load = lambda **_: fake.load(); cli.main()"
)


def in_a_terminal(*arguments, **environment):
    """What a command sends to a terminal that it runs in."""
    ours, theirs = pty.openpty()
    paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "TERM": "xterm", "PYTHONPATH": os.pathsep.join(paths), **environment}
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that nobody is at the other end
        pass
    finally:
        process.wait()
        os.close(ours)
    return shown.decode().replace("\r\n", "\n")


RICH = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")  # colours, lines drawn again, the cursor


def test_in_a_terminal_there_is_a_bar_and_the_commands_are_ours_alone(source, tmp_path):
    shown = in_a_terminal("run", source, "-o", tmp_path / "out")
    assert "\x1b[2K" in shown  # a line that is drawn again
    assert is_harmless(RICH.sub("", shown))
    assert "31m" in RICH.sub("", shown)
    shown = in_a_terminal("show", source / f"а{ESC}\nб\u202e.txt", COLUMNS="200")
    assert "\x1b[1;32m" in shown
    assert is_harmless(RICH.sub("", shown))


@pytest.mark.parametrize("environment", [{"JPY_PARENT_PID": "1"}, {"TERM": "dumb"}])
def test_in_a_notebook_there_are_lines(source, tmp_path, environment):
    shown = in_a_terminal("run", source, "-o", tmp_path / "out", **environment)
    assert "reading 3 files\n" in shown
    assert "\r" not in shown
    assert is_harmless(RICH.sub("", shown))


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "cp866", "utf-8"])
def test_what_an_output_cannot_encode_is_spelled_out(tmp_path, encoding):
    out = tmp_path / "out"
    extract.run([("Россия и Казахстан 🙂 → ёж.", {"id": "a"})], out, load=fake.load).close()
    search = [sys.executable, "-m", "extract", "search", out, "ёж"]
    for more in ((), ("--json",)):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run([*search, *more], env=environment, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        shown = done.stdout.decode(encoding)
        assert ("🙂" in shown) == (encoding == "utf-8")
        assert not more or "🙂 → ёж" in json.loads(shown)["quote"]


def test_without_standard_streams():
    closed = f'"{sys.executable}" -m extract --version >&-'
    assert subprocess.run(closed, shell=True, stderr=subprocess.PIPE).stderr == b""
    closed = f'"{sys.executable}" -m extract run - -o out <&-'
    done = subprocess.run(closed, shell=True, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (2, b"extract: there is no standard input to read\n")
