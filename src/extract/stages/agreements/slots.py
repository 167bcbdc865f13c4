"""The places around a cue where its parties stand: genitive, agent, adjective, goal."""

from __future__ import annotations

import re

from extract.annotations import Mention
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.patterns import (
    RIVALS_OF_WITH,
    VISIT_OBJECT,
    VISIT_STAY,
)
from extract.syntax.parties import Group, Party
from extract.syntax.sentence import Sentence
from extract.syntax.words import PLACES, THINGS, TOGETHER

_REACH = 14  # words between a cue and an argument that the tree does not give it
_THIRD = re.compile(r"^(?:ним|ней|ними|нею)$")
_HIS = frozenset({"его", "ее", "их"})


def between_both(sentence: Sentence, cue: Cue) -> list[Party]:
    """ "соглашение между двумя странами"."""
    tree = sentence.tree
    for i in range(cue.token + 1, min(cue.token + 4, sentence.end)):
        if tree.lemmas[i] == "между":
            return next(
                (
                    both
                    for t in range(i + 1, min(i + 4, sentence.end))
                    if (both := sentence.both(t))
                ),
                [],
            )
    return []


def owners(sentence: Sentence, cue: Cue) -> list[Party]:
    """The genitive of a cue noun: "контракт шотландца", "встреча А и Б"."""
    tree = sentence.tree
    if cue.is_verb:
        return []
    for group in sentence.groups:
        if group.prep or group.start <= cue.token:
            continue
        gap = range(cue.token + 1, group.start)
        adjacent = not any(tree.words[i] not in "«»\"'" for i in gap)
        case = group.case in ("Gen", "") or (len(group.parties) > 1 and group.case == "Nom")
        if adjacent and case:
            return group.parties
        if sentence.hangs_on(group) == cue.token and group.case == "Gen" and len(gap) < 8:
            return group.parties
    for child in tree.children[cue.token]:
        if tree.lemmas[child] == "который":  # "Мойес, контракт которого"
            clause = next((t for t in tree.up(child) if tree.deps[t] == "acl"), None)
            if clause is not None:
                return sentence.antecedent(tree.heads[clause])
        if tree.words[child].lower() in _HIS:
            return person_before(sentence, child)
    return []


def beneficiaries(sentence: Sentence, cue: Cue) -> list[Party]:
    """ "партнёр для России", "для Си Цзиньпина поездка стала первой"."""
    above = cue.core | {sentence.tree.heads[cue.token]}
    return [
        party
        for group in sentence.groups
        if group.prep == "для" and sentence.hangs_on(group) in above
        for party in group.parties
    ]


def person_before(sentence: Sentence, i: int) -> list[Party]:
    """Whom a pronoun of the third person means: the last person before it."""
    for group in reversed(sentence.groups):
        if group.end <= i and group.parties[-1].mention.type in ("PERSON", "NATIONALITY"):
            return group.parties[-1:]
    return []


def linked(sentence: Sentence, verb: int) -> list[Party]:
    """ "А и Б связывает ряд соглашений": the two, whatever case the tagger saw in them."""
    for group in sentence.groups:
        if not group.prep and len(group.parties) > 1 and sentence.hangs_on(group) == verb:
            return group.parties
    return sentence.objects(verb)


def agents(sentence: Sentence, cue: Cue) -> list[Party]:
    """The instrumental of a passive: "подписан Россией и Турцией"."""
    verbs = {*cue.participles} | (set() if cue.verb is None else {cue.verb})
    passive = {verb for verb in verbs if "Voice=Pass" in sentence.tree.morph[verb]}
    return [
        party
        for group in sentence.groups
        if not group.prep and group.case == "Ins" and sentence.hangs_on(group) in passive
        for party in group.parties
    ]


