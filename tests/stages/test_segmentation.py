from pathlib import Path

import pytest
import razdel
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.annotations import LONGEST_SENTENCE, register
from extract.stages.segmentation import (
    Segmentation,
    Tokenizer,
    repeats,
    sentences,
)

SEED = Path(__file__).parents[2] / "../shared/data/seed/forum.txt"
register()
tokenizer = Tokenizer(spacy.blank("ru").vocab)


def words(text):
    return [token.text for token in tokenizer(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Он пришёл.", ["Он", "пришёл", "."]),
        ("«Газпром», «Русал»", ["«", "Газпром", "»", ",", "«", "Русал", "»"]),
        ("Санкт-Петербург, 28.11.2023", ["Санкт-Петербург", ",", "28.11.2023"]),
        ("а  б", ["а", " ", "б"]),
        ("а\n\nб", ["а", "\n\n", "б"]),
        ("а \tб", ["а", "\t", "б"]),
        (" а", [" ", "а"]),
        ("28\u00a0ноября", ["28", "\u00a0", "ноября"]),
        ("за\u0301мок закрыт", ["за\u0301мок", "закрыт"]),
        ("Моско\u00adва", ["Моско\u00adва"]),
        ("\ufeffМосква, Тверь", ["\ufeffМосква", ",", "Тверь"]),
        ("Тве\u200bрь.", ["Тве\u200bрь", "."]),
        ("(до\u0301ма)", ["(", "до\u0301ма", ")"]),
        ("Улан\u2011Удэ, Тa\u200bра \u200d1", ["Улан\u2011Удэ", ",", "Тa\u200bра", "\u200d1"]),
        ("в Каз-\nани.", ["в", "Каз-\nани", "."]),
        ("Тула \u200b", ["Тула", "\u200b"]),
        ("Тула\u200bCity", ["Тула\u200b", "City"]),
        ("\u200b", ["\u200b"]),
        ("", []),
    ],
)
def test_tokens(text, tokens):
    assert words(text) == tokens


@given(st.from_regex(r"[«\"(]{0,2}[А-Яа-яЁё]{1,9}[-,.;:!?»\")]{0,2}", fullmatch=True))
def test_a_word_with_marks_has_the_tokens_that_razdel_finds(chunk):
    assert words(chunk) == [token.text for token in razdel.tokenize(chunk)]


def test_number_words_are_like_numbers():
    assert [t.text for t in tokenizer("двести 5 мая, Сорок и 1/2 дома") if t.like_num] == [
        "двести",
        "5",
        "Сорок",
        "1/2",
    ]


def test_the_norm_of_a_token_is_its_clean_spelling():
    text = "Мо\u00adсква, Сepгeй и е\u0308ж из Каз-\nани"
    assert [t.norm_ for t in tokenizer(text)] == [
        "москва",
        ",",
        "сергей",
        "и",
        "ёж",
        "из",
        "казани",
    ]


any_text = st.text(st.characters(codec="utf-8"))
russian = st.text(st.sampled_from("абвЯёac. ,!?…«»-—\n\t \u0301\u0306\u00ad\u00a0\u200b1й"))


@given(st.one_of(any_text, russian))
def test_text_survives_to_the_character(text):
    doc = Segmentation()(tokenizer(text))
    assert doc.text == text
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


@given(
    st.lists(
        st.sampled_from(["Он пришёл.", "Где г. Москва", "А. С. Пушкин!", "«Да?»", "—", "Там"]),
        min_size=1,
    )
)
def test_a_line_has_the_sentences_that_razdel_finds(parts):
    text = " ".join(parts)
    assert [text[a:b] for a, b in sentences(text)] == [s.text for s in razdel.sentenize(text)]


