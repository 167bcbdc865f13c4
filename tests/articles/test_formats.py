"""Every format that articles come in: what is read of it, and what is refused."""

import datetime as dt
import gzip
import importlib.util
import io
import json
import sys
import tarfile
import zlib

import pytest
from documents import docx, odt, pdf, rss, rtf, tarred, warc, zipped
from written import NEWS, as_jsonl, put, read_all, read_one

from extract.articles import Article, Failure, list_sources, read, split, walk
from extract.articles.readers import READERS, format_of

LEAD = "Губернатор Орловской области встретился с послом Сербии."
DAY = dt.date(2023, 11, 28)
LIBRARIES = ("pypdfium2", "striprtf", "warcio")
needs_documents = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, LIBRARIES)), reason="the extra documents is missing"
)


def text_of(folder, name, content):
    return read_one(put(folder, name, content)).text


# The registry


def test_every_reader_has_a_name_of_its_own_and_extensions_of_its_own():
    extensions = [extension for reader in READERS.values() for extension in reader.extensions]
    assert len(set(extensions)) == len(extensions)
    assert all(format_of(f"x{extension}") for extension in extensions)
    assert all(format_of(f"x{extension}.gz".upper()) for extension in extensions)


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.gz", "x.txt.bak", "x.doc", ".txt"])
def test_other_files_have_no_format(name):
    assert format_of(name) is None


# Markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Форум\n\nОткрылся **форум**.", "Форум\nОткрылся форум."),
        ("Глава [МИД](https://a.ru) *прибыл*\nв Минск.", "Глава МИД прибыл в Минск."),
        ("- Орёл\n- Тула\n\n1. Псков", "Орёл\nТула\nПсков"),
        ("> Цитата\n\n![фото](a.jpg)\n\nКонец.", "Цитата\nКонец."),
        ("| Город | Глава |\n|---|---|\n| Тула | Иванов |", "Город\nГлава\nТула\nИванов"),
        ("Заголовок\n=========\n\n<script>x()</script>\n\nДа &amp; нет", "Заголовок\nДа & нет"),
    ],
)
def test_markdown_is_read_as_a_reader_sees_it(tmp_path, source, text):
    assert text_of(tmp_path, "x.md", source) == text


def test_front_matter_of_markdown(tmp_path):
    put(tmp_path, "x.md", f"---\ntitle: Форум\ndate: 2023-11-28\n---\n\n# Иное\n\n{NEWS}")
    assert read_one(tmp_path) == Article(
        "x.md", "x.md", f"Иное\n{NEWS}", "Форум", DAY, "front_matter", encoding="utf-8"
    )


# JSON


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('[{"text": "раз"}, {"text": "два"}]', ["раз", "два"]),
        ('\ufeff [\n {"text": "раз"}\n]\n', ["раз"]),
        ('{"text": "раз"}', ["раз"]),
        ('{"text": "раз"}\n{"text": "два"}\n{"text": "три"}', ["раз", "два", "три"]),
        ('{"ok": true, "tags": ["а"], "news": [{"body": "раз"}, {"body": "два"}]}', ["раз", "два"]),
        ('[{"text": "' + "я" * 300_000 + '"}, {"text": "два"}]', ["я" * 300_000, "два"]),
    ],
)
def test_json_files(tmp_path, content, texts):
    found = read_all(put(tmp_path, "x.json", content))
    assert [item.text for item in found] == texts
    assert [item.doc_id for item in found] == [f"x.json#{n}" for n in range(1, len(texts) + 1)]


def test_metadata_of_json_and_a_bad_element(tmp_path):
    about = {"id": "н-1", "date": "2023-11-28", "author": "Анна Котова"}
    rows = [{"text": NEWS, **about}, 5, {"name": "а"}, {"text": LEAD}]
    put(tmp_path, "x.json", json.dumps(rows, ensure_ascii=False).encode("cp1251"))
    first, *bad, last = read_all(tmp_path)
    assert first == Article(
        "x.json#н-1", "x.json", NEWS, None, DAY, "metadata", None, "cp1251", "Анна Котова"
    )
    assert [(item.doc_id, item.error) for item in bad] == [
        ("x.json#2", "BrokenFormat"),
        ("x.json#3", "NoTextColumn"),
    ]
    assert (last.doc_id, last.text) == ("x.json#4", LEAD)


