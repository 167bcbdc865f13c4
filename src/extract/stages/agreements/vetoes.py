"""Meetings and cooperation that are none: sport, interviews, love, and what is denied."""

from __future__ import annotations

import itertools
import re

from extract.annotations import Mention
from extract.russian.dictionary import parses
from extract.stages.agreements import others
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
    NO_LONGER,
    TERMINATED,
)
from extract.stages.agreements.words import (
    FAMILY,
    INTERVIEWS,
    JOINT_WORDS,
    LIGHT,
    LOVE,
    PAPERS,
    PREDICATES,
    PRESS,
    ROUTES,
    SPEECH,
    SPORT,
)
from extract.syntax.parties import Party
from extract.syntax.tree import Tree

_DASHES, _QUOTES = frozenset("–—-"), frozenset('«»“”„"')
_OVER = 4  # steps up from a body to what its person is or does
_ROUTE = 8  # words between a road and its ends; half or double changes no row of 46 articles
_BRACKET = re.compile(r'[»"”\s]*\(["«“\s]*')


def is_explained(text: str, first: Mention, second: Mention) -> bool:
    """ "Батуми (Аджария)", "«КазМунайГаз» (КМГ)": one party, and where it is or what it is called.

    Args:
        text: The document's.
        first: A mention.
        second: Another, on either side of it.
    """
    one, other = sorted((first, second))
    return _BRACKET.fullmatch(text[one.end : other.start]) is not None


def is_match(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """Two teams that meet: neither is a person, and the sentence speaks of sport."""
    types = {first.mention.type, second.mention.type}
    if "PERSON" in types:
        return False
    teams = types == {"ORGANIZATION"} and tree.lemmas[cue.token] in ("встретиться", "встречаться")
    return (teams and not (first.titles or second.titles)) or bool(
        SPORT.search(_sentence(tree, cue))
    )


def is_interview(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "в беседе с НСН сообщил": somebody speaks to the press."""
    bodies = [m for m in (first.mention, second.mention) if m.type == "ORGANIZATION"]
    if not bodies:
        return False
    says = cue.verb is not None and tree.lemmas[cue.verb] in SPEECH
    talks = tree.lemmas[cue.token] in INTERVIEWS and not cue.is_verb
    said = any(tree.lemmas[i] == "в" for i in tree.children[cue.token])
    return (talks and (says or said)) or any(
        PRESS.search(tree.said(m.start, m.end)) for m in bodies
    )


def is_private(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "встречаться" of lovers, and talk with one's own family."""
    mentions = (first.mention, second.mention)
    for i in range(cue.token + 1, min(cue.token + 8, len(tree.words) - 1)):
        if tree.lemmas[i] == "свой" and tree.lemmas[i + 1] in FAMILY:
            return True
    if tree.lemmas[cue.token] != "встречаться" or any(m.type != "PERSON" for m in mentions):
        return False
    begins = tree.lemmas[tree.heads[cue.token]] in ("стать", "начать")
    return (
        begins
        or bool(LOVE.search(_sentence(tree, cue)))
        or any(_is_given_name(tree.said(m.start, m.end)) for m in mentions)
    )


def is_denied(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """Parties that do not work together: "не сотрудничает"."""
    del first, second
    if cue.verb is None:
        return False
    lemma = tree.lemmas[cue.verb]
    negated = any(tree.lemmas[i] == "не" for i in tree.children[cue.verb])
    # "не спешил к сотрудничеству"; who does not boast of it ("не афишировал") still has it.
    aimed = any(tree.lemmas[i] == "к" for i in tree.children[cue.token])
    told = cue.is_verb or lemma in LIGHT or aimed
    ended = lemma in TERMINATED or NO_LONGER.search(_sentence(tree, cue))
    return negated and told and not ended


def is_in_topic(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "соглашение о сотрудничестве" is an agreement, and says no more than that."""
    del first, second
    return any(tree.lemmas[noun] in PAPERS for noun in cue.nouns)


def is_joint_word(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "совместное заявление": said together, not worked on together."""
    del first, second
    return tree.lemmas[cue.start] == "совместный" and tree.lemmas[cue.token] in JOINT_WORDS


def is_job(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "управляющий партнёр компании": a person in a body."""
    types = {first.mention.type, second.mention.type}
    return tree.lemmas[cue.token] == "партнер" and "PERSON" in types and len(types) > 1


def is_route(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "дорога Решт — Астара", "коридор «Север — Юг»": where it leads is no party."""
    del cue
    return _is_end_of_route(tree, first.mention) or _is_end_of_route(tree, second.mention)


def _is_end_of_route(tree: Tree, mention: Mention) -> bool:
    start, end = tree.spans[mention]
    around = {tree.words[i] for i in (start - 1, end) if 0 <= i < len(tree.words)}
    if not around & _DASHES:
        return False
    for i in range(start - 1, max(start - _ROUTE, -1), -1):
        if tree.lemmas[i] in ROUTES:
            return True
        if not (tree.words[i] in _DASHES | _QUOTES or tree.words[i][:1].isupper()):
            return False
    return False


def is_predicated(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "Котов, который служит артистом [Ленкома], подписал контракт": of what he is."""
    del cue
    sides = (first.mention, second.mention)
    bodies = [each for each in sides if each.type == "ORGANIZATION"]
    if len(bodies) != 1 or not any(each.type == "PERSON" for each in sides):
        return False
    token = tree.root(bodies[0])
    for above in itertools.islice(tree.up(token), _OVER):
        if tree.lemmas[above] in PREDICATES:
            return tree.cases[token] == "Ins" and "Animacy=Anim" in tree.morph[token]
        token = above
    return False


# These hold whoever found the pair: the network learns the others itself, and knows better.
WHOEVER_FOUND = frozenset({
    is_interview, is_private, is_job, is_route, is_predicated, others.is_one_side,
    others.is_of_others, others.is_with_others, others.is_of_each, others.is_only_met,
    others.is_of_next_clause, others.is_likened, others.is_of_another, others.is_of_who_tells,
    others.is_with_each, others.is_of_clause_before,
})  # fmt: skip


def _sentence(tree: Tree, cue: Cue) -> str:
    start, end = tree.sentences[tree.sentence_of[cue.token]]
    return tree.said(tree.starts[start], tree.end(end - 1))


def _is_given_name(name: str) -> bool:
    return " " not in name and "Name" in parses(name.lower())[0].tag
