"""Whether a name that was read tells the gender of who bears it."""

from __future__ import annotations

from extract.stages.names.agreeing import AgreeingReadings, is_given, is_sure_given
from extract.stages.names.inflection import LISTED_NAME, SHORT, Reading
from extract.stages.names.lists import Standing, standing
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import Word

CLEAR = 0.5  # a smaller lead leaves the gender open
_OF_WOMEN = ("ова", "ева", "ёва", "ская", "цкая")
_CLEAR_WOMAN = 1.15  # the tagger calls two words a woman's: 1.2


def is_clear(read: AgreeingReadings, total: float, gender: str, oblique: bool = False) -> bool:
    """Whether the gender that a name is read in is sure.

    Args:
        read: The name.
        total: What speaks for a woman.
        gender: The one that it is read in.
        oblique: It surely stands in no nominative, so that a man's would decline.
    """
    if only_given(read) == gender or _is_form_of(read, gender):
        return True
    # the tagger, which errs in the case of a form that does not change, is no proof of a woman
    alone = gender == FEMALE and not oblique and read.forms(MALE) == read.forms(FEMALE)
    return abs(total) > (_CLEAR_WOMAN if alone else CLEAR)


def _is_form_of(read: AgreeingReadings, gender: str) -> bool:
    """Whether the nominative tells it: "Данилова", who were "Данилов" as a man."""
    forms = zip(read.forms(MALE), read.forms(FEMALE), read.chosen[gender], strict=True)
    return any(his != hers and one is not None and one.gender == gender for his, hers, one in forms)


def told_by_surname(read: AgreeingReadings) -> str | None:
    """The gender that a surname has in any reading: "Дзинара Алимбекова" is no man."""
    alike = zip(read.words, read.forms(MALE), read.forms(FEMALE), strict=True)
    names = [his for word, his, hers in alike if his == hers and word.text[-1] != "."]
    if not names or len(names[-1]) <= SHORT:
        return None
    if names[-1].endswith(_OF_WOMEN):
        return FEMALE
    # "Машина Т. В.": a noun may be a man's surname as well, but few men bear such
    return FEMALE if names[-1].endswith(("ина", "ына")) and _is_of_initials(read) else None


def _is_of_initials(read: AgreeingReadings) -> bool:
    return any(word.text.endswith(".") for word in read.words)


def only_given(read: AgreeingReadings) -> str | None:
    """The gender in which a name has a given name that the dictionary knows, if one alone.

    Of two the first tells it: "Озода Рахмон".
    """
    sure = [
        gender
        for gender, chosen in read.chosen.items()
        if any(
            is_sure_given(one) and not (at and (_is_surname(one) or is_given(chosen[0])))
            for at, one in enumerate(chosen)
        )
    ]
    return sure[0] if len(sure) == 1 else None


def is_given_alike(read: AgreeingReadings) -> bool:
    """Not "Илона", which is a woman's name and a form of "Илон"; nor "Тобер Грейс".

    Behind a word that is no given name it may as well be a surname.
    """
    first = [chosen[0] for chosen in read.chosen.values()]
    known = any(one is None or one.kind == "given" for one in first)
    return known and read.forms(MALE)[:1] == read.forms(FEMALE)[:1]


def is_like_womans(read: AgreeingReadings) -> bool:
    """ "Суэлла Браверман": of unknown given names those in -а are women's more often than not."""
    his, hers = read.chosen[MALE][0], read.chosen[FEMALE][0]
    return (
        len(read.words) > 1
        and his is not None
        and hers is not None
        and his.nominative == hers.nominative
        and his.nominative.endswith(("а", "я"))
        and (his.kind is None or (his.kind == "given" and his.weight <= LISTED_NAME))
    )


def ends_like_mans(words: tuple[Word, ...]) -> bool:
    """ "Катрин Денев": in the nominative no Russian woman is called so, but others are."""
    return words[-1].lower.endswith(("ов", "ев", "ин", "ын"))


def _is_surname(reading: Reading | None) -> bool:
    """ "Карин" of "Ерлан Карин", which is a woman's given name too."""
    known = standing(reading.nominative) if reading else Standing(0, 0)
    return known.surname >= known.given


def is_unclear(words: tuple[Word, ...]) -> bool:
    """ "Юрій Мушка": the word that would tell is in another alphabet."""
    return any(word.is_foreign for word in words)
