"""Given names as friends say them: "Костя" is "Константин", "Билл" is "Уильям"."""

from __future__ import annotations

import dataclasses
from collections import Counter

from extract.annotations import Person
from extract.russian.spelling import fold


def _by_short(names: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        short: frozenset(full.split()) for full, shorts in names.items() for short in shorts.split()
    }


# Folded. Of each short name those that it may stand for; beginnings ("Влад") need no entry.
RUSSIAN = _by_short(
    {
        "александр александра": "саша шура саня сашка",
        "алексей": "леша леха алеша",
        "анастасия": "настя ася",
        "анатолий": "толя",
        "андрей": "андрюша",
        "анна": "аня нюра анюта",
        "антон": "тоша",
        "борис": "боря",
        "валентин валентина валерий валерия": "валя",
        "валерий": "валера",
        "василий": "вася",
        "виктор": "витя",
        "владимир": "вова володя вован",
        "владислав вячеслав": "слава",
        "галина": "галя",
        "геннадий": "гена",
        "георгий": "гоша жора гога",
        "григорий": "гриша",
        "дарья": "даша",
        "дмитрий": "дима митя димон",
        "евгений евгения": "женя",
        "екатерина": "катя катюша",
        "елена": "лена алена",
        "елизавета": "лиза",
        "иван": "ваня",
        "игорь": "гарик",
        "илья": "илюша",
        "ирина": "ира",
        "константин": "костя костян",
        "ксения": "ксюша",
        "лев": "лева",
        "леонид": "леня",
        "любовь": "люба",
        "людмила": "люда мила люся",
        "маргарита": "рита",
        "мария": "маша маруся",
        "михаил": "миша",
        "надежда": "надя",
        "наталья наталия": "наташа ната",
        "николай": "коля",
        "олег": "олежка",
        "ольга": "оля",
        "павел": "паша",
        "петр": "петя",
        "полина": "поля",
        "роман": "рома",
        "светлана": "света",
        "сергей": "сережа серега",
        "софья": "соня",
        "степан": "степа",
        "тамара": "тома",
        "татьяна": "таня",
        "федор": "федя",
        "эдуард": "эдик",
        "юлия": "юля",
        "юрий": "юра",
        "яков": "яша",
    }
)
# By these most who bear them are known: "Билл Клинтон".
FOREIGN = _by_short(
    {
        "уильям": "билл билли уилл",
        "роберт": "боб бобби роб",
        "ричард": "дик рик",
        "джеймс": "джим джимми джейми",
        "майкл": "майк",
        "винсент": "винни винс",
        "эдвард теодор": "тед тедди",
        "эдвард эдмунд эдгар": "эд эдди",
        "элизабет": "лиз бет бетси лиззи",
        "кэтрин катрин": "кейт кэти кэт",
        "маргарет": "мэгги пегги",
        "энтони": "тони",
        "эндрю": "энди дрю",
        "николас": "ник",
        "дэвид": "дэйв дейв",
        "джон": "джек джонни",
        "чарльз": "чак чарли",
        "генри гарольд": "гарри",
        "лоуренс": "ларри",
        "томас": "том томми",
        "сэмюэл сэмюэль саманта": "сэм",
        "дженнифер": "джен дженни",
        "сьюзан сьюзен": "сью сьюзи",
        "патрисия": "пэт патти",
        "памела": "пэм",
        "дебора": "дебби",
        "ребекка": "бекки",
        "рональд": "рон ронни",
        "дональд": "дон донни",
        "стивен": "стив",
        "бернард": "берни",
    }
)
SHORT = RUSSIAN | FOREIGN


def is_called(one: str, other: str) -> bool:
    """ "Костя" and "Константин"."""
    return other in SHORT.get(one, ()) or one in SHORT.get(other, ())


def shortness(given: str | None, often: Counter[str]) -> int:
    """Less for the given name by which someone is rather known, of a full and a short one.

    Args:
        given: Of one mention.
        often: How often each given name stands, folded.
    """
    name = fold(given or "")
    if not any(is_called(name, other) for other in often):
        return 0
    return 1 if name in RUSSIAN else -often[name]


def is_short_for(short: str, name: str) -> bool:
    """ "Джо" of "Джозеф", "Влад" of "Владислав"; "Александр" is none of "Александра"."""
    return 2 < len(short) < len(name) - 1 and name.startswith(short)


def initial_fits(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def called_as(parts: Person, best: Person | None) -> Person:
    """Parts with the given name that someone goes by, short or in full."""
    given = best.given_name if best is not None else None
    if not given or not is_called(fold(given), fold(parts.given_name or "")):
        return parts
    return dataclasses.replace(parts, given_name=given)
