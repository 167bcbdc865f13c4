import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.russian.spelling import Cleaned, clean, fold, is_clean, lower


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("дом", "дом"),
        ("Ёлка", "Ёлка"),
        ("José", "José"),
        # marks
        ("за\u0301мок", "замок"),
        ("ѐлка и Москвá", "елка и Москва"),
        (nfd("Йод, ёлка, Ї"), "Йод, ёлка, Ї"),
        (nfd("José"), "José"),
        ("е\u0301\u0308ж", "ёж"),
        ("и\u00ad\u0306од", "йод"),
        # what does not show
        ("Моск\u00adва", "Москва"),
        ("\ufeffМосква\u200e", "Москва"),
        ("Ка\u200bзань", "Казань"),
        ("в\u200bКазань", "в Казань"),
        ("Каз\u2060ань\ufe0f", "Казань"),
        # hyphens
        ("Улан\u2011Удэ, Улан\u2010Удэ", "Улан-Удэ, Улан-Удэ"),
        ("Москва — Тверь, 5–7", "Москва — Тверь, 5–7"),
        # two scripts in a word
        ("Сepгeй", "Сергей"),
        ("CША и ПAO", "США и ПАО"),
        ("Королëв", "Королёв"),
        ("Sаmsung", "Samsung"),
        ("Android Paу", "Android Pay"),
        ("SMSка, VIPы, IT-отдел", "SMSка, VIPы, IT-отдел"),
        ("BBC, CCTV, OOO", "BBC, CCTV, OOO"),
        ("Миncк", "Миncк"),
        # words that a line break cuts
        ("прави-\nтельство", "правительство"),
        ("прави\u00ad\nтельство", "правительство"),
        ("прави¬\r\n  тельство, сове¬щание", "правительство, совещание"),
        ("МОСК-\nВА", "МОСКВА"),
        ("Тока-\nев", "Токаев"),
        ("пресс-\nслужба", "пресс-служба"),
        ("кто-\nто", "кто-то"),
        ("Санкт-\nПетербург", "Санкт-Петербург"),
        ("социально-эконо-\nмический", "социально-экономический"),
        ("слово-\n\nслово", "слово-\n\nслово"),
        ("список-\nПервое", "список-\nПервое"),
        ("5-\nлетний", "5-\nлетний"),
    ],
)
def test_a_text_as_a_careful_typist_writes_it(text: str, spelling: str) -> None:
    assert clean(text) == spelling


@pytest.mark.parametrize(
    ("text", "piece", "source"),
    [
        ("в Моск\u00adве\u0301.", "Москве", "Моск\u00adве\u0301"),
        ("\u200bТверь\u200b", "Тверь", "Тверь"),
        (nfd("на Йодной"), "Йодной", nfd("Йодной")),
        ("из Каз-\nани", "Казани", "Каз-\nани"),
        ("в Санкт-\n  Петербурге", "Санкт-Петербурге", "Санкт-\n  Петербурге"),
        ("Тула", "Тула", "Тула"),
        ("в\u200bКазань", "Казань", "Казань"),
    ],
)
def test_offsets_lead_back_to_the_source(text: str, piece: str, source: str) -> None:
    cleaned = Cleaned(text)
    start = cleaned.text.index(piece)
    found = cleaned.span(start, start + len(piece))
    assert text[slice(*found)] == source
    assert cleaned.inside(*found) == (start, start + len(piece))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ПАО «Алёнушка»", 'ПAО "Аленушка"'),
        ("Москва — Тверь", "москва - тверь"),
        ("О’Нил", "О'Нил"),
        ("'Ромашка'", "Ромашка"),
        ("Нижний\u00a0 Новгород ", "нижний новгород"),
        ("Йошкар\u2011Ола", nfd("Йошкар-Ола")),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Рим", "Крым"), ("О'Нил", "Онил"), ("ЛДПР", "КПРФ")])
def test_spellings_of_two_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


odd = st.text(st.sampled_from("аиеМЁй aceXëm-‑\n\t\u00ad\u0301\u0306\u0308\u200b\ufeff¬5.«İ"))


@given(st.one_of(st.text(), odd))
@example("а\u00ad-\nб")
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.one_of(st.text(), odd))
def test_every_clean_character_has_its_place(text: str) -> None:
    cleaned = Cleaned(text)
    spans = [cleaned.span(at, at + 1) for at in range(len(cleaned.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [cleaned.start(at) for at in range(len(spans))] == [start for start, _ in spans]
    assert cleaned.start(len(spans)) == len(text)


@given(st.text())
def test_lower_case_keeps_offsets(text: str) -> None:
    assert len(lower(text)) == len(text)


MARKS = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u0301")


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(MARKS))))
def test_marks_inside_words_change_nothing(marks: list[tuple[int, str]]) -> None:
    text = "министр Королёв приехал в санкт-петербургский музей"
    written = text
    for at, mark in sorted(marks, reverse=True):
        if 0 < at < len(text) and text[at - 1].isalpha():
            written = written[:at] + mark + written[at:]
    assert clean(written) == text
    assert is_clean(written) == (written == text)
