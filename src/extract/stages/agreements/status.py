"""Is it signed, held, only planned? Read from tense, mood, negation and words.

What a sentence denies, doubts, plans, puts off or makes a condition is never told as done.
"""

from __future__ import annotations

from extract.stages.agreements.account import Account
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.words import (
    ACTS,
    AGREED,
    CANCELLED,
    COMES_TO_AN_END,
    CONCLUSION,
    DEMANDS,
    ENDS,
    FAILURE_VERBS,
    IN_FORCE,
    INTENDED,
    LEAVING,
    LINKS,
    MATTERS,
    NEGOTIATED,
    NEXT,
    NO_LONGER,
    NOT_YET,
    PLANNED,
    POSTPONED,
    REJECTED,
    RENEWED,
    SIGNED,
    STOPPED,
    TERMINATED,
    TIMES,
    TOOK_PLACE,
    VOID,
)
from extract.syntax.tree import Tree


def of_agreement(tree: Tree, cue: Cue) -> str | None:
    """The status of an agreement, one of ``schema.STATUSES``."""
    path = Account(tree, cue)
    said = _agreement(path)
    if path.is_open() and said != "terminated":
        return "unknown"
    if said in ("signed", "planned") and (path.is_main_end() or VOID.search(path.sentence())):
        return "terminated"
    if said == "rejected":
        return said
    ended = said == "terminated" or bool(path.words & TERMINATED)
    if path.is_denied():
        return "in_force" if ended else "rejected"
    if said not in ("signed", "in_force", "terminated"):
        return said
    if said != "terminated" and path.says_above(REJECTED) and _is_concluded(path):
        return "rejected"
    if path.is_doubted():
        return "unknown"
    if path.says_above(POSTPONED) or path.is_conditional():
        return "planned"
    if said == "signed" and not path.adjunct and path.says_above(PLANNED - {"решить", "программа"}):
        return "planned"
    return said


def _is_concluded(path: Account) -> bool:
    """Whether what is rejected is the signing itself or the agreement, not what comes of it."""
    return bool(path.words & CONCLUSION) or not path.adjunct


def _agreement(path: Account) -> str:
    words = path.words
    if words & RENEWED and (path.negated or words & REJECTED):
        return "terminated"
    if words & REJECTED:
        return _not_rejected(words) if path.negated else "rejected"
    if words & SIGNED and words & TERMINATED <= COMES_TO_AN_END:  # "завершился подписанием"
        words = words - COMES_TO_AN_END
    if words & TERMINATED or path.left:
        demanded = words & (DEMANDS | PLANNED)
        going = path.future or path.negated or (path.present and not words & ENDS)
        return "in_force" if demanded or going else "terminated"
    if path.is_under("без") or path.is_under("вместо"):
        return "terminated" if path.remains() else "rejected"
    if "нет" in words or path.is_not_to_be() or (path.negated and "идти" in words):
        return "rejected"
    if path.is_in_use():
        return "in_force"
    if path.own_future or path.is_to_sign():
        return "planned"
    if path.negated and words & {"действовать", "сила"}:
        return "terminated"
    if path.is_carried_out() and not words & CONCLUSION:
        return "in_force"
    concluding = path.cue.is_verb or words & (CONCLUSION | FAILURE_VERBS)
    if path.negated and concluding and not path.adjunct:
        return "rejected"
    if path.own & SIGNED and not (words - path.lemmas) & PLANNED:
        return "signed"
    if (not path.adjunct and path.future) or words & PLANNED:
        return "planned"
    if (path.purpose or path.meant or path.is_left_to()) and (
        words & CONCLUSION or path.cue.is_verb
    ):
        return "planned"
    if words & NEGOTIATED or (path.cue.is_verb and path.present):
        return "negotiated"
    links = path.present and words & LINKS  # "объединяет", not "объединило"
    if (links or words & IN_FORCE) and not words & CONCLUSION and not path.is_bound_by():
        return "in_force"
    noun = path.tree.lemmas[path.cue.token]
    plural = "Number=Plur" in path.tree.morph[path.cue.token] and noun not in ACTS
    if words & CONCLUSION or path.cue.is_verb:
        told = path.cue.verb is None or not path.adjunct
        return "planned" if path.is_listed() or (told and path.is_ahead()) else "signed"
    if NOT_YET.search(path.sentence()):
        return "negotiated"
    if path.is_talked_of():
        return "negotiated"
    if path.is_followed():
        return "in_force"
    return "in_force" if plural else "signed"


