"""Is an agreement signed, in force, only planned? The first question with an answer is believed."""

from __future__ import annotations

from extract.stages.agreements.account import Account, Question, doubted, first
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
    ACTS,
    COMES_TO_AN_END,
    CONCLUSION,
    DARES,
    DEMANDS,
    ENDS,
    FAILED,
    FAILURE_VERBS,
    IN_FORCE,
    INITIALLED,
    KEPT,
    LINKS,
    NEGOTIATED,
    NOT_YET,
    PARTING,
    PLANNED,
    REJECTED,
    RENEWED,
    SIGNED,
    SUPPOSED,
    TERMINATED,
    UNDONE,
    VOID,
    WILLING,
    YET,
)
from extract.syntax.tree import Tree


def of_agreement(tree: Tree, cue: Cue) -> str | None:
    """The status of an agreement, one of ``schema.STATUSES``."""
    path = Account(tree, cue)
    said = first(_AGREEMENT, path)
    if path.is_open() and said != "terminated":
        return "unknown"
    if said in ("signed", "planned") and (path.is_main_end() or VOID.search(path.sentence())):
        return "terminated"
    if said == "rejected" or path.is_thwarted():
        return "rejected"
    ended = said == "terminated" or bool(path.words & TERMINATED)
    if path.is_denied():
        return "in_force" if ended else "rejected"
    if said not in ("signed", "in_force", "terminated"):
        return said
    over = not path.adjunct and path.says_above(PLANNED - {"решить", "программа"})
    if said != "terminated" and _is_refused_above(path):
        return "rejected"
    told = first((doubted, _put_off), path)
    return told or ("planned" if over and said == "signed" else said)


def _is_refused_above(path: Account) -> bool:
    """Whether what is rejected is the signing itself or the agreement, not what comes of it."""
    concluded = bool(path.words & CONCLUSION) or not path.adjunct
    return (path.says_above(REJECTED) and concluded) or path.came_to_naught()


def _put_off(path: Account) -> str | None:
    waits = path.is_put_off() or path.is_conditional() or path.is_pending()
    return "planned" if waits or path.own & SUPPOSED else None


def _not_renewed(path: Account) -> str | None:
    refused = path.words & RENEWED and (path.negated or path.words & REJECTED)
    return "terminated" if refused else None


def _refused(path: Account) -> str | None:
    """ "отказались подписать"; "не исключил", "не отказался от подписания", "... расторгнуть"."""
    words = path.words
    if not words & REJECTED:
        return None
    if not path.negated:
        left = path.is_one_sided() and not words & CONCLUSION
        return "terminated" if words & KEPT or left else "rejected"
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


def _without(path: Account) -> str | None:
    """ "завершились без договора"; "остались без договора", which there was."""
    if path.is_under("без") or path.is_under("вместо"):
        return "terminated" if path.remains() else "rejected"
    return "rejected" if path.is_lacking() or path.own & FAILED else None


def _not_wanted(path: Account) -> str | None:
    """ "не решились на договор", "на сделку не пойдут", "не готовы к соглашению"."""
    dares = path.lemmas & DARES and path.is_reached()
    unwilling = path.lemmas & WILLING and not path.adjunct
    return "rejected" if path.negated and (dares or unwilling) else None


def _not_yet(path: Account) -> str | None:
    """ "договора пока нет", "ещё не подписан": it may still come."""
    if not path.is_yet_to_be():
        return None
    return "negotiated" if path.is_being_settled() else "planned"


def _initialled(path: Account) -> str | None:
    if not path.words & INITIALLED or path.words & SIGNED:
        return None
    return "rejected" if path.negated else "planned"


def _absent(path: Account) -> str | None:
    """ "договора не будет", "речи о договоре не идёт", "он не стоит в повестке"."""
    gone = "нет" in path.words or path.is_not_to_be() or path.is_none_at_all()
    gone |= path.negated and bool(path.words & {"идти", "повестка"})
    return "rejected" if gone else None


def _in_use(path: Account) -> str | None:
    if path.took_effect():
        return "signed" if path.negated else "in_force"
    return "in_force" if path.is_in_use() else None


def _future_of_its_own(path: Account) -> str | None:
    to_sign = path.is_to_sign() or path.is_sent_on()
    return "planned" if path.own_future or to_sign or path.is_near() else None


def _out_of_force(path: Account) -> str | None:
    return "terminated" if path.negated and path.words & {"действовать", "сила"} else None


def _carried_out(path: Account) -> str | None:
    if path.lemmas & PARTING and path.is_under("от") and path.is_carried_out():
        return "in_force" if path.negated else "terminated"
    return "in_force" if path.is_carried_out() and not path.words & CONCLUSION else None


def _not_concluded(path: Account) -> str | None:
    concluding = path.cue.is_verb or path.words & (CONCLUSION | FAILURE_VERBS)
    return "rejected" if path.negated and concluding and not path.adjunct else None


def _signed_before(path: Account) -> str | None:
    """ "подписанный договор"; "не подписанный" is none."""
    if path.is_unsigned:
        return "planned" if YET.search(path.sentence()) else "rejected"
    signed = path.own & SIGNED and not (path.words - path.lemmas) & PLANNED
    return "signed" if signed else None


def _intended(path: Account) -> str | None:
    if (not path.adjunct and path.future) or path.words & PLANNED or path.is_favoured():
        return "planned"
    aimed = path.purpose or path.meant or path.is_left_to()
    return "planned" if aimed and (path.words & CONCLUSION or path.cue.is_verb) else None


def _worked_on(path: Account) -> str | None:
    """ "работают над соглашением": there is no such paper yet."""
    return "negotiated" if path.is_under("над") and not path.words & CONCLUSION else None


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


def is_only_named(account: Account) -> bool:
    """Whether no word says what was done with an agreement."""
    return first(_AGREEMENT[:-1], account) is None


def _only_named(path: Account) -> str | None:
    """No word says what was done with it."""
    if NOT_YET.search(path.sentence()) or path.is_talked_of():
        return "negotiated"
    tree, token = path.tree, path.cue.token
    until = any(tree.lemmas[i] == "до" for i in tree.children[token])
    if until and path.is_left_to():  # "до договора далеко", not "до конца договора"
        return "planned"
    plural = "Number=Plur" in tree.morph[token] and tree.lemmas[token] not in ACTS
    plural = plural and path.cue.is_known  # "ударили по рукам"
    return "in_force" if plural or path.is_followed() else "signed"


_AGREEMENT: tuple[Question, ...] = (
    _without, _not_renewed, _refused, _ended, _cancelled, _not_yet, _not_wanted, _absent, _in_use,
    _future_of_its_own, _out_of_force, _carried_out, _initialled, _not_concluded,
    _signed_before, _worked_on, _intended, _talked_over, _there, _concluded, _only_named,
)  # fmt: skip
