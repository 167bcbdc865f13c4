"""Whose clause a date stands in: that of the event, or of another happening."""

from __future__ import annotations

from extract.annotations import Mention
from extract.schema import TIME_TYPES
from extract.stages.events.kept import kept
from extract.stages.events.spoken import YEAR, Spoken
from extract.stages.events.telling import Telling
from extract.stages.events.words import HAPPENS, HELD, MADE, PREVIOUS, WHICH
from extract.syntax.tree import Tree

FAR = 5  # steps in the tree between an event and its date
# Over these edges a clause ends: "сообщил 5 мая, что подпишут".
_BORDERS = frozenset({"ccomp", "parataxis", "advcl", "acl"})
_WHOSE = 12  # tokens between a noun and the "который" that means it
_AND = frozenset({"а", "и", "но", "однако"})
_QUOTES = frozenset("»“”\"'")


class Clauses(Spoken):
    """The clauses of a document."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.roots: set[int] = set()
        # Asked of each date by each event of its sentence.
        self.bracket, self.first_of_two = kept(self._bracket), kept(self._first_of_two)

    def is_of_clause(self, telling: Telling, time: int) -> bool:
        """Whether the verb of a date is the event's own or stands over it in one clause."""
        tree = self.tree
        if self.first_of_two(time) in (telling.root, *tree.up(telling.root)):
            return True
        first = next((i for i in tree.up(time) if i in self.roots), None)
        if first is not None and first not in (telling.root, *tree.up(telling.root)):
            return False
        verb = next((i for i in tree.up(time) if tree.pos[i] == "VERB" or tree.is_finite(i)), None)
        if verb is None:
            return True
        relative = any(tree.lemmas[i] == "который" for i in tree.children[verb])
        if relative and telling.root not in (verb, self.antecedent(verb)):
            return False  # "карту, по которой в 2024 году будут работать, подписали"
        if not telling.is_verb:
            return telling.root in tree.up(verb) or not self.is_said(telling.root, verb)
        if self.is_joint(telling.root, verb):
            return True
        node = telling.root
        while node != verb:
            if tree.deps[node] in _BORDERS or tree.heads[node] == node:
                return False
            node = tree.heads[node]
        return True

    def antecedent(self, verb: int) -> int:
        """ "свадьба принца, которая прошла": the noun that "который" agrees with."""
        tree, head = self.tree, self.tree.heads[verb]
        which = next(i for i in tree.children[verb] if tree.lemmas[i] == "который")
        before = (i for i in range(which, max(which - _WHOSE, 0), -1) if tree.pos[i] == "NOUN")
        nouns = (i for i in (head, *before) if self.agrees(verb, i))
        if tree.lemmas[verb] in HAPPENS | HELD:  # no person and no place "прошёл"
            nouns = (i for i in nouns if i in self.roots)
        return next(nouns, head)

    def _first_of_two(self, time: int) -> int | None:
        """ "в мае ушёл, а в июне вернулся": the verb behind a date, if not the one over it."""
        tree = self.tree
        over = next(filter(tree.is_finite, tree.up(time)), time)
        rest = range(time + 1, tree.sentences[tree.sentence_of[time]][1])
        verb = next((i for i in rest if tree.is_finite(i) or tree.words[i] == ","), over)
        if verb == over or (tree.heads[verb] != over and tree.heads[over] != verb):
            return None
        return verb if time < over or self.is_new_clause(over, time) else None

    def is_new_clause(self, verb: int, time: int) -> bool:
        """Whether a comma and "а" lead from a verb to a date."""
        tree = self.tree
        last = next((i for i in range(time, verb, -1) if tree.words[i] == ","), time)
        return last < time and tree.lemmas[last + 1] in _AND

    def is_other(self, telling: Telling, time: Mention) -> bool:
        """Whether a date is of the text, of a name or of another event."""
        token = self.tree.root(time)
        if self.is_dateline(time) or self.is_of_noun(telling, time):
            return True
        return self.is_foreign(telling.root, token) or self.is_of_which(telling.root, token)

    def is_of_noun(self, telling: Telling, time: Mention) -> bool:
        """Whether a date is part of a name, of a life, or when a thing was made."""
        named = self.is_of_name(telling, time)
        return named or self.is_of_life(time) or self.is_of_thing(telling, time)

    def is_of_life(self, time: Mention) -> bool:
        """ "концерт памяти Петра Котова (1921–1999)": years of a person, not of the concert."""
        tree, value = self.tree, self.tree.time(time)
        bracket = self.bracket(tree.root(time))
        if bracket is None or bracket == 0 or value is None or not (value.begin and value.end):
            return False
        of_person = any(m.type == "PERSON" for m in tree.mentions[bracket - 1])
        return of_person and value.end - value.begin >= YEAR

    def is_of_thing(self, telling: Telling, time: Mention) -> bool:
        """ "показ фильма 1939 года", "действие договора 2013 года": when the thing was made."""
        tree, token = self.tree, self.tree.root(time)
        noun = tree.heads[token]
        if (
            telling.kind in ("signing", "deal")
            or noun == telling.root
            or tree.cases[token] != "Gen"
        ):
            return False
        bare = not any(tree.deps[i] == "case" for i in tree.children[token])
        return bare and tree.lemmas[noun] in MADE

    def is_of_which(self, root: int, time: int) -> bool:
        """ "встреча с Котовым, который в 2015 году ушёл": of a clause that tells of another."""
        tree = self.tree
        which = self._which(root, time, frozenset({"который"}))
        if which is None:
            return False
        verb = next((i for i in tree.up(which) if tree.is_finite(i)), which)
        if verb not in (time, *tree.up(time)):
            return False
        return tree.pos[root] != "NOUN" or not self.agrees(which, root)

    def _which(self, first: int, time: int, words: frozenset[str]) -> int | None:
        """The last of some words between two tokens, None where no comma stands before it."""
        tree = self.tree
        which = next((i for i in range(time, first, -1) if tree.lemmas[i] in words), None)
        if which is None or "," not in tree.words[max(first, which - 2) : which]:
            return None
        return which

    def is_foreign(self, root: int, time: int) -> bool:
        """Whether a date is of another day than the event's, or of another event."""
        if self.is_eve(time) or self.is_former(time) or self.is_parted(root, time):
            return True
        if self.is_of_first(root, time):
            return True
        bracket = self.bracket(time)
        if bracket is None or self.bracket(root) == bracket:
            return False
        return self.bracketed(bracket, time) is None and self.has_subject(bracket, time)

    def is_of_first(self, root: int, time: int) -> bool:
        """ "в мае ушёл, а в июне вернулся": whether a comma leads from a date's verb to another."""
        tree = self.tree
        verb = self.first_of_two(time)
        own = next(filter(tree.is_finite, (root, *tree.up(root))), None)
        if verb is None or own is None or verb == own:
            return False
        between = range(*sorted((verb, own)))  # "в мае приехал, а потом уехал": both in May
        dated = any(m.type in TIME_TYPES for i in between for m in tree.mentions[i])
        return dated and any(tree.words[i] == "," for i in between)

    def is_beyond(self, root: int, time: Mention) -> bool:
        """Whether a date is of another sentence, and not alone in a line over the event."""
        tree, sentence = self.tree, self.tree.sentence_of[self.tree.root(time)]
        if tree.sentence_of[root] == sentence:
            return False
        own = range(*tree.spans[time])
        words = range(*tree.sentences[sentence])
        return any(tree.words[i].isalnum() for i in words if i not in own)

    def is_parted(self, root: int, time: int) -> bool:
        """ "5 мая мэр уехал; концерт отложили": each has a verb on its side of the semicolon."""
        tree = self.tree
        verb, own = (
            next((j for j in (i, *tree.up(i)) if tree.is_finite(j)), None) for i in (time, root)
        )
        if verb is None or own is None:
            return False
        pairs = (sorted((verb, own)), sorted((time, root)))
        return all(";" in tree.words[first:last] for first, last in pairs)

    def is_own(self, root: int, time: int) -> bool:
        """Whether a date stands in brackets right after the event."""
        bracket = self.bracket(time)
        return bracket is not None and self.bracketed(bracket, time) == root

    def has_subject(self, bracket: int, time: int) -> bool:
        """Whether the clause in brackets tells of somebody or something of its own."""
        tree = self.tree
        if not PREVIOUS.isdisjoint(tree.lemmas[bracket:time]):
            return True  # "(прошлый был 5 мая)"
        verb = next((i for i in (time, *tree.up(time)) if tree.is_finite(i)), bracket)
        inside = verb > bracket and ")" not in tree.words[bracket:verb]
        return inside and any(tree.deps[i].startswith("nsubj") for i in tree.children[verb])

    def _bracket(self, time: int) -> int | None:
        """The bracket that a date stands in, if it is still open there."""
        tree = self.tree
        start, _ = tree.sentences[tree.sentence_of[time]]
        for i in range(time, start, -1):
            if tree.words[i] == ")":
                return None
            if tree.words[i] == "(":
                return i
        return None

    def bracketed(self, bracket: int, time: int) -> int | None:
        """ "форум «Весна» (4–5 июня)", "юбилей города (будет 5 мая)": whose the date is.

        A clause with a subject of its own tells of another: "поездка (прошлая была в 2017-м)".
        """
        tree = self.tree
        if self.has_subject(bracket, time):
            return None
        last = bracket - 1
        while last > 0 and tree.words[last] in _QUOTES:
            last -= 1
        for i in (last, *tree.up(last)):
            if i in self.roots:
                return i
            if tree.is_finite(i):
                return None
        return None

    def is_said(self, event: int, verb: int) -> bool:
        """ "сообщил 5 мая, что форум состоится": the day of the words, not of the event."""
        tree = self.tree
        node = event
        while node != verb and tree.heads[node] != node:
            if tree.deps[node] == "ccomp":
                return True
            node = tree.heads[node]
        return False

    def is_joint(self, verb: int, other: int) -> bool:
        """ "похитил и убил в мае": two verbs of one subject without a comma."""
        tree = self.tree
        if tree.deps[other] != "conj" or tree.heads[other] != verb:
            return False
        own = any(tree.deps[i] == "nsubj" for i in tree.children[other])
        return not own and "," not in tree.words[verb:other]

    def is_apart(self, event: int, time: int) -> bool:
        """Whether a date is of a clause about another: "для Х, избранного 9 июня, это форум"."""
        tree = self.tree
        if event > time and self.is_aside(event, time):
            return True
        above = {event, *tree.up(event)}
        for clause in tree.up(time):
            if clause in above:
                return False
            if any(tree.lemmas[i] == "кто" for i in tree.children[clause]):
                return True  # "траур по тем, кто погиб вчера"
            if tree.deps[clause] == "acl" and tree.heads[clause] != event:
                before = event > clause or tree.pos[event] == "VERB"
                return before or not self.agrees(clause, event)
        return False

    def is_aside(self, event: int, time: int) -> bool:
        """Whether a date stands in a clause with "который" that ends before the event."""
        tree = self.tree
        start, _ = tree.sentences[tree.sentence_of[time]]
        which = self._which(start, time, WHICH)
        if which is None:
            return False
        ends = [i for i in range(time, event) if tree.words[i] == ","]
        return bool(ends) and any(tree.is_finite(i) for i in range(which, ends[0]))

    def agrees(self, clause: int, noun: int) -> bool:
        """Whether a participle or the "который" of a clause may speak of a noun."""
        tree = self.tree
        word = clause
        if not tree.is_participle(clause):
            word = next((i for i in tree.children[clause] if tree.lemmas[i] in WHICH), clause)
        elif tree.cases[clause] != tree.cases[noun]:
            return False
        return all(
            values[0] == values[1]
            for values in zip(_gender(tree, word), _gender(tree, noun), strict=True)
            if all(values)
        )

    def distance(self, one: int, other: int) -> int:
        """Steps between two tokens of a tree."""
        above = {token: steps for steps, token in enumerate([one, *self.tree.up(one)])}
        for steps, token in enumerate([other, *self.tree.up(other)]):
            if token in above:
                return steps + above[token]
        return FAR + 1


def _gender(tree: Tree, i: int) -> tuple[str, str]:
    morph = tree.morph[i]
    number = next((n for n in ("Sing", "Plur") if f"Number={n}" in morph), "")
    gender = next((g for g in ("Masc", "Fem", "Neut") if f"Gender={g}" in morph), "")
    return number, "" if number == "Plur" else gender
