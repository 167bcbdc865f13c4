"""Russian articles in, normalized tables out.

    import extract

    nlp = extract.load()
    doc = nlp("Делегация Новосибирской области прибыла в Оренбург.")
    tables = extract.tables(nlp.pipe(texts))       # pandas frames
    docs = nlp.pipe(extract.docs("data/raw", nlp))  # files, with dates and titles
    tables = extract.run("data/raw", "data/out")   # a folder of articles
    tables = extract.open("data/out")              # a finished run
    extract.render(doc)                            # in a notebook: the text with all that is found

The names are imported when they are first used, so that ``import extract`` takes no time.
"""

# No ``from __future__ import annotations`` here: that would be ``extract.annotations``.
import importlib
from typing import TYPE_CHECKING, Any

from extract import telemetry as _telemetry

_telemetry.switch_off()  # before anything that could speak is imported

# Not late like the others: there is a module of the same name, and whoever imported that
# later would bind ``extract.tables`` to it.
from extract.tables import Tables, tables  # noqa: E402

if TYPE_CHECKING:
    from extract.articles import Article, Failure, Source, read
    from extract.exports import export, import_annotations
    from extract.language import docs, load
    from extract.runs.folder import open
    from extract.runs.run import run
    from extract.scoring import score, to_brat
    from extract.show import render
    from extract.watchers import Lines

__version__ = "0.1.0"

_HOMES = {
    "Article": "articles", "Failure": "articles", "Source": "articles", "read": "articles",
    "load": "language", "docs": "language", "run": "runs.run", "open": "runs.folder",
    "score": "scoring", "to_brat": "scoring",
    "render": "show", "load_ipython_extension": "show.ipython",
    "unload_ipython_extension": "show.ipython",
    "Lines": "watchers", "export": "exports", "import_annotations": "exports",
}  # fmt: skip

__all__ = ["Article", "Failure", "Lines", "Source", "Tables", "docs", "export",
           "import_annotations", "load", "open", "read", "render", "run", "score", "tables",
           "to_brat"]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"extract.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
