"""What stands over and beside a cue: the verbs, nouns and negations that decide its status."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.forms import is_future, is_future_form, is_negated, is_present
from extract.stages.agreements.status_words import (
    DECIDES,
    DEPARTING,
    DOUBTED,
    IN_FORCE,
    LEAVES,
    LISTED,
    LISTS,
    MANAGED,
    MEANT,
    NAMING,
    PLANNED,
    PROVIDES,
    REJECTED,
    RENEWED,
    REVIEWED,
    REVIEWS,
    SIGNED,
    SIGNED_ONES,
    TERMINATED,
)
from extract.stages.agreements.words import COPULAS, DURING, HAVE, OCCASIONS, TRANSPARENT
from extract.syntax.tree import Tree

_INFINITIVE = "VerbForm=Inf"
# What "который" as a subject may say of the status: not what the paper itself does.
_OF_ITSELF = IN_FORCE | TERMINATED


class Path:
    """What stands over and beside a cue; each question is asked once, when it matters."""

    def __init__(self, tree: Tree, cue: Cue) -> None:
        self.tree = tree
        self.cue = cue
        self.tokens = [cue.token, *cue.nouns]

    @functools.cached_property
    def own(self) -> set[str]:
        """Adjectives, participles and clauses that describe the cue and the nouns over it."""
        return {self.tree.lemmas[i] for i in self._described}

    @functools.cached_property
    def own_future(self) -> bool:
        """ "переговоры, которые проведут"."""
        return any(is_future(self.tree, i) for i in self._described)

    @property
    def is_unsigned(self) -> bool:
        """ "договор, не подписанный парламентом"."""
        signed = (i for i in self._described if self.tree.lemmas[i] in SIGNED | SIGNED_ONES)
        return any(is_negated(self.tree, i) for i in signed)

    @functools.cached_property
    def _described(self) -> list[int]:
        tree = self.tree
        return [
            i
            for token in self.tokens
            for i in tree.children[token]
            if tree.deps[i] in ("amod", "acl") and self._describes(token, i)
        ]

    @functools.cached_property
    def nouns(self) -> set[str]:
        """The nouns over it that speak of it."""
        return set(self._nouns())

    @functools.cached_property
    def adjunct(self) -> bool:
        """The cue only stands beside what its verb says: "после встречи".

        Of a word that no list knows nobody can say that its verb is not about it.
        """
        cue = self.cue
        direct = is_direct(self.tree, cue) and not self.is_party
        return cue.is_known and not (cue.is_verb or direct or self._is_aim())

    @functools.cached_property
    def verbs(self) -> list[int]:
        """Its verb and those over it as long as they are infinitives."""
        verb = self.cue.verb
        return [] if verb is None else [*self._verbs(verb), *self.decided]

    @functools.cached_property
    def decided(self) -> list[int]:
        """ "визит решили отложить", "договор пришлось расторгнуть": the infinitive tells it."""
        tree, verb = self.tree, self.cue.verb
        if verb is None or tree.lemmas[verb] not in DECIDES or self.cue.is_verb:
            return []
        top = self.tokens[-1]
        if tree.heads[top] != verb or tree.deps[top] not in ("nsubj", "obj"):
            return []
        return [i for i in tree.children[verb] if _INFINITIVE in tree.morph[i]]

    @functools.cached_property
    def negated(self) -> bool:
        """ "не подписали", "не встреча", "никакого соглашения"."""
        tree, cue = self.tree, self.cue
        if any(is_negated(tree, i) for i in self.verbs) or self.is_none_at_all():
            return True
        return not cue.is_verb and tree.words[max(cue.token - 1, 0)].lower() == "не"

    @functools.cached_property
    def lemmas(self) -> set[str]:
        """Of its verbs and their complements."""
        found = {self.tree.lemmas[i] for i in (*self.verbs, *self._complements())}
        return found - PROVIDES if self._is_provision() else found

    @functools.cached_property
    def words(self) -> set[str]:
        """All lemmas that speak of the cue itself."""
        return self.own | self.nouns | (set() if self.adjunct else self.lemmas)

    @functools.cached_property
    def meant(self) -> bool:
        """ "пора подписать", "думал встретиться": an infinitive tells what is meant or due."""
        verb = self.cue.verb
        if self.adjunct or verb is None or _INFINITIVE not in self.tree.morph[verb]:
            return False
        return not self.lemmas & MANAGED

    @functools.cached_property
    def left(self) -> bool:
        """ "вышли из соглашения"."""
        return bool(self.words & LEAVES) and self.is_under("из")

    @functools.cached_property
    def future(self) -> bool:
        """Its verb tells what is to come; the tagger takes "съездят" for a noun."""
        tree, cue = self.tree, self.cue
        copulas = [t for i in cue.nouns for t in tree.children[i] if tree.deps[t] == "cop"]
        if any(is_future(tree, i) for i in (*self.verbs, *copulas)):
            return True
        return not cue.is_known and is_future_form(tree.words[cue.token])

    @functools.cached_property
    def during(self) -> bool:
        """ "подпишут во время визита": the visit is as far off as the signing."""
        return any(self.tree.lemmas[i] in DURING for i in (*self.cue.nouns, *self._cases()))

    @functools.cached_property
    def present(self) -> bool:
        """Its verb tells what is."""
        return not self.adjunct and any(is_present(self.tree, i) for i in self.verbs[:1])

    @functools.cached_property
    def is_party(self) -> bool:
        """ "побратимы приедут": what a twin or partner does is not about the tie."""
        tree, verb = self.tree, self.cue.verb
        named = tree.lemmas[self.cue.token] in self.cue.kind.partners
        if verb is not None and tree.lemmas[verb] in NAMING and tree.cases[self.cue.token] == "Ins":
            return False  # "объявят побратимом"
        return named and verb is not None and tree.lemmas[verb] not in COPULAS | HAVE

    def own_words(self) -> set[str]:
        """All that speaks of the cue; "вместе готовят" is done, whatever is got ready."""
        verb = self.cue.verb
        if not self.cue.is_adverb or verb is None or self.tree.lemmas[verb] in MEANT:
            return self.words
        if any(_INFINITIVE in self.tree.morph[i] for i in self.tree.children[verb]):
            return self.words  # "сообща решили строить"
        return self.words - {self.tree.lemmas[verb]}

    def _is_aim(self) -> bool:
        """ "рассчитывает на подписание", "сомневается в сделке": what the verb is about."""
        tree, cue = self.tree, self.cue
        top = [cue.token, *cue.nouns][-1]
        if cue.verb is None or tree.heads[top] != cue.verb or tree.lemmas[top] in OCCASIONS:
            return False
        if self.during:
            return False
        prepositions = {tree.lemmas[i] for i in tree.children[top] if tree.deps[i] == "case"}
        if "на" in prepositions:
            return tree.cases[top] != "Loc" and tree.lemmas[cue.verb] in PLANNED | DOUBTED
        return bool(prepositions & {"в", "к"}) and tree.lemmas[cue.verb] in PLANNED | DOUBTED

    @functools.cached_property
    def purpose(self) -> bool:
        """ "чтобы подписать": what somebody came for has not happened yet."""
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
                (lemma in LISTS and prepositions & {"в", "на"} and over in LISTED)
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

    def is_none_at_all(self) -> bool:
        """ "никакого соглашения не было", "ни о каком договоре"."""
        tree = self.tree
        none = any(tree.lemmas[i] == "никакой" for i in tree.children[self.cue.token])
        first = max(self.cue.token - 3, tree.sentences[tree.sentence_of[self.cue.token]][0])
        before = [word.lower() for word in tree.words[first : self.cue.token]]
        return none or (before[:1] == ["ни"] and before[-1].startswith("как"))

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
