"""The lexicon of the grammar: kind, regular expression and value of each word and phrase.

It is tried in order, so a phrase stands before the words it is made of.
"""

from __future__ import annotations

from typing import Any

from extract.russian.number_words import CARDINALS, MULTIPLIERS, NUMERAL_STEMS, ORDINALS
from extract.stages.dates.patterns import (
    ADJECTIVE,
    COMPOUND_UNITS,
    DAYPARTS,
    DEICTICS,
    FRACTIONS,
    HOLIDAY_PERIODS,
    HOLIDAYS,
    MODIFIERS,
    MONTHS,
    PARTS,
    REFERENCES,
    RELATIVES,
    SEASONS,
    SETS,
    UNITS,
    WEEKDAYS,
)

_ZONES = (
    r"по (?:\w+ому |\w+ской? )?времени|по (?:московскому|местному|киевскому|минскому|гринвичу)|"
    r"по (?:москве|мск)|мск|gmt|utc|msk"
)
_SKIP = (
    r"всего|лишь|уже|еще|только|весь|вся|все|всю|всего|цел\w{2,3}|сам(?:ый|ое|ого|ом|ой)|же|рано|"
    r"поздно|ранн(?:ий|им|его|яя|ее|ем|ей|юю)|поздн(?:ий|им|его|яя|ее|ем|ей|юю)|незадолго|"
    r"задолго|приблизительно|календарн\w+|рабоч\w+|полн\w{2,3}|"
    r"ровно|того как|трудов\w+|отчетн\w+|учебн\w+|финансов\w+|хозяйственн\w+|одноименн\w+"
)


