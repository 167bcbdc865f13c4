"""No connection is opened, and nothing is written outside of the output and temporary folders."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import fake
import pytest

import extract

TEXT = "Делегация Новосибирской области во главе с Иваном Петровым посетила Оренбург 5 мая."
COMMAND = Path(sys.executable).parent / "extract"
LIBRARY = f"""
import sys, extract, extract.cli
print(len(extract.load()({TEXT!r})._.entities) > 0)
print(*{{name.split('.')[0] for name in sys.modules}} & {{'pymorphy2', 'yargy', 'natasha'}})
"""
LATE = f"import onnxruntime; {LIBRARY}"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None,
    reason="connections are recorded by a C library that is preloaded: Linux and a compiler",
)


@pytest.fixture(scope="module")
def recorder():
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "connections.so")
        source = Path(__file__).with_name("connections.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        yield library


@pytest.fixture
def recorded(recorder, tmp_path):
    """Runs a command with an empty home folder.

    Returns its output, what it connected to, and the files that it left in the home folder.
    """

    def run(*command):
        home, log = tmp_path / "home", tmp_path / "log"
        home.mkdir()
        keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        env = {**keep, "HOME": str(home), "LD_PRELOAD": str(recorder), "CONNECTIONS_LOG": str(log)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        tried = log.read_text().splitlines() if log.exists() else []
        return done.stdout, tried, sorted(home.rglob("*"))

    return run


def test_the_recorder_hears_a_look_up(recorded):
    look_up = "import socket\ntry: socket.getaddrinfo('localhost', 1)\nexcept OSError: pass"
    assert recorded(sys.executable, "-c", look_up)[1] == ["getaddrinfo localhost"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command(recorded, tmp_path, workers):
    for number in range(3):
        tmp_path.joinpath(f"{number}.txt").write_text(TEXT, encoding="utf-8")
    command = (COMMAND, "run", tmp_path, "-o", tmp_path / "out", "--workers", workers, "--xlsx",
               "--shard-size", "1")  # fmt: skip
    assert recorded(*command)[1:] == ([], [])


@pytest.mark.parametrize("program", [LIBRARY, LATE], ids=["ours first", "onnxruntime first"])
def test_the_library(recorded, program):
    """It finds something, and imports nothing of what natasha brings along."""
    assert recorded(sys.executable, "-c", program) == ("True\n\n", [], [])


QUERIES = (
    "FROM 'https://example.org/a.parquet'",
    "FROM read_csv('http://example.org/a.csv')",
    "FROM 's3://bucket/a.parquet'",
    "ATTACH 'https://example.org/a.duckdb' AS other",
    "FROM 'a.xlsx'",
    "ATTACH 'dbname=other' AS other (TYPE postgres)",
)


ASKED = """
import sys
sys.path.insert(0, sys.argv[1])
import extract, fake
nlp = fake.load()
opened = extract.tables([nlp("Форум.")]), extract.run(["Форум."], sys.argv[2], load=fake.load)
for tables in opened:
    for query in sys.argv[3:]:
        try:
            tables.sql(query)
        except Exception:
            print("refused")
"""


def test_queries(recorded, tmp_path):
    """DuckDB would fetch an extension that can read what these name."""
    program = (sys.executable, "-c", ASKED, Path(fake.__file__).parent, tmp_path / "out")
    assert recorded(*program, *QUERIES) == ("refused\n" * 2 * len(QUERIES), [], [])


def test_a_query_reads_files_of_this_machine(tmp_path):
    (tmp_path / "known.csv").write_text("doc_id,topic\na,спорт\n", encoding="utf-8")
    tables = extract.tables([fake.load()("Форум.")])
    assert tables.sql(f"SELECT topic FROM '{tmp_path}/known.csv'").topic.tolist() == ["спорт"]


def test_a_version_that_speaks_is_told_of(monkeypatch):
    import onnxruntime

    from extract import telemetry

    monkeypatch.delenv("ORT_DISABLE_TELEMETRY")
    monkeypatch.setattr(onnxruntime, "__version__", "1.30.1")
    with pytest.warns(UserWarning, match=r"onnxruntime 1\.30\.1 was imported before extract"):
        telemetry.switch_off()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
