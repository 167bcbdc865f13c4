"""A run's settings: the same names and defaults in Python, on the command line and in its file."""

import dataclasses
import inspect
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import typer

import extract
from extract import cli
from extract.choices import Format
from extract.exports import FORMATS
from extract.runs.errors import RunError
from extract.runs.fingerprint import fingerprint
from extract.runs.settings import RunSettings

DEFAULTS = {field.name: field.default for field in dataclasses.fields(RunSettings)}
ARGUMENTS = {
    name: each.default
    for name, each in inspect.signature(extract.run).parameters.items()
    if each.kind is inspect.Parameter.KEYWORD_ONLY
}
OPTIONS = {
    each.name: each.default for each in typer.main.get_command(cli.app).commands["run"].params
}
IN_PYTHON = {"executor", "load", "watcher"}  # objects, which no command line can write
IN_THE_SHELL = {"source", "out", "quiet", "verbose", "config"}
COLUMNS = {f"{name}_column" for name in ("text", "title", "date", "author", "url", "id")}


def test_python_has_every_setting_with_its_default():
    assert ARGUMENTS == DEFAULTS


def test_the_command_line_has_every_setting():
    others = IN_THE_SHELL | COLUMNS
    assert OPTIONS.keys() - others == DEFAULTS.keys() - IN_PYTHON - {"columns"}


@pytest.mark.parametrize("name", sorted(OPTIONS.keys() & DEFAULTS.keys() - {"exclude"}))
def test_the_command_line_has_its_default(name):
    assert OPTIONS[name] == DEFAULTS[name]


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"workers": 0}, "at least one worker"),
        ({"shard_size": 0}, "one article in a shard"),
        ({"relations": "some"}, "relations='some': there are trusted, all"),
        ({"csv": "tsv"}, "csv='tsv': there are none, plain, excel"),
        ({"headers": "de"}, "headers='de': there are ru, en"),
        ({"mib_per_article": 0}, "some memory"),
        ({"workers": "2"}, "workers='2': it is a whole number"),
        ({"shard_size": 1.5}, "shard_size=1.5: it is a whole number"),
        ({"seconds_per_article": "5"}, "seconds_per_article='5': it is a number"),
        ({"words": {"careers": {"positions": {"глашатай"}}}}, "words are lists of texts"),
    ],
)
def test_what_makes_no_sense_is_said_at_once(wrong, words):
    with pytest.raises(RunError, match=words):
        RunSettings(**wrong)


def test_a_pipeline_finds_its_files_from_anywhere_and_is_known_without_their_place():
    settings = RunSettings(model="news", terms=Path("terms.csv"), exclude=("events",))
    here = Path.cwd()
    assert settings.pipeline.model == str(here / "news")
    assert settings.pipeline.terms == str(here / "terms.csv")
    assert settings.placeless == RunSettings(exclude=("events",)).pipeline


def test_a_pipeline_has_words_of_a_users_own_in_whatever_order_they_are_given():
    heralds, tea = {"positions": ("глашатай",)}, {"festival": ["чаепитие"]}
    one = RunSettings(words={"careers": heralds, "events": tea})
    other = RunSettings(words={"events": tea, "careers": heralds})
    assert one.pipeline.words == {"careers": {"positions": ["глашатай"]}, "events": tea}
    assert fingerprint(one.placeless) == fingerprint(other.placeless)
    assert fingerprint(one.placeless) != fingerprint(RunSettings().placeless)


def test_what_is_told_is_plain_data():
    with ThreadPoolExecutor(1) as pool:
        told = RunSettings(executor=pool, corrections=Path("c.toml"), force=True).told()
    assert told == {
        "workers": 1, "executor": "ThreadPoolExecutor", "relations": "trusted", "csv": "plain",
        "xlsx": False, "headers": "ru", "corrections": "c.toml", "shard_size": 16,
        "seconds_per_article": 600.0, "mib_per_article": 4096,
    }  # fmt: skip
    assert json.loads(json.dumps(told)) == told


def test_the_command_exports_what_python_does():
    assert [*Format] == [*FORMATS]
