"""Runs: the same tables from any number of workers, whatever is killed, changed or broken."""

import concurrent.futures as cf
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import fake
import pandas as pd
import pytest

import extract
from extract import schema
from extract.runs import memory
from extract.runs.errors import PipelineError, RunError, WorkersDie
from extract.runs.executors import process_pool

LINES = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном.",
    "Петухов открыл форум в Новосибирске 28 ноября 2023 года.",
    "Правительство России согласно.",
    "Юрий Иванович Петухов приехал.",
    "Юрий Петрович Петухов уехал.",
)
SCRIPT = """
import sys
import fake, extract
if __name__ == "__main__":
    source, out, workers = sys.argv[1:]
    extract.run(source, out, workers=int(workers), load=fake.load, shard_size=2)
"""


def write(folder: Path, n: int = 30, extra: str = "") -> Path:
    folder.mkdir(parents=True)
    for number in range(n):
        lines = LINES[: 1 + number % len(LINES)]
        text = "\n".join((*lines, f"Номер {number}. {extra}"))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    rows = [{"id": f"r{number}", "text": LINES[number % 5]} for number in range(n // 3)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write(tmp_path_factory.mktemp("source") / "in")


@pytest.fixture(scope="module")
def serial(source, tmp_path_factory):
    """What an undisturbed serial run gives."""
    return extract.run(source, tmp_path_factory.mktemp("serial") / "out", load=fake.load)


def run(source, out, **settings):
    return extract.run(source, out, **{"load": fake.load, **settings})


def assert_equal(one, other):
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name], obj=name)


def shards(out):
    return {shard.name for shard in (Path(out) / "shards").iterdir()}


def test_a_run_leaves_the_files_that_are_promised(serial, source, tmp_path):
    out = tmp_path / "new" / "out"
    tables = run(source, out, xlsx=True)
    expected = {f"{name}.parquet" for name in schema.TABLES}
    expected |= {f"{name}.csv" for name in schema.TABLES.keys() - schema.BINARY_ONLY}
    expected |= {"extract.duckdb", "run.json", "tables.xlsx", "shards"}
    assert {file.name for file in out.iterdir() if not file.name.startswith(".")} == expected
    assert_equal(serial, tables)
    assert json.loads((out / "run.json").read_text()) == tables.info
    assert tables.info["counts"]["documents"] == len(tables.documents) == 40
    assert tables.info["extract"] == extract.__version__
    assert tables.info["documents_per_second"] > 0


def test_documents_stand_in_the_order_of_their_sources(serial):
    ids = list(serial.documents["doc_id"])
    assert ids == [f"{n:03}.txt" for n in range(30)] + [f"rows.jsonl#r{n}" for n in range(10)]
    assert list(serial.mentions["doc_id"].drop_duplicates()) == ids


def test_copies_are_found_across_shards(serial):
    same = serial.documents.query("similarity == 1")
    assert list(same["duplicate_of"]) == [f"rows.jsonl#r{n}" for n in range(5)]
    copies = serial.documents[serial.documents["similarity"] >= schema.REPEATED]
    mentions = serial.mentions[~serial.mentions["doc_id"].isin(copies["doc_id"])]
    counted = mentions.groupby("entity_id").size()
    stated = serial.entities.set_index("entity_id")["n_mentions"]
    pd.testing.assert_series_equal(
        stated.sort_index(), counted.sort_index(), check_dtype=False, check_names=False
    )


def test_from_memory_and_from_a_folder_the_tables_are_the_same(serial):
    nlp = fake.load()
    docs = []
    for row in serial.texts.itertuples():
        doc = nlp(row.text)
        doc._.id = row.doc_id
        docs.append(doc)
    memory = extract.tables(docs)
    for name in set(schema.TABLES) - {"documents"}:
        pd.testing.assert_frame_equal(serial[name], memory[name], obj=name)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_size_of_shards_changes_nothing(serial, source, tmp_path, size):
    assert_equal(serial, run(source, tmp_path / "out", shard_size=size))


