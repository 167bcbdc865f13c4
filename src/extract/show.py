"""One article to look at: in the terminal, or as a page of HTML that needs nothing else."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from spacy.tokens import Doc

from extract import language
from extract.annotations import ENTITIES, Mention
from extract.articles import Failure, list_sources, read
from extract.language import Load, StageError, process, stage_failure
from extract.schema import ENTITY_TYPES, TYPES, Family
from extract.tables.rows import TRUSTED, Row, rows
from extract.terminal import printable

# Colours of the terminal and of the page.
_COLOURS: dict[Family, tuple[str, str]] = {
    Family.WHO: ("bold magenta", "#f6c6dd"),
    Family.BODY: ("bold blue", "#c3d9fb"),
    Family.WHERE: ("bold green", "#c5ebc3"),
    Family.WHAT: ("bold red", "#fbc9c0"),
    Family.WHEN: ("bold cyan", "#bfeaea"),
    Family.ROLE: ("bold yellow", "#f8e7a8"),
}
_OTHER = ("bold white", "#dddddd")
_SHOWN = ("subject", "predicate", "object", "status", "kind", "topic", "begin", "end", "method",
           "rule", "score")  # fmt: skip
_WIDE = frozenset({"kind", "topic", "method", "timex_type"})  # too much for a terminal
_WHY = frozenset({"method", "rule", "score"})  # why a row is there


def show_file(
    file: str | os.PathLike[str],
    *,
    model: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    load: Load | None = None,
) -> tuple[list[Doc], list[Failure]]:
    """The articles of a file, processed, and what failed.

    Args:
        file: The file.
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
        load: Makes the pipeline instead of ``extract.load``.

    Raises:
        FileNotFoundError: There is no such file.
    """
    sources = list_sources(file)
    nlp = load() if load else language.load(model=model, exclude=exclude)
    docs, failures = [], []
    for one in (one for source in sources for one in read(source)):
        if isinstance(one, Failure):
            failures.append(one)
            continue
        try:
            docs.append(process(nlp, one))
        except StageError as error:
            failures.append(stage_failure(one, error))
    return docs, failures


def terminal(doc: Doc, relations: str = "trusted", explain: bool = False) -> RenderableType:
    """Text with its mentions in colour and in brackets that end with the type, and tables.

    The brackets nest as the mentions do, so the picture holds without colours too.

    Args:
        doc: A processed document.
        relations: Which to show, one of ``schema.TRUST``.
        explain: Show of each relation which construction found it, how, and its score.
    """
    found = _found(doc, relations)
    parts: list[RenderableType] = []
    if doc._.title:
        parts.append(Text(printable(doc._.title), style="bold"))
    if doc._.date:
        parts.append(Text(doc._.date.isoformat(), style="dim"))
    parts += [Text(), _coloured(doc), Text()]
    for title, table, columns in _tables(found):
        hidden = _WIDE - _WHY if explain else _WIDE | {"rule"}
        narrow = tuple(column for column in columns if column not in hidden)
        parts.append(_rich_table(title, table, narrow))
    return Group(*parts)


def _coloured(doc: Doc) -> Text:
    text = doc.text
    shown = Text()
    for start, end, around, opening, closing in _pieces(doc):
        for mention in opening:
            shown.append("[", style=_colour(mention.type)[0])
        style = _colour(around[-1].type)[0] if around else ""
        shown.append(printable(text[start:end], lines=True), style=style)
        for mention in closing:
            shown.append(f" {printable(mention.type)}]", style=f"{_colour(mention.type)[0]} dim")
    return shown


def _pieces(
    doc: Doc,
) -> Iterator[tuple[int, int, list[Mention], list[Mention], list[Mention]]]:
    """The text cut at the borders of mentions.

    Yields:
        Start and end of a piece; the mentions around it, outer first; those that begin with
        it, outer first; those that end with it, inner first.
    """
    mentions = [span._.mention for span in doc.spans.get(ENTITIES, ())]
    mentions.sort(key=lambda mention: (mention.start, -mention.end, mention.type))
    borders = {0, len(doc.text)}
    for mention in mentions:
        borders |= {mention.start, mention.end}
    cuts = sorted(borders)
    starts: dict[int, list[Mention]] = {}
    for mention in mentions:
        starts.setdefault(mention.start, []).append(mention)
    around: list[Mention] = []
    for start, end in itertools.pairwise(cuts):
        opening = starts.get(start, [])
        around = [mention for mention in around if mention.end > start] + opening
        closing = [mention for mention in reversed(around) if mention.end == end]
        yield start, end, around, opening, closing


def _colour(entity_type: str) -> tuple[str, str]:
    """Of the terminal and of the page; a type of the user's own has that of the others."""
    known = TYPES.get(entity_type)
    return _COLOURS.get(known.family, _OTHER) if known else _OTHER


