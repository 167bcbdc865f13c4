"""What a user chooses of the tables; here, since the command line names it before it loads any."""

from __future__ import annotations

import enum


class Trust(enum.StrEnum):
    """Which relations stand in the tables."""

    TRUSTED = "trusted"
    ALL = "all"


class Csv(enum.StrEnum):
    """How CSV is written."""

    NONE = "none"
    PLAIN = "plain"
    EXCEL = "excel"


class HeaderLanguage(enum.StrEnum):
    """Of the headers of a workbook."""

    RU = "ru"
    EN = "en"


class Format(enum.StrEnum):
    """The formats of other programs."""

    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    DOCCANO = "doccano"
    CONLL = "conll"
    SPACY = "spacy"
    NEO4J = "neo4j"
    FOLLOWTHEMONEY = "followthemoney"
