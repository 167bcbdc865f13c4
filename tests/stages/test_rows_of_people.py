"""Which people an article has: mentions stand in brackets, the rows behind the arrow.

A row is surname, given name, patronymic, gender, "-" where one is unknown; none: no row.
"""

import pytest
from marked_names import read

from extract.annotations import ENTITIES, mention, set_value
from extract.stages.coreference import Coreference
from extract.tables.rows import rows as make_rows

KINDS = {
    "a thing is called so": """
Последствия урагана [Катрина] видны. → none
Тайфун [Мария] ослаб над морем. → none
Кот [Барсик] вернулся домой. → none
Жители простились с тигрицей [Беллой]. → none
На астероид [Аврора] сел зонд. → none
Наградили капитана [Глеба Котова]. → Котов Глеб - male
""",
    "a body is called after someone": """
Он окончил МГУ имени [М. В. Ломоносова]. → none
Открыт музей имени [Зотова]. → none
Завод им. [Лихачёва] закрыт. → none
Театр [Вахтангова] уехал. → none
Лауреат аспирантуры имени святых [Кирилла] и [Мефодия] здесь. → none
Мальчик по имени [Иван] ушёл. → - Иван - male
Директор театра [Вахтангов] уехал. → Вахтангов - - male
Агентство ИА [Зуев] закрыто. → none
""",
    "a title in quotes": """
В море вышел «Адмирал [Кузнецов]». → none
Идёт фильм «Одиннадцать друзей [Оушена]». → none
Вышла книга «Тайны [Титова]». → none
Поставят «Три жизни [Котова]». → none
Сняли "Большой театр [Усова]". → none
Пуск произвели с борта "[Дмитрия Донского]". → none
Он ответил: «Мы ждали [Усова]». → Усов - - male
""",
    "a street": """
Ремонт на пересечении [Рогожникова] и Мира. → none
Участок улицы Мира между [Краснофлотской] и Ленина закрыт. → none
Движение по улице Мира от [Тенистой] до порта закрыто. → none
Пришли соседи с улиц Чехова, [Ванеева], Мира. → none
Авария на перекрёстке [Зуева] и Мира. → none
На улице избили двоих: [Котов] в больнице. → Котов - - male
""",
    "several people": """
Он спросил про братьев [Миранчуков]. → none
Играли братья [Березуцкие]. → none
Иск к братьям [Миранчукам] отклонён. → none
Он рассказал о семье [Скрипалей]. → none
Приехали [Ивановы]. → none
[Сергей Скрипаль] и дело [Скрипалей]. → Скрипаль Сергей - male
Сергей и [Юлия Скрипали] живы. → none
Ушёл [Саркози]. → Саркози - - male
""",
    "a word that says what someone is": """
[Неизвестный] британец поставил миллион. → none
[Гордый] хозяин вышел. → none
[Столыпинская] премия вручена. → none
[Пожилой] водитель уснул. → none
[Смелый] мальчик спас котёнка. → none
Пришёл [Смелый]. → Смелый - - male
""",
    "what is glued to a name": """
[С Анной Титовой] говорили долго. → Титова Анна - female
[За Анну Титову] проголосовали. → Титова Анна - female
[К Анне Титовой] пришли. → Титова Анна - female
Монтаж: [Анна ТитоваПомогите] нам. → Титова Анна - female
Читал [Олег КотовЧитайте] дальше. → Котов Олег - male
Это вдова [поэтаОлега Котова]. → Котов Олег - male
Пел [Конор МакГрегор]. → МакГрегор Конор - male
""",
    "who is listed or signs": """
Члены совета:⏎[Соболева А.Е.] заведующая отделом → Соболева А. Е. female
Члены совета:⏎[Титова О. Н.], врач → Титова О. Н. female
Глава города [Е.Г. Карпова]⏎Приложение → Карпова Е. Г. female
Председатель комитета [Р.Р. Галиева] → Галиева Р. Р. female
[Данилова Т. Н.] – директор школы → Данилова Т. Н. female
Постановление подписано [Е.Г. Карповым]. → Карпов Е. Г. male
""",
    "another name told": """
Певица [Анна Титова] (выступала под псевдонимом [Ночь]) ушла. → Титова Анна - female
Рэпер [Олег Зуев], известный как [Грум], пел. → Зуев Олег - male
Певица [Нокта] (настоящее имя — [Анна Титова]) поёт. → Титова Анна - female
Дом [Ивана Котова] по прозвищу «[Бык]» сгорел. → Котов Иван - male
Судят [Игоря Усова] по кличке [Хмурый]. → Усов Игорь - male
[Орлов] избил мужчину по прозвищу [Клык]. → Орлов - - male; Клык - - male
""",
    "a name misspelt": """
[Асия Биби] ушла. Ждали [Азию Биби]. → Биби Асия - female
[Гульназ Усова] ушла. [Гульнас Усова] пела. → Усова Гульназ - female
[Ясира Котова] ждали. [Яссир Котов] ушёл. → Котов Ясир - male
[Джастен Ли] пел. [Джастин Ли] ушёл. → Ли Джастен - male
[Джорж Котов] пел. Речь [Джорджа Котова]. → Котов Джорж - male
[Юрий Орлов] и [Юлий Орлов]. → Орлов Юрий - male; Орлов Юлий - male
""",
    "forms": """
Приговорили [Таймура Разу]. → Раза Таймур - male
Ждали мэра [Сайгитпаши Умаханова]. → Умаханов Сайгитпаша - male
Дело христианской девочки [Римши Масих]. → Масих Римша - female
С послом [А.Ю. Мешковым] говорили. → Мешков А. Ю. male
Подпись [Олега Коваленка] есть. → Коваленок Олег - male
С президентом [Касым-Жомартом Токаевым]. → Токаев Касым-Жомарт - male
Спор с главой [Иваном Баканова]. → Баканов Иван - male
Мать [Азию-Лейлу] ждали. → - Азия-Лейла - female
Несогласие с планом [Мэй]. → Мэй - - female
""",
}
LINES = [(kind, line) for kind, lines in KINDS.items() for line in lines.strip().splitlines()]


