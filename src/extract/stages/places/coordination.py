"""Lists that share a noun: "Омской и Томской областями" are two regions."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from extract.annotations import Mention, Near, span_of
from extract.gazetteer.forms import fold, nominatives
from extract.russian.dictionary import parses
from extract.schema import PLACE_TYPES
from extract.stages.places.patterns import DIRECTIONS, GENERIC, JOINERS, PARTS, PLURAL_HEADS
from extract.syntax.features import feature

_JOINED = re.compile(r",|\s(?:и|или)\s")
_HEADS = frozenset(map(get_string_id, PLURAL_HEADS))
# Plural forms that the lemmas of towns hide: "озёрами" is of the town Озёры too.
_TOWNS = {
    form: lemma
    for lemma, ending in (("озеро", "озер"), ("озеро", "озёр"))
    for form in (f"{ending}{end}" for end in ("а", "", "ам", "ами", "ах"))
}
_TOWN_FORMS = frozenset(map(get_string_id, _TOWNS))
_REST = r"[а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"  # of an adjective behind its capital
# What must not stand before it is looked for behind its capital, which ``re`` finds sooner.
_NAMED = re.compile(
    rf"(?P<first>[А-ЯЁ](?<![\w-].){_REST}) (?:и|или) (?P<last>[А-ЯЁ]{_REST}) "
    r"(?P<noun>[А-ЯЁ][а-яё]+)"
)
_SOFT = ("яя", "ей", "юю", "ее")  # of adjectives too: "Средней Азии"
_NEUTER = ("ое", "ее", "цево")  # "Норвежское и Баренцево моря"
_BETWEEN = frozenset({"с", "со", "на", "в", "по", "юго", "северо", "-", "–", "—"})
IsPlace = Callable[[str], bool]  # whether a name, in any case, is known
ADJECTIVE_ENDINGS = ("ий", "ой", "ый", "ая", "ого", "его", "ому", "ему", "ым", "им", "ом", "ую",
                      "ые", "ие", "ых", "их")  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Series:
    """A list of adjectives and the noun they share.

    Attributes:
        parts: Offsets of each adjective.
        end: One past the noun.
        head: What each adjective would have with it: "область", "федеральный округ".
    """

    parts: tuple[tuple[int, int], ...]
    end: int
    head: str

    @property
    def start(self) -> int:
        return self.parts[0][0]


def series(doc: Doc) -> Iterator[Series]:
    """Finds lists of two and more adjectives before a shared plural noun."""
    lemmas, forms = doc.to_array("LEMMA").tolist(), doc.to_array("LOWER").tolist()
    if _HEADS.isdisjoint(lemmas) and _TOWN_FORMS.isdisjoint(forms):
        return
    for index, (lemma, form) in enumerate(zip(lemmas, forms, strict=True)):
        if lemma not in _HEADS and form not in _TOWN_FORMS:
            continue
        token = doc[index]
        head = _shared_head(token)
        if head is None or index == 0:
            continue
        position, between = token.i - 1, []
        while position > 0 and doc[position].text.islower() and _is_adjective(doc[position]):
            between.append(doc[position])
            position -= 1
        parts: list[tuple[int, int]] = []
        while position >= 0 and _is_adjective(doc[position]) and _is_name(doc[position]):
            end = doc[position].idx + len(doc[position])
            if _is_second(doc, position):
                position -= 1
            elif _is_split(doc, position):
                position -= 2
            parts.append((doc[position].idx, end))
            position = _before_joiners(doc, position)
        if len(parts) > 1:
            endings = ("ое", "ее") if head == "поселение" else ("ый", "ий", "ой")
            words = [*(_agreeing(word, endings) for word in reversed(between)), head]
            yield Series(tuple(reversed(parts)), token.idx + len(token), " ".join(words).strip())


def all_series(doc: Doc, text: str, is_place: IsPlace) -> Iterator[Series]:
    """Those of ``series``, and adjectives of one name: "Ближний и Дальний Восток"."""
    yield from series(doc)
    for match in _NAMED.finditer(text):
        adjectives = [match["first"], match["last"]]
        if all(
            each.endswith(ADJECTIVE_ENDINGS + _SOFT) and is_place(f"{each} {match['noun']}")
            for each in adjectives
        ):
            yield Series((match.span("first"), match.span("last")), match.end(), match["noun"])


def split(
    doc: Doc,
    mentions: list[Mention],
    is_place: IsPlace = lambda _: False,
    text: str | None = None,
    lists: Iterable[Series] | None = None,
) -> list[Mention]:
    """Mentions with each list of places taken apart.

    A list becomes mentions only where a place mention overlaps it, and takes its type.
    A mention that covers several names gives way to one mention for each; the last one keeps
    the shared noun.

    Args:
        doc: The document.
        mentions: All its mentions.
        is_place: Whether a name is known: "Новосибирск и Павлодар" is taken apart because its
            parts are, and "Босния и Герцеговина" is not because the whole is.
        text: The document's, where it is at hand.
        lists: What ``all_series`` finds, likewise.
    """
    found = set(mentions)
    text = doc.text if text is None else text
    places = sorted((m for m in mentions if m.type in PLACE_TYPES), key=lambda m: m.start)
    listed = {
        mention: [Mention(start, end, mention.type) for start, end in parts]
        for mention in places
        if _JOINED.search(text, mention.start, mention.end)
        and (parts := _listed(doc, text, mention, is_place))
    }
    found.difference_update(listed)
    found.update(part for parts in listed.values() for part in parts)
    near = Near(places)
    for group in all_series(doc, text, is_place) if lists is None else lists:
        if covering := near(group.start, group.end):
            own = [part for mention in covering for part in listed.get(mention, ())]
            _take_apart(found, group, covering, [*covering, *own])
    return sorted(found, key=lambda m: (m.start, -m.end, m.type))  # the longer first


def _take_apart(
    found: set[Mention], group: Series, covering: list[Mention], beside: list[Mention]
) -> None:
    """A mention for each part of a series in place of those that cover several."""
    kind = "LOCATION" if GENERIC.get(group.head) == "other" else covering[-1].type
    for mention in covering:
        if sum(mention.start <= start < mention.end for start, _ in group.parts) > 1:
            found.discard(mention)
        elif any(start < mention.start and mention.end <= end for start, end in group.parts):
            found.discard(mention)  # "[Услонским]" of "Верхне - Услонским"
    for start, end in group.parts:
        if not any(m.start <= start < m.end for m in beside if m in found):
            last = (start, end) == group.parts[-1]
            beside.append(Mention(start, group.end if last else end, kind))
            found.add(beside[-1])


def _listed(doc: Doc, text: str, mention: Mention, is_place: IsPlace) -> list[tuple[int, int]]:
    """Offsets of names in a list: "городов Новосибирск и Павлодар", or without the noun."""
    tokens = list(span_of(doc, mention.start, mention.end, mention.type))
    has_head = _shared_head(tokens[0]) is not None
    if not has_head and is_place(text[mention.start : mention.end]):
        return []
    rest = tokens[1:] if has_head else tokens
    names: list[list[Token]] = [[]]
    for token in rest:
        if token.lower_ in JOINERS:
            names.append([])
        else:
            names[-1].append(token)
    names = [name for name in names if name]
    if len(names) < 2 or not all(_is_name(name[0]) for name in names):
        return []
    parts = [(name[0].idx, name[-1].idx + len(name[-1])) for name in names]
    known = has_head or all(is_place(text[start:end]) for start, end in parts)
    return parts if known else []


def _shared_head(token: Token) -> str | None:
    """The singular of a plural noun that names may share; None for any other word."""
    lemma = _TOWNS.get(token.lower_) or token.lemma_.lower()
    if lemma not in PLURAL_HEADS or token.lower_ == lemma:
        return None
    is_plural = feature(token, "Number") in ("Plur", "") or _is_plural(token.lower_)
    if not is_plural and token.i and token.lower_.endswith("я"):  # "Баренцево и Норвежское моря"
        is_plural = token.nbor(-1).lower_.endswith(("ое", "ее"))
    return PLURAL_HEADS[lemma] if is_plural else None


@functools.lru_cache(maxsize=1_000)
def _is_plural(form: str) -> bool:
    """Whether a form can be no singular, whatever the tagger says."""
    return all("plur" in parse.tag for parse in parses(form))


def _is_adjective(token: Token) -> bool:
    return token.pos_ in ("", "ADJ", "PROPN", "NOUN") and token.lower_.endswith(
        (*ADJECTIVE_ENDINGS, *_NEUTER)
    )


def _is_second(doc: Doc, position: int) -> bool:
    """ "Северного [Ледовитого] и Тихого океанов"."""
    before = doc[position - 1] if position else None
    if before is None or before.is_sent_start or not (_is_name(before) and _is_adjective(before)):
        return False
    return feature(before, "Case") == feature(doc[position], "Case")


def _is_split(doc: Doc, position: int) -> bool:
    """ "Верхне - [Услонским] и Буинским районами", with blanks around the hyphen."""
    if position < 2 or doc[position - 1].text not in "-–":
        return False
    first = doc[position - 2]
    return _is_name(first) and first.lower_.endswith(("о", "е"))


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper()


def _before_joiners(doc: Doc, position: int) -> int:
    """Index of the token before "и", ", " or ", а также"; -1 where no joiner stands there.

    What names a part of a place is passed over, "Атлантического и восточной части Тихого", and
    what tells on which side it lies.
    """
    position -= 1
    while position >= 0 and _is_between(doc[position]):
        position -= 1
    if position > 0 and doc[position].lemma_ in PARTS:
        position -= 1
        while position > 0 and doc[position].text.islower() and _is_adjective(doc[position]):
            position -= 1
    joined = False
    while position >= 0 and (doc[position].lower_ in JOINERS or doc[position].is_space):
        joined = joined or not doc[position].is_space
        position -= 1
    return position if joined else -1


def _is_between(token: Token) -> bool:
    """Of "на юго – востоке – с [Омской]", the words before the name."""
    return (
        token.is_space or token.lower_ in _BETWEEN or token.lemma_.rpartition("-")[2] in DIRECTIONS
    )


def _agreeing(token: Token, endings: tuple[str, ...]) -> str:
    forms = [form for form in nominatives(fold(token.text)) if form.endswith(endings)]
    return next((form for form in forms if form != fold(token.text)), token.lower_)
