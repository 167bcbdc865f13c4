"""What pages call their parts: tags, classes, attributes, phrases."""

from __future__ import annotations

BLOCKS: frozenset[str] = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
    "head", "list", "item", "row", "cell", "quote", "lb",  # as trafilatura names them
})  # fmt: skip

# What is never part of an article.
INVISIBLE: frozenset[str] = frozenset({
    "script", "style", "noscript", "template", "iframe", "svg", "object", "select", "dialog",
    "button", "head", "textarea",
})  # fmt: skip
# What is none unless most of the page lies in it.
ASIDES: frozenset[str] = frozenset({"footer", "aside", "figcaption", "marquee"})
# What is none unless much of the page lies in it: there are pages that are one form.
SURROUNDINGS: frozenset[str] = frozenset({"form"})

# Words in the class or id of a block that is not part of the article around it.
CLASSES: frozenset[str] = frozenset({
    "related", "recommended", "recommend", "recommendations", "share", "sharing", "social",
    "socials", "breadcrumb", "breadcrumbs", "cookie", "cookies", "subscribe", "subscription",
    "newsletter", "advert", "advertisement", "adv", "ads", "banner", "promo", "tags", "readmore",
    "pager", "pagination", "menu", "meta", "byline", "incut", "sidebar", "popular", "teaser",
    "teasers", "caption", "counter", "counters", "rating", "vote", "copyright",
})  # fmt: skip
COMMENTS: frozenset[str] = frozenset({"comment", "comments"})
# "content-with-sidebar" is no sidebar.
NOT_ITSELF: frozenset[str] = frozenset({"with", "w", "has", "no", "without", "main"})

LINKED_ARTICLES: frozenset[str] = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
    "Report",
})  # fmt: skip

# Names of ``meta`` elements, the surest first.
DATE_METAS: tuple[str, ...] = (
    "article:published_time", "article:published", "og:published_time", "datepublished",
    "mediator_published_time", "pubdate", "publishdate", "publish_date", "publish-date",
    "published_date", "publication_date", "parsely-pub-date", "sailthru.date",
    "article.published", "cxenseparse:recs:publishtime", "date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date", "citation_publication_date",
)  # fmt: skip
AUTHOR_METAS: tuple[str, ...] = (
    "author", "article:author", "mediator_author", "parsely-author", "dc.creator",
)  # fmt: skip
AUTHOR_CLASSES: frozenset[str] = frozenset({
    "author", "authors", "author-name", "author__name", "article-author", "post-author",
    "byline", "news-author",
})  # fmt: skip

# Words in the class of an element that shows when the article appeared, or when it was changed.
DATE_CLASSES: frozenset[str] = frozenset({
    "date", "datetime", "time", "timestamp", "published", "publish", "pubdate", "posted",
    "dateline", "created", "data", "daytime", "when",
})  # fmt: skip
UPDATE_CLASSES: frozenset[str] = frozenset({
    "updated", "update", "modified", "changed", "today", "now", "current", "clock", "archive",
})  # fmt: skip
# What a date in it is not that of the article.
FOREIGN: frozenset[str] = frozenset({
    "comment", "comments", "related", "sidebar", "popular", "recommended", "teaser", "teasers",
    "latest", "lenta", "feed",
})  # fmt: skip