def document(marked):
    """The document whose mentions of people stand in brackets."""
    doc, _ = read(marked.replace("⏎", "\n").replace("]", "|PERSON|]"))
    return doc


def rows(doc):
    people = (one.person for one in Coreference().find(doc) if one.type == "PERSON")
    return [(who.surname, who.given_name, who.patronymic, who.gender) for who in people if who]


def told(expected):
    if expected == "none":
        return []
    words = (row.split() for row in expected.split("; "))
    return [tuple(None if word == "-" else word for word in row) for row in words]


@pytest.mark.parametrize("line", [line for _, line in LINES])
def test_rows(line):
    marked, _, expected = line.partition(" → ")
    assert rows(document(marked)) == told(expected)


@pytest.mark.parametrize(
    ("marked", "score", "expected"),
    [
        ("Пишет [Оппа].", 0.4, []),
        ("Пишет [Котов].", 0.7, []),
        ("Ждут [Псков].", 0.9, []),
        ("Пишет [Котов].", 0.9, [("Котов", None, None, "male")]),
        ("Пишет [Олег Котов].", 0.6, [("Котов", "Олег", None, "male")]),
        ("Пишет [О. Н. Котов].", 0.6, [("Котов", "О.", "Н.", "male")]),
        ("Пишет [Виолета Ильинична].", 0.6, [(None, "Виолета", "Ильинична", "female")]),
        ("Снимок: [Roger Vivier].", 0.7, []),
        ("Выбрали [Манго Стрит].", 0.7, []),
    ],
)
def test_no_row_where_the_model_is_unsure(marked, score, expected):
    doc = document(marked)
    for span in doc.spans[ENTITIES]:
        set_value(doc, mention(span), "score", score)
    assert rows(doc) == expected


def test_who_is_doubted_has_no_row_in_any_table():
    doc = document("Пишет [Оппа], а [Котов] молчит.")
    for span, score in zip(doc.spans[ENTITIES], (0.4, 0.9), strict=True):
        set_value(doc, mention(span), "score", score)
    tables = make_rows(Coreference()(doc))
    assert [row["name"] for row in tables["parts"]] == ["Котов"]
    assert [row["entity_id"] is None for row in tables["mentions"]] == [True, False]
