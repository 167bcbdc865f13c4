"""Names of many, of several brands, or of whom someone is likened to: "мужчины с именем [Пётр]"."""

from __future__ import annotations

import re

from extract.stages.names.words import BLANK

_OF_MANY = re.compile(  # "всех мужчин с именем [Джимми]"
    "(?<![а-яё])(?:(?:мужчин|женщин)(?:ам|ами|ах)?|люд(?:и|ей|ям|ьми)|дет(?:и|ей|ям|ьми))"
    f"{BLANK}(?:с{BLANK}именем|по{BLANK}имени){BLANK}$",
    re.IGNORECASE,
)
_AND_BRANDS = re.compile(  # "[Nicholas K], Milly и других брендов"
    f"(?:,{BLANK}[A-ZА-ЯЁ«][^.!?,;\n]{{1,30}}){{0,6}},?{BLANK}и{BLANK}други[а-яё]{{1,2}}{BLANK}"
    f"(?:[а-яё]+(?:ых|их){BLANK}){{0,2}}(?:брендов|марок|компаний|фирм|корпораций|изданий)(?![а-яё])"
)
_LIKENED = re.compile(f'[«"“„][а-яё-]+ск(?:ий|ая|ого|ой|ому|им|ую){BLANK}$')  # "«русский Трамп»"


def is_of_many(text: str, end: int, before: str) -> bool:
    """ "мужчины с именем [Джимми]", "[Nicholas K] и других брендов", "«британский [Мутко]»"."""
    if ("имен" in before and _OF_MANY.search(before)) or _AND_BRANDS.match(text, end):
        return True
    return text[end : end + 1] in ("»", '"', "”", "“") and _LIKENED.search(before) is not None
