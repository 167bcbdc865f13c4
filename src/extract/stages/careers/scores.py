"""How sure a claim is: how often claims like it were right.

Counted on NEREL's texts (claims against its WORKS_AS), and read in news where it marks nothing:
pronouns, memberships, bodies led.
"""

from __future__ import annotations

# Of each rule the share of claims that are right where the model says nothing, and where it is
# as sure as it gets.
RULES: dict[str, tuple[float, float]] = {
    "before": (0.75, 0.98),
    "after": (0.72, 0.95),
    "joined": (0.7, 0.92),
    "chain": (0.72, 0.92),
    "listed": (0.85, 0.97),
    "divided": (0.3, 0.5),
    "clause": (0.75, 0.98),
    "post": (0.8, 0.98),
    "led": (0.8, 0.98),
    "member": (0.8, 0.98),
    "pronoun": (0.72, 0.92),
    "silent": (0.5, 0.88),
    "recalled": (0.72, 0.9),
    "model": (0.21, 0.75),
}
SUREST = 0.9  # the model is hardly ever surer of anything


def score(rule: str, model: float) -> float:
    """The chance that a claim is right.

    Args:
        rule: How it was found.
        model: The model's score of the pair, 0 where it says nothing.
    """
    alone, agreed = RULES[rule]
    return alone + (agreed - alone) * min(1.0, model / SUREST)