def halves(sentence: Sentence, cue: Cue, names: list[list[Mention]]) -> list[Party]:
    """ "российско-казахстанское соглашение": the mentions in the adjective of a cue."""
    tree = sentence.tree
    for i in range(cue.start - 1, max(cue.start - 6, sentence.start - 1), -1):
        inside = [m for m in names[i] if m.type in PLACES or m.type == "NATIONALITY"]
        if len(inside) > 1:
            return [Party(mention) for mention in inside]
        if tree.pos[i] not in ("ADJ", "PUNCT", "X", "DET", "NUM") or tree.words[i] in ",.":
            break
    return []


def pronoun(sentence: Sentence, cue: Cue, taken: list[Party]) -> list[Party]:
    """ "встречи с ним": the person, or the people, named before."""
    tree = sentence.tree
    for i in range(cue.token + 1, min(cue.token + 6, sentence.end)):
        if not _THIRD.match(tree.words[i].lower()):
            continue
        if tree.lemmas[i - 1] not in ("с", "со"):
            return []
        many = tree.words[i].lower() == "ними"
        for group in sentence.groups if not many else reversed(sentence.groups):
            parties = [party for party in group.parties if party not in taken]
            plural = "Number=Plur" in tree.morph[group.heads[0]] or len(parties) > 1
            fits = many or (parties and parties[0].mention.type == "PERSON")
            if group.start < i and parties and plural == many and fits:
                return parties
        return []
    return []


def goals(sentence: Sentence, cue: Cue) -> list[Party]:
    """Where a visit goes."""
    tree = sentence.tree
    lemma = tree.lemmas[cue.token]
    found: list[Party] = []
    ends: list[int] = []
    for group in sentence.groups:
        if group.parties[0].mention.type not in PLACES:
            continue
        into = group.prep in ("в", "на") and group.case in ("Acc", "")
        stay = group.prep in ("в", "на") and group.case in ("Loc", "")
        if lemma in VISIT_OBJECT:
            fits = not group.prep and group.case in ("Acc", "Nom", "Gen", "")
            fits = fits and (group.start > cue.token or sentence.hangs_on(group) == cue.token)
            fits = fits and sentence.subject_of(cue.token) not in group.heads
        elif lemma in VISIT_STAY or (
            not cue.is_verb and cue.verb is not None and (tree.lemmas[cue.verb] in VISIT_STAY)
        ):
            fits = stay or into
        elif not cue.is_verb:
            fits = into or stay
        else:
            fits = into
        if fits and reaches(sentence, cue, group) and not (ends and ends[-1] + 1 == group.start):
            found += group.parties
            ends.append(group.end)
    return found


def reaches(sentence: Sentence, cue: Cue, group: Group) -> bool:
    above = sentence.hangs_on(group)
    if above == cue.token or (above == sentence.tree.heads[cue.token] and cue.is_verb):
        return True
    first, last = (
        (cue.token + 1, group.start) if group.start > cue.token else (group.end, cue.token)
    )
    near = last - first <= (4 if cue.is_verb or group.start > cue.token else 2)
    return (
        near
        and not any(sentence.tree.words[i] in ",:()" for i in range(first, last))
        and (not sentence.is_blocked(first, last))
    )


def is_attached(sentence: Sentence, group: Group, cue: Cue) -> bool:
    """Whether a prepositional group belongs to a cue: by the tree, or standing near."""
    tree = sentence.tree
    before = range(max(group.start - 3, sentence.start), group.start)
    if any(tree.lemmas[i] in TOGETHER for i in before):
        return False
    left, right = sorted((cue.token, group.start))
    between = range(left + 1, right)
    if any("\n" in tree.words[i] for i in between):
        return False
    if left == cue.token and any(tree.lemmas[i] in RIVALS_OF_WITH for i in between):
        return False
    above = sentence.hangs_on(group)
    if left != cue.token:
        return above in (cue.token, cue.verb)
    if cue.is_verb and tree.lemmas[above] in THINGS:  # "договорились о встрече с"
        return False
    if above in cue.core:
        return True
    return len(between) <= _REACH and not sentence.is_blocked(left + 1, right)


def after(sentence: Sentence, cue: Cue, preposition: str) -> list[Group]:
    return [
        group
        for group in sentence.groups
        if group.prep == preposition and is_attached(sentence, group, cue)
    ]
