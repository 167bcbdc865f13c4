"""The command ``search``: sentences of a run by words and by what is told."""

from __future__ import annotations

from typing import Annotated

import typer

import extract
from extract.cli.console import ERR, OUT
from extract.cli.exits import ending
from extract.cli.options import Finished, Verbose

Query = Annotated[
    str,
    typer.Argument(
        help='Words, in any form; "a phrase"; -word, which must not stand there (put -- '
        "before a query that begins with -)."
    ),
]
Who = Annotated[
    str | None,
    typer.Option(help="Somebody or something that the sentence names, in any case."),
]
With = Annotated[
    str | None, typer.Option("--with", help="Another; with --kind the other side of it.")
]
Where = Annotated[str | None, typer.Option(help="A place, or one that lies in it.")]
Since = Annotated[str | None, typer.Option(help="The first day: 2023, 2023-01, 2023-01-31.")]
Until = Annotated[str | None, typer.Option(help="The last day.")]
Kind = Annotated[
    str | None,
    typer.Option(help="Of a relation or event that it tells: MEETING_WITH, forum."),
]
Status = Annotated[
    str | None,
    typer.Option(help="Of a relation or event that it tells: held, planned, signed."),
]
Limit = Annotated[int, typer.Option(min=1, help="How many answers at most.")]
JsonLines = Annotated[bool, typer.Option("--json", help="Print JSON, a line an answer.")]


def search(
    out: Finished,
    query: Query = "",
    who: Who = None,
    with_: With = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    limit: Limit = 10,
    as_json: JsonLines = False,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Find sentences in the articles of a finished run, by words in any form and by what is told.

    The first search makes an index beside the tables. Exit codes: 0 it was searched, whether or
    not something was found; 2 it was not, the message says why.
    """
    from extract.search import SearchError, shown

    with ending(SearchError):
        with ERR.status("searching; the first time an index is made"):
            found = extract.open(out).search(
                query, who=who, with_=with_, where=where, since=since, until=until, kind=kind,
                status=status, limit=limit,
            )  # fmt: skip
        if as_json:
            for line in shown.lines(found):
                OUT.print(line)
        elif len(found):
            OUT.print(shown.table(found))
            if len(found) == limit:
                ERR.print(f"there may be more answers than --limit {limit}")
        else:
            ERR.print("nothing was found")
