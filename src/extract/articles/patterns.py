"""The words that the readers look for: columns, keys, dates, parts of pages."""

from __future__ import annotations

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
    "url": ("url", "link", "href", "source_url", "ссылка", "адрес"),
    "id": ("id", "doc_id", "article_id", "news_id", "uuid"),
}  # fmt: skip

MONTHS: tuple[str, ...] = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

# What may stand before the date in a line that is a date and nothing else.
DATE_LABELS: tuple[str, ...] = ("дата публикации", "дата", "опубликовано", "размещено")

# First words of the names of towns that have two.
TOWN_WORDS: tuple[str, ...] = (
    "Белая", "Великие", "Великий", "Верхняя", "Вятские", "Горячий", "Красная",
    "Красное", "Минеральные", "Набережные", "Нижний", "Нижняя", "Новый", "Сергиев", "Сосновый",
    "Старая", "Старый", "Ясная",
)  # fmt: skip

# Where a page keeps its date, title and address: CSS selector, attribute (None: the text).
HTML_DATES: tuple[tuple[str, str | None], ...] = (
    ('meta[property="article:published_time"]', "content"),
    ('[itemprop="datePublished"]', "content"),
    ('[itemprop="datePublished"]', "datetime"),
    ('meta[name="pubdate"]', "content"),
    ('meta[name="publish_date"]', "content"),
    ('meta[name="date"]', "content"),
    ('meta[name="DC.date.issued"]', "content"),
    ('meta[name="DC.date"]', "content"),
    ("article time[datetime]", "datetime"),
    ("main time[datetime]", "datetime"),
)
HTML_TITLES: tuple[tuple[str, str | None], ...] = (
    ('meta[property="og:title"]', "content"),
    ("h1", None),
    ("title", None),
)
HTML_URLS: tuple[tuple[str, str | None], ...] = (
    ('link[rel="canonical"]', "href"),
    ('meta[property="og:url"]', "content"),
)
JSON_LD_ARTICLES: tuple[str, ...] = (
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
    "Report",
)  # fmt: skip

# Where the article is, the surest first.
HTML_BODIES: tuple[str, ...] = ('[itemprop="articleBody"]', "article", 'main, [role="main"]')

# What is never part of an article.
HTML_DROPPED: tuple[str, ...] = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "iframe", "svg", "object", "select", "dialog", '[hidden]', '[aria-hidden="true"]',
    '[role="navigation"]', '[style*="display:none"]', '[style*="display: none"]',
)  # fmt: skip
# Words in the class or id of a block that is not part of the article around it.
HTML_DROPPED_CLASSES: tuple[str, ...] = (
    "related", "recommended", "recommend", "share", "sharing", "social",
    "socials", "breadcrumb", "breadcrumbs", "cookie", "cookies", "subscribe", "subscription",
    "advert", "adv", "ads", "banner", "promo", "tags", "readmore", "pager", "pagination", "menu",
    "meta", "byline",
)  # fmt: skip
HTML_COMMENT_CLASSES: tuple[str, ...] = ("comment", "comments")

HTML_BLOCKS: frozenset[str] = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
})  # fmt: skip
