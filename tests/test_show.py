"""An article in the terminal and as a page."""

import re
from html.parser import HTMLParser

import fake
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extract import schema, show
from extract.annotations import ENTITIES, Relation, mention, span_of

BLANK = spacy.blank("xx")


def make(text, *mentions):
    doc = BLANK(text)
    doc.spans[ENTITIES] = [span_of(doc, start, end, kind) for start, end, kind in mentions]
    return doc


def printed(doc, explain=False, width=200):
    console = Console(width=width, file=None, record=True, color_system=None, quiet=False)
    with console.capture() as captured:
        console.print(show.terminal(doc, explain=explain))
    return captured.get()


class Page(HTMLParser):
    """Text, marks and tags of a page; fails where elements do not nest."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text, self.tags, self.small, self.inside = [], "", [], "", 0
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if ("class", "text") in attrs:
            self.inside = len(self.open)

    def handle_endtag(self, tag):
        if len(self.open) == self.inside:
            self.inside = 0
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "small" in self.open:
            self.small += data
        elif self.inside:
            self.text += data


def test_brackets_nest_as_mentions_do():
    doc = make("Дума города Омска [да]", (0, 17, "ORGANIZATION"), (12, 17, "CITY"))
    assert "[Дума города [Омска CITY] ORGANIZATION] [да]" in printed(doc)


def test_tables_below_the_text():
    doc = make("Иван и Пётр", (0, 4, "PERSON"), (7, 11, "PERSON"))
    first, second = map(mention, doc.spans[ENTITIES])
    doc._.relations = [
        Relation(first, "MEETING_WITH", second, "pattern", 0.8),
        Relation(first, "KNOWS", second, "model", 0.1),
    ]
    doc._.title = "Заголовок"
    for shown in (printed(doc), show.page([doc])):
        for words in ("Заголовок", "Relations", "MEETING_WITH", "0.80"):
            assert words in shown
        assert "Events" not in shown
        assert "KNOWS" not in shown
    assert "KNOWS" in show.page([doc], relations="all")


def test_a_relation_is_explained_where_one_asks():
    doc = make("Иван и Пётр", (0, 4, "PERSON"), (7, 11, "PERSON"))
    first, second = map(mention, doc.spans[ENTITIES])
    doc._.relations = [Relation(first, "MEETING_WITH", second, "pattern", 0.8, rule="subjects")]
    assert "subjects" in printed(doc, explain=True)
    assert "subjects" not in printed(doc)


def test_a_relation_is_a_line_in_a_terminal_of_eighty_columns():
    doc = make(
        "Иван Петров встретился в Твери с Ольгой Сидоровой", (0, 11, "PERSON"), (33, 49, "PERSON")
    )
    first, second = map(mention, doc.spans[ENTITIES])
    doc._.relations = [
        Relation(first, "MEETING_WITH", second, "both", 0.8, rule="subject and с", status="held")
    ]
    (line,) = (line for line in printed(doc, True, 80).splitlines() if "MEETING_WITH" in line)
    assert "Иван Петров — MEETING_WITH" in line
    assert "held" in line
    assert "both" in line


@given(
    st.text("аб <&>\"'\n[]", min_size=1, max_size=20),
    st.sets(
        st.tuples(
            st.integers(0, 19), st.integers(1, 9), st.sampled_from(["CITY", "EVENT", "PERSON"])
        ),
        max_size=6,
    ),
)
def test_a_page_is_well_formed_and_has_the_text(text, spans):
    mentions = [(a, min(a + n, len(text)), kind) for a, n, kind in sorted(spans) if a < len(text)]
    doc = make(text, *dict.fromkeys(mentions))
    page = Page(show.page([doc]))
    assert page.text == text
    marked = {attrs["title"].split(":")[0] for tag, attrs in page.tags if tag == "mark"}
    assert marked == {kind for _, _, kind in mentions}
    assert len(page.small) == sum(len(kind) for _, _, kind in dict.fromkeys(mentions))


def test_nothing_of_an_article_becomes_html():
    evil = '<script>alert("&")</script>'
    doc = make(evil, (0, 8, "PERSON"))
    doc.spans[ENTITIES][0]._.normal = '"><b>'
    doc._.title = evil
    page = show.page([doc])
    assert "<script" not in page
    assert "<b>" not in page
    assert "http" not in page  # nothing is fetched from elsewhere


@pytest.mark.parametrize("entity_type", [*schema.TYPES, "ДОЛЖНОСТЬ В ШТАТЕ"])
def test_every_type_has_a_colour_on_the_page(entity_type):
    page = show.page([make("Омск", (0, 4, entity_type))])
    (kind,) = re.findall('<mark class="([a-z]+)"', page)
    assert f".{kind} {{ --colour: #" in page


def test_a_file_with_a_broken_row_and_a_broken_article(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Россия"}\n{"te\n{"text": "ОШИБКА"}', encoding="utf-8")
    docs, failures = show.show_file(file, load=fake.load)
    assert [doc.text for doc in docs] == ["Россия"]
    assert [(failure.doc_id, failure.stage) for failure in failures] == [
        ("a.jsonl#2", "read"), ("a.jsonl#3", "fake_names"),
    ]  # fmt: skip
    with pytest.raises(FileNotFoundError):
        show.show_file(tmp_path / "b.txt", load=fake.load)
