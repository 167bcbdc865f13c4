"""The words of the events stage. Lemmas are written with е for ё."""

from __future__ import annotations

from extract.syntax.words import TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A bare one of these means the event of the same noun before it: "форум".
GATHERINGS = _words(
    """форум заседание саммит сессия конференция конгресс съезд фестиваль чемпионат олимпиада
    выставка ярмарка совещание встреча слушание референдум митинг концерт турнир церемония марафон
    матч собрание пленум парад акция выборы переговоры визит пресс-конференция круглый стол
    семинар симпозиум лекция премьера гонка война учение операция теракт взрыв пожар авария"""
)
# A bare one of these means the event before it, whatever that is called.
GENERAL = _words("мероприятие событие")

PLANNED = _words(
    """планировать планироваться запланировать запланированный намечать намеченный предстоять
    предстоящий ожидаться готовиться подготовка назначить назначенный намереваться собираться
    должен будущий предложить перенести пригласить приглашать"""
)
CANCELLED = _words("отменить отменять отмена отмененный сорваться сорвать отложить отказаться")
HELD = _words("состояться пройти проходить завершиться завершить открыться провести проводить")

JOINS = _words("участвовать выступить выступать присутствовать")  # with в or на
TAKES_PART = _words("принять принимать")  # with участие
WORKS_AT = _words("работать представить представлять проходить")  # "на форуме работает делегация"
HEADED = "во главе с"
DELEGATES = TITLES
IN_FRAME = _words("рамка ход время")  # "в рамках форума"

OPENS = _words("открыться открываться начаться начинаться стартовать")
WHICH = _words("который где когда")
CLOSES = _words("закрыться закрываться завершиться завершаться закончиться заканчиваться")
# "пленарное заседание" is always one of something, of the gathering that the text speaks of.
PART_WORDS = _words("пленарный панельный")
WHOLES = _words("форум саммит конгресс конференция съезд фестиваль симпозиум сессия")
# An event with one of these is not the event of the same noun without it.
ANOTHER = _words("следующий прошлый предыдущий прошлогодний очередной новый другой иной каждый")

# Beginnings of the nouns of a calendar; a birth or an arrest is an event too, but has no entry.
CALENDAR = _words(
    """форум саммит заседани сесси конференци конгресс съезд фестивал выставк ярмарк совещани
    слушани семинар симпозиум выбор встреч переговор визит референдум митинг концерт турнир
    чемпионат олимпиад церемони парад премьер презентаци круглый пресс-конференц марафон акци"""
)
