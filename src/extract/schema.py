"""The words of the project: entity types, relation types and the columns of the tables.

This is the only place that names them; the stages, the writers, the command line,
the documentation and the tests read them from here.

Sources:
    Entity and relation types: NEREL 1.1 (Loukachevitch et al., 2021), whose names we keep.
    The five pattern relations are ours.
"""

from __future__ import annotations

import pyarrow as pa

ENTITY_TYPES: tuple[str, ...] = (
    "AGE", "AWARD", "CITY", "COUNTRY", "CRIME", "DATE", "DISEASE", "DISTRICT", "EVENT",
    "FACILITY", "FAMILY", "IDEOLOGY", "LANGUAGE", "LAW", "LOCATION", "MONEY", "NATIONALITY",
    "NUMBER", "ORDINAL", "ORGANIZATION", "PENALTY", "PERCENT", "PERSON", "PRODUCT",
    "PROFESSION", "RELIGION", "STATE_OR_PROVINCE", "TIME", "WORK_OF_ART",
)  # fmt: skip

PLACE_TYPES: frozenset[str] = frozenset(
    {"COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT", "LOCATION"}
)
TIME_TYPES: frozenset[str] = frozenset({"DATE", "TIME"})

AMOUNT_TYPES: frozenset[str] = frozenset({"AGE", "MONEY", "NUMBER", "ORDINAL", "PERCENT"})

# Types whose mentions name something: they get a normal form and a document-level entity.
NAMED_TYPES: frozenset[str] = PLACE_TYPES | {"PERSON", "ORGANIZATION", "FACILITY", "EVENT"}

MODEL_RELATIONS: tuple[str, ...] = (
    "ABBREVIATION", "AGENT", "AGE_DIED_AT", "AGE_IS", "ALTERNATIVE_NAME", "AWARDED_WITH",
    "CAUSE_OF_DEATH", "CONVICTED_OF", "DATE_DEFUNCT_IN", "DATE_FOUNDED_IN",
    "DATE_OF_BIRTH", "DATE_OF_CREATION", "DATE_OF_DEATH", "END_TIME", "EXPENDITURE",
    "FOUNDED_BY", "HAS_CAUSE", "HEADQUARTERED_IN", "IDEOLOGY_OF", "INANIMATE_INVOLVED",
    "INCOME", "KNOWS", "LOCATED_IN", "MEDICAL_CONDITION", "MEMBER_OF", "ORGANIZES",
    "ORIGINS_FROM", "OWNER_OF", "PARENT_OF", "PARTICIPANT_IN", "PART_OF", "PENALIZED_AS",
    "PLACE_OF_BIRTH", "PLACE_OF_DEATH", "PLACE_RESIDES_IN", "POINT_IN_TIME", "PRICE_OF",
    "PRODUCES", "RELATIVE", "RELIGION_OF", "SCHOOLS_ATTENDED", "SIBLING", "SPOUSE",
    "START_TIME", "SUBEVENT_OF", "SUBORDINATE_OF", "TAKES_PLACE_IN", "WORKPLACE", "WORKS_AS",
)  # fmt: skip

SYMMETRIC_RELATIONS: frozenset[str] = frozenset(
    {"AGREEMENT_WITH", "MEETING_WITH", "COOPERATES_WITH", "TWINNED_WITH"}
)
PATTERN_RELATIONS: tuple[str, ...] = (*sorted(SYMMETRIC_RELATIONS), "VISITED")
RELATION_TYPES: tuple[str, ...] = (*MODEL_RELATIONS, *PATTERN_RELATIONS)

STATUSES: tuple[str, ...] = (
    "held", "planned", "negotiated", "signed", "in_force", "rejected", "terminated",
    "cancelled", "unknown",
)  # fmt: skip
TRUST: tuple[str, ...] = ("trusted", "all")  # which relations stand in the tables
EVENT_KINDS: tuple[str, ...] = (
    "forum", "session", "meeting", "visit", "signing", "ceremony", "opening", "competition",
    "exhibition", "festival", "election", "appointment", "incident", "crime", "arrest", "trial",
    "protest", "military", "deal", "launch", "disaster", "birth_death", "other",
)  # fmt: skip
# What people meet at, by appointment: an accident or a birth has no entry in a calendar.
CALENDAR_KINDS: tuple[str, ...] = (
    "forum", "session", "meeting", "visit", "signing", "ceremony", "opening", "competition",
    "exhibition", "festival", "election", "protest", "launch",
)  # fmt: skip
METHODS: tuple[str, ...] = ("model", "pattern", "both")
PLACE_KINDS: tuple[str, ...] = ("country", "region", "city", "district", "other")
DATE_SOURCES: tuple[str, ...] = (
    "metadata", "html", "page", "front_matter", "first_line", "last_line", "url", "file_name",
)  # fmt: skip

# Moments count whole seconds, but Parquet has no coarser unit than milliseconds.
_text, _int, _real = pa.string(), pa.int32(), pa.float64()
_flag, _date, _moment, _texts = pa.bool_(), pa.date32(), pa.timestamp("ms"), pa.list_(pa.string())

