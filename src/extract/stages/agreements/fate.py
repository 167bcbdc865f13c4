"""What became of what a cue names: ended, declined, thwarted, gone on with, gone badly."""

from __future__ import annotations

from extract.stages.agreements.forms import is_done, is_negated
from extract.stages.agreements.report import Report
from extract.stages.agreements.status_words import (
    BEGINS,
    BREAKS_OFF,
    CANCELLED,
    CONFIRMED,
    ENDS_OR_GOES_ON,
    FADES,
    HAPPENS,
    LASTS,
    LISTED,
    MEANT,
    PARTING,
    PLANNED,
    POSTPONED,
    PREPARES,
    REJECTED,
    SHARED,
    TERMINATED,
    TOOK_PLACE,
)
from extract.stages.agreements.words import REVEALS, SPEECH, TRANSPARENT


class Fate(Report):
    """The questions about how it went on, and whether it ended."""

    def is_ended_beside(self) -> bool:
        """ "побратимы А и Б (связи прерваны)": what the two share has been ended."""
        tree = self.tree
        return any(
            tree.lemmas[i] in TERMINATED
            and is_done(tree, i)
            and any(self._is_the_tie(t) for t in tree.children[i])
            for i in range(*tree.sentences[tree.sentence_of[self.cue.token]])
        )

    def _is_the_tie(self, t: int) -> bool:
        """What has been ended: the cue, or "отношения" that are of nobody else."""
        tree = self.tree
        if t == self.cue.token:
            return tree.deps[t] in ("nsubj", "obj")
        if tree.lemmas[t] not in SHARED:
            return False
        alone = not any(tree.lemmas[c] == "с" for i in tree.children[t] for c in tree.children[i])
        return tree.deps[t] == "nsubj" or (tree.deps[t] == "obj" and alone)

    def is_declined(self) -> bool:
        """ "от визита из-за шторма отказался": whatever the tree hangs it on."""
        tree, cue = self.tree, self.cue
        if not self.is_under("от"):
            return False
        for i in range(cue.token + 1, tree.sentences[tree.sentence_of[cue.token]][1]):
            if tree.words[i] in ":;":
                return False
            if tree.lemmas[i] in PARTING:
                return tree.pos[i] == "VERB" and not is_negated(tree, i)
        return False

    def is_thwarted(self) -> bool:
        """ "собирались встретиться, но переговоры сорвались"."""
        tree = self.tree
        end = tree.sentences[tree.sentence_of[self.cue.token]][1]
        tells = self.cue.verb is not None and tree.is_finite(self.cue.verb)
        over = self.verbs if tells else [*self.verbs, *self.above]
        if not any(self._was_meant(i) for i in over):
            return False
        but = (t for t in range(self.cue.token + 1, end) if tree.lemmas[t] in ("но", "однако"))
        after = next(but, end)
        return any(self._undoes(i) for i in range(after, end))

    def _was_meant(self, i: int) -> bool:
        tree = self.tree
        was = "Tense=Past" in tree.morph[i] or any(
            tree.lemmas[t] == "быть" and "Tense=Past" in tree.morph[t] for t in tree.children[i]
        )
        return was and tree.lemmas[i] in MEANT and not is_negated(tree, i)

    def _undoes(self, i: int) -> bool:
        tree = self.tree
        if tree.lemmas[i] in CANCELLED | REJECTED | POSTPONED | PARTING:
            return is_done(tree, i)
        says = tree.lemmas[i] in SPEECH | REVEALS | CONFIRMED  # "но подробностей не раскрыл"
        return "Tense=Past" in tree.morph[i] and is_negated(tree, i) and not says

    def is_main_end(self) -> bool:
        """ "(действие) договора, который заключили, прекращено": the clause over it ends it."""
        tree, below = self.tree, self.cue.token
        while tree.deps[below] == "nmod" and tree.lemmas[tree.heads[below]] in TRANSPARENT:
            below = tree.heads[below]
        over = next((i for i in tree.up(below) if tree.is_finite(i)), None)
        if over is None or over == self.cue.verb or tree.heads[below] != over:
            return False
        makes = {i for i in tree.children[over] if tree.deps[i] == "xcomp"}
        if tree.lemmas[over] == "действовать":
            return is_negated(tree, over)
        return any(tree.lemmas[i] in TERMINATED for i in {over, *makes}) and is_done(tree, over)

    def came_to_nothing(self) -> bool:
        """ "сошло на нет"."""
        tree, verb = self.tree, self.cue.verb
        if verb is None or self.adjunct or tree.lemmas[verb] not in FADES:
            return False
        return "нет" in tree.words[verb : verb + 4]

    def is_broken_off(self) -> bool:
        """ "прервал визит", "намерен завершить переговоры": they are or were at it."""
        ends = self.lemmas & BREAKS_OFF and not self.nouns & PREPARES
        return bool(ends) and not self.adjunct

    def went_badly(self) -> bool:
        """ "переговоры не дали результата", "не следовало встречаться": it took place."""
        tree, cue = self.tree, self.cue
        if cue.verb is None or not self.negated or not self.is_past_at(self.verbs[-1]):
            return False
        if tree.lemmas[self.verbs[-1]] in ("следовать", "стоить"):
            return True
        subject = tree.deps[cue.token] == "nsubj" and tree.heads[cue.token] == cue.verb
        happens = TOOK_PLACE | PLANNED | BEGINS | HAPPENS | LISTED | CANCELLED | TERMINATED
        told = {tree.lemmas[i] for i in self.verbs}
        return subject and not told & happens and "Variant=Short" not in tree.morph[cue.verb]

    def goes_on(self) -> bool:
        """ "визит продолжится", "пробудет ещё сутки": they are there."""
        tree, verb = self.tree, self.cue.verb
        if self.cue.label != "VISITED" or verb is None or not self.future:
            return False
        if self.adjunct or self.negated:
            return False
        beside = [i for child in tree.children[verb] for i in (child, *tree.children[child])]
        still = any(tree.lemmas[i] == "еще" for i in beside)
        until = tree.lemmas[verb] == "продлиться" and any(tree.lemmas[i] == "до" for i in beside)
        by = any(tree.cases[i] == "Ins" for i in tree.children[verb])  # "завершится посещением"
        on = until or (tree.lemmas[verb] in ENDS_OR_GOES_ON and not by)
        return on or (tree.lemmas[verb] in LASTS and still)

    def remains(self) -> bool:
        verb = self.cue.verb
        return verb is not None and self.tree.lemmas[verb] in ("остаться", "оставаться")

    def is_one_sided(self) -> bool:
        """ "отказался от договора в одностороннем порядке"."""
        start, end = self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        return "односторонний" in self.tree.lemmas[start:end]
