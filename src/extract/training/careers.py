"""How likely a position is at a body or place: fitted to articles that were read by hand.

    python -m extract.training.careers ARTICLES.jsonl GOLD.jsonl MODEL

ARTICLES and GOLD as ``benchmarks/articles_read.py`` writes them; ``careers.json`` of the folder
MODEL is written anew. What is fitted says what ``stages.careers.workplaces`` asks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract import language
from extract.annotations import entities_of, relations_of
from extract.schema import SURE_CAREER
from extract.stages.careers import read_claims
from extract.stages.careers.post import Post
from extract.stages.careers.telling import Telling
from extract.stages.careers.workplaces import Workplace
from extract.training.linear import Seen, fit
from extract.training.naming import alike, words

ALIKE = 0.7  # share of common words from which on two positions are one
# Words of the names of bodies and places that alone tell none apart.
KINDS = frozenset(
    ["республика", "город", "г", "область", "край", "район", "компания", "банк", "группа", "завод"]
)


def seen(nlp: Language, articles: Path, gold: Path) -> Iterator[Seen]:
    """What the articles tell of positions whose bodies are known."""
    with gold.open(encoding="utf-8") as lines:
        known = {each["doc"]: each["people"] for each in map(json.loads, lines)}
    for doc in nlp.pipe(language.docs(articles, nlp)):
        name = str(doc._.id).rpartition("#")[2]
        yield from _of_article(doc, known.get(name) or [])


def _of_article(doc: Doc, people: Sequence[Mapping[str, Any]]) -> Iterator[Seen]:
    words, titles, claims = read_claims(doc)
    relations, entities = list(relations_of(doc)), entities_of(doc)
    telling = Telling(words, titles, relations, entities)
    names = {entity.key: entity.name for entity in entities}
    for post, places in telling.posts(claims.found):
        if post.score >= SURE_CAREER:
            wanted = _wanted(post, names.get(post.person, ""), people)
            if wanted is not None:
                yield from _judged(telling, post, places, wanted)


def _wanted(post: Post, name: str, people: Sequence[Mapping[str, Any]]) -> str | None:
    """The body of a position by the gold, "" for none; None where the gold lacks the position."""
    for person in people:
        if _is_one(person["name"], name):
            for held in person["positions"]:
                if alike(held["title"], post.position) >= ALIKE:
                    return held["organization"] or ""
    return None


def _judged(
    telling: Telling, post: Post, places: Sequence[Workplace], wanted: str
) -> Iterator[Seen]:
    for place in places:
        if place.features:
            name = telling.name(post, place.body) or ""
            yield Seen(place.features, bool(wanted) and is_same(name, wanted))


def is_same(one: str, other: str) -> bool:
    """Whether two names have the same words but for those of kind, such as "область"."""
    mine, others = frozenset(words(one)), frozenset(words(other))
    return mine == others or bool(mine - KINDS and mine - KINDS == others - KINDS)


def _is_one(one: str, other: str) -> bool:
    """Whether all words of the shorter name of a person are in the longer one."""
    short, long = sorted((words(one), words(other)), key=len)
    return bool(short) and set(short) <= set(long)


def main() -> None:
    """Fits the weights and writes them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("model", type=Path)
    asked = parser.parse_args()
    nlp = language.load(exclude=["careers", "agreements", "events"])
    weights = fit(list(seen(nlp, asked.articles, asked.gold)))
    text = json.dumps({"workplaces": weights}, ensure_ascii=False, indent=0, sort_keys=True)
    (asked.model / "careers.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