@pytest.mark.parametrize(
    ("text", "sents"),
    [
        ("Он пришёл. Она ушла.", ["Он пришёл.", "Она ушла."]),
        ("Заголовок\nПервое предложение.", ["Заголовок", "Первое предложение."]),
        ("Заголовок\r\n\r\nТекст", ["Заголовок", "Текст"]),
        ("Заголовок\u2028Текст", ["Заголовок", "Текст"]),
        ("Родился в г. Омске в 1999 г. Учился.", ["Родился в г. Омске в 1999 г. Учился."]),
        ("А. С. Пу\u0301шкин ушёл. Всё.", ["А. С. Пу\u0301шкин ушёл.", "Всё."]),
        ("\n \n", []),
    ],
)
def test_sentences(text, sents):
    assert [text[start:end] for start, end in sentences(text)] == sents


def test_sentence_starts_are_tokens():
    doc = Segmentation()(tokenizer("\n\nПервое.  Второе!\nТретье"))
    assert [sent.text for sent in doc.sents] == ["\n\nПервое.  ", "Второе!\n", "Третье"]


@pytest.mark.parametrize("text", ["а" * 300_000, "." * 300_000, ") " * 100_000, "слово " * 50_000])
def test_long_texts_without_sentences(text):
    doc = Segmentation()(tokenizer(text))
    assert doc.text == text
    assert max(map(len, doc)) <= 1000


LEAD = "Министр культуры открыл новую выставку в областном музее."
REST = "На открытии выступил директор музея Иван Петров, говорится в сообщении."


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        (f"{LEAD} На открытии выступил директор […]\n{LEAD} {REST}",
         [f"{LEAD} На открытии выступил директор […]"]),
        (f"{LEAD} На открытии выступил директор...\n{LEAD} {REST}",
         [f"{LEAD} На открытии выступил директор..."]),
        (f"{LEAD}\n{REST}\n{LEAD}", [LEAD]),
        (f"{LEAD}\n{REST}\n{LEAD} {REST}", [f"{LEAD} {REST}"]),
        (f"{LEAD} {REST}", []),
        ("Он ушёл. Потом пришёл. Он ушёл.", []),
        (f"{LEAD} На открытии выступил директор…", []),
    ],
)  # fmt: skip
def test_repeats(text, repeated):
    found = repeats(text, sentences(text))
    assert [text[start:end] for start, end in found] == repeated
    if repeated and repeated[0] == LEAD:
        assert found[0][0] > 0, "of two equal copies the later one is the repeat"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the project")
def test_the_seed_article_gives_its_lead_twice():
    text = SEED.read_text(encoding="utf-8")
    ((start, end),) = repeats(text, sentences(text))
    assert text[start:end].startswith("Снятие инфраструктурных")
    assert text[start:end].endswith("во главе с первым […]")
    assert text.count(text[start : end - 4]) == 2


def parts(text):
    """The sentences that the document has."""
    return [sent.text for sent in Segmentation()(tokenizer(text)).sents]


def test_a_sentence_of_hundreds_of_words_is_cut_at_a_mark():
    names = [f"слово{number} да" for number in range(200)]  # three tokens each, with the mark
    for mark in (",", ";"):
        found = parts(f"Пришли {f'{mark} '.join(names)}.")
        assert len(found) > 1
        assert all(part.endswith(mark) for part in found[:-1])
        assert all(len(words(part)) <= LONGEST_SENTENCE for part in found)
        assert " ".join(found) == f"Пришли {f'{mark} '.join(names)}."


def test_a_long_sentence_is_cut_at_a_semicolon_before_a_comma():
    clauses = [f"слово{number}, да" for number in range(100)]  # four tokens each, with the mark
    found = parts(f"Пришли {'; '.join(clauses)}.")
    assert len(found) > 1
    assert all(part.endswith(";") for part in found[:-1])


def test_a_sentence_of_hundreds_of_words_without_a_mark_is_cut_all_the_same():
    found = parts("слово " * 1000)
    assert [len(words(part)) for part in found] == [256, 256, 256, 232]


def test_a_sentence_of_many_words_is_one():
    assert len(parts(f"Пришли {', '.join(['слово'] * 120)}.")) == 1
