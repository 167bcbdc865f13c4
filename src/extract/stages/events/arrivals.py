"""Who comes to a gathering that the sentences before speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.annotations import Mention
from extract.schema import PLACE_TYPES
from extract.stages.events.arguments import Arguments
from extract.stages.events.telling import Telling
from extract.stages.events.words import COMES, GUESTS
from extract.syntax.tree import Tree

# Half or double of each changes no row of 46 articles.
_NEAR = 2  # sentences between a gathering and those who come to it
_ALONE = 8  # the same where the text speaks of but one
_GATHERINGS = frozenset({"forum", "session", "festival", "exhibition", "competition"})


def arrivals(
    tree: Tree, arguments: Arguments, tellings: Iterable[Telling]
) -> dict[int, list[Mention]]:
    """ "Приехали делегации из А, Б и В": of the root of each gathering the places they come from.

    Args:
        tree: The document.
        arguments: Its phrases.
        tellings: Its events.
    """
    found: dict[int, list[Mention]] = {}
    roots = sorted(one.root for one in tellings if one.kind in _GATHERINGS and not one.is_verb)
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in GUESTS or "Number=Plur" not in tree.morph[i]:
            continue
        verb = arguments.clause(i)
        if verb < 0 or tree.lemmas[verb] not in COMES:
            continue
        if any(tree.lemmas[t] == "не" for t in tree.children[verb]):
            continue
        sentence = tree.sentence_of[i]
        before = [root for root in roots if tree.sentence_of[root] <= sentence]
        alone = len({tree.lemmas[root] for root in before}) == 1
        if before and sentence - tree.sentence_of[before[-1]] <= (_ALONE if alone else _NEAR):
            found.setdefault(before[-1], []).extend(_places(tree, arguments, i))
    return found


def _places(tree: Tree, arguments: Arguments, guests: int) -> Iterator[Mention]:
    """The places under "из" or in the genitive of those who come."""
    for i in tree.children[guests]:
        if arguments.preposition(i) not in ("из", "") or tree.cases[i] not in ("Gen", ""):
            continue
        for node in (i, *arguments.joined(i)):
            for mention in tree.mentions[node]:
                if mention.type in PLACE_TYPES and tree.root(mention) == node:
                    yield mention
                    break
