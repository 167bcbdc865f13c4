"""The tables as a user sees them: pandas frames and SQL, from memory or from a run's folder.

tables = extract.tables(nlp.pipe(texts))
tables.people                                  # a pandas frame
tables.sql("SELECT predicate, count(*) FROM relations GROUP BY ALL")
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

# ``import extract`` reads this module (see there), so all that takes time is imported late.
if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import duckdb
    import pandas as pd
    import pyarrow as pa

    from extract.search import Index


class Tables:
    """Finished tables; each is read when it is asked for.

    Attributes:
        documents, mentions, entities, people, …: One pandas frame for each table of
            ``schema.TABLES`` and each view (``regions``, ``event_calendar``, …).
        names: Names of the tables and views.
        info: What is known about the run (``run.json``); empty for tables from memory.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        info: dict[str, Any] | None = None,
        database: str = "memory",
        folder: Path | None = None,
    ) -> None:
        """Tables of a DuckDB database.

        Args:
            connection: A connection.
            info: See above.
            database: Name of the database that has the tables.
            folder: Of the run, where its index for searching is kept.
        """
        self._connection = connection
        self._database = database
        self._folder = folder
        self._index: Index | None = None
        self.info: dict[str, Any] = info or {}

    @property
    def names(self) -> tuple[str, ...]:
        """Of the tables, then of the views."""
        from extract import schema
        from extract.tables.queries import VIEWS

        return (*schema.TABLES, *VIEWS)

    def keys(self) -> tuple[str, ...]:
        """The same, so that ``dict(tables)`` has all frames."""
        return self.names

    def arrow(self, name: str) -> pa.Table:
        """A table with its declared Arrow types."""
        import pyarrow as pa

        from extract import schema

        if name not in self.names:
            raise KeyError(f"no table {name!r}; there are {', '.join(self.names)}")
        found = pa.table(self._cursor().sql(f'SELECT * FROM "{name}"'))
        return found.cast(schema.TABLES[name]) if name in schema.TABLES else found

    def sql(self, query: str, params: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """The answer to a query in DuckDB's SQL, over the tables and views by their names.

            tables.sql("FROM relations WHERE predicate = ?", ["MEETING_WITH"])
            tables.sql("FROM mentions WHERE normal = $name", {"name": "Москва"})

        Args:
            query: May have parameters: ``?``, ``$1`` or ``$name``.
            params: Their values, in order or by name.

        Raises:
            duckdb.Error: It is no query, or names what is not there.
        """
        import pyarrow as pa

        values = dict(params) if isinstance(params, Mapping) else list(params)
        return frame(pa.table(self._cursor().sql(query, params=values or None)))

    def report(self, folder: str | os.PathLike[str], title: str | None = None) -> Path:
        """Writes the tables as a page that opens from disk, without a network.

        Args:
            folder: For the page; a page that is there is replaced, other files are not.
            title: Of the page; the name of what was read by default.

        Returns:
            The file to open, ``index.html`` in the folder.

        Raises:
            extract.report.PageError: The folder has files that are not a page's.
        """
        import extract
        from extract import report

        source = self.info.get("settings", {}).get("source") or ""
        named = title or PurePath(str(source)).name or "Архив"
        return report.write(self._rows, folder, named, extract.__version__)

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, in constant memory."""
        cursor = self._cursor()
        cursor.execute(query)
        while rows := cursor.fetchmany(2048):
            yield from rows

    def search(
        self,
        query: str = "",
        *,
        who: str | None = None,
        with_: str | None = None,
        where: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        kind: str | None = None,
        status: str | None = None,
        limit: int = 10,
    ) -> pd.DataFrame:
        """Sentences that have the words of a query in any of their forms, the best first.

        The first search makes an index, beside the tables of a run or in memory.

        Args:
            query: Words; "a phrase", word after word in any forms; -word, which must not stand
                there. May be empty where there is another argument.
            who, with_, where, since, until, kind, status: See ``search.Filters``.
            limit: How many rows at most.

        Returns:
            A row a sentence, with the columns of ``search.Answer``.

        Raises:
            SearchError: The query or another argument makes no sense; a ``ValueError``.
        """
        import pandas as pd

        from extract.search import COLUMNS, Filters, find

        filters = Filters(who, with_, where, since, until, kind, status)
        answers = find(self._searchable(), query, filters, limit)
        found = pd.DataFrame(answers, columns=list(COLUMNS))
        return found.astype({"date": "datetime64[s]", "start": "int32", "end": "int32"})

    def _searchable(self) -> Index:
        from extract.search import Index

        if self._index is None and self._folder is not None:
            self._index = Index.of_run(self._folder, self.info, self._cursor)
        elif self._index is None:
            self._index = Index.in_memory(self._cursor)
        return self._index

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute(f"USE {self._database}")
        return cursor

    def close(self) -> None:
        """Lets go of the database; the frames already read stay."""
        if self._index is not None:
            self._index.close()
        self._connection.close()

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self.names:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        read = self.__dict__[name] = frame(self.arrow(name))
        return read

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self.names:
            raise KeyError(f"no table {name!r}; there are {', '.join(self.names)}")
        read: pd.DataFrame = getattr(self, name)
        return read

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self.names]

    def counts(self) -> dict[str, int]:
        """Number of rows of each table."""
        from extract import schema

        query = " UNION ALL ".join(
            f"SELECT '{name}', count(*) FROM {name}" for name in schema.TABLES
        )
        return dict(self._cursor().execute(query).fetchall())

    def __repr__(self) -> str:
        return f"Tables({', '.join(f'{name}={n:,}' for name, n in self.counts().items())})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from extract.tables.notebook import html

        return html(self)


def frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a pandas frame.

    Whole numbers and flags keep their type beside missing values (``Int32``, ``boolean``),
    dates are ``datetime64``, lists are Python lists.
    """
    import pandas as pd
    import pyarrow as pa

    kinds = {
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    read: pd.DataFrame = table.to_pandas(types_mapper=kinds.get, date_as_object=False)
    for field in table.schema:
        if pa.types.is_list(field.type):
            read[field.name] = pd.Series(
                table[field.name].to_pylist(), index=read.index, dtype=object
            )
    return read
