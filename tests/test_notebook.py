"""What a notebook shows of documents, tables, relations, scores and runs."""

import re

import fake
import pandas as pd
import pytest
import spacy
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from tests.test_show import Page, make

import extract
from extract import schema
from extract.annotations import ENTITIES, Mention, Relation, mention
from extract.scoring import Count, Score, Scores
from extract.tables.queries import VIEWS

TEXT = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном. "
    "Петухов открыл форум в Новосибирске."
)
EVIL = '<script>alert("&")</script>'


@pytest.fixture(scope="module")
def nlp():
    return fake.load()


@pytest.fixture(scope="module")
def tables(nlp):
    doc = nlp(TEXT)
    doc._.title = "<script>alert(1)</script>"
    return extract.tables([doc])


@pytest.fixture(scope="module")
def page(tables):
    return tables._repr_html_()


def related(status):
    """Two people and a relation of that status."""
    doc = make("Иван и Пётр", (0, 4, "PERSON"), (7, 11, "PERSON"))
    first, second = map(mention, doc.spans[ENTITIES])
    doc._.relations = [Relation(first, "MEETING_WITH", second, "pattern", 0.8, status=status)]
    return doc


def one_of_each(nlp):
    """All that is shown."""
    count = Count(3, 1, 2)
    score = Score({"PERSON": count, "<b>": Count()})
    yield extract.render(nlp(TEXT))
    yield extract.tables([nlp(TEXT)])
    yield related("held")._.relations[0]
    yield score
    yield Scores(1, score, score, score)


def test_styles_hold_for_the_output_alone(nlp):
    for shown in one_of_each(nlp):
        html = shown._repr_html_()
        styles = re.findall(r"<style>(.*?)</style>", html, re.S)
        selectors = [one for style in styles for one in re.findall(r"([^{}]+)\{", style)]
        assert selectors
        parts = [part.strip() for rule in selectors for part in rule.split(",")]
        assert all(part.startswith(".extract-") for part in parts)


def test_nothing_shown_asks_for_anything_or_runs(nlp):
    for shown in one_of_each(nlp):
        assert not re.search(r"https?:|src=|href=|url\(|@import|<script|<b>| on\w+=",
                             shown._repr_html_())  # fmt: skip


class TestDocument:
    def test_mentions_nest_and_tell_normal_form_entity_and_score(self, nlp):
        html = extract.render(nlp("Петухова видели в Новосибирске. Юрий Иванович Петухов рад."))
        titles = dict(re.findall(r'title="(\w+): ([^"]*)"', html))
        assert titles["CITY"] == "Новосибирск\nscore: 0.75"
        first = re.search(r'title="PERSON: ([^"]*)"', html)[1]
        assert first == "Петухов\nentity: Юрий Иванович Петухов\nscore: 0.75"

    def test_a_date_tells_its_value(self, nlp):
        assert 'title="DATE: 2023-11-28\n' in extract.render(nlp("Форум 28 ноября 2023 года."))

    @pytest.mark.parametrize("status", schema.STATUSES)
    def test_what_is_not_done_is_marked(self, status):
        (row,) = re.findall(r"<tr.*MEETING_WITH.*</tr>", extract.render(related(status)))
        kind = "ended" if status in ("rejected", "cancelled", "terminated") else None
        kind = "open" if status in ("planned", "negotiated") else kind
        assert row.startswith(f'<tr class="{kind}">' if kind else "<tr>")
        assert f"<td>{status}</td>" in row

    def test_relations_are_those_that_can_be_trusted_unless_all_are_asked_for(self):
        doc = related("held")
        doc._.relations += [Relation(*_sides(doc), "model", 0.1)]
        assert "KNOWS" not in extract.render(doc)
        assert "KNOWS" in extract.render(doc, relations="all")
        with pytest.raises(ValueError, match="trusted, all"):
            extract.render(doc, relations="most")

    def test_a_sentence_has_its_own_mentions_and_relations(self, nlp):
        doc = nlp(TEXT)
        first, second = map(extract.render, doc.sents)
        assert ("AGREEMENT_WITH" in first, "AGREEMENT_WITH" in second) == (True, False)
        assert ("CITY" in first, "CITY" in second) == (False, True)
        assert Page(second).text.strip() == "Петухов открыл форум в Новосибирске."

    def test_it_is_a_string_that_a_notebook_shows(self, nlp, tmp_path):
        html = extract.render(nlp(TEXT))
        (tmp_path / "a.html").write_text(html, "utf-8")
        assert (tmp_path / "a.html").read_text("utf-8") == str(html) == html._repr_html_()
        assert len(repr(html)) < 40  # or the notebook would keep it twice

    @pytest.mark.parametrize("what", [TEXT, [TEXT], None])
    def test_what_is_no_document_is_told(self, what):
        with pytest.raises(TypeError, match=r"such as nlp\(text\)"):
            extract.render(what)

    def test_documents_of_spacy_alone_are_shown_bare(self):
        assert Page(extract.render(spacy.blank("ru")("Москва"))).text == "Москва"


