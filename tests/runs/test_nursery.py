"""Workers that are born with the pipeline of their run."""

import dataclasses
import subprocess
import sys

import pytest

from extract.language import STAGES
from extract.runs.executors import process_pool
from extract.runs.memory import pipeline
from extract.runs.plan import Job
from extract.runs.settings import Pipeline

SMALL = Pipeline(exclude=tuple(stage for stage in STAGES if stage != "segmentation"))
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each worker loads its own")


def no_load():
    raise AssertionError("it was there before the worker")


def stages(fingerprint, folder):
    """What a worker has for a job of some pipeline."""
    return list(pipeline(Job("", (), folder, no_load, fingerprint)).pipe_names)


@linux
def test_a_worker_has_the_pipeline_of_its_pool_before_its_first_job(tmp_path):
    with process_pool(1, SMALL) as pool:
        assert pool.submit(stages, "small", tmp_path).result() == ["extract_segmentation"]
    # Words of a user's own may be more than a variable of the environment can hold.
    other = dataclasses.replace(SMALL, words={"careers": {"positions": ["глашатай"] * 20_000}})
    with process_pool(1, other) as pool:
        assert pool.submit(stages, "other", tmp_path).result() == ["extract_segmentation"]


@linux
def test_of_a_pipeline_that_is_not_ours_alone_each_worker_makes_its_own(tmp_path):
    with process_pool(1, no_load) as pool, pytest.raises(Exception, match="there before"):
        pool.submit(stages, "theirs", tmp_path).result()


@linux
def test_a_pipeline_that_cannot_be_loaded_is_left_to_the_worker_to_tell(tmp_path):
    wrong = dataclasses.replace(SMALL, words={"meetings": {}})
    with (
        process_pool(1, wrong) as pool,
        pytest.raises(Exception, match="there before"),
    ):
        pool.submit(stages, "none", tmp_path).result()


@linux
def test_no_process_stays(tmp_path):
    psutil = pytest.importorskip("psutil", reason="psutil is not installed")
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with process_pool(2, SMALL) as pool:
        pool.submit(stages, "small", tmp_path).result()
    left = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
    assert [one for one in left if "resource_tracker" not in " ".join(one.cmdline())] == []


PLAIN = """
import sys
from extract.runs.memory import spare_pandas
spare_pandas()
import pyarrow as pa
pa.table({"a": ["б"]})
assert "pandas" not in sys.modules
import pandas
print(len(pandas.DataFrame({"a": [1]})))
"""


def test_a_run_does_not_load_pandas_and_takes_it_from_nobody():
    done = subprocess.run([sys.executable, "-c", PLAIN], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
