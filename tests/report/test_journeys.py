"""From a question to the words of an article, by clicks alone."""

import csv
import io

import pytest

VIEWS = ("", "events", "register", "map", "network", "people", "bodies", "places", "articles")
TITLE = "Россия и Алжир подписали декларацию о партнёрстве"


def test_who_met_a_person_when_and_about_what(reader):
    reader.open().click("Масуд Пезешкиан")
    assert reader.heading() == "Масуд Пезешкиан"
    meeting = reader.find(".MEETING_WITH .claim", has_text="Эмомали Рахмон").first
    assert "16 янв. 2025" in meeting.inner_text()
    assert "состоялось" in meeting.inner_text()
    meeting.get_by_role("button", name="цитата").click()
    quote = meeting.locator("blockquote")
    assert "Рахмон" in quote.inner_text()
    assert quote.locator("mark").count() >= 2
    reader.go(lambda: quote.locator("footer a").click())
    marked = reader.find(".text mark.said-subject, .text mark.said-object").all_inner_texts()
    assert any("Рахмон" in text for text in marked)


def test_what_they_agreed_about(reader):
    reader.open().click("Масуд Пезешкиан")
    agreed = reader.find(".AGREEMENT_WITH .claim", has_text="Владимир Путин").first
    assert "о всеобъемлющем стратегическом партнёрстве" in agreed.inner_text()
    assert "подписано" in agreed.inner_text()


def test_from_a_list_to_a_card_with_positions(reader):
    reader.open("#view=people")
    reader.find(".filters input").fill("терешкова")
    reader.find("tbody tr", has_text="Валентина Терешкова").first.wait_for()
    reader.click("Валентина Терешкова")
    assert "депутат" in reader.find("section.careers").inner_text()


def test_the_register_of_twins_is_filtered_and_sorted(reader):
    reader.open("#view=register")
    reader.find(".filters select").first.select_option("TWINNED_WITH")
    assert set(reader.find("tbody .tag").all_inner_texts()) == {"побратимство"}
    reader.find("th button", has_text="Сторона").first.click()
    parties = reader.find("tbody td:nth-child(2) .name").all_inner_texts()
    assert parties == sorted(parties)
    assert "kind=TWINNED_WITH" in reader.asked()
    reader.page.reload()
    reader.settled()
    assert set(reader.find("tbody .tag").all_inner_texts()) == {"побратимство"}


def test_what_was_called_off_is_told_apart(reader):
    reader.open("#view=register&status=cancelled")
    statuses = reader.find("tbody .status")
    assert statuses.count() > 0
    for status in statuses.all():
        assert "ended" in status.get_attribute("class")
        assert status.inner_text() == "отменено"


def test_planned_events_are_apart_from_held_ones(reader):
    reader.open()
    reader.go(lambda: reader.find("h2 a", has_text="Запланировано").click())
    assert set(reader.find(".agenda .status").all_inner_texts()) == {"планируется"}


def test_a_bar_of_the_timeline_narrows_the_events(reader):
    reader.open("#view=events")
    everything = reader.find(".results .count").inner_text()
    bar = reader.find(".bar", has=reader.find("i.done")).last
    reader.go(bar.click)
    assert "from=" in reader.asked()
    assert reader.find(".results .count").inner_text() != everything


def test_from_a_day_of_the_calendar_to_the_article(reader):
    reader.open("#view=events&as=grid&month=2025-02")
    reader.find("button[aria-label='Предыдущий месяц']").click()
    assert reader.find(".month-head h2").inner_text() == "январь 2025"
    reader.go(reader.find(".chip").last.click)
    assert reader.find(".article .text mark.said-cue").count() > 0


def test_from_a_place_of_the_map_to_what_happened_there(reader):
    reader.open("#view=map")
    reader.find("circle.mark[aria-label^='Казань']").first.dispatch_event("click")
    panel = reader.find(".panel")
    panel.get_by_text("Открыть карточку").wait_for()
    assert "Что здесь" in panel.inner_text()
    reader.go(lambda: panel.get_by_text("Открыть карточку").click())
    assert reader.heading() == "Казань"


def test_a_country_of_the_map_lists_its_places(reader):
    reader.open("#view=map")
    reader.find(".land path[aria-label^='Россия']").first.focus()
    reader.page.keyboard.press("Enter")
    assert "Казань" in reader.find(".panel").inner_text()


def test_through_the_network_from_one_name_to_another(reader):
    reader.open("#view=network")
    reader.find("circle.node[aria-label^='Масуд Пезешкиан']").dispatch_event("click")
    reader.go(lambda: reader.find(".panel").get_by_text("Только вокруг этого имени").click())
    assert "Масуд Пезешкиан" in reader.heading()
    reader.go(lambda: reader.find(".panel a", has_text="Владимир Путин").click())
    others = reader.find(".claim .who > .name:first-child").all_inner_texts()
    assert set(others) == {"Владимир Путин"}


def test_a_relation_shows_its_words_in_the_article(reader):
    reader.open(f"#view=articles&q={TITLE}").click(TITLE)
    reader.find(".beside li", has_text="декларация").first.locator("button").click()
    assert "Декларацию" in reader.find(".text mark.said-cue").all_inner_texts()
    assert "mark=" in reader.asked()


