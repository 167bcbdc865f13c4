"""Clauses that tell of a position: who is their subject, and is it so, was it, or not yet."""

from __future__ import annotations

from extract.annotations import Mention, value
from extract.stages.careers import patterns
from extract.stages.careers.titles import Titles
from extract.stages.careers.words import Words

# Who, and how that is known: "name", "pronoun", or "silent" where the sentence before tells.
Found = tuple[Mention, str]
_PRONOUNS = {"он": "male", "она": "female"}


class Clauses:
    """Looks up subjects and the standing of verbs."""

    def __init__(self, words: Words, titles: Titles) -> None:
        self.words = words
        self.person_of: dict[int, Mention] = {
            i: mention for start, (mention, end) in titles.people.items() for i in range(start, end)
        }

    def auxiliaries(self, verb: int) -> list[int]:
        words = self.words
        return [i for i in words.children(verb) if words.dep(i).startswith(("aux", "cop"))]

    def is_infinite(self, verb: int) -> bool:
        """ "избрать", "быть избранным" of "должен быть избран"."""
        words = self.words
        return any("VerbForm=Inf" in words.morph(i) for i in (verb, *self.auxiliaries(verb)))

    def is_told(self, verb: int) -> bool:
        """Whether a clause says that it is or was so: not denied, wished, doubted or to come."""
        words = self.words
        group = [verb, *self.auxiliaries(verb)]
        for i in group:
            if words.feature(i, "Tense") == "Fut" or words.lower(i).startswith("буд"):
                return False
            if words.feature(i, "Mood") in ("Cnd", "Imp"):
                return False
            if any(words.lower(child) in ("не", "ни") for child in words.children(i)):
                return False
        if any(words.lower(child) in patterns.HEDGES for child in words.children(verb)):
            return False
        if self.is_infinite(verb):
            over = words.heads[verb]
            return over != verb and words.lemma(over) in patterns.DONE | patterns.ENDED
        over = words.heads[verb]
        if words.dep(verb) == "ccomp" and over != verb:
            return words.lemma(over) not in patterns.DOUBT
        return True

    def is_over(self, verb: int, held: frozenset[str]) -> bool:
        """Whether a verb of holding stands in the past."""
        words = self.words
        if self.is_infinite(verb):
            return self._is_ended(words.heads[verb])
        group = [verb] if words.pos(verb) == "VERB" else [verb, *self.auxiliaries(verb)]
        return any(words.feature(i, "Tense") == "Past" for i in group if words.lemma(i) in held)

    def _is_ended(self, over: int) -> bool:
        """ "перестал быть мэром", not "не перестал"."""
        words = self.words
        denied = any(words.lower(child) == "не" for child in words.children(over))
        return words.lemma(over) in patterns.ENDED and not denied

    def subject(self, verb: int) -> Found | None:
        """Who does what a verb says, and how that is known: name, pronoun or sentence before."""
        words = self.words
        at = verb
        for _ in range(4):
            for child in words.children(at):
                if words.dep(child).startswith("nsubj"):
                    return self.named(child, at)
            if words.dep(at) in ("conj", "xcomp") or (
                "VerbForm=Inf" in words.morph(at) and words.dep(at) in ("csubj", "ccomp")
            ):
                at = words.heads[at]
                continue
            break
        if words.dep(at).startswith("acl") or words.is_modifier(at):  # "Иванов, назначенный послом"
            return self.named(words.heads[at], at) or self._set_off(at)
        if words.dep(at) == "advcl" and "VerbForm=Conv" in words.morph(at):
            return self.subject(words.heads[at]) if words.heads[at] != at else None
        over = words.heads[at]
        if words.dep(at) == "ccomp" and over != at and self._agree(at, over):
            return self.subject(over)  # "напомнил, что был президентом"
        if (beside := self._beside(at)) is not None:
            return beside, "name"
        gender = words.feature(at, "Gender")
        if words.feature(at, "Number") == "Sing" and words.feature(at, "Person") in ("", "3"):
            who = self._before(at, {"Masc": "male", "Fem": "female"}.get(gender), only_subject=True)
            return (who, "silent") if who else None
        return None

    def _beside(self, verb: int) -> Mention | None:
        """ "указом мэра Котов назначен": the name right before, whatever the tree makes of it."""
        person = self.person_of.get(verb - 1)
        if person is None:
            return None
        name = range(*self.words.spans[person])
        return person if all(self.words.feature(i, "Case") == "Nom" for i in name) else None

    def _set_off(self, participle: int) -> Found | None:
        """Whose name stands right before the comma of a participle, in its case."""
        words, name = self.words, participle - 2
        if words.lower(participle - 1) != "," or name not in self.person_of:
            return None
        agrees = words.feature(participle, "Case") == words.feature(name, "Case")
        return (self.person_of[name], "name") if agrees else None

    def _agree(self, verb: int, over: int) -> bool:
        """Whether two verbs in the past may have one subject."""
        verb = next(iter(self.auxiliaries(verb)), verb)
        names = ("Tense", "Number", "Gender")
        return self.words.feature(verb, "Tense") == "Past" and all(
            self.words.feature(verb, name) == self.words.feature(over, name) for name in names
        )

    def named(self, noun: int, verb: int) -> Found | None:
        """The person whom a noun or pronoun names."""
        words = self.words
        if noun in self.person_of:
            return self.person_of[noun], "name"
        lemma = words.lemma(noun)
        if lemma in ("который", "кто"):
            over = words.heads[verb]
            if words.dep(verb).startswith("acl") and over != verb:
                return self.named(over, over) if words.lemma(over) != lemma else None
            return None
        if lemma in _PRONOUNS and words.pos(noun) == "PRON":
            who = self._before(noun, _PRONOUNS[lemma])
            return (who, "pronoun") if who else None
        for child in words.children(noun):  # "депутат Иванов стал министром"
            if child in self.person_of and words.dep(child) in ("appos", "flat:name", "flat"):
                return self.person_of[child], "name"
        return None

    def appointed(self, verb: int) -> Found | None:
        """Whom a verb of appointing makes something: its object, in the passive its subject."""
        words = self.words
        passive = "Voice=Pass" in words.morph(verb)
        objects = [i for i in words.children(verb) if words.dep(i) in ("obj", "nsubj:pass")]
        for i in objects:
            found = self.named(i, verb)
            if found:
                return found
            if words.pos(i) == "PRON" and words.lemma(i) in ("он", "она"):
                return self.named(i, verb)
        if objects and not passive:
            return None
        return self.subject(verb) if passive else None

    def _before(self, at: int, gender: str | None, *, only_subject: bool = False) -> Mention | None:
        """The one person of a gender in the sentence before, or the subject of it."""
        words = self.words
        sentence = words.sentence(at)
        for back in (0, 1):
            if sentence - back < 0:
                return None
            first = words.sentence_starts[sentence - back]
            last = at if not back else words.sentence_starts[sentence]
            found = {}
            subject = None
            for i in range(first, last):
                who = self.person_of.get(i)
                if who is None:
                    continue
                person = value(words.doc, who, "person")
                known = person.gender if person else None
                if gender and known and known != gender:
                    continue
                found[person.surname if person else i] = who
                if subject is None and self._is_subject(i):
                    subject = who
            if subject is not None:
                return subject
            if len(found) == 1 and not only_subject:
                return next(iter(found.values()))
            if found:
                return None
        return None

    def _is_subject(self, i: int) -> bool:
        words = self.words
        if words.dep(i).startswith("nsubj"):
            return True
        over = words.heads[i]
        return words.dep(i) in ("appos", "flat:name") and words.dep(over).startswith("nsubj")
