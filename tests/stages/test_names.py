"""Names: gold stands in the text as [mention|type|nominative]."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marked_names import read, vocab
from spacy.tokens import DocBin

from extract.annotations import ENTITIES, Person, span_of
from extract.stages.names import Names
from extract.stages.names.inflection import readings


@pytest.mark.parametrize(
    "marked",
    [
        # cases and genders
        "Встреча с [Юрием Петуховым|PERSON|Юрий Петухов] прошла вчера.",
        "Письмо отправили [Анне Петровой|PERSON|Анна Петрова].",
        "Она взяла интервью у [Владимира Козьмича Зворыкина|PERSON|Владимир Козьмич Зворыкин].",
        "Об этом сообщили [Ирине Яровой|PERSON|Ирина Яровая].",
        "Он говорил о [Льве Толстом|PERSON|Лев Толстой].",
        # what does not decline stays
        "Речь [Роберта Мугабе|PERSON|Роберт Мугабе] прервали.",
        "Канцлер [Ангела Меркель|PERSON|Ангела Меркель] ушла.",
        "Визит [Ангелы Меркель|PERSON|Ангела Меркель] отложили.",
        "Книга [Тараса Шевченко|PERSON|Тарас Шевченко] издана.",
        "Визит [Пан Ги Муна|PERSON|Пан Ги Мун] завершён.",
        # initials, hyphens, order, titles, numerals
        "Приказ подписан [Ю. С. Петуховым|PERSON|Ю. С. Петухов].",
        "Приказ подписан [Ю.С.Петуховым|PERSON|Ю. С. Петухов].",
        "Картину [М. Е. Салтыкова-Щедрина|PERSON|М. Е. Салтыков-Щедрин] продали.",
        "Портрет [Жан-Поля Бельмондо|PERSON|Жан-Поль Бельмондо] висит на стене.",
        "Докладчик: [Петухов Юрий Сергеевич|PERSON|Юрий Сергеевич Петухов].",
        "Указ [Николая II|PERSON|Николай II] опубликован.",
        "Слова [папы Франциска|PERSON|папа Франциск] цитируют.",
        # ё is kept
        "Встреча с [Петром Королёвым|PERSON|Петр Королёв] прошла вчера.",
        "Фильм о [Тимофее Соловьёве|PERSON|Тимофей Соловьёв] снят.",
        # rare declensions
        "Роль [Василия Ланового|PERSON|Василий Лановой] велика.",
        "Визит [Ивана Осадчего|PERSON|Иван Осадчий] отложен.",
        "Суд над [Юрием Ильичом Нарбутовских|PERSON|Юрий Ильич Нарбутовских] идёт.",
        "Орден дали [Петру Вериге|PERSON|Петр Верига].",
        "Портрет [Маргариты Валуа|PERSON|Маргарита Валуа] украден.",
        "Речь [Дэн Сяопина|PERSON|Дэн Сяопин] издана.",
        # the noun and the preposition before a name tell its case
        "Победил демократ [Арли Бруда|PERSON|Арли Бруда].",
        "Майора [Степана Пригору|PERSON|Степан Пригора] наградили.",
        "Речь [Лукреции Пинту|PERSON|Лукреция Пинту] прервали.",
        # endings go by the hardness of what is before them
        "Встреча с [Самюэлем Дорваном|PERSON|Самюэль Дорван] прошла.",
        "Спор с [Игорем Скоробцом|PERSON|Игорь Скоробец] решён.",
        # oblique forms of known names are no nominatives
        "[Изольду Феррини|PERSON|Изольда Феррини] ждали утром.",
        "Речь [Петра Трубецкого|PERSON|Петр Трубецкой] прервали.",
        # Arabic names: what is before ас- declines, what is behind it and ends in -и does not
        "Визит [Абдель Фаттаха ас-Сиси|PERSON|Абдель Фаттах ас-Сиси] завершён.",
        "Спор с [Абдул Хамидом аль-Хани|PERSON|Абдул Хамид аль-Хани] решён.",
        "Сын [Наима аль-Ханафи|PERSON|Наим аль-Ханафи] уехал.",
        # foreign surnames in -а
        "Он ждал Ли Миня, Моди, президента ЮАР [Сирила Рамафосу|PERSON|Сирил Рамафоса].",
        "Среди друзей президента Конго [Жозефа Кабилу|PERSON|Жозеф Кабила] он не видел.",
        "Он говорил с [Кеннетом Каундой|PERSON|Кеннет Каунда].",
        "Он встретил [Луиса Гарсию|PERSON|Луис Гарсия].",
        "Игра [Криштиану Роналду|PERSON|Криштиану Роналду] понравилась.",
        # no genitive of "Хава"
        "Тренер вызвал [Хави Эрнандеса|PERSON|Хави Эрнандес].",
        # other writing
        "Статья [Ibrahim Keita|PERSON|Ibrahim Keita] вышла.",
        "За\u0301мок [Ива\u0301на Грозного|PERSON|Иван Грозный] открыт.",
        # a lone surname goes by what else the article says
        "[Владислав Челах|PERSON|Владислав Челах] жив. Дядя [Челаха|PERSON|Челах] рад.",
        "[Анна Голунова|PERSON|Анна Голунова] ушла. [Голуновой|PERSON|Голунова] помогли.",
        "[Иван Голунов|PERSON|Иван Голунов] ушёл. Дело [Голунова|PERSON|Голунов] закрыто.",
        "Выставка [Сальвадора Дали|PERSON|Сальвадор Дали]. Дом [Дали|PERSON|Дали] закрыт.",
    ],
)
def test_people(marked):
    doc, expected = read(marked)
    assert [span._.normal for span in doc.spans[ENTITIES]] == expected


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Юрием Сергеевичем Петуховым", Person("Петухов", "Юрий", "Сергеевич", "male")),
        ("Анной Петровой", Person("Петрова", "Анна", None, "female")),
        ("Ю. С. Петуховым", Person("Петухов", "Ю.", "С.", "male")),
        ("Петуховым", Person("Петухов", None, None, "male")),
        ("Людвигом ван Бетховеном", Person("ван Бетховен", "Людвиг", None, "male")),
        ("Си Цзиньпином", Person("Си", "Цзиньпин", None, "male")),
        ("Ильхамом Гейдаром оглы Алиевым", Person("Алиев", "Ильхам", "Гейдар оглы", "male")),
        ("Николаем II", Person(None, "Николай II", None, "male")),
        ("Марией Елизаветой Анной", Person(None, "Мария Елизавета Анна", None, "female")),
        ("Юрієм Мушкой", Person("Мушка", "Юрієм", None, None)),
        # the surname first, where the lists say so together
        ("Лосевым Артёмом", Person("Лосев", "Артём", None, "male")),
        ("Галеевой Гузель Маратовной", Person("Галеева", "Гузель", "Маратовна", "female")),
        ("Седых Юрием Львовичем", Person("Седых", "Юрий", "Львович", "male")),
        ("Ждановым К.Д.", Person("Жданов", "К.", "Д.", "male")),
        ("АННОЙ ПЕТРОВОЙ", Person("Петрова", "Анна", None, "female")),
        # several given names, several surnames
        ("Джоном Робертом Лоу", Person("Лоу", "Джон Роберт", None, "male")),
        ("Хосе Луисом Мартином", Person("Мартин", "Хосе Луис", None, "male")),
        ("Карлосом Руисом Мореттой", Person("Руис Моретта", "Карлос", None, "male")),
        # surnames that look like patronymics
        ("Виктором Дойновичем", Person("Дойнович", "Виктор", None, "male")),
        ("Виктором Станиславовичем", Person(None, "Виктор", "Станиславович", "male")),
        # given names that look like surnames
        ("Бенджамином Зиданом", Person("Зидан", "Бенджамин", None, "male")),
        ("ди Пьетро", Person("ди Пьетро", None, None, "male")),
        # the customs of other peoples
        ("Гасановой Айтен Вагиф кызы", Person("Гасанова", "Айтен", "Вагиф кызы", "female")),
        ("Пак Сок Ёлем", Person("Пак", "Сок Ёль", None, "male")),
        ("Пилар Гомес Рубио", Person("Гомес Рубио", "Пилар", None, "female")),
        ("Ким Чен Ыном", Person("Ким", "Чен Ын", None, "male")),
        ("Ким Чен Иром", Person("Ким", "Чен Ир", None, "male")),
        ("Дэном Хармоном", Person("Хармон", "Дэн", None, "male")),
        ("Дэном Картером", Person("Картер", "Дэн", None, "male")),
        ("Ухнагийн Хурэлсухом", Person(None, "Хурэлсух", "Ухнагийн", "male")),
        ("Бьорк Якобсдоттир", Person(None, "Бьорк", "Якобсдоттир", "female")),
        ("Ларс Арвидссон", Person("Арвидссон", "Ларс", None, "male")),
        ("Карл Бруддссон", Person("Бруддссон", "Карл", None, "male")),
        ("Турки бин Фейсалом Аль Саудом", Person("Аль Сауд", "Турки", "бин Фейсал", "male")),
        ("Аишей бинт Хасан", Person(None, "Аиша", "бинт Хасан", "female")),
        ("Рашидом Керимовым Вагиф оглы", Person("Керимов", "Рашид", "Вагиф оглы", "male")),
    ],
)
def test_parts(name, parts):
    doc, _ = read(f"Он разговаривал с [{name}|PERSON|].")
    (span,) = doc.spans[ENTITIES]
    assert span._.person == parts


@pytest.mark.parametrize(
    ("marked", "genders"),
    [
        # as the full name
        ("Игра [Андрея Кандыбы|PERSON|]. [Кандыба|PERSON|] доволен.", ["male", "male"]),
        ("Роль [Пилар Абель|PERSON|]. Слово за [Абель|PERSON|].", ["female", "female"]),
        # as the title before it
        ("Группа [Этери Тутберидзе|PERSON|]. [Тутберидзе|PERSON|] рад.", ["female", "male"]),
        ("Пояснила [Карен Мэдсен|PERSON|].", ["female"]),
        ("Он назвал её [Ольгой|PERSON|].", ["female"]),
        ("Он вернулся с [Марией|PERSON|].", ["female"]),
        ("Дело [Асии Биби|PERSON|] раскололо страну.", ["female"]),
        ("Симфония [Малера|PERSON|]. Он слушал музыку [Малер|PERSON|].", ["male", "male"]),
        ("[Барак Обама|PERSON|] и госпожа [Обама|PERSON|].", ["male", "female"]),
        # left open where both bear the name
        (
            "[Олег Ким|PERSON|] и [Анна Ким|PERSON|] ушли. Ждут [Ким|PERSON|].",
            ["male", "female", None],
        ),
        # as the verb, and the noun that it explains
        ("Сенатор [Даби Окар|PERSON|] победила.", ["female"]),
        ("[Даби Окар|PERSON|] ушла. Об этом [Окар|PERSON|] написала.", ["female", "female"]),
        ("Учительница [Рохия Кле|PERSON|] и певец [Жюли Кле|PERSON|].", ["female", "male"]),
        ("Уехала мать троих детей [Самида Эрдем|PERSON|].", ["female"]),
        # surnames in -ич and -ин are of women too, where the given name is
        ("Автор доклада [Инна Милевич|PERSON|] здесь.", ["female"]),
        ("Губернатор [Марта Колдин|PERSON|] здесь.", ["female"]),
        # what is hers in one form is hers in all
        ("Ушла [Динара Рой|PERSON|]. О [Динаре Рой|PERSON|] спорят.", ["female", "female"]),
        # the tagger alone is no proof
        ("Тренер сказал про [Ласо Норвис|PERSON|].", ["female"]),
        # a family has none
        ("Сын герцога и герцогини [Йоркских|PERSON|].", [None]),
    ],
)
def test_gender(marked, genders):
    doc, _ = read(marked)
    assert [span._.person.gender for span in doc.spans[ENTITIES]] == genders


@pytest.mark.parametrize(
    "marked",
    [
        "Глава [Министерства экономического развития РФ"
        "|ORGANIZATION|Министерство экономического развития РФ] выступил.",
        "Акции [«Газпрома»|ORGANIZATION|«Газпром»] выросли.",
        "Он управляет [компанией «Русал»|ORGANIZATION|компания «Русал»].",
        "Съезд [«Единой России»|ORGANIZATION|«Единая Россия»] открылся.",
        "Сотрудник [МВД|ORGANIZATION|МВД] задержан.",
        "Письмо ушло [МИДу|ORGANIZATION|МИД].",
        "Глава [Apple|ORGANIZATION|Apple] ушёл.",
        "Глава [японского МИД|ORGANIZATION|японский МИД] ушёл.",
        "[Комитет защиты журналистов (КЗЖ|ORGANIZATION|Комитет защиты журналистов]) ждёт.",
        "Судья [Химкинского городского суда|ORGANIZATION|Химкинский городской суд] отказал.",
        "Сообщили в [пресс-службе правительства|ORGANIZATION|пресс-служба правительства].",
        "Редактор [«Новой газеты|ORGANIZATION|«Новая газета»]».",
        "Победа партии «[Пхыа Тхаи|ORGANIZATION|Пхыа Тхаи]» бесспорна.",
        "По данным [Вести.ру|ORGANIZATION|Вести.ру], он ушёл.",
        "Судья [окружного суда|ORGANIZATION|окружной суд] отказал.",
        "Он вышел на станции [Юго-Западная|FACILITY|Юго-Западная].",
        "При [торжественном возложении венков|EVENT|торжественное возложение венков] к памятнику.",
        "[Вооружённый ножом|EVENT|Вооружённый ножом] мужчина ушёл.",
        "[Умер|EVENT|умер] известный актёр.",
        "[Пресс-секретарь клуба|PROFESSION|пресс-секретарь клуба] молчит.",
        # numbers with what they count
        "Приговорён к [двум годам тюрьмы|PENALTY|два года тюрьмы].",
        "Приговорён к [41 месяцу колонии|PENALTY|41 месяц колонии].",
        "Приговорён к [5 годам колонии|PENALTY|5 лет колонии].",
        "Приговорён к [одному году колонии|PENALTY|один год колонии].",
        "Гости [Большого театра|FACILITY|Большой театр] хлопали.",
        "Он вышел на [площади Восстания|FACILITY|площадь Восстания].",
        "Участники [XVIII форума сотрудничества|EVENT|XVIII форум сотрудничества] прибыли.",
        "Итоги [выборов|EVENT|выборы] подведены.",
        "Во время [Великой Отечественной войны|EVENT|Великая Отечественная война] он служил.",
        "Она [родила первенца|EVENT|родила первенца] вчера.",
        "[Матч|EVENT|матч] перенесли.",
        "С [первым заместителем губернатора|PROFESSION|первый заместитель губернатора] говорили.",
        "Среди [россиян|NATIONALITY|россияне] провели опрос.",
        "Лауреат [Нобелевской премии|AWARD|Нобелевская премия] приехал.",
        "Прошло [27 лет|AGE|27 лет].",
    ],
)
def test_phrases(marked):
    doc, expected = read(marked)
    assert [span._.normal for span in doc.spans[ENTITIES]] == expected


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        # what the model has cut is completed
        ("Об этом [Левин К.Д|PERSON|]. сообщил вчера.", ["Левин К.Д."]),
        ("Пришла [Лейла Маликова|PERSON|] Ариф кызы.", ["Лейла Маликова Ариф кызы"]),
        ("Выступил Юрий [Салтыков|PERSON|]-Щедрин.", ["Юрий Салтыков-Щедрин"]),
        ("Ушёл [Глеб!|PERSON|]", ["Глеб"]),
        # what it has split is one
        ("Иск [Галеевой|PERSON|] [Гузель Маратовны|PERSON|].", ["Галеевой Гузель Маратовны"]),
        # what it has missed is found
        ("Акт подписал Ким О.А.", ["Ким О.А."]),
        ("Вышли Лосев Артём и Зуева Дарья.", ["Лосев Артём", "Зуева Дарья"]),
        ("[Олег Щукарёв|PERSON|] пел. Щукарёву хлопали.", ["Олег Щукарёв", "Щукарёву"]),
        ("[Соловьёва|PROFESSION|] открыла форум.", ["Соловьёва"]),
        # two people stay two, titles and first words are no names
        ("Пришла внучка [Зотова|PERSON|] [Камилла|PERSON|].", ["Зотова", "Камилла"]),
        ("Сегодня Анна Петровна ушла.", ["Анна Петровна"]),
        ("[Папа Римский|PROFESSION|] [Франциск|PERSON|] молится.", ["Франциск"]),
        ("Служит митрополит Омский [Ипатий|PERSON|].", ["Ипатий"]),
        ("Приехал патриарх Сербский [Порфирий|PERSON|].", ["Порфирий"]),
        ("Матч группы А. Матч начнётся.", []),
        # a name of which a part is marked
        ("Ушла [Марина|PERSON|] Котова.", ["Марина Котова"]),
        ("Ушла Марина [Котова|PERSON|].", ["Марина Котова"]),
        ("Ушла [Марина|PERSON|] [Котова|PERSON|].", ["Марина Котова"]),
        ("Выступил Роберт [К. Ховард|PERSON|].", ["Роберт К. Ховард"]),
        # what names nobody
        ("Расчёт на [Висконсин|PERSON|] не оправдался.", []),
        ("[Фрицы|PERSON|] отступили.", []),
        ("Она ушла. [Телеведущую|PERSON|] ждали.", []),
        ("Акции [Фейсбука|PERSON|] упали.", []),
        ("[P.S.|PERSON|] Продолжение следует.", []),
        ("Читайте: [Покрутил|PERSON|] и отжал.", []),
        ("[Либретто|PERSON|] написали вместе.", []),
        ("Это экс-[вице-президент|PERSON|] страны.", []),
        ("Расчёт: [Кэф|PERSON|] = 0,7.", []),
        ("Он окончил [ССуз|PERSON|].", []),
        ("В море вышла подлодка «[Юрий Котов|PERSON|]».", []),
        ("Идут теплоходы «Волга», «[Иван Титов|PERSON|]» и «[Глеб Усов|PERSON|]».", []),
        ("Авария на улице [Бутакова|PERSON|].", []),
        ("Концерт на площади [Розы Рубиной|PERSON|].", []),
        ("Лауреат премии [Edison Klassiek|PERSON|].", []),
        # but so do people
        ("На улице [Анна Титова|PERSON|] упала.", ["Анна Титова"]),
        ("Бандит по прозвищу «[Гордон|PERSON|]».", ["Гордон"]),
        ("Арестован [Мотыль|PERSON|].", ["Мотыль"]),
        ("[Кузнец|PERSON|] уволен.", ["Кузнец"]),
    ],
)
def test_borders(marked, people):
    doc, _ = read(marked)
    found = [span._.offsets for span in doc.spans[ENTITIES] if span.label_ == "PERSON"]
    assert [doc.text[start:end] for start, end in found] == people


def test_a_court_is_called_after_its_district():
    doc, _ = read("[Ленинский районный суд|ORGANIZATION|] решил.")
    doc.spans[ENTITIES] = [*doc.spans[ENTITIES], span_of(doc, 0, 9, "PERSON")]
    Names()(doc)
    assert [span.label_ for span in doc.spans[ENTITIES]] == ["ORGANIZATION"]


def test_what_is_called_after_a_person_names_no_one():
    doc, _ = read("Лауреат [Столыпинской|PERSON|] премии и [Столыпин|PERSON|].")
    prize, man = (span._.person for span in doc.spans[ENTITIES])
    assert (prize, man) == (Person(), Person("Столыпин", None, None, "male"))


def test_one_name_has_one_gender():
    doc, _ = read(
        "[Саша Рэй|PERSON|] уехала. [Саша Рэй|PERSON|] вернулась. [Саша Рэй|PERSON|] уехал."
    )
    assert [span._.person.gender for span in doc.spans[ENTITIES]] == ["female"] * 3


@pytest.mark.parametrize(
    ("marked", "last"),
    [
        ("[Олег Дубей|PERSON|] здесь. С тренером [Дубей|PERSON|] знаком давно.", "Дубей"),
        ("[Иван Карой|PERSON|] ждал. Перед директором [Карой|PERSON|] извинился.", "Карой"),
        ("[Андрей Лапой|PERSON|] прав. С министром [Лапой|PERSON|] не спорил.", "Лапой"),
        ("[Анна Дуба|PERSON|] здесь. С тренером [Дубой|PERSON|] спорил Орлов.", "Дуба"),
    ],
)
def test_a_full_name_tells_how_to_read_its_surname(marked, last):
    doc, _ = read(marked)
    assert doc.spans[ENTITIES][-1]._.normal == last


def test_people_and_only_they_have_parts():
    doc, _ = read("[Иван Петров|PERSON|] прибыл в [МВД|ORGANIZATION|].")
    person, body = doc.spans[ENTITIES]
    assert person._.person == Person("Петров", "Иван", None, "male")
    assert body._.person is None


def test_a_border_inside_a_token():
    doc, expected = read("Визит [президента|PROFESSION|президент]-реформатора начался.")
    assert [span._.normal for span in doc.spans[ENTITIES]] == expected


def test_find_changes_nothing():
    doc, _ = read("Визит [Анны Петровой|PERSON|].")
    (span,) = doc.spans[ENTITIES]
    span._.normal = None
    ((_, normal, _),) = Names().find(doc)
    assert (normal, span._.normal) == ("Анна Петрова", None)


def test_survives_serialization():
    doc, _ = read("Визит [Анны Петровой|PERSON|].")
    copy = next(DocBin(docs=[doc], store_user_data=True).get_docs(vocab))
    assert copy.spans[ENTITIES][0]._.person == doc.spans[ENTITIES][0]._.person


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12))
def test_every_word_can_be_read(word):
    found = readings(word)
    assert any(reading.nominative == word for reading in found)
    assert all(reading.cases and reading.nominative for reading in found)


@given(st.lists(st.sampled_from(["Анна", "фон", "II", "А.", "-", "Ли", "(", "Ибн", "«", "де"]),
                min_size=1, max_size=5))  # fmt: skip
@example(["Анна-" * 200])  # each part of which could once be read in two ways
def test_no_name_breaks_the_stage(parts):
    name = " ".join(parts)
    doc, _ = read(f"Визит [{name}|PERSON|] завершён.")
    spans = doc.spans[ENTITIES]  # of two people glued together there are two
    assert spans
    assert all(span._.normal and span.text in name for span in spans)
