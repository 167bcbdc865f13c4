"""Districts, misprints and units that share a noun, by what the gazetteer and the article know."""

import pytest
from tests.stages.marked_places import check

import extract
from extract.gazetteer import load
from extract.gazetteer.slips import is_slip


@pytest.fixture(scope="module")
def nlp():
    return extract.load(only=["segmentation", "morphology", "lemmatization"])


@pytest.fixture(scope="module")
def places():
    return load()


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Амгинского района", "RU-SA"),
        ("Хангаласском улусе", "RU-SA"),
        ("Тоджинский кожуун", "RU-TY"),
        ("Кайбицкому району", "RU-TA"),
        ("Каргасокский район", "RU-TOM"),
        ("Якшур-Бодьинского района", "RU-UD"),
        ("района имени Лазо", "RU-KHA"),
        ("Верхнедвинском районе", "BY-VI"),
        ("Сеннецкого района", None),  # no name of it
        ("Теребовлянского района", "UA-61"),
        ("Волновахским районом", "UA-14"),
        ("Щастинского района", None),
        ("Счастьинского района", "UA-09"),
        ("Шортандинского района", "KZ-11"),
        ("Жанааркинского района", "KZ-62"),
        ("Бурабайском районе", "KZ-11"),
    ],
)
def test_districts_are_known(places, name, region):
    found = places.lookup(name, ["district"])
    assert [each.region for each in found] == ([region] if region else [])


def test_districts_of_one_name_and_region_are_one(places):
    districts = [
        (each.name, each.region)
        for each in places
        if each.kind == "district" and each.name.endswith(" район")
    ]
    assert len(set(districts)) == len(districts) > 2_500


@pytest.mark.parametrize(
    "marked",
    [
        # by the region that the article names
        "В [Александровском районе|DISTRICT|Александровский район/district/RU/RU-TOM]"
        " [Томской области|STATE_OR_PROVINCE|] тает снег.",
        "Власти [Омской области|STATE_OR_PROVINCE|] помогут"
        " [Полтавскому району|DISTRICT|Полтавский район/district/RU/RU-OMS].",
        "Село [Советского района|DISTRICT|Советский район/district/RU/RU-KRS] под [Курском|CITY|].",
        "[Орловский район|DISTRICT|Орловский район/district/RU/RU-ROS] лежит в"
        " [Ростовской области|STATE_OR_PROVINCE|].",
        "В [Одесской области|STATE_OR_PROVINCE|], в"
        " [Беляевском районе|DISTRICT|Беляевский район/district/UA/UA-51], собрали рожь.",
        # a municipal district is the district
        "Глава [Кайбицкого муниципального района|DISTRICT|Кайбицкий район/district/RU/RU-TA].",
        "Бюджет [Судиславского муниципального округа|DISTRICT|Судиславский район/district/RU/"
        "RU-KOS].",
        # one that the gazetteer lacks lies in the one region of the article
        "[Мурманск|CITY|] ждёт. В [Ленинском округе|DISTRICT|Ленинский округ/district/RU/RU-MUR]"
        " откроют сквер.",
        "[Тверь|CITY|] встретила гостей из"
        " [Энского района|DISTRICT|Энский район/district/RU/RU-TVE].",
        # of several regions, none of them named: the country alone
        "В [Павловском районе|DISTRICT|Павловский район/district/RU/None] потушили пожар.",
        # beside the state
        "В штате [Невада|STATE_OR_PROVINCE|] спорят об округе"
        " [Кларк|DISTRICT|Кларк/district/US/US-NV].",
        "Прокурор [Южного округа|DISTRICT|Южный округ/district/US/US-NY] города"
        " [Нью-Йорка|CITY|] выступил.",
    ],
)
def test_where_a_district_lies(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Они уехали в [Еаропу|CITY|Европа/other] навсегда.",
        "Иски поданы в [Пенисльвании|CITY|Пенсильвания/region/US/US-PA].",
        "Дожди в [Краснодасрком крае|STATE_OR_PROVINCE|Краснодарский край/region/RU].",
        "Выборы в [Костромской област|STATE_OR_PROVINCE|Костромская область/region/RU].",
        "Туристы из [Испани|CITY|Испания/country/ES] довольны.",
        "Он вырос в [Новосибрске|CITY|Новосибирск/city/RU].",
        "Посол [Португлии|COUNTRY|Португалия/country/PT] приехал.",
        "Фермы [Калифрнии|STATE_OR_PROVINCE|Калифорния/region/US/US-CA].",
        # names of their own
        "Село [Самарка|CITY|Самарка/city/None] опустело.",
        "Он живёт в [Костромке|CITY|Костромка/city/None].",
        "Он живёт в [Ульяновке|CITY|Ульяновка].",
        # another name of the article, which is right
        "[Зеленогорск|CITY|] ждёт зимы. До [Зеленгорска|CITY|Зеленогорск] час езды.",
    ],
)
def test_misprints(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("германя", "германия", False),  # the ending is another
        ("калифрния", "калифорния", True),
        ("аргентна", "аргентина", True),
        ("волгоргад", "волгоград", True),
        ("хазань", "казань", False),
        ("самарка", "самара", False),
        ("москва", "москва", False),
        ("градааа", "градаааа", True),  # one begins the other, and ends alike
        ("градаааа", "градааа", True),
    ],
)
def test_what_is_a_slip(wrong, right, expected):
    assert is_slip(wrong, right) is expected