@pytest.mark.parametrize(
    ("content", "read_before"),
    [
        ('[{"text": "раз"}, {"text": "два"', 1),
        ('[{"text": "раз"} {"text": "два"}]', 1),
        ('[{"text": "раз"}, oops]', 1),
        ('[{"text": "раз"}', 1),
        ("[" * 200_000, 0),
        ("{", 0),
        ("нет", 0),
    ],
)
def test_json_that_breaks_off_is_read_so_far(tmp_path, content, read_before):
    *articles, last = read_all(put(tmp_path, "x.json", content))
    assert [type(item) for item in articles] == [Article] * read_before
    assert isinstance(last, Failure)
    assert last.error == "Unreadable"


# RSS and Atom


def test_rss(tmp_path):
    put(
        tmp_path,
        "x.rss",
        rss(
            f"<title>Форум &amp; выставка</title><link>https://a.ru/1</link><guid>г-1</guid>"
            f"<pubDate>Tue, 28 Nov 2023 23:30:00 +0300</pubDate><description>{LEAD}</description>"
            f"<content:encoded><![CDATA[<p>{LEAD}</p><script>x</script><p>{NEWS}</p>]]>"
            "</content:encoded>",
            f"<title>Визит</title><yandex:full-text>{NEWS}</yandex:full-text>"
            f"<dc:date>2023-11-28T01:00:00Z</dc:date>",
            "<title>Только заголовок</title>",
        ),
    )
    assert read_all(tmp_path) == [
        Article("x.rss#г-1", "x.rss", f"{LEAD}\n{NEWS}", "Форум & выставка", DAY, "metadata",
                "https://a.ru/1"),
        Article("x.rss#2", "x.rss", NEWS, "Визит", DAY, "metadata"),
        Article("x.rss#3", "x.rss", "Только заголовок", "Только заголовок"),
    ]  # fmt: skip


def test_atom(tmp_path):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/">'
        "<title>Лента</title><entry><id>а-1</id><title type='html'>&lt;b&gt;Форум&lt;/b&gt;</title>"
        "<link rel='self' href='https://a.ru/self'/><link href='https://a.ru/1'/>"
        "<published>2023-11-28T10:00:00+03:00</published><updated>2023-11-30T10:00:00Z</updated>"
        f"<summary>коротко</summary><content type='html'>&lt;p&gt;{NEWS}&lt;/p&gt;</content>"
        "<m:content url='a.jpg'/></entry>"
        "<entry><id>а-2</id><title>Визит</title><updated>2023-11-30T10:00:00Z</updated>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{LEAD}</p>"
        f"<p>{NEWS}</p></div></content></entry></feed>"
    )
    put(tmp_path, "x.xml", atom)
    assert read_all(tmp_path) == [
        Article("x.xml#а-1", "x.xml", NEWS, "Форум", DAY, "metadata", "https://a.ru/1"),
        Article("x.xml#а-2", "x.xml", f"{LEAD}\n{NEWS}", "Визит"),
    ]


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("<dc:creator><![CDATA[Анна Котова]]></dc:creator>", "Анна Котова"),
        ("<author>a@b.ru (Анна Котова)</author>", "Анна Котова"),
        ("<author><name>Анна Котова</name><email>a@b.ru</email></author>", "Анна Котова"),
        ("<author>Редакция</author>", "Редакция"),
        ("<author>a@b.ru</author>", None),
        ("", None),
    ],
)
def test_the_author_in_a_feed(tmp_path, said, author):
    put(tmp_path, "x.rss", rss(f"{said}<description>{NEWS}</description>"))
    assert read_one(tmp_path).author == author


def test_a_feed_in_the_encoding_that_it_declares(tmp_path):
    feed = rss(f"<description>{NEWS}</description>").replace("1.0", '1.0" encoding="koi8-r', 1)
    put(tmp_path, "x.xml", feed.encode("koi8-r"))
    assert read_one(tmp_path).text == NEWS


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
    ],
)
def test_xml_with_entities_of_its_own_is_refused(tmp_path, head):
    put(tmp_path, "x.xml", rss("<description>&a;</description>", head=head))
    assert read_one(tmp_path).message == (
        "x.xml: it declares a document type, which could hide anything"
    )


