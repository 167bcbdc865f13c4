"""Texts, names and file names come from anybody: nothing of them runs or goes anywhere."""

import pytest
from tests.report import archives
from tests.report.reader import Reader

PAYLOADS = (
    "<script>ran()</script>",
    "</script><script>ran()</script>",
    "<!--<script>ran()//",
    "]]><script>ran()</script>",
    "<img src=x onerror=ran()>",
    '"><img src=x onerror=ran()>',
    "'><svg onload=ran()>",
    "<svg><script>ran()</script></svg>",
    "<iframe src=javascript:parent.ran()></iframe>",
    "<a href='javascript:ran()'>x</a>",
    "javascript:ran()",
    "JaVaScRiPt:ran()",
    " javascript:ran()",
    "java\tscript:ran()",
    "data:text/html,<script>ran()</script>",
    "vbscript:ran()",
    "<style>@import 'http://192.0.2.1/x.css'</style>",
    "<link rel=stylesheet href=http://192.0.2.1/x.css>",
    "<base href=http://192.0.2.1/>",
    "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'>",
    "<form action=http://192.0.2.1/><input autofocus onfocus=ran()>",
    "<details open ontoggle=ran()>",
    "{{ ran() }} {% raw %} ${ran()} `+ran()+`",
    '\\");ran();//',
    "\\u003cscript\\u003eran()\\u003c/script\\u003e",
    "a\u2028ran()\u2029b",
    "\u202eтекст\u202c \u2066задом\u2069 \u200fнаперёд",
    "__proto__",
    "constructor",
    "=HYPERLINK(\"http://192.0.2.1/\";\"x\")",
    "../../../etc/passwd%00#?&=",
    "😀🏳️‍🌈 &amp; &lt;b&gt; \x07\x1b[31m",
)  # fmt: skip
VIEWS = ("", "events", "register", "map", "network", "people", "bodies", "places", "articles")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "page"
    archives.of_texts(PAYLOADS).report(folder, title=PAYLOADS[1])
    return folder


@pytest.fixture(scope="module")
def one_reader(chromium, hostile):
    context = chromium.new_context(accept_downloads=True)
    reader = Reader(context, hostile)
    reader.page.add_init_script("window.ran = () => { window.hasRun = true; }")
    yield reader
    context.close()


@pytest.fixture
def reader(one_reader):
    yield one_reader
    assert not one_reader.wrong
    assert not one_reader.page.evaluate("window.hasRun")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_view_runs_what_a_text_says(reader, view, language):
    reader.open(f"#view={view}&lang={language}&kind=" + ("*" if view == "events" else ""))
    for button in reader.find("main button.quote").all()[:2]:
        button.click()
    assert (
        reader.find("main img, main iframe, main form[action], main base, main style").count() == 0
    )


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_an_article_and_a_card_show_it_as_it_is(reader, number):
    payload = PAYLOADS[number]
    place = reader.open().page.evaluate(
        "id => '#' + new URLSearchParams({article: id})", archives.doc_id(payload)
    )
    reader.open(place)
    shown = reader.page.evaluate("document.querySelector('.text').textContent")
    assert shown == archives.text(payload)
    assert reader.find(".text .m.person").first.text_content() == payload
    for link in reader.find("main a").all():
        assert link.get_attribute("href").startswith(("#", "https:", "http:"))
    reader.find(".beside button").first.click()
    reader.go(reader.find(".text a.m.person").first.click)
    reader.find("button.open-all").click()
    quote = reader.find("blockquote p").first
    quote.wait_for()
    assert payload.strip().split("\u2028")[0] in quote.text_content()


def test_what_is_found_is_shown_as_it_is(reader):
    reader.open("#view=find&q=приехавшие форумы")
    found = reader.find(".sentences blockquote p").all_text_contents()
    assert found
    assert all("приехал на форум" in sentence for sentence in found)
    assert reader.find("main img, main iframe, main form[action], main base").count() == 0


def test_names_are_one_line_that_runs_one_way(reader):
    reader.open("#view=people")
    names = "".join(reader.find("tbody .name").all_inner_texts())
    assert "\\u202e" in names
    assert not set(names) & {"\u202e", "\u2066", "\u200f", "\x1b"}


def test_the_csv_has_no_formula(reader):
    reader.open("#view=people")
    with reader.page.expect_download() as download:
        reader.find("button.save").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not any(line.lstrip('"').startswith("=") for line in text.splitlines())
