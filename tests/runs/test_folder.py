"""A run's folder: what is not ours stays, what is ours is whole, whoever reads or dies meanwhile."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import fake
import pandas as pd
import pytest

import extract
from extract import output
from extract.articles import ReadError
from extract.runs import folder as folders
from extract.runs.errors import OutputError, RunError
from extract.tables import folder as table_files

TEXT = "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном."
POLL = """
import sys
import extract
while True:
    tables = extract.open(sys.argv[1])
    assert tables.info["counts"]["documents"] == len(tables.documents) == len(tables.texts)
    tables.close()
    print("read", flush=True)
"""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path, source):
    """The folder of a finished run."""
    run(source, tmp_path / "out").close()
    return tmp_path / "out"


def run(source, out, **settings):
    return extract.run(source, out, **{"load": fake.load, **settings})


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "theirs, said",
    [
        ({"notes.md": "мои заметки"}, "would overwrite none of them"),
        ({"documents.csv": "мои документы"}, "would overwrite documents.csv"),
        ({"run.json": '{"name": "бег"}'}, "would overwrite run.json"),
        ({"run.json": "[" * 9_999}, "would overwrite run.json"),
        ({"shards/глава.txt": "глина"}, "write into shards/"),
        ({"extract.duckdb.wal": "w", "b.py": "b"}, "has 2 file(s)"),
        ({".extract/config": "их"}, "would overwrite .extract"),
    ],
)
def test_a_folder_with_files_of_others_is_refused(source, tmp_path, theirs, said):
    out = tmp_path / "project"
    for name, text in theirs.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
    before = contents(out)
    with pytest.raises(RunError) as refusal:
        run(source, out)
    assert said in str(refusal.value)
    assert "--force" in str(refusal.value)
    assert contents(out) == before


def test_by_force_files_of_our_names_are_overwritten_and_no_other(source, tmp_path):
    out, shard = tmp_path / "project", "0123456789abcdef01234567"
    kept = {
        "notes.md": "мои", "shards/clay.txt": "глина", "shards/.hidden": "h", "shards/old/x": "x",
        "texts.csv": "не наше имя",
    }  # fmt: skip
    for name, text in {**kept, "documents.csv": "мои документы"}.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
    tables = run(source, out, force=True)
    assert (
        f"{out} was not the folder of a run: documents.csv was overwritten"
        in (tables.info["warnings"])
    )
    assert list(pd.read_csv(out / "documents.csv")["doc_id"]) == ["a.txt"]
    (out / "shards" / shard).mkdir()  # of another pipeline, say
    again = run(source, out, resume=False)  # it is the folder of a run now
    assert again.info["warnings"] == []
    assert not (out / "shards" / shard).exists()
    assert {name: (out / name).read_text(encoding="utf-8") for name in kept} == kept


def test_hidden_files_are_in_nobodys_way(source, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".gitkeep").touch()
    assert len(run(source, out).documents) == 1
    assert (out / ".gitkeep").exists()


def test_a_table_is_not_written_over_a_folder(source, tmp_path):
    (tmp_path / "out/people.csv").mkdir(parents=True)
    with pytest.raises(RunError, match=r"people\.csv is a folder"):
        run(source, tmp_path / "out", force=True)


def test_what_an_earlier_run_wrote_and_this_one_did_not_is_said(source, tmp_path):
    run(source, tmp_path / "out", xlsx=True)
    assert run(source, tmp_path / "out").info["warnings"] == [
        "tables.xlsx is of an earlier run and was left as it is"
    ]


def test_tables_of_earlier_runs_are_not_read_as_articles(source):
    run(source, source / "out1").close()
    run(source, source / "b/out2").close()
    (source / "out1/run.json").unlink()  # as if it had been killed before its end
    (source / "out1/mine").mkdir()
    (source / "out1/mine/b.txt").write_text("Россия.", encoding="utf-8")
    tables = run(source, source / "out3")
    assert list(tables.documents["doc_id"]) == ["a.txt", "out1/mine/b.txt"]
    (said,) = (note for note in tables.info["warnings"] if "earlier" in note)
    assert "out1 (" in said
    assert "b/out2 (" in said
    with pytest.raises(ReadError, match="holds the tables of a run"):
        run(source / "out3", source / "out4")
    nlp = fake.load()
    assert [doc._.id for doc in extract.docs(source, nlp)] == ["a.txt", "out1/mine/b.txt"]


def test_somebody_elses_run_json_makes_no_output(tmp_path):
    (tmp_path / "run.json").write_text('{"counts": {}, "seconds": 1}')
    assert not output.is_output(tmp_path)


@pytest.mark.parametrize("name", ["out?", "a?b=1*", "[a]", "year=2023", "it's", "md:out", "a\nb"])
def test_a_folder_may_have_any_name(source, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    tables = run(source, name)
    assert len(tables.documents) == len(tables.texts) == 1
    assert not list(Path(name).rglob("*.wal"))


def test_a_name_that_is_not_utf8_is_refused(source, tmp_path):
    with pytest.raises(RunError, match="not UTF-8"):
        run(source, Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")))


def test_a_journal_goes_with_its_database(source, out):
    """A session that died has left what it had not yet written into the database."""
    code = (
        "import duckdb, os, sys; con = duckdb.connect(sys.argv[1]);"
        "con.execute('PRAGMA disable_checkpoint_on_shutdown');"
        "con.execute('CREATE TABLE mine (a INT)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(out / "extract.duckdb")], check=True)
    journal = out / "extract.duckdb.wal"
    left = journal.read_bytes()
    assert left
    (source / "b.txt").write_text("Россия.", encoding="utf-8")
    assert len(run(source, out).documents) == 2
    assert not journal.exists()
    with duckdb.connect(str(out / "extract.duckdb")) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    journal.write_bytes(left)  # as of a session that had the database before open until now
    with pytest.raises(RunError, match=r"remove .*\.wal"):
        extract.open(out)


@pytest.mark.parametrize("lost", ["extract.duckdb", "mentions.parquet"])
def test_tables_that_cannot_be_read_again_are_not_published(source, out, monkeypatch, lost):
    write = table_files._write

    def failing(shards, folder, *rest):
        done = write(shards, folder, *rest)
        whole = (folder / lost).read_bytes()
        (folder / lost).write_bytes(whole[: len(whole) // 10])
        return done

    (source / "b.txt").write_text("Россия.", encoding="utf-8")
    monkeypatch.setattr(table_files, "_write", failing)
    with pytest.raises((OutputError, duckdb.Error, ValueError)):
        run(source, out)
    assert list(extract.open(out).documents["doc_id"]) == ["a.txt"]
    assert not (out / ".extract/new").exists()


def test_rows_that_are_missing_are_noticed(out):
    counts = json.loads((out / "run.json").read_text())["counts"]
    table_files.check(out, counts)
    with pytest.raises(OSError, match="mentions"):
        table_files.check(out, {**counts, "mentions": counts["mentions"] + 1})


def test_a_damaged_database_is_said_to_be_one(out):
    (out / "extract.duckdb").write_bytes(b"DUCK" * 5_000)
    with pytest.raises(RunError, match="cannot be opened; the same extract run makes it again"):
        extract.open(out)


@pytest.fixture
def disk(tmp_path):
    """A disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(place)]
    try:
        made = subprocess.run(mount, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def leave(disk, kilobytes):
    """Fills a disk but for a little."""
    state = os.statvfs(disk)
    room = state.f_bavail * state.f_frsize - kilobytes * 1024
    (disk / "ballast").write_bytes(b"x" * max(0, room))


# At a shard, at the database's journal, at a .csv, at the database's last writing.
@pytest.mark.parametrize("kilobytes", [40, 600, 900, 2_000])
def test_a_full_disk_leaves_the_tables_of_before(source, disk, kilobytes):
    out = disk / "out"
    run(source, out).close()
    for number in range(8):
        (source / f"b{number}.txt").write_text(f"{TEXT} {number}. " * 50, encoding="utf-8")
    leave(disk, kilobytes)
    with pytest.raises(OutputError) as failure:
        run(source, out, shard_size=4)
    assert failure.value.errno in (28, 122)
    assert "No space left" in str(failure.value)
    with extract.open(out)._connection:
        assert list(extract.open(out).documents["doc_id"]) == ["a.txt"]
    assert not list(out.rglob("*.wal"))
    (disk / "ballast").unlink()
    assert len(run(source, out, shard_size=4).documents) == 9


def test_readers_and_runs_do_not_meet(source, out, tmp_path):
    script = tmp_path / "poll.py"
    script.write_text(POLL, encoding="utf-8")
    pollers = [
        subprocess.Popen(
            [sys.executable, str(script), str(out)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    try:
        assert [poller.stdout.readline() for poller in pollers] == ["read\n"] * 2
        for number in range(4):
            (source / f"{number}.txt").write_text(f"Россия {number}.", encoding="utf-8")
            assert len(run(source, out).documents) == number + 2
            assert [poller.stdout.readline() for poller in pollers] == ["read\n"] * 2
    finally:
        for poller in pollers:
            poller.kill()
    assert [poller.communicate()[1] for poller in pollers] == ["", ""]


def test_a_reader_may_not_be_able_to_write(out, monkeypatch):
    monkeypatch.setattr(folders.os, "access", lambda *_: False)
    assert len(extract.open(out).documents) == 1