class TestHostile:
    def test_markup_stays_text(self):
        doc = make(EVIL, (0, 8, "PERSON"), (0, 8, '"><b onclick="x'))
        doc.spans[ENTITIES][0]._.normal = doc._.title = EVIL
        shown = Page(extract.render(doc))
        assert shown.text == EVIL
        assert not {"script", "b"} & {tag for tag, _ in shown.tags}
        assert not any("onclick" in attrs for _, attrs in shown.tags)

    def test_right_to_left_marks_turn_around_nothing_but_their_own(self):
        text = "Путин \u202eникуП\u202c \u2067встретил\u2069 ва\u200fс"
        html = extract.render(make(text, (6, 12, "PERSON")))
        assert Page(html).text == text
        for element in (".text", "mark", "td"):
            assert re.search(rf"{element} \{{[^}}]*unicode-bidi: isolate", html)

    def test_ten_thousand_mentions(self):
        doc = make("да " * 10_000, *((3 * n, 3 * n + 2, "CITY") for n in range(10_000)))
        assert extract.render(doc).count("<mark ") == 10_000

    def test_mentions_that_cross(self):
        doc = make("а б в г", (0, 3, "CITY"), (2, 5, "PERSON"), (4, 7, "EVENT"))
        assert Page(extract.render(doc)).text == "а б в г"

    def test_a_half_of_a_character_can_be_encoded(self):
        doc = make("Омск", (0, 4, "CITY"))
        doc._.title = doc.spans[ENTITIES][0]._.normal = "а\ud800б"
        shown = extract.render(doc)
        assert shown.encode().decode().count("а\ufffdб") == 2

    def test_an_empty_document(self):
        shown = Page(extract.render(make("")))
        assert (shown.text, shown.open) == ("", [])


def _sides(doc):
    first, second = map(mention, doc.spans[ENTITIES])
    return first, "KNOWS", second


class TestExtension:
    @pytest.fixture
    def shell(self):
        yield InteractiveShell.instance()
        InteractiveShell.clear_instance()

    def html(self, shell, value):
        return shell.display_formatter.format(value)[0].get("text/html")

    def test_documents_and_spans_are_shown_marked_while_it_is_loaded(self, shell, nlp):
        doc = nlp(TEXT)
        assert self.html(shell, doc) is None
        shell.run_line_magic("load_ext", "extract")
        assert self.html(shell, doc) == extract.render(doc)
        assert 'title="STATE_OR_PROVINCE: ' in self.html(shell, doc.spans[ENTITIES][0])
        shell.run_line_magic("unload_ext", "extract")
        assert self.html(shell, doc) is None
        shell.run_line_magic("reload_ext", "extract")
        assert self.html(shell, doc)
        shell.run_line_magic("unload_ext", "extract")

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("tables.agr", "agreement_register"),
            ("tables['rela", "relations"),
            ("extract.ren", "render"),
        ],
    )
    def test_names_are_completed(self, shell, tables, typed, meant):
        shell.user_ns.update(tables=tables, extract=extract)
        with provisionalcompleter():
            found = [one.text for one in shell.Completer.completions(typed, len(typed))]
        assert [text.lstrip(".") for text in found] == [meant]

    def test_a_run_in_a_cell_shows_a_bar(self, shell, tmp_path):
        shell.kernel = object()  # what tells a notebook's shell from that of a terminal
        (tmp_path / "а.txt").write_text(TEXT, "utf-8")
        with capture_output() as said:
            extract.run(tmp_path, tmp_path.parent / "out", load=fake.load)
        first, *_, last = (one.data for one in said.outputs)
        assert "reading 1 file" in first["text/plain"]
        assert 'value="0" max="1"' in first["text/html"]
        assert "1 of 1 file, 1 article" in last["text/plain"]
        assert 'value="1" max="1"' in last["text/html"]

    def test_elsewhere_a_run_says_nothing(self, tmp_path, capfd):
        (tmp_path / "а.txt").write_text(TEXT, "utf-8")
        extract.run(tmp_path, tmp_path.parent / "quiet", load=fake.load)
        assert capfd.readouterr() == ("", "")


