"""Places: gold stands in the text as [mention|type|place].

The place is an ISO code, a canonical name, or "=" and the nominative of a name that the
gazetteer does not have; "?" after it means that it is ambiguous, nothing that it is no place.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import extract
from extract import gazetteer
from extract.annotations import ENTITIES, Mention, Place, mention, span_of
from extract.schema import PLACE_KINDS, PLACE_TYPES
from extract.stages.coreference import Coreference
from extract.stages.places import Places
from extract.stages.places.nominative import nominative

MARK = re.compile(r"\[([^|\]]+)\|(\w+)\|([^\]]*)\]")
STAGE = Places()
ENTRIES = gazetteer.load()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extract.load(exclude=set(extract.language.STAGES) - BEFORE)


BEFORE = {"segmentation", "morphology", "lemmatization"}


def read(nlp: Language, marked: str, date: dt.date | None = None) -> tuple[Doc, dict[Mention, str]]:
    """The text without marks, its gold mentions set as entities, and what each should be."""
    text, gold, last = "", {}, 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        gold[Mention(len(text), len(text) + len(mark[1]), mark[2])] = mark[3]
        text, last = text + mark[1], mark.end()
    doc = nlp(text + marked[last:])
    doc._.date = date
    doc.spans[ENTITIES] = [span_of(doc, one.start, one.end, one.type) for one in gold]
    return doc, gold


def found(doc: Doc) -> dict[Mention, Place]:
    return {mention(span): span._.place for span in doc.spans[ENTITIES]}


def check(nlp: Language, marked: str, date: dt.date | None = None) -> None:
    doc, gold = read(nlp, marked, date)
    places = found(STAGE(doc))
    for one, expected in gold.items():
        place = places[one]
        if not expected:
            assert place is None
            continue
        assert place is not None, doc.text[one.start : one.end]
        assert place.ambiguous == expected.endswith("?")
        expected = expected.rstrip("?")
        if expected.startswith("="):
            assert (place.key, place.name) == (f"name:{place.kind}:{place.name}", expected[1:])
        elif re.fullmatch(r"[A-Z]{2}(-\w+)?", expected):
            entry = gazetteer.load().get(expected)
            assert entry is not None and place == entry.place(place.ambiguous)
        else:
            assert place.name == expected


@pytest.mark.parametrize(
    "text",
    [
        "Делегация [Новосибирской области|STATE_OR_PROVINCE|RU-NVS] в [Оренбурге|CITY|Оренбург].",
        "Губернатор [Новосибирской обл.|STATE_OR_PROVINCE|RU-NVS] приехал.",
        "[новосибирский|STATE_OR_PROVINCE|RU-NVS] губернатор",
        "[новосибирский|CITY|Новосибирск] метрополитен",
        "[российско|COUNTRY|RU]-[американские|COUNTRY|US] переговоры",
        "Власти [РФ|COUNTRY|RU], [США|COUNTRY|US] и [КНР|COUNTRY|CN].",
        "В [московском|CITY|RU-MOW] метро.",
        "[Московская|STATE_OR_PROVINCE|RU-MOS] дума",
        "Приехал из [города Новосибирска|CITY|Новосибирск].",
        "В [штате Калифорния|STATE_OR_PROVINCE|US-CA] пожары.",
        "В [Кировоградской (Кропивницкой) области|STATE_OR_PROVINCE|UA-35] тихо.",
        "На [Сахалине|LOCATION|Сахалин] и в [Америке|LOCATION|US]",
        "Рыбачили на реке [Буй|LOCATION|=Буй].",
        "Высадка в [заливе Свиней|LOCATION|=залив Свиней].",
        "Мэр [винницкий|CITY|Винница], мост в [Шлиссельбурге|CITY|Шлиссельбург].",
        "Победил [москвич|CITY|RU-MOW], второй стала [петербурженка|CITY|RU-SPE].",
        "На [Сахалине|STATE_OR_PROVINCE|RU-SAK] и в [Америке|COUNTRY|US]",
        "Посол в [Республике Беларусь|COUNTRY|BY].",
        "Суд во [Владимире|CITY|Владимир].",
        "Учения на [Дальнем Востоке|LOCATION|Дальний Восток].",
        "Полпред в [СКФО|DISTRICT|Северо-Кавказский федеральный округ].",
        "Поездка по [Подмосковью|STATE_OR_PROVINCE|RU-MOS].",
        "Поезд идёт между [Псковом|CITY|Псков] и [Смоленском|STATE_OR_PROVINCE|Смоленск].",
        "Разница с [Хабаровском|STATE_OR_PROVINCE|Хабаровск] велика.",
        "Связь с [Омском|STATE_OR_PROVINCE|Омск] прервана.",
        "Лес под [Архангельском|STATE_OR_PROVINCE|Архангельск] горит.",
        "Над [Брянском|STATE_OR_PROVINCE|Брянск] сбит беспилотник.",
        "Между [Онежским|LOCATION|Онежское озеро] и [Ладожским озёрами|LOCATION|Ладожское озеро].",
        "Между [Онежским|LOCATION|Онежское озеро] и [Ладожским озерами|LOCATION|Ладожское озеро].",
        "На [Чудском|LOCATION|Чудское озеро] и [Псковском озерах|LOCATION|=Псковское озеро] лёд.",
        "Вода [Онежского|LOCATION|Онежское озеро] и [Чудского озёр|LOCATION|=Чудское озеро].",
        "К [Ладожскому|LOCATION|Ладожское озеро] и [Чудскому озёрам|LOCATION|=Чудское озеро].",
        "Посёлок в [Крыму|STATE_OR_PROVINCE|UA-43], [Севастополь|CITY|UA-40].",
        "Бывший [СССР|COUNTRY|СССР] и [Югославия|COUNTRY|Югославия].",
        "Жил в [Ленинграде|CITY|RU-SPE].",
        "Прибыл в [Усть-Каменогорск|CITY|Усть-Каменогорск].",
        "Театр вернулся из [Скопье|CITY|Скопье].",
        # what is said of unknown names
        "Жители посёлка [Кожым|CITY|=Кожым] ждут. В селе [Орлынь|CITY|=Орлынь] тихо.",
        "Бой в населённом пункте [Асхим|CITY|=Асхим] окончен.",
        "Глава города [Новый-Бергей|CITY|=Новый-Бергей] уехал.",
        "Дом в районе [Нижнего Манхэттена|DISTRICT|=Нижний Манхэттен] продан.",
        "Мороз в районе [Карпушинского моря|LOCATION|=Карпушинское море] ослаб.",
        "АДМИНИСТРАЦИЯ [КОТОВИНСКОГО РАЙОНА|DISTRICT|=Котовинский район] СООБЩАЕТ.",
        "Груз ушёл через [Усть-Лугу|CITY|Усть-Луга].",
        "Хоким [Ферганской области|STATE_OR_PROVINCE|Ферганская область] уехал.",
        "Гости из [Наманганской области|STATE_OR_PROVINCE|Наманганская область] рады.",
        # of these GeoNames has two entries beside each other
        "Турнир в [Печоре|CITY|Печора] открыт, в [Усть-Илимске|CITY|Усть-Илимск] закрыт.",
        "Завод в [Сафонове|CITY|Сафоново] и школа в [Караганде|CITY|Караганда].",
        "Жители [столицы Казахстана|CITY|Астана] и [столицы Исландии|CITY|Рейкьявик].",
        "Власти [бразильской столицы|CITY|Бразилия], [столица Монголии|CITY|Улан-Батор].",
        "Власти [британской столицы|CITY|Лондон] и [столицы Киргизии|CITY|Бишкек].",
    ],
)
def test_a_mention_is_its_place(nlp: Language, text: str) -> None:
    check(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Главы [Омской|STATE_OR_PROVINCE|RU-OMS] и [Томской областей|STATE_OR_PROVINCE|RU-TOM].",
        "Связи с [Северо-Казахстанской|STATE_OR_PROVINCE|KZ-59], "
        "[Карагандинской|STATE_OR_PROVINCE|KZ-35] и "
        "[Павлодарской областями|STATE_OR_PROVINCE|KZ-55] Казахстана.",
        "В [Приволжском|DISTRICT|Приволжский федеральный округ] и "
        "[Уральском федеральных округах|DISTRICT|Уральский федеральный округ].",
    ],
)
def test_bare_adjectives_share_a_noun(nlp: Language, text: str) -> None:
    check(nlp, text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("С [Омской и Томской областями|STATE_OR_PROVINCE|].", ["RU-OMS", "RU-TOM"]),
        (
            "С [Северо-Казахстанской, Карагандинской и Павлодарской областями|STATE_OR_PROVINCE|].",
            ["KZ-59", "KZ-35", "KZ-55"],
        ),
        ("Из [Пермского и Краснодарского краёв|STATE_OR_PROVINCE|].", ["RU-PER", "RU-KDA"]),
        ("Омской и [Томской областями|STATE_OR_PROVINCE|].", ["RU-OMS", "RU-TOM"]),
        ("В [республиках Татарстан и Башкортостан|STATE_OR_PROVINCE|].", ["RU-TA", "RU-BA"]),
    ],
)
def test_a_list_is_taken_apart(nlp: Language, text: str, codes: list[str]) -> None:
    doc, _ = read(nlp, text)
    STAGE(doc)
    assert [span._.place.region_code for span in doc.spans[ENTITIES]] == codes
    assert {span.label_ for span in doc.spans[ENTITIES]} == {"STATE_OR_PROVINCE"}


@pytest.mark.parametrize("head", ["[городов ", "городов ["])
def test_cities_of_a_list_are_taken_apart(nlp: Language, head: str) -> None:
    doc, _ = read(nlp, f"Мэры {head}Новосибирск и Павлодар|CITY|] встретились.")
    STAGE(doc)
    assert [span._.normal for span in doc.spans[ENTITIES]] == ["Новосибирск", "Павлодар"]


def test_the_last_of_a_list_keeps_the_noun(nlp: Language) -> None:
    doc, _ = read(nlp, "С [Омской и Томской областями|STATE_OR_PROVINCE|].")
    doc.spans[ENTITIES][0]._.score = 0.5
    STAGE(doc)
    assert [span.text for span in doc.spans[ENTITIES]] == ["Омской", "Томской областями"]
    assert [span.text for span in doc.ents] == ["Омской", "Томской областями"]
    assert [span._.score for span in doc.spans[ENTITIES]] == [0.5, 0.5]


@pytest.mark.parametrize(
    "text",
    [
        "Совет [Боснии и Герцеговины|COUNTRY|BA] собрался.",
        "Власти [Тринидада и Тобаго|COUNTRY|TT] против.",
        "Бои у [Глупова и Кривограда|CITY|=Глупов и Кривограда].",
    ],
)
def test_a_name_with_and_is_one_name(nlp: Language, text: str) -> None:
    check(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "[Барнаул|CITY|Барнаул] — столица [Алтая|STATE_OR_PROVINCE|RU-ALT].",
        "В [Горно-Алтайске|CITY|Горно-Алтайск] глава [Алтая|STATE_OR_PROVINCE|RU-AL].",
        "Жители [Алтая|STATE_OR_PROVINCE|RU-AL?].",
        "В [Грозном|CITY|Грозный] глава [ЧР|STATE_OR_PROVINCE|RU-CE].",
        "В [Чебоксарах|CITY|Чебоксары] глава [ЧР|STATE_OR_PROVINCE|RU-CU].",
        "В [Киншасе|CITY|Киншаса] власти [Конго|COUNTRY|CD].",
        "В [Браззавиле|CITY|Браззавиль] власти [Конго|COUNTRY|CG].",
        "Село [Октябрьское|CITY|Октябрьское] [Челябинской области|STATE_OR_PROVINCE|RU-CHE].",
    ],
)
def test_the_article_decides(nlp: Language, text: str) -> None:
    check(nlp, text)


def test_the_neighbouring_region_decides(nlp: Language) -> None:
    doc, _ = read(nlp, "В [Салеме|CITY|], [штат Орегон|STATE_OR_PROVINCE|], сгорел склад.")
    assert found(STAGE(doc))[mention(doc.spans[ENTITIES][0])].region_code == "US-OR"


def test_a_city_is_meant_where_the_model_sees_a_country(nlp: Language) -> None:
    check(nlp, "Встреча в [Иерусалиме|COUNTRY|Иерусалим] и [Израиле|COUNTRY|IL].")
    doc, _ = read(nlp, "Встреча в [Иерусалиме|COUNTRY|] и [Израиле|COUNTRY|].")
    assert [place.region_code for place in found(STAGE(doc)).values()] == ["IL-JM", None]


def test_the_date_decides_between_names_of_different_times(nlp: Language) -> None:
    text = "В [Куйбышеве|CITY|{}] открыли завод."
    check(nlp, text.format("Самара"), dt.date(1980, 5, 1))
    check(nlp, text.format("Куйбышев"), dt.date(2020, 5, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Жители [нашего региона|STATE_OR_PROVINCE|] и [области|STATE_OR_PROVINCE|].",
        "В [нашем городе|CITY|] тепло.",
        "[города|CITY|] и [сёла|CITY|]",
    ],
)
def test_a_mention_without_a_name_is_left_alone(nlp: Language, text: str) -> None:
    check(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "В [Глупове|CITY|=Глупов] тихо.",
        "На [севере Москвы|LOCATION|=север Москвы] пожар.",
        "Взрыв [под Катынью|LOCATION|=под Катынью].",
    ],
)
def test_an_unknown_name_keeps_its_nominative(nlp: Language, text: str) -> None:
    check(nlp, text)


def test_a_part_of_a_place_lies_in_it(nlp: Language) -> None:
    doc, _ = read(nlp, "На [севере Москвы|LOCATION|] пожар.")
    place = found(STAGE(doc))[mention(doc.spans[ENTITIES][0])]
    assert (place.country_code, place.region_code) == ("RU", "RU-MOW")
    assert place.parent == gazetteer.load().lookup("Москва")[0].key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Западного берега реки Иордан", "Западный берег реки Иордан"),
        ("Ромашовском районе", "Ромашовский район"),
        ("Верхнего Нащекина", "Верхнее Нащекино"),
        ("Малибу", "Малибу"),
        ("Сан-Ладзаро-ди-Савена", "Сан-Ладзаро-ди-Савена"),
        ("Северных территорий", "Северные территории"),
        ("Дубового леса", "Дубовый лес"),
        ("под Катынью", "под Катынью"),
    ],
)
def test_nominative(text: str, expected: str) -> None:
    assert nominative(text) == expected


def test_an_adjective_in_the_genitive_tells_the_case() -> None:
    assert nominative("Дубового леса", "accs") == "Дубовый лес"


def test_the_normal_form_is_the_canonical_name(nlp: Language) -> None:
    doc, _ = read(nlp, "[Новосибирская обл.|STATE_OR_PROVINCE|] и [Питер|CITY|]")
    STAGE(doc)
    assert [span._.normal for span in doc.spans[ENTITIES]] == [
        "Новосибирская область",
        "Санкт-Петербург",
    ]


def test_other_types_are_left_alone(nlp: Language) -> None:
    doc, _ = read(nlp, "[Киров|PERSON|] и [россияне|NATIONALITY|] в [музее Москвы|FACILITY|]")
    STAGE(doc)
    assert [span._.place for span in doc.spans[ENTITIES]] == [None, None, None]


def test_places_survive_docbin(nlp: Language) -> None:
    doc, _ = read(nlp, "Приехал в [Павлодар|CITY|].")
    STAGE(doc)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert found(again) == found(doc)


NAMES = ["Москва", "Омской", "и", ",", "областей", "Север", "городов", "-", "Алтая", "наш", "№ 1"]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), st.sampled_from([*PLACE_TYPES]))
def test_any_mention_gets_a_place_or_nothing(words: list[str], kind: str) -> None:
    doc = bare(" ".join(words))
    doc.spans[ENTITIES] = [span_of(doc, 0, len(doc.text), kind)]
    for span in STAGE(doc).spans[ENTITIES]:
        start, end = span._.offsets
        assert 0 <= start < end <= len(doc.text)
        assert span._.place is None or span._.place.kind in PLACE_KINDS
        assert (span._.place is None) == (span._.normal is None)


BLANK = extract.load(exclude=set(extract.language.STAGES) - {"segmentation"})


def bare(text: str):
    """A text whose words are their own lemmas."""
    doc = BLANK(text)
    for token in doc:
        token.lemma_ = token.lower_
    return doc


@pytest.mark.parametrize(
    ("text", "whole", "part", "place"),
    [
        (
            "Шторм на северном побережье Австралии.",
            "северном побережье Австралии",
            "Австралии",
            "AU",
        ),
        ("Гастроли по южным штатам США.", "южным штатам США", "США", "US"),
        ("Встреча на восточной границе Польши.", "восточной границе Польши", "Польши", "PL"),
        ("Посол Южной Кореи.", "Южной Кореи", "Кореи", None),
        ("Власти Северной Македонии.", "Северной Македонии", "Македонии", None),
    ],
)
def test_of_what_a_side_is_told_is_a_place_of_its_own(
    nlp: Language, text: str, whole: str, part: str, place: str | None
) -> None:
    doc = nlp(text)
    at, within = text.index(whole), text.index(part)
    doc.spans[ENTITIES] = [
        span_of(doc, at, at + len(whole), "LOCATION"),
        span_of(doc, within, within + len(part), "COUNTRY"),
    ]
    found = next(span for span in STAGE(doc).spans[ENTITIES] if span.text == part)
    assert (found._.place and found._.place.country_code) == place
    named = [one for entity in Coreference()(doc)._.entities for one in entity.mentions]
    assert (mention(found) in named) == (place is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Мэрия [Новосибирска|CITY|Новосибирск]: в [Ленинском районе|DISTRICT|"
        "Ленинский район Новосибирска] прорвало трубу.",
        "В [Перми|CITY|Пермь] отключат [Свердловский район|DISTRICT|Свердловский район Перми].",
        "В [Москве|CITY|RU-MOW] сменили префекта [Южного округа|DISTRICT|"
        "Южный административный округ Москвы].",
        "Жители [Ленинского района|DISTRICT|=Ленинский район] недовольны.",
        "[Волжский р-н|DISTRICT|Волжский район] [Самарской обл|STATE_OR_PROVINCE|RU-SAM].",
        "В [Карелии|STATE_OR_PROVINCE|RU-KR] правительство [РК|COUNTRY|RU-KR] уволено.",
        "В [Астане|CITY|Астана] правительство [РК|COUNTRY|KZ] уволено.",
        "В [Уфе|CITY|Уфа] суд [РБ|COUNTRY|RU-BA] принял иск.",
        "Победил [Огайо|STATE_OR_PROVINCE|US-OH], за ним штат [Вашингтон|CITY|US-WA].",
        "Администрация [Буинского|CITY|Буинский район] муниципального района",
        "Окончил [московский|CITY|RU-MOW] вуз.",
        "Село [Беляевского района|DISTRICT|Беляевский район] [Одесской области|STATE_OR_PROVINCE|UA-51].",
        "Жители [Омска|CITY|=Омск] [Ростовской области|STATE_OR_PROVINCE|RU-ROS] рады.",
        "Музей в [Кировске|CITY|Кировск] [Ленинградской области|STATE_OR_PROVINCE|RU-LEN].",
        "В [Твери|CITY|Тверь], [Московской области|STATE_OR_PROVINCE|RU-MOS] и Туле дожди.",
        "В [Уганде|COUNTRY|UG], в городе [Лира|CITY|Лира], дожди.",
    ],
)
def test_homonyms(nlp: Language, text: str) -> None:
    check(nlp, text)


def spans_of(doc: Doc, gold: str) -> list[Span]:
    """The model's mentions, written "text|type; text|type"."""
    found = [each.partition("|") for each in gold.split("; ") if each]
    starts = [doc.text.index(surface) for surface, _, _ in found]
    return [
        span_of(doc, start, start + len(surface), kind)
        for start, (surface, _, kind) in zip(starts, found, strict=True)
    ]


