"""What a document tells twice: one triple for each relation and pair of parties of a sentence."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.agreements.evidence import Evidence
from extract.syntax.sentence import Sentence
from extract.syntax.text import Text

# Tokens between a headline and the sentence that repeats it. With half three rows of 46 articles
# are told twice, double changes none.
_HEADLINE_REACH = 40

_Key = tuple[str, str, str]


def distinct(text: Text, found: list[tuple[int, list[Evidence]]]) -> list[Evidence]:
    """The evidence of a document, by sentence, without what is told again in the same words."""
    kept = [(index, _of_sentence(text.sentence(index), evidence)) for index, evidence in found]
    return [evidence for i in range(len(kept)) for evidence in _without_headline(text, kept, i)]


def _of_sentence(sentence: Sentence, found: list[Evidence]) -> list[Evidence]:
    """The surest of each relation and pair.

    "Путин ... с Южной Осетией" and "между Россией и Южной Осетией" are one where the sentence
    calls Путин the president of Россия.
    """
    names = _Names(sentence)
    kept: dict[_Key, Evidence] = {}
    for evidence in sorted(found, key=lambda evidence: -evidence.score):
        key = names.key(evidence)
        _, first, second = key
        if first != second and not any(_is_within(evidence, other) for other in kept.values()):
            kept.setdefault(key, evidence)
    agreed = {key[1:]: e for key, e in kept.items() if key[0] == "AGREEMENT_WITH"}
    said = [
        evidence
        for key, evidence in kept.items()
        if not (key[0] == "COOPERATES_WITH" and _is_topic(evidence, agreed.get(key[1:])))
    ]
    return sorted(said, key=lambda e: (e.cue, e.first, e.second))


def _is_within(one: Evidence, surer: Evidence) -> bool:
    """ "Тула" beside "правительство Тулы": one party by two mentions, one inside the other."""
    if one.label != surer.label:
        return False
    sides = [(surer.first, surer.second)]
    if one.label != "VISITED":
        sides.append((surer.second, surer.first))
    return any(_nests(one.first, a) and _nests(one.second, b) for a, b in sides)


def _nests(one: Mention, other: Mention) -> bool:
    inside = one.start <= other.start and other.end <= one.end
    return inside or (other.start <= one.start and one.end <= other.end)


def _is_topic(evidence: Evidence, agreement: Evidence | None) -> bool:
    """ "соглашение о сотрудничестве с Россией" is an agreement, and says no more than that."""
    return agreement is not None and agreement.topic is not None and agreement.cue < evidence.cue


def _without_headline(text: Text, kept: list[tuple[int, list[Evidence]]], i: int) -> list[Evidence]:
    """Without what a headline says and the sentences below it say more fully."""
    sentence, said = text.sentence(kept[i][0]), kept[i][1]
    if not sentence.is_headline():
        return said
    for index, fuller in kept[i + 1 : i + 3]:
        below = text.sentence(index)
        if below.start - sentence.end > _HEADLINE_REACH:
            break
        names = _Names(sentence, below)
        known = {names.key(evidence) for evidence in fuller}
        said = [evidence for evidence in said if names.key(evidence) not in known]
    return said


class _Names:
    """What a party is called: one name for it and for the place or body that it stands for."""

    def __init__(self, *sentences: Sentence) -> None:
        self.tree = sentences[0].tree
        self.leader: dict[str, str] = {}
        for group in (group for sentence in sentences for group in sentence.groups):
            for party in group.parties:
                for other in party.others:
                    self._join(self._name(party.mention), self._name(other))

    def key(self, evidence: Evidence) -> _Key:
        first, second = (self._find(self._name(m)) for m in (evidence.first, evidence.second))
        if evidence.label != "VISITED":
            first, second = sorted((first, second))
        return evidence.label, first, second

    def _join(self, one: str, other: str) -> None:
        self.leader[self._find(one)] = self._find(other)

    def _find(self, name: str) -> str:
        while (leader := self.leader.get(name, name)) != name:
            name = leader
        return name

    def _name(self, mention: Mention) -> str:
        """A mention as far as its repetitions share it: the lemma of its last word."""
        tree = self.tree
        start, end = tree.spans[mention]
        if end - start == 1:
            text = tree.said(mention.start, mention.end).lower()
            return tree.lemmas[start] if len(text) == len(tree.words[start]) else text[:6]
        if mention.type == "PERSON":  # by surname: "Иван Орлов", "Орлов И. П."
            words = [i for i in range(start, end) if len(tree.words[i]) > 2] or [end - 1]
            return tree.lemmas[words[-1]]
        return " ".join(tree.lemmas[start:end])
