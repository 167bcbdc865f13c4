"""The columns of the tables: their types, and what they mean and are called in both languages.

Everything else that knows columns reads them here: Arrow, Parquet and DuckDB types, the comments
in the database, the headers of a workbook, the reference in docs/tables.md.
"""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

# Moments count whole seconds, but Parquet has no coarser unit than milliseconds.
_text, _int, _long, _real = pa.string(), pa.int32(), pa.int64(), pa.float64()
_flag, _date, _moment, _texts = pa.bool_(), pa.date32(), pa.timestamp("ms"), pa.list_(pa.string())

# Keys of a field's metadata.
MEANING, HEADER, MEANING_RU = b"description", b"header_ru", b"description_ru"


class Table(NamedTuple):
    """A table.

    Attributes:
        row: What one row is.
        title: What it is called in Russian.
        row_ru: What one row is, in Russian.
        columns: Name, type, meaning, Russian header and Russian meaning of each.
    """

    row: str
    title: str
    row_ru: str
    columns: tuple[tuple[str, pa.DataType, str, str, str], ...]

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow fields that carry what they mean."""
        fields = [
            pa.field(name, kind, metadata={MEANING: told, HEADER: header, MEANING_RU: told_ru})
            for name, kind, told, header, told_ru in self.columns
        ]
        about = {MEANING: self.row, HEADER: self.title, MEANING_RU: self.row_ru}
        return pa.schema(fields, metadata=about)


_DOC_ID = (
    "doc_id", _text,
    "The article: its path in the folder that was read; for a row of a file also # and its id.",
    "Статья", "Статья: путь к файлу; для строки файла ещё # и её номер.",
)  # fmt: skip
_MENTION_ID = ("mention_id", _text, "The mention, a row of mentions.",
               "Упоминание (id)", "Упоминание, строка листа «Упоминания».")  # fmt: skip
_ENTITY_ID = ("entity_id", _text, "The entity, a row of entities.",
              "Сущность (id)", "Сущность, строка листа «Сущности».")  # fmt: skip
PLACE_COLUMNS = (
    ("kind", _text, "country, region, city (a village too), district or other.",
     "Вид", "Страна, регион, город (и село), район или другое."),
    ("country_code", _text, "Of the country, ISO 3166-1 alpha-2.",
     "Код страны", "Код страны, ISO 3166-1."),
    ("region_code", _text, "Of the region, ISO 3166-2.", "Код региона", "Код региона, ISO 3166-2."),
    ("geonames_id", _long, "The place in GeoNames.", "GeoNames", "Номер в GeoNames."),
    ("wikidata_id", _text, "The place in Wikidata.", "Wikidata", "Номер в Wikidata."),
    ("latitude", _real, "Degrees north, WGS 84.", "Широта", "Градусы северной широты."),
    ("longitude", _real, "Degrees east, WGS 84.", "Долгота", "Градусы восточной долготы."),
    ("parent_id", _text, "The place around it, a row of places.",
     "Входит в (id)", "Место, в которое входит."),
    ("ambiguous", _flag, "Several places have the name and nothing decides.",
     "Неоднозначно", "Так называются несколько мест, и неясно, какое имеется в виду."),
)  # fmt: skip

PLACE_FACTS: tuple[str, ...] = tuple(name for name, *_ in PLACE_COLUMNS)

DECLARED: dict[str, Table] = {
    "documents": Table("An article that was read.", "Статьи", "Прочитанная статья.", (
        _DOC_ID,
        ("source", _text, "The file that it was read from.", "Файл", "Файл."),
        ("title", _text, "Its headline.", "Заголовок", "Заголовок."),
        ("date", _date, "The day it was published; relative dates are counted from it.",
         "Дата", "День публикации; от него считаются «вчера» и «в среду»."),
        ("date_source", _text, "Where that date stood: metadata, page, file_name and so on.",
         "Откуда дата", "Откуда дата: из метаданных, со страницы, из имени файла."),
        ("author", _text, "Who wrote it, where its source says so.",
         "Автор", "Кто написал, если об этом сказано."),
        ("url", _text, "Its address.", "Адрес", "Адрес в сети."),
        ("n_chars", _int, "Characters of its text.", "Знаков", "Знаков в тексте."),
        ("n_repeated", _int, "Characters in passages that it repeats.",
         "Знаков в повторах", "Знаков в повторах внутри статьи."),
        ("n_sentences", _int, "Sentences.", "Предложений", "Предложений."),
        ("n_tokens", _int, "Words and marks.", "Слов и знаков", "Слов и знаков препинания."),
        ("encoding", _text, "The encoding of the file.", "Кодировка", "Кодировка файла."),
        ("sha256", _text, "Checksum of its text in UTF-8.", "SHA-256", "Контрольная сумма текста."),
        ("duplicate_of", _text, "The article that it is a copy of.",
         "Копия статьи", "Статья, копия которой эта."),
        ("similarity", _real, "Share of it that stands in that article, 0 to 1.",
         "Сходство", "Какая доля текста есть в той статье, от 0 до 1."),
    )),
    # What offsets count: the text of an article as it was read. Of an HTML page or a row of a
    # .csv that is nowhere else to be found, so without it ``text[start:end]`` could not be
    # checked. Not written to CSV and Excel (see BINARY_ONLY).
    "texts": Table("The text of an article, which all offsets count.", "Тексты",
        "Текст статьи; по нему считаются все номера знаков.", (
        _DOC_ID, ("text", _text, "The text as it was read.", "Текст", "Как стоит в тексте."),
    )),
    "mentions": Table("A place in a text that names something.", "Упоминания",
        "Место в тексте, где что-то названо.", (
        ("mention_id", _text, "Its identifier.", "Упоминание (id)", "Номер упоминания."),
        _DOC_ID,
        ("sentence", _int, "Number of its sentence, from 0.",
         "Предложение", "Номер предложения, счёт с 0."),
        ("start", _int, "Its first character, from 0: text[start:end] is the mention.",
         "Начало", "Первый знак в тексте, счёт с 0."),
        ("end", _int, "The character after its last one.", "Конец", "Знак после последнего."),
        ("text", _text, "As it stands there.", "В тексте", "Как стоит в тексте."),
        ("type", _text, "One of the 29 types of entities.", "Тип", "Один из 29 типов."),
        ("normal", _text, "Its dictionary form.", "Начальная форма", "Начальная форма."),
        ("entity_id", _text, "What it refers to, a row of entities; none for dates and numbers.",
         "Сущность (id)", "Что названо, строка листа «Сущности»; у дат и чисел пусто."),
        ("parent_id", _text, "The mention around it.",
         "Внутри упоминания (id)", "Упоминание, внутри которого стоит это."),
        ("depth", _int, "How many mentions stand around it.",
         "Глубина", "Внутри скольких упоминаний стоит."),
        ("score", _real, "How sure the model is, 0 to 1.",
         "Уверенность", "Насколько программа уверена, от 0 до 1."),
    )),
    "entities": Table("Somebody or something that articles name.", "Сущности",
        "Кто или что названо в статьях.", (
        ("entity_id", _text, "Its identifier: the same in every run.",
         "Сущность (id)", "Номер сущности, одинаковый при каждом запуске."),
        ("type", _text, "The type of most of its mentions.",
         "Тип", "Тип большинства её упоминаний."),
        ("name", _text, "Its name in the nominative, the form that most articles have.",
         "Название", "Название, как в большинстве статей, в именительном падеже."),
        ("aliases", _texts, "Its other names.", "Другие названия", "Другие названия."),
        ("n_mentions", _int, "Mentions in all articles but copies.",
         "Упоминаний", "Упоминаний во всех статьях, кроме копий."),
        ("n_documents", _int, "Articles that name it, without copies.",
         "Статей", "В скольких статьях названа, кроме копий."),
        ("first_date", _date, "The day of the first of these.", "Впервые", "День первой из них."),
        ("last_date", _date, "The day of the last.", "В последний раз", "День последней."),
        ("external_id", _text, "Its id in the user's own dictionary of terms.",
         "Свой id", "Номер в вашем словаре терминов."),
    )),
    "people": Table("A person.", "Люди", "Человек.", (
        _ENTITY_ID,
        ("name", _text, "The full name in the nominative.",
         "Имя целиком", "Имя целиком, в именительном падеже."),
        ("surname", _text, "Surname.", "Фамилия", "Фамилия."),
        ("given_name", _text, "Given name, or its initial.", "Имя", "Имя или инициал."),
        ("patronymic", _text, "Patronymic, or its initial.", "Отчество", "Отчество или инициал."),
        ("gender", _text, "male or female where the name or the text tells it.",
         "Пол", "Пол, если он ясен из имени или текста."),
        ("positions", _texts, "Positions, present ones first, then most told.",
         "Должности", "Должности и звания: сначала нынешние и частые."),
        ("organizations", _texts, "Where they are or were held.",
         "Места работы", "Где работает или работал."),
    )),
    "places": Table("A country, region, city or other place of which something is known.", "Места",
        "Страна, регион, город или другое место, о котором что-то известно.", (
        _ENTITY_ID, ("name", _text, "Its name in the nominative.",
                     "Название", "Название в именительном падеже."), *PLACE_COLUMNS,
    )),
    "dates": Table("A mention of a date or time.", "Даты", "Упоминание даты или времени.", (
        _MENTION_ID, _DOC_ID,
        ("text", _text, "As it stands there.", "В тексте", "Как стоит в тексте."),
        ("timex_type", _text, "DATE, TIME, DURATION or SET, as in TIMEX3 (ISO 24617-1).",
         "Вид", "DATE — дата, TIME — время, DURATION — длительность, SET — повтор."),
        ("value", _text, "Its TIMEX3 value, or EDTF: 2023-11-28, 2024-W05, P3D, XXXX-11.",
         "Значение", "Значение по TIMEX3."),
        ("mod", _text, "TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER and so on.",
         "Уточнение", "Уточнение: BEFORE — до, AFTER — после, APPROX — около и так далее."),
        ("begin", _moment, "Its first second; none where it is not known.", "С", "Первая секунда."),
        ("end", _moment, "Its last moment at its granularity.", "По", "Последняя секунда."),
        ("granularity", _text, "century, decade, year, season, month, week, day, hour and so on.",
         "Точность", "Точность: день, неделя, месяц, год и так далее."),
        ("anchor", _date, "The day that it was counted from, where it is relative: the article's, "
         "of an article without a date the last that it tells in full.",
         "Отсчёт от", "День отсчёта; у статьи без даты — последний названный."),
    )),
    "amounts": Table("A mention of a number, a share, a sum of money or an age.", "Величины",
        "Упоминание числа, доли, суммы денег или возраста.", (
        _MENTION_ID, _DOC_ID,
        ("text", _text, "As it stands there.", "В тексте", "Как стоит в тексте."),
        ("type", _text, "AGE, MONEY, NUMBER, ORDINAL or PERCENT.",
         "Тип", "AGE — возраст, MONEY — деньги, NUMBER — число, ORDINAL — номер, PERCENT — доля."),
        ("amount", _real, "The number; of a range the lower end.",
         "Число", "Число; у промежутка — нижняя граница."),
        ("amount_end", _real, "The upper end of a range.", "До", "Верхняя граница промежутка."),
        ("unit", _text, "ISO 4217 of money, UCUM of a measure, %, year and so on.",
         "Единица", "Единица: денег — по ISO 4217, прочего — по UCUM."),
        ("mod", _text, "TIMEX3 modifier: APPROX, LESS_THAN, MORE_THAN and so on.",
         "Уточнение", "Уточнение: BEFORE — до, AFTER — после, APPROX — около и так далее."),
    )),
    "events": Table("A happening that an article tells.", "События",
        "Событие, о котором говорит статья.", (
        ("event_id", _text, "Its identifier.", "Событие (id)", "Номер события."),
        _DOC_ID,
        ("text_start", _int, "First character of its best naming in the text.",
         "Начало", "Первый знак лучшего названия в тексте, счёт с 0."),
        ("text_end", _int, "The character after its last one.", "Конец", "Знак после последнего."),
        ("mention_id", _text, "The mention that stands there, if one does.",
         "Упоминание (id)", "Упоминание, которое там стоит."),
        ("name", _text, "What it is called, in the nominative.",
         "Название", "Название в именительном падеже."),
        ("kind", _text, "forum, meeting, visit, signing, election, crime and so on.",
         "Вид", "Форум, встреча, визит, подписание, выборы и так далее."),
        ("begin", _moment, "When it begins; none where the article does not tell.",
         "С", "Когда начинается; пусто, если статья не говорит."),
        ("end", _moment, "When it ends, at the granularity of what is told.",
         "По", "Когда заканчивается, с той точностью, что в тексте."),
        ("place_id", _text, "Where, a row of places.", "Место (id)", "Где, строка листа «Места»."),
        ("place", _text, "Where, by name.", "Место", "Где."),
        ("participants", _texts, "Who takes part, with roles in brackets.",
         "Участники", "Кто участвует; роли в скобках."),
        ("part_of", _text, "The event of the article that it is a part of.",
         "Часть события (id)", "Событие той же статьи, в которое входит это."),
        ("relation_id", _text, "The relation that tells the same.",
         "Связь (id)", "Связь, которая говорит о том же."),
        ("status", _text, "held, planned, cancelled or unknown.",
         "Статус", "Статус, см. лист «О книге»."),
        ("n_mentions", _int, "How often the article names it.",
         "Упоминаний", "Сколько раз названо в статье."),
        ("score", _real, "How sure it is, 0 to 1.",
         "Уверенность", "Насколько программа уверена, от 0 до 1."),
    )),
    "relations": Table("Two things and how an article relates them.", "Связи",
        "Два участника и как статья их связывает.", (
        ("relation_id", _text, "Its identifier.", "Связь (id)", "Номер связи."),
        _DOC_ID,
        ("sentence", _int, "Number of the sentence that tells it, from 0.",
         "Предложение", "Номер предложения, где это сказано, счёт с 0."),
        ("subject_id", _text, "Who or what, a row of entities.",
         "Кто (id)", "Кто или что, строка листа «Сущности»."),
        ("subject", _text, "Its name.", "Кто", "Кто или что."),
        ("subject_type", _text, "Type of its mention.", "Тип (кто)", "Тип этого упоминания."),
        ("subject_mention", _text, "The mention, a row of mentions.",
         "Упоминание (кто)", "Упоминание, строка листа «Упоминания»."),
        ("predicate", _text, "The relation: AGREEMENT_WITH, WORKPLACE and so on.",
         "Связь", "Как связаны."),
        ("object_id", _text, "The other side, a row of entities.",
         "С кем (id)", "Другая сторона, строка листа «Сущности»."),
        ("object", _text, "Its name.", "С кем", "Другая сторона."),
        ("object_type", _text, "Type of its mention.", "Тип (с кем)", "Тип этого упоминания."),
        ("object_mention", _text, "The mention, a row of mentions.",
         "Упоминание (с кем)", "Упоминание, строка листа «Упоминания»."),
        ("cue", _text, "The words that tell it.", "Слова", "Слова, которые об этом говорят."),
        ("cue_start", _int, "Their first character.",
         "Слова: начало", "Их первый знак в тексте, счёт с 0."),
        ("cue_end", _int, "The character after their last one.",
         "Слова: конец", "Знак после последнего."),
        ("kind", _text, "What kind of agreement or meeting: меморандум, переговоры.",
         "Вид", "Какое соглашение или какая встреча: меморандум, переговоры."),
        ("topic", _text, "What it is about, as the text has it.",
         "О чём", "О чём, словами текста."),
        ("status", _text, "signed, in_force, planned, held, rejected and so on.",
         "Статус", "Статус, см. лист «О книге»."),
        ("begin", _moment, "When, or since when.", "С", "Когда или с какого времени."),
        ("end", _moment, "Until when.", "По", "До какого времени."),
        ("place", _text, "Where.", "Место", "Где."),
        ("subject_for", _text, "The body or place that the subject acts for.",
         "Кто: от имени", "От чьего имени действует первая сторона."),
        ("object_for", _text, "The body or place that the object acts for.",
         "С кем: от имени", "От чьего имени действует другая сторона."),
        ("score", _real, "The chance that it is right, 0 to 1.",
         "Уверенность", "Насколько программа уверена, от 0 до 1."),
        ("method", _text, "What found it: model, pattern or both.",
         "Способ", "Что её нашло: модель, правило или оба."),
        ("rule", _text, "The construction that fired.", "Правило", "Какое правило."),
        ("quote", _text, "The sentences that tell it.",
         "Цитата", "Предложения, в которых это сказано."),
    )),
    "careers": Table("A position of a person, as one article tells it.", "Должности",
        "Должность человека, как о ней говорит одна статья.", (
        ("entity_id", _text, "The person, a row of people.",
         "Человек (id)", "Человек, строка листа «Люди»."),
        ("name", _text, "The person's name.", "Имя", "Имя."),
        ("position", _text, "The position in the nominative singular.",
         "Должность", "Должность в именительном падеже."),
        ("organization_id", _text, "Where, a row of entities.",
         "Место работы (id)", "Место работы, строка листа «Сущности»."),
        ("organization", _text, "Where: a body or a place.",
         "Место работы", "Место работы: организация или место."),
        ("former", _flag, "Whether it was held before.", "В прошлом", "Да, если это в прошлом."),
        _DOC_ID,
        ("date", _date, "The day of the article.", "Дата", "День статьи."),
        ("score", _real, "How sure it is, 0 to 1.",
         "Уверенность", "Насколько программа уверена, от 0 до 1."),
    )),
    "errors": Table("What could not be read or done.", "Ошибки",
        "Что не удалось прочитать или сделать.", (
        ("source", _text, "The file.", "Файл", "Файл."),
        ("doc_id", _text, "The article, where it is one.", "Статья", "Статья, если это она."),
        ("stage", _text, "Where it happened.", "Этап", "Где это случилось."),
        ("error", _text, "The kind of error.", "Ошибка", "Вид ошибки."),
        ("message", _text, "What happened, in words.", "Что случилось", "Что случилось, словами."),
    )),
}  # fmt: skip