def test_a_mention_tells_its_name_and_leads_to_its_card(reader):
    reader.open(f"#view=articles&q={TITLE}").click(TITLE)
    mention = reader.find(".text a.m.person", has_text="Теббуна").first
    mention.hover()
    tip = reader.find("#tip").inner_text()
    assert "Абдельмаджид Теббун" in tip
    assert "человек" in tip
    reader.go(mention.click)
    assert reader.heading() == "Абдельмаджид Теббун"


def test_mentions_nest(reader):
    reader.open(f"#view=articles&q={TITLE}").click(TITLE)
    assert reader.find(".m.position .m.place", has_text="Алжира").count() > 0


def test_the_text_of_an_article_is_whole(reader):
    reader.open(f"#view=articles&q={TITLE}").click(TITLE)
    shown = reader.page.evaluate("document.querySelector('.text').textContent")
    assert shown.startswith("Россия и Алжир подписали декларацию о партнёрстве\n")
    assert "«Суверенное развитие – основа справедливого мира»" in shown


@pytest.mark.parametrize("asked", ["токаев", "ТОКАЕВ", "касым токаев"])
def test_a_name_is_found(reader, asked):
    reader.open()
    reader.page.keyboard.press("/")
    reader.find(".find input").fill(asked)
    reader.go(lambda: reader.page.keyboard.press("Enter"))
    reader.click("Касым-Жомарт Токаев")
    assert reader.heading() == "Касым-Жомарт Токаев"


def typed(reader, words):
    reader.open()
    reader.find(".find input").fill(words)
    reader.go(lambda: reader.page.keyboard.press("Enter"))
    return reader.find(".sentences .claim")


def test_words_in_other_forms_lead_to_the_quote(reader):
    found = typed(reader, "договорами с Пезешкианами")  # forms that no article has
    quote = found.filter(has_text="Договор").first
    marked = " ".join(quote.locator("mark").all_inner_texts()).lower()
    assert "договор" in marked
    assert "пезешкиан" in marked
    words = quote.locator("p").inner_text()
    reader.go(lambda: quote.locator("footer a").click())
    assert words.strip() in "".join(reader.find(".text mark.said-cue").all_inner_texts())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("встреча", "встречами"),
        ("ПОДПИСАТЬ", "подписавшего"),
        ("лаврову", "Лавров"),
        ("партнёрства", "партнерство"),
        ("делегация из Ирана", "делегациями Иран"),
    ],
)
def test_every_form_of_a_word_finds_the_same(reader, one, other):
    found = typed(reader, one).all_inner_texts()
    assert found
    assert typed(reader, other).all_inner_texts() == found


@pytest.mark.parametrize("other", ["-встречи", "-встречами", "-Встреча"])
def test_a_word_after_a_minus_is_in_nothing_found(reader, other):
    assert "встреч" in "".join(typed(reader, "Путин").all_inner_texts()).lower()
    found = typed(reader, f"Путин {other}").all_inner_texts()
    assert found
    assert "встреч" not in "".join(found).lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"стратегическое партнёрство"', "«стратегическом партнерстве»"),
        ('"президент Ирана"', "“Президенту Иран”"),
        ("«договор о всеобъемлющем", '"договорами о всеобъемлющих"'),
    ],
)
def test_a_phrase_is_found_in_every_case(reader, one, other):
    found = typed(reader, one).all_inner_texts()
    assert found
    assert typed(reader, other).all_inner_texts() == found


@pytest.mark.parametrize("phrase", ['"партнёрство стратегическое"', "«Иран президента»"])
def test_the_words_of_a_phrase_stand_in_its_order(reader, phrase):
    assert typed(reader, phrase.strip('"«»')).count()
    assert not typed(reader, phrase).count()


def test_a_phrase_is_marked_as_one(reader):
    quote = typed(reader, '"стратегическое партнёрство"').first
    assert "стратегическ" in (marked := quote.locator("mark").first.inner_text().lower())
    assert "партнерств" in marked.replace("ё", "е")


def test_a_phrase_must_be_there_and_words_should(reader):
    found = typed(reader, '"стратегическое партнёрство" Путин').all_inner_texts()
    assert found
    assert all("Путин" in text and "стратегическ" in text for text in found)


def test_a_phrase_after_a_minus_is_in_nothing_found(reader):
    found = typed(reader, 'партнёрство -"стратегическое партнёрство"').all_inner_texts()
    assert found
    assert not any("стратегическом партн" in text for text in found)


def test_names_and_headlines_have_the_phrase(reader):
    name = reader.find("main a.name", has_text="Владимир Путин")
    typed(reader, '"Владимиру Путину"')
    assert name.count()
    typed(reader, '"Путину Владимиру"')
    assert not name.count()


def test_names_obey_a_minus_too(reader):
    name = reader.find("main a.name", has_text="Владимир Путин")
    typed(reader, "Путин")
    assert name.count()
    typed(reader, "Путин -Владимиром")
    assert not name.count()


