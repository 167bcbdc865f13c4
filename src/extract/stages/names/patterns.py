"""Words and endings by which names of people are read.

Source: the declension of surnames in Kalakutskaya, "Фамилии. Имена. Отчества" and in
gramota.ru's guide; the tables are ours.
"""

from __future__ import annotations

import re

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
MALE, FEMALE = "male", "female"


def _rules(text: str) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    rows = (line.split() for line in text.strip().splitlines())
    return tuple(
        (ending, "" if base == "-" else base, tuple(cases.split(",")), gender)
        for ending, base, cases, gender in rows
    )


# Ending of a form, ending of its nominative, cases, gender. Before an ending "C" is any
# consonant, "G" one of г, к, х, "H" one of ж, ч, ш, щ, "V" any
# vowel; "-" is no ending.
ENDINGS = _rules(
    """
    ского   ский  Gen,Acc          male
    скому   ский  Dat              male
    ским    ский  Ins              male
    ском    ский  Loc              male
    ской    ская  Gen,Dat,Ins,Loc  female
    скую    ская  Acc              female
    цкого   цкий  Gen,Acc          male
    цкому   цкий  Dat              male
    цким    цкий  Ins              male
    цком    цкий  Loc              male
    цкой    цкая  Gen,Dat,Ins,Loc  female
    цкую    цкая  Acc              female
    Hего    ий    Gen,Acc          male
    Hему    ий    Dat              male
    Hим     ий    Ins              male
    Hем     ий    Loc              male
    Hей     ая    Gen,Dat,Ins,Loc  female
    него    ний   Gen,Acc          male
    нему    ний   Dat              male
    ним     ний   Ins              male
    ней     няя   Gen,Dat,Ins,Loc  female
    нюю     няя   Acc              female
    Gого    ий    Gen,Acc          male
    Gому    ий    Dat              male
    Gим     ий    Ins              male
    Gом     ий    Loc              male
    Gим     ой    Ins              male
    ого     ый    Gen,Acc          male
    ому     ый    Dat              male
    ым      ый    Ins              male
    ом      ый    Loc              male
    ого     ой    Gen,Acc          male
    ому     ой    Dat              male
    ым      ой    Ins              male
    ом      ой    Loc              male
    ой      ая    Gen,Dat,Ins,Loc  female
    ую      ая    Acc              female
    овых    овы   Gen,Acc,Loc      any
    овым    овы   Dat              any
    овыми   овы   Ins              any
    евых    евы   Gen,Acc,Loc      any
    евым    евы   Dat              any
    евыми   евы   Ins              any
    иных    ины   Gen,Acc,Loc      any
    иными   ины   Ins              any
    ских    ские  Gen,Acc,Loc      any
    скими   ские  Ins              any
    ова     ов    Gen,Acc          male
    ову     ов    Dat              male
    овым    ов    Ins              male
    ове     ов    Loc              male
    овой    ова   Gen,Dat,Ins,Loc  female
    ову     ова   Acc              female
    ева     ев    Gen,Acc          male
    еву     ев    Dat              male
    евым    ев    Ins              male
    еве     ев    Loc              male
    евой    ева   Gen,Dat,Ins,Loc  female
    еву     ева   Acc              female
    ёва     ёв    Gen,Acc          male
    ёву     ёв    Dat              male
    ёвым    ёв    Ins              male
    ёве     ёв    Loc              male
    ёвой    ёва   Gen,Dat,Ins,Loc  female
    ёву     ёва   Acc              female
    ина     ин    Gen,Acc          male
    ину     ин    Dat              male
    иным    ин    Ins              male
    ине     ин    Loc              male
    иной    ина   Gen,Dat,Ins,Loc  female
    ину     ина   Acc              female
    ына     ын    Gen,Acc          male
    ыну     ын    Dat              male
    ыным    ын    Ins              male
    ыне     ын    Loc              male
    ыной    ына   Gen,Dat,Ins,Loc  female
    ыну     ына   Acc              female
    Cа      -     Gen,Acc          male
    Cу      -     Dat              male
    Cом     -     Ins              male
    Hем     -     Ins              male
    цем     ц     Ins              male
    Cе      -     Loc              male
    Cя      ь     Gen,Acc          male
    Cю      ь     Dat              male
    Cем     ь     Ins              male
    Cе      ь     Loc              male
    Vя      й     Gen,Acc          male
    Vю      й     Dat              male
    Vем     й     Ins              male
    Vе      й     Loc              male
    ии      ий    Loc              male
    Cы      а     Gen              any
    Gи      а     Gen              any
    Hи      а     Gen              any
    Cе      а     Dat,Loc          any
    Cу      а     Acc              any
    Cой     а     Ins              any
    Hей     а     Ins              any
    цей     ца    Ins              any
    Cи      я     Gen              any
    ьи      ья    Gen              any
    ье      ья    Dat,Loc          any
    ью      ья    Acc              any
    ьей     ья    Ins              any
    Cе      я     Dat,Loc          any
    Cю      я     Acc              any
    Cей     я     Ins              any
    Vи      я     Gen,Dat,Loc      any
    Vю      я     Acc              any
    Vей     я     Ins              any
    Cи      ь     Gen,Dat,Loc      female
    Cью     ь     Ins              female
    енка    енок  Gen,Acc          male
    енку    енок  Dat              male
    енком   енок  Ins              male
    Hонка   онок  Gen,Acc          male
    Hонку   онок  Dat              male
    Hонком  онок  Ins              male
    Hонке   онок  Loc              male
    """
)

