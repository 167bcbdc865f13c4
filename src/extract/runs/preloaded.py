"""Imported by the process that forks the workers (see ``nursery``): loads their pipeline."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from extract.runs.errors import PipelineError
from extract.runs.memory import keep
from extract.runs.nursery import PIPELINE
from extract.runs.settings import Pipeline

if PIPELINE in os.environ:
    fingerprint, given = json.loads(Path(os.environ[PIPELINE]).read_text(encoding="utf-8"))
    # What cannot be loaded is said by the worker that tries it again.
    with contextlib.suppress(MemoryError, PipelineError):
        keep(fingerprint, Pipeline(**{**given, "exclude": tuple(given["exclude"])}))
