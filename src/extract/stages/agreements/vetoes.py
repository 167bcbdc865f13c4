"""Meetings and cooperation that are none: sport, interviews, love, and what is denied."""

from __future__ import annotations

import itertools
import re

from extract.annotations import Mention
from extract.russian.dictionary import parses
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
    NO_LONGER,
    SIGNED,
    TERMINATED,
)
from extract.stages.agreements.words import (
    FAMILY,
    INTERVIEWS,
    JOINT_WORDS,
    LIGHT,
    LOVE,
    MEETS,
    PAPERS,
    PREDICATES,
    PRESS,
    ROUTES,
    SPEECH,
    SPORT,
    TAKES_PART,
    UNNAMED,
)
from extract.syntax.parties import Party
from extract.syntax.tree import Tree
from extract.syntax.words import BODIES, GUESTS, TITLES

_SOMEBODYS = frozenset({"его", "её", "ее", "их"})
_DASHES, _QUOTES = frozenset("–—-"), frozenset('«»“”„"')
# With half three more rows of 46 articles are told, double changes none.
_OVER = 4  # steps up from the bodies that do it to the cue
_ROUTE = 8  # words between a road and its ends; half or double changes no row of 46 articles
# Who does these has part in it, whoever else has.
_HAS_PART = SIGNED | TAKES_PART | {"провести", "проводить"}
_LIKENED = re.compile(r'["»”]?,?\s(?:наравне|наряду)\sсо?\s(?:["«“]|[а-яё-]+\s)*')
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


def is_likened(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "А наравне с Б сотрудничает с В": one like the other, with somebody else."""
    del cue
    one, other = sorted((first.mention, second.mention))
    return _LIKENED.fullmatch(tree.said(one.end, other.start)) is not None


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


def is_of_another(tree: Tree, cue: Cue, first: Party, second: Party) -> bool:
    """ "А обсудил визит премьера в Б", "А показал договор школы с Б": not of who speaks of it."""
    verb = cue.verb
    if cue.is_verb or verb is None or tree.lemmas[verb] in _HAS_PART:
        return False
    owners = {i for i in tree.children[cue.token] if _is_owner(tree, cue, i)}
    above = [_to_the_cue(tree, cue, side) for side in (first, second)]
    if not owners or any(owners & {*path} and not _is_with(tree, path[0]) for path in above):
        return False  # "А – партнёр Б"
    return any(tree.deps[i] == "nsubj" and tree.heads[i] == verb for path in above for i in path)


def _to_the_cue(tree: Tree, cue: Cue, side: Party) -> list[int]:
    """The words from a party up to the cue, or to the root of the sentence."""
    root, about = tree.root(side.mention), {cue.token, *cue.nouns}
    return list(itertools.takewhile(lambda i: i not in about, (root, *tree.up(root))))


def _is_owner(tree: Tree, cue: Cue, i: int) -> bool:
    """Whose it is: "визит премьера", "договор школы", "встречу Котова"; not "договор аренды"."""
    if tree.cases[i] != "Gen" or i < cue.token:
        return False
    if any(tree.deps[t] == "case" or tree.lemmas[t] == "свой" for t in tree.children[i]):
        return False
    if tree.pos[i] == "PROPN" or "Animacy=Anim" in tree.morph[i]:
        return True
    return tree.lemmas[i] in UNNAMED | BODIES | TITLES | GUESTS


# These hold whoever found the pair: the network learns the others itself, and knows better.
WHOEVER_FOUND = frozenset({
    is_interview, is_private, is_job, is_one_side, is_route, is_of_others, is_with_others,
    is_of_each, is_only_met, is_of_next_clause, is_likened, is_predicated, is_of_another,
})  # fmt: skip


def _sentence(tree: Tree, cue: Cue) -> str:
    start, end = tree.sentences[tree.sentence_of[cue.token]]
    return tree.said(tree.starts[start], tree.end(end - 1))


def _is_given_name(name: str) -> bool:
    return " " not in name and "Name" in parses(name.lower())[0].tag
