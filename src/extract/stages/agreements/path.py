"""What stands over and beside a cue: the verbs, nouns and negations that decide its status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.words import (
    AGREED,
    AHEAD,
    CONDITION,
    CONFIRMED,
    COPULAS,
    DENIED,
    DEPARTING,
    DOUBTED,
    DURING,
    HEARSAY,
    IN_CASE,
    IN_FORCE,
    LEAVES,
    LISTED,
    LISTS,
    MANAGED,
    OCCASIONS,
    ON_THE_LIST,
    PLANNED,
    POSTPONED,
    PROVIDES,
    REJECTED,
    RENEWED,
    REVIEWED,
    REVIEWS,
    SEEMS,
    SHARED,
    SIGNED,
    TERMINATED,
    TRANSPARENT,
    UNTRUE,
    VISIT_STAY,
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
        direct = is_direct(tree, cue) and not self._is_party()
        self.adjunct = not cue.is_verb and not direct and not self._is_aim()
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
        return named and verb is not None and tree.lemmas[verb] not in COPULAS

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
        for verb, i in ((verb, i) for verb in self.verbs for i in tree.children[verb]):
            lemma, prepositions = tree.lemmas[i], {tree.lemmas[t] for t in tree.children[i]}
            if tree.deps[i] == "xcomp":
                if tree.pos[i] == "ADJ" or lemma in REJECTED | RENEWED | TERMINATED:
                    yield i
            elif (
                (lemma in LISTS and "в" in prepositions and tree.lemmas[verb] in LISTED)
                or (lemma == "вопрос" and "под" in prepositions)
                or (lemma == "сила" and tree.lemmas[verb] == "иметь")
                or (lemma == "сила" and "в" in prepositions and tree.cases[i] == "Loc")
                or (lemma in REVIEWS and tree.lemmas[verb] in REVIEWED and i not in self.tokens)
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
            if "Variant=Short" in tree.morph[verb] and tree.deps[verb] != "conj":
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
            if finite and self._is_aside(below):
                return
            first, last = sorted((tree.starts[below], tree.starts[i]))
            if "\n" in tree.text[first:last]:
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
        if "VerbForm=Fin" not in morph:
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

    # --- what it says --------------------------------------------------------------------------

    def says_above(self, words: frozenset[str], negated: bool = False) -> bool:
        """Whether one of some words governs the clause, with or without "не"."""
        return any(
            self.tree.lemmas[i] in words and self._is_negated(i) == negated for i in self.above
        )

    def is_denied(self) -> bool:
        """ "опроверг, что подписал", "назвал выдумкой сообщение о встрече"."""
        tree = self.tree
        beside = any(
            tree.lemmas[t] in DENIED
            for i in self.above
            for t in tree.children[i]
            if tree.deps[t] in ("obl", "xcomp", "obj") and t not in self.above
        )
        return beside or self.says_above(DENIED) or bool(UNTRUE.search(self.sentence()))

    def is_doubted(self) -> bool:
        """Hearsay, doubt, a question: nobody says that it is so."""
        if self.says_above(DOUBTED) or self.says_above(CONFIRMED, negated=True):
            return True
        if self.says_above(DENIED, negated=True):
            return True
        tokens = (self.cue.token, *self.above)
        if any(self.tree.lemmas[t] in SEEMS for i in tokens for t in self.tree.children[i]):
            return True
        return bool(HEARSAY.search(self.sentence())) or self._is_asked()

    def is_open(self) -> bool:
        """Whether it is so is asked, neither confirmed nor denied, or in question."""
        tree = self.tree
        tokens = {*self.above, *self.verbs, self.cue.token}
        if any(tree.words[t] == "ли" for i in tokens for t in tree.children[i]):
            return True
        if self.says_above(CONFIRMED, negated=True) or self.says_above(DENIED, negated=True):
            return True
        beside = {*tokens, *(t for i in tokens for t in tree.children[i])}
        return any(
            tree.lemmas[i] == "вопрос" and any(tree.lemmas[t] == "под" for t in tree.children[i])
            for i in beside
        )

    def is_ended_beside(self) -> bool:
        """ "побратимы А и Б (связи прерваны)": what the two share has been ended."""
        tree = self.tree
        return any(
            tree.lemmas[i] in TERMINATED
            and self._is_done(i)
            and any(
                tree.deps[t] == "nsubj" and (tree.lemmas[t] in SHARED or t == self.cue.token)
                for t in tree.children[i]
            )
            for i in range(*tree.sentences[tree.sentence_of[self.cue.token]])
        )

    def _is_done(self, i: int) -> bool:
        tree = self.tree
        past = "Tense=Past" in tree.morph[i] or "Variant=Short" in tree.morph[i]
        return past and not self._is_future(i) and not self._is_negated(i)

    def is_main_end(self) -> bool:
        """ "договор, который заключили, расторгнут": the clause over its own ends it."""
        tree = self.tree
        over = next((i for i in tree.up(self.cue.token) if tree.is_finite(i)), None)
        if over is None or over == self.cue.verb or tree.heads[self.cue.token] != over:
            return False
        makes = {i for i in tree.children[over] if tree.deps[i] == "xcomp"}
        if tree.lemmas[over] == "действовать":
            return self._is_negated(over)
        return any(tree.lemmas[i] in TERMINATED for i in {over, *makes}) and self._is_done(over)

    def _is_asked(self) -> bool:
        tree = self.tree
        tokens = {*self.above, self.cue.token}
        asked = any(tree.words[t] == "ли" for i in tokens for t in tree.children[i])
        return asked or self.sentence().rstrip(' »”"\n').endswith("?")

    def is_conditional(self) -> bool:
        """ "если подпишут", "в случае подписания"."""
        tree = self.tree
        tokens = [self.cue.token, *self.above]
        beside = [t for i in tokens for t in tree.children[i] if tree.lemmas[t] in CONDITION]
        if any(t < self.cue.token or tree.lemmas[t] == "бы" for t in beside):
            return True
        first = min([self.cue.start, *self.cue.nouns])
        start = max(first - 4, tree.sentences[tree.sentence_of[first]][0])
        return bool(IN_CASE.search(tree.text[tree.starts[start] : tree.starts[self.cue.start]]))

    def sentence(self) -> str:
        start, end = self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        return self.tree.text[self.tree.starts[start] : self.tree.end(end - 1)]

    def lasts(self) -> bool:
        """ "на встрече обсудят", "в ходе визита подпишут": it is when that is."""
        return self.during or self.is_under("на") or self.is_under("в")

    def is_reached(self) -> bool:
        """ "на переговоры не прибыли"."""
        return self.is_under("на") and self.tree.cases[self.cue.token] == "Acc"

    def is_agreed(self) -> bool:
        """ "договорились о встрече": it is still to come."""
        about = any(self.tree.lemmas[i] == "о" for i in self.tree.children[self.cue.token])
        return not self.cue.is_verb and about and bool(self.lemmas & AGREED)

    def is_left_to(self) -> bool:
        """ "до визита осталась неделя"."""
        return self.is_under("до") and self.remains()

    def remains(self) -> bool:
        verb = self.cue.verb
        return verb is not None and self.tree.lemmas[verb] in ("остаться", "оставаться")

    def is_to_sign(self) -> bool:
        """ "договорились подписать", "условились о подписании": there is no paper yet."""
        tree, verb = self.tree, self.cue.token
        return tree.lemmas[verb] in AGREED and any(
            tree.lemmas[i] in SIGNED for i in tree.children[verb] if i > verb
        )

    def is_had(self) -> bool:
        """ "у А с Б есть договор"."""
        words = [self.tree.words[i].lower() for i in self.verbs]
        return words[:1] == ["есть"] and not self.adjunct and not self.negated

    def is_past(self) -> bool:
        """Its verb tells what has been."""
        verb = self.cue.verb
        return verb is not None and (
            "Tense=Past" in self.tree.morph[verb] and not self._is_future(verb)
        )

    def is_listed(self) -> bool:
        """ "в программе визита - встреча", "в план включены переговоры"."""
        tree, (start, _) = self.tree, self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        verb = self.cue.verb
        active = verb is not None and "Variant=Short" not in tree.morph[verb] and self.is_past()
        said = tree.text[tree.starts[start] : tree.starts[self.cue.token]]
        return not active and bool(ON_THE_LIST.search(said))

    def is_ahead(self) -> bool:
        """ "завтра переговоры", "встречается 25 июня": a day after that of the article."""
        tree = self.tree
        if self.cue.verb is not None and tree.lemmas[self.cue.verb] in VISIT_STAY:
            return False
        nouns = set() if self.cue.is_verb else {self.cue.token, *self.cue.nouns}
        start, end = tree.sentences[tree.sentence_of[self.cue.token]]
        return any(
            self._is_to_come(i) and (tree.heads[i] in nouns or not self.is_past())
            for i in range(start, end)
        )

    def _is_to_come(self, i: int) -> bool:
        tree, today = self.tree, self.tree.doc._.date
        if tree.lemmas[i] in AHEAD:
            return True
        times = [tree.time(m) for m in tree.mentions[i] if m.type == "DATE" and tree.root(m) == i]
        begins = [time.begin for time in times if time is not None and time.begin is not None]
        return today is not None and any(begin.date() > today for begin in begins)

    def has_new_date(self) -> bool:
        """ "перенёс на март"."""
        tree = self.tree
        return any(
            tree.lemmas[i] in POSTPONED
            and any(
                mention.type in ("DATE", "TIME")
                for t in tree.children[i]
                if any(tree.lemmas[c] in ("на", "до") for c in tree.children[t])
                for mention in tree.mentions[t]
            )
            for i in self.above
        )
