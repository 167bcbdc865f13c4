"""An article as HTML: in a notebook, or as a page.

Colours are laid over the ground, so they can be read on a light one and on a dark one.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from extract.annotations import Mention, offsets
from extract.markup import Html, cell, escaped, framed, rules, table
from extract.schema import ENDED_STATUSES, OPEN_STATUSES, Family
from extract.tables.rows import Row, Rows

from .parts import WHY, family, found, pieces, tables, within

_STYLE = """
{0} .text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.9;
  unicode-bidi: isolate; }
{0} mark { color: inherit; padding: .1em .2em; border-radius: .25em; unicode-bidi: isolate;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
  background: color-mix(in srgb, var(--colour) 25%, transparent);
  border-bottom: 2px solid var(--colour); }
{0} mark small { font-size: .6em; margin-left: .4em; opacity: .75; user-select: none; }
{0} h1, {0} h2 { font-size: 1.4em; margin: .8em 0 .2em; unicode-bidi: isolate; }
{0} h2 { font-size: 1.1em; }
{0} time { opacity: .75; }
{0} tr.open td { font-style: italic; }
{0} tr.ended td { text-decoration: line-through; opacity: .75; }
"""
_PAGE = """<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>extract</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
article + article { border-top: 1px solid #8888; margin-top: 3em; }
{rules}
</style>
</head>
<body class="extract-doc">
{articles}
</body>
</html>
"""


def render(doc: Doc | Span, relations: str = "trusted") -> Html:
    """A document, or a part of one, as a notebook shows it.

    Mentions are coloured by type and tell their normal form, entity and score to the pointer.
    Relations, events and dates follow in tables: what is planned or negotiated is in italics,
    what is denied, ended or called off is struck through. The styles reach nothing around it.

        extract.render(nlp("Путин прибыл в Пекин."))

    Args:
        doc: A processed document, or a span of one, such as a sentence.
        relations: Which to show, "trusted" or "all".

    Returns:
        A string of HTML; a cell that ends with it shows it.

    Raises:
        TypeError: It is no document.
        ValueError: There is no such choice of relations.
    """
    if isinstance(doc, Span):
        start, end = offsets(doc)
        shown = within(found(doc.doc, relations), start, end)
        return framed("doc", _body(doc.doc, shown, start, end), _style())
    if not isinstance(doc, Doc):
        raise TypeError(
            "render() takes a document that a pipeline has processed, such as nlp(text), and not "
            f"{type(doc).__name__}: {str(doc)[:40]!r}"
        )
    return framed("doc", _article(doc, relations), _style())


def page(docs: Iterable[Doc], relations: str = "trusted") -> str:
    """Articles as one page of HTML, with everything escaped and nothing from elsewhere.

    Args:
        docs: Processed documents.
        relations: Which to show, one of ``schema.TRUST``.
    """
    bodies = "\n".join(f"<article>\n{_article(doc, relations)}\n</article>" for doc in docs)
    return _PAGE.replace("{rules}", rules("doc", _style())).replace("{articles}", bodies)


def _style() -> str:
    colours = (f"{{0}} .{_class(one)} {{ --colour: {one.colour}; }}" for one in Family)
    return _STYLE + "\n".join(colours)


def _class(one: Family) -> str:
    return one.name.lower()


def _article(doc: Doc, relations: str) -> str:
    head = f"<h1>{escaped(doc._.title)}</h1>\n" if doc._.title else ""
    if doc._.date:
        head += f"<p><time>{doc._.date.isoformat()}</time></p>\n"
    return head + _body(doc, found(doc, relations), 0, len(doc.text))


def _body(doc: Doc, shown: Rows, start: int, end: int) -> str:
    text = f'<div class="text">{_marked(doc, _told(doc, shown), start, end)}</div>'
    return "\n".join([text, *(_table(*one) for one in tables(shown))])


def _table(title: str, rows: list[Row], columns: tuple[str, ...]) -> str:
    columns = tuple(column for column in columns if column not in WHY)
    texts = [[cell(row[column]) for column in columns] for row in rows]
    kinds = [_kind(row.get("status")) for row in rows]
    return f"<h2>{escaped(title)}</h2>\n{table(columns, texts, kinds)}"


def _kind(status: str | None) -> str:
    return "ended" if status in ENDED_STATUSES else "open" if status in OPEN_STATUSES else ""


def _told(doc: Doc, shown: Rows) -> dict[Mention, str]:
    """What each mention tells to the pointer."""
    names = {mention: one.name for one in doc._.entities for mention in one.mentions}
    values = {row["mention_id"]: row["value"] for row in shown["dates"]}
    told = {}
    for row in shown["mentions"]:
        mention = Mention(row["start"], row["end"], row["type"])
        what = values.get(row["mention_id"]) or row["normal"] or row["text"]
        lines = [f"{row['type']}: {what}"]
        if names.get(mention, what) != what:
            lines.append(f"entity: {names[mention]}")
        lines.append(f"score: {row['score']:.2f}")
        told[mention] = "\n".join(lines)
    return told


def _marked(doc: Doc, told: dict[Mention, str], begin: int, stop: int) -> str:
    """The text with a ``mark`` around each mention.

    Elements cannot cross as mentions can: one that would is closed and opened again.
    """
    text = doc.text
    shown: list[str] = []
    open_: list[Mention] = []
    for start, end, around, _, closing in pieces(doc, begin, stop):
        same = _common(open_, around)
        shown += ["</mark>"] * (len(open_) - same)
        shown += [_tag(mention, told) for mention in around[same:]]
        shown.append(escaped(text[start:end]))
        open_ = list(around)
        for mention in closing:
            shown.append(f"<small>{escaped(mention.type)}</small>")
            if mention == open_[-1]:
                open_.pop()
                shown.append("</mark>")
    return "".join(shown) + "</mark>" * len(open_)


def _common(first: list[Mention], second: list[Mention]) -> int:
    """How many mentions two lists have alike at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other),
                min(len(first), len(second)))  # fmt: skip


def _tag(mention: Mention, told: dict[Mention, str]) -> str:
    title = told.get(mention, mention.type)
    return f'<mark class="{_class(family(mention.type))}" title="{escaped(title)}">'
