"""Each construction finds its own examples, and the words of each kind are lemmas."""

import dataclasses
from pathlib import Path

import pytest
from tests.stages.marked import read

import extract
from extract.stages.agreements import (
    CONSTRUCTIONS,
    KINDS,
    Agreements,
    Kind,
    cue_candidates,
    evidence,
    status_words,
)
from extract.stages.agreements import status as statuses
from extract.stages.agreements import words as word_lists
from extract.stages.lemmatization import lemma
from extract.syntax import words as syntax_words
from extract.syntax.tree import Tree

EXAMPLES = [(each, example) for each in CONSTRUCTIONS for example in each.examples]


def told(doc, rule):
    return sorted(
        f"{r.predicate} {doc.text[r.subject.start : r.subject.end]}"
        f" {doc.text[r.object.start : r.object.end]} {r.status}"
        for r in Agreements().find(doc)
        if r.rule == rule
    )


@pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda each: each.name)
def test_each_has_an_example(construction):
    assert construction.examples


@pytest.mark.parametrize(("construction", "example"), EXAMPLES)
def test_each_finds_its_example(construction, example):
    marked, _, expected = example.partition("→")
    found = told(read(marked.strip()), construction.name)
    assert found == sorted(part.strip() for part in expected.split(";") if part.strip())


def test_names_are_unique():
    names = [construction.name for construction in CONSTRUCTIONS]
    assert len(names) == len(set(names))


def lists():
    for kind in KINDS:
        yield f"{kind.label} nouns", kind.nouns, "NOUN"
        yield f"{kind.label} verbs", kind.verbs, "VERB"
        yield f"{kind.label} adjectives", kind.adjectives, "ADJ"
        for adjective, nouns in kind.adjectives.items():
            yield f"{kind.label} {adjective}", nouns, "NOUN"
    for module in (word_lists, status_words, syntax_words):
        for name, value in vars(module).items():
            if isinstance(value, frozenset) and not any(word.isupper() for word in value):
                yield f"{module.__name__} {name}", value, None


@pytest.mark.parametrize(("name", "words", "pos"), list(lists()))
def test_every_word_is_its_own_lemma(name, words, pos):
    poses = [pos] if pos else ["NOUN", "VERB", "ADJ", "ADV", "ADP", "PRON", "DET", "CCONJ", "PROPN"]
    wrong = {
        word
        for word in words
        if word.strip("–—-,")
        and not any(
            lemma(word, one, "Case=Nom|Number=Sing").replace("ё", "е").lower() == word
            for one in poses
        )
    }
    assert not wrong, name


def test_every_list_is_read():
    files = [
        file.read_text(encoding="utf-8") for file in Path(extract.__file__).parent.rglob("*.py")
    ]
    for module in (word_lists, status_words, syntax_words):
        for name in vars(module):
            if name.isupper():
                assert sum(text.count(name) for text in files) > 1, name


def test_a_new_kind_is_one_entry():
    competition = Kind(
        "COMPETES_WITH",
        statuses.of_state,
        nouns=frozenset({"конкуренция"}),
        verbs=frozenset({"конкурировать"}),
    )
    doc = read("[[Томск:CITY]] конкурирует с [[Омском:CITY]].")
    (relation,) = Agreements(kinds=[*KINDS, competition]).find(doc)
    assert (relation.predicate, relation.rule) == ("COMPETES_WITH", "subject and с")
    assert Agreements().find(doc) == []


def test_evidence_stands_apart_from_what_is_told():
    doc = read("[[Россия]] подписала меморандум с [[Турцией]] о туризме.")
    (found,) = evidence(doc)
    assert (found.label, found.rule, found.kind) == (
        "AGREEMENT_WITH",
        "subject and с",
        "меморандум",
    )
    assert doc.text[slice(*found.cue)] == "меморандум"
    assert found.topic == "о туризме"
    assert dataclasses.is_dataclass(found)


def test_cue_candidates():
    doc = read("Встреча и подписание соглашения прошли вчера.")
    tree = Tree(doc)
    assert [tree.words[cue.token] for cue in cue_candidates(tree, 0, len(doc))] == [
        "Встреча",
        "соглашения",
    ]
