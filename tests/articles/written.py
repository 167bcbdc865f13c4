"""Files written for a test, and what is read of them."""

import json
from pathlib import Path

import pandas as pd

from extract.articles import list_sources, read

NEWS = "Делегация области прибыла в Оренбург, сообщила пресс-служба губернатора."


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_all(path, **columns):
    return [item for source in list_sources(path, **columns) for item in read(source)]


def read_one(path, **columns):
    (item,) = read_all(path, **columns)
    return item


def as_jsonl(records, encoding):
    lines = (json.dumps(record, ensure_ascii=False, default=str) for record in records)
    return "".join(f"{line}\n" for line in lines).encode(encoding)


def as_csv(records, encoding, delimiter=","):
    return pd.DataFrame(records).to_csv(index=False, sep=delimiter).encode(encoding)


def as_parquet(records, _encoding):
    return pd.DataFrame(records).to_parquet(row_group_size=2)
