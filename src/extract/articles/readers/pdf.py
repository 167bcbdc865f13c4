"""PDF: the text layer, by pdfium, with the lines of a paragraph joined again."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator

from ..bounds import LARGEST
from ..model import BrokenFormat, EmptyText, Encrypted, TooLarge
from .base import ArticleReader, Found, library

_PAGES = 5000  # generous: a long book has some 2,000
_FULL = 0.75  # of the longest lines of a page, for a line to go on in the next one
_DIVIDED = "\x02\ufffe\xad"  # what pdfium gives for a dash that ends a line, and the line's end
_HYPHEN = re.compile(f"[{_DIVIDED}](?!\n)")
_pdfium_lock = threading.Lock()  # pdfium is not made for threads


class Pdf(ArticleReader):
    name = "pdf"
    extensions = (".pdf",)

    def article(self, data: bytes) -> Found:
        pdfium = library("pypdfium2", ".pdf")
        with _pdfium_lock:
            try:
                document = pdfium.PdfDocument(data)
            except pdfium.PdfiumError as error:
                if "password" in str(error).lower():
                    raise Encrypted("it is encrypted") from None
                raise BrokenFormat(f"it is no PDF that can be read: {error}") from None
            try:
                pages = [paragraphs(page) for page in _pages(document)]
            finally:
                document.close()
        text = "\n".join(itertools.chain.from_iterable(pages))
        if not text:
            raise EmptyText("it has no text layer: pages that were scanned need OCR first")
        return Found(text)


def _pages(document: object) -> Iterator[str]:
    """The text of each page."""
    if len(document) > _PAGES:  # type: ignore[arg-type]
        raise TooLarge(f"it has more than {_PAGES:,} pages")
    size = 0
    for page in document:  # type: ignore[attr-defined]
        text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\0", "")
        size += len(text)
        if size > LARGEST:
            raise TooLarge(f"its text is larger than {LARGEST // 2**20} MiB")
        yield text


def paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page: a line that is full goes on in the next, a short one ends."""
    lines = [" ".join(line.split()) for line in _HYPHEN.sub("\\g<0>\n", page).split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = _FULL * lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    held = ""
    for line in lines:
        held = _joined(held, line)
        if held and len(line) < full:
            yield held
            held = ""
    if held:
        yield held


def _joined(before: str, line: str) -> str:
    """Two lines as one: a divided word is whole again, "Северо-Западный" keeps its dash."""
    if not before or not line:
        return before or line
    if before[-1] in _DIVIDED:
        return before[:-1] + ("" if line[0].islower() else "-") + line
    if before[-1] == "-" and before[-2:-1].isalpha() and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"
