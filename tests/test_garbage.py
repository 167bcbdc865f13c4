"""How often Python looks for garbage while a run works, and after it."""

import gc
import weakref

import pytest

import extract
from extract.garbage import settle, unsettle


@pytest.fixture
def never():
    """Python looks for no garbage."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("never")
def test_a_document_goes_as_soon_as_nobody_has_it():
    nlp = extract.load()
    doc = nlp(
        "12 мая 2023 года губернатор Тульской области Алексей Громов встретился в Минске"
        " с министром Олегом Зуевым. Стороны подписали соглашение о сотрудничестве."
    )
    gone = weakref.ref(doc)
    del doc
    assert gone() is None


def test_a_run_looks_seldom_and_leaves_all_as_it_was():
    unsettle()
    usual = gc.get_threshold()
    settle()
    assert gc.get_threshold()[0] > usual[0]
    assert gc.get_freeze_count() > 0
    unsettle()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
