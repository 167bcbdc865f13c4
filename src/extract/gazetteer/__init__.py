"""The gazetteer: countries, regions, cities, districts and other places with Russian names.

    >>> from extract import gazetteer
    >>> places = gazetteer.load()
    >>> [entry.key for entry in places.lookup("Новосибирской области")]
    ['geonames:1496745']

The file (``data/gazetteer.zip``) is built by ``extract.gazetteer.build`` from the sources that
``data/SOURCES.md`` names.
"""

from extract.gazetteer.entries import NAME_KINDS, Entry, Match, weight
from extract.gazetteer.lookup import FILE, Gazetteer, load

__all__ = ["FILE", "NAME_KINDS", "Entry", "Gazetteer", "Match", "load", "weight"]
