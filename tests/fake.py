"""A pipeline of a few lines that fills everything the tables read, in no time and with no model.

It knows a handful of names, and words that break it: "ОШИБКА" raises, "СМЕРТЬ" kills the
process, "СОН" takes a while, "СПЯЧКА" an hour, "КОМА" too and nothing in the process can wake
it, "ОБЖОРСТВО" takes 2 GiB of memory.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import itertools
import os
import re
import signal
import time

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import (
    ENTITIES,
    Career,
    Entity,
    Event,
    Mention,
    Participant,
    Person,
    Place,
    Relation,
    TimeValue,
    mention,
    span_of,
)

REGION = Place("Новосибирская область", "region", "RU", "RU-NVS", 1496745, "Q5851", 55.0, 80.0,
               parent="geonames:2017370", key="geonames:1496745")  # fmt: skip
CITY = Place("Новосибирск", "city", "RU", "RU-NVS", 1496747, "Q883", 55.04, 82.93,
             parent="geonames:1496745", key="geonames:1496747")  # fmt: skip
RUSSIA = Place("Россия", "country", "RU", key="geonames:2017370")
KAZAKHSTAN = Place("Казахстан", "country", "KZ", key="geonames:1522867")

# What is looked for: type, normal form, what it is.
NAMES: dict[str, tuple[str, str, Person | Place | None]] = {
    r"Новосибирск\w* област\w+": ("STATE_OR_PROVINCE", "Новосибирская область", REGION),
    r"Новосибирск(?:а|е)?\b": ("CITY", "Новосибирск", CITY),
    r"Росси\w+": ("COUNTRY", "Россия", RUSSIA),
    r"Казахстан\w*": ("COUNTRY", "Казахстан", KAZAKHSTAN),
    r"[Пп]равительств\w+ Росси\w+": ("ORGANIZATION", "Правительство России", None),
    r"Юри\w+ Петухов\w*": ("PERSON", "Юрий Петухов", Person("Петухов", "Юрий", None, "male")),
    r"(?<!Юрий )(?<!Юрием )Петухов\w*": ("PERSON", "Петухов", Person("Петухов", "Юрий")),
    r"Юри\w+ Иванович\w* Петухов\w*": (
        "PERSON", "Юрий Иванович Петухов", Person("Петухов", "Юрий", "Иванович", "male")),
    r"Юри\w+ Петрович\w* Петухов\w*": (
        "PERSON", "Юрий Петрович Петухов", Person("Петухов", "Юрий", "Петрович", "male")),
    r"губернатор\w*": ("PROFESSION", "губернатор", None),
    r"форум\w*": ("EVENT", "форум", None),
    r"28 ноября(?: 2023 года)?": ("DATE", "28 ноября", None),
}  # fmt: skip


def load() -> Language:
    """The pipeline."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("fake_names")
    nlp.add_pipe("fake_facts")
    return nlp


@Language.component("fake_names")
def names(doc: Doc) -> Doc:
    text = doc.text
    _trouble(text)
    spans, entities = [], {}
    for pattern, (kind, normal, what) in NAMES.items():
        for match in re.finditer(pattern, text):
            span = span_of(doc, *match.span(), kind)
            span._.normal = normal
            span._.score = 0.75
            spans.append(span)
            entities.setdefault(_key(kind, normal, what), []).append((span, what))
    doc.spans[ENTITIES] = spans
    repeated = "Кратко: "
    if repeated in text:
        doc._.repeats = [(0, text.index(repeated))]
    for span in spans:
        if span.label_ == "DATE":
            full = "2023" in span.text
            day = dt.datetime(2023, 11, 28) if full else None
            span._.time = TimeValue("DATE", "2023-11-28" if full else "XXXX-11-28", day, day, "day")
    doc._.entities = [_entity(key, found) for key, found in entities.items() if key]
    return doc


def _trouble(text: str) -> None:
    """What can go wrong with an article, where its text says so."""
    if "ОШИБКА" in text:
        raise ValueError("the text says ОШИБКА")
    if "СМЕРТЬ" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "СОН" in text:
        time.sleep(0.05)
    if "СПЯЧКА" in text:
        time.sleep(3600)
    if "КОМА" in text:  # no signal comes through, and no other thread has its turn
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        ctypes.PyDLL(None).sleep(3600)
    if "ОБЖОРСТВО" in text:
        [bytearray(2**24) for _ in range(128)]


def _key(kind: str, normal: str, what: Person | Place | None) -> str | None:
    if isinstance(what, Place):
        return what.key
    if isinstance(what, Person):
        return f"PERSON:{what.surname} {what.given_name}"
    return f"{kind}:{normal}" if kind in ("ORGANIZATION", "EVENT") else None


def _entity(key: str, found: list) -> Entity:
    mentions = tuple(sorted(mention(span) for span, _ in found))
    normals = [span._.normal for span, _ in found]
    people = [what for _, what in found if isinstance(what, Person)]
    places = [what for _, what in found if isinstance(what, Place)]
    person = max(
        people, key=lambda person: (bool(person.patronymic), bool(person.gender)), default=None
    )
    name = places[0].name if places else max(normals, key=len)
    return Entity(key, found[0][0].label_, name, mentions, person, places[0] if places else None)


@Language.component("fake_facts")
def facts(doc: Doc) -> Doc:
    by_type: dict[str, list[Mention]] = {}
    for span in doc.spans[ENTITIES]:
        by_type.setdefault(span.label_, []).append(mention(span))
    places = [m for kind in ("STATE_OR_PROVINCE", "COUNTRY") for m in by_type.get(kind, [])]
    places.sort()
    for cue in re.finditer(r"соглашени\w+", doc.text):
        doc._.relations += [
            Relation(first, "AGREEMENT_WITH", second, "pattern", 0.9, cue.span(), "соглашение",
                     "о сотрудничестве", "signed")
            for first, second in itertools.pairwise(places)
        ]  # fmt: skip
    doc._.relations += [
        Relation(person, "WORKS_AS", job, "model", 0.8)
        for person in by_type.get("PERSON", [])[:1]
        for job in by_type.get("PROFESSION", [])
    ]
    if "слух" in doc.text:  # what nobody should trust
        doc._.relations += [
            Relation(person, "WORKPLACE", body, "model", 0.1)
            for person in by_type.get("PERSON", [])
            for body in by_type.get("ORGANIZATION", [])
        ]
    doc._.careers = [
        Career(person, "губернатор", score=0.8)
        for person in by_type.get("PERSON", [])[:1]
        if by_type.get("PROFESSION")
    ]
    if by_type.get("EVENT"):
        people = tuple(Participant(person, "organizer") for person in by_type.get("PERSON", []))
        spots = tuple((mention.start, mention.end) for mention in by_type["EVENT"])
        doc._.events = [
            Event(tuple(by_type["EVENT"]), "форум", place=next(iter(by_type.get("CITY", [])), None),
                  participants=people, status="held", text=spots[0], kind="forum", namings=spots)
        ]  # fmt: skip
    return doc
