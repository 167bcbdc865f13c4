"""Pairs whose tie is somebody else's: of other sides, of another clause, of whom one tells it."""

from __future__ import annotations

import itertools
import re

from extract.annotations import Mention
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import SIGNED
from extract.stages.agreements.words import MEETS, TAKES_PART, UNNAMED
from extract.syntax import control
from extract.syntax.parties import Party
from extract.syntax.tree import Tree
from extract.syntax.words import BODIES, GUESTS, TITLES, TOGETHER

_SOMEBODYS = frozenset({"его", "её", "ее", "их"})
# With half three more rows of 46 articles are told, double changes none.
_OVER = 4  # steps up from the bodies that do it to the cue
# Who does these has part in it, whoever else has.
_HAS_PART = SIGNED | TAKES_PART | {"провести", "проводить"}
_LIKENED = re.compile(r'["»”]?,?\s(?:наравне|наряду)\sсо?\s(?:["«“]|[а-яё-]+\s)*')


def is_one_side(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "среди его побратимов – Саппоро и Павлодар": both are somebody else's."""
    if tree.lemmas[cue.token] not in cue.kind.partners:
        return False
    nearest = min(first.mention, second.mention)
    several = "Number=Plur" in tree.morph[cue.token]
    behind = nearest.start >= tree.end(cue.token)
    if behind and tree.spans[nearest][0] == cue.token + 1 and tree.cases[cue.token + 1] == "Gen":
        return False  # "среди побратимов Твери – Оснабрюк"
    owned = any(
        tree.words[i].lower() in _SOMEBODYS or tree.lemmas[i] in ("среди", "свой", "наш")
        for i in range(max(cue.start - 3, 0), cue.start + 1)
    )
    return several and behind and owned


def is_of_others(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "подписано правительствами двух стран": not by the persons whom another sentence names."""
    mentions = (first.mention, second.mention)
    index = tree.sentence_of[cue.token]
    if any(m.type != "PERSON" or tree.sentence_of[tree.root(m)] == index for m in mentions):
        return False
    start, end = tree.sentences[index]
    return any(
        tree.lemmas[i] in UNNAMED and cue.core & set(itertools.islice(tree.up(i), _OVER))
        for i in range(start, end)
    )


def is_with_others(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "с гостями беседовали А и Б": each of the two with the guests, not with the other."""
    ends = {_top(tree, tree.root(side.mention)) for side in (first, second)}
    if len(ends) > 1:
        return False
    above = {cue.token, tree.heads[cue.token]} & {cue.token, cue.verb}
    beside = (i for token in above if token is not None for i in tree.children[token])
    return any(
        i not in ends
        and ("Animacy=Anim" in tree.morph[i] or tree.lemmas[i] in GUESTS)
        and tree.cases[i] == "Ins"
        and _is_with(tree, i)
        for i in beside
    )


def is_of_each(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "саммиты СНГ и ОДКБ": one of each body."""
    mentions = (first.mention, second.mention)
    if tree.lemmas[cue.token] != "саммит" or "Number=Plur" not in tree.morph[cue.token]:
        return False
    return all(m.type == "ORGANIZATION" and tree.root(m) > cue.token for m in mentions)


def is_only_met(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "увидеться с А и побывать в Б": whom somebody meets goes nowhere."""
    del second
    noun = tree.root(first.mention)
    for above in tree.up(noun):
        if tree.pos[above] not in ("NOUN", "PROPN"):
            met = above != cue.token and tree.lemmas[above] in MEETS
            return met and _is_with(tree, _top(tree, noun))
        noun = above
    return False


def _is_with(tree: Tree, i: int) -> bool:
    return any(tree.lemmas[t] in ("с", "со") for t in tree.children[i] if tree.deps[t] == "case")


def _top(tree: Tree, token: int) -> int:
    """The first of the coordinated that a token is one of; its title where it has one."""
    for above in itertools.islice(tree.up(token), 20):
        if tree.deps[token] not in ("conj", "appos", "flat") or tree.pos[above] == "VERB":
            break
        token = above
    return token


def is_of_next_clause(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "соглашение с Осакой есть, прибавился Кёльн": with whom, and who of a later verb."""
    partner, other = sorted((first.mention, second.mention))
    if _leads_clause(tree, cue, other):
        return True
    root = tree.root(partner)
    beside = tree.heads[root] in cue.core and any(
        tree.lemmas[i] in ("с", "со") for i in tree.children[root]
    )
    start, end = tree.spans[partner][1], tree.spans[other][0]
    comma = next((i for i in range(start, end) if tree.words[i] == ","), end)
    if not beside or any(tree.lemmas[i] == "который" for i in range(start, end)):
        return False
    verb = next((i for i in tree.up(tree.root(other)) if tree.is_finite(i)), None)
    return verb not in cue.core and any(tree.is_finite(i) for i in range(comma, end))


def _leads_clause(tree: Tree, cue: Cue, other: Mention) -> bool:
    """ "договорились с А, [с Б] переговоры идут": behind a comma, with a verb of its own."""
    start, end = tree.sentences[tree.sentence_of[cue.token]]
    first = tree.spans[other][0]
    while first > max(start, cue.token) and tree.pos[first] in ("ADJ", "NOUN", "PROPN", "PUNCT"):
        first -= 1
        if tree.words[first] in ",;":
            return False
    if tree.lemmas[first] not in ("с", "со") or tree.lemmas[first - 1] not in (",", "а", "но"):
        return False
    rest = itertools.takewhile(lambda i: tree.words[i] not in ",;:", range(first, end))
    verbs = [i for i in rest if tree.is_finite(i)]
    return bool(verbs) and cue.verb not in verbs and cue.token < first


def is_with_each(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "контракт с А заключён, а с Б обсуждается": each with somebody else."""
    under = [_preposition(tree, cue, side) for side in (first, second)]
    return None not in under and under[0] != under[1]


def _preposition(tree: Tree, cue: Cue, side: Party) -> int | None:
    """The "с" that a party stands under, with its title; none of "вместе с"."""
    for i in _to_the_cue(tree, cue, side)[:_OVER]:
        if tree.pos[i] not in ("NOUN", "PROPN"):
            return None
        for t in tree.children[i]:
            if tree.deps[t] == "case" and t < i:
                joined = tree.lemmas[t - 1] in TOGETHER if t else False
                return t if tree.lemmas[t] in ("с", "со") and not joined else None
    return None


def is_of_clause_before(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "вёл переговоры с А, а с Б подписал договор": A is of the first verb."""
    sides = [side for side in (first, second) if side.mention.end <= tree.starts[cue.start]]
    for side in sides:
        under = _preposition(tree, cue, side)
        verb = next((i for i in tree.up(tree.root(side.mention)) if tree.is_finite(i)), None)
        if under is None or verb is None or verb in cue.core or verb > cue.token:
            continue
        if any(t > under and _is_with(tree, t) for i in cue.core for t in tree.children[i]):
            return True
    return False


def is_likened(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "А наравне с Б сотрудничает с В": one like the other, with somebody else."""
    del cue
    one, other = sorted((first.mention, second.mention))
    return _LIKENED.fullmatch(tree.said(one.end, other.start)) is not None


def is_of_who_tells(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "А поручил Б встретиться с В": A does not; "А просил Б о встрече", maybe with himself."""
    told = None if cue.verb is None else control.told(tree, cue.verb)
    if cue.verb is None or told is None:
        return False
    above = [_to_the_cue(tree, cue, side) for side in (first, second)]
    head = tree.governor(cue.verb)
    return not any(told in path for path in above) and _is_subject_in(tree, above, head)


def is_of_another(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "А обсудил визит премьера в Б", "А показал договор школы с Б": not of who speaks of it."""
    verb = cue.verb
    if cue.is_verb or verb is None or tree.lemmas[verb] in _HAS_PART:
        return False
    owners = {i for i in tree.children[cue.token] if _is_owner(tree, cue, i)}
    above = [_to_the_cue(tree, cue, side) for side in (first, second)]
    if not owners or any(owners & {*path} and not _is_with(tree, path[0]) for path in above):
        return False  # "А – партнёр Б"
    return _is_subject_in(tree, above, verb)


def _to_the_cue(tree: Tree, cue: Cue, side: Party) -> list[int]:
    """The words from a party up to the cue, or to the root of the sentence."""
    root, about = tree.root(side.mention), {cue.token, *cue.nouns}
    return list(itertools.takewhile(lambda i: i not in about, (root, *tree.up(root))))


def _is_subject_in(tree: Tree, paths: list[list[int]], verb: int) -> bool:
    """Whether one of some ways up from parties leads through the subject of a verb."""
    return any(tree.deps[i] == "nsubj" and tree.heads[i] == verb for path in paths for i in path)


def _is_owner(tree: Tree, cue: Cue, i: int) -> bool:
    """Whose it is: "визит премьера", "договор школы", "встречу Котова"; not "договор аренды"."""
    if tree.cases[i] != "Gen" or i < cue.token:
        return False
    if any(tree.deps[t] == "case" or tree.lemmas[t] == "свой" for t in tree.children[i]):
        return False
    if tree.pos[i] == "PROPN" or "Animacy=Anim" in tree.morph[i]:
        return True
    return tree.lemmas[i] in UNNAMED | BODIES | TITLES | GUESTS
