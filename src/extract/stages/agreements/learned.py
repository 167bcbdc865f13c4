"""What the learned decision says of a document, with all that the sentence says of it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from spacy.tokens import Doc

from extract.annotations import Mention
from extract.encoder.reading import Reading
from extract.stages.agreements import weighed
from extract.stages.agreements.cues import at
from extract.stages.agreements.decision import Decision, Guess
from extract.stages.agreements.evidence import Evidence, describe
from extract.stages.agreements.features import Page, top
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.kinds import Kind
from extract.stages.agreements.offices import Offices
from extract.stages.agreements.vetoes import WHOEVER_FOUND, is_explained
from extract.syntax.parties import Party
from extract.syntax.sentence import Sentence
from extract.syntax.text import Text
from extract.syntax.tree import Tree
from extract.syntax.words import GUESTS

# By hand: half or double of each changes the scores or statuses of at most 14 rows of 46 articles,
# none of which is shown but one (_UNTOLD at 0.25).
_UNTOLD = 0.5  # the score of a pair of which the network knows nothing
_JOINED = 0.3  # the score of a pair that tells on which side its two are
# Constructions that join those who stand together, as a person and the body of his title may.
_OF_ONE_SIDE = frozenset({"subjects", "agents", "genitives"})
_Key = tuple[str, Mention, Mention]


def decided(
    doc: Doc,
    text: Text,
    reading: Reading,
    found: Sequence[Evidence],
    decision: Decision,
    kinds: Iterable[Kind],
) -> list[tuple[int, list[Evidence]]]:
    """The guesses of a document as evidence, by sentence of the cue.

    Args:
        doc: The document.
        text: The same by sentences.
        reading: As the encoder read it.
        found: What the constructions found.
        decision: The learned decision.
        kinds: The relations that it knows.

    Returns:
        Each pair once in a sentence; ``rule`` is the construction that found it too, or "".
    """
    page = _page(doc, text, reading, found)
    by_label = {kind.label: kind for kind in kinds}
    told = _by_pair(found)
    said: dict[int, list[Evidence]] = defaultdict(list)
    offices = Offices(doc, text)
    titled = {(page.entities.get(one.person), one.organization) for one in doc._.careers}
    guesses = _one_way(decision.find(page, reading), told)
    for guess in _without_sides(text.tree, guesses, told):
        kind = by_label.get(guess.label)
        if kind is None or not _can_be(text, guess, kind):
            continue
        known = told.pop(_key(guess.label, guess.first, guess.second), None)
        if known is None and _is_vetoed(text.tree, page, guess, kind):
            continue
        if (known is None or known.rule in _OF_ONE_SIDE) and _is_titled(page, guess, titled):
            continue
        one = known or _described(text, page, guess, kind)
        said[one.sentence].append(offices.known(_scored(page, one, guess, decision, kind)))
    for one in told.values():  # parties that the network does not know
        said[one.sentence].append(offices.known(one))
    return [(index, said[index]) for index in sorted(said)]


def _by_pair(found: Iterable[Evidence]) -> dict[_Key, Evidence]:
    """Of what constructions found of a pair the first."""
    told: dict[_Key, Evidence] = {}
    for one in found:
        told.setdefault(_key(one.label, one.first, one.second), one)
    return told


def _page(doc: Doc, text: Text, reading: Reading, found: Sequence[Evidence]) -> Page:
    entities = {mention: entity.key for entity in doc._.entities for mention in entity.mentions}
    return Page(text.tree, reading.atoms, entities, found)


def _can_be(text: Text, guess: Guess, kind: Kind) -> bool:
    if not kind.can_join(Party(guess.first), Party(guess.second)):
        return False
    return not is_explained(text.tree.text, guess.first, guess.second)


def _key(label: str, first: Mention, second: Mention) -> _Key:
    """A visit has a direction; the others have none."""
    return (label, first, second) if label == "VISITED" else _pair(label, first, second)


def _pair(label: str, first: Mention, second: Mention) -> _Key:
    one, other = sorted((first, second))
    return label, one, other


def _one_way(guesses: Sequence[Guess], told: Mapping[_Key, Evidence]) -> list[Guess]:
    """The guesses, of the two directions of a visit one: a construction's, else the surer."""

    def worth(guess: Guess) -> tuple[bool, float]:
        return _key(guess.label, guess.first, guess.second) in told, guess.score

    best: dict[tuple[int, _Key], Guess] = {}
    for guess in guesses:
        pair = guess.cue, _pair(guess.label, guess.first, guess.second)
        if worth(guess) > worth(best.setdefault(pair, guess)):
            best[pair] = guess
    return list(best.values())