def _not_rejected(words: set[str]) -> str:
    """ "не исключил", "не отказался от подписания", "не отказался расторгнуть"."""
    if words & TERMINATED:
        return "in_force"
    return "planned" if words & (CONCLUSION | {"исключить", "исключать"}) else "in_force"


def of_happening(tree: Tree, cue: Cue) -> str | None:
    """The status of a meeting or a visit."""
    path = Account(tree, cue)
    said = _happening(path)
    if path.is_open():
        return "unknown"
    if path.says_above(POSTPONED):
        return "planned" if path.has_new_date() else "cancelled"
    if said == "cancelled" or path.is_denied():
        return "cancelled"
    if said != "held":
        return said
    if path.says_above(CANCELLED) and not path.adjunct:
        return "cancelled"
    if path.is_doubted():
        return "unknown"
    if path.is_conditional():
        return "planned"
    if path.says_above(PLANNED) and not path.adjunct:
        return "planned"
    return said


def _happening(path: Account) -> str:
    words = path.words
    if path.own_future:
        return "planned"
    if path.own & PLANNED and not words & CANCELLED:
        took_place = path.is_past() and words & TOOK_PLACE
        planned = "held" if took_place else "planned"
        return "cancelled" if path.negated and not path.adjunct else planned
    if path.negated and words & CANCELLED:  # "не отменили", "не исключил"
        return "planned"
    if words & CANCELLED or (path.negated and not path.adjunct):
        return "cancelled"
    if path.is_under("без") or path.is_under("вместо"):
        return "cancelled"
    if path.goes_on():
        return "held"
    if (path.future and not path.adjunct) or words & PLANNED or path.is_agreed() or path.meant:
        return "planned"
    if path.future and path.is_under("после"):
        return "planned"
    if _is_scheduled(path):
        return "planned"
    if path.adjunct and path.lasts() and (path.future or path.lemmas & INTENDED):
        return "planned"
    if path.adjunct and path.negated and path.is_reached():
        return "cancelled"
    verb = path.cue.verb
    lemma = "" if verb is None else path.tree.lemmas[verb]
    soon = path.present and (lemma == "встречаться" or lemma in LEAVING)
    told = path.cue.verb is None or not path.adjunct or path.lasts()
    to_come = (told and path.is_ahead()) or path.is_listed()
    return "planned" if soon or to_come or path.purpose else "held"


def _is_scheduled(path: Account) -> bool:
    """ "дату визита назвали", "темой встречи станет", "до встречи осталась неделя"."""
    over = {path.tree.lemmas[i] for i in path.cue.nouns}
    if over & TIMES or (path.own & NEXT and not path.is_past()) or path.is_left_to():
        return True
    return path.is_at_hand()


def of_state(tree: Tree, cue: Cue) -> str | None:
    """The status of what two share: nothing where it simply is so."""
    path = Account(tree, cue)
    former = path.tree.words[path.cue.token].lower().startswith("экс-")
    no_longer = path.negated and NO_LONGER.search(path.sentence())
    if former or no_longer or path.is_ended_beside():
        return "terminated"
    if path.words & REJECTED:
        return "rejected"
    if path.words & (TERMINATED | STOPPED) or path.came_to_nothing():
        # "если не прекратит сотрудничать"
        return None if path.words & DEMANDS or path.negated else "terminated"
    if path.is_staying() and not (path.is_denied() or path.is_doubted() or path.is_conditional()):
        return None
    if (
        path.words & (PLANNED - MATTERS)
        or (path.future and not (path.adjunct or path.is_party or path.is_going_on()))
        or (path.cue.is_verb and path.lemmas & AGREED)
    ):
        return "planned"
    if path.is_denied() or path.is_doubted():
        return "unknown"
    return "planned" if path.is_conditional() or path.says_above(PLANNED - MATTERS) else None