# Word processors and PDF


@pytest.mark.parametrize(("name", "write"), [("x.docx", docx), ("x.odt", odt)])
def test_paragraphs_of_a_word_processor(tmp_path, name, write):
    put(tmp_path, name, write("Форум в Орле", "", LEAD, NEWS))
    assert read_one(tmp_path) == Article(
        name, name, f"Форум в Орле\n{LEAD}\n{NEWS}", "Форум в Орле"
    )


def test_what_a_reader_of_docx_sees(tmp_path):
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Мини</w:t></w:r>"
        "<w:r><w:t>стр</w:t><w:tab/><w:t>Орлов</w:t><w:br/><w:t>уехал</w:t></w:r>"
        "<w:del><w:r><w:delText>приехал</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> в Тулу</w:t></w:r></w:hyperlink></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ячейка</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>поле</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
    )
    assert text_of(tmp_path, "x.docx", docx(body=body)) == (
        "Министр\tОрлов\nуехал в Тулу\nячейка\nполе"
    )


def test_what_a_reader_of_odt_sees(tmp_path):
    body = (
        "<text:tracked-changes><text:p>удалено</text:p></text:tracked-changes>"
        "<text:h>Орёл</text:h><text:p>Мэр<text:s/>города<text:span> уехал</text:span>"
        "<office:annotation><text:p>проверить</text:p></office:annotation>.</text:p>"
    )
    assert text_of(tmp_path, "x.odt", odt(body=body)) == "Орёл\nМэр города уехал."


@needs_documents
def test_rich_text(tmp_path):
    put(tmp_path, "x.rtf", rtf("Форум «Орёл»", f"{NEWS} — да"))
    assert read_one(tmp_path).text == f"Форум «Орёл»\n{NEWS} — да"


@needs_documents
def test_a_pdf_is_read_in_paragraphs(tmp_path):
    lines = [
        "Форум в Орле",
        "Губернатор Орловской области Андрей Клычков встретился с послом Сер-",
        "бии. Стороны обсудили поставки зерна, обмен студентами и открытие но-",
        "вого завода.",
        "Следующая встреча пройдет в декабре, сообщила пресс-служба губернатора,",
        "в Белграде.",
    ]
    put(tmp_path, "x.pdf", pdf(lines, ["Вторая страница."]))
    assert read_one(tmp_path).text.split("\n") == [
        "Форум в Орле",
        "Губернатор Орловской области Андрей Клычков встретился с послом Сербии. "
        "Стороны обсудили поставки зерна, обмен студентами и открытие нового завода.",
        "Следующая встреча пройдет в декабре, сообщила пресс-служба губернатора, в Белграде.",
        "Вторая страница.",
    ]


# Web archives


