"""Names that the gazetteer lacks: which are places, by what stands around them."""

import pytest

import extract
from extract.annotations import ENTITIES, set_value, span_of
from extract.annotations import mention as name_of
from extract.stages.places import Places, unknown
from extract.stages.places.mentioned import Name

BEFORE = ["segmentation", "morphology", "lemmatization"]
STAGE = Places()
PLACES = """
Он родился в деревне [Кукушино] под Тверью.
Семья живёт в [Заполошино] с весны.
Автобус идёт из [Верхнеболотска] через день.
Прошёл дождь в [Карпушевском районе] области.
Рыба ушла из реки [Сольмы] в озеро.
"""
NONE = """
[Мэры] двух городов встретились.
Здравствуй, [навруз-Байрам] и гости!
Номер свидетельства [ЭЛ] № 77 выдан.
Журнал «Вечерний [Сплетник]» вышел.
[Вчера.] Новости дня.
Живут в переулке [Нижний Сусальский], дом 5.
Авария на улице [Октябрьской] у школы.
Дом на ул. [Заречной] продан.
Пробка на проспекте [Космический] утром.
Офис на Большой [Заводской] улице.
"""


@pytest.fixture(scope="module")
def nlp():
    return extract.load(only=BEFORE)


def placed(nlp, marked, kind, score):
    """A document with one mention after the stage."""
    start, end = marked.index("["), marked.index("]") - 1
    doc = nlp(marked.replace("[", "").replace("]", ""))
    doc.spans[ENTITIES] = [span_of(doc, start, end, kind)]
    set_value(doc, name_of(doc.spans[ENTITIES][0]), "score", score)
    return STAGE(doc)


def kept(nlp, marked, kind, score):
    doc = placed(nlp, marked, kind, score)
    return any(name_of(span).start == marked.index("[") for span in doc.spans[ENTITIES])


@pytest.mark.parametrize("marked", PLACES.strip().splitlines())
def test_a_place(nlp, marked):
    assert kept(nlp, marked, "LOCATION" if "реки" in marked else "CITY", 0.9)


@pytest.mark.parametrize("marked", NONE.strip().splitlines())
def test_no_place(nlp, marked):
    assert not kept(nlp, marked, "STATE_OR_PROVINCE", 0.4)


def test_what_is_said_of_a_mention_does_not_depend_on_other_sentences(nlp):
    def said(text):
        doc = nlp(text)
        start = text.index("Кукушино")
        span = span_of(doc, start, start + 8, "CITY")
        doc.spans[ENTITIES] = [span]
        name = Name("Кукушино", "CITY", start, start + 8)
        return list(unknown.Unknown(doc, [span]).evidence(span, name))

    assert said("Жили в Кукушино долго.") == said("Шёл снег. Жили в Кукушино долго. Всё.")


@pytest.mark.parametrize(
    ("marked", "rows"),
    [
        ("Пожар потушили в селе [Верхние Ключищи] утром.", ["city"]),
        ("Автобус не дошёл до деревни [Гнилуши] вчера.", ["city"]),
        ("Дождь шёл в [Карпушевском районе] с ночи.", ["district"]),
        ("Рыба ушла из реки [Сольмы] в озеро.", ["other"]),
        ("Он живёт в [Твери] с детства.", ["city"]),
        ("Митинг прошёл в [Заречнореченске] утром.", []),
        ("Он уехал из [Мухоморска] в июне.", []),
        ("Завод построят в [Лесногорах] летом.", []),
        ("Зонд опустился на [Марс] в мае.", []),
    ],
)
def test_a_town_has_a_row_if_the_gazetteer_or_the_text_tells_of_it(nlp, marked, rows):
    kind = (
        "LOCATION"
        if "реки" in marked or "Марс" in marked
        else "DISTRICT"
        if "район" in marked
        else "CITY"
    )
    tables = extract.tables([placed(nlp, marked, kind, 0.95)])
    assert tables.places["kind"].tolist() == rows
    assert len(tables.mentions) == len(tables.entities) == 1