# The same with a vowel that flees in the oblique cases: "Швец", "Швеца" is no rule, but
# "Кравец", "Кравца" is.
FLEEING = _rules(
    """
    Cца     ец    Gen,Acc          male
    Cцу     ец    Dat              male
    Cцом    ец    Ins              male
    Cцем    ец    Ins              male
    Cце     ец    Loc              male
    йца     ец    Gen,Acc          male
    Cка     ок    Gen,Acc          male
    Cку     ок    Dat              male
    Cком    ок    Ins              male
    Cке     ок    Loc              male
    ии      иа    Gen,Dat,Loc      any
    """
)

# Ends that Russian spelling does not know: what an ending may not make of a form.
UNSPELLABLE = re.compile("[гкхжчшщ]ый$|[гкхжчшщц]я$|[гкхц]ь$|[бвгджзкмпсфхчшщ]ца?$|[бвгджзхцчшщ]к$")

# Of families: "Йоркские", "Ивановы".
PLURAL = ("ские", "цкие", "овы", "евы", "ёвы", "ины", "ыны")

# Endings of surnames that no nominative has.
OBLIQUE = (
    *(f"{suffix}ым" for suffix in ("ов", "ев", "ёв", "ин", "ын")),
    *(f"{suffix}{ending}" for suffix in ("ск", "цк") for ending in ("им", "ого", "ому", "ую")),
    *("ову", "еву", "ёву", "ию", "еньку", "очку", "ушку", "юшку"),
)

# Endings of surnames that tell the gender, those of the nominative, and less than 0 for a man.
TELLING = (
    *((f"{of}ым", of, -1) for of in ("ов", "ев", "ёв", "ин", "ын")),
    *((f"{of}ой", f"{of}а", 1) for of in ("ов", "ев", "ёв", "ин", "ын")),
    *((of, of, -1) for of in ("ов", "ев", "ёв")),
)

# What the oblique cases of given names end in, and few nominatives.
OBLIQUE_ENDS = ("у", "ю", "ы", "ии", "еи", "ой", "ей", "ом", "ем")

OBLIQUE_OF_WOMEN = ("овой", "евой", "ёвой", "иной", "ыной")

# Foreign names in -а that do not decline: "Валуа", "Гарсиа", and French ones stressed on it.
FROZEN_A = (
    *("уа", "оа", "иа", "эа", "юа"),
    *("дюма", "золя", "дега", "петипа", "люка", "гавальда"),
)

# "Петреску", "Рибейру".
FROZEN_U = ("еску", "ейру", "иньу", "еану")

# What surnames of men and women end in that do not decline: "Нетребко".
OF_BOTH = ("ко", "дзе", "швили", "их", "ых", "аго", "ово")

GEORGIAN = re.compile("(?:дзе|швили|..[лнрв]и[яию]|ани|ури|ели|[бклрх]ая|[джл]ава|[гх]уа)$")

# "Фаучи", "Карпаччи", "Хашогджи".
FROZEN_CHI = ("учи", "ччи", "ичи", "джи")

# "Полански", "Левински": of women too.
FROZEN_SKI = ("ски", "цки")

VOWELS = "аеёиоуыэюя"
CONSONANTS = "бвгджзклмнпрстфхцчшщ"
HUSHING = "жчшщ"
BEFORE_I = "гкх"

# Before an adjective of the place that they rule, and their name: "патриарх Московский Кирилл".
LORDS = frozenset(
    """папа патриарх митрополит архиепископ епископ князь герцог граф король принц
    принцесса королева княгиня герцогиня графиня""".split()  # noqa: SIM905
)

# Before the name of a person in the genitive another person's may follow: "внучка Шаймиева Камиля".
GOVERNING = frozenset(
    """жена супруга вдова муж супруг сын дочь дочка внук внучка мать мама отец брат сестра
    племянник племянница дядя тетя тёща тесть зять невестка сноха дед дедушка бабушка потомок
    адвокат защитник заместитель зам помощник помощница пресс-секретарь соратник соратница друг
    подруга секретарь представитель представительница советник наследник ученик ученица коллега
    соперник соперница водитель охранник преемник предшественник""".split()  # noqa: SIM905
)

