"""An article in odd characters says what it says in plain ones, and every offset is exact."""

import datetime as dt
import functools
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.russian.spelling import Cleaned

ARTICLE = """Министр Андрей Воробьёв приехал в Йошкар-Олу

12 марта 2021 года премьер-министр Сербии Йован Войнович подписал соглашение с Республикой Марий Эл.
Делегацию встретил мэр Елена Ройзен, её супруг Пётр Алексеевич Соловьёв родился в Санкт-Петербурге.
На форум «Волжский путь» выделили 25 млн рублей, сообщила пресс-служба правительства в пятницу.
"""
MARKS = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff")
LOOK_ALIKE = dict(zip("АВСЕНКМОРТХаеорсух", "ABCEHKMOPTXaeopcyx", strict=True))


@functools.cache
def pipeline():
    return extract.load()


def told(text):
    """All that the tables are made of, offsets led to the clean text."""
    cleaned = Cleaned(text)
    doc = pipeline().make_doc(text)
    doc._.date = dt.date(2021, 3, 15)
    doc = pipeline()(doc)
    assert doc.text == text
    spans = doc.spans["entities"]

    def place(mention):
        start, end = cleaned.inside(mention.start, mention.end)
        assert cleaned.span(start, end) == (mention.start, mention.end)
        return cleaned.text[start:end], start, mention.type

    return {
        "words": [(t.norm_, t.lemma_, t.pos_, str(t.morph), t.head.i) for t in doc],
        "sentences": [cleaned.inside(sent.start_char, sent.end_char)[0] for sent in doc.sents],
        "mentions": [place(span._.mention) for span in spans],
        "normal forms": [span._.normal for span in spans],
        "people": [span._.person for span in spans],
        "dates": [span._.time for span in spans],
        "places": [span._.place for span in spans],
        "entities": [(e.name, [place(m) for m in e.mentions]) for e in doc._.entities],
        "relations": [
            (place(r.subject), r.predicate, place(r.object), r.kind, r.topic, r.status, r.place)
            for r in doc._.relations
        ],
        "careers": [(place(c.person), c.position, c.organization_name) for c in doc._.careers],
        "events": [(e.name, e.begin, e.kind, e.status) for e in doc._.events],
    }


@functools.cache
def plain():
    return told(ARTICLE)


def after(text, places, mark):
    """The text with a mark behind some of its letters."""
    return "".join(char + mark * (at in places) for at, char in enumerate(text))


def inside_words(text):
    return [at for at in range(len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]


@settings(max_examples=12, deadline=None)
@given(st.sets(st.sampled_from(inside_words(ARTICLE))), st.sampled_from(MARKS))
def test_what_does_not_show_changes_nothing(places, mark):
    assert told(after(ARTICLE, places, mark)) == plain()


VOWELS = [at for at, char in enumerate(ARTICLE) if char in "аеиоуыэюя"]


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from(VOWELS)), st.sampled_from("\u0300\u0301"))
def test_stress_changes_nothing(places, mark):
    assert told(after(ARTICLE, places, mark)) == plain()


# In each word that no Latin letters alone can spell, one letter.
ALIKE = [
    match.start() + next(at for at, char in enumerate(match[0]) if char in LOOK_ALIKE)
    for match in re.finditer("[А-яЁё]+", ARTICLE)
    if len(match[0]) > 2 and set(match[0]) & set(LOOK_ALIKE) and set(match[0]) - set(LOOK_ALIKE)
]


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from(ALIKE)))
def test_latin_letters_in_cyrillic_words_change_nothing(places):
    written = "".join(LOOK_ALIKE[char] if at in places else char for at, char in enumerate(ARTICLE))
    assert told(written) == plain()


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", ARTICLE),
        re.sub(r"(?<=\w)-(?=\w)", "\u2011", ARTICLE),
        re.sub(r"(?<=\w)-(?=\w)", "\u2010", ARTICLE),
        "\ufeff" + ARTICLE,
        re.sub(r"(?<=Вол)(?=жский)|(?<=Ройз)(?=ен)|(?<=пят)(?=ницу)", "-\n", ARTICLE),
        re.sub(r"(?<=Йошкар-)(?=Олу)|(?<=премьер-)(?=министр)", "\n", ARTICLE),
    ],
    ids=["NFD", "U+2011", "U+2010", "byte order mark", "line breaks", "own hyphens"],
)
def test_other_ways_to_write_the_same(written):
    assert written != ARTICLE
    assert told(written) == plain()


def test_the_article_has_something_of_everything():
    assert all(plain().values())
