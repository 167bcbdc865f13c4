"""Rows in, rows out: by hand, and on Spark where that is installed."""

import os
import sys
from pathlib import Path

import fake
import pandas as pd
import pytest

import extract
from extract.runs.frames import TABLES, Frames

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "text": [
            "Юрий Петухов, губернатор, открыл форум 28 ноября 2023 года.",
            "ОШИБКА",
            "Соглашение России с Казахстаном.",
        ],
        "date": ["2023-11-28", None, None],
    }
)


def rows_of(frames, name):
    return [row for frame in frames for rows in frame[name] for row in rows]


def test_the_rows_are_those_of_a_run(tmp_path):
    parts = [ARTICLES[:2], ARTICLES[2:]]
    found = list(Frames(load=fake.load)(parts))
    assert [len(frame) for frame in found] == [2, 1]
    tables = extract.run(ARTICLES, tmp_path / "out", load=fake.load)
    for name in TABLES:
        rows = rows_of(found, name)
        assert rows == tables.arrow(name).to_pylist(), name
    assert [row["doc_id"] for row in rows_of(found, "errors")] == ["b"]


def test_the_columns_have_types():
    ddl = Frames.ddl()
    assert ddl.startswith("doc_id STRING, documents ARRAY<STRUCT<`doc_id`: STRING, ")
    assert "`participants`: ARRAY<STRING>" in ddl
    assert all(f"{name} ARRAY<" in ddl for name in TABLES)


def test_spark(tmp_path, monkeypatch):
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed (it is no extra)")
    path = os.pathsep.join([str(Path(fake.__file__).parent), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # else the first on the path
    builder = pyspark.sql.SparkSession.builder.master("local[1]").appName("extract")
    for name, value in {
        "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(tmp_path), "spark.sql.session.timeZone": "UTC",
    }.items():  # fmt: skip
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        articles = spark.createDataFrame(
            ARTICLES.to_dict("records"), "id string, text string, date string"
        )
        found = articles.mapInPandas(Frames(load=fake.load), Frames.ddl())
        found.write.parquet(str(tmp_path / "found"))
        found = spark.read.parquet(str(tmp_path / "found"))
        tables = extract.run(ARTICLES, tmp_path / "out", load=fake.load)
        for name in TABLES:
            rows = [row.asDict() for row in found.selectExpr(f"inline({name})").collect()]
            assert sorted(rows, key=str) == sorted(tables.arrow(name).to_pylist(), key=str)
    finally:
        spark.stop()