def _found(doc: Doc, relations: str) -> dict[str, list[Row]]:
    found = rows(doc)
    if relations != "all":
        sure = {row["relation_id"] for row in found[TRUSTED]}
        found["relations"] = [row for row in found["relations"] if row["relation_id"] in sure]
    return found


def _tables(found: dict[str, list[Row]]) -> Iterator[tuple[str, list[Row], tuple[str, ...]]]:
    """Title, rows and columns of what is shown below the text, where there is any."""
    shown = (
        ("Relations", "relations", _SHOWN),
        (
            "Events",
            "events",
            ("name", "kind", "begin", "end", "place", "participants", "status", "score"),
        ),
        ("Dates", "dates", ("text", "timex_type", "value", "mod", "begin", "end", "anchor")),
    )
    for title, name, columns in shown:
        table = found[name]
        used = tuple(column for column in columns if any(row[column] is not None for row in table))
        if table:
            yield title, table, used


def _rich_table(title: str, table: list[Row], columns: tuple[str, ...]) -> Table:
    shown = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        shown.add_column(column, overflow="fold", no_wrap=column == "predicate")
    for row in table:
        shown.add_row(*(Text(printable(_cell(row[column]))) for column in columns))
    return shown


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).removesuffix(" 00:00:00")


def page(docs: Iterable[Doc], relations: str = "trusted") -> str:
    """Articles as one page of HTML, with everything escaped and nothing from elsewhere.

    Args:
        docs: Processed documents.
        relations: Which to show, one of ``schema.TRUST``.
    """
    bodies = "\n".join(_article(doc, relations) for doc in docs)
    return _PAGE.replace("{colours}", "\n".join(_css())).replace("{articles}", bodies)


def _css() -> Iterator[str]:
    for entity_type in ENTITY_TYPES:
        background = _colour(entity_type)[1]
        yield f".{entity_type} {{ background: {background}; }}"


def _article(doc: Doc, relations: str) -> str:
    found = _found(doc, relations)
    normals = {
        Mention(row["start"], row["end"], row["type"]): row["normal"] for row in found["mentions"]
    }
    head = f"<h1>{escape(doc._.title)}</h1>\n" if doc._.title else ""
    if doc._.date:
        head += f"<p><time>{doc._.date.isoformat()}</time></p>\n"
    tables = "\n".join(_html_table(*table) for table in _tables(found))
    return f'<article>\n{head}<div class="text">{_marked(doc, normals)}</div>\n{tables}\n</article>'


def _marked(doc: Doc, normals: dict[Mention, str]) -> str:
    """The text with a ``mark`` around each mention.

    Elements cannot cross as mentions can: one that would is closed and opened again.
    """
    text = doc.text
    shown: list[str] = []
    open_: list[Mention] = []
    for start, end, around, _, closing in _pieces(doc):
        same = 0
        while same < min(len(open_), len(around)) and open_[same] == around[same]:
            same += 1
        shown += ["</mark>"] * (len(open_) - same)
        shown += [_tag(mention, normals) for mention in around[same:]]
        shown.append(escape(text[start:end]))
        open_ = list(around)
        for mention in closing:
            shown.append(f"<small>{escape(mention.type)}</small>")
            if mention == open_[-1]:
                open_.pop()
                shown.append("</mark>")
    return "".join(shown) + "</mark>" * len(open_)


def _tag(mention: Mention, normals: dict[Mention, str]) -> str:
    title = f"{mention.type}: {normals[mention]}" if mention in normals else mention.type
    return f'<mark class="{escape(mention.type)}" title="{escape(title)}">'


def _html_table(title: str, table: list[Row], columns: tuple[str, ...]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row[column]))}</td>" for column in columns) + "</tr>"
        for row in table
    )
    return f"<h2>{escape(title)}</h2>\n<table>\n<tr>{head}</tr>\n{body}\n</table>"


_PAGE = """<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>extract</title>
<style>
body { font: 16px/1.7 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
article + article { border-top: 1px solid #999; margin-top: 3em; }
.text { white-space: pre-wrap; }
mark { color: #111; padding: .1em .2em; border-radius: .25em; border: 1px solid #0003; }
mark small { font-size: .6em; margin-left: .4em; opacity: .7; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; }
th { border-bottom: 1px solid #999; }
{colours}
</style>
</head>
<body>
{articles}
</body>
</html>
"""
