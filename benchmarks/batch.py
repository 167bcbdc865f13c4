"""A large run: speed by workers, memory by articles, and what is left of it after kill -9.

1. The same short articles are read by one worker and by two: documents per second of the whole
   command, start and tables included.
2. A run with two workers is killed at random moments (all of its processes, SIGKILL), the last
   time while it writes the tables, and started again each time. Its tables must equal those of
   the undisturbed run with one worker, row for row and byte for byte.
3. Ten times as many articles are read: peak memory must stay what it was.

The articles are one to three sentences of NEREL's train texts, or of our samples, with a running
number. Peak memory is that of the largest process (the system's own high-water mark) and of all
processes together (resident memory, added up four times a second, so that what they share
counts for each of them). Linux only.

Usage: python benchmarks/batch.py [--articles 1000] [--many 10000] [--kills 5] [--seed 1]
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import razdel
from readme import ROOT, put

import extract
from extract.schema import TABLES

NEREL = ROOT.parent / "shared/data/nerel/train"
TICK = 0.25  # seconds between two looks at memory
MIB = 2**20


@dataclass
class Peak:
    """Memory in bytes: of the largest process, and of all processes together."""

    largest: int = 0
    together: int = 0


@dataclass
class Run:
    """One command that was not disturbed."""

    articles: int
    workers: int
    seconds: float
    peak: Peak

    @property
    def per_second(self) -> float:
        return self.articles / self.seconds


def main() -> None:
    """Writes the table; exit code 1 if the tables after the kills are not the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = write(folder / "few", asked.articles)
        many = write(folder / "many", asked.many)
        runs = [
            undisturbed(few, folder / "one", 1),
            undisturbed(few, folder / "two", 2),
            undisturbed(many, folder / "many-one", 1),
            undisturbed(many, folder / "many-two", 2),
        ]
        kill(few, folder / "killed", runs[1].seconds, asked.kills, asked.seed)
        different = {
            what: differences(folder / "one", folder / out)
            for what, out in (("two workers", "two"), ("killed", "killed"))
        }
    if asked.many:  # without them half of the table is missing
        put("batch", table(runs, asked.kills, not any(different.values())))
    if any(different.values()):
        sys.exit(f"tables differ: {different}")


def sentences() -> Iterator[str]:
    """Sentences of NEREL's train articles, or of our samples where they are missing."""
    paths = sorted(NEREL.glob("*.txt")) or sorted((ROOT / "data/raw").glob("*.txt"))
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield from (sentence.text for sentence in razdel.sentenize(line))


def write(folder: Path, n: int) -> Path:
    """Articles of one to three sentences with a running number, so that none is a copy."""
    folder.mkdir()
    found = itertools.cycle(list(sentences()))
    for number in range(n):
        body = " ".join(itertools.islice(found, 1 + number % 3))
        text = f"{body}\n\nСообщение {number}.\n"
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
    return folder


def start(source: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """``extract run`` as a process group of its own."""
    command = [sys.executable, "-m", "extract", "run", str(source), "-o", str(out), "-q"]
    return subprocess.Popen([*command, "--workers", str(workers)], start_new_session=True)


def undisturbed(source: Path, out: Path, workers: int) -> Run:
    """One run from beginning to end."""
    began = time.perf_counter()
    process = start(source, out, workers)
    peak = Peak()
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    watch.join()
    if code:
        sys.exit(f"extract run ended with exit code {code}")
    run = Run(len(list(source.iterdir())), workers, seconds, peak)
    print(run, flush=True)
    return run


def _watch(process: subprocess.Popen[bytes], peak: Peak) -> None:
    while process.poll() is None:
        states = [_memory(pid) for pid in _group(process.pid)]
        peak.largest = max(peak.largest, *(high for _, high in states), 0)
        peak.together = max(peak.together, sum(now for now, _ in states))
        time.sleep(TICK)


def _group(leader: int) -> list[int]:
    """Processes of a group."""
    found = []
    for path in Path("/proc").iterdir():
        try:
            if path.name.isdigit() and os.getpgid(int(path.name)) == leader:
                found.append(int(path.name))
        except ProcessLookupError:
            continue
    return found


def _memory(pid: int) -> tuple[int, int]:
    """Resident memory of a process now and at its highest, in bytes; zeros when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0
    values = dict(line.split(":", 1) for line in lines)
    now, high = (int(values.get(name, "0 kB").split()[0]) for name in ("VmRSS", "VmHWM"))
    return now * 1024, high * 1024


def kill(source: Path, out: Path, seconds: float, kills: int, seed: int) -> None:
    """A run with two workers, killed again and again, and then left in peace.

    The last time it is killed while it writes the tables.

    Args:
        source: The articles.
        out: The run's folder.
        seconds: What an undisturbed run takes.
        kills: How often.
        seed: Of the moments.
    """
    chance = random.Random(seed)
    for number in range(kills):
        process = start(source, out, 2)
        if number < kills - 1:
            _sleep(process, chance.uniform(0.1, 0.5) * seconds)
        else:
            while process.poll() is None and not (out / ".extract/new").exists():
                time.sleep(0.005)
            _sleep(process, chance.uniform(0, 0.2))
        if process.poll() is not None:
            sys.exit("the run ended before it could be killed")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shards = sum(1 for _ in (out / "shards").glob("[!.]*"))
        print(f"killed: {shards} shards done", flush=True)
    if code := start(source, out, 2).wait():
        sys.exit(f"extract run ended with exit code {code}")


def _sleep(process: subprocess.Popen[bytes], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def differences(one: Path, other: Path) -> list[str]:
    """Files of tables in which two runs differ."""
    found = []
    for name in TABLES:
        if not pq.read_table(one / f"{name}.parquet").equals(
            pq.read_table(other / f"{name}.parquet")
        ):
            found.append(f"{name}.parquet")
        if not extract.open(one)[name].equals(extract.open(other)[name]):
            found.append(f"{name} in extract.duckdb")
    for path in sorted(one.glob("*.csv")):
        if path.read_bytes() != (other / path.name).read_bytes():
            found.append(path.name)
    return found


def table(runs: list[Run], kills: int, equal: bool) -> str:
    """All that was measured, as Markdown."""
    lines = [
        "| articles | workers | documents per second | MB, largest process | MB, all processes |",
        "|---|---|---|---|---|",
    ]
    for run in runs:
        largest, together = run.peak.largest / MIB, run.peak.together / MIB
        lines.append(
            f"| {run.articles:,} | {run.workers} | {run.per_second:.1f} "
            f"| {largest:.0f} | {together:.0f} |"
        )
    ratio = runs[3].per_second / runs[2].per_second
    lines.append(
        f"| **two workers / one**, {runs[2].articles:,} articles | | **{ratio:.2f}** | | |"
    )
    said = "equal" if equal else "DIFFERENT"
    lines.append(
        f"| **killed {kills} times**, {runs[0].articles:,} articles, against one worker "
        f"undisturbed | | tables {said} | | |"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
