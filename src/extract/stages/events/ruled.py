"""What the rules alone take for tellings."""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotations import Relation
from extract.stages.events.noun_tellings import Nouns, of_relations
from extract.stages.events.telling import Telling
from extract.stages.events.verb_tellings import Verbs


def by_rules(nouns: Nouns, verbs: Verbs, relations: Sequence[Relation]) -> list[Telling]:
    """What the model's mentions, the tables' verbs and nouns and the cues of relations tell."""
    tree = nouns.tree
    by_verb = {one.root: one for one in verbs.tellings()}
    found: list[Telling] = []
    for mention in sorted(m for m in tree.spans if m.type == "EVENT"):
        span = range(*tree.spans[mention])
        verb = next((by_verb[i] for i in span if i in by_verb), None)
        if verb is not None:
            verb.mention = verb.mention or mention
        elif (one := nouns.telling(mention) or verbs.loosely(mention)) is not None:
            found.append(one)
    ways = {tree.heads[tree.heads[i]] for i in by_verb if verbs.goes_on(i)}
    found += (one for one in by_verb.values() if one.root not in ways)
    found += nouns.tellings({one.root for one in found})
    of_relations(tree, nouns.arguments, relations, found)
    return found
