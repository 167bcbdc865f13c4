"""What the words beside a name say of it: units and water, states and capitals, what it is not."""

import pytest
from tests.stages.marked_places import STAGE, check

import extract
from extract.annotations import ENTITIES, span_of
from extract.stages.places.nominative import nominative
from extract.stages.places.words import is_described


@pytest.fixture(scope="module")
def nlp():
    return extract.load(only=["segmentation", "morphology", "lemmatization"])


@pytest.mark.parametrize(
    "marked",
    [
        # water and land behind an adjective
        "Судно в [Керченском|LOCATION|Керченский пролив/other] проливе.",
        "Лёд на [Рыбинском|CITY|Рыбинское водохранилище/other] водохранилище.",
        "Через [Суэцкий|LOCATION|Суэцкий канал/other/EG] канал.",
        "Нефть [Персидского|LOCATION|Персидский залив/other] залива.",
        "Рыба [Бискайского|CITY|Бискайский залив/other] залива.",
        "В интервью [американскому|COUNTRY|США/country/US] каналу.",
        # a counted noun before
        "Остались две области — [Брестская|CITY|Брестская область/region/BY] и другая.",
        "Это три области: [Томская|CITY|Томская область/region/RU], Омская и Тульская.",
        "Спорят два края — [Пермский|CITY|Пермский край/region/RU] и Алтайский.",
        # municipalities called after their town
        "Глава муниципального района «[Сосногорск|CITY|Сосногорск/district/RU/RU-KO]» ушёл.",
        "Дума муниципального района «[Вуктыл|CITY|Вуктыл/district/RU/RU-KO]» собралась.",
        "Дороги городского округа [Кашира|CITY|Кашира/district/RU/RU-MOS].",
        "Глава муниципального округа [Мантурово|CITY|Мантурово/district/RU].",
        "Совет муниципального района «[Ижемский|CITY|Ижемский район/district]».",
        "Бюджет городского округа [Самара|CITY|Самара/city/RU].",
        "Глава [Кайбицкого муниципального района|DISTRICT|Кайбицкий район/district].",
        "Глава [Энского муниципального района|DISTRICT|Энский район/district].",
        "АДМИНИСТРАЦИЯ [ЭНСКОГО|CITY|Энский район/district] РАЙОНА",
        # airports
        "Рейс из аэропорта [Борисполь|CITY|Борисполь/other/UA].",
        "Обыск в аэропорту «[Туруханск|CITY|Туруханск/other/RU]».",
        "Пуск с космодрома [Плесецк|CITY|Плесецк/other/RU].",
        "Рейс из аэропорта [Минска|CITY|Минск/city/BY].",
        "Рейс из аэропорта [Сочи|CITY|Сочи/city/RU].",
        # districts whose name was split
        "Школы в [Часто озерском районе|DISTRICT|Частоозерский район/district/RU/RU-KGN].",
        "Школы [Верхне - Услонского района|DISTRICT|Верхнеуслонский район/district/RU/RU-TA].",
    ],
)  # fmt: skip
def test_the_unit(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # the state or the capital
        "В [США|COUNTRY|] голосуют. Он прибыл из [Вашингтона|STATE_OR_PROVINCE|Вашингтон/city].",
        "В [США|COUNTRY|] голосуют: «[Вашингтон|STATE_OR_PROVINCE|Вашингтон/city] расколот».",
        "Губернатор штата [Вашингтон|CITY|Вашингтон/region/US/US-WA] ушёл.",
        "В [Орегоне|CITY|] и [Вашингтоне|CITY|Вашингтон/region/US/US-WA] дожди.",
        "В [Айдахо|CITY|], [Вашингтоне|CITY|Вашингтон/region/US/US-WA] и [Орегоне|CITY|] снег.",
        "Из [Вашингтона|CITY|Вашингтон/city/US] в [Орегон|CITY|] он летел сам.",
        # a country, not a small town of its name, and no district
        "Статус острова [Пуэрто-Рико|CITY|Пуэрто-Рико/country] спорен.",
        "В любом штате и округе [США|DISTRICT|США/country/US].",
        # a district of the city that stands behind
        "В [Юго-Западном районе|DISTRICT|Юго-Западный район/district/RU] [Ставрополя|CITY|] тихо.",
        # numbered villages
        "Дорога «Анна - [Михайловка|CITY|Михайловка/city/None] – 1-я».",
        "Живут в селе 2-я [Сосновка|CITY|Сосновка/city/None].",
        "В [Омске|CITY|Омск/city/RU] 1-й день тепло.",
        # a part of the name of another village
        "Он жил в посёлке [Скуратово|CITY|Скуратово/city], там и умер.",
        # what the gazetteer lacks lies where the words beside it say
        "В пакистанском городе [Энкана|CITY|Энкана/city].",
        "В деревне [Нижмапур|CITY|Нижмапур/city/IN/IN-UP] (штат [Уттар-Прадеш|STATE_OR_PROVINCE|]).",
        "В городе [Мэдлен|CITY|Мэдлен/city/US/US-MA], штат [Массачусетс|STATE_OR_PROVINCE|].",
        "[Энский район|DISTRICT|Энский район/district/RU/RU-ORE] [Оренбургской области|STATE_OR_PROVINCE|].",
        "В [Энку|CITY|Энка/city/None], [Португалию|COUNTRY|] и [Бельгию|COUNTRY|].",
        # parts of countries
        "В городах [Северной Италии|CITY|Северная Италия/other/IT].",
        "Дожди в [Южной Финляндии|STATE_OR_PROVINCE|Южная Финляндия/other/FI].",
        "Заводы [Западной Польши|LOCATION|Западная Польша/other/PL].",
        "Сёла [Восточной Турции|COUNTRY|Восточная Турция/other/TR].",
        "Рейс в [Северную Корею|COUNTRY|КНДР/country/KP].",
    ],
)  # fmt: skip
def test_where_it_lies(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Музей королевы [Софии|CITY|-] открыт.",
        "Статуя святой [Варвары|CITY|-] цела.",
        "Письмо принцессе [Виктории|CITY|-] дошло.",
        "Портрет принцессы [Софии|CITY|-] цел.",
        "Мост императрицы [Александры|CITY|-] закрыт.",
        "Рейс в [Софию|CITY|София/city/BG].",
        "Форвард «[Манчестер|CITY|-] Сити» ушёл.",
        "Игрок «Атлетико [Мадрид|CITY|-]» забил.",
        "Хавбек «Динамо [Загреб|CITY|-]» прав.",
        "Сайт муниципального образования «Город [Вязники|CITY|Вязники/city]».",
        "Радио «Эхо [Москвы|CITY|Москва/city]» молчит.",
        "[Область|STATE_OR_PROVINCE|-] биотехнологий растёт.",
        "Подать в [Администрацию района|DISTRICT|-] план.",
        "Важны [Колеблющиеся|LOCATION|-] штаты.",
        "Вот и «Великие [Владимиры|CITY|-]» на плакате.",
        "Игры в [Афинах|CITY|Афины/city/GR] и жара на [Филиппинах|COUNTRY|Филиппины/country].",
        "В городе [Шарлотт|CITY|Шарлотт/city/US] съезд.",
    ],
)
def test_no_place(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Полпред на Северном Кавказе.", "Кавказе"),
        ("Рынки Латинской Америки.", "Америки"),
        ("Туры в Юго-Восточную Азию.", "Азию"),
        ("Кафе в Центральной Америке.", "Америке"),
        ("Дороги Восточной Африки.", "Африки"),
    ],
)
def test_a_land_cut_out_of_a_longer_name_is_none(nlp, text, inner):
    doc = nlp(text)
    start, end = text.index(inner), text.index(inner) + len(inner)
    begin = text.rindex(" ", 0, start - 1) + 1
    doc.spans[ENTITIES] = [
        span_of(doc, begin, end, "LOCATION"),
        span_of(doc, start, end, "LOCATION"),
    ]
    places = {span.text: span._.place for span in STAGE(doc).spans[ENTITIES]}
    assert places[inner] is None and len(places) == 2


