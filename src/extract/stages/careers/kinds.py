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
# The same of those whose names have the word itself: "фонда" is of one that is called a фонд.
OWN_NOUNS = frozenset({
    "академия", "альянс", "ассоциация", "банк", "батальон", "больница", "бригада", "вуз",
    "газета", "движение", "дивизия", "журнал", "завод", "издание", "институт", "клуб",
    "комбинат", "консерватория", "лицей", "музей", "оркестр", "отряд", "партия", "полк", "порт",
    "радиостанция", "союз", "театр", "телеканал", "университет", "федерация", "фонд", "фракция",
    "центр", "школа",
})  # fmt: skip
# Who sits in the one chamber or government that an article names.
_PARLIAMENT = re.compile(
    r".*(?:дум[аеуы]\b|\bрад[аеуы]\b|парламент|заксобрани|законодательн|хурал|сейм|бундестаг|конгресс"
    r"|мажилис|меджлис|мажлис|кнессет)"
)
_GOVERNMENT = re.compile(r".*(?:правительств|кабмин|кабинет\w* министр)")
CHAMBERS = {
    "депутат": _PARLIAMENT,
    "вице-спикер": _PARLIAMENT,
    "спикер": _PARLIAMENT,
    "сенатор": re.compile(r".*(?:совет\w* федераци|сенат)"),
    "вице-премьер": _GOVERNMENT,
}
# Over the name of a source.
REPORTING = frozenset({
    "данные", "корреспондент", "передавать", "писать", "сообщать", "сообщение", "ссылка",
    "цитировать",
})  # fmt: skip
