"""Is it signed, held, only planned? Read from tense, mood, negation and words.

What a sentence denies, doubts, plans, puts off or makes a condition is never told as done. Each
status is found by questions in an order: the first that has an answer is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.stages.agreements.account import Account
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
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
    REJECTED,
    RENEWED,
    SIGNED,
    STOPPED,
    TERMINATED,
    TIMES,
    TOOK_PLACE,
    UNDONE,
    VOID,
)
from extract.syntax.tree import Tree

Question = Callable[[Account], str | None]


def _first(questions: Iterable[Question], path: Account) -> str | None:
    """The answer of the first question that has one."""
    return next((said for ask in questions if (said := ask(path)) is not None), None)


# --- agreements -----------------------------------------------------------------------------------


def of_agreement(tree: Tree, cue: Cue) -> str | None:
    """The status of an agreement, one of ``schema.STATUSES``."""
    path = Account(tree, cue)
    said = _first(_AGREEMENT, path)
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
    over = not path.adjunct and path.says_above(PLANNED - {"решить", "программа"})
    if said != "terminated" and _is_refused_above(path):
        return "rejected"
    told = _first((_doubted, _put_off), path)
    return told or ("planned" if over and said == "signed" else said)


def _is_refused_above(path: Account) -> bool:
    """Whether what is rejected is the signing itself or the agreement, not what comes of it."""
    concluded = bool(path.words & CONCLUSION) or not path.adjunct
    return (path.says_above(REJECTED) and concluded) or path.came_to_naught()


def _doubted(path: Account) -> str | None:
    return "unknown" if path.is_doubted() else None


def _put_off(path: Account) -> str | None:
    return "planned" if path.is_put_off() or path.is_conditional() else None


def _not_renewed(path: Account) -> str | None:
    refused = path.words & RENEWED and (path.negated or path.words & REJECTED)
    return "terminated" if refused else None


def _refused(path: Account) -> str | None:
    """ "отказались подписать"; "не исключил", "не отказался от подписания", "... расторгнуть"."""
    words = path.words
    if not words & REJECTED:
        return None
    if not path.negated:
        return "rejected"
    if words & TERMINATED:
        return "in_force"
    return "planned" if words & (CONCLUSION | {"исключить", "исключать"}) else "in_force"


def _ended(path: Account) -> str | None:
    words = path.words
    if words & SIGNED and words & TERMINATED <= COMES_TO_AN_END:  # "завершился подписанием"
        words = words - COMES_TO_AN_END
    if not (words & TERMINATED or path.left):
        return None
    demanded = words & (DEMANDS | PLANNED)
    going = path.future or path.negated or (path.present and not words & ENDS)
    return "in_force" if demanded or going else "terminated"


def _cancelled(path: Account) -> str | None:
    """ "отменил сделку" ends it, "отменили подписание" is none; "не отменили" leaves it."""
    if not path.words & UNDONE:
        return None
    if path.negated or path.future:
        return "in_force"
    return "rejected" if path.nouns & CONCLUSION else "terminated"


def _absent(path: Account) -> str | None:
    """ "без договора", "договора не будет", "речи о договоре не идёт"."""
    if path.is_under("без") or path.is_under("вместо"):
        return "terminated" if path.remains() else "rejected"
    gone = "нет" in path.words or path.is_not_to_be()
    return "rejected" if gone or (path.negated and "идти" in path.words) else None


def _in_use(path: Account) -> str | None:
    return "in_force" if path.is_in_use() else None


def _future_of_its_own(path: Account) -> str | None:
    return "planned" if path.own_future or path.is_to_sign() or path.is_near() else None


def _out_of_force(path: Account) -> str | None:
    return "terminated" if path.negated and path.words & {"действовать", "сила"} else None


def _carried_out(path: Account) -> str | None:
    return "in_force" if path.is_carried_out() and not path.words & CONCLUSION else None


def _not_concluded(path: Account) -> str | None:
    concluding = path.cue.is_verb or path.words & (CONCLUSION | FAILURE_VERBS)
    return "rejected" if path.negated and concluding and not path.adjunct else None


def _signed_before(path: Account) -> str | None:
    """ "подписанный договор"."""
    signed = path.own & SIGNED and not (path.words - path.lemmas) & PLANNED
    return "signed" if signed else None


def _intended(path: Account) -> str | None:
    if (not path.adjunct and path.future) or path.words & PLANNED:
        return "planned"
    aimed = path.purpose or path.meant or path.is_left_to()
    return "planned" if aimed and (path.words & CONCLUSION or path.cue.is_verb) else None


def _talked_over(path: Account) -> str | None:
    talks = path.words & NEGOTIATED or (path.cue.is_verb and path.present)
    return "negotiated" if talks else None


def _there(path: Account) -> str | None:
    """ "объединяет", not "объединило"."""
    there = (path.present and path.words & LINKS) or path.words & IN_FORCE
    return "in_force" if there and not path.words & CONCLUSION and not path.is_bound_by() else None


def _concluded(path: Account) -> str | None:
    if not (path.words & CONCLUSION or path.cue.is_verb):
        return None
    told = path.cue.verb is None or not path.adjunct
    return "planned" if path.is_listed() or (told and path.is_ahead()) else "signed"


def _only_named(path: Account) -> str | None:
    """No word says what was done with it."""
    if NOT_YET.search(path.sentence()) or path.is_talked_of():
        return "negotiated"
    noun = path.tree.lemmas[path.cue.token]
    plural = "Number=Plur" in path.tree.morph[path.cue.token] and noun not in ACTS
    return "in_force" if plural or path.is_followed() else "signed"


_AGREEMENT: tuple[Question, ...] = (
    _not_renewed, _refused, _ended, _cancelled, _absent, _in_use, _future_of_its_own,
    _out_of_force, _carried_out, _not_concluded, _signed_before, _intended, _talked_over, _there,
    _concluded, _only_named,
)  # fmt: skip


# --- meetings and visits --------------------------------------------------------------------------


def of_happening(tree: Tree, cue: Cue) -> str | None:
    """The status of a meeting or a visit."""
    path = Account(tree, cue)
    said = _first(_HAPPENING, path) or "held"
    if path.is_open():
        return "unknown"
    if path.is_put_off():
        return "planned" if path.has_new_date() else "cancelled"
    if said == "cancelled" or path.is_denied():
        return "cancelled"
    return said if said != "held" else _first((_off_above, _doubted, _aimed_above), path) or said


def _off_above(path: Account) -> str | None:
    off = path.says_above(CANCELLED) and not path.adjunct
    return "cancelled" if off or path.came_to_naught() else None


def _aimed_above(path: Account) -> str | None:
    over = path.says_above(PLANNED) and not path.adjunct
    return "planned" if over or path.is_conditional() else None


def _to_be_held(path: Account) -> str | None:
    """ "встреча, которую проведут", "запланированная встреча (состоялась)"."""
    if path.own_future or path.is_near():
        return "planned"
    if not path.own & PLANNED or path.words & CANCELLED:
        return None
    if path.negated and not path.adjunct:
        return "cancelled"
    return "held" if path.is_past() and path.words & TOOK_PLACE else "planned"


def _called_off(path: Account) -> str | None:
    """ "не отменили" is none: it is still to come."""
    if path.words & CANCELLED:
        return "planned" if path.negated else "cancelled"
    without = path.is_under("без") or path.is_under("вместо")
    return "cancelled" if without or (path.negated and not path.adjunct) else None


def _going_on(path: Account) -> str | None:
    return "held" if path.goes_on() else None


def _meant(path: Account) -> str | None:
    if (path.future and not path.adjunct) or path.words & PLANNED or path.is_agreed() or path.meant:
        return "planned"
    return "planned" if path.future and path.is_under("после") else None


def _scheduled(path: Account) -> str | None:
    """ "дату визита назвали", "темой встречи станет", "до встречи осталась неделя"."""
    over = {path.tree.lemmas[i] for i in path.cue.nouns}
    if over & TIMES or (path.own & NEXT and not path.is_past()) or path.is_left_to():
        return "planned"
    return "planned" if path.is_at_hand() else None


def _beside(path: Account) -> str | None:
    """ "на встрече обсудят": it is as far off as what is done there."""
    if not path.adjunct:
        return None
    if path.lasts() and (path.future or path.lemmas & INTENDED):
        return "planned"
    return "cancelled" if path.negated and path.is_reached() else None


def _soon(path: Account) -> str | None:
    verb = path.cue.verb
    lemma = "" if verb is None else path.tree.lemmas[verb]
    soon = path.present and (lemma == "встречаться" or lemma in LEAVING)
    told = verb is None or not path.adjunct or path.lasts()
    to_come = (told and path.is_ahead()) or path.is_listed()
    return "planned" if soon or to_come or path.purpose else None


_HAPPENING: tuple[Question, ...] = (
    _to_be_held, _called_off, _going_on, _meant, _scheduled, _beside, _soon,
)  # fmt: skip


# --- what two share -------------------------------------------------------------------------------


def of_state(tree: Tree, cue: Cue) -> str | None:
    """The status of what two share: nothing where it simply is so."""
    path = Account(tree, cue)
    if _is_over(path):
        return "terminated"
    if path.words & (TERMINATED | STOPPED | REJECTED) or path.came_to_nothing():
        # "если не прекратит сотрудничать"
        return None if path.words & DEMANDS or path.negated else "terminated"
    weak = path.is_denied() or path.is_doubted()
    if path.is_staying() and not (weak or path.is_conditional()):
        return None
    if _is_to_be(path):
        return "planned"
    if weak:
        return "unknown"
    return "planned" if path.is_conditional() or path.says_above(_aims(path)) else None


def _is_over(path: Account) -> bool:
    former = path.tree.words[path.cue.token].lower().startswith("экс-")
    no_longer = path.negated and NO_LONGER.search(path.sentence())
    void = VOID.search(path.sentence())
    return bool(former or no_longer or void) or path.is_ended_beside() or path.is_main_end()


def _is_to_be(path: Account) -> bool:
    if path.words & _aims(path) or (path.cue.is_verb and path.lemmas & AGREED):
        return True
    return path.future and not (path.adjunct or path.is_party or path.is_going_on())


def _aims(path: Account) -> frozenset[str]:
    """What makes it a plan: "рассмотрели вопросы сотрудничества" speaks of what there is."""
    plans = PLANNED - MATTERS
    return plans - path.lemmas if path.nouns & MATTERS else plans
