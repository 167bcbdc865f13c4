"""One thread for each process.

Numerical libraries start a thread for each core in each process; with a process for each core
they wait for each other then, and four workers are slower than one. They read these variables
when they are loaded, so this module loads nothing.
"""

from __future__ import annotations

import os

ONE_THREAD: dict[str, str] = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def one_thread() -> None:
    """Holds this process and those that it starts to one thread; what the user set stays."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
