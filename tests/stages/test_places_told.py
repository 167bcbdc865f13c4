"""Names that the gazetteer lacks, kinds and homonyms, by what the article says of them."""

import pytest
from tests.stages.marked_places import STAGE, check

import extract
from extract.annotations import ENTITIES, span_of
from extract.stages.places.words import is_described


@pytest.fixture(scope="module")
def nlp():
    return extract.load(only=["segmentation", "morphology", "lemmatization"])


def first(doc, words, label):
    """The first of some words as a mention."""
    start = doc.text.index(words)
    return span_of(doc, start, start + len(words), label)


@pytest.mark.parametrize(
    "marked",
    [
        # the preposition and the ends of names that are known
        "Выставка открылась в [Такояме|CITY|Такояма].",
        "Жители [Лендорфа|CITY|Лендорф] недовольны.",
        "Он вылетел в [Сантьоллу|CITY|Сантьолла].",
        "Делегация из [Новошиловки|CITY|Новошиловка].",
        "Он живёт в [Верхнеклюевске|CITY|Верхнеклюевск].",
        "Поезд идёт к [Жаксылыку|CITY|Жаксылык].",
        "Рейс до [Санта-Пелы|CITY|Санта-Пела].",
        "Война в [Гондурании|STATE_OR_PROVINCE|Гондурания].",
        # names that do not decline
        "Беженцы из [Вермолле|CITY|Вермолле] вернулись.",
        "Рейс из [Кудомари|CITY|Кудомари] в Токио.",
        "Он родом из [Ольдесло|CITY|Ольдесло].",
        "Храм в [Мушгули|CITY|Мушгули] открыт.",
        "Они приехали в [Бурикастро|CITY|Бурикастро].",
        # behind the noun that tells the kind, as it stands or declined with it
        "Он плавал в реке [Шкекве|LOCATION|Шкекве].",
        "Пожар у посёлка [Таван-Толбой|CITY|Таван-Толбой].",
        "План уезда [Цума|CITY|Цума] принят.",
        "Он жил в городе [Лендорфе|CITY|Лендорф].",
        # other forms in the article
        "Город [Мерасса|CITY|Мерасса] мал, в [Мерассу|CITY|Мерасса] не едут.",
        "У города [Шкербат|CITY|Шкербат] бои, в районе [Шкербата|CITY|Шкербат] тихо.",
        "Ждут в [Торояме|CITY|Торояма], везут в [Торояму|CITY|Торояма].",
        # units of such a name, whose adjective is a town's name too
        "Пожар в [Зарубинском районе|DISTRICT|Зарубинский район].",
        "Глава [Приволжского уезда|DISTRICT|Приволжский уезд] ушёл.",
        "Школа в [Покровском уезде|DISTRICT|Покровский уезд].",
        "Шторм в [Ивановском заливе|LOCATION|Ивановский залив].",
        "Спор с [Троицким уездом|DISTRICT|Троицкий уезд].",
        "Шторм в [Никольском заливе|LOCATION|Никольский залив].",
        "Лодка в [Курском водохранилище|LOCATION|Курское водохранилище].",
        "Подписал глава [Пагрского района|DISTRICT|Пагрский район].",
        "Дружба с [Пагрским районом|DISTRICT|Пагрский район].",
        "Вид на [Тунгырскую долину|LOCATION|Тунгырская долина].",
        "В [Бирюльском заливе|LOCATION|Бирюльский залив] шторм.",
        "К [Жмыринскому водохранилищу|LOCATION|Жмыринское водохранилище] едут.",
    ],
)  # fmt: skip
def test_a_nominative_is_guessed(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # parts of cities that the world knows
        "Съёмки шли в [Голливуде|CITY|Голливуд/district/US/US-CA].",
        "Квартира на [Манхэттене|CITY|Манхэттен/district/US/US-NY].",
        "Дом в [Бруклине|CITY|Бруклин/district/US/US-NY].",
        "Музей в [Челси|CITY|Челси/district/GB].",
        "Магазины [Сибуи|DISTRICT|Сибуя/district/JP/JP-13].",
        # small towns that nothing else is called
        "Форум в [Давосе|CITY|Давос/city/CH] открыт.",
        "Гонка в [Кортрейке|CITY|Кортрейк/city/BE] прошла.",
        "Этап в [Оберхофе|CITY|Оберхоф/city/DE] отменён.",
        "Матч в [Дельфте|CITY|Дельфт/city/NL] прошёл.",
        "Завод в [Рикмансуорте|CITY|Рикмансуорт/city/GB] закрыт.",
        # the country in the adjective
        "В [ливанском|COUNTRY|] городе [Триполи|CITY|Триполи/city/LB].",
        "В [греческом|COUNTRY|] городе [Триполи|CITY|Триполи/city/GR].",
        "В [американском|COUNTRY|] городе [Кембридж|CITY|Кембридж/city/US].",
        "В [испанском|COUNTRY|] городе [Картахена|CITY|Картахена/city/ES].",
        "В [венесуэльском|COUNTRY|] городе [Барселона|CITY|Барселона/city/VE].",
        # the village of a name or the part of Moscow
        "У стадиона в [Черкизове|CITY|Черкизово/district/RU/RU-MOW] толпа.",
        "Конгресс заседал в [Вашингтоне|CITY|Вашингтон/city/US/US-DC].",
        # the region before, of a town that the gazetteer lacks
        "В штате [Сонора|STATE_OR_PROVINCE|] в городе [Санта-Пелья|CITY|Санта-Пелья/city/MX/MX-SON].",
        "В [Тверской области|STATE_OR_PROVINCE|] в деревне [Клюквино|CITY|Клюквино/city/RU/RU-TVE].",
        "В [Тверской области|STATE_OR_PROVINCE|], в посёлке [Зеленухино|CITY|Зеленухино/city/RU/RU-TVE].",
        "Из [Тверской области|STATE_OR_PROVINCE|] он уехал в город [Санта-Пелья|CITY|Санта-Пелья/city/None].",
        # whose governors there are, and capitals
        "Губернатор [Нью-Йорка|CITY|Нью-Йорк/region/US/US-NY] ушёл.",
        "Сенатор от [Вашингтона|CITY|Вашингтон/region/US/US-WA] против.",
        "Мэр [Нью-Йорка|CITY|Нью-Йорк/city/US] ушёл.",
        "Губернатор [Санкт-Петербурга|CITY|Санкт-Петербург/city/RU] рад.",
        "Он переехал в [Подгорицу|STATE_OR_PROVINCE|Подгорица/city/ME].",
        # the town that is near another
        "Взрыв в [Дзержинске|CITY|Дзержинск/city/BY] под [Минском|CITY|].",
        "Взрыв в [Дзержинске|CITY|Дзержинск/city/RU/RU-NIZ] вчера.",
        "Пожар в [Кировске|CITY|Кировск/city/RU/RU-MUR] недалеко от [Апатитов|CITY|].",
        "Пожар в [Кировске|CITY|Кировск/city/RU/RU-LEN] под [Санкт-Петербургом|CITY|].",
        "Завод в [Троицке|CITY|Троицк/city/RU/RU-MOW] близ [Москвы|CITY|].",
        # cities rather than the provinces of their name
        "Аэропорты [Рима|CITY|Рим/city/IT] и [Венеции|CITY|Венеция/city/IT].",
        # villages at home that are not the article's
        "В [Орске|CITY|Орск], в посёлке [Никель|CITY|Никель/city/None], нет воды.",
        # of two ports of a name, the one that is one
        "Судно пришло в [Находку|CITY|Находка/city/RU/RU-PRI].",
        # towns that the model calls locations
        "Дым дошёл до [Северобайкальска|LOCATION|Северобайкальск/city/RU/RU-BU].",
        "Огонь подошёл к [Усть-Илимску|LOCATION|Усть-Илимск/city/RU/RU-IRK].",
        "Трасса проходит возле [Лесосибирска|LOCATION|Лесосибирск/city/RU/RU-KYA].",
        "Озеро в [Урюпинске|LOCATION|Урюпинск/city/RU/RU-VGG].",
        "Недалеко от [Брянска|LOCATION|Брянск/city/RU/RU-BRY].",
        "Катер вышел из [Калининграда|LOCATION|Калининград/city/RU].",
        "Сбор под [Выборгом|LOCATION|Выборг/city/RU].",
        "Утонул в [Ухте|LOCATION|Ухта/other].",
    ],
)  # fmt: skip
def test_the_place_of_several(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Фельдшер п. [Шажым|DISTRICT|Шажым/city].",
        "Школа с. [Ушва|DISTRICT|Ушва/city].",
        "Клуб д. [Верхний Кук|DISTRICT|Верхний Кук/city].",
        "Нормы МО МР « [Удорский|CITY|Удорский район/district/RU/RU-KO] ».",
        "Крестьянин [Лодзинского уезда|STATE_OR_PROVINCE|Лодзинский уезд/district].",
        "Земли [Ялуторского лесничества|DISTRICT|Ялуторское лесничество/other].",
        "Администрация [Сусанинского|CITY|Сусанинский район/district]\nмуниципального района.",
        "Приём во дворце [Шёнхольм|CITY|Шёнхольм/other].",
        "В составе авиабазы [Дэвис-Монтан|CITY|Дэвис-Монтан/other].",
        "По [Прибайкалью|CITY|Прибайкалье/other/RU] дождь.",
        "Он жил в [Сванетии|CITY|Сванетия/other/GE].",
        "В районе [Северного морского пути|DISTRICT|Северный морской путь/other/RU] лёд.",
    ],
)  # fmt: skip
def test_the_kind(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # towns that the model calls locations
        "Газ идёт из российского [Выборга|LOCATION|Выборг/city/RU/RU-LEN].",
        "Они живут в соседнем [Брянске|LOCATION|Брянск/city/RU/RU-BRY].",
        "Яхта пришла из старинного [Калининграда|LOCATION|Калининград/city/RU].",
        "Город [Апатиты|CITY|] ждёт, жители [Апатитов|LOCATION|Апатиты/city/RU/RU-MUR] рады.",
        "В городе [Ухта|CITY|] беда: у [Ухты|LOCATION|Ухта/city/RU/RU-KO] нет воды.",
        "Город [Ухта|CITY|] стоит на реке [Ухте|LOCATION|Ухта/other].",
        "Замок в [Вестеросе|CITY|] взят, королева [Вестероса|LOCATION|Вестерос/other] ждёт.",
        "[Швеция|COUNTRY|]: в [Вестеросе|CITY|] тихо, мэр [Вестероса|LOCATION|Вестерос/city/SE] рад.",
        "Он уехал в [город Апатиты|LOCATION|Апатиты/city/RU/RU-MUR].",
        "Школа села [Тёмный Лес|LOCATION|Тёмный Лес/city].",
        "Вода ушла из сёл [Усть-Кырма|CITY|Усть-Кырма/city] и [Сухой Остров|LOCATION|Сухой Остров/city].",
        "Свет дали в посёлках [Жмырь|CITY|], [Кырша|CITY|] и [Белый Мыс|LOCATION|Белый Мыс/city].",
        # what stands behind the noun is no part of a city, and no adjective
        "Храм в с. [Митино|CITY|Митино/city/None].",
        "Клуб в деревне [Строгино|CITY|Строгино/city/None].",
        "Он живёт в районе [Митино|DISTRICT|Митино/district/RU/RU-MOW].",
        "Хор станицы [Георгиевская|CITY|Георгиевская/city].",
        "Хор станицы [Азовской|CITY|Азовская/city].",
        "Бои у населённых пунктов [Крымское|CITY|] и [Мироновский|CITY|Мироновский/city/None].",
        "Бои у населенных пунктов [Крымское|CITY|Крымское/city] и [Мироновский|CITY|Мироновский/city/None].",
        "Скважина в населенном пункте [Луганское|CITY|Луганское/city].",
        "Пожар в посёлке [Снежновский|CITY|Снежновский/city/None].",
        "Врачи из сёл [Дагестана|STATE_OR_PROVINCE|Республика Дагестан/region/RU].",
        # the noun in the plural stands before
        "Из областей отстают [Брестская|CITY|Брестская область/region/BY] и [Гомельская|CITY|Гомельская область/region/BY].",
        "В двух областях — [Омской|CITY|Омская область/region/RU] и [Томской|CITY|Томская область/region/RU] — тихо.",
        "Среди областей лидирует [Воронежская|STATE_OR_PROVINCE|Воронежская область/region/RU].",
        "Из краёв назван лишь [Хабаровский|STATE_OR_PROVINCE|Хабаровский край/region/RU].",
        "Из районов пострадал только [Парфеньевский|CITY|Парфеньевский район/district/RU].",
        # names that the article has
        "Глава [Собинского района|DISTRICT|Собинский район/district/RU/RU-VLA].",
        "Глава [Ахтубинского района|DISTRICT|Ахтубинский район/district/RU/RU-AST].",
        "Глава [Судиславского района|DISTRICT|Судиславский район/district/RU/RU-KOS].",
        # municipalities
        "Дорога в [Назинском|CITY|Назинское сельское поселение/district] и [Новоникольском сельских поселениях|CITY|Новоникольское сельское поселение/district].",
        "Дом в [Александровском сельском поселении|CITY|Александровское сельское поселение/district].",
        "Дом в [Хмелевском|CITY|Хмелевское сельское поселение/district] сельском поселении.",
        "Глава [Кировского городского поселения|DISTRICT|Кировское городское поселение/district].",
        "Устав [Первомайского сельсовета|CITY|Первомайский сельсовет/district/None].",
        "Отчёты [Первомайского|CITY|Первомайский сельсовет/district] и [Шумского сельсоветов|CITY|Шумский сельсовет/district].",
    ],
)  # fmt: skip
def test_what_the_nouns_around_tell(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    ("text", "mark", "name"),
    [
        ("Указ подписан в с. Новое Ильинское.", "Ильинское", "Новое Ильинское"),
        ("Указ подписан в с. Старое Крымское.", "Крымское", "Старое Крымское"),
        ("Пожар в деревне Нижние Котлы.", "Котлы", "Нижние Котлы"),
        ("Пожар в посёлке Красный Ушвар.", "Ушвар", "Красный Ушвар"),
        ("Пожар в селе Большое Ушварово.", "Ушварово", "Большое Ушварово"),
        ("Новое Ильинское село.", "Ильинское", "Ильинское"),
    ],
)
def test_a_name_is_not_cut(nlp, text, mark, name):
    doc = nlp(text)
    doc.spans[ENTITIES] = [first(doc, mark, "CITY")]
    assert [span.text for span in STAGE(doc).spans[ENTITIES]] == [name]


