"""Did it take place, is it only planned, or off? From verbs, words and the calendar."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

from extract.annotations import Relation
from extract.russian.dictionary import known_parses
from extract.stages.events import denied, undated
from extract.stages.events.denied import ALLOWS, is_negated
from extract.stages.events.telling import Telling
from extract.stages.events.words import (
    AHEAD,
    CANCELLED,
    DONE_BY,
    DOUBTS,
    HELD,
    NEXT,
    PASSING,
    PLANS,
    READIED,
    UNTIL,
)
from extract.syntax.tree import Tree

_OF_RELATION = {
    "signed": "held", "held": "held", "planned": "planned", "negotiated": "planned",
    "rejected": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
_CAUTIOUS = ("cancelled", "planned", "unknown", "held")
# Nouns between an event and the verb that still speaks of it; half or double changes no row of 46
# articles.
_SHORT = 2
# How an event hangs on what is said of it; over any other edge words speak of something else.
_OWN = frozenset({"nsubj", "obj", "obl", "xcomp", "csubj", "nmod", "conj", "acl", "appos", "ccomp"})


def status(
    tree: Tree,
    tellings: list[Telling],
    begin: dt.datetime | None,
    end: dt.datetime | None,
    today: dt.date | None,
) -> str:
    """held, planned, cancelled or unknown.

    Args:
        tree: The document.
        tellings: Of the event, the fullest first.
        begin: When it begins.
        end: When it ends.
        today: The date of the article.
    """
    answers = [answer for telling in tellings for answer in _answers(tree, telling)]
    said = {answer for answer, _ in answers}
    sure = [answer for answer, own in answers if own]
    if "cancelled" in sure or (said == {"cancelled"}):
        return "cancelled"
    if begin is not None and today is not None and begin.date() > today:
        # Of the past and a day to come, one is read wrong.
        return "unknown" if "held" in sure and _is_past(tree, tellings) else "planned"
    last = end or begin  # "пройдёт на этой неделе"
    passed = last is not None and today is not None and last.date() < today
    if today is None and said & {"held"} and (open_ := undated.answer(tree, tellings, begin)):
        return open_
    if "held" in sure:
        return "held"
    if "planned" in sure:
        return "unknown" if passed else "planned"
    if "unknown" in said:
        return "unknown"
    if "planned" in said:
        return "unknown" if passed else "planned"
    if passed or "held" in said:
        return "held"
    return "unknown"


def is_doubted(tree: Tree, tellings: list[Telling]) -> bool:
    """ "якобы", "если": the text leaves it open itself."""
    return any(answer == ("unknown", True) for one in tellings for answer in _answers(tree, one))


def is_planned(tree: Tree, telling: Telling) -> bool:
    """Whether the words around one telling say of itself that it is to come."""
    return ("planned", True) in _answers(tree, telling)


def _is_past(tree: Tree, tellings: list[Telling]) -> bool:
    """ "приземлилась", "взрыв прогремел": a verb tells it as done."""
    verbs = (one.root if one.is_verb else tree.governor(one.root) for one in tellings)
    return any("Tense=Past" in tree.morph[verb] for verb in verbs)


def _answers(tree: Tree, telling: Telling) -> Iterator[tuple[str | None, bool]]:
    """What is said at one place, and whether that speaks of the event itself.

    Of a relation and the words around its cue the one that is less sure is believed: a plan is
    never told as done.
    """
    own = _own(tree, telling)
    related = [answer for relation in telling.relations if (answer := _related(relation))]
    if not related:
        yield own
        return
    said = {*related, own[0]} if own[1] else set(related)
    yield next(answer for answer in _CAUTIOUS if answer in said), True


def _own(tree: Tree, telling: Telling) -> tuple[str | None, bool]:
    """What the words around one place say.

    What is denied at one place may be told at another: "таких выставок не было".
    """
    root = telling.root
    if (said := denied.answer(tree, root)) is not None:
        return said, said == "unknown"
    if telling.is_verb:
        return _of_verb(tree, root)
    if tree.is_finite(root):
        answer, sure = _of_verb(tree, root)
        return answer, sure and answer != "cancelled"
    return _of_noun(tree, root)


def _related(relation: Relation) -> str | None:
    return _OF_RELATION.get(relation.status or "")


def _of_verb(tree: Tree, verb: int) -> tuple[str, bool]:
    morph, words = tree.morph[verb], _below(tree, verb)
    if words & DOUBTS:
        return "unknown", True
    if is_negated(tree, verb):
        return "cancelled", True
    if "VerbForm=Inf" in morph:
        return _of_infinitive(tree, verb), True
    if _is_future(tree, verb):
        return "planned", True
    if _is_under_plan(tree, verb):
        return "planned", False
    return "held", True


def _of_infinitive(tree: Tree, verb: int) -> str:
    """ "планирует посетить", "удалось посетить", "отказался посетить"."""
    over = tree.governor(verb)
    if tree.pos[over] == "AUX":  # "вынужден был сложить"
        over = tree.heads[verb]
    if over == verb:
        return "unknown"
    lemma = tree.lemmas[over]
    words = _below(tree, over)
    if words & DOUBTS:
        return "unknown"
    if lemma in CANCELLED or (is_negated(tree, over) and lemma in DONE_BY | PLANS | ALLOWS):
        return "cancelled"
    if lemma in DONE_BY:
        return "planned" if _is_future(tree, over) else "held"
    if lemma in PLANS or words & PLANS or _is_future(tree, over):
        return "planned"
    if "VerbForm=Inf" in tree.morph[over] and tree.governor(over) != over:
        return _of_infinitive(tree, over)
    return "unknown"


def _of_noun(tree: Tree, root: int) -> tuple[str | None, bool]:
    """What stands over and beside a noun."""
    own = {
        tree.lemmas[i] for i in tree.children[root] if i < root or tree.deps[i] in ("acl", "amod")
    }
    if own & CANCELLED:
        return "cancelled", True
    if own & PLANS:
        return "planned", True
    answer, sure = _said_over(tree, root)
    if answer == "held" and not _prepositions(tree, root).isdisjoint(UNTIL):
        return "unknown", False
    return answer, sure


def _said_over(tree: Tree, root: int) -> tuple[str | None, bool]:
    """What the nouns over a noun, and the first verb, say of it."""
    for depth, (node, dep) in enumerate(_over(tree, root)):
        lemma = tree.lemmas[node]
        if lemma in CANCELLED:
            return _called_off(tree, root, node, dep, direct=depth == 0)
        if _is_verb(tree, node):
            return _of_clause(tree, root, node, dep, depth)
        if lemma in PLANS or lemma in DOUBTS:
            return "planned", depth == 0
        if lemma in READIED:
            return "unknown", False
    return "unknown", False


def _called_off(
    tree: Tree, root: int, node: int, dep: str, *, direct: bool
) -> tuple[str | None, bool]:
    """ "отменил форум", but neither "отменил рейсы из-за забастовки" nor "не отменил"."""
    first, last = sorted((root, node))
    if ":" in tree.words[first:last]:  # "Забастовка: отменены рейсы"
        return "unknown", False
    under = _prepositions(tree, root) or {"от"}
    aside = dep == "obl" and _is_verb(tree, node) and "от" not in under
    if aside or is_negated(tree, node):
        return "unknown", False
    return "cancelled", direct


def _of_clause(tree: Tree, root: int, verb: int, dep: str, depth: int) -> tuple[str | None, bool]:
    """What the verb of a noun's clause says of it, ``depth`` nouns below."""
    lemma, words = tree.lemmas[verb], _below(tree, verb)
    if words & DOUBTS or lemma in DOUBTS:
        return "unknown", True
    if is_negated(tree, verb):
        off = lemma in HELD or (depth == 0 and lemma in ALLOWS)
        return ("cancelled", True) if off else ("unknown", False)
    short = depth <= _SHORT
    if "VerbForm=Inf" in tree.morph[verb]:
        return _of_infinitive(tree, verb), short
    if _is_future(tree, verb) or lemma in PLANS or words & (PLANS - {"накануне"}):
        return "planned", short
    if depth == 0 and any(tree.lemmas[t] in ("о", "об", "про") for t in tree.children[root]):
        return "unknown", False
    if lemma in HELD or _is_told(tree.morph[verb]):
        return "held", depth == 0 or (lemma in HELD and dep == "nsubj")
    return "unknown", False


