"""Options from a file: the same names and values as on the command line, which wins."""

import re
import tomllib
from pathlib import Path

import fake
import pytest
import typer
from typer.testing import CliRunner

import extract
from extract import cli, language

ROOT = Path(__file__).parent.parent
OPTIONS = {
    param.name.replace("_", "-"): param
    for param in typer.main.get_command(cli.app).commands["run"].params
    if param.name != "config"
}


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Runs ``extract run`` with a settings file in a folder with articles."""
    monkeypatch.setattr(language, "load", lambda **_: fake.load())
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.csv").write_text("номер,тело\n7,Россия.\n8,Казахстан.\n", encoding="utf-8")

    def run(config, *arguments):
        Path("extract.toml").write_text(config, encoding="utf-8")
        return CliRunner().invoke(cli.app, ["run", *arguments, "--config", "extract.toml"])

    return run


ALL = """
source = "in"
out = "out"
text-column = "тело"
id_column = "номер"
exclude = ["relations", "events"]
csv = "none"
xlsx = true
resume = false
workers = 1
shard-size = 1
relations = "all"
quiet = true
"""


def test_a_file_with_all_that_a_run_needs(call):
    done = call(ALL)
    assert (done.exit_code, done.output) == (0, "")
    info = extract.open("out").info
    assert list(extract.open("out").documents["doc_id"]) == ["a.csv#7", "a.csv#8"]
    expected = {"csv": "none", "xlsx": True, "relations": "all", "shard_size": 1}
    assert {name: info["settings"][name] for name in expected} == expected
    assert "exclude=('relations', 'events')" in info["pipeline"]
    assert call(ALL).exit_code == 0
    assert extract.open("out").info["shards"]["reused"] == 0
    assert call(ALL, "--resume").exit_code == 0
    assert extract.open("out").info["shards"]["done"] == 0


def test_the_command_line_wins(call):
    done = call(ALL, "in", "-o", "other", "--csv", "excel", "--exclude", "careers")
    assert done.exit_code == 0
    info = extract.open("other").info
    assert info["settings"]["csv"] == "excel"
    assert "exclude=('careers',)" in info["pipeline"]
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "config", ["words = 'words.toml'", "[words.careers]\npositions = ['глашатай']"]
)
def test_words_of_a_users_own(call, config):
    Path("words.toml").write_text("[careers]\npositions = ['глашатай']", encoding="utf-8")
    assert call(config, "in", "-o", "out").exit_code == 0
    assert "words={'careers': {'positions': ['глашатай']}}" in extract.open("out").info["pipeline"]


@pytest.mark.parametrize(
    "config, words",
    [
        ("wokers = 2\nfly = true", ["no such option: wokers, fly", "did you mean workers?"]),
        ("wokers = 2", [", ".join(sorted(OPTIONS))]),
        ("[run]\nworkers = 2", ["no such option: run"]),
        ("config = 'b.toml'", ["no such option: config"]),
        ("workers = 'two'", ["--workers"]),
        ("workers = 0", ["--workers"]),
        ("workers = 1.5", ["--workers"]),
        ("workers = true", ["workers takes a text or a number"]),
        ("workers = [1]", ["workers takes a text or a number"]),
        ("xlsx = 'yes'", ["xlsx takes true or false"]),
        ("terms = {a = 1}", ["terms takes a text or a number"]),
        ("words = 1.5", ["1.5"]),
        ("exclude = [1]", ["exclude takes a text or a list of texts"]),
        ("csv = 'tsv'", ["--csv", "tsv"]),
        ("workers = ", ["extract.toml is not TOML"]),
        ("a = " + "[" * 5000, ["extract.toml is not TOML"]),
        ("#" * (2**20 + 1), ["larger than 1,048,576 bytes"]),
    ],
)
def test_what_is_wrong_is_said(call, config, words):
    done = call(config, "in", "-o", "out")
    assert done.exit_code == 2
    for said in words:
        assert said in done.stderr
    assert "Traceback" not in done.output
    assert not Path("out").exists()


def test_bytes_and_no_file(call):
    Path("b.toml").write_bytes(b"out = '\xff'")
    call("")
    for name in ("b.toml", "none.toml", "in"):
        done = CliRunner().invoke(cli.app, ["run", "in", "-o", "out", "--config", name])
        assert done.exit_code == 2
        assert name in done.stderr


def test_every_option_stands_in_the_sample():
    page = ROOT / "docs/output.md"
    if not page.exists():
        pytest.skip("there is no docs/output.md")
    (sample,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    assert tomllib.loads(sample).keys() == OPTIONS.keys()
