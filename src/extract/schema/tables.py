"""The columns of the tables: their types, what they mean, and what they are called in Russian.

Everything else that knows columns reads them here: Arrow, Parquet and DuckDB types, the comments
in the database, the headers of a workbook, the reference in docs/tables.md.
"""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

# Moments count whole seconds, but Parquet has no coarser unit than milliseconds.
_text, _int, _long, _real = pa.string(), pa.int32(), pa.int64(), pa.float64()
_flag, _date, _moment, _texts = pa.bool_(), pa.date32(), pa.timestamp("ms"), pa.list_(pa.string())

MEANING, HEADER = b"description", b"header_ru"  # keys of a field's metadata


class Table(NamedTuple):
    """A table.

    Attributes:
        row: What one row is.
        title: What it is called in Russian.
        columns: Name, type, meaning and Russian header of each.
    """

    row: str
    title: str
    columns: tuple[tuple[str, pa.DataType, str, str], ...]

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow fields that carry what they mean."""
        fields = [
            pa.field(name, kind, metadata={MEANING: meaning, HEADER: header})
            for name, kind, meaning, header in self.columns
        ]
        return pa.schema(fields, metadata={MEANING: self.row, HEADER: self.title})


_DOC_ID = (
    "doc_id", _text,
    "The article: its path in the folder that was read; for a row of a file also # and its id.",
    "Статья",
)  # fmt: skip
_MENTION_ID = ("mention_id", _text, "The mention, a row of mentions.", "Упоминание (id)")
_ENTITY_ID = ("entity_id", _text, "The entity, a row of entities.", "Сущность (id)")
_PLACE_COLUMNS = (
    ("kind", _text, "country, region, city, district or other.", "Вид"),
    ("country_code", _text, "Of the country, ISO 3166-1 alpha-2.", "Код страны"),
    ("region_code", _text, "Of the region, ISO 3166-2.", "Код региона"),
    ("geonames_id", _long, "The place in GeoNames.", "GeoNames"),
    ("wikidata_id", _text, "The place in Wikidata.", "Wikidata"),
    ("latitude", _real, "Degrees north, WGS 84.", "Широта"),
    ("longitude", _real, "Degrees east, WGS 84.", "Долгота"),
    ("parent_id", _text, "The place around it, a row of places.", "Входит в (id)"),
    ("ambiguous", _flag, "Several places have the name and nothing decides.", "Неоднозначно"),
)  # fmt: skip

DECLARED: dict[str, Table] = {
    "documents": Table("An article that was read.", "Статьи", (
        _DOC_ID,
        ("source", _text, "The file that it was read from.", "Файл"),
        ("title", _text, "Its headline.", "Заголовок"),
        ("date", _date, "The day it was published; relative dates are counted from it.", "Дата"),
        ("date_source", _text,
         "Where that date stood: metadata, page, file_name and so on.", "Откуда дата"),
        ("author", _text, "Who wrote it, where its source says so.", "Автор"),
        ("url", _text, "Its address.", "Адрес"),
        ("n_chars", _int, "Characters of its text.", "Знаков"),
        ("n_repeated", _int, "Characters in passages that it repeats.", "Знаков в повторах"),
        ("n_sentences", _int, "Sentences.", "Предложений"),
        ("n_tokens", _int, "Words and marks.", "Слов и знаков"),
        ("encoding", _text, "The encoding of the file.", "Кодировка"),
        ("sha256", _text, "Checksum of its text in UTF-8.", "SHA-256"),
        ("duplicate_of", _text, "The article that it is a copy of.", "Копия статьи"),
        ("similarity", _real, "Share of it that stands in that article, 0 to 1.", "Сходство"),
    )),
    # What offsets count: the text of an article as it was read. Of an HTML page or a row of a
    # .csv that is nowhere else to be found, so without it ``text[start:end]`` could not be
    # checked. Not written to CSV and Excel (see BINARY_ONLY).
    "texts": Table("The text of an article, which all offsets count.", "Тексты", (
        _DOC_ID, ("text", _text, "The text as it was read.", "Текст"),
    )),
    "mentions": Table("A place in a text that names something.", "Упоминания", (
        ("mention_id", _text, "Its identifier.", "Упоминание (id)"),
        _DOC_ID,
        ("sentence", _int, "Number of its sentence, from 0.", "Предложение"),
        ("start", _int, "Its first character, from 0: text[start:end] is the mention.", "Начало"),
        ("end", _int, "The character after its last one.", "Конец"),
        ("text", _text, "As it stands there.", "В тексте"),
        ("type", _text, "One of the 29 types of entities.", "Тип"),
        ("normal", _text, "Its dictionary form.", "Начальная форма"),
        ("entity_id", _text,
         "What it refers to, a row of entities; none for dates and numbers.", "Сущность (id)"),
        ("parent_id", _text, "The mention around it.", "Внутри упоминания (id)"),
        ("depth", _int, "How many mentions stand around it.", "Глубина"),
        ("score", _real, "How sure the model is, 0 to 1.", "Уверенность"),
    )),
    "entities": Table("Somebody or something that articles name.", "Сущности", (
        ("entity_id", _text, "Its identifier: the same in every run.", "Сущность (id)"),
        ("type", _text, "The type of most of its mentions.", "Тип"),
        ("name", _text,
         "Its name in the nominative, the form that most articles have.", "Название"),
        ("aliases", _texts, "Its other names.", "Другие названия"),
        ("n_mentions", _int, "Mentions in all articles but copies.", "Упоминаний"),
        ("n_documents", _int, "Articles that name it, without copies.", "Статей"),
        ("first_date", _date, "The day of the first of these.", "Впервые"),
        ("last_date", _date, "The day of the last.", "В последний раз"),
        ("external_id", _text, "Its id in the user's own dictionary of terms.", "Свой id"),
    )),
    "people": Table("A person.", "Люди", (
        _ENTITY_ID,
        ("name", _text, "The full name in the nominative.", "Имя целиком"),
        ("surname", _text, "Surname.", "Фамилия"),
        ("given_name", _text, "Given name, or its initial.", "Имя"),
        ("patronymic", _text, "Patronymic, or its initial.", "Отчество"),
        ("gender", _text, "male or female where the name or the text tells it.", "Пол"),
        ("positions", _texts, "Positions, present ones first, then most told.", "Должности"),
        ("organizations", _texts, "Where they are or were held.", "Места работы"),
    )),
    "places": Table("A country, region, city or other place.", "Места", (
        _ENTITY_ID, ("name", _text, "Its name in the nominative.", "Название"), *_PLACE_COLUMNS,
    )),
    "dates": Table("A mention of a date or time.", "Даты", (
        _MENTION_ID, _DOC_ID,
        ("text", _text, "As it stands there.", "В тексте"),
        ("timex_type", _text, "DATE, TIME, DURATION or SET, as in TIMEX3 (ISO 24617-1).", "Вид"),
        ("value", _text,
         "Its TIMEX3 value, or EDTF: 2023-11-28, 2024-W05, P3D, XXXX-11.", "Значение"),
        ("mod", _text,
         "TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER and so on.", "Уточнение"),
        ("begin", _moment, "Its first second; none where it is not known.", "С"),
        ("end", _moment, "Its last moment at its granularity.", "По"),
        ("granularity", _text,
         "century, decade, year, season, month, week, day, hour and so on.", "Точность"),
        ("anchor", _date, "The day that it was counted from, where it is relative.", "Отсчёт от"),
    )),
    "amounts": Table("A mention of a number, a share, a sum of money or an age.", "Величины", (
        _MENTION_ID, _DOC_ID,
        ("text", _text, "As it stands there.", "В тексте"),
        ("type", _text, "AGE, MONEY, NUMBER, ORDINAL or PERCENT.", "Тип"),
        ("amount", _real, "The number; of a range the lower end.", "Число"),
        ("amount_end", _real, "The upper end of a range.", "До"),
        ("unit", _text, "ISO 4217 of money, UCUM of a measure, %, year and so on.", "Единица"),
        ("mod", _text, "TIMEX3 modifier: APPROX, LESS_THAN, MORE_THAN and so on.", "Уточнение"),
    )),
    "events": Table("A happening that an article tells.", "События", (
        ("event_id", _text, "Its identifier.", "Событие (id)"),
        _DOC_ID,
        ("text_start", _int, "First character of its best naming in the text.", "Начало"),
        ("text_end", _int, "The character after its last one.", "Конец"),
        ("mention_id", _text, "The mention that stands there, if one does.", "Упоминание (id)"),
        ("name", _text, "What it is called, in the nominative.", "Название"),
        ("kind", _text, "forum, meeting, visit, signing, election, crime and so on.", "Вид"),
        ("begin", _moment, "When it begins; none where the article does not tell.", "С"),
        ("end", _moment, "When it ends, at the granularity of what is told.", "По"),
        ("place_id", _text, "Where, a row of places.", "Место (id)"),
        ("place", _text, "Where, by name.", "Место"),
        ("participants", _texts, "Who takes part, with roles in brackets.", "Участники"),
        ("part_of", _text, "The event of the article that it is a part of.", "Часть события (id)"),
        ("relation_id", _text, "The relation that tells the same.", "Связь (id)"),
        ("status", _text, "held, planned, cancelled or unknown.", "Статус"),
        ("n_mentions", _int, "How often the article names it.", "Упоминаний"),
        ("score", _real, "How sure it is, 0 to 1.", "Уверенность"),
    )),
    "relations": Table("Two things and how an article relates them.", "Связи", (
        ("relation_id", _text, "Its identifier.", "Связь (id)"),
        _DOC_ID,
        ("sentence", _int, "Number of the sentence that tells it, from 0.", "Предложение"),
        ("subject_id", _text, "Who or what, a row of entities.", "Кто (id)"),
        ("subject", _text, "Its name.", "Кто"),
        ("subject_type", _text, "Type of its mention.", "Тип (кто)"),
        ("subject_mention", _text, "The mention, a row of mentions.", "Упоминание (кто)"),
        ("predicate", _text, "The relation: AGREEMENT_WITH, WORKPLACE and so on.", "Связь"),
        ("object_id", _text, "The other side, a row of entities.", "С кем (id)"),
        ("object", _text, "Its name.", "С кем"),
        ("object_type", _text, "Type of its mention.", "Тип (с кем)"),
        ("object_mention", _text, "The mention, a row of mentions.", "Упоминание (с кем)"),
        ("cue", _text, "The words that tell it.", "Слова"),
        ("cue_start", _int, "Their first character.", "Слова: начало"),
        ("cue_end", _int, "The character after their last one.", "Слова: конец"),
        ("kind", _text, "What kind of agreement or meeting: меморандум, переговоры.", "Вид"),
        ("topic", _text, "What it is about, as the text has it.", "О чём"),
        ("status", _text, "signed, in_force, planned, held, rejected and so on.", "Статус"),
        ("begin", _moment, "When, or since when.", "С"),
        ("end", _moment, "Until when.", "По"),
        ("place", _text, "Where.", "Место"),
        ("subject_for", _text, "The body or place that the subject acts for.", "Кто: от имени"),
        ("object_for", _text, "The body or place that the object acts for.", "С кем: от имени"),
        ("score", _real, "The chance that it is right, 0 to 1.", "Уверенность"),
        ("method", _text, "What found it: model, pattern or both.", "Способ"),
        ("rule", _text, "The construction that fired.", "Правило"),
        ("quote", _text, "The sentences that tell it.", "Цитата"),
    )),
    "careers": Table("A position of a person, as one article tells it.", "Должности", (
        ("entity_id", _text, "The person, a row of people.", "Человек (id)"),
        ("name", _text, "The person's name.", "Имя"),
        ("position", _text, "The position in the nominative singular.", "Должность"),
        ("organization_id", _text, "Where, a row of entities.", "Место работы (id)"),
        ("organization", _text, "Where: a body or a place.", "Место работы"),
        ("former", _flag, "Whether it was held before.", "В прошлом"),
        _DOC_ID,
        ("date", _date, "The day of the article.", "Дата"),
        ("score", _real, "How sure it is, 0 to 1.", "Уверенность"),
    )),
    "errors": Table("What could not be read or done.", "Ошибки", (
        ("source", _text, "The file.", "Файл"),
        ("doc_id", _text, "The article, where it is one.", "Статья"),
        ("stage", _text, "Where it happened.", "Этап"),
        ("error", _text, "The kind of error.", "Ошибка"),
        ("message", _text, "What happened, in words.", "Что случилось"),
    )),
}  # fmt: skip

TABLES: dict[str, pa.Schema] = {name: table.schema for name, table in DECLARED.items()}

# Tables whose cells are too long for a spreadsheet: in Parquet and DuckDB only.
BINARY_ONLY: frozenset[str] = frozenset({"texts"})

# What one document says of each of its entities. Not a table of the user's: the entities,
# people and places of a corpus are made of these rows when all documents are known.
PARTS: pa.Schema = pa.schema([
    ("doc_id", _text), ("entity_id", _text), ("type", _text), ("name", _text),
    ("external_id", _text),
    ("surname", _text), ("given_name", _text), ("patronymic", _text), ("gender", _text),
    *((name, kind) for name, kind, *_ in _PLACE_COLUMNS),
])  # fmt: skip

# What tells the copies among articles (see ``tables.sketches``): 64-bit numbers, little-endian.
SKETCHES: pa.Schema = pa.schema([("doc_id", _text), ("marks", pa.binary())])

# Which of the relations a reader can trust (see ``extract.trust``). Not a table of the user's:
# whatever ``relations`` holds, people and views are made of these.
TRUSTED: pa.Schema = pa.schema([("doc_id", _text), ("relation_id", _text)])
