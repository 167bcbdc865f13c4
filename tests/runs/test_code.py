"""What a function that makes a pipeline does: known by its code, not by its name."""

import functools
import os
import subprocess
import sys
import types

import pytest

from extract.runs.code import described

PIPELINE = """
import spacy
import words_of_mine

LIMIT = 5

def helper(text):
    return text.upper()

class Names:
    shortest = 2
    def find(self, text):
        return [word for word in text.split() if len(word) > self.shortest]

def named_in_a_string(doc):
    return doc

def load(size=3, *, names={"а", "б"}):
    nlp = spacy.blank("ru")
    nlp.add_pipe("named_in_a_string")
    return nlp, helper(str(LIMIT)), Names(), words_of_mine.fold("x"), "xyz" in {"a", "b", "c"}
"""
WORDS = "def fold(text):\n    return text.lower()\n"


def module(name, source, monkeypatch, path="/home/user/a.py"):
    made = types.ModuleType(name)
    made.__file__ = path
    monkeypatch.setitem(sys.modules, name, made)
    exec(compile(source, path, "exec"), vars(made))
    return made


def description(monkeypatch, pipeline=PIPELINE, words=WORDS, name="pipeline_of_mine"):
    module("words_of_mine", words, monkeypatch)
    return described(module(name, pipeline, monkeypatch).load)


@pytest.mark.parametrize(
    "before, after",
    [
        ("size=3", "size=4"),
        ('names={"а", "б"}', 'names={"а", "в"}'),
        ('spacy.blank("ru")', 'spacy.blank("xx")'),
        ("LIMIT = 5", "LIMIT = 6"),
        ("text.upper()", "text.title()"),
        ("shortest = 2", "shortest = 3"),
        ("> self.shortest", ">= self.shortest"),
        ("    return doc", "    return doc.copy()"),
        ('"c"}', '"d"}'),
    ],
)
@pytest.mark.parametrize("name", ["pipeline_of_mine", "__main__"])
def test_a_change_is_seen(monkeypatch, before, after, name):
    assert before in PIPELINE
    first = description(monkeypatch, name=name)
    assert description(monkeypatch, name=name) == first
    assert description(monkeypatch, PIPELINE.replace(before, after), name=name) != first


def test_a_change_in_another_module_of_the_user_is_seen(monkeypatch):
    first = description(monkeypatch)
    assert description(monkeypatch, words=WORDS.replace("lower", "casefold")) != first


def test_a_comment_is_no_change(monkeypatch):
    first = description(monkeypatch)
    assert description(monkeypatch, PIPELINE.replace("LIMIT = 5", "# five\nLIMIT = 5")) == first


def test_values_that_a_function_was_made_with():
    def maker(limit):
        return lambda: limit

    assert described(maker(1)) != described(maker(2))
    assert described(maker(1)) == described(maker(1))
    assert described(functools.partial(maker, 1)) != described(functools.partial(maker, 2))


def test_it_is_the_same_in_every_process(tmp_path, monkeypatch):
    (tmp_path / "pipeline_of_mine.py").write_text(PIPELINE, encoding="utf-8")
    (tmp_path / "words_of_mine.py").write_text(WORDS, encoding="utf-8")
    code = (
        "import sys, pipeline_of_mine, extract.runs.code as c; "
        "sys.stdout.write(c.described(pipeline_of_mine.load))"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "1"},
    ).stdout  # fmt: skip
    assert said == description(monkeypatch)
