"""Who can be a party of what is told, alone and in a group."""

from __future__ import annotations

import dataclasses

from extract.annotations import Mention
from extract.schema import PARTY_TYPES, PLACE_TYPES
from extract.syntax.tree import Tree
from extract.syntax.words import CLOSED_TYPES, TITLES


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """One side: the name that stands for it, and what else its phrase says of it.

    Attributes:
        mention: The name.
        others: The places and bodies in its title.
        represents: Of a person with a title the body or place in it.
        titles: Lemmas of the nouns of its title.
    """

    mention: Mention
    others: tuple[Mention, ...] = ()
    represents: Mention | None = None
    titles: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """PERSON, ORGANIZATION or, for all that is a place or stands for one, PLACE."""
        kind = self.mention.type
        return kind if kind in ("PERSON", "ORGANIZATION") else "PLACE"


@dataclasses.dataclass(slots=True)
class Group:
    """Coordinated parties that share a case and a preposition.

    Attributes:
        start: First token, without the preposition.
        end: One past the last token.
        heads: The noun that leads each phrase.
        prep: Lemma of the preposition before it, or "".
        titled: It begins with a title: "президенты России".
        inner: Case of the last name under a title or a generic noun.
        is_closed: Its last part stands after "и": what follows a comma is another's.
    """

    parties: list[Party]
    start: int
    end: int
    heads: list[int]
    case: str
    prep: str
    titled: bool
    inner: str = ""
    is_closed: bool = False

    def absorb(self, other: Group) -> None:
        """Takes in the group that it is coordinated with; "послы А и Б" are both ambassadors."""
        if self.titled and not other.titled and other.case == self.inner != self.case:
            titles = self.parties[-1].titles
            other.parties = [dataclasses.replace(p, titles=titles) for p in other.parties]
        self.parties += other.parties
        self.heads += other.heads
        self.end = other.end
        self.case = self.case or other.case
        self.inner = other.inner or self.inner


def eligible(tree: Tree, types: frozenset[str] = PARTY_TYPES) -> dict[int, Mention]:
    """Of each token the mention that may be a party there: the outermost that is one name."""
    found: dict[int, Mention] = {}
    for mention, (start, end) in sorted(
        tree.spans.items(), key=lambda item: (item[0].start, -item[0].end)
    ):
        if mention.type not in types or _is_closed(tree, mention, start):
            continue
        if _is_list(tree, mention) or _is_title(tree, mention):
            continue
        for i in range(start, end):
            found.setdefault(i, mention)
    return found


def _is_title(tree: Tree, mention: Mention) -> bool:
    """A title alone, read as a person: "мэры"."""
    start, end = tree.spans[mention]
    return mention.type == "PERSON" and end - start == 1 and tree.lemmas[start] in TITLES


def _is_list(tree: Tree, mention: Mention) -> bool:
    """ "Новосибирск и Павлодар" read as one city, with the two in it."""
    start, end = tree.spans[mention]
    inner = {
        other
        for i in range(start, end)
        for other in tree.mentions[i]
        if other.type == mention.type and other.end - other.start < mention.end - mention.start
    }
    if not any(tree.pos[i] == "CCONJ" for i in range(start, end)):
        return False
    return len(inner) > 1 or _leads_places(tree, mention)


def _leads_places(tree: Tree, mention: Mention) -> bool:
    """ "власти Москвы и Алматы" read as one body."""
    start, end = tree.spans[mention]
    places = {m for i in range(start, end) for m in tree.mentions[i] if m.type in PLACE_TYPES}
    return tree.lemmas[start] in TITLES and len(places) > 1


def _is_closed(tree: Tree, mention: Mention, token: int) -> bool:
    size = mention.end - mention.start
    return any(
        other.type in CLOSED_TYPES
        and not _is_list(tree, other)
        and other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > size
        for other in tree.mentions[token]
    )
