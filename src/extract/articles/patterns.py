"""The words that the readers look for: columns, keys, dates, parts of pages."""

from __future__ import annotations

import re

# What the first line of XML says of its encoding.
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)

# The usual names of columns and front matter keys, the likelier first, in small letters.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "fulltext",
        "текст", "текст статьи", "статья", "содержание", "тело",
    ),
    "title": ("title", "headline", "заголовок", "название"),
    "date": (
        "date", "published", "published_at", "publish_date", "pubdate", "pub_date",
        "date_published", "datepublished", "datetime", "дата", "дата публикации",
    ),
    "author": ("author", "byline", "автор"),
    "url": ("url", "link", "href", "source_url", "ссылка", "адрес"),
    "id": ("id", "doc_id", "article_id", "news_id", "uuid"),
}  # fmt: skip

MONTHS: tuple[str, ...] = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

SHORT_MONTHS: tuple[str, ...] = (
    "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
)  # fmt: skip
WEEKDAYS: tuple[str, ...] = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    "пн", "вт", "ср", "чт", "пт", "сб", "вс",
)  # fmt: skip

# What may stand before the date in a line that is a date and nothing else, and after it.
DATE_LABELS: tuple[str, ...] = (
    "дата и время публикации", "дата публикации", "дата размещения", "дата создания",
    "дата новости", "дата", "время публикации", "опубликован[оа]?", "публикация", "размещен[оа]?",
    "размещён", "добавлен[оа]?", "выложено", "создано", "published(?: on)?", "posted(?: on)?",
)  # fmt: skip
STAMP_TAILS: tuple[str, ...] = (
    r"(?:информация |последнее |дата )?(?:обновлен|изменен|редактирова)\w*", "версия для печати",
    r"(?:рас)?печата?ть", r"(?:количество )?просмотр\w*", r"комментари\w*", "автор", "источник",
    r"рубрик\w*", r"категори\w*", "раздел", "фото", "время чтения", r"прочитан\w*", "тем[аы]",
    "теги",
)  # fmt: skip

# First words of the names of towns that have two.
TOWN_WORDS: tuple[str, ...] = (
    "Белая", "Великие", "Великий", "Верхняя", "Вятские", "Горячий", "Красная",
    "Красное", "Минеральные", "Набережные", "Нижний", "Нижняя", "Новый", "Сергиев", "Сосновый",
    "Старая", "Старый", "Ясная",
)  # fmt: skip
