"""Open triples: who did what to whom, in the words of the article.

The predicate is the lemma of the verb with what makes its meaning: "не", the verb above an
infinitive ("мочь посетить"), the preposition of the object ("прибыть в"). Of a passive the agent
is the subject; without one it stays a passive ("быть арестован в").
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.annotations import Relation
from extract.syntax.parties import Group, Party
from extract.syntax.sentence import Sentence

_SCORE = 0.7  # by hand: how many are right was not counted; they come only where asked for
_OBLIQUE = frozenset({"Acc", "Dat", "Ins", "Gen", "Loc", ""})


def find(sentence: Sentence, index: int) -> Iterator[Relation]:
    """The open triples of a sentence.

    Args:
        sentence: With its groups of names.
        index: Of the sentence.
    """
    tree = sentence.tree
    for verb in range(sentence.start, sentence.end):
        if tree.pos[verb] != "VERB" or tree.is_participle(verb):
            continue
        subjects = sentence.subjects(verb)
        groups = [group for group in sentence.groups if sentence.hangs_on(group) == verb]
        passive = "Voice=Pass" in tree.morph[verb]
        agents = [
            party
            for group in groups
            if passive and not group.prep and group.case == "Ins"
            for party in group.parties
        ]
        if agents:
            yield from _triples(sentence, verb, agents, subjects, _verb(sentence, verb), index)
            continue
        said = f"быть {tree.words[verb].lower()}" if passive else _verb(sentence, verb)
        for group in groups:
            if _is_object(sentence, group, subjects):
                predicate = f"{said} {group.prep}".strip()
                yield from _triples(sentence, verb, subjects, group.parties, predicate, index)


def _is_object(sentence: Sentence, group: Group, subjects: list[Party]) -> bool:
    is_subject = any(party in subjects for party in group.parties)
    named = any(sentence.tree.deps[head] == "nsubj" for head in group.heads)
    return not is_subject and not named and (group.case in _OBLIQUE or bool(group.prep))


def _verb(sentence: Sentence, verb: int) -> str:
    """The lemma of a verb, after "не" and the verb that an infinitive depends on."""
    tree = sentence.tree
    words = [tree.lemmas[verb]]
    negated = any(tree.lemmas[i] == "не" for i in tree.children[verb])
    above = tree.governor(verb)
    if negated:
        words.insert(0, "не")
    elif above != verb and tree.deps[verb] == "xcomp" and tree.pos[above] == "VERB":
        words.insert(0, _verb(sentence, above))
    return " ".join(words)


def _triples(
    sentence: Sentence,
    verb: int,
    subjects: list[Party],
    objects: list[Party],
    predicate: str,
    index: int,
) -> Iterator[Relation]:
    tree = sentence.tree
    for subject in subjects:
        for object_ in objects:
            if subject.mention != object_.mention:
                yield Relation(
                    subject.mention,
                    predicate,
                    object_.mention,
                    method="pattern",
                    score=_SCORE,
                    cue=(tree.starts[verb], tree.end(verb)),
                    sentence=index,
                    represents=(subject.represents, object_.represents),
                )
