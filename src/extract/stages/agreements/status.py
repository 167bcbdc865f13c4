"""Is it signed, held, only planned? Read from tense, mood, negation and words."""

from __future__ import annotations

from collections.abc import Iterator

from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.patterns import (
    CANCELLED,
    CONCLUSION,
    DEMANDS,
    DURING,
    FAILURE_VERBS,
    IN_FORCE,
    LEAVES,
    NEGOTIATED,
    PLANNED,
    REJECTED,
    TERMINATED,
    TRANSPARENT,
)
from extract.syntax.tree import Tree

_INFINITIVE = "VerbForm=Inf"


class Path:
    """What stands over and beside a cue, as lemmas."""

    def __init__(self, tree: Tree, cue: Cue) -> None:
        self.tree = tree
        self.cue = cue
        tokens = [cue.token, *cue.nouns]
        self.own = {
            tree.lemmas[i]
            for token in tokens
            for i in tree.children[token]
            if tree.deps[i] in ("amod", "acl") and self._describes(token, i)
        }
        self.nouns = set(self._nouns())
        self.adjunct = not cue.is_verb and not is_direct(tree, cue)
        self.verbs = [] if cue.verb is None else list(self._verbs(cue.verb))
        self.negated = any(self._is_negated(i) for i in self.verbs)
        self.lemmas = {tree.lemmas[i] for i in self.verbs}
        self.words = self.own | self.nouns | (set() if self.adjunct else self.lemmas)
        self.left = bool(self.words & LEAVES) and self._is_under("из")
        self.future = any(self._is_future(i) for i in self.verbs)
        # "подпишут во время визита": the visit is as far off as the signing.
        self.during = any(tree.lemmas[i] in DURING for i in (*cue.nouns, *self._cases()))
        # "прибыл, чтобы обсудить": what somebody came for has not happened yet.
        self.purpose = cue.is_verb and any(
            tree.lemmas[i] == "чтобы" for i in tree.children[cue.token]
        )
        self.present = not self.adjunct and any(
            "Tense=Pres" in tree.morph[i] for i in self.verbs[:1]
        )

    def _cases(self) -> Iterator[int]:
        """The prepositions of the cue and the nouns over it, in words: "в", "ход"."""
        tree = self.tree
        for noun in (self.cue.token, *self.cue.nouns):
            for i in tree.children[noun]:
                if tree.deps[i] == "case":
                    yield from (i, *tree.children[i])

    def _is_under(self, preposition: str) -> bool:
        return any(self.tree.lemmas[i] == preposition for i in self._cases())

    def _verbs(self, verb: int) -> Iterator[int]:
        """The verb, and those over it as long as they are infinitives."""
        tree = self.tree
        yield from self._with_auxiliaries(verb)
        while _INFINITIVE in tree.morph[verb] or "Variant=Short" in tree.morph[verb]:
            head = tree.governor(verb)
            if head == verb or tree.deps[verb] not in (
                "xcomp", "ccomp", "csubj", "acl", "conj", "advcl", "obj", "nmod", "obl",
                "parataxis",
            ):  # fmt: skip
                return
            if "Variant=Short" in tree.morph[verb] and tree.deps[verb] != "conj":
                return
            verb = head
            yield from self._with_auxiliaries(verb)

    def _with_auxiliaries(self, verb: int) -> Iterator[int]:
        tree = self.tree
        yield verb
        for i in tree.children[verb]:
            if tree.pos[i] in ("VERB", "AUX", "ADJ") and (tree.deps[i] in ("aux", "cop", "advmod")):
                yield i

    def _describes(self, noun: int, i: int) -> bool:
        """An adjective, a participle, or a relative clause whose "который" is the noun."""
        tree = self.tree
        if not tree.is_finite(i) or "Variant=Short" in tree.morph[i]:
            return tree.pos[i] in ("ADJ", "DET", "VERB")
        number = "Number=Plur" in tree.morph[noun]
        return any(
            tree.lemmas[t] == "который" and ("Number=Plur" in tree.morph[t]) == number
            for t in tree.children[i]
        )

    def _is_negated(self, i: int) -> bool:
        tree = self.tree
        return any(
            (tree.words[t].lower() in ("не", "нет") and tree.deps[t] in ("advmod", "neg", "det"))
            or tree.words[t].lower() == "не"
            for t in tree.children[i]
        ) or tree.words[i].lower() in ("нет", "нельзя")

    def _is_future(self, i: int) -> bool:
        return "Tense=Fut" in self.tree.morph[i]

    def _nouns(self) -> Iterator[str]:
        """The nouns over the cue as long as they speak of it, and the preposition "против"."""
        tree, below = self.tree, self.cue.token
        for noun in (*self.cue.nouns, None):
            yield from (tree.lemmas[i] for i in tree.children[below] if tree.lemmas[i] == "против")
            if noun is None or (
                tree.deps[below] != "conj" and tree.lemmas[noun] not in TRANSPARENT
            ):
                return
            yield tree.lemmas[noun]
            below = noun


def status(tree: Tree, cue: Cue) -> str | None:
    """One of ``schema.STATUSES``, None where the relation has none."""
    path = Path(tree, cue)
    if cue.label == "AGREEMENT_WITH":
        return _agreement(path)
    if cue.label in ("MEETING_WITH", "VISITED"):
        return _happening(path)
    if cue.label == "COOPERATES_WITH":
        return _cooperation(path)
    return None


def _agreement(path: Path) -> str:
    words = path.words
    if words & REJECTED:
        return "rejected"
    if words & TERMINATED or path.left:
        demanded = words & (DEMANDS | PLANNED)
        going = path.future or path.negated or path.present
        return "in_force" if demanded or going else "terminated"
    concluding = path.cue.is_verb or words & (CONCLUSION | FAILURE_VERBS)
    if path.negated and concluding and not path.adjunct:
        return "rejected"
    if (not path.adjunct and path.future) or words & PLANNED:
        return "planned"
    if words & NEGOTIATED:
        return "negotiated"
    if words & IN_FORCE and not words & CONCLUSION:
        return "in_force"
    plural = "Number=Plur" in path.tree.morph[path.cue.token]
    return "in_force" if plural and not words & CONCLUSION and not path.cue.is_verb else "signed"


def _happening(path: Path) -> str:
    words = path.words
    if path.own & PLANNED:
        return "planned"
    if words & CANCELLED or (path.negated and not path.adjunct):
        return "cancelled"
    if path.future or words & PLANNED:
        return "planned"
    if path.adjunct and path.during and path.lemmas & PLANNED:
        return "planned"
    verb = path.cue.verb
    soon = verb is not None and path.tree.lemmas[verb] == "встречаться" and path.present
    return "planned" if soon or path.purpose else "held"


def _cooperation(path: Path) -> str | None:
    if path.words & REJECTED:
        return "rejected"
    if path.words & TERMINATED and not path.words & DEMANDS and not path.negated:
        return "terminated"
    if path.words & PLANNED or (path.cue.is_verb and path.lemmas & {"договориться"}):
        return "planned"
    return None