class TestRelationAndScore:
    def test_a_relation_tells_what_it_holds(self):
        relation = Relation(
            Mention(0, 4, "PERSON"), "MEETING_WITH", Mention(7, 11, "CITY"), "pattern", 0.8,
            cue=(5, 6), status="planned", represents=(None, Mention(12, 14, "COUNTRY")),
        )  # fmt: skip
        rows = dict(re.findall("<tr><td>(.*?)</td><td>(.*?)</td></tr>", relation._repr_html_()))
        assert rows == {
            "subject": "PERSON at 0:4", "predicate": "MEETING_WITH", "object": "CITY at 7:11",
            "method": "pattern", "score": "0.80", "cue": "5:6", "status": "planned",
            "represents": "COUNTRY at 12:14",
        }  # fmt: skip

    def test_a_score_tells_each_type(self):
        html = Score({"PERSON": Count(3, 1, 2)})._repr_html_()
        row = "<td>0.750</td><td>0.600</td><td>0.667</td><td>5</td><td>4</td>"
        assert f"<td>all</td>{row}" in html
        assert f"<td>PERSON</td>{row}" in html

    def test_scores_without_relations(self):
        score = Score({"PERSON": Count(1)})
        assert "given" not in Scores(1, score, Score({}))._repr_html_()
        assert "given" in Scores(1, score, score, score)._repr_html_()


class TestTables:
    def test_what_readers_ask_for_is_open_and_comes_first(self, page):
        assert re.findall(r"<details open>.*?</span> (\w+)", page) == [
            "agreement_register", "event_calendar",
        ]  # fmt: skip

    def test_every_table_with_rows_tells_how_many(self, tables, page):
        told = {name: int(n) for n, name in re.findall(r'<span class="n">(\d+)</span> (\w+)', page)}
        counts = {name: n for name, n in tables.counts().items() if n}
        assert told == {"agreement_register": 1, "event_calendar": 1, **counts}

    def test_names_stand_before_ids(self, page):
        assert re.search(r"relations</summary><table>\s*<tr><th>subject</th><th>predicate", page)

    def test_no_text_of_an_article_is_markup(self, page):
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_a_run_tells_what_it_read_and_what_went_wrong(self, tmp_path):
        (tmp_path / "а.txt").write_text(TEXT, "utf-8")
        (tmp_path / "б.txt").write_text("ОШИБКА", "utf-8")
        shown = extract.run(tmp_path, tmp_path.parent / "told", load=fake.load)._repr_html_()
        assert re.search(r"test_\w+: 1 articles in \d+\.\d s", shown)
        assert "1 errors, see tables.errors" in shown

    @pytest.mark.parametrize("name", [*schema.TABLES, *VIEWS])
    def test_the_columns_of_a_frame_end_with_the_ids(self, tables, name):
        columns = [c for c in tables[name].columns if c != "doc_id" or name not in _OF_ARTICLES]
        ids = [column.endswith(("_id", "_mention")) for column in columns]
        assert ids == sorted(ids)
        assert sorted(tables[name].columns) == sorted(tables.arrow(name).column_names)

    def test_relations_begin_with_who_what_whom(self, tables):
        first = list(tables.relations.columns[:8])
        assert first == [
            "subject", "predicate", "object", "topic", "kind", "status", "begin", "end",
        ]  # fmt: skip

    def test_every_table_and_view_is_a_typed_attribute(self, tables):
        typed = {n for n, kind in extract.Tables.__annotations__.items() if kind == "pd.DataFrame"}
        assert typed == {*schema.TABLES, *VIEWS} <= set(dir(tables))
        assert all(isinstance(frame, pd.DataFrame) for frame in dict(tables).values())


_OF_ARTICLES = ("documents", "texts")  # there the id is the name
