"""Which words of a phrase may stand in the cases that its noun governs."""

from __future__ import annotations

from extract.stages.careers import patterns
from extract.stages.careers.grammar import forms_of, is_fixed, is_plain
from extract.stages.careers.words import Words

Cases = tuple[str, ...]
APOSTROPHE = "'"
_TITLE = 12  # tokens of a name in quotes: of 3,439 in 2,113 news articles 99.4% have no more


def is_unclosed(words: Words, start: int, end: int) -> bool:
    """ "совета «Ромашки" is marked without the quote that closes its name."""
    if words.lower(end) not in patterns.CLOSING:
        return False
    texts = words.texts[start:end]
    opened = sum(text in patterns.OPENING for text in texts)
    closed = sum(text in patterns.CLOSING - patterns.OPENING for text in texts)
    return opened % 2 == 1 if '"' in texts else opened > closed


class Governed:
    """One document."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def _is_of_participle(self, i: int, at: int) -> bool:
        """ "запрещённой в России партии": the preposition, whose noun is let by too."""
        words = self.words
        behind = i > at and words.is_modifier(i - 1) and not is_plain(words.lower(i - 1))
        return behind and words.pos(i) == "ADP" and words.is_noun(i + 1)

    def _joins_modifiers(self, i: int, at: int) -> bool:
        """ "социальной и молодёжной (политики)"."""
        words = self.words
        joint = words.lower(i) in ("и", ",") and i > at
        return joint and words.is_modifier(i - 1) and words.is_modifier(i + 1)

    def _may_stand(self, i: int, cases: Cases) -> bool:
        """Whether a noun stands in one of the cases, or is tagged in none that it can have."""
        words = self.words
        case = words.feature(i, "Case")
        if case in cases or self._is_fixed(i):
            return True
        forms = forms_of(words.texts[i].lower())
        doubtful = case in ("Acc", "") or (case, words.feature(i, "Number")) not in forms
        return doubtful and bool({form[0] for form in forms} & set(cases))

    def _modifies(self, i: int, cases: Cases) -> bool:
        case = self.words.feature(i, "Case")
        return (
            case in cases
            or not case
            or bool({form[0] for form in forms_of(self.words.texts[i].lower())} & set(cases))
        )

    def _is_fixed(self, i: int) -> bool:
        """ "МИД", "Google", "Коми": forms that do not tell a case."""
        text = self.words.texts[i]
        if (text.isupper() and len(text) > 1) or text[:1].isascii():
            return True
        return is_fixed(text.lower()) or not forms_of(text.lower())

    def _is_governed(self, start: int, end: int, cases: Cases) -> bool:
        """Whether a mention's first noun stands in one of the cases."""
        words = self.words
        for i in range(start, end):
            if words.texts[i] in patterns.OPENING:
                return True
            if words.is_noun(i):
                if self._is_fixed(i):
                    return True
                possible = {form[0] for form in forms_of(words.texts[i].lower())}
                return words.feature(i, "Case") in cases or bool(possible & set(cases))
            if not words.is_modifier(i):
                return words.texts[i].isupper() or words.texts[i][:1].isascii()
            if not self._modifies(i, cases):
                return False
        return True

    def _quoted(self, i: int, last: int) -> int:
        """One past the name in quotes that open there; the token where none close."""
        texts, end = self.words.texts, min(last, i + _TITLE)
        closing = patterns.CLOSING
        first = i + 1
        if texts[i] == APOSTROPHE:  # one, or two that stand for a quote: "журнал ''Луч''"
            first += texts[first : first + 1] == [APOSTROPHE]
            closing = frozenset({APOSTROPHE})
        close = next((at + 1 for at in range(first, end) if texts[at] in closing), i)
        doubled = first > i + 1 and texts[close : close + 1] == [APOSTROPHE]
        return close + doubled
