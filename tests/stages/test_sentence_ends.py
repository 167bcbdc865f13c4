"""Each rule of sentence ends: "|" marks where a sentence ends."""

import pytest

from extract.stages.segmentation import ends, sentences
from extract.stages.segmentation.quotations import quotations

CASES = {
    "inside_quotation": [
        "«Дорога готова. Движение открыто», — рассказал губернатор.| Все рады.",
        '"Мост закрыт. Ждите паром", - пишет газета.| Паром ушёл.',
        "Фильм «Брат. Начало» снимут в Омске.| Съёмки летом.",
        "Директор отметил (см. отчёт. — Ред.), что план выполнен.",
        "Игра „Что? Где? Когда?“ идёт по пятницам.",
        "Он сказал: «Я приду.| Ждите».| Никто не поверил.",
        "«Мы выиграли.| Это счастье!»| Стадион ликовал.",
        "Он открыл скобку (и забыл.| Потом ушёл.",
    ],
    "abbreviation": [
        "В с. Ивановка, дер. Петровка и пос. Мирный отключили свет.| Его чинят.",
        "Доц. Ильин и зав. лаб. Фомин выступили.| Их слушали.",
        "Прибыли контр-адм. Попов, ген. Орлов и полк. А. Дёмин.| Их ждали.",
        "См. разд. 2 и прил. 4.| Дальше сложнее.",
        "Опубликовано в журн. Природа и газ. Труд.| Тираж мал.",
        "Подорожал газ.| Нефть подешевела.",
        "Учёные открыли ген.| Работа вышла в журнале.",
        "Ущерб — 5 млн.| Виновных ищут.",
        "Продали яблоки, груши и т. д.| Покупатели довольны.",
        "Срок, т. е. год, прошёл.| Дело закрыто.",
    ],
    "letter_at_the_end": [
        "Сборная попала в группу Б.| Матч прошёл в Казани.",
        "Пациентам дали витамин С.| Врачи довольны.",
        "Вакцину назвали Спутник V.| Регистрация прошла в августе.",
        "Показания дал Котов А.| Он под охраной.",
        "Роман написал Л. Толстой.| Его знают все.",
        "Открыли дом-музей А. Блока.| Вход свободный.",
        "Приехали А. С. Попов и В. Новиков.| Их ждали.",
        "Дети гербария Н. Новгорода.",
        "Выступил A.B. Волк.| Его ждали.",  # Latin initials
    ],
    "lower_case_start": [
        "поезд ушёл.| его ждали!| вокзал пуст.",
        "встреча прошла в г. омске.| стороны договорились.",
        "мы живём на ул. мира.| дом сдали в 2020. потом уехали.",
        "Мэр открыл мост.| затем он уехал.",
        "Партия победила.| её лидер рад.",
        "Прошло 5 мин. и поезд тронулся.",
        "Это мед. помощь и юр. лицо.",
        "Стой! кричали они.",
    ],
}


@pytest.mark.parametrize("marked", [case for cases in CASES.values() for case in cases])
def test_where_sentences_end(marked):
    text = marked.replace("|", "")
    wanted = [sentence.strip() for sentence in marked.split("|")]
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_every_rule_has_cases():
    assert {rule.__name__ for rule in ends.RULES} == set(CASES)


@pytest.mark.parametrize("rule", ends.RULES, ids=lambda rule: rule.__name__)
def test_every_rule_decides_some_case(rule, monkeypatch):
    def cut():
        return [sentences(case.replace("|", "")) for case in CASES[rule.__name__]]

    with_rule = cut()
    monkeypatch.setattr(ends, "RULES", tuple(one for one in ends.RULES if one is not rule))
    assert cut() != with_rule


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Он «дома» сидит", ["«дома»"]),
        ("«Да. Нет», — ответил он", ["«Да. Нет»"]),
        ("Газета «Дом „Заря“» закрыта", ["«Дом „Заря“»"]),
        ("«Да. Нет».", []),
        ("Он ») и ушёл", []),
        ("(" * 5, []),
        ("Слово «" + "а" * 200 + "» тут", []),
    ],
)
def test_quotations(line, found):
    assert [line[start : end + 1] for start, end in quotations(line)] == found
