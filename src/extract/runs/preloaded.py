"""Imported by the process that forks the workers (see ``nursery``): loads their pipeline."""

from __future__ import annotations

import contextlib
import gc
import json
import os
from pathlib import Path

from extract.runs.memory import keep, spare_pandas
from extract.runs.nursery import PIPELINE
from extract.runs.settings import Pipeline

# What is loaded with the first text, such as the dictionary, is so before the workers part.
_FIRST = (
    "Глава Тверской области Иван Петров 5 марта 2021 года провёл в Твери встречу с министром "
    "культуры Ольгой Сидоровой. Подписано соглашение о сотрудничестве, сообщает пресс-служба."
)

if PIPELINE in os.environ:
    with contextlib.suppress(Exception):  # is said by the worker that tries it again
        spare_pandas()
        given = json.loads(Path(os.environ[PIPELINE]).read_text(encoding="utf-8"))
        keep(None, Pipeline(**{**given, "exclude": tuple(given["exclude"])}))(_FIRST)
        gc.freeze()
