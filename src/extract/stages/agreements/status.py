"""Is it signed, held, only planned? Read from tense, mood, negation and words.

What a sentence denies, doubts, plans, puts off or makes a condition is never told as done. Each
status is found by questions in an order: the first that has an answer is believed.
"""

from __future__ import annotations

from extract.stages.agreements.account import Account, Question, doubted, first
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
    AGREED,
    CANCELLED,
    DEMANDS,
    FAILED,
    INTENDED,
    LEAVING,
    LOOKS_AT,
    MATTERS,
    NEGOTIATED,
    NEXT,
    NO_LONGER,
    PLANNED,
    PREPARED,
    REJECTED,
    STARTS,
    STOPPED,
    SUPPOSED,
    TERMINATED,
    TIMES,
    TOOK_PLACE,
    VOID,
)
from extract.syntax.tree import Tree

# --- meetings and visits --------------------------------------------------------------------------


def of_happening(tree: Tree, cue: Cue) -> str | None:
    """The status of a meeting or a visit."""
    path = Account(tree, cue)
    said = first(_HAPPENING, path) or "held"
    if path.is_open():
        return "unknown"
    if path.is_thwarted():
        return "cancelled"
    if path.is_put_off():
        return "planned" if path.has_new_date() else "cancelled"
    if said == "cancelled" or path.is_denied():
        return "cancelled"
    if said == "held" and path.is_broken_off():
        return said
    return said if said != "held" else first((_off_above, doubted, _aimed_above), path) or said


def _off_above(path: Account) -> str | None:
    off = path.says_above(CANCELLED) and not path.adjunct
    return "cancelled" if off or path.came_to_naught() else None


def _aimed_above(path: Account) -> str | None:
    over = path.says_above(PLANNED) and not path.adjunct
    waits = path.is_conditional() or path.is_pending() or path.own & SUPPOSED
    return "planned" if over or waits else None


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
    if path.own & FAILED:
        return "cancelled"
    without = path.is_under("без") or path.is_under("вместо") or path.is_declined()
    without |= path.is_lacking()
    return "cancelled" if without or (path.negated and not path.adjunct) else None


def _going_on(path: Account) -> str | None:
    """Who goes on with it, breaks it off or does not like how it went is or was there."""
    there = path.is_broken_off() or path.goes_on() or path.went_badly()
    return "held" if there else None


def _meant(path: Account) -> str | None:
    if (path.future and not path.adjunct) or path.words & PLANNED or path.is_agreed() or path.meant:
        return "planned"
    if path.words & PREPARED and not path.adjunct:
        return "planned"
    later = path.future and path.is_under("после")
    return "planned" if later or path.is_favoured() else None


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
    _to_be_held, _going_on, _called_off, _meant, _scheduled, _beside, _soon,
)  # fmt: skip


# --- what two share -------------------------------------------------------------------------------


def of_state(tree: Tree, cue: Cue) -> str | None:
    """The status of what two share: nothing where it simply is so."""
    path = Account(tree, cue)
    if _is_over(path):
        return "terminated"
    words = path.own_words()
    ends = words & (TERMINATED | REJECTED) or (words & STOPPED and not path.is_means())
    if ends or path.left or path.came_to_nothing():
        # "если не прекратит сотрудничать"
        return None if path.words & DEMANDS or path.negated else "terminated"
    weak = path.is_denied() or path.is_doubted() or path.is_lacking()
    there = path.is_staying() or path.is_described()
    if there and not (weak or path.is_conditional()):
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
    ended = path.is_ended_beside() or path.is_main_end() or path.is_declined()
    return bool(former or no_longer or void) or ended or path.is_thwarted()


def _is_to_be(path: Account) -> bool:
    if path.own_words() & _aims(path) or (path.cue.is_verb and path.lemmas & AGREED):
        return True
    if (path.cue.is_verb and path.purpose) or (path.cue.is_adverb and path.meant):
        return True
    if path.is_needed():
        return True
    if path.says_above(STARTS) and path.says_above(NEGOTIATED):
        return True
    return path.future and not (path.adjunct or path.is_party or path.is_going_on())


def _aims(path: Account) -> frozenset[str]:
    """What makes it a plan: "рассмотрели вопросы сотрудничества" speaks of what there is."""
    plans = PLANNED - MATTERS - LOOKS_AT
    return plans - path.lemmas if path.nouns & MATTERS else plans
