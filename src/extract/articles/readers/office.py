"""Texts of word processors (.docx, .odt): archives of XML, of which only the text is read.

No macros, links, pictures or fields: nothing but the paragraphs of the one file that holds them,
those in tables and text boxes too, deleted text and comments left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import ClassVar

from ..bounds import LARGEST, check_expansion
from ..model import BrokenFormat, Encrypted, ReadError, TooLarge, Unreadable
from .base import ArticleReader, Found
from .xml_events import Start, Text, events


class Office(ArticleReader):
    """What the two have in common.

    Attributes:
        part: The file with the text.
        paragraphs: Elements that are a line.
        texts: Elements whose characters are text; None for all characters of a paragraph.
        breaks: What stands for a character.
        dropped: Elements that are passed over with all that is in them.
    """

    part: ClassVar[str]
    paragraphs: ClassVar[frozenset[str]]
    texts: ClassVar[frozenset[str] | None]
    breaks: ClassVar[dict[str, str]]
    dropped: ClassVar[frozenset[str]]

    def article(self, data: bytes) -> Found:
        xml = _part(data, self.part, self.extensions[0])
        return Found("\n".join(line for line in self.lines(xml) if line.strip()))

    def lines(self, xml: str) -> Iterator[str]:
        """The paragraphs; one inside another, as in a text box, comes first."""
        open_lines: list[list[str]] = []
        dropped = inside = 0
        for event in events(xml):
            if isinstance(event, Text):
                if open_lines and not dropped and (inside or self.texts is None):
                    open_lines[-1].append(event.text)
                continue
            step = 1 if isinstance(event, Start) else -1
            if event.tag in self.dropped:
                dropped += step
            elif dropped:
                continue
            elif self.texts is not None and event.tag in self.texts:
                inside += step
            elif event.tag in self.paragraphs:
                if step > 0:
                    open_lines.append([])
                else:
                    yield "".join(open_lines.pop())
            elif event.tag in self.breaks and step > 0 and open_lines:
                open_lines[-1].append(self.breaks[event.tag])


class Docx(Office):
    name = "docx"
    extensions = (".docx",)
    part = "word/document.xml"
    paragraphs = frozenset({"p"})
    texts = frozenset({"t"})
    breaks: ClassVar[dict[str, str]] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    # A text box stands there twice, the second time for old programs.
    dropped = frozenset({"Fallback", "del", "moveFrom", "pPr"})


class Odt(Office):
    name = "odt"
    extensions = (".odt",)
    part = "content.xml"
    paragraphs = frozenset({"p", "h"})
    texts = None
    breaks: ClassVar[dict[str, str]] = {"tab": "\t", "line-break": "\n", "s": " "}
    dropped = frozenset({"annotation", "tracked-changes", "note-citation"})


def _part(data: bytes, name: str, extension: str) -> str:
    """A file of the archive that the document is."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Encrypted(f"it is not {extension} but an encrypted or an old Office document")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = archive.getinfo(name)
            if entry.flag_bits & 1:
                raise Encrypted("it is encrypted")
            check_expansion(entry.compress_size, entry.file_size)
            if entry.file_size > LARGEST:
                raise TooLarge(f"its text is larger than {LARGEST // 2**20} MiB")
            return archive.read(entry).decode("utf-8-sig")
    except KeyError:
        raise BrokenFormat(f"it is no {extension}: there is no {name} in it") from None
    except ReadError:
        raise
    except Exception as error:  # zipfile and zlib raise whatever comes
        raise Unreadable(f"it is no {extension} that can be read: {error}") from None
