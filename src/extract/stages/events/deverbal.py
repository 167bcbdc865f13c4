"""The noun of a verb that stands in no table, where the dictionary has one: "похищение"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extract.russian.dictionary import parses

# How the last consonants of a stem change before -ение.
_SOFTENED = (
    ("ст", "щ"), ("д", "жд"), ("д", "ж"), ("т", "щ"), ("т", "ч"), ("с", "ш"), ("з", "ж"),
    ("б", "бл"), ("п", "пл"), ("в", "вл"), ("м", "мл"), ("ф", "фл"),
)  # fmt: skip


_TABLE = """
найти:обнаружение
потерять:потеря
утратить:утрата
попасть:попадание
пересечь:пересечение
проникнуть:проникновение
выдвинуть:выдвижение
убить:убийство
погибнуть:гибель
уйти:уход
прийти:приход
войти:вход
выйти:выход
покинуть:отъезд
приехать:приезд
приезжать:приезд
уехать:отъезд
выехать:выезд
вылететь:вылет
прилететь:прилёт
улететь:отлёт
вернуться:возвращение
пойти:шествие
взять:взятие
начать:начало
начаться:начало
окончить:окончание
закончить:окончание
выиграть:выигрыш
проиграть:проигрыш
снять:снятие
сняться:съёмка
отменить:отмена
перевести:перевод
переехать:переезд
передать:передача
продать:продажа
выпустить:выпуск
запустить:запуск
запретить:запрет
ввести:введение
вывести:вывод
принять:принятие
защитить:защита
помочь:помощь
встать:вступление
атаковать:атака
ударить:удар
удариться:удар
врезаться:столкновение
стрелять:стрельба
выстрелить:выстрел
оторвать:отрыв
развестись:развод
расстаться:расставание
жениться:свадьба
пропасть:пропажа
исчезнуть:исчезновение
потребовать:требование
обжаловать:обжалование
подать:подача
отказаться:отказ
отказать:отказ
призвать:призыв
приговорить:приговор
вынести:вынесение
сменить:смена
заменить:замена
переименовать:переименование
выступить:выступление
опубликовать:публикация
провести:проведение
собрать:сбор
собраться:сбор
доставить:доставка
отправить:отправка
отправиться:отъезд
поставить:поставка
установить:установка
перенести:перенос
скончаться:кончина
"""
_IRREGULAR: dict[str, str] = {
    verb: noun for verb, _, noun in (line.partition(":") for line in _TABLE.split())
}


@functools.lru_cache(maxsize=1 << 12)
def noun_of(verb: str) -> str | None:
    """The noun in -ние of a verb.

    Args:
        verb: Its lemma.
    """
    found = _IRREGULAR.get(verb)
    return found or next(filter(_is_known, _candidates(verb.removesuffix("ся"))), None)


def _candidates(verb: str) -> Iterator[str]:
    if verb.endswith(("ать", "ять")):
        yield verb[:-2] + "ние"
        return
    if verb.endswith(("ить", "еть")):
        stem = verb[:-3]
        for end, soft in _SOFTENED:
            if stem.endswith(end):
                yield stem[: -len(end)] + soft + "ение"
        yield stem + "ение"
    elif verb.endswith("нуть"):
        yield verb[:-2] + "тие"
    elif verb.endswith(("сти", "зти")):
        yield verb[:-3] + "дение"
        yield verb[:-2] + "ение"


def _is_known(noun: str) -> bool:
    return any(
        parse.is_known and parse.tag.POS == "NOUN" and parse.tag.gender == "neut"
        for parse in parses(noun)
    )
