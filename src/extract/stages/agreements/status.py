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
from extract.stages.agreements.reading import Reading

_INFINITIVE = "VerbForm=Inf"


class Path:
    """What stands over and beside a cue, as lemmas."""

    def __init__(self, reading: Reading, cue: Cue) -> None:
        self.reading = reading
        self.cue = cue
        tokens = [cue.token, *cue.nouns]
        self.own = {
            reading.lemmas[i]
            for token in tokens
            for i in reading.children[token]
            if reading.deps[i] in ("amod", "acl") and self._describes(token, i)
        }
        self.nouns = set(self._nouns())
        self.adjunct = not cue.is_verb and not is_direct(reading, cue)
        self.verbs = [] if cue.verb is None else list(self._verbs(cue.verb))
        self.negated = any(self._is_negated(i) for i in self.verbs)
        self.lemmas = {reading.lemmas[i] for i in self.verbs}
        self.words = self.own | self.nouns | (set() if self.adjunct else self.lemmas)
        self.left = bool(self.words & LEAVES) and self._is_under("из")
        self.future = any(self._is_future(i) for i in self.verbs)
        # "подпишут во время визита": the visit is as far off as the signing.
        self.during = any(reading.lemmas[i] in DURING for i in (*cue.nouns, *self._cases()))
        # "прибыл, чтобы обсудить": what somebody came for has not happened yet.
        self.purpose = cue.is_verb and any(
            reading.lemmas[i] == "чтобы" for i in reading.children[cue.token]
        )
        self.present = not self.adjunct and any(
            "Tense=Pres" in reading.morph[i] for i in self.verbs[:1]
        )

    def _cases(self) -> Iterator[int]:
        """The prepositions of the cue and the nouns over it, in words: "в", "ход"."""
        reading = self.reading
        for noun in (self.cue.token, *self.cue.nouns):
            for i in reading.children[noun]:
                if reading.deps[i] == "case":
                    yield from (i, *reading.children[i])

    def _is_under(self, preposition: str) -> bool:
        return any(self.reading.lemmas[i] == preposition for i in self._cases())

    def _verbs(self, verb: int) -> Iterator[int]:
        """The verb, and those over it as long as they are infinitives."""
        reading = self.reading
        yield from self._with_auxiliaries(verb)
        while _INFINITIVE in reading.morph[verb] or "Variant=Short" in reading.morph[verb]:
            head = reading.governor(verb)
            if head == verb or reading.deps[verb] not in (
                "xcomp", "ccomp", "csubj", "acl", "conj", "advcl", "obj", "nmod", "obl",
                "parataxis",
            ):  # fmt: skip
                return
            if "Variant=Short" in reading.morph[verb] and reading.deps[verb] != "conj":
                return
            verb = head
            yield from self._with_auxiliaries(verb)

    def _with_auxiliaries(self, verb: int) -> Iterator[int]:
        reading = self.reading
        yield verb
        for i in reading.children[verb]:
            if reading.pos[i] in ("VERB", "AUX", "ADJ") and (
                reading.deps[i] in ("aux", "cop", "advmod")
            ):
                yield i

    def _describes(self, noun: int, i: int) -> bool:
        """An adjective, a participle, or a relative clause whose "который" is the noun."""
        reading = self.reading
        if not reading.is_finite(i) or "Variant=Short" in reading.morph[i]:
            return reading.pos[i] in ("ADJ", "DET", "VERB")
        number = "Number=Plur" in reading.morph[noun]
        return any(
            reading.lemmas[t] == "который" and ("Number=Plur" in reading.morph[t]) == number
            for t in reading.children[i]
        )

    def _is_negated(self, i: int) -> bool:
        reading = self.reading
        return any(
            (
                reading.words[t].lower() in ("не", "нет")
                and reading.deps[t] in ("advmod", "neg", "det")
            )
            or reading.words[t].lower() == "не"
            for t in reading.children[i]
        ) or reading.words[i].lower() in ("нет", "нельзя")

    def _is_future(self, i: int) -> bool:
        return "Tense=Fut" in self.reading.morph[i]

    def _nouns(self) -> Iterator[str]:
        """The nouns over the cue as long as they speak of it, and the preposition "против"."""
        reading, below = self.reading, self.cue.token
        for noun in (*self.cue.nouns, None):
            yield from (
                reading.lemmas[i] for i in reading.children[below] if reading.lemmas[i] == "против"
            )
            if noun is None or (
                reading.deps[below] != "conj" and reading.lemmas[noun] not in TRANSPARENT
            ):
                return
            yield reading.lemmas[noun]
            below = noun


def status(reading: Reading, cue: Cue) -> str | None:
    """One of ``schema.STATUSES``, None where the relation has none."""
    path = Path(reading, cue)
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
    plural = "Number=Plur" in path.reading.morph[path.cue.token]
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
    soon = verb is not None and path.reading.lemmas[verb] == "встречаться" and path.present
    return "planned" if soon or path.purpose else "held"


def _cooperation(path: Path) -> str | None:
    if path.words & REJECTED:
        return "rejected"
    if path.words & TERMINATED and not path.words & DEMANDS and not path.negated:
        return "terminated"
    if path.words & PLANNED or (path.cue.is_verb and path.lemmas & {"договориться"}):
        return "planned"
    return None