# Of these, who is called by a given name alone: "дочь Эрика".
KIN = frozenset(
    """жена муж супруг сын дочь дочка внук внучка брат сестра племянник племянница
    мать мама отец""".split()  # noqa: SIM905
)
# Before the name of someone of the other gender, in the genitive, or before their own.
LOVERS = frozenset(
    """избранник избранница любовник любовница жених невеста девушка
    парень бойфренд фанат фанатка поклонник поклонница ухажер ухажёр пассия""".split()  # noqa: SIM905
)
SPOUSES = frozenset({"муж", "супруг", "экс-муж", "вдовец", "жена", "экс-жена", "вдова"})
POSSESSIVE = frozenset(
    """его её ее их моя моей мою мой моего моему моим твой твоя свой свою своей своего своему
    своим наш наша нашей нашу нашего""".split()  # noqa: SIM905
)

# Cases that a name may stand in right after a preposition.
CASES_AFTER = {
    preposition: frozenset(cases.split())
    for cases, prepositions in (
        ("Gen", "от у без для из до после кроме против около возле ради вместо среди из-за ото"),
        ("Dat", "к ко благодаря вопреки согласно"),
        ("Acc", "про через сквозь"),
        ("Ins", "над между перед передо"),
        ("Loc", "о об обо при"),
        ("Gen Ins", "с со"),
        ("Acc Ins", "за под"),
        ("Acc Loc", "на в во"),
        ("Dat Loc", "по"),
    )
    for preposition in prepositions.split()
}

LOCATIVE = frozenset(preposition for preposition, cases in CASES_AFTER.items() if "Loc" in cases)

# Said of men only, as words for a woman in the same place end otherwise.
MEN = frozenset(
    """отец сын брат муж супруг дед дедушка дядя внук племянник зять отчим жених мужчина мальчик
    юноша парень бойфренд любовник рэпер актёр актер певец монах священник ксендз имам раввин
    дьякон""".split()  # noqa: SIM905
)
# Feminine nouns that are said of men too.
OF_EITHER = frozenset(
    """жертва звезда персона личность знаменитость особа фигура легенда сторона модель глава
    нация марионетка суперзвезда кинозвезда рок-звезда поп-звезда команда группа семья
    """.split()  # noqa: SIM905
)

# Words that stand with a name and are no part of it.
TITLES = frozenset(
    """господин госпожа мистер миссис мисс мсье мадам месье сэр леди лорд дон донна синьор
    синьора сеньор сеньора герр фрау пан пани товарищ князь княгиня княжна граф графиня барон
    баронесса герцог герцогиня принц принцесса король королева царь царица император
    императрица султан шейх эмир хан папа патриарх митрополит архиепископ епископ отец
    святой святая преподобный имам аятолла далай-лама пророк апостол маршал генерал
    президент премьер министр губернатор мэр mr mrs ms""".split()  # noqa: SIM905
)
_TITLES_MALE = """господин mr мистер мсье месье сэр лорд дон синьор сеньор герр пан князь граф
    барон герцог принц король царь император султан шейх эмир папа патриарх святой
    преподобный"""
_TITLES_FEMALE = """госпожа mrs ms миссис мисс мадам леди донна синьора сеньора фрау пани княгиня
    княжна графиня баронесса герцогиня принцесса королева царица императрица святая"""
TITLE_GENDER = dict.fromkeys(_TITLES_MALE.split(), MALE)
TITLE_GENDER |= dict.fromkeys(_TITLES_FEMALE.split(), FEMALE)

OPENING = frozenset("«„“\"'(")

# Types whose names are common nouns and adjectives, with a capital only where a sentence begins.
COMMON_TYPES = frozenset({"PROFESSION", "NATIONALITY", "CRIME", "PENALTY", "DISEASE"})

# Types whose names keep their gender where they are an adjective: metro station "Юго-Западная".
PROPER_TYPES = frozenset({"FACILITY", "ORGANIZATION", "WORK_OF_ART", "PRODUCT", "AWARD", "EVENT"})

# Adjectives of two spellings that share their oblique forms: the dictionary's first, the usual one.
ADJECTIVES = {
    "окружный": "окружной",
    "призывный": "призывной",
    "запасный": "запасной",
    "языковый": "языковой",
}

DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,}|ру|рф|ком|орг|су)$", re.IGNORECASE)

# What a numeral counts its noun as.
COUNTED = {"годов": "лет"}
SMALL_NUMBERS = {"один": 1, "два": 2, "три": 3, "четыре": 4}
