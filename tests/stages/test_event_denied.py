"""What a text denies, or leaves open, is not told as held."""

import pytest
from tests.stages.test_events import tell

NOT_HELD = """
[[Пожара:EVENT]] в [[Твери:CITY]] не было.
Никакой [[забастовки:EVENT]] в [[Омске:CITY]] не было.
[[Митинга:EVENT]] в [[Твери:CITY]] нет.
Такого [[конкурса:EVENT]] в [[Омске:CITY]] не существует.
Полиция не [[задержала:EVENT]] [[Ивана Кротова:PER]] в [[Твери:CITY]].
[[Анну Белову:PER]] не [[арестовали:EVENT]] в [[Омске:CITY]].
[[Турнир:EVENT]] в [[Твери:CITY]] остался на бумаге.
[[Форум:EVENT]] в [[Омске:CITY]] остался мечтой.
[[Фестиваль:EVENT]] в [[Твери:CITY]] канул в Лету.
[[Открытие:EVENT]] музея в [[Омске:CITY]] повисло в воздухе.
[[Конкурс:EVENT]] в [[Твери:CITY]] признан несостоявшимся.
Говорят, что в [[Омске:CITY]] прошёл [[митинг:EVENT]].
Поговаривают, что в [[Твери:CITY]] состоялась [[встреча:EVENT]] мэров.
По непроверенной информации, в [[Омске:CITY]] прошёл [[обыск:EVENT]].
По неофициальным данным, в [[Твери:CITY]] произошёл [[взрыв:EVENT]].
Власти не подтвердили [[взрыв:EVENT]] в [[Твери:CITY]].
Сообщения о [[пожаре:EVENT]] в [[Омске:CITY]] оказались ложными.
Новость о [[взрыве:EVENT]] в [[Твери:CITY]] – фейк.
"""
OFF = """
Грузовик едва не [[столкнулся:EVENT]] с автобусом в [[Твери:CITY]].
Мэрия не согласовала [[митинг:EVENT]] в [[Омске:CITY]].
Власти не одобрили [[шествие:EVENT]] в [[Твери:CITY]].
Мэрия не разрешила провести [[концерт:EVENT]] в [[Омске:CITY]].
Попытка [[захвата:EVENT]] самолёта в [[Твери:CITY]] провалилась.
Попытка [[ограбления:EVENT]] банка в [[Омске:CITY]] сорвалась.
Мэр отменил проведение [[ярмарки:EVENT]] в [[Твери:CITY]].
Музеи отказались от организации [[фестиваля:EVENT]] в [[Омске:CITY]].
"""
HELD = """
Мэрия согласовала [[митинг:EVENT]] в [[Омске:CITY]], он прошёл.
[[Концерт:EVENT]] в [[Твери:CITY]] состоялся, света не было.
Власти подтвердили [[взрыв:EVENT]] в [[Твери:CITY]].
В [[Омске:CITY]] прошёл [[митинг:EVENT]], о котором говорят все.
[[Турнир:EVENT]] в [[Омске:CITY]] прошёл, но остался спор.
Полиция [[задержала:EVENT]] [[Ивана Кротова:PER]] в [[Твери:CITY]].
"""


def statuses(marked: str) -> set[str]:
    return {event.status for event in tell(marked)[1]}


@pytest.mark.parametrize("marked", OFF.strip().splitlines())
def test_what_failed_or_was_not_allowed_is_off(marked):
    assert "cancelled" in statuses(marked)
    assert "held" not in statuses(marked)


@pytest.mark.parametrize("marked", NOT_HELD.strip().splitlines())
def test_what_is_denied_or_hearsay_is_not_held(marked):
    assert statuses(marked) <= {"cancelled", "unknown", "planned"}


@pytest.mark.parametrize("marked", HELD.strip().splitlines())
def test_what_is_told_is_held(marked):
    assert "held" in statuses(marked)
