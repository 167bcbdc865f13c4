"""How exactly the networks are trained."""

from __future__ import annotations

import torch


def half(device: torch.device) -> torch.autocast:
    """bfloat16 where the processor computes in it itself; emulated it would be slower."""
    if device.type == "cuda":
        able = torch.cuda.is_bf16_supported()
    else:
        able = bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())
    return torch.autocast(device.type, torch.bfloat16, enabled=able)
