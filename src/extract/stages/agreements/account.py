"""What a sentence says of a cue: denied, asked, planned for a day to come, ended beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.stages.agreements.fate import Fate
from extract.stages.agreements.forms import is_future, is_negated
from extract.stages.agreements.status_words import (
    ABLE,
    AGREED,
    AHEAD,
    APPROVAL,
    ASPECTS,
    BEGINS,
    CARRIED_OUT,
    EXISTS,
    GOES_ON_TO,
    IN_FORCE,
    INCLUDES,
    LISTS,
    NEARLY,
    NEEDED,
    NEGOTIATED,
    ON_THE_LIST,
    PLANNED,
    POSTPONED,
    REVIEWED,
    SIGNED,
    STAYS,
    TALKS,
    YET,
)
from extract.stages.agreements.words import VISIT_STAY

# Words between talks and what they are about. Half changes three rows of 46 articles, double none.
_NEAR = 7
_CLOSE = 5  # words between "пока" and its verb


class Account(Fate):
    """The questions about a cue whose answers decide its status."""

    def is_described(self) -> bool:
        """ "сотрудничество обещает многое", "хотим, чтобы партнёрство было равным": it is there."""
        tree, token = self.tree, self.cue.token
        head = tree.heads[token]
        if tree.deps[token] != "nsubj" or tree.lemmas[token] in self.cue.kind.partners:
            return False
        if tree.pos[head] == "ADJ" and tree.lemmas[head] not in ABLE:
            return tree.lemmas[head] not in PLANNED | NEEDED
        made = [i for i in tree.children[head] if "VerbForm=Inf" in tree.morph[i]]
        told = {tree.lemmas[i] for i in (head, *made)}
        passive = "Variant=Short" in tree.morph[head] or tree.words[head].endswith(("ся", "сь"))
        able = tree.lemmas[head] in ABLE
        if (passive and not able) or told & (BEGINS | STAYS) or not (able or tree.is_finite(head)):
            return False
        return not told & PLANNED or (told & PLANNED <= ABLE and not self.negated)

    def is_needed(self) -> bool:
        """ "сотрудничество необходимо", "партнёрство невозможно": it is not there."""
        tree, token = self.tree, self.cue.token
        return tree.deps[token] == "nsubj" and tree.lemmas[tree.heads[token]] in NEEDED

    def is_near(self) -> bool:
        """ "близки к подписанию", "в шаге от сделки": not done yet."""
        words = self.nouns if self.adjunct else self.nouns | self.lemmas
        return bool(words & NEARLY) and not words & TALKS

    def lasts(self) -> bool:
        """ "на встрече обсудят", "в ходе визита подпишут": it is when that is."""
        return self.during or self.is_under("на") or self.is_under("в")

    def is_agreed(self) -> bool:
        """ "договорились о встрече": it is still to come."""
        about = any(self.tree.lemmas[i] == "о" for i in self.tree.children[self.cue.token])
        return not self.cue.is_verb and about and bool(self.lemmas & AGREED)

    def is_left_to(self) -> bool:
        """ "до визита осталась неделя", "до встречи далеко"."""
        start, end = self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        far = "далеко" in self.tree.lemmas[start:end]
        return self.is_under("до") and (far or self.remains())

    def is_sent_on(self) -> bool:
        """ "направлен на подпись министрам"."""
        tree = self.tree
        return any(
            tree.lemmas[i] in APPROVAL and any(tree.lemmas[t] == "на" for t in tree.children[i])
            for verb in self.verbs[:1]
            if tree.lemmas[verb] in REVIEWED
            for i in tree.children[verb]
        )

    def is_to_sign(self) -> bool:
        """ "договорились подписать", "условились о подписании": there is no paper yet."""
        tree, verb = self.tree, self.cue.token
        return tree.lemmas[verb] in AGREED and any(
            tree.lemmas[i] in SIGNED for i in tree.children[verb] if i > verb
        )

    def is_carried_out(self) -> bool:
        """ "реализация договора": it is there to be carried out, kept or broken."""
        return any(self.tree.lemmas[i] in IN_FORCE for i in self.cue.nouns[:1])

    def is_at_hand(self) -> bool:
        """ "темой встречи станет", not "об итогах встречи расскажет"."""
        tree, nouns = self.tree, self.cue.nouns
        if not nouns or any(tree.deps[i] == "case" for i in tree.children[nouns[-1]]):
            return False
        return any(tree.lemmas[i] in ASPECTS for i in nouns) and (self.future or self.negated)

    def is_going_on(self) -> bool:
        """ "сотрудничество окрепнет", "дальнейшее партнёрство": there is one already."""
        tree, cue = self.tree, self.cue
        subject = cue.verb is not None and (
            tree.deps[cue.token] == "nsubj"
            and tree.heads[cue.token] == cue.verb
            and is_future(self.tree, cue.verb)
            and tree.lemmas[cue.verb] not in BEGINS
        )
        return subject or "дальнейший" in self.own or bool(self.words & GOES_ON_TO)

    def is_staying(self) -> bool:
        """ "и впредь будут сотрудничать", "останутся партнёрами"."""
        tree = self.tree
        tokens = {self.cue.token, *self.above, *self.verbs}
        beside = {*tokens, *(t for i in tokens for t in tree.children[i])}
        closer = self.cue.is_verb and any(
            "Degree=Cmp" in tree.morph[i] or tree.lemmas[i] in ("далее", "дальше")
            for verb in self.verbs
            for i in tree.children[verb]
        )
        stays = any(tree.lemmas[i] in STAYS and not is_negated(self.tree, i) for i in beside)
        return closer or stays

    def is_means(self) -> bool:
        """ "общими усилиями закрыли свалку"."""
        return self.tree.cases[self.cue.token] == "Ins"

    def is_in_use(self) -> bool:
        """ "есть договор", "действующий", "действует", "выполняется": there is one already."""
        if self.own & {"действующий", "существующий"}:
            return True
        if self.cue.verb is None or self.adjunct or self.negated:
            return False
        there = self.tree.words[self.cue.verb].lower() == "есть"
        return there or self.tree.lemmas[self.cue.verb] in CARRIED_OUT

    def took_effect(self) -> bool:
        """ "договор вступил в силу", or "так и не вступил"."""
        tree, verb = self.tree, self.cue.verb
        if verb is None or self.adjunct or tree.lemmas[verb] != "вступить" or not self.is_past():
            return False
        return any(tree.lemmas[i] == "сила" for i in tree.children[verb])

    def is_yet_to_be(self) -> bool:
        """ "ещё не подписали", "договора пока нет"; "так и не" and "речь не идёт" are none."""
        tree = self.tree
        start = tree.sentences[tree.sentence_of[self.cue.token]][0]
        if not (self.negated or "нет" in self.words) or self.adjunct or "идти" in self.words:
            return False
        return any(
            YET.search(tree.said(tree.starts[max(i - _CLOSE, start)], tree.end(i)))
            for i in self.verbs
        )

    def is_being_settled(self) -> bool:
        start, end = self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        return any(lemma in NEGOTIATED for lemma in self.tree.lemmas[start:end])

    def is_not_to_be(self) -> bool:
        """ "нового договора не будет", "договора не существует"."""
        tree, verb = self.tree, self.cue.verb
        absent = self.negated and tree.cases[self.cue.token] == "Gen"
        if not absent or verb is None:
            return False
        return tree.words[verb].lower() in ("будет", "было") or tree.lemmas[verb] in EXISTS

    def is_bound_by(self) -> bool:
        """ "связали себя договором", "теперь связаны договором": done; "связаны" is so."""
        tree, verb = self.tree, self.cue.verb
        if tree.cases[self.cue.token] != "Ins" or verb is None or tree.lemmas[verb] != "связать":
            return False
        now = any(tree.lemmas[i] in ("теперь", "отныне") for i in tree.children[verb])
        return now or "Variant=Short" not in tree.morph[verb]

    def is_talked_of(self) -> bool:
        """ "переговоры с Токио о мирном договоре": whatever the tree hangs it on."""
        tree, cue = self.tree, self.cue
        first = max(cue.start - _NEAR, tree.sentences[tree.sentence_of[cue.token]][0])
        before = tree.lemmas[first : cue.start + 1]
        return "о" in before[-3:] and any(lemma in TALKS for lemma in before)

    def is_followed(self) -> bool:
        """ "по договору поставит", "согласно соглашению": what is done by it."""
        tree, cue = self.tree, self.cue
        cases = {tree.lemmas[i] for i in tree.children[cue.token] if tree.deps[i] == "case"}
        by = "по" in cases and tree.cases[cue.token] == "Dat" and tree.deps[cue.token] == "obl"
        return by or "согласно" in cases or self.is_under("соответствие")

    def is_listed(self) -> bool:
        """ "в программе визита - встреча", "в план включены переговоры"."""
        tree, (start, _) = self.tree, self.tree.sentences[self.tree.sentence_of[self.cue.token]]
        verb = self.cue.verb
        if self._is_in_programme():
            return True
        active = verb is not None and "Variant=Short" not in tree.morph[verb] and self.is_past()
        said = tree.said(tree.starts[start], tree.starts[self.cue.token])
        return not active and bool(ON_THE_LIST.search(said))

    def _is_in_programme(self) -> bool:
        """ "программа включает переговоры"."""
        tree, verb = self.tree, self.cue.verb
        if verb is None or tree.lemmas[verb] not in INCLUDES or not self.present:
            return False
        return any(tree.lemmas[i] in LISTS for i in tree.children[verb] if tree.deps[i] == "nsubj")

    def is_ahead(self) -> bool:
        """ "завтра переговоры", "встречается 25 июня": a day after that of the article."""
        tree = self.tree
        if self.cue.verb is not None and tree.lemmas[self.cue.verb] in VISIT_STAY:
            return False
        nouns = set() if self.cue.is_verb else {self.cue.token, *self.cue.nouns}
        start, end = tree.sentences[tree.sentence_of[self.cue.token]]
        is_past = self.is_past()
        return any(
            (not is_past or tree.heads[i] in nouns) and self._is_to_come(i)
            for i in range(start, end)
        )

    def _is_to_come(self, i: int) -> bool:
        tree = self.tree
        if tree.lemmas[i] in AHEAD:
            return True
        if not tree.mentions[i]:
            return False
        today = tree.doc._.date
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


Question = Callable[[Account], str | None]


def first(questions: Iterable[Question], account: Account) -> str | None:
    """The answer of the first question that has one."""
    return next((said for ask in questions if (said := ask(account)) is not None), None)


def doubted(account: Account) -> str | None:
    """Nobody says that it is so."""
    return "unknown" if account.is_doubted() else None
