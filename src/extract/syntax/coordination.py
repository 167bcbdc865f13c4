"""Names joined into groups: "президенты России и Сербии", "между А, Б и В"."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.syntax.noun_phrases import QUOTES, phrases
from extract.syntax.parties import Group
from extract.syntax.tree import Tree
from extract.syntax.words import JOINTS


def groups(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[Group]:
    """The groups of one sentence, in order."""
    return _coordinate(tree, phrases(tree, start, end, names))


def _coordinate(tree: Tree, single: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in single:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(group)
            continue
        gap = list(range(last.end, group.start))
        words = [tree.words[i] for i in gap if tree.words[i] not in QUOTES and tree.words[i] != " "]
        if _is_apposition(tree, last, group, words):
            party = last.parties[-1]
            extra = (*party.others, group.parties[0].mention, *group.parties[0].others)
            represents = party.represents or (
                group.parties[0].mention if party.mention.type == "PERSON" else None
            )
            last.parties[-1] = dataclasses.replace(party, others=extra, represents=represents)
            last.end = group.end
        elif _is_joint(tree, gap, words) and _agree(tree, last, group, words):
            last.absorb(group)
        else:
            joined.append(group)
    return joined


def _is_joint(tree: Tree, gap: list[int], words: list[str]) -> bool:
    lemmas = {tree.lemmas[i] for i in gap if tree.words[i] not in QUOTES and tree.words[i] != " "}
    return bool(words) and len(words) <= 6 and lemmas <= JOINTS and words[0] not in ("с", "в")


def _is_apposition(tree: Tree, last: Group, group: Group, words: list[str]) -> bool:
    """ "Энда Кенни, премьер-министр Ирландии", "Международный банк (МБ)"."""
    if words == ["("]:
        return not group.prep
    person = last.parties[-1].mention.type == "PERSON"
    if any("Number=Plur" in tree.morph[h] for h in group.heads):
        return False
    plain = group.titled and group.parties[0].mention.type != "PERSON"
    return words == [","] and person and plain and group.case in (last.case, "")


def _agree(tree: Tree, last: Group, group: Group, words: list[str]) -> bool:
    dash = words[0] in "–—-"
    if dash and "PERSON" in (last.parties[-1].mention.type, group.parties[0].mention.type):
        return False
    if group.prep and group.prep != last.prep:
        return False
    if last.case == group.case or not last.case or not group.case:
        return True
    tied = tree.deps[group.heads[0]] == "conj" and tree.heads[group.heads[0]] in last.heads
    if tied and {last.case, group.case} == {"Nom", "Acc"}:  # of one form in many words
        return True
    # "президенты России и Сербии", "городами Новосибирск и Павлодар".
    return not group.titled and group.case == last.inner and not group.prep
