"""Shards are a cache: what is damaged is done again, and what changed is never taken for done."""

import errno
import os
import shutil

import fake
import pandas as pd
import pyarrow as pa
import pytest

import extract
from extract.articles import Article
from extract.runs import shard
from extract.runs.fingerprint import fingerprint
from extract.runs.plan import plan
from extract.runs.settings import RunSettings


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        text = f"Юрий Петухов приехал в Казахстан {number} раз."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def run(source, out, **settings):
    return extract.run(source, out, **{"load": fake.load, "shard_size": 2, **settings})


def cut(shard):
    whole = (shard / "mentions.parquet").read_bytes()
    (shard / "mentions.parquet").write_bytes(whole[:-9])


def flip(shard):
    whole = bytearray((shard / "texts.parquet").read_bytes())
    whole[len(whole) // 2] ^= 1
    (shard / "texts.parquet").write_bytes(whole)


DAMAGES = {
    "cut": cut,
    "a byte": flip,
    "a table is missing": lambda shard: (shard / "parts.parquet").unlink(),
    "the list is empty": lambda shard: (shard / "shard.json").write_text("{}"),
    "the list lists nothing": lambda shard: (shard / "shard.json").write_text(
        '{"rows": {}, "files": {}}'
    ),
    "the list is missing": lambda shard: (shard / "shard.json").unlink(),
    "all is missing": lambda shard: [file.unlink() for file in shard.iterdir()],
}


def test_damaged_shards_are_done_again_and_it_is_said(source, tmp_path):
    out = tmp_path / "out"
    before = run(source, out)
    n = sum(before.info["shards"].values())
    for damage in DAMAGES.values():
        damage(min((out / "shards").iterdir()))
        tables = run(source, out)
        assert tables.info["shards"] == {"done": 1, "reused": n - 1}
        assert tables.info["warnings"] == [
            "1 shard(s) of an earlier run were damaged and were done again"
        ]
        for name in tables:
            pd.testing.assert_frame_equal(before[name], tables[name])


def test_shards_are_about_as_large_as_was_asked(tmp_path):
    articles = [Article(str(number), str(number), "Форум.") for number in range(1000)]
    jobs = list(plan(articles, tmp_path, RunSettings(shard_size=4, load=fake.load), ""))
    assert [article for job in jobs for article in job.items] == articles
    sizes = [len(job.items) for job in jobs]
    assert 2 <= min(sizes[:-1]) <= max(sizes) == 8


def test_a_shard_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    def full(folder):
        raise OSError(errno.ENOSPC, "no room", str(folder))

    monkeypatch.setattr(shard, "sync_all", full)
    with pytest.raises(OSError, match="no room"):
        shard.write(tmp_path / "shards/0", {"texts": pa.table({"doc_id": ["x"]})})
    assert list((tmp_path / "shards").iterdir()) == []


def test_a_shard_that_another_worker_has_written_is_kept(tmp_path):
    (tmp_path / "shards/0").mkdir(parents=True)
    (tmp_path / "shards/0/shard.json").write_text("the other's")
    shard.write(tmp_path / "shards/0", {"texts": pa.table({"doc_id": ["x"]})})
    assert [path.name for path in (tmp_path / "shards").iterdir()] == ["0"]
    assert (tmp_path / "shards/0/shard.json").read_text() == "the other's"


def test_other_contents_of_the_same_size_and_time_are_other_articles(source, tmp_path):
    file = source / "3.txt"
    state = file.stat()
    run(source, tmp_path / "out")
    file.write_text(file.read_text(encoding="utf-8").replace("3 раз", "9 раз"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    texts = run(source, tmp_path / "out").texts.set_index("doc_id")["text"]
    assert "9 раз" in texts["3.txt"]


def test_the_same_contents_are_the_same_articles_whenever_they_were_written(source, tmp_path):
    run(source, tmp_path / "out")
    shutil.copytree(source, tmp_path / "copy", copy_function=shutil.copyfile)
    assert run(tmp_path / "copy", tmp_path / "out").info["shards"]["done"] == 0


def test_rows_of_a_file_count_with_all_of_it(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(f'{{"text": "Россия {n}"}}' for n in range(9)), encoding="utf-8")
    run(file, tmp_path / "out")
    state = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("7", "Z"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert "Россия Z" in list(run(file, tmp_path / "out").texts["text"])


@pytest.mark.parametrize("name", ["model.json", "deep/weights.npy", "training/a.onnx"])
def test_a_model_is_known_by_its_files(tmp_path, name):
    file = tmp_path / "model" / name
    file.parent.mkdir(parents=True)
    (tmp_path / "model/model.json").touch()
    file.write_bytes(b"0123")
    state = file.stat()
    first = fingerprint(fake.load, tmp_path / "model")
    file.write_bytes(b"0124")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert fingerprint(fake.load, tmp_path / "model") != first
    file.write_bytes(b"0123")
    (tmp_path / "model").rename(tmp_path / "moved")
    assert fingerprint(fake.load, tmp_path / "moved") == first
