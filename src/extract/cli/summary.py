"""What the command line says: a run's progress, its summary, scores."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich import box
from rich.console import Console, Group, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from extract.output import DATABASE, WORKBOOK
from extract.scoring import Count, Score, Scores
from extract.tables import Tables
from extract.tables.delimited import NONE
from extract.terminal import printable
from extract.watchers import Lines, is_notebook

# So that a summary fits on a screen.
_TOP = 5  # names of a kind
_ERRORS = 5


def watcher(console: Console) -> Bar | Lines:
    """What tells how a run gets on: a bar, or lines where nothing can be drawn over."""
    if console.is_terminal and not console.is_dumb_terminal and not is_notebook():
        return Bar(console)
    return Lines(console.print)


class Bar:
    """A progress bar with the rate and the time left."""

    def __init__(self, console: Console) -> None:
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self.task = self.progress.add_task("reading", total=None, documents=0, errors=0)

    def __enter__(self) -> Bar:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def begin(self, total: int) -> None:
        self.progress.update(self.task, total=total, began=time.monotonic())

    def advance(self, sources: int, counts: Mapping[str, int], reused: bool) -> None:
        fields = self.progress.tasks[self.task].fields
        documents = fields["documents"] + (0 if reused else counts["documents"])
        self.progress.update(self.task, advance=sources, documents=documents)

    def finish(self) -> None:
        self.progress.update(self.task, description="writing the tables")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0
        if not task.fields["documents"] or not seconds:
            return Text("")
        return Text(f"{task.fields['documents'] / seconds:.1f} articles/s", style="cyan")


def summary(tables: Tables, out: Path) -> RenderableType:
    """What a run found and where the tables are."""
    return Group(*(Text(printable(line)) for line in _summary(tables, out)))


def _summary(tables: Tables, out: Path) -> Iterator[str]:
    info, counts = tables.info, tables.info["counts"]
    copies = f", {counts['copies']:,} of them copies" if counts["copies"] else ""
    yield (
        f"{_n(counts['documents'], 'article')}{copies}; {info['seconds']:.1f} s"
        + (f", {info['documents_per_second']:.1f} articles a second" if info["shards"]["done"]
           else ", all done before")
    )  # fmt: skip
    names = ("mentions", "entities", "people", "places", "dates", "events", "relations")
    yield "  " + " · ".join(f"{counts[name]:,} {name}" for name in names)
    for title, query in _MOST:
        found = tables.sql(query).itertuples(index=False)
        if shown := ", ".join(f"{name} ({n})" for name, n in found):
            yield f"  {title}: {shown}"
    for warning in info["warnings"]:
        yield f"Note: {warning}"
    csv = info["settings"]["csv"] != NONE
    if counts["errors"]:
        errors = "errors.csv" if csv else "errors.parquet"
        yield f"{_n(counts['errors'], 'error')}, listed in {out / errors}:"
        query = f"SELECT stage, message FROM errors LIMIT {_ERRORS}"
        for stage, message in tables.sql(query).itertuples(index=False):
            yield f"  {stage}: {message}"
        if counts["errors"] > _ERRORS:
            yield "  …"
    formats = [".parquet", *[".csv"] * csv, DATABASE, *[WORKBOOK] * info["settings"]["xlsx"]]
    yield f"Tables: {out} ({', '.join(formats)})"


_NAMES = f"""
    SELECT name, n_mentions FROM {{}} JOIN entities USING (entity_id, name)
    ORDER BY n_mentions DESC, name LIMIT {_TOP}
"""
_PREDICATES = f"""
    SELECT predicate, count(*) AS n FROM relations
    GROUP BY ALL ORDER BY n DESC, predicate LIMIT {_TOP}
"""
_MOST = (
    ("people", _NAMES.format("people")),
    ("places", _NAMES.format("places")),
    ("relations", _PREDICATES),
)


def _n(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def scores(found: Scores) -> RenderableType:
    """Scores as tables."""
    parts: list[RenderableType] = [Text(_n(found.documents, "document"))]
    parts.append(_score_table("Entities, strict, nested", found.entities))
    parts.append(_score_table("Relations, end to end", found.relations))
    if found.relations_given_entities is not None:
        title = "Relations, gold entities given"
        parts.append(_score_table(title, found.relations_given_entities))
    return Group(*parts)


def _score_table(title: str, score: Score) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("type")
    for column in ("precision", "recall", "F1", "gold", "found"):
        table.add_column(column, justify="right")
    for name, count in score.by_type.items():
        table.add_row(printable(name), *_cells(count))
    table.add_section()
    table.add_row("micro", *_cells(score.micro), style="bold")
    table.add_row("macro", "", "", f"{score.macro_f1:.4f}", "", "", style="bold")
    return table


def _cells(count: Count) -> tuple[str, ...]:
    rates = (f"{rate:.4f}" for rate in (count.precision, count.recall, count.f1))
    return (*rates, f"{count.gold:,}", f"{count.found:,}")
