"""Claims made into careers: in words, each position of a person once, as full as the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.annotations import Career, Entity, Mention, Relation
from extract.schema import SURE_CAREER
from extract.stages.careers import forms, kinds, patterns, post, scores
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.claims import Claim
from extract.stages.careers.employers import Employers
from extract.stages.careers.general import General
from extract.stages.careers.missing import Missing
from extract.stages.careers.paired import paired
from extract.stages.careers.post import Post
from extract.stages.careers.respective import Respective
from extract.stages.careers.rivals import Rivals
from extract.stages.careers.ruled import Ruled
from extract.stages.careers.spelled import spelled
from extract.stages.careers.titles import Titles
from extract.stages.careers.words import Words
from extract.stages.careers.workplaces import SURE, Asked, Workplace, Workplaces

# What one is who has no title but a part of a body, by the rule.
_OF_PARTS = {"led": "глава", "member": "член"}


class Telling:
    """Claims of one document, made into careers."""

    def __init__(
        self, words: Words, titles: Titles, relations: list[Relation], entities: list[Entity]
    ) -> None:
        self.words = words
        self.titles = titles
        self.bodies = Bodies(words, entities)
        self.general = General(self.bodies)
        self.ruled = Ruled(self.bodies)
        self.respective = Respective(self.bodies)
        self.missing = Missing(titles, self.bodies)
        self.employers = Employers(relations, self.bodies)
        self.workplaces = Workplaces(relations, self.bodies)

    def careers(self, claims: list[Claim]) -> list[Career]:
        """One for each position of each person."""
        found = [
            self._career(one, places)
            for one, places in self.posts(claims)
            # "завод «Луч» (глава Котов)": what alone says too little says enough there
            if not post.is_nothing(one.position) or self.missing.near(one.claim) is not None
        ]
        return sorted(found, key=lambda career: (career.person, career.position))

    def posts(self, claims: list[Claim]) -> Iterator[tuple[Post, list[Workplace]]]:
        """Each position of each person once, with the bodies and places that it may be at."""
        sure = [one for one in claims if scores.score(one.rule, one.model) >= SURE_CAREER]
        holders = {id(one.title): self._person(one) for one in sure}
        self.rivals = Rivals(self.titles, self.bodies, holders)
        # Of each noun the bodies that are told, and of whom.
        self.headed: dict[str, dict[str | None, set[str]]] = {}
        told: dict[str, list[Post]] = {}
        for claim, first in paired(self.bodies, claims):
            one = self._told(claim)
            if first is not None:
                one.put_first(forms.position(self.words, first.title))
            told.setdefault(one.person, []).append(one)
            bodies = self.headed.setdefault(one.head, {})
            bodies.setdefault(one.body_key, set()).add(one.person)
        self._serve(told)
        ruled: dict[Mention, Mention | None] = {}
        for ones in told.values():
            posts = self._joined(ones)
            employer = self._employer(posts)
            for one in posts:
                rule = self._by_rule(one, employer, ruled)
                ruled[one.claim.person] = rule[0] if rule else None
                others = {other.body_key for other in posts if other is not one}
                places = self.workplaces.candidates(self._asked(one, others), rule)
                yield one, self._own(one.claim, places)

    def _serve(self, told: Mapping[str, list[Post]]) -> None:
        """ "Министр труда Котов и его заместитель Львов": he is "заместитель министра труда"."""
        for one in (each for posts in told.values() for each in posts):
            superior = self.missing.pronouns.superior(one.claim.title)
            held = [each for each in told.get(superior or "", ()) if each.claim.led is None]
            offices = [each for each in held if each.head in patterns.POSITIONS and each.body]
            if one.body is None and len({each.head for each in offices}) == 1:
                office = min(offices, key=post.fullness)
                one.position += " " + forms.title_in_genitive(self.words, office.claim.title)
                one.words = frozenset(one.position.lower().split())
                one.body, one.body_key = office.body, office.body_key

    def _own(self, claim: Claim, places: list[Workplace]) -> list[Workplace]:
        """Not Чехия for both of "В Чехии президенты Котов и Львов": of which it is, is not told."""
        title = claim.title
        own = self.missing.bracketed(claim.person, title)
        if own is not None:
            return [Workplace(own, 1.0, ())]
        if not title.is_plural or not kinds.is_one(self.words.lemma(title.head)):
            return places
        inside = [place for place in places if self.workplaces.is_inside(place.body, title)]
        place = None if inside else self.respective.place(title, claim.share)
        return inside if place is None else [Workplace(place, 1.0, ())]

    def _asked(self, one: Post, others: set[str | None]) -> Asked:
        held = self.headed.get(one.head, {})
        return self.workplaces.asked(one.person, one.claim.title, one.claim.led, others, held)

    def _by_rule(
        self, one: Post, employer: Mention | None, bodies: Mapping[Mention, Mention | None]
    ) -> tuple[Mention, str] | None:
        """The body that the rules say, and which of them."""
        name, body = "title", self.bodies.known(one.body)
        if body is not None and not self.workplaces.is_inside(body, one.claim.title):
            name = "general"
        if body is None and not one.is_former:
            name, body = "model", employer
        if body is None:
            name, body = "place", self._ruled(one)
        if body is None:
            name, body = "beside", self._beside(one, bodies)
        return None if body is None else (self.general.fuller(body), name)

    def _career(self, one: Post, places: list[Workplace]) -> Career:
        best = max(places, key=lambda place: place.chance, default=None)
        runs = post.is_candidacy(one.position)
        sure = best is not None and best.chance >= SURE and not runs
        body = best.body if best is not None and sure else None
        name = None if runs else self.name(one, body)
        if (
            body is not None
            and name is not None
            and self.bodies.ministry(one.claim.title, one.position, body)
        ):
            body = None
        position = spelled(one, body, self.bodies) if body is not None else one.position
        return Career(one.claim.person, position, body, name, one.is_former, round(one.score, 4))

    def name(self, one: Post, body: Mention | None) -> str | None:
        """What a body is called as the one of a position."""
        title = one.claim.title
        if body is None:
            return self._own_name(one) or self.bodies.unmarked(title)
        ministry = self.bodies.ministry(title, one.position, body)
        full = self.bodies.name(body) + forms.rest_of_name(self.words, title, body)
        own = self._own_name(one) or self.general.committee(title, body)
        return own or ministry or full

    def _own_name(self, one: Post) -> str | None:
        """ "Конституционный суд" of "председатели Конституционного и Верховного судов"."""
        mine, _ = self._share(one.claim)
        return forms.of_several(self.words, one.claim.title, mine[0]) if mine else None

    def _employer(self, posts: list[Post]) -> Mention | None:
        """What the model gives a person for the one title without a body."""
        bare = [one for one in posts if self.bodies.known(one.body) is None]
        if len(bare) != 1:
            return None
        (one,) = bare
        others = {post.body_key for post in posts}
        return self.employers.of(
            one.person, one.head, one.claim.title, others, alone=len(posts) == 1
        )

    def _beside(self, one: Post, bodies: Mapping[Mention, Mention | None]) -> Mention | None:
        """Of the holder named right before, of others called alike, or just named."""
        title = one.claim.title
        body = self.missing.shared(title, one.head, bodies)
        if body is not None or one.is_former or one.claim.led is not None:
            return body
        taken = set(self.headed.get(one.head, {}))
        return self.missing.alike(title, one.head) or self.general.headed(title, taken)

    def _ruled(self, one: Post) -> Mention | None:
        """The place that an article speaks of, for one who rules a place of its kind."""
        title = one.claim.title
        former = one.is_former and self.bodies.ruled(title) != "country"
        if one.claim.led is not None or former:
            return None
        if not (self.bodies.ruled(title) or self.ruled.kind(title)):
            return None
        return self.ruled.place(title, self.rivals.others(one), self.rivals.bound(one))

    def _person(self, claim: Claim) -> str:
        span = self.words.spans[claim.person]
        return self.bodies.key(claim.person) or self.words.written(*span).lower()

    def _told(self, claim: Claim) -> Post:
        words, title = self.words, claim.title
        if claim.led is not None:
            position = "глава " + forms.in_case(words, claim.led, "gent")
            return self._ready(claim, position, "глава", claim.led)
        if claim.rule in _OF_PARTS:
            head, part = _OF_PARTS[claim.rule], forms.of_board(words, title)
            body = self.bodies.of(title) or self.bodies.of_board(title.head)
            return self._ready(claim, f"{head} {part}", head, body)
        mine, others = self._share(claim)
        if claim.share[1] > 1 and not mine and forms.is_divided(words, self.titles, title):
            claim.rule = "divided"
        position = self.missing.told(claim, forms.position(words, title, mine, others))
        body = self.bodies.of_member(title, mine[0]) if mine else self.bodies.of(title)
        if self.bodies.known(body) is None:
            near = self.missing.near(claim) or self.bodies.like(title)
            body = near or self.general.body(title) or body
        elif body is not None and body.type == "ORGANIZATION":
            body = self.bodies.whole(body)
        if body is None:
            body = next(filter(None, map(self.bodies.of_board, range(title.head, title.end))), None)
        head = forms.head(words, title).lower()
        return self._ready(claim, position, head, body)

    def _ready(self, claim: Claim, position: str, head: str, body: Mention | None) -> Post:
        place = None if claim.led is not None else self.bodies.general_place(claim.title)
        return Post(
            claim,
            self._person(claim),
            position,
            head,
            frozenset(position.lower().split()),
            body,
            self.bodies.key(body),
            is_general=place is not None and place >= claim.title.end - 1,
            score=scores.score(claim.rule, claim.model),
            is_former=claim.is_former or claim.title.is_former,
        )

    def _share(self, claim: Claim) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        index, count = claim.share
        if count < 2:
            return (), ()
        members = forms.members(self.words, self.titles, claim.title)
        if len(members) != count:
            return (), ()
        return (members[index],), tuple(m for i, m in enumerate(members) if i != index)

    def _joined(self, ones: list[Post]) -> list[Post]:
        """Of one person: what says the same once, as fully as the article says it."""
        kept: list[Post] = []
        for one in sorted(ones, key=post.fullness):
            fuller = next((k for k in kept if self._is_same(k, one)), None)
            if fuller is None:
                kept.append(one)
                continue
            fuller.is_former = post.is_over(fuller, one)
            fuller.score = max(fuller.score, one.score)
            fuller.body = fuller.body or one.body
        for one in kept:
            self._complete(one)
        return kept

    def _is_same(self, fuller: Post, one: Post) -> bool:
        if patterns.SYNONYMS.get(fuller.head, fuller.head) == patterns.SYNONYMS.get(
            one.head, one.head
        ):
            if len(one.words) == 1 and fuller.head != one.head:
                return True
            if one.words <= fuller.words:
                return True
            if fuller.body_key and fuller.body_key == one.body_key:
                return True
            if one.is_general and fuller.body is not None:
                return True
            if one.claim.title.is_acting and fuller.claim.title.is_acting:
                return True
        return (
            one.is_general
            and {one.head, fuller.head} <= patterns.RULERS
            and fuller.body is not None
            and self.bodies.rules(fuller.body)
        )

    def _complete(self, one: Post) -> None:
        """The one region of the article for "губернатор" and "глава региона"."""
        words, title = self.words, one.claim.title
        if self.bodies.known(one.body) is not None:
            return
        place = self.bodies.general_place(title) if one.claim.led is None else None
        ruled = self.bodies.ruled(title) if len(one.words) == 1 else None
        ruled = None if ruled == "country" else ruled  # see ``Ruled``
        if place is None and ruled is None:
            return
        if place is not None and (named := self.rivals.named_elsewhere(one)):
            one.body = named
            one.position = self._named(one, place, named)
            return
        kind = patterns.PLACE_KINDS.get(words.lemma(place)) if place is not None else ruled
        region = self.bodies.only(kind) if kind else None
        if region is None or self.bodies.key(region) in self.rivals.others(one):
            return
        one.body = region
        if place is not None and words.lemma(place) in ("республика", "край", "область", "округ"):
            one.position = self._named(one, place, region)

    def _named(self, one: Post, place: int, body: Mention) -> str:
        """The position with the place's name for the word that stands for it."""
        word, name = self.words.lower(place), forms.in_case(self.words, body, "gent")
        if word not in name.lower().split() and body.type == "STATE_OR_PROVINCE":
            return f"{one.position} {forms.in_case(self.words, body, 'nomn')}"
        return one.position[: max(one.position.lower().rfind(word), 0)] + name
