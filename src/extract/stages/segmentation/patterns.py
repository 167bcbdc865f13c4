"""Words of sentence ends. Abbreviations: GOST R 7.0.12-2011, where no dictionary form is alike."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A sentence never ends behind one of these: what it belongs to follows.
BEFORE_NAMES = _words("""
    дер пгт мкр мкрн сел хут респ окр наб бул бульв шос туп просп
    проф акад доц инж асп зав зам нач реж преп лейт подполк ефр серж адм
    прот архиеп архим иером митр игум свящ
    журн табл разд прил илл вып лаб каф канд докт техн
""")
# These are words too: only where somebody is named behind them.
BEFORE_PEOPLE = _words("ген полк кап худ комп дир марш отв рук кав")
# And this, where another abbreviation with a name is before it: "в журн. Наука и газ. Труд".
BEFORE_TITLES = _words("газ")

# What a letter names: "группа А", "витамин С".
LETTERED = _words("""
    группа подгруппа класс витамин гепатит грипп вирус штамм корпус блок зона сектор секция подъезд
    литера литер буква категория план вариант уровень тип лига дивизион серия пункт точка отметка
    оценка трибуна терминал причал платформа вход выход строение участок проба
    мадам месье мистер господин госпожа агент гражданин гражданка
""")

# Of words that begin a sentence and are no names: prepositions, conjunctions, pronouns, adverbs,
# verbs (OpenCorpora's grammemes).
BEGINNERS = _words("PREP CONJ NPRO ADVB PRED VERB INFN GRND COMP NUMR Apro PRCL Prnt INTJ")
NAMES = _words("Name Surn Patr Geox")
