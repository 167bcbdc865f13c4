"""The gazetteer: what is in it, and how names are looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import gazetteer
from extract.gazetteer import FILE, Gazetteer
from extract.gazetteer.forms import adjectives, fold, masculine
from extract.russian.dictionary import analyzer
from extract.schema import PLACE_KINDS


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer.load()


def entries(kind: str) -> list[gazetteer.Entry]:
    return [entry for entry in gazetteer.load() if entry.kind == kind]


NUMBER_OF_REGIONS = {"RU": 83, "KZ": 20, "BY": 7, "UA": 27}  # ISO 3166-2:2024
RUSSIAN_REGIONS = [entry for entry in entries("region") if (entry.region or "").startswith("RU-")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Новосибирская область", "RU-NVS"),
        ("Новосибирской области", "RU-NVS"),
        ("Новосибирская обл.", "RU-NVS"),
        ("ЯНАО", "RU-YAN"),
        ("Ханты-Мансийском автономном округе", "RU-KHM"),
        ("Подмосковья", "RU-MOS"),
        ("Кубани", "RU-KDA"),
        ("Якутией", "RU-SA"),
        ("Республике Северная Осетия — Алания", "RU-SE"),
        ("Северо-Казахстанскую область", "KZ-59"),
        ("Павлодарской областью", "KZ-55"),
        ("Крыму", "UA-43"),
        ("РФ", "RU"),
        ("Российской Федерацией", "RU"),
        ("Соединенных Штатах", "US"),
        ("КНР", "CN"),
        ("Филиппинах", "PH"),
        ("Папуа - Новой Гвинее", "PG"),
        ("СПб", "RU-SPE"),
        ("Санкт Петербургом", "RU-SPE"),
        ("Москвы", "RU-MOW"),
    ],
)
def test_a_name_in_any_case_finds_its_place(places: Gazetteer, name: str, key: str) -> None:
    assert places.lookup(name)[0] == places.get(key)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Нижнем Новгороде", "Нижний Новгород"),
        ("Ростова-на-Дону", "Ростов-на-Дону"),
        ("Орехове-Зуеве", "Орехово-Зуево"),
        ("Великих Лук", "Великие Луки"),
        ("Орла", "Орёл"),
        ("Череповцом", "Череповец"),
        ("Чебоксар", "Чебоксары"),
        ("Сергиевом Посаде", "Сергиев Посад"),
        ("Нью-Йорком", "Нью-Йорк"),
        ("Рио-де-Жанейро", "Рио-де-Жанейро"),
        ("Ленинграде", "Санкт-Петербург"),
        ("Нур-Султаном", "Астана"),
        ("New York", "Нью-Йорк"),
        ("Ставрополя", "Ставрополь"),
        ("Броды", "Броды"),
    ],
)
def test_a_city_in_any_case(places: Gazetteer, form: str, name: str) -> None:
    assert places.lookup(form, ["city"])[0].name == name


@pytest.mark.parametrize(
    ("word", "kind", "name"),
    [
        ("павлодарского", "region", "Павлодарская область"),
        ("павлодарского", "city", "Павлодар"),
        ("российских", "country", "Россия"),
        ("российско", "country", "Россия"),
        ("московской", "city", "Москва"),
        ("нью-йоркском", "city", "Нью-Йорк"),
        ("сочинской", "city", "Сочи"),
        ("южнокорейским", "country", "Южная Корея"),
        ("дальневосточный", "other", "Дальний Восток"),
    ],
)
def test_adjectives(places: Gazetteer, word: str, kind: str, name: str) -> None:
    found = [entry.name for entry in places.adjective(word) if entry.kind == kind]
    assert found[0] == name


@pytest.mark.parametrize(("country", "number"), NUMBER_OF_REGIONS.items())
def test_all_first_level_regions_are_there(country: str, number: int) -> None:
    codes = {entry.region for entry in gazetteer.load() if entry.country == country}
    assert len({code for code in codes if code is not None}) == number


# Where the adjective is not the region's first word.
ADJECTIVES = {
    "RU-AD": "адыгейский",
    "RU-AL": "горно-алтайский",
    "RU-BA": "башкирский",
    "RU-BU": "бурятский",
    "RU-DA": "дагестанский",
    "RU-IN": "ингушский",
    "RU-KK": "хакасский",
    "RU-KL": "калмыцкий",
    "RU-KO": "коми",
    "RU-KOS": "костромской",
    "RU-KR": "карельский",
    "RU-ME": "марийский",
    "RU-MO": "мордовский",
    "RU-SA": "якутский",
    "RU-SE": "североосетинский",
    "RU-TA": "татарстанский",
    "RU-TVE": "тверской",
    "RU-TY": "тувинский",
}


@pytest.mark.parametrize("region", RUSSIAN_REGIONS, ids=lambda region: str(region.region))
def test_a_russian_region_is_complete(places: Gazetteer, region: gazetteer.Entry) -> None:
    assert region.geonames and region.wikidata and region.latitude and region.longitude
    assert places.get(region.parent or "") == places.get("RU")
    adjective = ADJECTIVES.get(region.region or "") or masculine(fold(region.name).split()[0])
    assert adjective is not None
    assert region in (places.adjective(adjective) or places.lookup(adjective))


@pytest.mark.parametrize("region", RUSSIAN_REGIONS, ids=lambda region: str(region.region))
def test_a_russian_region_in_the_genitive_is_itself(region: gazetteer.Entry) -> None:
    assert gazetteer.load().lookup(genitive(region.name))[0] == region


def genitive(name: str) -> str:
    """By the dictionary, word by word: adjectives agree, what follows the noun stays."""
    words, done, found = name.split(), False, []
    for word in words:
        parses = [parse for parse in analyzer().parse(word) if "nomn" in parse.tag and not done]
        noun = next((parse for parse in parses if "NOUN" in parse.tag), None)
        form = (noun or parses[0]).inflect({"gent"}) if parses else None
        found.append(form.word if form else word)
        done = done or noun is not None
    return " ".join(found)


def test_every_canonical_name_finds_itself(places: Gazetteer) -> None:
    lost = [entry.key for entry in places if entry not in places.lookup(entry.name)]
    assert lost == []


def test_every_key_finds_its_entry(places: Gazetteer) -> None:
    assert [entry.key for entry in places if places.get(entry.key) != entry] == []


def test_kinds_and_ids_are_as_the_schema_says(places: Gazetteer) -> None:
    for entry in places:
        assert entry.kind in PLACE_KINDS
        assert entry.wikidata is None or entry.wikidata[:1] == "Q"
        assert entry.country is None or len(entry.country) == 2
        assert entry.region is None or entry.region.startswith(f"{entry.country}-")


def test_parents_lead_to_a_country(places: Gazetteer) -> None:
    novosibirsk = places.lookup("Новосибирск", ["city"])[0]
    around = [entry.name for entry in places.ancestors(novosibirsk)]
    assert around == ["Новосибирская область", "Россия"]


def test_capitals(places: Gazetteer) -> None:
    kyrgyzstan = places.get("KG")
    assert kyrgyzstan is not None and kyrgyzstan.capital is not None
    capital = places.get(kyrgyzstan.capital)
    assert capital is not None and capital.name == "Бишкек"


def test_former_names_have_years(places: Gazetteer) -> None:
    match = places.matches("Нур-Султан")[0]
    assert (match.how, match.since, match.until) == ("former", 2019, 2022)


def test_federal_districts(places: Gazetteer) -> None:
    assert places.lookup("СКФО")[0].name == "Северо-Кавказский федеральный округ"


@pytest.mark.parametrize("name", ["", " ", "ъ", "Абракадабрск", "12", "«»"])
def test_what_is_no_place_finds_nothing(places: Gazetteer, name: str) -> None:
    assert places.lookup(name) == []


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text: str) -> None:
    found = gazetteer.load().lookup(text)
    assert len({entry.key for entry in found}) == len(found)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 6_000_000


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("омск", "омский"), ("прага", "пражский"), ("елец", "елецкий"), ("иваново", "ивановский")],
)
def test_adjectives_are_made_by_rule(name: str, adjective: str) -> None:
    assert adjective in adjectives(name)


def test_masculine() -> None:
    assert masculine("новосибирская") == "новосибирский"
    assert masculine("область") is None


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("Хамовники", ["Центральный административный округ Москвы", "Москва", "Россия"]),
        ("Сормовский район", ["Нижний Новгород", "Нижегородская область", "Россия"]),
        ("Зеленоград", ["Москва", "Россия"]),
        ("Петергоф", ["Санкт-Петербург", "Россия"]),
    ],
)
def test_a_part_of_a_city_lies_in_the_city(
    places: Gazetteer, name: str, parents: list[str]
) -> None:
    assert [around.name for around in places.ancestors(places.lookup(name)[0])] == parents


def test_every_place_on_the_map_but_seas_and_countries_lies_in_another(places: Gazetteer) -> None:
    on_the_map = (e for e in places if e.latitude is not None and e.country != "AQ")
    outermost = ("country", "other")
    assert [e.name for e in on_the_map if e.kind not in outermost and e.parent is None] == []


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude"),
    [
        ("Азовское море", "other", None, 46, 37),
        ("Эгейского моря", "other", None, 39, 25),
        ("Керченском проливе", "other", None, 45, 37),
        ("Ближний Восток", "other", None, 30, 43),
        ("Новая Земля", "other", "RU", 74, 57),
        ("Антарктиде", "other", None, -80, 0),
        ("остров Гоцо", "other", "MT", 36, 14),
        ("Эльзас", "other", "FR", 48, 7),
        ("Таймыр", "other", "RU", 74, 100),
        ("Канарские острова", "region", "ES", 28, -17),
        ("Северные Марианские острова", "country", "MP", 15, 146),
        ("Великой Британии", "country", "GB", 54, -2),
        ("Нахчыванская Автономная Республика", "region", "AZ", 39, 45),
        # towns that are known beyond their size, before their namesakes
        ("Принстон", "city", "US", 40, -75),
        ("Пасадене", "city", "US", 34, -118),
        ("Уильямсбург", "city", "US", 37, -77),
        ("Вест-Пойнт", "city", "US", 41, -74),
        ("Оксфорд", "city", "GB", 52, -1),
        # by another name
        ("Солт-Лейк", "city", "US", 41, -112),
        ("Фиуме", "city", "HR", 45, 14),
        ("Ларкане", "city", "PK", 28, 68),
    ],
)
def test_what_any_atlas_has(
    places: Gazetteer, name: str, kind: str, country: str | None, latitude: int, longitude: int
) -> None:
    found = places.lookup(name)[0]
    assert (found.kind, found.country) == (kind, country)
    assert found.latitude is not None and found.longitude is not None
    assert abs(found.latitude - latitude) < 2 and abs(found.longitude - longitude) < 2


@pytest.mark.parametrize("city", ["Новосибирск", "Казань", "Минск", "Алма-Ата"])
def test_districts_of_one_name_are_told_apart_by_their_city(places: Gazetteer, city: str) -> None:
    names = {"Новосибирск": "Ленинский", "Казань": "Вахитовский", "Минск": "Партизанский"}
    found = places.lookup(f"{names.get(city, 'Медеуский')} район", ["district"])
    home = next(entry for entry in found if places.lookup(city)[0] in places.ancestors(entry))
    assert home.name.endswith({"Казань": "Казани", "Алма-Ата": "Алма-Аты"}.get(city, f"{city}а"))


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Н. Новгорода", "Нижний Новгород"),
        ("Н.Тагил", "Нижний Тагил"),
        ("Ростове н/Д", "Ростов-на-Дону"),
        ("Комсомольск н/А", "Комсомольск-на-Амуре"),
        ("Екб", "Екатеринбург"),
    ],
)
def test_a_name_written_short(places: Gazetteer, short: str, name: str) -> None:
    assert places.lookup(short)[0].name == name


@pytest.mark.parametrize(
    ("stem", "head", "name"),
    [
        ("Моск", "область", "московская область"),
        ("Краснод", "край", "краснодарский край"),
        ("К", "область", None),
        ("Ъ", "край", None),
    ],
)
def test_the_only_name_that_begins_so(
    places: Gazetteer, stem: str, head: str, name: str | None
) -> None:
    assert places.completed(stem, head) == name


@pytest.mark.parametrize(
    "name",
    """Чиракчи Учкудук Серахс Сороки Кайраккум Тольятти Краснослободск Азнакаево Бендеры
    Ванадзор Риддер Кожикоде""".split(),  # noqa: SIM905
)
def test_towns_have_russian_names(places: Gazetteer, name: str) -> None:
    assert places.lookup(name)[0].name == name


def test_every_country_of_a_million_has_its_capital(places: Gazetteer) -> None:
    large = [each for each in places if each.kind == "country" and each.population > 1_000_000]
    assert [each.name for each in large if each.capital is None and each.until is None] == []
