"""Which relations of a document a reader can trust, and how likely they are right."""

from extract.trust.rows import trusted
from extract.trust.scores import OTHER, PATTERN, TOLD, chance, log_odds, packaged

__all__ = ["OTHER", "PATTERN", "TOLD", "chance", "log_odds", "packaged", "trusted"]
