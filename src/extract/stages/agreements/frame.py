"""A cue and the places around it where its parties may stand: subject, genitive, "с", goal."""

from __future__ import annotations

import functools
import re

from extract.schema import PLACE_TYPES
from extract.stages.agreements import goals
from extract.stages.agreements.reach import Reach
from extract.stages.agreements.words import (
    FRIENDSHIP,
    LIGHT,
    OCCASIONS,
    OFFERS,
    SPEECH,
    TAKES_PART,
    TRANSPARENT,
)
from extract.syntax.parties import Group, Party
from extract.syntax.words import GUESTS, HE

_THIRD = re.compile(r"^(?:ним|ней|ними|нею)$")
_NEAR = 8  # words between a noun and its genitive; half or double changes no row of 46 articles
_HIS = frozenset({"его", "ее", "их"})


class Frame(Reach):
    """One cue in its sentence; each place is looked up once, when a construction asks for it."""

    @functools.cached_property
    def takes_part(self) -> bool:
        """ "принять участие во встрече": who does is there with others."""
        tree, cue = self.tree, self.cue
        if cue.is_verb or cue.verb is None:
            return False
        above = {self.verb_lemma, *(tree.lemmas[i] for i in tree.children[cue.verb])}
        into = any(tree.lemmas[i] in ("в", "на") for i in tree.children[cue.token])
        return into and bool(above & TAKES_PART)

    @functools.cached_property
    def is_shared(self) -> bool:
        """The subjects of the verb are the parties: "провели встречу", not "комментировали"."""
        return self.verb_lemma in LIGHT and self.is_direct and not self.takes_part

    @functools.cached_property
    def is_joint(self) -> bool:
        """ "открывают совместный центр": whatever two do with it, they do it together."""
        adjective = self.tree.lemmas[self.cue.start] in ("совместный", "общий")
        return adjective and self.is_direct and self.tree.deps[self.cue.token] == "obj"

    @functools.cached_property
    def subjects(self) -> list[Party]:
        """Who does what the verb says, or is meant by the noun or pronoun that does."""
        return self.sentence.subjects(self.cue.verb) or self.meant

    @functools.cached_property
    def meant(self) -> list[Party]:
        """Whom the subject means where it names nobody: "он", "губернатор", "стороны"."""
        sentence, verb = self.sentence, self.cue.verb
        subject = sentence.subject_word(verb)
        subject = sentence.dative_word(verb) if subject is None else subject
        return [] if subject is None else self.text.meant(subject)

    @functools.cached_property
    def objects(self) -> list[Party]:
        """Whom the verb is done to; where no name is, whom the noun means."""
        named = self.sentence.objects(self.cue.verb)
        if named or self.cue.verb is None:
            return named
        unnamed = [i for i in self.tree.children[self.cue.verb] if self.tree.deps[i] == "obj"]
        return [
            party for i in unnamed for party in self.sentence.spelled_out(i) or self.text.meant(i)
        ]

    @functools.cached_property
    def with_(self) -> list[Party]:
        """ "с Х"."""
        gapped = {group.start for _, group in self.gaps}
        found = [group for group in self.after("с") if group.start not in gapped]
        found = [g for g in self.sentence.conjuncts(found) if g.start not in gapped]
        others = [party for group in found or self._comitative for party in group.parties]
        return others or self.pronoun or self.announced("с") or self._counterpart

    @functools.cached_property
    def _counterpart(self) -> list[Party]:
        """ "с гостями", "с губернатором": whom the noun means, where nothing more is said of it."""
        tree = self.tree
        own = ("case", "amod", "det")
        bare = [i for i in self.unnamed("с") if all(tree.deps[t] in own for t in tree.children[i])]
        taken = self.subjects
        return [party for i in bare for party in self.text.meant(i) if party not in taken]

    @functools.cached_property
    def _comitative(self) -> list[Group]:
        """ "А с Б – побратимы": right after the subject."""
        subject = self.sentence.subject_word(self.cue.verb)
        if subject is None:
            subject = next(
                (i for i in self.tree.children[self.cue.token] if self.tree.deps[i] == "nsubj"),
                None,
            )
        group = None if subject is None else self.sentence.group_at.get(subject)
        return [g for g in self.groups if group and g.prep == "с" and g.start == group.end + 1]

    @functools.cached_property
    def has_unnamed_other(self) -> bool:
        """ "встретились с гостями": there is a counterpart, whoever that is."""
        return bool(self.unnamed("с"))

    @functools.cached_property
    def between(self) -> list[Party]:
        """ "между А и Б", "между двумя странами"."""
        for group in self.after("между"):
            return group.parties
        tree, cue = self.tree, self.cue
        for i in range(cue.token + 1, min(cue.token + 4, self.sentence.end)):
            if tree.lemmas[i] == "между":
                for t in range(i + 1, min(i + 4, self.sentence.end)):
                    if both := self.sentence.both(t):
                        return both
        return []

    @functools.cached_property
    def owners(self) -> list[Party]:
        """The genitive of a cue noun: "контракт шотландца", "встреча А и Б"."""
        if self.cue.is_verb or self.cue.is_adverb:
            return []
        for group in self.groups:
            if self._is_owner(group):
                return group.parties
        found = (self._owner_meant(child) for child in self.tree.children[self.cue.token])
        return next((parties for parties in found if parties is not None), [])

    def _is_owner(self, group: Group) -> bool:
        tree, cue = self.tree, self.cue
        if group.prep or group.start <= cue.token:
            return False
        gap = range(cue.token + 1, group.start)
        adjacent = not any(tree.words[i] not in "«»\"'" for i in gap)
        case = group.case in ("Gen", "") or (len(group.parties) > 1 and group.case == "Nom")
        if adjacent and case:
            return True
        above = self.sentence.hangs_on(group)
        topic = tree.lemmas[above] in FRIENDSHIP and tree.heads[above] == cue.token
        return (above == cue.token or topic) and group.case == "Gen" and len(gap) < _NEAR

    def _owner_meant(self, child: int) -> list[Party] | None:
        """Whom a word under the cue stands for, None where it is no owner."""
        tree = self.tree
        if tree.cases[child] == "Gen" and (named := self.sentence.spelled_out(child)):
            return named
        if tree.cases[child] == "Gen" and tree.lemmas[child] in GUESTS:
            return self.text.meant(child) or None
        if tree.lemmas[child] == "который":  # "Мойес, контракт которого"
            clause = next((t for t in tree.up(child) if tree.deps[t] == "acl"), None)
            return None if clause is None else self.sentence.antecedent(tree.heads[clause])
        return self._person_before(child) if tree.words[child].lower() in _HIS else None

    @functools.cached_property
    def is_only_told(self) -> bool:
        """ "напомнил о контракте": who speaks of it is no party of it."""
        lasting = self.cue.kind.is_lasting and not self.cue.is_verb
        return lasting and self.verb_lemma in SPEECH

    @functools.cached_property
    def agents(self) -> list[Party]:
        """The instrumental of a passive: "подписан Россией и Турцией"."""
        verbs = {*self.cue.participles}
        if self.cue.verb is not None and self.is_direct:
            verbs.add(self.cue.verb)
        tree = self.tree
        passive = [
            verb
            for verb in sorted(verbs)
            if "Voice=Pass" in tree.morph[verb] and tree.lemmas[verb] in LIGHT | OFFERS
        ]
        named = [party for verb in passive for party in self.sentence.agents(verb)]
        him = [i for v in passive for i in tree.children[v] if tree.cases[i] == "Ins"]
        return named or [p for i in him if tree.lemmas[i] in HE for p in self.text.meant(i)]

    @functools.cached_property
    def halves(self) -> list[Party]:
        """ "российско-казахстанское соглашение": the mentions in the adjective of a cue."""
        tree, cue = self.tree, self.cue
        for i in range(cue.start - 1, max(cue.start - 6, self.sentence.start - 1), -1):
            inside = [
                m for m in tree.mentions[i] if m.type in PLACE_TYPES or m.type == "NATIONALITY"
            ]
            if len(inside) > 1:
                return [Party(mention) for mention in inside]
            if tree.pos[i] not in ("ADJ", "PUNCT", "X", "DET", "NUM") or tree.words[i] in ",.":
                break
        return []

    @functools.cached_property
    def linked(self) -> list[Party]:
        """ "А и Б связывает ряд соглашений": the two, whatever case the tagger saw in them."""
        if self.cue.verb is None:
            return []
        for group in self.sentence.below.get(self.cue.verb, ()):
            if not group.prep and len(group.parties) > 1:
                return group.parties
        return self.objects

    @functools.cached_property
    def pronoun(self) -> list[Party]:
        """ "встречи с ним": the person, or the people, named before."""
        tree = self.tree
        taken = self.owners or self.subjects
        for i in range(self.cue.token + 1, min(self.cue.token + 6, self.sentence.end)):
            if not _THIRD.match(tree.words[i].lower()):
                continue
            if tree.lemmas[i - 1] not in ("с", "со"):
                return []
            many = tree.words[i].lower() == "ними"
            for group in self.groups if not many else reversed(self.groups):
                parties = [party for party in group.parties if party not in taken]
                plural = "Number=Plur" in tree.morph[group.heads[0]] or len(parties) > 1
                alone = bool(parties) and (
                    parties[0].mention.type == "PERSON" or bool(GUESTS & {*parties[0].titles})
                )
                fits = many or alone
                if group.start < i and parties and plural == many and fits:
                    return parties
            return []
        return []

    @functools.cached_property
    def goals(self) -> list[Party]:
        """Where a visit goes."""
        return goals.find(self)

    @functools.cached_property
    def is_of_verb(self) -> bool:
        """A visit is that of who does what the verb says: not "соглашение о поездках"."""
        tree, cue = self.tree, self.cue
        about = any(tree.lemmas[i] in ("о", "об") for i in tree.children[cue.token])
        known = all(tree.lemmas[noun] in TRANSPARENT | OCCASIONS for noun in cue.nouns)
        return known and not (about and cue.nouns)

    @functools.cached_property
    def participants(self) -> list[Party]:
        """ "встреча с участием А и Б"."""
        tree = self.tree
        return [
            party
            for noun in self.unnamed("с")
            if tree.lemmas[noun] == "участие"
            for group in self.sentence.below.get(noun, ())
            for party in group.parties
        ]

    @functools.cached_property
    def is_condition(self) -> bool:
        """ "по соглашению", "в рамках договора": what follows from it."""
        tree = self.tree
        cases = {tree.lemmas[i] for i in tree.children[self.cue.token] if tree.deps[i] == "case"}
        framed = any(tree.lemmas[noun] == "рамка" for noun in self.cue.nouns[:1])
        return bool(cases & {"по", "согласно"}) or framed

    @functools.cached_property
    def inside(self) -> list[Party]:
        """ "в Минздраве приняли": where somebody did it whom nobody names."""
        if self.cue.verb is None or "Number=Plur" not in self.tree.morph[self.cue.verb]:
            return []
        return [
            party
            for group in self.sentence.below.get(self.cue.verb, ())
            if group.prep == "в" and group.case in ("Loc", "")
            for party in group.parties
        ]

    def _person_before(self, i: int) -> list[Party]:
        """Whom a pronoun of the third person means: the last person before it."""
        for group in reversed(self.groups):
            if group.end <= i and group.parties[-1].mention.type in ("PERSON", "NATIONALITY"):
                return group.parties[-1:]
        return []
