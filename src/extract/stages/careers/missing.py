"""Bodies of titles that name none: those of the titles around, of those called alike."""

from __future__ import annotations

from collections.abc import Mapping

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.claims import Claim
from extract.stages.careers.pronouns import Pronouns
from extract.stages.careers.senders import Senders
from extract.stages.careers.spelled import name_in_case
from extract.stages.careers.title import Title
from extract.stages.careers.titles import Titles

_EMPLOYERS = frozenset({"ORGANIZATION", "FACILITY"})
_CLUBS = _EMPLOYERS | {"CITY", "STATE_OR_PROVINCE"}  # "Краснодар"
_LONG = 12  # tokens of a name; double changes no row of 584 articles
_ALONE = patterns.OFFICIALS  # whose body is another's never by the way


class Missing:
    """One document."""

    def __init__(self, titles: Titles, bodies: Bodies) -> None:
        self.words = bodies.words
        self.titles = titles
        self.bodies = bodies
        self.pronouns = Pronouns(titles, bodies)
        self.senders = Senders(bodies)

    def near(self, claim: Claim) -> Mention | None:
        """What a title stands beside or points back to, or the brackets behind its holder."""
        if claim.led is not None:
            return None
        title = claim.title
        found = self.behind(title) or self.pronouns.body(title) or self.senders.signs(title)
        return found or self.bracketed(claim.person, title) or self.senders.body(title)

    def told(self, claim: Claim, position: str) -> str:
        """ "глава «Луча»" for "его глава", which alone says too little."""
        body = self.pronouns.body(claim.title) if position in patterns.BARE else None
        return f"{position} {name_in_case(self.words, body, 'gent')}" if body else position

    def behind(self, title: Title) -> Mention | None:
        """ "завод «Луч» (директор Котов)", "завод «Луч», чей директор Котов"."""
        words, at = self.words, title.left - 1
        if title.end > title.head + 1 or not kinds.is_one(words.lemma(title.head)):
            return None
        if words.lemma(at) == "чей":
            at -= 1
        if words.lower(at) != ("," if at < title.left - 1 else "("):
            return None
        least = at - (words.texts[at - 1] in patterns.CLOSING)
        ending = self.bodies.within(max(at - _LONG, 0), at)
        found = (name for name in ending if name.end >= least)
        return next((name.mention for name in found if name.mention.type in _EMPLOYERS), None)

    def bracketed(self, person: Mention, title: Title) -> Mention | None:
        """ "директор Котов («Заря»)": the one body in the brackets behind a name."""
        words, at = self.words, self.words.spans[person][1]
        head = words.lemma(title.head)
        sits = head in kinds.SITTING  # "депутат Котов (КПРФ)"
        types = _CLUBS if head in kinds.PLAYERS else _EMPLOYERS
        if words.lower(at) != "(" or title.end > title.head + 1 or sits:
            return None
        first = at + 1 + (words.lower(at + 1) in patterns.OPENING)
        for name in self.bodies.within(at + 1, at + _LONG):
            last = name.end + (words.lower(name.end) in patterns.CLOSING)
            whole = at < name.start <= first and words.lower(last) == ")"
            if whole and name.mention.type in types:
                return name.mention
        return None

    def shared(
        self, title: Title, head: str, told: Mapping[Mention, Mention | None]
    ) -> Mention | None:
        """ "директор завода Котов и главный инженер Львов": of the one named right before.

        Args:
            title: The title.
            head: The position's noun.
            told: The bodies of the people before.
        """
        words = self.words
        at = title.left - 1
        if words.lower(at) not in ("и", ",") or title.end > title.head + 1 or head in _ALONE:
            return None
        for person, body in told.items():
            if words.spans[person][1] == at and body is not None and body.type in _EMPLOYERS:
                return body
        return None

    def alike(self, title: Title, head: str) -> Mention | None:
        """ "Спасатели Центроспаса … Спасатель Котов": the one body of those called as one is."""
        if title.end > title.head + 1 or head in patterns.POSITIONS:
            return None
        lemma = self.words.lemma(title.head)
        found = {
            self.bodies.key(body): body
            for like in self.titles.found
            if self.words.lemma(like.head) == lemma and (body := self.bodies.of(like))
        }
        known = [self.bodies.known(body) for body in found.values() if body.type in _EMPLOYERS]
        return known[0] if len(found) == 1 and known else None
