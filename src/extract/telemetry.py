"""Nothing that we are built on reports to anybody.

ONNX Runtime 1.29 and later look up a telemetry host, and keep a device id under ``~/.cache``, as
soon as they are imported; nothing that is called afterwards stops them. They read these variables
at that moment, so ``import extract`` sets them before anything else is loaded, and processes that
are started from this one inherit them. The versions that ``pyproject.toml`` admits have no
telemetry: the variables guard whoever installs a later one.
"""

from __future__ import annotations

import os
import sys
import warnings

SILENT: dict[str, str] = {
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which tokenizers installs
    "DO_NOT_TRACK": "1",  # https://consoledonottrack.com
}
_TALKATIVE = (1, 29)  # ONNX Runtime's first version with telemetry on Linux, seen by its look-ups


def switch_off() -> None:
    """Switches off telemetry, unless the user has set its variables; warns where it is too late."""
    early = sys.modules.get("onnxruntime")
    if early is not None and "ORT_DISABLE_TELEMETRY" not in os.environ:
        _warn(str(getattr(early, "__version__", "0.0")))
    for name, value in SILENT.items():
        os.environ.setdefault(name, value)


def _warn(version: str) -> None:
    major, minor, *_ = version.split(".")
    if (int(major), int(minor)) >= _TALKATIVE:
        warnings.warn(
            f"onnxruntime {version} was imported before extract and may open connections: import"
            " extract first, set ORT_DISABLE_TELEMETRY=1, or install a version below 1.29",
            stacklevel=3,
        )
