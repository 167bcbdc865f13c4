"""How often Python looks for garbage while a run works, and after it."""

import gc

from extract.garbage import settle, unsettle


def test_a_run_looks_seldom_and_leaves_all_as_it_was():
    unsettle()
    usual = gc.get_threshold()
    settle()
    assert gc.get_threshold()[0] > usual[0]
    assert gc.get_freeze_count() > 0
    unsettle()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