def marked(nlp: Language, text: str, gold: str = "") -> list[str]:
    """The place mentions that the stage leaves, as "text|type", where ``gold`` is the model's."""
    doc = nlp(text)
    doc.spans[ENTITIES] = spans_of(doc, gold)
    spans = [span for span in STAGE(doc).spans[ENTITIES] if span.label_ in PLACE_TYPES]
    return [f"{text[slice(*span._.offsets)]}|{span.label_}" for span in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Псковская обл. получит деньги.", ["Псковская обл|STATE_OR_PROVINCE"]),
        ("Пожары в Алтайском кр. потушены.", ["Алтайском кр.|STATE_OR_PROVINCE"]),
        ("Дороги Челяб. обл. чинят.", ["Челяб. обл.|STATE_OR_PROVINCE"]),
        ("Врачи респ. Тыва бастуют.", ["Тыва|STATE_OR_PROVINCE"]),
        (
            "В Вологодской и Тамбовской обл. тихо.",
            ["Вологодской|STATE_OR_PROVINCE", "Тамбовской обл|STATE_OR_PROVINCE"],
        ),
        ("Тобольский р-н затопило.", ["Тобольский р-н|DISTRICT"]),
        ("Завод в г. Н. Тагил стоит.", ["Н. Тагил|CITY"]),
        ("Рейс из Екб в СПб отменён.", ["Екб|CITY", "СПб|CITY"]),
        ("Театр Ростова н/Д закрыт.", ["Ростова н/Д|CITY"]),
        ("Теплоход идёт в Усть—Кут.", ["Усть—Кут|CITY"]),
        ("Рейс Москва-Сочи отменён.", ["Москва|CITY", "Сочи|CITY"]),
        ("Он ушёл в 1990 г. Шахты закрыли.", []),
        ("Смотри с. 15 и д. 4.", []),
        ("Бюджет обл. и кр. растёт.", []),
        ("Пришёл Н. Волков.", []),
    ],
)
def test_a_name_is_marked_by_its_form(nlp: Language, text: str, found: list[str]) -> None:
    assert marked(nlp, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[Испано]-[португальский] саммит отложен.",
        "Обсудили [армяно]-[грузинское] соглашение.",
        "Подписано [казахстанско]-[белорусское] соглашение.",
        "Росли [Белорусско]-[литовские] связи.",
        "На [украинско]-[белорусской] границе тихо.",
        "Вышел русско-турецкий разговор.",
        "Началась польско-русская война.",
        "Рост [таджикско]–[узбекской] торговли.",
        "Закрыта [монголо]-[китайская] граница.",
        "Ждут [Ирако]-[турецких] переговоров.",
        "Купил русско-японский словарь.",
        "Учит албано-хорватский язык.",
        "Греко-католическая церковь закрыта.",
        "Финно-угорский мир и военно-морская база.",
        "Дед служил в австро-венгерской армии.",
    ],
)
def test_the_halves_of_an_adjective_are_two_countries(nlp: Language, text: str) -> None:
    halves = re.findall(r"\[(.+?)\]", text)
    assert marked(nlp, re.sub(r"[\[\]]", "", text)) == [f"{half}|COUNTRY" for half in halves]