def _without_sides(
    tree: Tree, guesses: Sequence[Guess], told: Mapping[_Key, Evidence]
) -> list[Guess]:
    """The guesses without pairs of one side: "соглашения с А, Б и В" joins none of them.

    Two that are coordinated are of one side where a third that is not is joined with both; what
    a construction found stays.
    """
    partners: dict[tuple[str, int], dict[Mention, set[Mention]]] = {}
    for guess in guesses:
        if guess.score >= _JOINED:
            of_cue = partners.setdefault((guess.label, guess.cue), defaultdict(set))
            of_cue[guess.first].add(guess.second)
            of_cue[guess.second].add(guess.first)

    def is_of_one_side(guess: Guess) -> bool:
        one, other = (top(tree, tree.root(each)) for each in (guess.first, guess.second))
        if one != other or _key(guess.label, guess.first, guess.second) in told:
            return False
        known = partners.get((guess.label, guess.cue), {})
        shared = known.get(guess.first, set()) & known.get(guess.second, set())
        return any(top(tree, tree.root(third)) != one for third in shared)

    return [guess for guess in guesses if not is_of_one_side(guess)]


def _scored(page: Page, found: Evidence, guess: Guess, decision: Decision, kind: Kind) -> Evidence:
    return dataclasses.replace(
        found,
        first=guess.first,
        second=guess.second,
        represents=found.represents
        if found.first == guess.first
        else (found.represents[1], found.represents[0]),
        score=decision.blended(_believed(page.tree, found, guess), found.rule),
        status=weighed.status(
            page.tree,
            kind,
            found.cue[1],
            (guess.first, guess.second),
            found.status,
            dict(zip(decision.statuses, guess.statuses.tolist(), strict=True)),
        ),
    )


def _believed(tree: Tree, found: Evidence, guess: Guess) -> float:
    """How likely a pair is by the network; of guests it cannot tell who they are, and says nothing.

    What a construction found is then as likely as that construction is right.
    """
    start, end = tree.sentences[found.sentence]
    sides = (tree.sentence_of[tree.root(side)] for side in (guess.first, guess.second))
    meant = found.rule and any(index != found.sentence for index in sides)
    if meant and not GUESTS.isdisjoint(tree.lemmas[start:end]):
        return max(guess.score, _UNTOLD)
    return guess.score


def _is_vetoed(tree: Tree, page: Page, guess: Guess, kind: Kind) -> bool:
    cue = at(tree, int(page.token[guess.cue]), kind)
    sides = Party(guess.first), Party(guess.second)
    return any(veto(tree, cue, *sides) for veto in kind.vetoes if veto in WHOEVER_FOUND)


def _is_titled(page: Page, guess: Guess, titled: Set[tuple[str | None, Mention | None]]) -> bool:
    """ "Котов, директор [«Зари»], подписал контракт": the body of a title is no other party."""
    ways = ((guess.first, guess.second), (guess.second, guess.first))
    return any((page.entities.get(one), other) in titled for one, other in ways)


def _described(text: Text, page: Page, guess: Guess, kind: Kind) -> Evidence:
    token = int(page.token[guess.cue])
    index = text.tree.sentence_of[token]
    sentence = text.sentence(index)
    frame = Frame(text, sentence, at(text.tree, token, kind))
    sides = _party(sentence, guess.first), _party(sentence, guess.second)
    return next(iter(describe(frame, "", guess.score, index, [sides])))


def _party(sentence: Sentence, mention: Mention) -> Party:
    """A mention with what its phrase says of it."""
    start = sentence.tree.spans[mention][0]
    group = sentence.group_at.get(start)
    parties = group.parties if group else ()
    return next((party for party in parties if party.mention == mention), Party(mention))
