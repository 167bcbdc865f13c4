"""Which encoding, and is it text at all."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.encodings import ONE_BYTE, decode, detect
from extract.articles.model import BinaryFile, BrokenEncoding, TruncatedText, UnknownEncoding

NEWS = (
    "Губернатор Новосибирской области Андрей Травников провел заседание правительства.\r\n"
    "Обсудили бюджет на 2024 год, ремонт дорог и подготовку к зиме."
)
NEREL_DEV = Path(__file__).parents[3] / "shared/data/nerel/dev"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", *ONE_BYTE])
@pytest.mark.parametrize("text", [NEWS, NEWS.upper(), "Москва", "Заявил Петров"])
def test_reads_back_what_was_written(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding, None)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_is_read_in_either_order_and_removed(mark, encoding):
    text, found, _ = decode(mark + NEWS.encode(encoding))
    assert (text, found) == (NEWS, encoding[:6])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark(encoding):
    assert decode(NEWS.encode(encoding))[:2] == (NEWS, encoding)


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_any_unicode_text_survives_utf8(text):
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig", None)
    assert decode(text.encode("utf-16")) == (text, "utf-16", None)


@given(
    # A single letter beside numbers can be any letter of any encoding.
    st.lists(st.sampled_from(NEWS.split()), min_size=4)
    .map(" ".join)
    .filter(lambda text: sum(map(str.isalpha, text)) >= 20),
    st.sampled_from(["utf-8", *ONE_BYTE]),
)
def test_any_order_of_russian_words_survives_any_encoding(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.skipif(not NEREL_DEV.is_dir(), reason="needs ../shared/data/nerel")
@pytest.mark.parametrize("encoding", ONE_BYTE)
def test_no_news_of_fifty_bytes_is_misread(encoding):
    texts = [path.read_text(encoding="utf-8") for path in sorted(NEREL_DEV.glob("*.txt"))]
    assert len(texts) == 94
    starts = [text.strip().encode(encoding, "ignore")[:50] for text in texts]
    assert [detect(start) for start in starts] == [encoding] * len(starts)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1251", "cp1251"), ("koi8-r", "cp1251"), ("utf-8", "cp1251"), ("nonsense", "cp1251")],
)
def test_a_declared_encoding_does_not_outvote_the_letters(declared, encoding):
    assert decode(NEWS.encode("cp1251"), declared)[:2] == (NEWS, encoding)


def test_a_declared_encoding_is_believed_where_the_letters_do_not_say():
    assert detect("Café à la crème, déjà vu, señor".encode("latin-1"), "iso-8859-1") == "iso8859-1"


def test_utf8_cut_inside_a_character_is_read_to_the_cut():
    text, encoding, problem = decode("Москва".encode()[:-1])
    assert (text, encoding) == ("Москв", "utf-8")
    assert isinstance(problem, TruncatedText)
    assert "last 1 byte" in str(problem)


def test_utf16_cut_inside_a_character_is_read_to_the_cut():
    text, encoding, problem = decode("Москва".encode("utf-16")[:-1])
    assert (text, encoding) == ("Москв", "utf-16")
    assert isinstance(problem, TruncatedText)


def test_a_wrong_byte_in_utf8_is_not_replaced_but_reported():
    with pytest.raises(BrokenEncoding, match=r"it is utf-8, but byte 12 \(0xFF\) is not"):
        decode("Москва".encode() + b"\xff" + "Москва".encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"{\\rtf1 ...}", "an RTF document"),
        (b"PK\x03\x04....", "a zip archive or an Office document"),
        ("Мос\0ква".encode(), "byte 6 is NUL"),
        (bytes(range(256)) * 4, "byte 0 is NUL"),
    ],
)
def test_what_is_no_text_is_reported_as_binary(data, reason):
    with pytest.raises(BinaryFile, match=reason):
        decode(data)


def test_bytes_that_are_russian_in_no_encoding_are_not_forced_into_one():
    with pytest.raises(UnknownEncoding):
        decode(bytes(range(1, 256)) * 4)


@pytest.mark.parametrize(
    "declared",
    ["zlib_codec", "bz2", "hex", "base64", "rot13", "uu", "quopri", "unicode_escape",
     "raw_unicode_escape", "punycode", "idna", "undefined", "cp037", "utf-7"],
)  # fmt: skip
def test_what_is_no_charset_of_texts_is_not_believed(declared):
    nonsense = bytes(range(128, 256)) * 4 + rb"\x41\u0042"
    with pytest.raises(UnknownEncoding):
        decode(nonsense, declared)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "iso-8859-2", "cp437"])
def test_charsets_of_other_languages_are_believed(declared):
    assert detect(bytes(range(160, 256)) * 4, declared)
