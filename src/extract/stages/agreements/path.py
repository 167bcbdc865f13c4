"""What stands over and beside a cue: the verbs, nouns and negations that decide its status."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extract.russian.dictionary import parses
from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.words import (
    COPULAS,
    DEPARTING,
    DOUBTED,
    DURING,
    FUTILE,
    HAVE,
    IN_FORCE,
    LEAVES,
    LISTED,
    LISTS,
    MANAGED,
    OCCASIONS,
    PLANNED,
    PROVIDES,
    REJECTED,
    RENEWED,
    REVIEWED,
    REVIEWS,
    TERMINATED,
    TRANSPARENT,
    TRIES,
)
from extract.syntax.tree import Tree

_INFINITIVE = "VerbForm=Inf"
# Endings that no past has, whatever the tagger says: "переговорит".
_NON_PAST = re.compile(r"(?:т|[еи]шь|[еёи]м)(?:ся)?$")
# What "который" as a subject may say of the status: not what the paper itself does.
_OF_ITSELF = IN_FORCE | TERMINATED
# How a word hangs on one that speaks of it.
_UNDER = frozenset(
    {
        "ccomp", "csubj", "acl", "xcomp", "obl", "obj", "nmod", "nsubj", "iobj", "advcl", "amod",
        "appos", "parataxis", "conj",
    }
)  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def is_future_form(word: str) -> bool:
    """Whether a word can be nothing but a verb of the future."""
    tags = [parse.tag for parse in parses(word.lower())]
    return bool(tags) and all("futr" in tag for tag in tags)


class Path:
    """What stands over and beside a cue, as lemmas.

    Attributes:
        own: Adjectives, participles and clauses that describe the cue and the nouns over it.
        nouns: The nouns over it that speak of it.
        lemmas: Its verb and those over it as long as they are infinitives.
        words: All of these that speak of the cue itself.
        adjunct: The cue only stands beside what its verb says: "после встречи".
        above: All that governs its clause: "опроверг, что", "слухи о".
    """

    def __init__(self, tree: Tree, cue: Cue) -> None:
        self.tree = tree
        self.cue = cue
        self.tokens = [cue.token, *cue.nouns]
        described = [
            i
            for token in self.tokens
            for i in tree.children[token]
            if tree.deps[i] in ("amod", "acl") and self._describes(token, i)
        ]
        self.own = {tree.lemmas[i] for i in described}
        # "переговоры, которые проведут"
        self.own_future = any(self._is_future(i) for i in described)
        self.nouns = set(self._nouns())
        self.is_party = self._is_party()
        direct = is_direct(tree, cue) and not self.is_party
        # Of a word that no list knows nobody can say that its verb is not about it.
        self.adjunct = cue.is_known and not (cue.is_verb or direct or self._is_aim())
        self.verbs = [] if cue.verb is None else list(self._verbs(cue.verb))
        self.negated = any(self._is_negated(i) for i in self.verbs) or self._is_none_at_all()
        self.negated |= not cue.is_verb and tree.words[max(cue.token - 1, 0)].lower() == "не"
        self.lemmas = {tree.lemmas[i] for i in (*self.verbs, *self._complements())}
        if self._is_provision():
            self.lemmas -= PROVIDES
        self.words = self.own | self.nouns | (set() if self.adjunct else self.lemmas)
        # "пора подписать", "думал встретиться": an infinitive tells what is meant or due.
        self.meant = (
            not self.adjunct
            and cue.verb is not None
            and _INFINITIVE in tree.morph[cue.verb]
            and not self.lemmas & MANAGED
        )
        self.left = bool(self.words & LEAVES) and self.is_under("из")
        copulas = [t for i in cue.nouns for t in tree.children[i] if tree.deps[t] == "cop"]
        self.future = any(self._is_future(i) for i in (*self.verbs, *copulas))
        # The tagger takes "съездят" for a noun.
        self.future |= not cue.is_known and is_future_form(tree.words[cue.token])
        # "подпишут во время визита": the visit is as far off as the signing.
        self.during = any(tree.lemmas[i] in DURING for i in (*cue.nouns, *self._cases()))
        # "прибыл, чтобы обсудить": what somebody came for has not happened yet.
        self.purpose = self._is_purpose()
        self.present = not self.adjunct and any(self._is_present(i) for i in self.verbs[:1])
        self.above = list(self._above())

    def _is_party(self) -> bool:
        """ "побратимы приедут": what a twin or partner does is not about the tie."""
        tree, verb = self.tree, self.cue.verb
        named = tree.lemmas[self.cue.token] in self.cue.kind.partners
        return named and verb is not None and tree.lemmas[verb] not in COPULAS | HAVE

    def _is_aim(self) -> bool:
        """ "рассчитывает на подписание", "сомневается в сделке": what the verb is about."""
        tree, cue = self.tree, self.cue
        top = [cue.token, *cue.nouns][-1]
        if cue.verb is None or tree.heads[top] != cue.verb or tree.lemmas[top] in OCCASIONS:
            return False
        prepositions = {tree.lemmas[i] for i in tree.children[top] if tree.deps[i] == "case"}
        if "на" in prepositions:
            return tree.cases[top] != "Loc" and tree.lemmas[cue.verb] in PLANNED | DOUBTED
        return "в" in prepositions and tree.lemmas[cue.verb] in PLANNED | DOUBTED

    def _is_purpose(self) -> bool:
        """ "чтобы подписать", "для встречи", "вылетел на переговоры"."""
        tree = self.tree
        if any(tree.lemmas[i] == "чтобы" for v in self.verbs for i in tree.children[v]):
            return True
        if self.is_under("для"):
            return True
        verb = self.cue.verb
        return verb is not None and tree.lemmas[verb] in DEPARTING and self.is_reached()

    def _is_provision(self) -> bool:
        """ "договор предполагает": what the paper says is no plan to have it."""
        tree, verb = self.tree, self.cue.verb
        subject = tree.deps[self.cue.token] == "nsubj" and tree.heads[self.cue.token] == verb
        return subject and verb is not None and tree.is_finite(verb)

    # --- what stands there ---------------------------------------------------------------------

    def _cases(self) -> Iterator[int]:
        """The prepositions of the cue and the nouns over it, in words: "в", "ход"."""
        tree = self.tree
        for noun in (self.cue.token, *self.cue.nouns):
            for i in tree.children[noun]:
                if tree.deps[i] == "case":
                    yield from (i, *tree.children[i])

    def _complements(self) -> Iterator[int]:
        """ "признал ничтожным", "стоит в планах", "проходит согласование"."""
        tree = self.tree
        for i in (i for verb in self.verbs for i in tree.children[verb]):
            over = tree.lemmas[tree.heads[i]]
            lemma, prepositions = tree.lemmas[i], {tree.lemmas[t] for t in tree.children[i]}
            if tree.deps[i] == "xcomp":
                if tree.pos[i] == "ADJ" or lemma in REJECTED | RENEWED | TERMINATED:
                    yield i
            elif (
                (lemma in LISTS and "в" in prepositions and over in LISTED)
                or (lemma == "вопрос" and "под" in prepositions)
                or (lemma == "сила" and over == "иметь")
                or (lemma == "сила" and "в" in prepositions and tree.cases[i] == "Loc")
                or (lemma in REVIEWS and over in REVIEWED and i not in self.tokens)
            ):
                yield i

    def is_under(self, preposition: str) -> bool:
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
            if "Variant=Short" in tree.morph[verb] and (
                tree.deps[verb] != "conj" or "Variant=Short" not in tree.morph[head]
            ):
                return
            verb = head
            yield from self._with_auxiliaries(verb)

    def _with_auxiliaries(self, verb: int) -> Iterator[int]:
        tree = self.tree
        yield verb
        for i in tree.children[verb]:
            if tree.pos[i] in ("VERB", "AUX", "ADJ") and tree.deps[i] in ("aux", "cop", "advmod"):
                yield i

    def _above(self) -> Iterator[int]:
        """The words over the clause of a cue, up to the root; coordinated clauses end it."""
        tree = self.tree
        below = self.cue.token
        for i in tree.up(self.cue.token):
            finite = tree.is_finite(below) and "Variant=Short" not in tree.morph[below]
            if tree.deps[below] not in _UNDER or (
                finite and tree.deps[below] in ("conj", "parataxis", "advcl")
            ):
                return
            if (finite and self._is_aside(below)) or self._is_of_doer(below):
                return
            first, last = sorted((tree.starts[below], tree.starts[i]))
            if "\n" in tree.said(first, last):
                return
            yield i
            below = i

    def _is_aside(self, i: int) -> bool:
        """A clause that says of its own what happened: "который прибыл", "после того как"."""
        tree = self.tree
        return any(
            tree.lemmas[t] == "который" or (tree.lemmas[t] == "как" and tree.deps[t] == "mark")
            for t in tree.children[i]
        )

    def _is_of_doer(self, i: int) -> bool:
        """ "находящийся с визитом министр призвал": not what the minister's verb is about."""
        tree, noun = self.tree, self.tree.heads[i]
        described = tree.deps[i] in ("acl", "amod") and tree.is_participle(i)
        return described and tree.deps[noun] == "nsubj"

    def _describes(self, noun: int, i: int) -> bool:
        """An adjective, a participle, or a relative clause whose "который" is the noun."""
        tree = self.tree
        if not tree.is_finite(i) or "Variant=Short" in tree.morph[i]:
            active = "Voice=Act" in tree.morph[i] and tree.lemmas[i] in PROVIDES
            return not active and (tree.pos[i] in ("ADJ", "DET", "VERB") or tree.deps[i] == "acl")
        number = "Number=Plur" in tree.morph[noun]
        passive = "Variant=Short" in tree.morph[i] or tree.words[i].endswith(("ся", "сь"))
        return any(
            tree.lemmas[t] == "который"
            and not any(tree.deps[c] == "case" for c in tree.children[t])  # "на которой обсудят"
            and ("Number=Plur" in tree.morph[t]) == number
            and (passive or tree.cases[t] != "Nom" or tree.lemmas[i] in _OF_ITSELF)
            for t in tree.children[i]
        )

    def _is_negated(self, i: int) -> bool:
        tree = self.tree
        if tree.lemmas[i] in TRIES and any(tree.lemmas[t] in FUTILE for t in tree.children[i]):
            return True
        return any(
            (tree.words[t].lower() in ("не", "нет") and tree.deps[t] in ("advmod", "neg", "det"))
            or tree.words[t].lower() == "не"
            for t in tree.children[i]
        ) or (
            tree.words[i].lower() in ("нет", "нельзя")
            or (i > 0 and tree.words[i - 1].lower() == "не")
        )

    def _is_none_at_all(self) -> bool:
        """ "никакого соглашения не было", "без соглашения"."""
        tree = self.tree
        return any(tree.lemmas[i] == "никакой" for i in tree.children[self.cue.token])

    def _is_future(self, i: int) -> bool:
        word, morph = self.tree.words[i].lower(), self.tree.morph[i]
        if "VerbForm=Fin" not in morph and not word.endswith("тся"):
            return False
        if self.tree.lemmas[i] == "быть":
            return word.startswith("буд")
        perfect = "Tense=Past" in morph or "Aspect=Perf" in morph  # the tagger's guesses
        return "Tense=Fut" in morph or (perfect and bool(_NON_PAST.search(word)))

    def _is_present(self, i: int) -> bool:
        return "Tense=Pres" in self.tree.morph[i] and not self._is_future(i)

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

    def is_reached(self) -> bool:
        """ "на переговоры не прибыли"."""
        return self.is_under("на") and self.tree.cases[self.cue.token] == "Acc"
