"""Positions told with the body that a general word stands for: "президент корпорации «Иркут»"."""

from __future__ import annotations

import re

from extract.annotations import Mention
from extract.stages.careers import forms, kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.post import Post
from extract.stages.careers.words import Words

_THIS = re.compile(r" эт(?:ой|ого) [а-яё]+$")  # "президент этой страны"
_GENERAL = patterns.BODIES | kinds.UNIONS | kinds.GENERAL_BODIES.keys() | kinds.KINDS_OF.keys()


def spelled(one: Post, body: Mention, bodies: Bodies) -> str:
    """A position's words, with the name of its body where they end in "компании", "этой страны".

    Args:
        one: The position.
        body: What it is at.
        bodies: Of the document.
    """
    words, title, last = bodies.words, one.claim.title, one.claim.title.end - 1
    if (this := _THIS.search(one.position)) is not None:
        return f"{one.position[: this.start()]} {name_in_case(words, body, 'gent')}"
    word, (start, end) = words.lower(last), words.spans[body]
    place = body.type not in ("ORGANIZATION", "FACILITY")
    told = one.claim.led is not None or title.is_plural or place or title.left <= start < title.end
    if told or last == title.head or not one.position.lower().endswith(" " + word):
        return one.position
    if words.lemma(last) not in _GENERAL or words.feature(last, "Number") == "Plur":
        return one.position
    if any(words.is_modifier(i) for i in range(title.head + 1, last)):
        return one.position  # "директор чешской компании"
    noun = words.lemma(last)
    says = noun in kinds.AUTHORITIES or noun in patterns.ABBREVIATED  # "управления": "УМВД"
    if says or noun in map(words.lemma, range(start, end)):  # "союза": "Союза кинологов"
        return one.position[: -len(word)] + name_in_case(words, body, "gent")
    if noun in patterns.DIVISIONS:
        return f"{one.position} {name_in_case(words, body, 'gent')}"  # "отдела Росатома"
    name = bodies.name(body)
    bare = words.lower(start - 1) in patterns.OPENING and not patterns.OPENING & set(name)
    return f"{one.position} " + (f"«{name}»" if bare else name)


def name_in_case(words: Words, body: Mention, case: str) -> str:
    """With its quotes, whether they are marked with it or stand around it."""
    start, end = words.spans[body]
    marked = words.texts[start] in patterns.OPENING
    quoted = marked or words.lower(start - 1) in patterns.OPENING
    name = forms.phrase_in_case(words, start + marked, end - marked, case)
    return f"«{name}»" if quoted else name