def test_a_pipeline_that_has_met_many_words_is_loaded_anew(serial, source, tmp_path, monkeypatch):
    loads = []

    def load():
        loads.append(1)
        return fake.load()

    monkeypatch.setattr(memory, "MOST_WORDS", 0)
    tables = run(source, tmp_path / "out", load=load, shard_size=10)
    assert len(loads) == tables.info["shards"]["done"] > 1
    assert_equal(serial, tables)


def test_our_own_pipeline_keeps_nothing_from_one_shard_for_the_next(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for number, line in enumerate(LINES):
        (source / f"{number}.txt").write_text(line, encoding="utf-8")
    one = extract.run(source, tmp_path / "one")
    each = extract.run(source, tmp_path / "each", shard_size=1)
    assert each.info["shards"]["done"] == 5
    assert len(one.mentions) > 5
    assert not len(each.errors)
    for name in ("mentions", "entities", "people", "places"):
        pd.testing.assert_frame_equal(
            one[name].drop(columns="score", errors="ignore"),
            each[name].drop(columns="score", errors="ignore"),
        )


def test_two_processes_give_what_one_gives(serial, source, tmp_path):
    tables = run(source, tmp_path / "out", workers=2, shard_size=4)
    assert_equal(serial, tables)
    assert tables.info["settings"]["workers"] == 2


def test_any_executor_and_any_order_of_finishing(serial, source, tmp_path):
    class Reversed(cf.Executor):
        """Does nothing until four jobs wait, then the last first."""

        _max_workers = 2
        most = 0

        def __init__(self):
            self.waiting = []

        def submit(self, fn, /, *args):
            future = cf.Future()
            self.waiting.append((future, fn, args))
            self.most = max(self.most, len(self.waiting))
            threading.Timer(0.02, self.work).start()
            return future

        def work(self):
            while self.waiting:
                future, fn, args = self.waiting.pop()
                future.set_result(fn(*args))

    executor = Reversed()
    assert_equal(serial, run(source, tmp_path / "out", executor=executor, shard_size=2))
    assert 1 < executor.most <= 4  # a bounded number waits, however many shards there are


def test_dask(serial, source, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        tables = run(source, tmp_path / "out", executor=client.get_executor(), shard_size=4)
    assert_equal(serial, tables)


def test_killed_at_any_moment_the_same_call_goes_on(tmp_path):
    source = write(tmp_path / "in", 24, extra="СОН")  # each takes a while
    undisturbed = run(source, tmp_path / "undisturbed", shard_size=2)
    out = tmp_path / "out"
    random.seed(1)
    kept = []
    for attempt in range(4):
        # Workers import the script, so it is a file.
        process = start(tmp_path, source, out, workers=1 + attempt % 2)
        wait_for_shards(process, out, len(kept) + random.randint(0, 3), random.random() / 5)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept = [name for name in shards(out) if not name.startswith(".")] if out.exists() else []
    assert kept, "every attempt was killed before its first shard"
    tables = run(source, out, shard_size=2)
    assert tables.info["shards"]["reused"] >= len(kept) - 1
    assert_equal(undisturbed, tables)
    assert not [name for name in shards(out) if name.startswith(".")]


def start(folder, source, out, workers):
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    path = os.pathsep.join([str(Path(fake.__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(script), str(source), str(out), str(workers)],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.DEVNULL,
    )


def wait_for_shards(process, out, n, seconds):
    """Until so many shards are there, or the process has ended, and so many seconds more."""
    while process.poll() is None:
        if out.exists() and (out / "shards").exists() and len(shards(out)) >= n:
            break
        time.sleep(0.01)
    time.sleep(seconds)


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    psutil = pytest.importorskip("psutil", reason="psutil is not installed")
    source = write(tmp_path / "in", 60, extra="СОН")
    process = start(tmp_path, source, tmp_path / "out", workers=2)
    wait_for_shards(process, tmp_path / "out", 1, 0)
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive


def test_a_second_run_does_nothing_again(source, tmp_path):
    first = run(source, tmp_path / "out", shard_size=4)
    names = shards(tmp_path / "out")
    second = run(source, tmp_path / "out", shard_size=4)
    assert first.info["shards"] == {"done": len(names), "reused": 0}
    assert second.info["shards"] == {"done": 0, "reused": len(names)}
    assert_equal(first, second)


def test_a_run_goes_on_with_other_relations_from_the_same_shards(tmp_path):
    (tmp_path / "in").mkdir()
    text = "По слухам, Юрий Петухов, губернатор, ушёл из Правительства России."
    (tmp_path / "in/a.txt").write_text(text, encoding="utf-8")
    source, out = tmp_path / "in", tmp_path / "out"
    for relations, predicates in (
        ("trusted", ["WORKS_AS"]),
        ("all", ["WORKPLACE", "WORKS_AS"]),
        ("trusted", ["WORKS_AS"]),
    ):
        tables = run(source, out, relations=relations)
        assert sorted(tables.relations["predicate"]) == predicates
        assert tables.people["organizations"][0] == []
        assert tables.info["settings"]["relations"] == relations
        assert len(pd.read_parquet(out / "relations.parquet")) == len(predicates)
    assert tables.info["shards"] == {"done": 0, "reused": 1}
    with pytest.raises(RunError, match="trusted, all"):
        run(source, out, relations="some")


def test_without_resume_all_is_done_again(source, tmp_path):
    first = run(source, tmp_path / "out")
    again = run(source, tmp_path / "out", resume=False)
    assert again.info["shards"] == first.info["shards"]


def test_what_changed_is_done_again(tmp_path):
    source = write(tmp_path / "in")
    first = run(source, tmp_path / "out", shard_size=4)
    (source / "007.txt").write_text("Казахстан.", encoding="utf-8")
    (source / "008.txt").unlink()
    second = run(source, tmp_path / "out", shard_size=4)
    assert 1 <= second.info["shards"]["done"] <= 2
    assert_equal(second, run(source, tmp_path / "fresh", shard_size=4))
    texts = second.texts.set_index("doc_id")["text"]
    assert texts["007.txt"] == "Казахстан."
    assert "008.txt" not in texts
    assert len(shards(tmp_path / "out")) == sum(second.info["shards"].values())
    assert len(first.documents) == len(second.documents) + 1


def test_a_new_file_leaves_most_shards_as_they_are(tmp_path):
    source = write(tmp_path / "in", 60)
    run(source, tmp_path / "out", shard_size=4)
    (source / "000a.txt").write_text("Казахстан.", encoding="utf-8")
    second = run(source, tmp_path / "out", shard_size=4)
    assert second.info["shards"]["done"] < second.info["shards"]["reused"] / 2


def other_load():
    return fake.load()


def test_another_pipeline_uses_nothing_of_the_first(source, tmp_path):
    run(source, tmp_path / "out")
    assert run(source, tmp_path / "out", load=other_load).info["shards"]["reused"] == 0


def test_the_folder_may_be_moved(source, tmp_path):
    out = tmp_path / "out"
    run(source, out)
    moved = out.rename(tmp_path / "moved")
    assert run(source, moved).info["shards"]["done"] == 0


def test_an_article_that_fails_is_listed_and_harms_no_other(serial, tmp_path):
    source = write(tmp_path / "in")
    (source / "012a.txt").write_text("ОШИБКА и Россия", encoding="utf-8")
    (source / "empty.txt").write_text("", encoding="utf-8")
    tables = run(source, tmp_path / "out")
    assert tables.errors[["source", "doc_id", "stage", "error"]].values.tolist() == [
        ["012a.txt", "012a.txt", "fake_names", "ValueError"],
        ["empty.txt", "empty.txt", "read", "EmptyText"],
    ]
    assert "012a.txt: the text says ОШИБКА" in list(tables.errors["message"])
    for name in set(schema.TABLES) - {"errors"}:
        pd.testing.assert_frame_equal(serial[name], tables[name], obj=name)


def test_what_failed_is_tried_again(tmp_path):
    source = write(tmp_path / "in", 5)
    (source / "bad.txt").write_text("", encoding="utf-8")
    os.utime(source / "bad.txt", ns=(0, 0))
    assert len(run(source, tmp_path / "out").errors) == 1
    assert run(source, tmp_path / "out").info["shards"]["done"] == 1


def test_an_article_that_kills_its_worker_is_listed_and_harms_no_other(serial, tmp_path, caplog):
    source = write(tmp_path / "in")
    (source / "012a.txt").write_text("СМЕРТЬ и Россия", encoding="utf-8")
    tables = run(source, tmp_path / "out", workers=2)
    assert tables.errors[["doc_id", "stage", "error"]].values.tolist() == [
        ["012a.txt", "fake_names", "WorkerDied"]
    ]
    assert "a worker died" in caplog.text
    for name in set(schema.TABLES) - {"errors"}:
        pd.testing.assert_frame_equal(serial[name], tables[name], obj=name)


class Remembering(cf.Executor):
    """As Dask's: what failed is not tried again, and a job equal to it is taken for it."""

    def __init__(self):
        self.failed = []

    def submit(self, fn, /, job):
        for before, future in self.failed:
            if before == job:
                return future
        with process_pool(1) as pool:
            future = pool.submit(fn, job)
            if future.exception() is not None:
                self.failed.append((job, future))
        return future


def test_a_scheduler_that_remembers_tries_again_all_the_same(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("СМЕРТЬ", encoding="utf-8")
    (tmp_path / "in/b.txt").write_text("Россия", encoding="utf-8")
    executor = Remembering()
    tables = run(tmp_path / "in", tmp_path / "out", executor=executor)
    assert tables.errors[["doc_id", "error"]].to_numpy().tolist() == [["a.txt", "WorkerDied"]]
    assert list(tables.documents["doc_id"]) == ["b.txt"]
    assert len(executor.failed) == 3  # together, and twice by itself


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def test_workers_that_cannot_start_end_the_run(source, tmp_path):
    with pytest.raises(WorkersDie, match="memory"):
        run(source, tmp_path / "out", workers=2, load=die)


class Watcher:
    """Counts, and does something at a shard."""

    def __init__(self, at=-1, action=None):
        self.total = self.sources = self.documents = self.shards = 0
        self.at, self.action, self.finished = at, action, False

    def begin(self, total):
        self.total = total

    def advance(self, sources, counts, reused):
        assert not reused
        self.sources += sources
        self.documents += counts["documents"]
        self.shards += 1
        if self.shards == self.at:
            self.action()

    def finish(self):
        self.finished = True


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_a_watcher_sees_every_source_once(source, tmp_path, size):
    watcher = Watcher()
    run(source, tmp_path / "out", watcher=watcher, shard_size=size)
    assert watcher.total == watcher.sources == 31
    assert watcher.documents == 40
    assert watcher.finished


def test_two_runs_do_not_write_into_one_folder(source, tmp_path):
    refused = []

    def second():
        with pytest.raises(RunError, match="another run"):
            run(source, tmp_path / "out")
        refused.append(True)

    run(source, tmp_path / "out", watcher=Watcher(1, second))
    assert refused
    run(source, tmp_path / "out")  # the lock is open again


def test_tables_stay_until_new_ones_are_complete(serial, source, tmp_path):
    out = tmp_path / "out"
    run(source, out)
    changed = write(tmp_path / "changed", 9)

    def fail():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(changed, out, watcher=Watcher(1, fail))
    assert_equal(serial, extract.open(out))
    assert len(run(changed, out).documents) == 12


@pytest.mark.parametrize("files", [0, 1, 10])
def test_a_crash_while_tables_are_replaced_is_made_good(source, tmp_path, monkeypatch, files):
    out = tmp_path / "out"
    run(write(tmp_path / "before", 3), out)
    replace, left = Path.replace, [files]

    def crash(self, target):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            run(source, out)
    tables = extract.open(out)
    assert len(tables.documents) == len(pd.read_parquet(out / "documents.parquet")) == 40
    assert tables.info["counts"]["documents"] == 40


def test_tables_are_not_read_as_articles(tmp_path):
    source = write(tmp_path / "in", 5)
    first = run(source, source / "out")
    second = run(source, source / "out")
    assert second.info["shards"]["done"] == 0
    assert len(first.documents) == len(second.documents) == 6
    with pytest.raises(RunError, match="folder that is read"):
        run(source, source)


def test_files_of_other_kinds_are_mentioned(tmp_path):
    source = write(tmp_path / "in", 2)
    (source / "a.mp3").write_bytes(b"ID3")
    (source / "b.mp3").write_bytes(b"ID3")
    (warning,) = run(source, tmp_path / "out").info["warnings"]
    assert warning == "2 file(s) of other kinds were not read: .mp3 (2)"


def test_strings_and_frames(tmp_path):
    texts = ["Россия.", ("Казахстан.", {"id": "k", "title": "Т", "date": "2023-11-28"}), ""]
    tables = run(iter(texts), tmp_path / "a")
    assert list(tables.documents["doc_id"]) == ["0", "k"]
    assert list(tables.documents["date"].dropna()) == [pd.Timestamp(2023, 11, 28)]
    assert list(tables.errors["error"]) == ["EmptyText"]
    frame = pd.DataFrame({"text": ["Россия.", "Казахстан."]}, index=["x", "y"])
    tables = run(frame, tmp_path / "b")
    assert list(tables.documents["doc_id"]) == ["x", "y"]
    assert run(frame, tmp_path / "b").info["shards"]["reused"] == 1


def test_object_storage_is_read_through_fsspec(tmp_path):
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
    store = fsspec.filesystem("memory")
    for name, text in {"a.txt": "Россия.", "b.txt": "Казахстан."}.items():
        store.pipe(f"/bucket/{name}", text.encode())

    def articles(files):
        for file in files:
            with file as opened:
                yield opened.read(), {"id": file.path}

    files = fsspec.open_files("memory://bucket/*.txt", "r", encoding="utf-8")
    run(articles(files), tmp_path / "out").close()
    store.put(f"{tmp_path}/out/", "memory://tables/", recursive=True)
    assert list(pd.read_parquet(store.open("/tables/texts.parquet"))["doc_id"]) == [
        "/bucket/a.txt", "/bucket/b.txt"
    ]  # fmt: skip


def test_texts_that_share_an_id(tmp_path):
    tables = run([("Россия.", {"id": 1}), ("Казахстан.", {"id": 1})], tmp_path / "out")
    assert list(tables.documents["doc_id"]) == ["1", "1@1"]
    assert tables.mentions["mention_id"].is_unique


def test_nothing_to_read(tmp_path):
    (tmp_path / "in").mkdir()
    tables = run(tmp_path / "in", tmp_path / "out", workers=2, xlsx=True)
    assert tables.counts() == dict.fromkeys(schema.TABLES, 0)
    assert tables.info["warnings"] == ["there was nothing to read"]


@pytest.mark.parametrize(
    "wrong",
    [{"workers": 0}, {"shard_size": 0}, {"columns": {"text": "t"}}],
)
def test_arguments_that_make_no_sense(source, tmp_path, wrong):
    with pytest.raises(RunError):
        run(source, tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"exclude": "nothing"}, "no such stage: nothing"), ({"load": dict}, "load= gives dict, no")],
)
def test_what_is_no_pipeline(source, tmp_path, wrong, words):
    with pytest.raises(PipelineError, match=words):
        extract.run(source, tmp_path / "out", **wrong)


def test_a_folder_that_is_no_models_is_not_looked_through(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(FileNotFoundError, match=f"no model '{tmp_path}': not a model folder"):
        extract.run(tmp_path / "in", tmp_path / "out", model=tmp_path)


def test_no_such_source(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(FileNotFoundError, match="no finished run"):
        extract.open(tmp_path)