@pytest.mark.parametrize(
    ("text", "gold", "found"),
    [
        ("Во Владимире ограничат движение.", "", ["Владимире|CITY"]),
        ("Из Владимира в Москву.", "Владимира|PERSON; Москву|CITY",
         ["Владимира|CITY", "Москву|CITY"]),
        ("В Орск и Гай придёт вода.", "Орск|CITY; Гай|PERSON", ["Орск|CITY", "Гай|CITY"]),
        ("Газ провели в Дно, Порхов и Остров.", "",
         ["Дно|CITY", "Порхов|CITY", "Остров|CITY"]),
        ("За Тулой перекрыли дороги.", "", ["Тулой|CITY"]),
        ("Магдебург назван столицей.", "", ["Магдебург|CITY"]),
        ("Во Владимире Путине видят лидера.", "", []),
        ("Во Владимире видят лидера, Владимир Седов рад.", "Владимир Седов|PERSON", []),
        ("В Дно верят не все.", "", []),
        ("В Сенате и в Думе спорят.", "", []),
        ("В Свободном университете лекция.", "", []),
        ("Он играл в «Спартаке» и в Зените.", "", []),
        ("В Орле и Кирове тепло.", "", ["Орле|CITY", "Кирове|CITY"]),
        ("Дом в Советском районе Нижнего Новгорода.", "Советском районе|DISTRICT",
         ["Советском районе|DISTRICT", "Нижнего Новгорода|CITY"]),
        ("Школа Заводского района Кемерова.", "Заводского района|DISTRICT",
         ["Заводского района|DISTRICT", "Кемерова|CITY"]),
        ("В Кировском районе Петров упал.", "Кировском районе|DISTRICT",
         ["Кировском районе|DISTRICT"]),
    ],
)  # fmt: skip
def test_a_city_in_plain_sight_is_marked(
    nlp: Language, text: str, gold: str, found: list[str]
) -> None:
    assert marked(nlp, text, gold) == found


