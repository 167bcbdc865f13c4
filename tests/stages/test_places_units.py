"""Units in lists, small namesakes, ports and houses, slang and bodies of the sky."""

import pytest
from tests.stages.marked_places import STAGE, check

import extract
from extract.annotations import ENTITIES, span_of
from extract.stages.places.words import celestial


@pytest.fixture(scope="module")
def nlp():
    return extract.load(only=["segmentation", "morphology", "lemmatization"])


@pytest.mark.parametrize(
    "marked",
    [
        # the noun at the end of a list, sides of the world before the names
        "На востоке – с [Варгашинским|CITY|Варгашинский район/district], на западе – с "
        "[Куртамышским районами|DISTRICT|Куртамышский район/district].",
        "С юга – с [Муромским|CITY|Муромский район/district], на юго – востоке – с "
        "[Вязниковским районами|DISTRICT|Вязниковский район/district].",
        "По одному — в [Апастовском|CITY|Апастовский район/district], [Дрожжановском|CITY|"
        "Дрожжановский район/district] и [Спасском районах|DISTRICT|Спасский район/district].",
        "Граничит с [Томской|CITY|Томская область/region], на севере – с "
        "[Тюменской областями|STATE_OR_PROVINCE|Тюменская область/region].",
        "Споры по [Псковской|CITY|Псковская область/region], по [Тверской|CITY|"
        "Тверская область/region] и [Калужской областям|STATE_OR_PROVINCE|Калужская область].",
        "Лодки вошли в\u00a0[Баренцево|CITY|Баренцево море/other] и\u00a0"
        "[Норвежское моря|LOCATION|Норвежское море/other].",
        "По одному — в\u00a0[Апастовском|CITY|Апастовский район/district], [Сабинском|CITY|"
        "Сабинский район/district] и\u00a0[Спасском районах|DISTRICT|Спасский район/district].",
        # municipalities of a village's or a town's name
        "Бюджет сельского поселения [Сосновское|CITY|Сосновское сельское поселение/district].",
        "Бюджеты сельских поселений [Першинское|CITY|Першинское сельское поселение/district], "
        "[Липовское|CITY|Липовское сельское поселение/district] приняты.",
        "Отчёт [Денятинское|CITY|Денятинское сельское поселение/district] сельское поселение.",
        "Глава сельского поселения [Усть-Кожва|CITY|Усть-Кожва/district].",
        "Бюджет [Новоильинского|CITY|Новоильинский сельсовет/district] сельсовета.",
        "Совет [Ольховского|CITY|Ольховский сельсовет/district] сельсовета.",
        "Глава муниципального района «[Княжпогостский|CITY|Княжпогостский район/district]».",
        "Глава муниципального района\n«[Удорский|CITY|Удорский район/district]» ушёл.",
        "БЮДЖЕТ СЕЛЬСКОГО ПОСЕЛЕНИЯ [ЛУГОВОЕ|CITY|Луговое сельское поселение/district] ПРИНЯТ.",
        "Школа в микрорайоне [Жулебино|CITY|Жулебино/district].",
        "Дом в микрорайоне [Солнечный|CITY|Солнечный/district].",
        # a noun cut by the end of a line, or run into the next word
        "Глава [Сусанинского|CITY|Сусанинский район/district] муници -\nпального района.",
        "Глава [Кологривского|CITY|Кологривский район/district] муни-\nципального района.",
        "Глава [Павловского|CITY|Павловский район/district]\nмуниципального районаА. Б. Котов.",
        # districts of the USA
        "В [Неваде|STATE_OR_PROVINCE|] в графстве [Кларк|CITY|Кларк/district/US].",
        "В округе [Фултон|CITY|Фултон/district/US], штат [Джорджия|STATE_OR_PROVINCE|].",
        "В [США|COUNTRY|] голосуют, в округе [Трентон|CITY|Трентон/district] считают.",
        "Судья в округе [Фултон|DISTRICT|Фултон/district] ушёл.",
        "Бои в\u00a0провинции\u00a0[Идлиб|CITY|Идлиб/region/SY].",
        # an adjective of the district that the article names
        "В [Саракташском районе|DISTRICT|] открыта [Саракташская|CITY|Саракташский район] РБ.",
        "В [Судиславском районе|DISTRICT|] есть [Судиславский|CITY|Судиславский район] музей.",
        # what is told behind a name
        "Бюджет [Липовское|CITY|Липовское сельское поселение/district/RU/RU-VLA] сельское "
        "поселение [Меленковского района|DISTRICT|] [Владимирской области|STATE_OR_PROVINCE|].",
        "Жители посёлка [Энский|CITY|Энский/city/RU/RU-TVE] [Тверской области"
        "|STATE_OR_PROVINCE|] ждут.",
    ],
)
def test_units(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # an adjective alone
        "Победила [Бомская|CITY|-] школа.",
        "Поезд [Октябрьской|CITY|-] железной дороги опоздал.",
        "Настоятель [Каннского|CITY|Канны/city/FR] фестиваля.",
        "[Ниццский|CITY|Ницца/city/FR] договор подписан.",
        "[Роттердамский|CITY|Роттердам/city/NL] порт открыт.",
        "Рабочие [Симского|CITY|-] завода.",
        "В [Ревде|CITY|Ревда/city/RU/RU-SVE] и [Екатеринбурге|CITY|Екатеринбург] стоит "
        "[Ревдинский|CITY|Ревда/city] завод.",
        "Выборы папы [римского|CITY|-] прошли.",
        "Речь [Римского|CITY|-] Папы о мире.",
        "[Римский|CITY|-] понтифик молчит.",
        "[Римский|CITY|Рим/city/IT] аэропорт закрыт.",
        # the well known town rather than its namesakes
        "В [США|COUNTRY|] и [Чикаго|CITY|] знают [Оксфорд|CITY|Оксфорд/city/GB].",
        "Он жил в [Лос-Анджелесе|CITY|], [Женеве|CITY|Женева/city/CH] и [Токио|CITY|].",
        "Кафе на [Манхэттене|DISTRICT|Манхэттен/district/US] открыто.",
        "Снято в [Венеции|CITY|Венеция/city/IT].",
        # places of the USA, Russia and the Don
        "Сенатор считает, что [Америка|LOCATION|США/country/US] устала.",
        "На [Дону|LOCATION|Ростовская область/region/RU] выявлено девять случаев.",
        "Урожай на [Дону|COUNTRY|Ростовская область/region/RU] собран.",
        "Плыли вниз по [Дону|LOCATION|Дон/other/RU].",
        "Он сбежал в [Рашу|CITY|Россия/country/RU].",
        "Танкеры идут через [Атлантику|LOCATION|Атлантический океан/other].",
        "Вылеты из [Линате|CITY|Линате/other/IT] отменены.",
        "Беженцы из [Ю. Америки|LOCATION|Южная Америка/other].",
        "В республике [Алания|STATE_OR_PROVINCE|Республика Северная Осетия — Алания/region].",
        "Приехал [голливудский|CITY|Голливуд/district/US/US-CA] актёр.",
        "Они живут в [Гонконге|CITY|Гонконг/country/HK].",
        # what is said to be none
        "Действие в вымышленном городке [Пэгфорд|CITY|-] начато.",
        "Роман о выдуманной стране [Бурландия|CITY|-] вышел.",
        "Город стал туристической [Меккой|STATE_OR_PROVINCE|-] края.",
        "Паломники едут в [Мекку|CITY|Мекка/city/SA].",
        "Спецслужбы [Исламской Республики|COUNTRY|-] молчат.",
        # villages that the article names twice and no more of
        "В [Москве|CITY|] и [Томске|CITY|] спят. Деревня [Лукино|CITY|Лукино/city/None] и ферма в "
        "[Лукино|CITY|Лукино/city/None].",
        # ports, stations, houses
        "С аэродрома [Чкаловский|CITY|Чкаловский/other/None] взлетел борт.",
        "Поезд до станции [Ростокино|DISTRICT|Ростокино/other/RU].",
        "Врачи приняли театр [Хартфорд|CITY|-] под прививки.",
        "Новый отель [Бостон|CITY|-] открыт.",
        "Мост через [Трубеж|CITY|Трубеж/other] закрыт.",
        "Рейсы из [Шереметьево|CITY|Шереметьево/other/RU].",
        "Клубы [Гринвич-Вилледжа|DISTRICT|Гринвич-Виллидж/district/US] закрыты.",
        "В 15:00 по [Гринвичу|CITY|-] связь пропала.",
        # run together
        "На [Западе Путина|LOCATION|-] критикуют.",
        "Сосед [Китайской|COUNTRY|Китай/country] провинции Хубэй.",
        "Жители села [Сватово|CITY|Сватово/city/UA].",
        "Бои у [Водяного|CITY|Водяное/city].",
    ],
)
def test_what_is_meant(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    ("text", "found", "kind", "expected"),
    [
        ("Едем на СицилиюЧто смотреть.", "СицилиюЧто", "LOCATION", ["Сицилия"]),
        ("Всё в Латвии-отказов будет.", "Латвии-отказов", "LOCATION", ["Латвия"]),
        ("Он из Болгарии-очередь там.", "Болгарии-очередь", "COUNTRY", ["Болгария"]),
        ("У села Щельяюр Ижемского района тихо.", "Щельяюр Ижемского района", "CITY",
         ["Щельяюр", "Ижемский район"]),
        ("Драка в Гринвич Вилледж утихла.", "Гринвич", "CITY", ["Гринвич-Виллидж"]),
        ("Он любит Гринвич Весной.", "Гринвич", "STATE_OR_PROVINCE", ["Гринвич"]),
        ("Лесом у Верхне - Услонского и Буинского районов.", "Услонского", "CITY",
         ["Верхнеуслонский район", "Буинский район"]),
    ],
)  # fmt: skip
def test_names_are_cut(nlp, text, found, kind, expected):
    doc = nlp(text)
    start = text.index(found)
    doc.spans[ENTITIES] = [span_of(doc, start, start + len(found), kind)]
    places = [span._.place for span in STAGE(doc).spans[ENTITIES]]
    assert [place.name for place in places if place] == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Полёт на [Марс|LOCATION|-] отложен.",
        "Кольца [Сатурна|CITY|-] видны.",
        "Жизнь на [Земле|LOCATION|-] возникла давно.",
        "Галактика [Млечный Путь|LOCATION|-] велика.",
        "Ледники [Новой Земли|LOCATION|Новая Земля/other/RU] тают.",
        "Курорт [Юпитер|CITY|] во [Флориде|STATE_OR_PROVINCE|].",
    ],
)
def test_the_sky_is_no_place(nlp, marked):
    check(nlp, marked)


def test_a_body_of_the_sky_stays_a_mention(nlp):
    doc = nlp("Спутник летит к Венере.")
    doc.spans[ENTITIES] = [span_of(doc, 16, 22, "LOCATION")]
    (span,) = STAGE(doc).spans[ENTITIES]
    assert (span._.place, span._.normal) == (None, "Венера")
    assert not celestial("Сухуми")
