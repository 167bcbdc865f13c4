"""The workbook as a reader opens it: sheets, words, links, colours, and nothing that runs."""

import datetime as dt
import zipfile

import fake
import openpyxl
import pytest

import extract
from extract import schema
from extract.runs.errors import RunError
from extract.schema import russian
from extract.tables.excel import limits

TEXT = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном.\n"
    "Накануне прошёл дождь. Петухов открыл форум в Новосибирске 28 ноября 2023 года. Потом уехал."
)
EVIL = "<r><t>а</t><f>1+1</f></r>"


def run(folder, articles, **chosen):
    tables = extract.run(articles, folder, load=fake.load, xlsx=True, csv="none", **chosen)
    return openpyxl.load_workbook(folder / "tables.xlsx"), tables


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    date = dt.date(2023, 11, 29)
    articles = [
        (TEXT, {"title": "Форум", "date": date, "url": "https://example.org/а?б=1&c=<d>"}),
        ("Дождь.", {"title": EVIL, "url": "javascript:alert(1)"}),
        ("Снег.", {"title": "=HYPERLINK(\"http://x\")", "url": "https://example.org/снег#1"}),
    ]  # fmt: skip
    return run(tmp_path_factory.mktemp("run") / "out", articles)[0]


def rows(book, sheet):
    header, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def cell(book, sheet, header, row=2):
    names = [one.value for one in book[sheet][1]]
    return book[sheet].cell(row, names.index(header) + 1)


def test_what_a_reader_looks_for_comes_first(book):
    assert book.sheetnames == [
        "О книге", "Реестр", "Календарь", "Должности", "Люди", "Места", "Связи",
        "Статьи", "Упоминания", "Сущности", "Даты", "Величины", "События", "Ошибки",
    ]  # fmt: skip


def test_the_first_sheet_tells_every_sheet_status_and_column(book):
    told = {value for row in book["О книге"].iter_rows(values_only=True) for value in row}
    assert told >= {*book.sheetnames[1:], *(label for label, _ in russian.STATUSES.values())}
    for sheet in book.sheetnames[1:]:
        assert told >= {one.value for one in book[sheet][1]}


def test_the_first_sheet_counts_the_rows(book):
    lines = book["О книге"].iter_rows(values_only=True)
    counts = {row[0]: row[2] for row in lines if isinstance(row[2], int)}
    assert [counts[name] for name in book.sheetnames[1:]] == [
        book[name].max_row - 1 for name in book.sheetnames[1:]
    ]


def test_the_register_says_who_with_whom_in_russian(book):
    (row,) = rows(book, "Реестр")
    assert (row["Кто"], row["С кем"]) == ("Новосибирская область", "Казахстан")
    assert (row["Связь"], row["Статус"]) == ("соглашение", "подписано")
    assert row["Цитата"] == TEXT.split("\n")[0]


def test_the_calendar_quotes_the_sentence_of_an_event(book):
    (row,) = rows(book, "Календарь")
    assert row["Цитата"] == "Петухов открыл форум в Новосибирске 28 ноября 2023 года."
    assert row["Участники"] == "Юрий Петухов (организатор)"


def test_ids_come_last(book):
    for sheet in ("Реестр", "Календарь", "Должности", "Связи"):
        header = [one.value for one in book[sheet][1]]
        first = next(at for at, name in enumerate(header) if "id" in name)
        assert all("id" in name or "Упоминание" in name for name in header[first:])


@pytest.mark.parametrize("sheet", ["Реестр", "Календарь", "Должности", "Связи"])
def test_a_claim_leads_to_its_article(book, sheet):
    link = cell(book, sheet, "Статья")
    assert (link.value, link.hyperlink.location) == ("Форум", "'Статьи'!A2")


def test_only_addresses_of_the_web_are_links(book):
    links = [cell(book, "Статьи", "Адрес", row).hyperlink for row in (2, 3, 4)]
    assert [link.target if link else None for link in links] == [
        None, None, "https://example.org/снег"
    ]  # fmt: skip


def test_days_are_days(book):
    found = cell(book, "Реестр", "Опубликовано")
    assert (found.value, found.number_format) == (dt.datetime(2023, 11, 29), "dd.mm.yyyy")


def test_sheets_can_be_filtered_and_keep_their_header_in_sight(book):
    for sheet in book.sheetnames[1:]:
        assert book[sheet].auto_filter.ref.startswith("A1:")
        assert book[sheet].freeze_panes in ("A2", "B2")


def test_statuses_are_coloured(book):
    rules = [rule for one in book["Реестр"].conditional_formatting for rule in one.rules]
    assert '"подписано"' in {formula for rule in rules for formula in rule.formula}


def test_no_text_becomes_a_formula_or_markup(book):
    found = [cell(book, "Статьи", "Заголовок", row) for row in (3, 4)]
    assert found[0].value == EVIL
    assert (found[1].data_type, found[1].quotePrefix) == ("s", True)


def test_english_headers_are_the_names_of_the_tables(tmp_path):
    book, _ = run(tmp_path / "out", [(TEXT, {})], headers="en")
    assert book.sheetnames[:3] == ["about", "agreement_register", "event_calendar"]
    (row,) = rows(book, "agreement_register")
    assert (row["party"], row["predicate"], row["status"]) == (
        "Новосибирская область", "AGREEMENT_WITH", "signed",
    )  # fmt: skip


def test_the_same_tables_make_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        run(tmp_path / name, [(TEXT, {"title": "Форум"})])
    one, other = (zipfile.ZipFile(tmp_path / name / "tables.xlsx") for name in ("a", "b"))
    assert [(i.filename, i.CRC) for i in one.infolist()] == [
        (i.filename, i.CRC) for i in other.infolist()
    ]
    assert (tmp_path / "a/tables.xlsx").read_bytes() == (tmp_path / "b/tables.xlsx").read_bytes()


def test_a_cell_is_cut_where_excel_counts_to():
    assert limits.cut("😀" * 20_000) == "😀" * 16_383 + "…"
    assert limits.cut("😀" * 16_383) == "😀" * 16_383


def test_every_word_and_column_has_its_russian():
    assert all(one.russian for one in schema.EntityType)
    assert all(schema.RELATIONS.values())
    assert {*russian.STATUSES} == {*schema.STATUSES}
    assert {*russian.EVENT_KINDS} == {*schema.EVENT_KINDS}
    assert {*russian.PLACE_KINDS} == {*schema.PLACE_KINDS}
    for table in schema.DECLARED.values():
        assert all((table.row, table.title, table.row_ru))
        assert all(map(all, table.columns))


def test_an_unknown_language_is_refused(tmp_path):
    with pytest.raises(RunError, match="headers='de': there are ru, en"):
        extract.run([TEXT], tmp_path / "out", load=fake.load, headers="de")