@pytest.mark.parametrize(
    "marked",
    [
        # schools, houses, bands
        "Колледж [Бриньоли|CITY|-] закрыт.",
        "Он окончил университет [Шуинберна|CITY|-].",
        "Вакцина центра [Чумакова|CITY|-] готова.",
        "Бой ведёт группировка [Север|LOCATION|-].",
        "Герой эпоса «[Калеваса|LOCATION|-]».",
        # parts of a joined name
        "Корабль в проливе [Ла-Манш|LOCATION|Ла-Манш/other].",
        # streets
        "Кафе на [Пятницкой|CITY|-] закрыто.",
        "Дом на [Советской|CITY|-].",
        "От Тенистой до [Октябрьской|CITY|-].",
        "В [Пятницком|CITY|Пятницкое] тихо.",
        # titles, feasts, shortened words
        "Герцогиня [Кембриджская|CITY|-] приехала.",
        "Граф [Орловский|CITY|-] сказал.",
        "День Благодарения и [Ханука|CITY|-].",
        "Устав [МО|STATE_OR_PROVINCE|-] принят.",
        "Страны в [Е|CITY|-] против.",
        # adjectives of sides without their unit
        "Студенты [Северо-Восточного|LOCATION|-] федерального университета.",
    ],
)  # fmt: skip
def test_no_place(nlp, marked):
    check(nlp, marked)


@pytest.mark.parametrize(
    ("text", "inner", "name"),
    [
        ("Дожди в Центральной России.", "России", "Россия"),
        ("Бои в Западной Украине.", "Украине", "Украина"),
        ("Рейс из Южной Африки.", "Африки", None),
        ("Рейс из Северной Кореи.", "Кореи", None),
    ],
)
def test_what_lies_in_a_place_of_a_longer_name(nlp, text, inner, name):
    doc = nlp(text)
    country = first(doc, inner, "COUNTRY")
    begin = text.rindex(" ", 0, country.start_char - 1) + 1
    doc.spans[ENTITIES] = [span_of(doc, begin, country.end_char, "LOCATION"), country]
    place = next(each for each in STAGE(doc).spans[ENTITIES] if len(each) == 1)._.place
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("север Сирии", True),
        ("под Тверью", True),
        ("южные штаты США", True),
        ("вся Европа", True),
        ("столица Татарстана", True),
        ("остров Врангеля", False),
        ("Северный Кавказ", False),
        ("Тверь", False),
        ("Дон", False),
    ],
)
def test_a_part_told_in_words(name, expected):
    assert is_described(name) is expected
