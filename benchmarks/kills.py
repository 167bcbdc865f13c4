"""Runs that are killed at all sorts of moments, and must give the tables of one left in peace.

In each round a run with two workers is killed (SIGKILL) several times and started again each
time, then left in peace; its tables must equal those of a run with one worker, row for row and
byte for byte. It is killed as a whole at any moment, while it writes the tables, while it puts
them in their place, and one worker is killed alone. Linux only.

With --cluster the articles are read by two processes of a Dask cluster instead, one of which is
killed when a third of the shards is done.

Usage: python benchmarks/kills.py [--kills 30] [--articles 300] [--seed 1] [--cluster]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import batch

import extract

A_ROUND = 5  # kills before a run is left in peace
MOMENTS = ("any", "any", "worker", "new", "ready")


def main() -> None:
    """Says what was killed when; exit code 1 if any tables differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cluster", action="store_true")
    asked = parser.parse_args()
    if asked.cluster:
        sys.exit(on_a_cluster(asked.articles))
    chance, killed, wrong, rounds = random.Random(asked.seed), Counter[str](), [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = batch.write(folder / "in", asked.articles)
        peace = batch.undisturbed(source, folder / "peace", 1)
        while killed.total() < asked.kills:
            rounds += 1
            out = folder / f"round{rounds}"
            killed += one_round(source, out, peace.seconds / 2, chance)
            wrong += batch.differences(folder / "peace", out)
            print(f"round {rounds}: {dict(killed)}, different: {wrong}", flush=True)
    print(f"{killed.total()} kills in {rounds} rounds; different tables: {len(wrong)}")
    sys.exit(bool(wrong))


def one_round(source: Path, out: Path, seconds: float, chance: random.Random) -> Counter[str]:
    """A run that is killed, started again, and at last left in peace."""
    killed: Counter[str] = Counter()
    for _ in range(A_ROUND):
        moment = chance.choice(MOMENTS)
        process = batch.start(source, out, 2)
        if wait_for(moment, process, out, seconds, chance):
            killed[moment] += kill(moment, process, chance)
        if moment == "worker" or process.poll() is not None:
            process.wait()
    if code := batch.start(source, out, 2).wait():
        sys.exit(f"extract run ended with exit code {code}")
    return killed


def wait_for(
    moment: str, process: subprocess.Popen[bytes], out: Path, seconds: float, chance: random.Random
) -> bool:
    """Waits for a moment; whether it has come before the run ended."""
    if moment in ("any", "worker"):
        time.sleep(chance.uniform(0.05, 0.9) * seconds)
    else:
        while process.poll() is None and not (out / ".extract" / moment).exists():
            pass
        time.sleep(chance.uniform(0, 0.1) if moment == "new" else 0)
    return process.poll() is None


def kill(moment: str, process: subprocess.Popen[bytes], chance: random.Random) -> int:
    """Kills all processes of a run, or one of its workers; how many kills that was."""
    if moment == "worker":
        workers = [pid for pid in batch._group(process.pid) if pid != process.pid]
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
        return int(bool(workers))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return 1


class Killer:
    """Kills a worker of a cluster when a third of the articles is done."""

    def __init__(self, client: Any) -> None:
        self.client, self.left, self.killed = client, 0, 0

    def begin(self, total: int) -> None:
        self.left = total // 3

    def advance(self, sources: int, *_: object) -> None:
        self.left -= sources
        if self.left <= 0 and not self.killed:
            self.killed = next(iter(self.client.run(os.getpid).values()))
            os.kill(self.killed, signal.SIGKILL)

    def finish(self) -> None:
        pass


def on_a_cluster(articles: int) -> int:
    """Reads articles of NEREL's dev texts on a cluster and serially; 1 if any table differs."""
    from distributed import Client, LocalCluster

    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        (folder / "in").mkdir()
        for path in sorted((batch.NEREL.parent / "dev").glob("*.txt"))[:articles]:
            shutil.copy(path, folder / "in")
        extract.run(folder / "in", folder / "serial").close()
        cluster = stack.enter_context(
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
        )
        client = stack.enter_context(Client(cluster))
        killer = Killer(client)
        tables = extract.run(
            folder / "in", folder / "cluster", executor=client.get_executor(), shard_size=4,
            watcher=killer,
        )  # fmt: skip
        counts = {name: tables.info["counts"][name] for name in ("documents", "errors")}
        wrong = batch.differences(folder / "serial", folder / "cluster")
        print(f"{counts}, worker {killer.killed} killed, different tables: {wrong}")
        return int(bool(wrong) or not killer.killed)


if __name__ == "__main__":
    main()
