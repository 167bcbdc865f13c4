"""How sure a claim is."""

from __future__ import annotations

# Of each rule, how many claims were right where the model says nothing, and where it agrees.
RULES: dict[str, tuple[float, float]] = {
    "before": (0.7, 0.95),
    "after": (0.55, 0.93),
    "joined": (0.5, 0.9),
    "listed": (0.6, 0.9),
    "clause": (0.7, 0.95),
    "post": (0.7, 0.95),
    "led": (0.7, 0.9),
    "chain": (0.6, 0.9),
    "member": (0.7, 0.9),
    "pronoun": (0.55, 0.9),
    "silent": (0.4, 0.8),
    "model": (0.0, 0.55),
}
SURE = 0.5


def score(rule: str, model: float, is_marked: bool) -> float:  # noqa: FBT001
    """From the rule and the model's score."""
    alone, agreed = RULES[rule]
    return alone + (agreed - alone) * min(1.0, model / 0.9)