@pytest.mark.parametrize(
    ("text", "gold", "places"),
    [
        # adjectives of one name, or of a plural noun
        ("Страны Ближнего и Дальнего Востока.", "Ближнего|LOCATION; Дальнего Востока|LOCATION",
         ["Ближний Восток", "Дальний Восток"]),
        ("По Северной и Южной Америке.", "Южной Америке|LOCATION",
         ["Северная Америка", "Южная Америка"]),
        ("Из Северной и Южной Кореи.", "Южной Кореи|COUNTRY", ["КНДР", "Южная Корея"]),
        ("Экономика Средней и Центральной Азии.", "Центральной Азии|LOCATION",
         ["Средняя Азия", "Центральная Азия"]),
        ("Жители Северного и Южного Кавказа.", "Южного Кавказа|LOCATION",
         ["Северный Кавказ", "Закавказье"]),
        ("Танкеры прошли Суэцкий и Панамский каналы.", "Суэцкий|COUNTRY; Панамский|COUNTRY",
         ["Суэцкий канал", "Панамский канал"]),
        ("Флот в Персидском и Оманском заливах.", "Персидском|COUNTRY",
         ["Персидский залив", "Оманский залив"]),
        ("Курсы Северного Ледовитого и Тихого океанов.", "Тихого океанов|LOCATION",
         ["Северный Ледовитый океан", "Тихий океан"]),
        ("Из Чёрного и Азовского морей.", "Чёрного и Азовского морей|LOCATION",
         ["Чёрное море", "Азовское море"]),
        ("В западной части Атлантического и восточной части Тихого океанов.",
         "Атлантического и восточной части Тихого океанов|LOCATION; "
         "восточной части Тихого океанов|LOCATION",
         ["Атлантический океан", "восточная часть Тихого океана"]),
        # a direction within a name
        ("Бои на Ближнем Востоке.", "Ближнем Востоке|LOCATION; Востоке|LOCATION",
         ["Ближний Восток"]),
        ("Курс на Средний Запад.", "Средний Запад|LOCATION; Запад|LOCATION", ["Средний Запад"]),
        # units by the noun beside them
        ("В автономном сообществе Валенсия.", "Валенсия|STATE_OR_PROVINCE", ["ES-VC"]),
        ("Суд автономного сообщества Мадрид.", "Мадрид|CITY", ["ES-MD"]),
        ("Власти провинции Мадрид.", "Мадрид|CITY", ["ES-M"]),
        ("Пожар в провинции Валенсия.", "Валенсия|STATE_OR_PROVINCE", ["ES-V"]),
        ("В префектуре Хиросима.", "Хиросима|CITY", ["JP-34"]),
        ("Выборы в земле Берлин.", "Берлин|CITY", ["DE-BE"]),
        ("В Пакистане, в округе Шекхупура.", "Пакистане|COUNTRY; Шекхупура|DISTRICT",
         ["Пакистан", "Шекхупура"]),
        ("Дума Тульской областной думы.", "Тульской|CITY", ["RU-TUL"]),
        ("Жители Шатровской районной больницы.", "Шатровской|CITY", ["Шатровский район"]),
        ("Глава Энского района уволен.", "Энского|CITY", ["Энский район"]),
        ("Голосует округ Колумбия.", "Колумбия|COUNTRY", ["US-DC"]),
        ("В районе Колумбии шторм.", "Колумбии|COUNTRY", ["Колумбия"]),
        ("Вода у села Петрунь.", "Петрунь|CITY", ["Петрунь"]),
        # a part of a longer name
        ("В Западной Европе. ", "Западной Европе|LOCATION; Европе|LOCATION",
         ["Западная Европа"]),
        ("Южные штаты США.", "Южные штаты США|LOCATION; США|COUNTRY",
         ["США"]),
        # a town abroad that only its name tells
        ("В Вест-Пойнте, США.", "Вест-Пойнте|CITY; США|COUNTRY", ["Вест-Пойнт", "США"]),
        # towns that nothing in the article speaks for
        ("Нефть идёт по маршруту Унеча — Броды.", "Унеча|CITY; Броды|CITY", ["Унеча", "Броды"]),
        ("Житель посёлка Октябрьский.", "Октябрьский|CITY", ["Октябрьский"]),
        ("В США, от Вайоминга.", "США|COUNTRY; Вайоминга|CITY", ["США", "US-WY"]),
        ("Завод в Тольятти.", "Тольятти|CITY", ["Тольятти"]),
        # headings
        ("КУРГАНСКАЯ ОБЛАСТЬ", "КУРГАНСКАЯ|CITY", ["RU-KGN"]),
        ("ИРКУТСКАЯ ОБЛАСТЬ\nТУЛУНСКИЙ РАЙОН", "", ["RU-IRK", "Тулунский район"]),
        ("В ТОМСКОЙ ОБЛАСТИ ОТКРЫЛИ МОСТ", "", ["RU-TOM"]),
        ("ПЕРМСКИЙ КРАЙ ГОТОВИТСЯ К ПАВОДКУ", "", ["RU-PER"]),
        ("БОЛЬШОЙ РАЙОН, НОВЫЙ КРАЙ", "", []),
        ("Жители Омской Области рады.", "Омской|CITY", ["RU-OMS"]),
        # words without a blank
        ("Вирус в Ростовской областиCOVID-19", "Ростовской областиCOVID|STATE_OR_PROVINCE",
         ["RU-ROS"]),
        ("Завод в ТатарстанеNEWS.", "ТатарстанеNEWS|STATE_OR_PROVINCE", ["RU-TA"]),
        ("Погода в СамареLive.", "СамареLive|CITY", ["Самара"]),
    ],
)  # fmt: skip
def test_what_a_place_is_called_with(
    nlp: Language, text: str, gold: str, places: list[str]
) -> None:
    doc = nlp(text)
    doc.spans[ENTITIES] = spans_of(doc, gold)
    found = [span._.place for span in STAGE(doc).spans[ENTITIES] if span._.place]
    names = [entry.name if (entry := ENTRIES.get(each)) else each for each in places]
    assert [place.name for place in found] == names
    regions = [place.region_code for place, each in zip(found, places, strict=True) if "-" in each
               and each.isupper()]  # fmt: skip
    assert regions == [each for each in places if "-" in each and each.isupper()]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Министр земли Гессен уволен.", ["Гессен"]),
        ("Пожар в штате Огайо и в провинции Хэбэй.", ["Огайо", "Хэбэй"]),
        ("Она из префектуры Ибараки.", ["Ибараки"]),
        ("Выборы в графстве Эссекс и в кантоне Ури.", ["Эссекс", "Ури"]),
        ("Суд штата Северная Каролина решил.", ["Северная Каролина"]),
        ("На земле Ивановых растёт сад, в штате Петров.", []),
    ],
)
def test_a_region_behind_its_noun_is_marked(nlp: Language, text: str, regions: list[str]) -> None:
    assert marked(nlp, text, "") == [f"{name}|STATE_OR_PROVINCE" for name in regions]


