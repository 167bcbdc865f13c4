"""The parts of a person's name, by the custom of the people that bear it.

Each custom is a function that reads the words of a name or says that they are none of its
names; they are asked in order (see ``CUSTOMS``), the last takes all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.annotations import Person
from extract.russian.parsing import recase
from extract.stages.names import customs
from extract.stages.names.bynames import nicknamed, ruler, with_epithet
from extract.stages.names.fathers import is_of_father
from extract.stages.names.foreign import BEARERS
from extract.stages.names.lists import Standing, standing
from extract.stages.names.ordering import is_reversed
from extract.stages.names.patterns import FEMALE
from extract.stages.names.people import Name
from extract.stages.names.slips import mended
from extract.stages.names.titles import Item, Parts, split_titles

_BY_ENDING = 2  # a surname by its ending
_KNOWN = 3  # a given name that pymorphy's dictionary has


def person(name: Name) -> tuple[Person, str]:
    """The parts of a name, and the name in the nominative.

    The order is that of running text, given name first, but for names like "Си Цзиньпин".
    Titles are left out, unless only a given name follows ("папа Франциск").
    """
    items = _items(name)
    if not items:
        return Person(), name.tail.strip()
    titles, items = split_titles(items)
    parts = _parts(items)
    gender = name.gender
    if len(items) == 1 and _is_given(items[0], name):
        parts, gender = Parts(given=items), gender or name.around.kin
    if any(item.lower in customs.FEMALE_PARTICLES for item in parts.patronymic):
        gender = FEMALE
    who = Person(_text(parts.surname), _text(parts.given), _text(parts.patronymic), gender)
    order = list(parts.ordered) if parts.surname else [*titles, *parts.ordered]
    return who, _text(order) or "".join(name.forms)


def _is_given(item: Item, name: Name) -> bool:
    """Whether what stands before a lone name tells that it is a given one.

    "дочь Эрика", "его брат Санто", "король Рене", "парень по имени Спенсер"; but "жена Петрова".
    """
    given, surname = item.standing
    if name.around.named:
        return not customs.SURNAME_END.search(item.lower)
    if name.around.reigns and surname < _BY_ENDING:
        return True
    return name.is_of_kin and surname < (
        _BY_ENDING if name.around.kin_sure else _KNOWN * bool(given or item.lower in BEARERS)
    )


def _text(items: Sequence[Item]) -> str | None:
    return " ".join(item.text for item in items) or None


def _items(name: Name) -> list[Item]:
    items: list[Item] = []
    for word, form, reading in zip(name.words, name.forms, name.chosen, strict=True):
        given, surname = standing(form.lower())
        patronymic = reading is not None and reading.kind == "patronymic"
        if word.gap == "-" and items:
            last = items[-1]
            both = Standing(max(given, last.standing.given), max(surname, last.standing.surname))
            items[-1] = Item(f"{last.text}-{form}", both, last.is_patronymic and patronymic)
        else:
            items.append(_spelt(Item(form, Standing(given, surname), patronymic)))
    return items


def _spelt(item: Item) -> Item:
    """ "Алксандр" as "Александр"."""
    name = mended(item.lower) if not item.is_patronymic else None
    return item if name is None else Item(recase(name, item.text), standing(name))


def _parts(items: list[Item]) -> Parts:
    for custom in CUSTOMS:
        parts = custom(items)
        if parts is not None:
            return parts
    return Parts(surname=items)


def with_surname_hidden(items: list[Item]) -> Parts | None:
    """ "Анастасия Е.": of the surname no more is told than its first letter."""
    if len(items) != 2 or not items[1].is_initial or items[0].is_initial:
        return None
    sure = items[0].standing.given >= _KNOWN and not items[0].standing.surname
    return Parts(items[:1], [], items[1:]) if sure else None


def with_stage_name(items: list[Item]) -> Parts | None:
    """ "Dr. Dre", "Jay Z", "Alyona Alyona": what singers call themselves is one name."""
    first, last = items[0].lower.rstrip("."), items[-1].lower
    if len(items) < 2 or not last.isascii():
        return None
    is_one = first in customs.OF_STAGE or len(last) == 1 or first == last
    return Parts(given=items) if is_one else None


def with_initials(items: list[Item]) -> Parts | None:
    """ "К. Д. Левин" and "Левин К. Д."; "Джордж У. Буш"."""
    dotted = any(item.is_initial for item in items)
    initials = [item for item in items if item.is_initial or (dotted and len(item.text) == 1)]
    words = [item for item in items if item not in initials]
    if not initials or not words:
        return Parts(initials[:1], initials[1:]) if initials else None
    between = items[-1] is words[-1] and items[1] in initials  # "Сэмюэл Л. Джексон"
    if len(words) > 1 and words[0] is items[0] and (words[0].is_given or between):
        return Parts([words[0], *initials], [], words[1:])
    return Parts(initials[:1], initials[1:], words)


def lone(items: list[Item]) -> Parts | None:
    """One word: a surname, unless the dictionary and not a list alone calls it a given name."""
    if len(items) != 1:
        return None
    is_given = items[0].is_given and items[0].standing.given >= _KNOWN
    is_given = is_given and items[0].lower not in customs.IBERIAN_SURNAMES
    return Parts(given=items) if is_given else Parts(surname=items)


def kunya(items: list[Item]) -> Parts | None:
    """ "Абу Бакр", "Абу Мухаммад аль-Джулани": "father of" and the child's name are one."""
    if len(items) < 2 or items[0].lower not in customs.FATHER_OF:
        return None
    own = 3 if items[1].lower in customs.SERVANT_OF else 2
    return Parts(items[:own], [], items[own:])