@needs_documents
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_web_archive(tmp_path, pack):
    page = f"<html><head><title>Форум</title></head><body><article><p>{NEWS}</p></article>"
    name = "x.warc" if pack is bytes else "x.warc.gz"
    content = warc(
        ("https://a.ru/1", "text/html; charset=windows-1251", page.encode("cp1251")),
        ("https://a.ru/2.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("https://a.ru/3", "text/html", b""),
        ("https://a.ru/4", "text/html", f"<p>{LEAD}</p>".encode()),
    )
    put(tmp_path, name, pack(content))
    first, empty, last = read_all(tmp_path)
    assert (first.doc_id, first.text, first.title) == (f"{name}#1", NEWS, "Форум")
    assert first.url == "https://a.ru/1"
    assert (empty.doc_id, empty.error) == (f"{name}#2", "EmptyText")
    assert (last.text, last.url) == (LEAD, "https://a.ru/4")


# Archives


FILES = {"а.txt": NEWS.encode(), "папка/б.jsonl": as_jsonl([{"text": LEAD}] * 3, "utf-8")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(FILES)),
        ("x.tar", tarred(FILES, "w")),
        ("x.tar.gz", tarred(FILES)),
        ("x.TGZ", tarred(FILES)),
    ],
)
def test_the_files_of_an_archive_are_sources(tmp_path, name, content):
    put(tmp_path, name, content)
    put(tmp_path, "я.txt", NEWS)
    found = read_all(tmp_path)
    rows = [f"{name}/папка/б.jsonl#{n}" for n in (1, 2, 3)]
    assert [item.doc_id for item in found] == [f"{name}/а.txt", *rows, "я.txt"]
    assert [item.text for item in found] == [NEWS, LEAD, LEAD, LEAD, NEWS]
    shards = split(list_sources(tmp_path), 1)
    for order in (shards, shards[::-1]):
        again = [item for shard in order for source in shard for item in read(source)]
        assert sorted(again, key=lambda item: item.doc_id) == found


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.jsonl", "x.csv", "x.json", "x.md"])
def test_a_packed_file_is_read_like_the_file(tmp_path, name):
    row = {"x.jsonl": f'{{"text": "{NEWS}"}}', "x.csv": f'text\n"{NEWS}"\n',
           "x.json": f'[{{"text": "{NEWS}"}}]', "x.html": f"<p>{NEWS}</p>"}.get(name, NEWS)  # fmt: skip
    put(tmp_path, f"{name}.gz", gzip.compress(row.encode()))
    assert read_one(tmp_path).text == NEWS


def test_names_in_old_archives_are_russian(tmp_path):
    stored = zipped({"new.txt": NEWS})
    put(tmp_path, "x.zip", stored.replace(b"new.txt", "вед".encode("cp866") + b".txt"))
    assert read_one(tmp_path).doc_id == "x.zip/вед.txt"


