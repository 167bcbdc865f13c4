"""Limits of time and memory: what exceeds them is a row of errors, and all else goes on."""

import os
import signal
import sys
from pathlib import Path

import fake
import pytest

import extract
from extract.runs import worker
from extract.runs.errors import RunError
from extract.runs.limits import Guard, Limits, OutOfMemoryError, OutOfTimeError

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"Форум в Новосибирске: {name}.", encoding="utf-8")
    return folder


def errors(tables):
    return tables.errors[["doc_id", "stage", "error"]].values.tolist()


def run(source, workers=1, **settings):
    settings = {"load": fake.load, "seconds_per_article": 1, **settings}
    return extract.run(source, source.parent / "out", workers=workers, **settings)


def test_an_article_that_takes_too_long_is_listed_and_harms_no_other(source):
    (source / "b2.txt").write_text("СПЯЧКА", encoding="utf-8")
    tables = run(source)
    assert errors(tables) == [["b2.txt", "fake_names", "OutOfTimeError"]]
    assert list(tables.errors["message"]) == ["b2.txt: it took more than 1 seconds"]
    assert list(tables.documents["doc_id"]) == ["a.txt", "b.txt", "c.txt", "d.txt"]


@linux
def test_an_article_that_takes_too_much_memory_is_listed_and_harms_no_other(source):
    (source / "b2.txt").write_text("ОБЖОРСТВО", encoding="utf-8")
    tables = run(source, seconds_per_article=60, mib_per_article=500)
    assert errors(tables) == [["b2.txt", "fake_names", "OutOfMemoryError"]]
    assert list(tables.errors["message"]) == ["b2.txt: it needs more than 500 MiB of memory"]
    assert list(tables.documents["doc_id"]) == ["a.txt", "b.txt", "c.txt", "d.txt"]


@linux
def test_in_workers_too_and_a_library_that_hangs_ends_with_its_worker(source):
    # What ends the worker comes first: each new attempt waits again for all that is before it.
    for name, word in {"b2": "КОМА", "b3": "СПЯЧКА", "c2": "ОБЖОРСТВО"}.items():
        (source / f"{name}.txt").write_text(word, encoding="utf-8")
    # Three seconds: on a busy machine it takes one to fill so much memory.
    tables = run(source, 2, mib_per_article=150, seconds_per_article=3)
    assert errors(tables) == [
        ["b2.txt", "fake_names", "OutOfTimeError"],
        ["b3.txt", "fake_names", "OutOfTimeError"],
        ["c2.txt", "fake_names", "OutOfMemoryError"],
    ]
    assert "b2.txt: it took more than 3 seconds" in list(tables.errors["message"])
    assert list(tables.documents["doc_id"]) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert not [file for file in (source.parent / "out/shards").iterdir() if file.is_file()]


def test_the_same_article_is_done_where_it_may_take_more(source):
    (source / "b2.txt").write_text("СОН", encoding="utf-8")
    (source / "b3.txt").write_text("ОБЖОРСТВО", encoding="utf-8")
    tables = run(source, seconds_per_article=0.04, mib_per_article=500)
    assert {"b2.txt", "b3.txt"} <= set(tables.errors["doc_id"])
    tables = run(source, seconds_per_article=60)
    assert not errors(tables)
    assert len(tables.documents) == 6


def test_an_article_too_long_for_the_memory_it_may_take_is_not_begun(source):
    (source / "b2.txt").write_text("слово " * 100_000, encoding="utf-8")
    tables = run(source, mib_per_article=100, seconds_per_article=60)
    assert errors(tables) == [["b2.txt", "segmentation", "OutOfMemoryError"]]
    assert "600,000 characters" in tables.errors["message"][0]


def test_reading_that_takes_too_long_is_listed(source, monkeypatch):
    (source / "b2.txt").write_text("Форум.", encoding="utf-8")
    read = worker.read

    def hang(each):
        if each.name == "b2.txt":
            signal.pause()
        yield from read(each)

    monkeypatch.setattr(worker, "read", hang)
    tables = run(source)
    found = tables.errors[["source", "stage", "error"]].values.tolist()
    assert found == [["b2.txt", "read", "OutOfTimeError"]]
    assert len(tables.documents) == 4


def test_long_articles_have_more_time():
    assert Limits(10).time(5_000) == Limits(10).time(100_000) == 10
    assert Limits(10).time(1_000_000) == 100


def test_a_library_that_swallows_an_interruption_is_interrupted_again():
    swallowed = []
    with pytest.raises(OutOfTimeError), Guard(Limits(0.05)).watching("names"):
        while True:
            try:
                signal.pause()
            except BaseException:
                if swallowed:
                    raise
                swallowed.append(1)


def test_what_was_set_before_is_as_it_was():
    resource = pytest.importorskip("resource", reason="there is none on Windows")
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    limit = resource.getrlimit(resource.RLIMIT_DATA)
    with Guard(Limits(60)).watching("names"):
        assert signal.getsignal(signal.SIGALRM) != signal.SIG_IGN
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_IGN
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert resource.getrlimit(resource.RLIMIT_DATA) == limit
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


@linux
def test_memory_is_refused_to_libraries_too():
    numpy = pytest.importorskip("numpy")
    with pytest.raises(MemoryError), Guard(Limits(mib=100)).watching("names"):
        numpy.zeros(2**28, dtype=numpy.uint8)


def test_an_alarm_of_the_users_own_is_left_alone():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    with pytest.raises(OutOfTimeError):
        guard = Guard(Limits(0.01))
        with guard.watching("names"):
            signal.pause()
            guard.mark("places")
    assert rung
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("wrong", [{"seconds_per_article": 0}, {"mib_per_article": -1},
                                   {"seconds_per_article": float("inf")}])  # fmt: skip
def test_limits_that_make_no_sense(source, wrong):
    with pytest.raises(RunError, match="some time"):
        run(source, **wrong)


def test_a_message_says_how_much_is_needed():
    with pytest.raises(OutOfMemoryError, match="MiB"):
        Limits(mib=1).check_length(10**6)


def test_on_a_cluster(source, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    dask = pytest.importorskip("dask")
    (source / "b2.txt").write_text("СПЯЧКА", encoding="utf-8")
    (source / "b3.txt").write_text("КОМА", encoding="utf-8")
    path = os.pathsep.join([str(Path(fake.__file__).parent), os.environ.get("PYTHONPATH", "")])
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None,
            local_directory=str(tmp_path / "dask"), env={"PYTHONPATH": path},
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        cluster.adapt(minimum=1, maximum=1)  # a worker that dies as it starts is not started again
        # What a worker imports at its first article takes a second where all is new and busy.
        tables = run(source, executor=client.get_executor(), seconds_per_article=4)
    assert errors(tables) == [
        ["b2.txt", "fake_names", "OutOfTimeError"],
        ["b3.txt", "fake_names", "OutOfTimeError"],
    ]
    assert len(tables.documents) == 4