def child_of(items: list[Item]) -> Parts | None:
    """ "Салман ибн Абдул-Азиз Аль Сауд", "Аиша бинт Мухаммад"; "бен Ладен" is a surname."""
    at = _find(items, customs.CHILD_OF)
    if not at:
        return None
    end = next((i for i in range(at + 2, len(items)) if items[i].lower in customs.FAMILY), None)
    if end is None and (len(items) - at > 2 or items[at].lower in customs.DAUGHTER_OF):
        family = [] if items[-2].lower in customs.CHILD_OF else items[-1:]
        end = len(items) - len(family)
    if end is None:
        return Parts(items[:at], [], items[at:])
    return Parts(items[:at], items[at:end], items[end:])


def turkic(items: list[Item]) -> Parts | None:
    """ "Ильхам Гейдар оглы Алиев", "Гейдар Алиев Рза оглы"."""
    at = _find(items, customs.PATRONYMIC_PARTICLES)
    if at is None or at < 2:
        return None
    rest = _pair([*items[: at - 1], *items[at + 1 :]])
    order = [*rest.given, *items[at - 1 : at + 1], *rest.surname]
    if items[0] in rest.given and at == len(items) - 1:
        order = items
    return Parts(rest.given, items[at - 1 : at + 1], rest.surname, order)


def russian(items: list[Item]) -> Parts | None:
    """ "Иван Петрович Сидоров", "Сидоров Иван Петрович", "Иван Петрович"."""
    for at in range(1, len(items)):
        if _is_patronymic(items, at):
            return Parts([items[at - 1]], [items[at]], [*items[: at - 1], *items[at + 1 :]])
    return None


def _is_patronymic(items: list[Item], at: int) -> bool:
    word = items[at].lower
    if not customs.PATRONYMIC.search(word):
        return False
    if word.endswith("на") or len(items) > 2:
        return True
    # "Иван Рабинович" has none; "Иван Петрович" has one, and no surname
    return is_of_father(word) and word not in customs.SURNAMES_IN_ICH


def mongolian(items: list[Item]) -> Parts | None:
    """ "Ухнагийн Хурэлсух": the father's name before one's own, and no surname."""
    if len(items) != 2 or any(any(item.standing) for item in items[1:] if item.is_given):
        return None
    father, own = items
    if father.standing.given or father.standing.surname > 2:
        return None
    if not customs.is_mongolian_father(father.lower):
        return None
    return Parts([own], [father], [], items)


def icelandic(items: list[Item]) -> Parts | None:
    """ "Катрин Якобсдоттир": the father's name behind one's own, and no surname."""
    if len(items) < 2 or not customs.ICELANDIC_FATHER.search(items[-1].lower):
        return None
    return Parts(items[:-1], items[-1:])


def burmese(items: list[Item]) -> Parts | None:
    """ "Аун Сан Су Чжи": all is one's own name."""
    words = {item.lower for item in items}
    known = words <= customs.BURMESE | customs.BURMESE_OTHER
    return Parts(given=items) if known and words & customs.BURMESE else None


def eastern(items: list[Item]) -> Parts | None:
    """ "Си Цзиньпин", "Ким Чен Ын": the surname before the given name."""
    if len(items) == 2 and items[1].is_given and items[1].lower not in customs.EASTERN_SURNAMES:
        return None  # but "Сунь Ян"
    if not customs.is_eastern([item.lower for item in items]):
        return None
    return Parts(items[1:], [], items[:1], items)


def western(items: list[Item]) -> Parts | None:
    """Given names, then surnames, the other way round where the lists say so."""
    if len(items) > 2 and all(item.is_given and not item.standing.surname for item in items):
        return Parts(given=items)  # "Мария Елизавета Анна"
    return _pair(items)


def _pair(items: Sequence[Item]) -> Parts:
    if len(items) < 2:
        return Parts(surname=items) if items and not items[0].is_given else Parts(given=items)
    if len(items) > 2 and {item.lower for item in items[:2]} <= customs.LETTERS:
        return Parts(items[:2], [], items[2:])  # "Джей Ди Вэнс"
    if items[0].lower in customs.LEADING:
        return Parts(surname=items)
    if len(items) == 2 and is_reversed(*items):
        return Parts(items[1:], [], items[:1])
    if tuple(item.lower for item in items[-2:]) in customs.DOUBLE_SURNAMES:
        return Parts(items[:-2], [], items[-2:])
    at = next((i for i in range(1, len(items)) if _begins_surname(items[i])), len(items) - 1)
    joins = _is_iberian(items[at]) or items[at].lower in customs.JOINING
    if at > 1 and joins and not items[at - 1].standing.given:
        at -= 1  # "Хулио Кортасар Ривера", "Жозе Мариньо да Коста"
    return Parts(items[:at], [], items[at:])


def _begins_surname(item: Item) -> bool:
    """A particle, or the first of two Spanish surnames."""
    word = item.lower
    known = word in customs.IBERIAN_SURNAMES
    return (
        word in customs.PARTICLES or known or (_is_iberian(item) and item.standing.given < _KNOWN)
    )


def _is_iberian(item: Item) -> bool:
    word = item.lower
    return word in customs.IBERIAN_SURNAMES or customs.IBERIAN_END.search(word) is not None


def _find(items: Sequence[Item], words: frozenset[str]) -> int | None:
    return next((i for i, item in enumerate(items) if i and item.lower in words), None)


CUSTOMS: tuple[Callable[[list[Item]], Parts | None], ...] = (
    ruler,
    with_epithet,
    nicknamed,
    with_surname_hidden,
    with_stage_name,
    with_initials,
    lone,
    kunya,
    turkic,
    child_of,
    russian,
    mongolian,
    icelandic,
    burmese,
    eastern,
    western,
)