TABLES: dict[str, pa.Schema] = {
    "documents": pa.schema([
        ("doc_id", _text), ("source", _text), ("title", _text), ("date", _date),
        ("date_source", _text), ("url", _text), ("n_chars", _int), ("n_repeated", _int),
        ("n_sentences", _int), ("n_tokens", _int), ("encoding", _text), ("sha256", _text),
        ("duplicate_of", _text), ("similarity", _real),
    ]),
    # What offsets count: the text of an article as it was read. Of an HTML page or a row of a
    # .csv that is nowhere else to be found, so without it ``text[start:end]`` could not be
    # checked. Not written to CSV and Excel (see BINARY_ONLY).
    "texts": pa.schema([("doc_id", _text), ("text", _text)]),
    "mentions": pa.schema([
        ("mention_id", _text), ("doc_id", _text), ("sentence", _int), ("start", _int),
        ("end", _int), ("text", _text), ("type", _text), ("normal", _text),
        ("entity_id", _text), ("parent_id", _text), ("depth", _int), ("score", _real),
    ]),
    "entities": pa.schema([
        ("entity_id", _text), ("type", _text), ("name", _text), ("aliases", _texts),
        ("n_mentions", _int), ("n_documents", _int), ("first_date", _date), ("last_date", _date),
    ]),
    "people": pa.schema([
        ("entity_id", _text), ("name", _text), ("surname", _text), ("given_name", _text),
        ("patronymic", _text), ("gender", _text), ("positions", _texts),
        ("organizations", _texts),
    ]),
    "places": pa.schema([
        ("entity_id", _text), ("name", _text), ("kind", _text), ("country_code", _text),
        ("region_code", _text), ("geonames_id", pa.int64()), ("wikidata_id", _text),
        ("latitude", _real), ("longitude", _real), ("parent_id", _text), ("ambiguous", _flag),
    ]),
    "dates": pa.schema([
        ("mention_id", _text), ("doc_id", _text), ("text", _text), ("timex_type", _text),
        ("value", _text), ("mod", _text), ("begin", _moment), ("end", _moment),
        ("granularity", _text), ("anchor", _date),
    ]),
    "amounts": pa.schema([
        ("mention_id", _text), ("doc_id", _text), ("text", _text), ("type", _text),
        ("amount", _real), ("amount_end", _real), ("unit", _text), ("mod", _text),
    ]),
    "events": pa.schema([
        ("event_id", _text), ("doc_id", _text), ("text_start", _int), ("text_end", _int),
        ("mention_id", _text), ("name", _text), ("kind", _text), ("begin", _moment),
        ("end", _moment), ("place_id", _text), ("place", _text), ("participants", _texts),
        ("part_of", _text), ("relation_id", _text), ("status", _text), ("n_mentions", _int),
        ("score", _real),
    ]),
    "relations": pa.schema([
        ("relation_id", _text), ("doc_id", _text), ("sentence", _int), ("subject_id", _text),
        ("subject", _text), ("subject_type", _text), ("subject_mention", _text),
        ("predicate", _text), ("object_id", _text), ("object", _text), ("object_type", _text),
        ("object_mention", _text), ("cue", _text), ("cue_start", _int), ("cue_end", _int),
        ("kind", _text), ("topic", _text), ("status", _text), ("begin", _moment),
        ("end", _moment), ("place", _text), ("subject_for", _text), ("object_for", _text),
        ("score", _real), ("method", _text), ("rule", _text), ("quote", _text),
    ]),
    "careers": pa.schema([
        ("entity_id", _text), ("name", _text), ("position", _text), ("organization_id", _text),
        ("organization", _text), ("former", _flag), ("doc_id", _text), ("date", _date),
        ("score", _real),
    ]),
    "errors": pa.schema([
        ("source", _text), ("doc_id", _text), ("stage", _text), ("error", _text),
        ("message", _text),
    ]),
}  # fmt: skip

# What scores below is in ``doc._.careers`` alone.
SURE_CAREER = 0.7

# Tables whose cells are too long for a spreadsheet: in Parquet and DuckDB only.
BINARY_ONLY: frozenset[str] = frozenset({"texts"})

# What one document says of each of its entities. Not a table of the user's: the entities,
# people and places of a corpus are made of these rows when all documents are known.
PARTS: pa.Schema = pa.schema([
    ("doc_id", _text), ("entity_id", _text), ("type", _text), ("name", _text),
    ("surname", _text), ("given_name", _text), ("patronymic", _text), ("gender", _text),
    ("kind", _text), ("country_code", _text), ("region_code", _text),
    ("geonames_id", pa.int64()), ("wikidata_id", _text), ("latitude", _real),
    ("longitude", _real), ("parent_id", _text), ("ambiguous", _flag),
])  # fmt: skip

# What tells the copies among articles (see ``extract.sketches``): 64-bit numbers, little-endian.
SKETCHES: pa.Schema = pa.schema([("doc_id", _text), ("marks", pa.binary())])

# An article of which so much stands in another one says nothing new: what is counted over the
# corpus leaves it out.
REPEATED = 0.8

# Which of the relations a reader can trust (see ``extract.trust``). Not a table of the user's:
# whatever ``relations`` holds, people and views are made of these.
TRUSTED: pa.Schema = pa.schema([("doc_id", _text), ("relation_id", _text)])
