"""Which names a general word for a body may stand for: "ведомство", "компания", "фонд"."""

from __future__ import annotations

import re

# General words for a body, and what the names of such bodies begin with.
_MINISTRY = r"мин[а-яё]{3,}|(?:[а-яё-]+ )?министерств|(?:мид|мвд|мчс)\b"
_AUTHORITY = (
    rf"{_MINISTRY}|(?:рос|гос|глав|обл|гор|край|ген)[а-яё]{{3,}}"
    r"|(?:умвд|увд|гувд|гибдд|гаи|фас|фнс|фсб|фсин|фссп|фмс|фтс|фсо|цик|ск|скр)\b"
    r"|(?:[а-яё-]+ ){0,2}(?:служб|комитет|департамент|управлени|агентств|прокуратур|полици"
    r"|инспекци|администраци|правительств|мэри|дум|суд)"
)
_COMPANY = re.compile(rf"(?!{_AUTHORITY})")
GENERAL_BODIES = {
    "ведомство": re.compile(_AUTHORITY),
    "министерство": re.compile(_MINISTRY),
} | dict.fromkeys(
    ("компания", "фирма", "корпорация", "холдинг", "предприятие", "концерн", "команда"), _COMPANY
)
# What is short for "министерство" and these words.
MINISTRIES = {"иностранных дел": "мид", "внутренних дел": "мвд"}
# What else the names of bodies may be that a general word stands for.
_UNIVERSITY = re.compile(
    r".*(?:университет|институт|академи|консерватори|училищ)|[а-яё]{0,5}[гфтпу][а-яё]?у$|мгимо|ниу|вшэ"
)
_HOSPITAL = re.compile(
    r".*(?:больниц|госпитал|клиник|диспансер|медсанчаст|роддом|санатори|медицинск\w* центр)"
    r"|(?:ц?рб|[гоцр]?кб|мсч)\b"
)
KINDS_OF = {
    "академия": re.compile(r"(?:ран|рао|рах|рамн)\b"),
    "больница": _HOSPITAL,
    "вуз": _UNIVERSITY,
    "институт": re.compile(r"[а-яё]*(?:нии|ниу)[а-яё]*\b|мгимо"),
    "станция": re.compile(r"(?:[\w-]+ )?(?:[гатмк]э|грэ)с\b"),
    "университет": _UNIVERSITY,
    "учреждение": re.compile(
        rf"(?:{_UNIVERSITY.pattern}|{_HOSPITAL.pattern}|.*(?:школ|лице|гимнази|колледж|театр|музе))"
    ),
}
# Who sits in the one chamber or government that an article names.
_PARLIAMENT = re.compile(
    r".*(?:дум[аеуы]\b|\bрад[аеуы]\b|парламент|заксобрани|законодательн|хурал|сейм|бундестаг|конгресс"
    r"|мажилис|меджлис|мажлис|кнессет)"
)
_GOVERNMENT = re.compile(r".*(?:правительств|кабмин|кабинет\w* министр)")
SITTING = {
    "депутат": _PARLIAMENT,
    "вице-спикер": _PARLIAMENT,
    "спикер": _PARLIAMENT,
    "сенатор": re.compile(r".*(?:совет\w* федераци|сенат)"),
    "нардеп": _PARLIAMENT,
    "парламентарий": _PARLIAMENT,
    "вице-премьер": _GOVERNMENT,
    "декан": _UNIVERSITY,
    "проректор": _UNIVERSITY,
    "ректор": _UNIVERSITY,
    "главврач": _HOSPITAL,
}
# Who heads the one such body that an article has just named, though no body follows the title.
_STAGE = re.compile(
    r".*(?:театр|ансамбл|хор\b|оркестр|филармони|опер[аы]\b|цирк|балет|капелл|студи|центр|дворец)"
)
HEADING = {
    "директор": _COMPANY,
    "гендиректор": _COMPANY,
    "исполнительный директор": _COMPANY,
    "генеральный директор": _COMPANY,
    "технический директор": _COMPANY,
    "коммерческий директор": _COMPANY,
    "финансовый директор": _COMPANY,
    "замдиректора": _COMPANY,
    "главный инженер": _COMPANY,
    "главный врач": _HOSPITAL,
    "художественный руководитель": _STAGE,
    "худрук": _STAGE,
    "главный режиссер": _STAGE,
    "главный дирижер": _STAGE,
    "главный тренер": _COMPANY,
}
# Words of the names of bodies that alone are general: "директор ГЭС".
SHORT = frozenset(
    [
        "аэс",
        "гокб",
        "гкб",
        "гок",
        "гэс",
        "грэс",
        "дк",
        "кб",
        "миац",
        "мфц",
        "нии",
        "нпз",
        "рада",
        "рб",
        "тэс",
        "тэц",
        "тюз",
        "црб",
        "цбк",
        "дума",
    ]
)
# Servants of whom a name after them hardly ever is the master.
HEADS = frozenset({"гендиректор", "директор"})
# Relatives of whom none is a woman.
MEN = frozenset(
    [
        "брат",
        "внук",
        "дед",
        "дядя",
        "зять",
        "муж",
        "отец",
        "пасынок",
        "племянник",
        "супруг",
        "сын",
        "тесть",
    ]
)
# Over the name of a source.
REPORTING = frozenset({
    "данные", "корреспондент", "передавать", "писать", "сообщать", "сообщение", "ссылка",
    "цитировать",
})  # fmt: skip
# Positions only with the body that they are in.
OFFICES = frozenset({
    "владелец", "владелица", "лидер", "начальница", "основатель", "основательница", "партнер",
    "секретарь", "совладелец", "создатель", "сооснователь", "сопредседатель", "соучредитель",
    "участник", "участница", "член",
})  # fmt: skip
# "в" before these tells when or where it is said, not where one works.
OCCASIONS = frozenset({
    "беседа", "выступление", "год", "день", "заявление", "интервью", "итог", "момент", "начало",
    "неделя", "обращение", "письмо", "пост", "разговор", "рамка", "результат", "свет", "связь",
    "середина", "случай", "статья", "твиттер", "течение", "условие", "ход", "эфир",
})  # fmt: skip
# Nouns of people that name no position though a phrase follows.
LOOSE = frozenset({
    "вдохновитель", "девочка", "девушка", "дитя", "житель", "жительница", "лицо", "мама", "мальчик",
    "мисс", "обвинитель", "обвинительница", "одноклубник", "папа", "парень", "персонаж",
    "покровитель", "противник", "сообщник", "соотечественник", "соперница", "союзник", "сторонница",
    "фигурантка", "хозяин", "хозяйка",
})  # fmt: skip
# What one does over something: "специалист по уходу за садом".
CARES = frozenset({"контроль", "наблюдение", "надзор", "уход"})
# Begins the clause that tells what one deals with: "министр, ответственный за торговлю".
CHARGED = frozenset({
    "ведать", "возглавлять", "заниматься", "курировать", "ответственный", "отвечать",
    "представлять", "уполномоченный",
})  # fmt: skip
# Before a title whose holder the name after it is: "на посту главы МИД Бориса Джонсона".
PLACES = frozenset({"должность", "кресло", "место", "портрет", "пост"})
# Adjectives that say how someone is, not what.
VAGUE = frozenset({
    "верный", "крупный", "маленький", "мертвый", "местный", "настоящий", "хороший",
})  # fmt: skip
# Of whom a body or place has one at a time.
_ONES = frozenset({
    "аким", "генпрокурор", "генсек", "главврач", "губернатор", "император", "канцлер", "комендант",
    "консул", "король", "королева", "лидер", "министр", "монарх", "омбудсмен", "посол", "правитель",
    "прокурор", "ректор", "царь", "градоначальник", "сити-менеджер", "хоким", "хяким", "спикер",
    "директор", "гендиректор", "глава", "госсекретарь", "мэр", "начальник", "полпред", "постпред",
    "премьер", "премьер-министр", "президент", "председатель", "руководитель",
})  # fmt: skip


def is_one(noun: str) -> bool:
    """Whether a body or place has only one of this title at a time: not of "депутат"."""
    return noun.removeprefix("экс-") in _ONES
