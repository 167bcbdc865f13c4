"""The same folder on a cluster of processes, one of which is killed in the middle."""

import os
import signal
from pathlib import Path

import fake
import pytest

import extract
from extract import schema

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    for number in range(24):
        text = f"Юрий Петухов, губернатор, открыл форум в Новосибирске. СОН {number}."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = os.pathsep.join([str(Path(fake.__file__).parent), os.environ.get("PYTHONPATH", "")])
    with (
        pytest.MonkeyPatch.context() as patch,
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            local_directory=str(tmp_path_factory.mktemp("dask")),
            env={"PYTHONPATH": path},
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))  # paths are those of the caller
        yield client


class Killer:
    """Kills a worker when a shard is done."""

    def __init__(self, client):
        self.client, self.shards, self.killed = client, 0, []

    def begin(self, total):
        self.total = total

    def advance(self, *_):
        self.shards += 1
        if self.shards == 3:
            pids = self.client.run(os.getpid)
            self.killed = [next(iter(pids.values()))]
            os.kill(self.killed[0], signal.SIGKILL)

    def finish(self):
        pass


def files(out):
    """The tables as bytes."""
    names = [f"{name}.parquet" for name in schema.TABLES]
    names += [f"{name}.csv" for name in schema.TABLES.keys() - schema.BINARY_ONLY]
    return {name: (out / name).read_bytes() for name in names}


def test_a_worker_that_is_killed_changes_no_byte(client, source, tmp_path):
    extract.run(source, tmp_path / "serial", load=fake.load).close()
    killer = Killer(client)
    tables = extract.run(
        source, tmp_path / "cluster", load=fake.load, shard_size=2, watcher=killer,
        executor=client.get_executor(),
    )  # fmt: skip
    assert killer.killed
    assert not len(tables.errors)
    assert tables.info["shards"]["done"] > 6
    assert files(tmp_path / "cluster") == files(tmp_path / "serial")