@pytest.mark.parametrize(
    ("text", "word", "types", "name"),
    [
        ("Он любит Америку.", "Америку", ("COUNTRY", "LOCATION"), "США"),
        ("Слова днепропетровской прокуратуры.", "днепропетровской",
         ("CITY", "STATE_OR_PROVINCE"), "Днепропетровская область"),
        ("Слова одесской полиции.", "одесской", ("CITY", "STATE_OR_PROVINCE"), "Одесская область"),
        ("Суд округа Свеа.", "Свеа", ("CITY", "DISTRICT"), "Свеа"),
    ],
)  # fmt: skip
def test_a_word_of_two_types_is_one_place(nlp, text, word, types, name):
    doc = nlp(text)
    start = text.index(word)
    doc.spans[ENTITIES] = [span_of(doc, start, start + len(word), each) for each in types]
    places = [span._.place for span in STAGE(doc).spans[ENTITIES]]
    assert len({place.key for place in places}) == 1 and places[0].name == name


@pytest.mark.parametrize("river", ["Сухая Мечетка", "Белая Энка", "Малая Сурожа", "Большой Энчар"])
def test_the_last_word_of_a_river_is_none(nlp, river):
    text = f"Очистят реки {river} и Царица."
    doc = nlp(text)
    start, end = text.index(river), text.index(river) + len(river)
    last = start + river.index(" ") + 1
    doc.spans[ENTITIES] = [
        span_of(doc, start, end, "LOCATION"),
        span_of(doc, last, end, "LOCATION"),
    ]
    places = [span._.place for span in STAGE(doc).spans[ENTITIES]]
    assert [place and place.name for place in places] == [river, None]


def test_villages_of_one_name_in_two_regions_are_two(nlp):
    keys = set()
    for text in (
        "Тульская область: посёлок Октябрьский.",
        "Самарская область: посёлок Октябрьский.",
    ):
        doc = nlp(text)
        region, village = text.index(":"), text.index("Октябрьский")
        doc.spans[ENTITIES] = [
            span_of(doc, 0, region, "STATE_OR_PROVINCE"),
            span_of(doc, village, len(text) - 1, "CITY"),
        ]
        keys.add(STAGE(doc).spans[ENTITIES][1]._.place.key)
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Центральном парке Мехико", "Центральный парк Мехико"),
        ("Старом банке", "Старый банк"),
        ("Новом рынке", "Новый рынок"),
        ("Летнем саду", "Летний сад"),
        ("Дальнем лесу", "Дальний лес"),
    ],
)
def test_the_noun_agrees_with_its_adjective(text, name):
    assert nominative(text, "loct") == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Сумская граница", True),
        ("крымское побережье", True),
        ("Киевская окраина", True),
        ("Псковской границы", True),
        ("Лазурный берег", False),
        ("Рижское взморье", False),
    ],
)
def test_a_border_told_by_its_town(name, expected):
    assert is_described(name) is expected