def test_no_name_of_the_gazetteer_gives_way(places):
    """Names that are one letter from a famous one are their own, as long as they are known."""
    alike = [
        each.name for each in list(places)[::20]
        if each.kind == "city" and " " not in each.name and places.misspelt(each.name)
    ]  # fmt: skip
    assert all(name in {each.name for each in places.lookup(name)} for name in alike)


@pytest.mark.parametrize(
    "marked",
    [
        "Граничит с [Буинским|LOCATION|Буинский район/district], [Апастовским районами|DISTRICT|"
        "Апастовский район/district].",
        "Лодки вышли в [Баренцево|CITY|Баренцево море/other] и"
        " [Норвежское моря|LOCATION|Норвежское море/other].",
        "Льды закрыли [Карское|LOCATION|Карское море/other] и"
        " [Белое моря|LOCATION|Белое море/other].",
        "Дороги [Дрожжановского|CITY|Дрожжановский район/district], [Кайбицкого|CITY|"
        "Кайбицкий район/district] муниципальных районов.",
        "В [Намском|STATE_OR_PROVINCE|Намский улус/district] и"
        " [Амгинском улусах|DISTRICT|Амгинский улус/district] праздник.",
        "Врачи [Зырянского|CITY|Зырянский район/district] и"
        " [Асиновского районов|DISTRICT|Асиновский район/district].",
        "Пожар в [Ямало-Ненецком|LOCATION|Ямало-Ненецкий автономный округ/region] автономном"
        " округе.",
    ],
)
def test_units_that_share_a_noun(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Гонка прошла в [Монако|CITY|Монако/country/MC].",
        "Выставка открылась в [Панаме|CITY|].",
        "[Краеугольный штат|STATE_OR_PROVINCE|Пенсильвания/region/US/US-PA] голосует.",
        "Летим к [Красной планете|LOCATION|-].",
        "Бои шли в [Новолуганском|CITY|Новолуганское].",
        "Он вернулся из [Новозыряновского|CITY|Новозыряновское].",
        "Дом на улице [Остоженка|DISTRICT|-] продан.",
        "Улица [Арбатова|CITY|-] закрыта.",
        "Улицы [Москвы|CITY|Москва] пусты.",
        "Дома на улицах [Свердлова|CITY|-] и Войкова.",
        "Опыт учёных University of [Surrey|CITY|-] удался.",
        "Матч Унион - [Бавария|STATE_OR_PROVINCE|-] начнётся в полдень.",
        "Матч пройдёт в [Баварии|STATE_OR_PROVINCE|Бавария].",
        "Поезд [Москва|CITY|Москва] - [Сочи|CITY|Сочи] опоздал.",
    ],
)
def test_what_is_called_so(nlp, marked):
    check(nlp, marked)