def test_what_is_no_article_in_an_archive(tmp_path):
    names = ["../вне.txt", "/корень.txt", "C:/диск.txt", "в/../../г.txt", "внутри.zip",
             "__MACOSX/._а.txt", ".скрыт.txt", "фото.jpg", "а.txt"]  # fmt: skip
    put(tmp_path, "x.zip", zipped(dict.fromkeys(names, NEWS)))
    listing = walk(tmp_path)
    found = [item for source in listing.sources for item in read(source)]
    assert [item.doc_id for item in found if isinstance(item, Article)] == ["x.zip/а.txt"]
    assert {item.source: item.error for item in found if isinstance(item, Failure)} == {
        f"x.zip/{name}": "BadMember" for name in names[:5]
    }
    assert listing.hidden == ["x.zip/.скрыт.txt", "x.zip/__MACOSX/._а.txt"]
    assert listing.skipped == ["x.zip/фото.jpg"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["x.zip"]


def test_links_in_a_tar_are_not_followed(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("а.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    put(tmp_path, "x.tar", buffer.getvalue())
    assert read_one(tmp_path).error == "NotAFile"


def test_an_encrypted_file_of_an_archive_is_a_failure(tmp_path):
    stored = bytearray(zipped({"а.txt": NEWS, "б.txt": LEAD}))
    first = stored.index(b"PK\x01\x02") + 8
    stored[first] |= 1  # what the directory says of the first file
    put(tmp_path, "x.zip", bytes(stored))
    failure, article = read_all(tmp_path)
    assert (failure.source, failure.error) == ("x.zip/а.txt", "Encrypted")
    assert article.text == LEAD


# What is too much


@pytest.fixture
def small_limit(monkeypatch):
    """A bomb of a megabyte is one, so that the tests need not unpack a hundred."""
    monkeypatch.setattr("extract.articles.bounds.LARGEST", 2**20)


@pytest.mark.usefixtures("small_limit")
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    put(tmp_path, "x.zip", zipped({f"{n}.txt": b"a" * 2**19 for n in range(20)}))
    (failure,) = read_all(tmp_path)
    assert (failure.source, failure.error) == ("x.zip", "Bomb")
    assert failure.message == "x.zip: it expands to 10 MiB, more than 200 times its size"


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize("name", ["x.txt.gz", "x.jsonl.gz", "x.csv.gz", "x.tar.gz", "x.json.gz"])
def test_a_gzip_bomb_is_refused_while_it_is_unpacked(tmp_path, name):
    packer = zlib.compressobj(9, wbits=31)
    block = (b" " * 511 + b"\n") * 2048
    begin = packer.compress(b"text\n") if name == "x.csv.gz" else b""
    content = begin + b"".join(packer.compress(block) for _ in range(4)) + packer.flush()
    if name == "x.tar.gz":
        content = gzip.compress(tarred({"а.txt": b"a" * 4 * 2**20}, "w"))
    put(tmp_path, name, content)
    *_, last = (item for source in walk(tmp_path).sources for item in read(source))
    assert isinstance(last, Failure)
    assert last.error == "Bomb"


def test_a_hole_in_a_tar_is_not_read(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("а.jsonl")
        entry.pax_headers = {"GNU.sparse.size": str(2**40), "GNU.sparse.map": f"0,0,{2**40},0"}
        archive.addfile(entry)
    put(tmp_path, "x.tar", buffer.getvalue())
    assert read_one(tmp_path).error == "Bomb"


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize("write", [docx, odt])
def test_a_bomb_in_a_document_is_refused(tmp_path, write):
    name = f"x.{write.__name__}"
    put(tmp_path, name, write("я" * 2 * 2**20))
    assert read_one(tmp_path).error == "Bomb"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xml", "<rss>" + "<a>" * 100_000),
        ("x.xml", rss("<description>" + "&lt;div&gt;" * 100_000 + "</description>")),
        ("x.docx", docx(body="<w:p>" * 100_000)),
        ("x.md", "> " * 20_000 + NEWS),
        ("x.md", "[" * 10_000 + NEWS),
        ("x.md", "*a_ " * 10_000 + NEWS),
    ],
)
def test_hostile_nesting_ends_soon(tmp_path, name, content):
    assert len(read_all(put(tmp_path, name, content))) == 1


# A bad file of each kind


BAD = {
    "x.txt": "раз\0два".encode(), "x.html": b"", "x.md": b"\x00", "x.json": b"{", "x.jsonl": b"{",
    "x.csv": b"a,b\n1,2\n", "x.parquet": b"PAR1", "x.xml": b"<rss>", "y.xml": b"<html/>",
    "x.rss": b"no", "x.atom": b"", "x.docx": b"PK\x03\x04", "y.docx": zipped({"a": "b"}),
    "z.docx": b"\xd0\xcf\x11\xe0 old", "x.odt": b"no", "x.rtf": b"no", "x.pdf": b"%PDF-1.4",
    "y.pdf": pdf([]), "x.warc": b"no", "x.warc.gz": b"\x1f\x8b no", "x.zip": b"PK no",
    "x.tar": b"no", "x.tar.gz": b"no", "x.txt.gz": b"no", "y.txt.gz": gzip.compress(b"a" * 99)[:20],
}  # fmt: skip


@needs_documents
def test_a_bad_file_of_each_kind_is_one_failure_and_the_rest_is_read(tmp_path):
    for name, content in BAD.items():
        put(tmp_path, name, content)
    put(tmp_path, "good.txt", NEWS)
    found = read_all(tmp_path)
    articles = [item for item in found if isinstance(item, Article)]
    assert [item.doc_id for item in articles] == ["good.txt"]
    failures = [item for item in found if isinstance(item, Failure)]
    assert sorted(item.source for item in failures) == sorted(BAD)
    assert all(item.message.startswith(item.source) for item in failures)
    by_name = {item.source: item.message for item in failures}
    assert by_name["y.pdf"] == "y.pdf: it has no text layer: pages that were scanned need OCR first"
    assert by_name["y.xml"] == "y.xml: it is XML, but neither RSS nor Atom"


@pytest.mark.parametrize(
    ("name", "module"),
    [("x.pdf", "pypdfium2"), ("x.rtf", "striprtf.striprtf"), ("x.warc", "warcio.archiveiterator")],
)
def test_a_library_that_is_missing_is_named(tmp_path, monkeypatch, name, module):
    monkeypatch.setitem(sys.modules, module, None)
    put(tmp_path, name, rtf(NEWS))
    failure = read_one(tmp_path)
    assert failure.error == "MissingLibrary"
    assert failure.message.endswith(f'needs {module}: pip install "extract-ru[documents]"')
