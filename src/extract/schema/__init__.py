"""The words of the project: entity types, relation types and the columns of the tables.

This is the only place that lists them; the stages, the writers, the command line,
the documentation and the tests read them from here.
"""

from extract.schema.columns import *  # noqa: F403
from extract.schema.tables import *  # noqa: F403
from extract.schema.words import *  # noqa: F403