def _is_told(morph: str) -> bool:
    """Whether a verb stands in the past or the present."""
    return any(mark in morph for mark in ("Tense=Past", "Variant=Short", "Tense=Pres"))


def _prepositions(tree: Tree, i: int) -> set[str]:
    return {tree.lemmas[t] for t in tree.children[i] if tree.deps[t] == "case"}


def _over(tree: Tree, root: int) -> Iterator[tuple[int, str]]:
    """What stands over a token up to the first verb, and how the step before hangs on it."""
    node = root
    for _ in range(5):
        above = tree.heads[node]
        if above == node or tree.deps[node] not in _OWN:
            return
        yield above, tree.deps[node]
        if _is_verb(tree, above):
            return
        node = above


def _is_under_plan(tree: Tree, verb: int) -> bool:
    """ "рассчитывает, что подпишут", "если ..."."""
    return any(
        tree.lemmas[node] in PLANS | DOUBTS and tree.deps[step] in ("ccomp", "acl")
        for step, node in ((verb, tree.heads[verb]),)
        if node != verb
    )


def _below(tree: Tree, i: int) -> set[str]:
    return {tree.lemmas[t] for t in tree.children[i]}


def _is_ahead(tree: Tree, verb: int) -> bool:
    """ "завтра открывается", "открывается на следующей неделе"."""
    return any(
        tree.lemmas[i] in AHEAD
        or (tree.lemmas[i] not in PASSING and any(tree.lemmas[t] in NEXT for t in tree.children[i]))
        for i in tree.children[verb]
        if tree.deps[i] in ("advmod", "obl")
    )


def _is_future(tree: Tree, verb: int) -> bool:
    """By the auxiliary, or by the form where the dictionary knows but one tense for it."""
    if "Tense=Pres" in tree.morph[verb] and _is_ahead(tree, verb):
        return True
    being = (tree.words[i].lower() for i in tree.children[verb] if tree.lemmas[i] == "быть")
    if any(word.startswith("буд") for word in being):
        return True
    if "VerbForm=Fin" in tree.morph[verb]:
        tenses = _tenses(tree.words[verb].lower())
        if tenses:
            return tenses == {"futr"}
    return "Tense=Fut" in tree.morph[verb]


@functools.lru_cache(maxsize=1 << 12)
def _tenses(word: str) -> frozenset[str]:
    read = (parse.tag for parse in known_parses(word) if parse.tag.POS == "VERB")
    return frozenset(tag.tense for tag in read if tag.tense)


def _is_verb(tree: Tree, i: int) -> bool:
    return tree.pos[i] in ("VERB", "AUX") or tree.is_finite(i)
