"""``%load_ext extract``: cells that end with a document or a span show it marked.

spaCy's own classes stay as they are: the notebook is told how to show them, which ends with it.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

from .marked import render


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext extract`` calls.

    Args:
        shell: IPython's.
    """
    for shown in (Doc, Span):
        _formatter(shell).for_type(shown, _html)


def unload_ipython_extension(shell: Any) -> None:
    """What ``%unload_ext extract`` calls."""
    for shown in (Doc, Span):
        _formatter(shell).pop(shown, None)


def _formatter(shell: Any) -> Any:
    return shell.display_formatter.formatters["text/html"]


def _html(shown: Doc | Span) -> str:
    return str(render(shown))