def _words(kind: str, table: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [(kind, pattern, value) for pattern, value in table.items()]


_stems = "|".join(sorted(NUMERAL_STEMS, key=len, reverse=True))
_tails = "|".join(sorted(COMPOUND_UNITS, key=len, reverse=True))
COMPOUND = rf"((?:{_stems})+|\d+(?: ?- ?(?:х|ти|и|ми))?)[ -]{{0,2}}({_tails})\w*"
_COMPOUND = (
    r"(?!десятилети|тысячелети|столети|десятилетк)"
    rf"(?:(?:{_stems})+(?:{_tails})|\d+(?:-?(?:х|ти|и|ми|го))?[- ]?(?:летн|"
    rf"летк|лети|годичн|годовал|месячн|недельн|дневн|суточн|часов(?=ой|ого|ому|ым|ом|ая|ую|ые|ых)|минутн|секундн))\w+"
)

# Ordinals of the clock, without their ending: "в половине второго".
HOURS: dict[str, int] = {
    "перв": 1, "втор": 2, "треть": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7,
    "восьм": 8, "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12,
}  # fmt: skip

# Kinds that a letter may not follow, but a figure's unit may: "28.11.2023г".
FIGURES = frozenset({"CLOCK", "DM"})

UNKNOWN = r"\w+"  # all other words

LEXICON: list[tuple[str, str, Any]] = [
    # figures
    ("ISO", r"\d{4}-\d{1,2}-\d{1,2}(?:[t ]\d{2}:\d{2}(?::\d{2})?)?(?:z|[+-]\d\d:?\d\d)?(?!\d)",
     None),
    ("DMY", r"\d{1,2}(?P<separator> ?[./] ?)\d{1,2}(?P=separator)(?:\d{4}|\d{2})(?![\d:])|"
     r"\d{1,2}(?P<dash>[ -])\d{1,2}(?P=dash)\d{4}(?!\d)", None),
    ("YMD", r"\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d)", None),
    ("MY", r"(?:0?[1-9]|1[0-2])[./]\d{4}(?!\d)|(?:0[1-9]|1[0-2])-(?:19|20)\d\d(?!\d)", None),
    ("CLOCK", r"\d{1,2}::?\d{2}(?::\d{2})?(?!\d)", None),
    ("DM", r"\d{1,2}\.\d{2}(?![\d,])", None),
    ("COMPOUND", _COMPOUND, None),
    ("DIGITS", r"\d{1,3}(?: \d{3})+(?!\d)|\d+[,.]\d+(?!\d)|\d+", None),
    # phrases
    ("ERA", r"до (?:н\.? ?э\.?|нашей эры|рождества христова|р\.? ?х\.?)", "bce"),
    ("ERA", r"н\. ?э\.?|нашей эры|новой эры|от рождества христова", "ce"),
    ("ZONE", _ZONES, None),
    ("THISYEAR", r"с\. ?г\.?|с г\b\.?|т\. ?г\.?|сего года", ("year", 0, "anchor")),
    ("BIRTH", r"г\. ?р\b\.?|год(?:а|у|ом)? рождения|г\.? ?рождения|рождения(?<=\d рождения)", None),
    *_words("HOLIDAYS", HOLIDAY_PERIODS),
    *_words("REF", REFERENCES),
    *_words("HOLIDAY", HOLIDAYS),
    ("UNKNOWN", r"д(?:ень|ня) (?:летн|зимн|весенн|осенн)\w+ (?:солнце|равноден)\w+", None),
    ("HALFMORE", r"с половиной", 0.5),
    ("AGO", r"(?:тому )?назад", None),
    ("THROUGH", r"в течени[еи]|течени[еи]|на протяжении|протяжении|в период|в ходе|по истечении|"
     r"во время|за период|в рамках", None),
    ("BEFORETHAT", r"до (?:этого|того|сего)(?! ?(?:года|месяца|дня|же))", None),
    ("AFTERTHAT", r"после (?:этого|того)(?! ?(?:года|месяца|дня|же))", None),
    ("FROMNOW", r"с (?:этого|того) (?:времени|момента)|с (?:тех|этих) пор", None),
    ("ATTIME", r"в (?:это|то)(?: же)? (?:самое )?время", None),
    *_words("MOD", MODIFIERS),
    ("EVE", r"накануне|канун(?:а|е)?", ("day", -1, "anchor")),
    ("EARLIER", r"ранее|раньше|до того", None),
    ("LATER", r"спустя|позже|позднее|погодя|после того", None),
    ("VIA", r"через", None),
    ("EVERY", r"кажд\w{2,3}", None),
    *_words("SET", SETS),
    ("NEAR", r"ближайш\w+", None),
    ("RECENT", r"последн\w+", None),
    ("RUNNING", r"подряд|кряду", None),
    ("TIMES", r"раза?|дважды|трижды", None),
    ("WORKDAYS", r"рабочи(?:е|м|х|ми) дн(?:и|ей|ям|ях)|будн(?:и|ям|ях|ей|ями|ий|ие|их|им)", None),
    ("NOON", r"полдень|полудн[яюе]|полуднем", 12),
    ("MIDNIGHT", r"полноч(?:ь|и|ью)|полуноч(?:ь|и|ью)", 0),
    ("DURATION", r"пол[- ]?года|полугода", ("month", 6)),
    ("DURATION", r"пол[- ]?(?:века|столетия)", ("year", 50)),
    ("DURATION", r"получас\w?|пол[- ]?часа", ("minute", 30)),
    ("DURATION", r"пол[- ]?месяца", ("day", 15)),
    ("DURATION", r"пол[- ]?(?:дня|суток)", ("hour", 12)),
    ("DURATION", r"пол[- ]?минуты", ("second", 30)),
    ("DURATION", r"полугодов\w+|полугодичн\w+", ("month", 6)),
    ("DURATION", r"годичн\w+|годовал\w+", ("year", 1)),
    ("DURATION", r"столетн\w+|вековой", ("year", 100)),
    ("DURATION", r"тысячелетн\w+", ("year", 1000)),
    ("DURATION", r"многолетн\w+", ("year", None)),
    *[("HALFHOUR", rf"(?:половин[ауе] |пол[- ]?){stem}(?:ого|его)", hour)
      for stem, hour in HOURS.items()],
    # words
    ("WITHOUT", r"без", None),
    *_words("DEICTIC", DEICTICS),
    *_words("REL", RELATIVES),
    *_words("MULT", MULTIPLIERS),
    *_words("FRACTION", FRACTIONS),
    *_words("CARDINAL", CARDINALS),
    ("ORDINAL", r"трет(?:ий|ья|ье|ьего|ьему|ьим|ьем|ьей|ью|ьи|ьих)", 3),
    *[("ORDINAL", stem + ADJECTIVE, value) for stem, value in ORDINALS.items()],
    ("ROMAN", r"[ivxlхі]+(?:-?(?:го|й|м|ом|му|е))?(?=\.?$| ?[-–—]? ?(?:[ivxlхі]+\b|век|вв?\b|"
     r"столет|тысяч|квар|кв\b|полуг|полов|трет|четв|и |по |до |[-–—]))", None),
    ("UNIT", r"(?<=[ivxlхі\d] )в(?=\.|$)", "century"),
    *_words("MONTH", MONTHS),
    *_words("WEEKDAY", WEEKDAYS),
    *_words("SEASON", SEASONS),
    *_words("UNIT", UNITS),
    *_words("DAYPART", DAYPARTS),
    *_words("PART", PARTS),
    ("VAGUE", r"нескольк\w+|многи\w+|много|считанн\w+|считаны\w+|некотор\w+|ряд(?:а|у|ом|е)?|"
     r"долг\w+|разн\w+|немного|десятк(?:и|ов|ам|ами|ах)|сотн(?:и|ям|ях)|сотен|первые|первых|други\w+|"
     r"остальн\w+|сколько-то", None),
    ("FROM", r"с|со|c|от|начиная с|начиная со|начиная", None),
    ("TO", r"до|вплоть до", None),
    ("BY", r"по", None),
    ("INCLUSIVE", r"включительно", None),
    ("TURN", r"рубеж[еау]?|стык[еау]?", None),
    ("TOWARD", r"к|ко", None),
    ("AFTER", r"после", None),
    ("BEFORE", r"перед|до начала", None),
    ("BETWEEN", r"между", None),
    ("IN", r"в|во|на|за|при|под|о|об|над|из", None),
    ("OR", r"или|либо", None),
    ("AND", r"и|&", None),
    ("SKIP", _SKIP, None),
    ("DASH", r"[-–—−‑‒]+|\.\.+|…", None),
    ("SLASH", r"/", None),
    ("COMMA", r"[,;(]", None),
    ("UNKNOWN", UNKNOWN, None),
]  # fmt: skip
