"""Words that can match: those of the stages' lists are what the stages compare, lemmas."""

import importlib
import pkgutil

import pytest

from extract import stages
from extract.stages.lemmatization import lemma

POS = ["NOUN", "VERB", "ADJ", "ADV", "ADP", "PRON", "DET", "CCONJ", "PROPN", "NUM"]
# Stages that fold ё before they compare; the others keep it where an article has it.
FOLDING = ("agreements", "careers", "events")
# Lists that are compared with words as they are written, or with names.
FORMS = {
    "agreements.others _SOMEBODYS", "events.naming _WHOSE", "amounts.units CURRENCIES", "dates.grammar PLURALS", "dates.lexer NUMERAL_STEMS",
    "names.customs IRREGULAR_PATRONYMICS", "names.customs MALE_PARTICLES", "names.customs PATRONYMIC_PARTICLES",
    "names.customs EPITHETS", "names.customs GIVEN_OF_EITHER", "names.agreement BEARERS", "names.customs UNCHANGING", "names.listed GOVERNING",
    "names.patterns POSSESSIVE", "names.spotting _JOINERS", "names.patterns TITLES", "names.patterns TITLE_GENDER", "names.telling _WHO",
    "places.coordination PARTS", "places.coordination _TOWNS", "places.doubtful _OF_PLACE", "places.plain _IS_WITHIN", "places.doubtful PLACED", "segmentation.ends SOKRS",
}  # fmt: skip


def lists():
    """Every set or table of Russian words of a stage, once, by module and name."""
    seen = set()
    for found in pkgutil.walk_packages(stages.__path__, stages.__name__ + "."):
        where = found.name.removeprefix(stages.__name__ + ".")
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, (set, frozenset, dict)) and id(value) not in seen:
                words = [word for word in value if isinstance(word, str) and is_russian(word)]
                if len(words) > 1:
                    seen.add(id(value))
                    yield f"{where} {name}", words


def is_russian(word):
    letters = word.replace("-", "")
    return letters.isalpha() and letters.islower() and min(letters) >= "а"


def is_lemma(word, *, folds):
    forms = {lemma(word, pos, "Case=Nom|Number=Sing") for pos in POS}
    return word in {form.replace("ё", "е") for form in forms} or (word in forms and not folds)


LISTS = dict(lists())


@pytest.mark.parametrize("name", sorted(LISTS.keys() - FORMS))
def test_every_word_is_its_own_lemma(name):
    folds = name.startswith(FOLDING)
    assert [word for word in LISTS[name] if not is_lemma(word, folds=folds)] == []


@pytest.mark.parametrize("name", sorted(FORMS))
def test_no_list_of_lemmas_is_excused(name):
    assert not all(is_lemma(word, folds=name.startswith(FOLDING)) for word in LISTS[name])
