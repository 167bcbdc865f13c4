"""Corrections that last: what a person knows better, applied whenever tables are made.

``read`` takes them from a file that people write, ``plan`` finds which entities they mean in the
articles at hand, and ``apply`` changes the rows of each table. Articles are not read again, and
neither workers nor the order of articles play a part: a plan depends on all documents together.
"""

from extract.tables.corrections.apply import Corrected
from extract.tables.corrections.plan import Plan, plan
from extract.tables.corrections.read import (
    NO_CORRECTIONS,
    Correction,
    Corrections,
    CorrectionsError,
    read,
)

__all__ = ["NO_CORRECTIONS", "Corrected", "Correction", "Corrections", "CorrectionsError", "Plan",
           "plan", "read"]  # fmt: skip
