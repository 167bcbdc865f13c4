"""Documents of other programs, written by hand: the least that is a document of its kind."""

import io
import tarfile
import zipfile
from html import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def docx(*paragraphs: str, body: str = "") -> bytes:
    """Paragraphs, and whatever else a body has."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'<w:document xmlns:w="{_W}"><w:body>{lines}{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt(*paragraphs: str, body: str = "") -> bytes:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in paragraphs)
    content = (
        f'<office:document-content xmlns:office="{_ODT}:office:1.0" xmlns:text="{_ODT}:text:1.0">'
        f"<office:body><office:text>{lines}{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(*paragraphs: str) -> bytes:
    """As Word writes it: bytes of cp1251 as \\'ee, other characters as \\u8212?."""
    body = r"\par ".join("".join(map(_rtf_letter, line)) for line in paragraphs)
    return (r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}\f0 " + body + "}").encode()


def _rtf_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    return rf"\u{ord(letter)}?" if letter in "—«»" else rf"\'{letter.encode('cp1251').hex()}"


def pdf(*pages: list[str]) -> bytes:
    """Pages of lines; letters are numbers of a font that says which they are (ToUnicode)."""
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    names = "\n".join(f"<{n:04X}> <{ord(letter):04X}>" for letter, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{names}\nendbfchar\nendcmap end end"
    )
    objects = {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: _stream(cmap),
    }
    kids = []
    for lines in pages:
        shown = "".join(
            f"1 0 0 1 40 {780 - 14 * row} Tm <{''.join(f'{code[x]:04X}' for x in line)}> Tj\n"
            for row, line in enumerate(lines)
        )
        at = max(objects) + 1
        objects[at] = _stream(f"BT /F1 10 Tf\n{shown}ET")
        objects[at + 1] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {at} 0 R >>"
        )
        kids.append(f"{at + 1} 0 R")
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _pdf_file(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _pdf_file(objects: dict[int, str]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number in sorted(objects):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def warc(*answers: tuple[str, str, bytes]) -> bytes:
    """Address, type and body of each answer of a server."""
    records = [_record("warcinfo", "", "application/warc-fields", b"software: x\r\n")]
    for address, kind, body in answers:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        records.append(_record("response", address, "application/http; msgtype=response", http))
    return b"".join(records)


def _record(kind: str, address: str, content: str, body: bytes) -> bytes:
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2023-11-28T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032}>\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def rss(*items: str, head: str = "") -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:yandex="http://news.yandex.ru" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" {names}><channel>{entries}</channel></rss>'
    )