def test_a_word_that_is_nowhere_is_told(reader):
    found = typed(reader, "встреча бегемотов")
    assert "бегемотов" in reader.find(".notice").inner_text()
    assert found.count()


def test_a_higher_threshold_hides_what_is_less_sure(reader):
    reader.open("#view=register")
    before = reader.find(".results .count").inner_text()
    slider = reader.find(".threshold input")
    slider.focus()
    reader.go(lambda: slider.press("End"))
    assert "score=0.95" in reader.asked()
    assert reader.find(".results .count").inner_text() != before
    reader.click("", force=True)  # whatever is followed, the threshold stays
    assert "score=0.95" in reader.asked()


def test_english_and_back(reader):
    reader.open("#view=register")
    reader.go(lambda: reader.find(".language").click())
    assert reader.heading() == "Register"
    assert reader.find("html").get_attribute("lang") == "en"
    reader.go(lambda: reader.find(".language").click())
    assert reader.heading() == "Реестр"


def test_the_register_is_saved_for_excel_in_russia(reader):
    reader.open(
        "#view=register&kind=AGREEMENT_WITH&who=%D0%9F%D0%B5%D0%B7%D0%B5%D1%88%D0%BA%D0%B8%D0%B0%D0%BD"
    )
    with reader.page.expect_download() as download:
        reader.find("button.save").click()
    text = download.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert rows
    for row in rows:
        assert row["Что"] == "Соглашение"
        assert "Пезешкиан" in row["Сторона"] + row["Другая сторона"]
        assert "догов" in row["Цитата"].lower()
        assert "," in row["Уверенность"]


def test_the_card_opens_all_its_quotes(reader):
    reader.open().click("Масуд Пезешкиан")
    reader.find("button.open-all").click()
    reader.page.wait_for_function(
        "() => !document.querySelector('main button.quote[aria-expanded=false]')"
    )
    assert reader.find("blockquote").count() == reader.find("button.quote").count()


def test_all_by_keyboard(reader):
    reader.open()
    reader.page.keyboard.press("Tab")  # the link past the head
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"
    reader.find(".tabs a", has_text="Реестр").focus()
    reader.go(lambda: reader.page.keyboard.press("Enter"))
    button = reader.find("button.quote").first
    button.focus()
    reader.page.keyboard.press("Enter")
    reader.find("blockquote").first.wait_for()
    reader.page.keyboard.press("Enter")
    assert reader.find("blockquote").count() == 0


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_view_is_wider_than_the_screen(visit, sample, width):
    reader = visit(sample, viewport={"width": width, "height": 800})
    for view in VIEWS:
        reader.open(f"#view={view}")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width, view


@pytest.mark.parametrize("width", [768, 1280])
def test_no_table_is_cut(visit, sample, width):
    reader = visit(sample, viewport={"width": width, "height": 800})
    for view in ("events&as=table", "register", "people", "places", "articles"):
        reader.open(f"#view={view}")
        inside = "one => one.scrollWidth <= one.clientWidth"
        assert reader.find(".table").evaluate(inside), view


def boxes(reader, selector):
    """Where elements stand: left, top, right, bottom."""
    found = [one.bounding_box() for one in reader.find(selector).all()]
    return [(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in found]


@pytest.mark.parametrize("width", [390, 1280])
def test_names_in_the_network_can_be_read(visit, sample, width):
    """Those around a chosen one too, however near they stand."""
    reader = visit(sample, viewport={"width": width, "height": 900}).open("#view=network")
    for node in [None, *reader.find("circle.node").all()[-12:]]:
        if node:
            node.dispatch_event("click")
        names = boxes(reader, ".names text")
        assert names
        for at, (left, top, right, bottom) in enumerate(names):
            for x, y, until, below in names[:at]:
                across = min(right, until) - max(left, x)
                down = min(bottom, below) - max(top, y)
                assert across < 6 or down < 8
        if node:
            node.dispatch_event("click")


def test_names_around_a_name_are_whole_on_a_phone(visit, sample):
    reader = visit(sample, viewport={"width": 390, "height": 844})
    reader.open().click("Масуд Пезешкиан")
    reader.go(lambda: reader.find(".links a", has_text="в сети").click())
    ((left, _, right, _),) = boxes(reader, "svg.ego")
    names = boxes(reader, "svg.ego .names text")
    assert len(names) > 3
    assert all(left <= x and until <= right for x, _, until, _ in names)


def test_names_on_the_map_are_whole_on_a_phone(visit, sample):
    reader = visit(sample, viewport={"width": 390, "height": 844}).open("#view=map")
    reader.find(".places text").first.wait_for()
    ((left, _, right, _),) = boxes(reader, "svg.world")
    names = boxes(reader, ".places text")
    assert all(left - 4 <= x and until <= right + 4 for x, _, until, _ in names)


@pytest.mark.parametrize(
    "place",
    ["#person=e0", "#article=%D0%BD%D0%B5%D1%82", "#view=toString", "#view=find&q=", "#score=x"],
)
def test_an_address_of_nothing_is_no_error(reader, place):
    reader.open(place)
    assert reader.find("main").inner_text()
