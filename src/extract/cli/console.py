"""The two places where the command line prints: nothing gets there that a terminal would obey."""

from __future__ import annotations

import codecs
import io
import logging
import re
import sys
from collections.abc import Iterable, Iterator

from rich import console
from rich.segment import Segment

from extract.terminal import printable

_SPELLED = "extract.spelled"


class Console(console.Console):
    """Prints what it is given as it is: no markup, no guessed colours, no control characters.

    Whoever prints a name puts it through ``printable`` himself, or tables would not line up; this
    is for what anybody forgets.
    """

    def __init__(self, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=True)

    def render(
        self,
        renderable: console.RenderableType,
        options: console.ConsoleOptions | None = None,
    ) -> Iterable[Segment]:
        """Segments for the terminal; rich's own commands are segments apart."""
        return self._harmless(super().render(renderable, options))

    @staticmethod
    def _harmless(segments: Iterable[Segment]) -> Iterator[Segment]:
        for segment in segments:
            if segment.control:
                yield segment
            else:
                yield Segment(printable(segment.text, lines=True), segment.style)


OUT = Console()
ERR = Console(stderr=True)


def spell_out() -> None:
    r"""Has letters that an output cannot encode spelled out: "\u0451" in a pipe of ASCII."""
    codecs.register_error(_SPELLED, _spelled)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_SPELLED)


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """As JSON has them, so that lines of JSON stay such."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units), error.end


class Logs(logging.Handler):
    """Log lines on standard error, above the progress bar where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        ERR.print(printable(self.format(record), lines=True))


def show_logs(verbose: int) -> None:
    """Prints what is logged under the name "extract".

    Args:
        verbose: 0, nothing; 1, the steps of the work; 2, each shard too.
    """
    logger = logging.getLogger("extract")
    # Without a handler Python would print warnings itself.
    logger.handlers = [Logs() if verbose else logging.NullHandler()]
    logger.setLevel((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)])
