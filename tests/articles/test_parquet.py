"""Parquet: cells obey the size limit before they are in memory; a bad value is lost alone."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from written import NEWS, read_all

from extract.articles import Article, Failure, list_sources, read, split

DAY = dt.date(2023, 11, 28)
NOON = int(dt.datetime(2023, 11, 28, 12, tzinfo=dt.UTC).timestamp())
HUGE = "я" * (600 * 2**10)  # 1.2 MB


@pytest.fixture(autouse=True)
def small_limit(monkeypatch):
    """A megabyte is too much, so that the tests need not fill the memory."""
    monkeypatch.setattr("extract.articles.bounds.LARGEST", 2**20)
    monkeypatch.setattr("extract.articles.readers.parquet.LARGEST", 2**20)


def shared(text, n):
    """A value that many rows share, as a dictionary holds it once."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * n, pa.int32()), pa.array([text]))


def write(folder, columns, **options):
    pq.write_table(pa.table(columns), folder / "x.parquet", **options)
    return folder


@pytest.mark.parametrize(
    ("texts", "options", "expected"),
    [
        # One value of a dictionary, which a thousand rows share.
        (shared(HUGE, 1000), {"compression": "zstd"}, ["Bomb"] * 1000),
        ([NEWS, HUGE, "два"], {"compression": "none"}, [NEWS[:20], "TooLarge", "два"]),
        ([NEWS, HUGE, "два"], {"use_dictionary": False, "compression": "none"},
         [NEWS[:20], "TooLarge", "два"]),
        ([HUGE, NEWS], {"row_group_size": 1, "compression": "none"}, ["TooLarge", NEWS[:20]]),
        (shared("я" * 2**18, 300), {"compression": "none"}, ["я" * 20] * 300),
    ],
)  # fmt: skip
def test_what_is_too_large_is_a_failure_of_its_row(tmp_path, texts, options, expected):
    write(tmp_path, {"text": texts}, **options)
    assert outcome(tmp_path) == expected


def outcome(folder):
    return [
        item.text[:20] if isinstance(item, Article) else item.error
        for source in list_sources(folder)
        for item in read(source)
    ]


def test_a_bomb_is_never_decoded(tmp_path):
    write(tmp_path, {"text": shared(HUGE, 1000)}, compression="zstd")
    assert (tmp_path / "x.parquet").stat().st_size < 2_000
    pool = pa.default_memory_pool()
    held = pool.bytes_allocated()
    n = 0
    for source in list_sources(tmp_path):
        for item in read(source):
            assert isinstance(item, Failure)
            assert pool.bytes_allocated() - held < 2**18
            n += 1
    assert n


@pytest.mark.parametrize("share", [True, False])
def test_many_large_rows_are_decoded_a_few_at_a_time(tmp_path, share):
    text = "я" * 2**18  # 512 KiB
    texts = shared(text, 100) if share else [f"{n} {text}" for n in range(40)]
    # A page is what is decoded at once.
    options = {"compression": "none", "write_batch_size": 1, "use_dictionary": share}
    write(tmp_path, {"text": texts}, **options)
    del texts
    pool = pa.default_memory_pool()
    held = pool.bytes_allocated()
    n = 0
    for source in list_sources(tmp_path):
        for item in read(source):
            assert isinstance(item, Article)
            assert pool.bytes_allocated() - held < 8 * 2**20
            n += 1
    assert n == (100 if share else 40)


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
@pytest.mark.parametrize("zone", [None, "Europe/Moscow"])
def test_a_moment_out_of_range_is_lost_alone(tmp_path, unit, zone):
    factor = {"s": 1, "ms": 1000, "us": 10**6}[unit]
    moments = [NOON * factor] * 200
    moments[70], moments[71] = 2**42 * factor, -(2**42) * factor
    columns = {"text": [f"{NEWS} {n}" for n in range(200)]}
    columns["date"] = pa.array(moments).cast(pa.timestamp(unit, zone))
    write(tmp_path, columns)
    found = read_all(tmp_path)
    assert all(isinstance(item, Article) for item in found)
    dates = [item.date for item in found]
    assert dates == [DAY] * 70 + [None, None] + [DAY] * 128
    shards = split(list_sources(tmp_path), 16)
    assert [item for shard in shards for source in shard for item in read(source)] == found


@pytest.mark.parametrize("column", ["date", "title", "id", "url", "text"])
def test_bytes_that_are_no_utf8_are_lost_alone(tmp_path, column):
    good = pa.array([b"2023-11-28", b"\xff\xfe", b"2023-11-28"])
    texts = pa.array([NEWS, NEWS, NEWS])
    bad = pa.Array.from_buffers(pa.string(), 3, good.buffers())
    write(tmp_path, {"text": texts, column: bad})
    first, second, third = read_all(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    if column == "text":
        assert (second.doc_id, second.error) == ("x.parquet#2", "BrokenFormat")
    else:
        assert second.text == NEWS
        assert (second.title, second.url, second.date) == (None, None, None)
