"""Places by name, by key and by code, as the gazetteer's file has them."""

from __future__ import annotations

import bisect
import functools
import io
import itertools
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.gazetteer import slips
from extract.gazetteer.entries import NAME_KINDS, Entry, Match, key, weight
from extract.gazetteer.forms import dictionary_nominatives, fold, loosen, nominatives

FILE = Path(__file__).parent.parent / "data" / "gazetteer.zip"
# Half or double of each changes no row.
MAX_FORMS = 4000  # of one name; more words than that are no name
SHORTEST_LOOSE = 6  # letters of a name that may be spelt a little otherwise
WELL_KNOWN = 200_000  # people, of a city whose name may be


class Gazetteer:
    """Places by name, by key and by ISO code. Read only; entries are made when asked for."""

    def __init__(self, entries: pa.Table, names: pa.Table, file: Path) -> None:
        self._file = file
        self._columns = {name: entries[name].combine_chunks() for name in entries.column_names}
        self._index = dict(zip(names["name"].to_pylist(), range(len(names)), strict=True))
        meaning = names["meaning"].combine_chunks()
        self._codes_of = meaning.flatten().to_numpy()
        self._starts = meaning.offsets.to_numpy()
        self._since = names["since"].combine_chunks()
        self._until = names["until"].combine_chunks()
        self._dated = self._since.is_valid().to_numpy(
            zero_copy_only=False
        ) | self._until.is_valid().to_numpy(zero_copy_only=False)
        self._entry = functools.cache(self._read)
        self._find = functools.lru_cache(maxsize=50_000)(self._match)
        self.n_ending = functools.lru_cache(maxsize=1 << 14)(self._count_ending)
        self._exact = functools.lru_cache(maxsize=50_000)(self._readings)

    def __reduce__(self) -> tuple[Callable[[Path], Gazetteer], tuple[Path]]:
        return load, (self._file,)  # read anew, once for each process

    def __len__(self) -> int:
        return len(self._columns["name"])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self)))

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._index

    def lookup(self, name: str, kinds: Collection[str] | None = None) -> list[Entry]:
        """Places that a name, in any case, may stand for, the likeliest first.

        Args:
            name: "Новосибирск", "Новосибирской области", "ЯНАО", "павлодарского".
            kinds: Of ``schema.PLACE_KINDS``; all by default.

        Returns:
            By ``weight``. Empty where nothing fits.
        """
        entries = {match.entry.key: match.entry for match in self.matches(name)}
        return [entry for entry in entries.values() if kinds is None or entry.kind in kinds]

    def adjective(self, word: str) -> list[Entry]:
        """Places that an adjective in any form may belong to: "павлодарского", "российско"."""
        found = [match for match in self.matches(word) if match.how == "adjective"]
        return [match.entry for match in found]

    def matches(self, name: str, by_endings: bool = False) -> list[Match]:
        """Like ``lookup``, each entry with how it was found.

        Args:
            name: As in ``lookup``.
            by_endings: Ask neither the dictionary nor other spellings, which takes longer, for
                words of which few are places.
        """
        return list(self._find(fold(name), by_endings))

    def misspelt(self, name: str) -> list[Match]:
        """Readings of a name that is one letter from that of one place which all know."""
        words = fold(name).split(" ")
        if len(words) > 2 or len(words[0]) < slips.SHORTEST:
            return []
        found = self._well_known(_combined(words, nominatives))
        return [] if found is None else [each for each in self._exact(found) if each.how == "name"]

    @functools.cached_property
    def _well_known(self) -> slips.Slips:
        """Countries, continents, regions of the largest countries, capitals, large cities."""
        kinds, lands = np.array(self._listed("kind")), np.array(self._listed("country"), object)
        known = (kinds == "country") | (
            (kinds == "city") & (self._columns["population"].to_numpy() >= slips.LARGEST)
        )
        known |= (kinds == "region") & np.isin(lands.astype(str), slips.LANDS)
        capitals = self._columns["capital"].drop_null()
        known |= np.isin(self._columns["geonames"].fill_null(0).to_numpy(), capitals.to_numpy())
        codes, starts = self._codes_of, self._starts[:-1]
        is_name = (codes % 8 == 0) & known[codes // 8]
        marks = np.maximum.reduceat(is_name, starts).tolist()
        lands_too = np.maximum.reduceat(is_name & (kinds == "country")[codes // 8], starts).tolist()
        names = [
            name
            for name, mark, is_land in zip(self._index, marks, lands_too, strict=True)
            if mark and (is_land or len(name) > slips.SHORTEST)
        ]
        return slips.Slips([*names, *slips.CONTINENTS])

    def completed(self, stem: str, head: str) -> str | None:
        """The only name that begins with a stem and ends with a head noun.

        >>> load().completed("Моск", "область")
        'московская область'
        """
        start, found = fold(stem), []
        for name in itertools.islice(self._sorted, bisect.bisect_left(self._sorted, start), None):
            if not name.startswith(start):
                break
            if name.endswith(f" {head}") and name.count(" ") == 1:
                found.append(name)
        return found[0] if len(found) == 1 else None

    def _count_ending(self, letters: str) -> int:
        """How many cities have names with such an end: "бург", in lower case, without ё."""
        start = letters[::-1]
        first, last = (
            bisect.bisect_left(self._turned, end, key=pa.StringScalar.as_py)
            for end in (start, start + "\uffff")
        )
        return last - first

    @functools.cached_property
    def _turned(self) -> pa.StringArray:
        """Names of cities from their last letter to their first, sorted."""
        is_city = pc.equal(self._columns["kind"], "city")
        names = pc.utf8_lower(self._columns["name"].filter(is_city))
        turned = pc.utf8_reverse(pc.replace_substring(names, "ё", "е"))
        return turned.take(pc.sort_indices(turned))

    @functools.cached_property
    def _sorted(self) -> list[str]:
        return list(self._index)  # the table is sorted

    def get(self, code: str) -> Entry | None:
        """The place with a key, an ISO 3166-1 or an ISO 3166-2 code."""
        scheme, _, number = code.partition(":")
        known = scheme == "geonames" and number.isdigit()
        row = self._by_geonames.get(int(number)) if known else self._codes.get(code)
        return None if row is None else self._entry(row)

    def ancestors(self, entry: Entry) -> Iterator[Entry]:
        """The places around it, the nearest first."""
        while entry.parent is not None:
            parent = self.get(entry.parent)
            if parent is None:
                return
            yield parent
            entry = parent

    def has_cities(self, region: Entry) -> bool:
        """Whether cities name a region as theirs: those of the first level do, their parts not."""
        return region.region in self._city_regions

    @functools.cached_property
    def _city_regions(self) -> frozenset[str | None]:
        kinds, regions = (self._listed(name) for name in ("kind", "region"))
        pairs = zip(kinds, regions, strict=True)
        return frozenset(region for kind, region in pairs if kind == "city")

    @functools.cached_property
    def _codes(self) -> dict[str, int]:
        columns = [self._listed(name) for name in ("kind", "region", "geonames")]
        codes: dict[str, int] = {}
        for row, (kind, region, number) in enumerate(zip(*columns, strict=True)):
            if number is None:
                codes[self._entry(row).key] = row
            if kind == "country":
                codes[str(self._columns["country"][row])] = row
            elif kind in ("region", "city") and region is not None:
                codes.setdefault(region, row)  # regions come first; a city may stand for one
        return codes

    @functools.cached_property
    def _by_geonames(self) -> dict[int, int]:
        return {number: row for row, number in enumerate(self._columns["geonames"].to_pylist())}

    def _listed(self, name: str) -> list[Any]:
        """A column as a list; coded texts decoded first, which is twenty times as fast."""
        column = self._columns[name]
        is_coded = pa.types.is_dictionary(column.type)
        found: list[Any] = (column.dictionary_decode() if is_coded else column).to_pylist()
        return found

    def _match(self, folded: str, by_endings: bool) -> tuple[Match, ...]:
        found: dict[str, tuple[float, Match]] = {}
        for form in self._forms(folded, by_endings):
            for match in self._exact(form):
                worth, known = -weight(match, folded), found.get(match.entry.key)
                if known is None or worth < known[0]:
                    found[match.entry.key] = worth, match
        return tuple([match for _, match in sorted(found.values(), key=itemgetter(0))])

    def _forms(self, folded: str, by_endings: bool) -> list[str]:
        """Folded nominatives that stand in the gazetteer.

        By endings, else by the dictionary, else spelt a little otherwise.
        """
        words = folded.split(" ")
        for inflect in (nominatives, dictionary_nominatives):
            found = [name for name in _combined(words, inflect) if name in self._index]
            if found:
                return found
            if by_endings:
                return []
        if len(folded) < SHORTEST_LOOSE:
            return []
        loose = {loosen(name): None for name in _combined(words, nominatives)}
        return list(dict.fromkeys(name for key in loose for name in self._loose.get(key, ())))

    @functools.cached_property
    def _loose(self) -> dict[str, list[str]]:
        """Names of the better known places by what all their spellings share."""
        known = self._columns["population"].to_numpy() >= WELL_KNOWN
        known |= ~np.isin(self._listed("kind"), ("city", "district"))
        codes, starts = self._codes_of, self._starts[:-1]
        names: dict[str, list[str]] = {}
        marks = np.maximum.reduceat(known[codes // 8] & (codes % 8 < 2), starts).tolist()
        for name, is_known in zip(self._index, marks, strict=True):
            if is_known and len(name) >= SHORTEST_LOOSE:
                names.setdefault(loosen(name), []).append(name)
        return names

    def _readings(self, form: str) -> tuple[Match, ...]:
        row = self._index[form]
        codes = self._codes_of[self._starts[row] : self._starts[row + 1]].tolist()
        never = [None] * len(codes)
        since = until = never
        if self._dated[row]:
            since, until = self._since[row].as_py() or never, self._until[row].as_py() or never
        return tuple(
            Match(self._entry(code // 8), NAME_KINDS[code % 8], form, first, last)
            for code, first, last in zip(codes, since, until, strict=True)
        )

    def _read(self, row: int) -> Entry:
        values = {name: column[row].as_py() for name, column in self._columns.items()}
        parent, wikidata = values.pop("parent"), values.pop("wikidata")
        capital = values.pop("capital")
        item = None if wikidata is None else f"Q{wikidata}"
        kind, region = values["kind"], values["region"]
        return Entry(
            key=key(values["geonames"], item, kind, values["name"], region),
            wikidata=item,
            parent=None if parent is None else self._entry(parent).key,
            capital=None if capital is None else f"geonames:{capital}",
            **values,
        )


def _combined(words: list[str], inflect: Callable[[str], tuple[str, ...]]) -> Sequence[str]:
    """Every combination of the words' nominatives, the likeliest first."""
    if len(words) == 1:
        return inflect(words[0])
    forms = itertools.product(*map(inflect, words))
    return list(dict.fromkeys(map(" ".join, itertools.islice(forms, MAX_FORMS))))


@functools.cache
def load(path: Path = FILE) -> Gazetteer:
    """The gazetteer that ships with the package, read once per process.

    Raises:
        FileNotFoundError: The file is not there.
    """
    with zipfile.ZipFile(path) as archive:
        entries, names = (
            pq.read_table(io.BytesIO(archive.read(f"{table}.parquet")))
            for table in ("entries", "names")
        )
    found = Gazetteer(entries, names, path)
    del entries, names
    pa.default_memory_pool().release_unused()  # what was read and taken apart
    return found