@pytest.mark.parametrize(
    ("text", "gold", "left"),
    [
        ("Южный ветер усилится.", "Южный|CITY", []),
        ("Женская сборная победила.", "Женская|CITY", []),
        ("Пробка на МКАД.", "МКАД|CITY", []),
        ("Газета «Бильд» пишет.", "Бильд|COUNTRY", []),
        ("Пишет New York Times сегодня.", "New York|CITY", []),
        ("Он живёт в New York сегодня.", "New York|CITY", ["New York|CITY"]),
        ("Завод в Набережных Челнах.", "Набережных Челнах|STATE_OR_PROVINCE",
         ["Набережных Челнах|CITY"]),
        ("Вожди Шотландии спорят.", "Шотландии|COUNTRY", ["Шотландии|COUNTRY"]),
        ("Парижский вокзал закрыт.", "Парижский|CITY", ["Парижский|CITY"]),
        ("Бои у Глупова.", "Глупова|CITY", ["Глупова|CITY"]),
        # bodies and buildings
        ("В Энской сельской библиотеке.", "Энской|CITY", []),
        ("Врачи Глуповской участковой больницы.", "Глуповской|CITY", []),
        ("Ночь в Блэр-хаусе.", "Блэр-хаусе|CITY", []),
        ("Приём на Даунинг-стрит.", "Даунинг-стрит|CITY", []),
        # what is called like a place, sees
        ("Звёзды созвездия Лиры.", "Лиры|CITY", []),
        ("Проснулся вулкан Карымский. Выше Карымского дым.",
         "Карымский|CITY; Карымского|CITY", []),
        ("Митрополит Смоленский и Калининградский Кирилл.",
         "Смоленский|CITY; Калининградский|STATE_OR_PROVINCE", []),
        ("ФАП п. Нижний Турунъю.", "Нижний|CITY", []),
        # clubs, ships, hotels
        ("Матч за «Колорадо» стал рекордным.", "Колорадо|STATE_OR_PROVINCE", []),
        ("Время в матче за ``Колорадо``.", "Колорадо|STATE_OR_PROVINCE", []),
        ("Корабль \"Севастополь\" вышел.", "Севастополь|CITY", []),
        ("Гостиница «Москва» закрыта.", "Москва|CITY", []),
        ("Он играл за Бостон в НХЛ.", "Бостон|CITY", []),
        ("Ростов обыграл Тулу.", "Ростов|CITY", []),
        ("За Ростовом горит лес, матч отменён.", "Ростовом|CITY", ["Ростовом|CITY"]),
        ("Воевал за Одессу в 1941 году.", "Одессу|CITY", ["Одессу|CITY"]),
        # people
        ("Азии Биби помогли. Азию обвиняли.", "Азии Биби|PERSON; Азию|LOCATION", []),
        ("Вена Ковач рада. Наградили Вену.", "Вена Ковач|PERSON; Вену|CITY", []),
        ("Джонни Чикаго умер. Чикаго было 50.", "Джонни Чикаго|PERSON", []),
        ("Мэр Лондона. Пришёл Джек Лондон.", "Лондона|CITY; Джек Лондон|PERSON", ["Лондона|CITY"]),
        ("В Вене поёт Вена Ковач.", "Вене|CITY; Вена Ковач|PERSON", ["Вене|CITY"]),
        ("Пишет жительница Аглая.", "Аглая|CITY", []),
        # a direction joined to another
        ("Коридор Север — Юг открыт.", "Юг|LOCATION", []),
        ("Коридор \"Север - Юг\" открыт.", "Север - Юг|LOCATION; Юг|LOCATION", []),
        ("Путь Запад–Восток закрыт.", "Запад–Восток|LOCATION; Восток|LOCATION", []),
        ("На Западе недовольны.", "Западе|LOCATION", ["Западе|LOCATION"]),
        # numbers, other languages
        ("Свидетельство ЭЛ № ФС 77.", "ЭЛ|STATE_OR_PROVINCE", []),
        ("Пишут Українські Новини.", "Українські|CITY", []),
    ],
)  # fmt: skip
def test_what_is_no_place_is_dropped(nlp: Language, text: str, gold: str, left: list[str]) -> None:
    assert marked(nlp, text, gold) == left


@pytest.mark.parametrize("piece", ["Омская, ", "г. ", "Ли-", "В Дно, ", "Омской и ", "р-н "])
def test_long_texts_are_read_in_one_pass(piece: str) -> None:
    doc = bare(piece * 3000)
    doc.spans[ENTITIES] = []
    assert all(span.label_ in PLACE_TYPES for span in STAGE(doc).spans[ENTITIES])
