"""What a notebook shows of tables."""

import re

import fake
import pytest

import extract

TEXT = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном. "
    "Петухов открыл форум в Новосибирске."
)


@pytest.fixture(scope="module")
def tables():
    doc = fake.load()(TEXT)
    doc._.title = "<script>alert(1)</script>"
    return extract.tables([doc])


@pytest.fixture(scope="module")
def page(tables):
    return tables._repr_html_()


def test_what_readers_ask_for_is_open_and_comes_first(page):
    assert re.findall(r"<details open>.*?</span> (\w+)", page) == [
        "agreement_register", "event_calendar",
    ]  # fmt: skip


def test_every_table_with_rows_tells_how_many(tables, page):
    told = {name: int(n) for n, name in re.findall(r'<span class="n">(\d+)</span> (\w+)', page)}
    counts = {name: n for name, n in tables.counts().items() if n}
    assert told == {"agreement_register": 1, "event_calendar": 1, **counts}


def test_names_stand_before_ids(page):
    assert re.search(r"relations</summary><table><tr><th>subject</th><th>predicate</th>", page)


def test_no_text_of_an_article_is_markup(page):
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_styles_hold_for_this_output_alone(page):
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    selectors = re.findall(r"([^{}]+)\{", style)
    assert all(".extract-tables" in one for rule in selectors for one in rule.split(","))
