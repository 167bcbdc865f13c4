"""What a sentence says of what it reports: denied, doubted, asked, made a condition, put off."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extract.stages.agreements.forms import is_future, is_negated
from extract.stages.agreements.path import Path
from extract.stages.agreements.status_words import (
    CONCLUSION,
    CONDITION,
    CONFIRMED,
    DELAYS,
    DENIED,
    DOUBTED,
    FAVOURS,
    HEARSAY,
    IN_CASE,
    NAUGHT,
    PENDING,
    POSTPONED,
    PUT_OFF,
    SEEMS,
    TALKS,
    TOOK_PLACE,
    UNTRUE,
)

# How a word hangs on one that speaks of it.
_UNDER = frozenset(
    {
        "ccomp", "csubj", "acl", "xcomp", "obl", "obj", "nmod", "nsubj", "iobj", "advcl", "amod",
        "appos", "parataxis", "conj",
    }
)  # fmt: skip


# Words from "отсутствие" to what there is none of: "в отсутствие нового трёхлетнего договора".
_NEAR_LACK = 4


class Report(Path):
    """The questions about the words over a cue: who says so, and whether as a fact."""

    @functools.cached_property
    def above(self) -> list[int]:
        """All that governs its clause: "опроверг, что", "слухи о"."""
        return [*self._above(), *self.decided]

    def _above(self) -> Iterator[int]:
        """The words over the clause of a cue, up to the root; coordinated clauses end it."""
        tree = self.tree
        below = self.cue.token
        for i in tree.up(self.cue.token):
            finite = tree.is_finite(below) and "Variant=Short" not in tree.morph[below]
            finite |= "VerbForm=Conv" in tree.morph[below]  # "комментируя визит, призвал"
            finite |= tree.is_participle(below)  # "встретившиеся в Сочи, отложили"
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
        while tree.deps[noun] == "conj":  # "А и Б, встретившиеся в Сочи"
            noun = tree.heads[noun]
        described = tree.deps[i] in ("acl", "amod") and tree.is_participle(i)
        return described and (tree.deps[noun] == "nsubj" or i == self.cue.token)

    def says_above(self, words: frozenset[str], negated: bool = False) -> bool:
        """Whether one of some words governs the clause, with or without "не"."""
        return any(
            self.tree.lemmas[i] in words and self._is_denied_at(i) == negated for i in self.above
        )

    def says_beside(self, words: frozenset[str], negated: bool = False) -> bool:
        """Whether one stands beside what governs it: "взял паузу", "не нашло подтверждения"."""
        tree = self.tree
        return any(
            tree.lemmas[t] in words and self._is_denied_at(i) == negated
            for i in self.above
            for t in tree.children[i]
            if tree.deps[t] in ("obl", "xcomp", "obj") and t not in self.above
        )

    def _is_denied_at(self, i: int) -> bool:
        """ "не утверждает", "не берётся утверждать"."""
        tree = self.tree
        over = tree.governor(i) if "VerbForm=Inf" in tree.morph[i] else i
        return is_negated(tree, i) or is_negated(tree, over)

    def is_denied(self) -> bool:
        """ "опроверг, что подписал", "назвал выдумкой сообщение о встрече"."""
        if self.says_beside(DENIED) or self.says_above(DENIED):
            return True
        return bool(UNTRUE.search(self.sentence()))

    def is_doubted(self) -> bool:
        """Hearsay, doubt, a question: nobody says that it is so."""
        if self.says_above(DOUBTED) or self._is_unconfirmed():
            return True
        tree, tokens = self.tree, (self.cue.token, *self.above)
        if any(tree.lemmas[t] in SEEMS for i in tokens for t in tree.children[i]):
            return True
        return bool(HEARSAY.search(self.sentence())) or self._is_asked()

    def _is_unconfirmed(self) -> bool:
        """Whether it is neither confirmed nor denied."""
        if self.says_above(CONFIRMED, negated=True) or self.says_above(DENIED, negated=True):
            return True
        return self.says_beside(CONFIRMED, negated=True)

    def is_open(self) -> bool:
        """Whether it is so is asked, neither confirmed nor denied, or in question."""
        tree = self.tree
        tokens = {*self.above, *self.verbs, self.cue.token}
        beside = {*tokens, *(t for i in tokens for t in tree.children[i])}
        if self._is_weighed(tokens) or self._is_unconfirmed():
            return True
        return any(
            tree.lemmas[i] == "вопрос" and any(tree.lemmas[t] == "под" for t in tree.children[i])
            for i in beside
        )

    def _is_weighed(self, tokens: Iterable[int]) -> bool:
        """ "встретился ли", "вряд ли"."""
        tree = self.tree
        return any(
            tree.words[t] == "ли" for i in tokens for t in (*tree.children[i], *self._after(i))
        )

    def _after(self, i: int) -> range:
        return range(i + 1, min(i + 2, len(self.tree.words)))

    def _is_asked(self) -> bool:
        asked = self._is_weighed({self.cue.token, *self.above})
        return asked or self.sentence().rstrip(' »”"\n').endswith("?")

    def is_put_off(self) -> bool:
        """ "отложил визит", "взял паузу перед подписанием"."""
        tree = self.tree
        if self._is_shelved():
            return True
        took = (t for i in self.above for t in tree.children[i] if tree.deps[t] == "obj")
        if self.lemmas & POSTPONED and not (self.adjunct or self.negated):
            return True
        return self.says_above(POSTPONED | DELAYS) or any(tree.lemmas[t] in DELAYS for t in took)

    def _is_shelved(self) -> bool:
        """ "договор положили под сукно"; not "встретились, а спор положили под сукно"."""
        tree = self.tree
        start, end = tree.sentences[tree.sentence_of[self.cue.token]]
        if self.adjunct or not PUT_OFF.search(self.sentence()):
            return False
        return any(
            PUT_OFF.fullmatch(tree.said(tree.starts[max(i - before, start)], tree.end(i)))
            and next((t for t in tree.up(i) if tree.pos[t] == "VERB"), None) in self.verbs
            for i in range(start, end)
            for before in (1, 2)
        )

    def is_favoured(self) -> bool:
        """ "выступил за подписание"."""
        tree, verb = self.tree, self.cue.verb
        if verb is None or tree.lemmas[verb] not in FAVOURS:
            return False
        top = self.tokens[-1]
        return tree.cases[top] == "Acc" and any(tree.lemmas[i] == "за" for i in tree.children[top])

    def came_to_naught(self) -> bool:
        """ "на сделке поставлен крест", "визит остался в планах"."""
        if self.tree.lemmas[self.cue.token] in TALKS:  # they were held, and led nowhere
            return False
        told = self.cue.is_verb or (not self.adjunct and self.lemmas & (CONCLUSION | TOOK_PLACE))
        return not told and bool(NAUGHT.search(self.sentence()))

    def is_pending(self) -> bool:
        """ "контракт на утверждении", "визит в проработке": said of it, in its own clause."""
        if self.cue.is_verb or self.is_plainly_past():
            return False
        behind = self.sentence().partition(self.tree.words[self.cue.token])[2]
        return PENDING.search(re.split("[,;:]", behind)[0]) is not None

    def is_lacking(self) -> bool:
        """ "в отсутствие договора", "отсутствие соглашения тормозит": there is none."""
        start = self.tree.sentences[self.tree.sentence_of[self.cue.token]][0]
        first = max(self.cue.token - _NEAR_LACK, start)
        before = self.tree.lemmas[first : self.cue.token]
        return "отсутствие" in before and "," not in before

    def is_conditional(self) -> bool:
        """ "если подпишут", "в случае подписания"."""
        tree = self.tree
        tokens = [self.cue.token, *self.above]
        beside = [t for i in tokens for t in tree.children[i] if tree.lemmas[t] in CONDITION]
        if any(t < self.cue.token or tree.lemmas[t] == "бы" for t in beside):
            return True
        first = min([self.cue.start, *self.cue.nouns])
        start = max(first - 4, tree.sentences[tree.sentence_of[first]][0])
        return bool(IN_CASE.search(tree.said(tree.starts[start], tree.starts[self.cue.start])))

    def sentence(self) -> str:
        start, end = self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        return self.tree.said(self.tree.starts[start], self.tree.end(end - 1))

    def is_past(self) -> bool:
        """Its verb tells what has been."""
        verb, tree = self.cue.verb, self.tree
        if verb is None:
            return False
        if "VerbForm=Conv" in tree.morph[verb]:  # "осматривая завод, сказал"
            verb = tree.governor(verb)
        return self.is_past_at(verb)

    def is_past_at(self, verb: int) -> bool:
        return "Tense=Past" in self.tree.morph[verb] and not is_future(self.tree, verb)

    def is_plainly_past(self) -> bool:
        """Its own verb tells it, of the past: "подписали", "подписано", "встретился"."""
        verb = self.cue.verb
        if verb is None or self.adjunct or self.negated:
            return False
        if any(self.tree.lemmas[i] == "бы" for i in self.tree.children[verb]):  # "приехал бы"
            return False
        return self.is_past() or "Variant=Short" in self.tree.morph[verb]
