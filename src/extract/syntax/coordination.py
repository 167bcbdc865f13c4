"""Names joined into groups: "президенты России и Сербии", "между А, Б и В"."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.schema import PLACE_TYPES
from extract.syntax.elements import QUOTES
from extract.syntax.noun_phrases import phrases
from extract.syntax.parties import Group
from extract.syntax.tree import Tree
from extract.syntax.words import JOINTS

_APPOSED = frozenset({"appos", "flat", "parataxis", "nmod"})


def groups(tree: Tree, start: int, end: int, names: dict[int, Mention]) -> list[Group]:
    """The groups of one sentence, in order."""
    return _coordinate(tree, phrases(tree, start, end, names))


def _coordinate(tree: Tree, single: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in single:
        last = _before(tree, joined, group)
        if last is None:
            joined.append(group)
            continue
        gap = _plain(tree, range(last.end, group.start))
        words = [tree.words[i] for i in gap]
        if _is_holder(tree, last, group, words):
            _give_title(last, group)
        elif _is_of(tree, last, group, words):
            party = last.parties[-1]
            extra = (*party.others, group.parties[0].mention)
            last.parties[-1] = dataclasses.replace(party, others=extra)
            last.end = group.end
        elif _is_apposition(tree, last, group, words):
            party = last.parties[-1]
            extra = (*party.others, group.parties[0].mention, *group.parties[0].others)
            represents = party.represents or (
                group.parties[0].mention if party.mention.type == "PERSON" else None
            )
            last.parties[-1] = dataclasses.replace(party, others=extra, represents=represents)
            last.end = group.end
        elif (
            not (last.is_closed and words == [","])
            and _is_joint(tree, gap, words)
            and _agree(tree, last, group, words)
        ):
            last.absorb(group)
            last.is_closed = "и" in words
        else:
            joined.append(group)
    return joined


def _before(tree: Tree, joined: list[Group], group: Group) -> Group | None:
    """The group that another may go on; of one after a bracket that before the bracket."""
    last = joined[-1] if joined else None
    if last is None or ")" not in tree.words[last.end : group.start]:
        return last
    opens = next((i for i in range(last.start, -1, -1) if tree.words[i] in "()"), None)
    if opens is None or tree.words[opens] != "(":
        return last
    return next((one for one in reversed(joined) if one.end <= opens), last)


def _plain(tree: Tree, gap: range) -> list[int]:
    """The tokens between two groups without quotes and what stands in brackets."""
    kept: list[int] = []
    depth = 0
    for i in gap:
        word = tree.words[i]
        if word == "(" and ")" in tree.words[i : gap.stop]:
            depth += 1
        elif word == ")":
            depth = max(depth - 1, 0)
        elif depth == 0 and word not in QUOTES and word != " ":
            kept.append(i)
    return kept


def _is_holder(tree: Tree, last: Group, group: Group, words: list[str]) -> bool:
    """Whether people are those whose title stands before: "секретарь комитета (КНР) Чжоу Хун"."""
    bare = last.titled and all(party.mention.type != "PERSON" for party in last.parties)
    bare = bare and len(last.parties) in (1, len(group.parties))
    people = all(party.mention.type == "PERSON" for party in group.parties)
    if not bare or not people or group.prep or group.titled:
        return False
    head = group.heads[0]
    tied = tree.deps[head] in _APPOSED and last.start <= tree.heads[head] < last.end
    return tied and words in ([], [","], ["—"], ["–"], ["-"], [":"])


def _is_of(tree: Tree, last: Group, group: Group, words: list[str]) -> bool:
    """Whether a place is where the one before it lies: "Ленинский район ВКО"."""
    if words or group.prep or group.titled or len(group.parties) > 1:
        return False
    places = {last.parties[-1].mention.type, group.parties[0].mention.type} <= PLACE_TYPES | {
        "ORGANIZATION"
    }
    head = group.heads[0]
    return (
        places and tree.deps[head] in ("nmod", "flat") and last.start <= tree.heads[head] < last.end
    )


def _give_title(last: Group, group: Group) -> None:
    """Makes titled bodies the people who hold the titles, each of each or all of one."""
    bodies = last.parties if len(last.parties) > 1 else last.parties * len(group.parties)
    titles = last.parties[0].titles
    last.parties = [
        dataclasses.replace(
            person,
            others=(body.mention, *body.others),
            represents=body.mention,
            titles=titles,
        )
        for person, body in zip(group.parties, bodies, strict=True)
    ]
    last.heads += group.heads
    last.end = group.end


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
    if dash and _is_agency(tree, last, group):
        return False
    if _have_verbs(tree, last, group) or (words == [","] and _is_dateline(last, group)):
        return False
    if last.case == group.case or not last.case or not group.case:
        return True
    tied = tree.deps[group.heads[0]] == "conj" and tree.heads[group.heads[0]] in last.heads
    if tied and {last.case, group.case} == {"Nom", "Acc"}:  # of one form in many words
        return True
    if {last.case, group.case} == {"Nom", "Acc"} and _are_bodies(last, group):
        return True
    if tied and not group.prep and _are_places(last, group):  # "Тарту и Псков": foreign, unsure
        return True
    # "президенты России и Сербии", "городами Новосибирск и Павлодар".
    return not group.titled and group.case == last.inner and not group.prep


def _is_agency(tree: Tree, last: Group, group: Group) -> bool:
    """Whether a sentence begins with who tells it: "ИНТЕРФАКС – Тула подписала"."""
    start, end = tree.sentences[tree.sentence_of[last.start]]
    begins = not any(tree.pos[i] in ("VERB", "NOUN") for i in range(start, last.start))
    return begins and any(tree.is_finite(i) for i in range(group.end, end))


def _is_dateline(last: Group, group: Group) -> bool:
    """A bare place before a person: "Тверь, губернатор Орлов"."""
    (*_, place), (person, *_) = last.parties, group.parties
    bare = place.mention.type in PLACE_TYPES and not place.titles
    return bare and person.mention.type == "PERSON"


def _have_verbs(tree: Tree, one: Group, other: Group) -> bool:
    """Whether two groups are the subjects of two verbs: "как пишет А, Б приехал"."""
    first, second = one.heads[0], other.heads[0]
    both = tree.deps[first] == tree.deps[second] == "nsubj"
    return both and tree.heads[first] != tree.heads[second]


def _are_places(one: Group, other: Group) -> bool:
    """Bare names of places."""
    plain = not (one.titled or other.titled)
    return plain and all(
        party.mention.type in PLACE_TYPES for party in (*one.parties, *other.parties)
    )


def _are_bodies(one: Group, other: Group) -> bool:
    """Names of bodies, whose accusative is their nominative."""
    return all(party.mention.type == "ORGANIZATION" for party in (*one.parties, *other.parties))
