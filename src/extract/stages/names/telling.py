"""What stands behind a name and tells the gender of who bears it: "Рэй, сыгравшая …"."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections import Counter
from collections.abc import Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from extract.russian.dictionary import known_parses
from extract.stages.names import latin, patterns
from extract.stages.names.cases import is_lover
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import GENDERS
from extract.stages.names.things import WORKS
from extract.syntax.features import feature

# Evidence, in the unit of inflection's weights, and by hand as those; none was tried otherwise.
_CLAUSE = 3.2  # "Рэй, которая"
_PARTICIPLE = 2.2  # "Рэй, сыгравшая"
_VERB = 3.2  # "президент Рэй заявил"
_NOUN = 3.2  # "Рэй, актриса": of women alone, or of men
_OF_MEN = 0.8  # "Рэй, студент": who might be called "студентка"
_LATIN = 2.5  # "Рэй (Elaine Ray)"
_PRONOUN = 1.2  # "Пришёл Рэй. Он"
_PRONOUN_WITHIN = 2.2  # "позвали Рэй за то, что она"

_WHO = {
    **dict.fromkeys(("который", "которого", "которому", "котором"), MALE),
    **dict.fromkeys(("которая", "которую", "которой"), FEMALE),
}
_OF_WOMAN = ("ая", "ую", "ой", "ей")
_OF_MAN = ("ый", "ий", "ого", "его", "ому", "ему", "ым", "им")
_PRONOUNS = {"он": MALE, "она": FEMALE}
_PRONOUN_IDS = frozenset(  # in capitals or not
    get_string_id("".join(letters))
    for word in _PRONOUNS
    for letters in itertools.product(*zip(word, word.upper(), strict=True))
)
_CLAUSES = frozenset(  # what such a clause begins with
    "что как когда если пока хотя чтобы потому поскольку где ведь ибо будто".split()  # noqa: SIM905
)
_FEMININE = (("ник", "ница"), ("ец", "ка"), ("ец", "ица"), ("ин", "ка"), ("ель", "ельница"),
             ("", "ка"), ("", "ша"), ("", "есса"))  # fmt: skip
_WOMAN = frozenset({"NOUN", "anim", "femn"})
_SIGN = {FEMALE: 1, MALE: -1}


def told(spans: Sequence[Span]) -> list[float]:
    """What speaks for a woman, less than 0 for a man, of each mention of a person.

    Args:
        spans: The mentions, all of the article.
    """
    if not spans:
        return []
    doc = spans[0].doc
    begins, pronouns = _sentences(doc), _pronouns(doc)
    numbers = [bisect.bisect_right(begins, span.start) for span in spans]
    alone = Counter(numbers)
    found = []
    for at, (span, number) in enumerate(zip(spans, numbers, strict=True)):
        worth = _behind(span) + _in_brackets(span)
        begin = begins[number - 1]
        end = begins[number] if number < len(begins) else len(doc)
        within = 0.0
        if at == 0 or numbers[at - 1] != number:  # the first of its sentence
            following = spans[at + 1].start if at + 1 < len(spans) else end
            first = bisect.bisect_left(pronouns, span.end)
            if first < len(pronouns) and pronouns[first] < min(following, end):
                within = _pronoun_within(span, begin, doc[pronouns[first]])
        if not within and alone[number] == 1 and number < len(begins):
            within = _pronoun(span, begin, end)
        found.append(worth + within)
    return found


def _sentences(doc: Doc) -> list[int]:
    """The first tokens of the sentences."""
    starts = (doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
    return starts if starts[:1] == [0] else [0, *starts]


def _pronouns(doc: Doc) -> list[int]:
    """The tokens that are "он" and "она"."""
    words = doc.to_array("ORTH").tolist()
    return [at for at, word in enumerate(words) if word in _PRONOUN_IDS]


def _in_brackets(span: Span) -> float:
    """ "Илэйн Хоули (Elaine M. Howle)"."""
    doc, at = span.doc, span.end
    if at + 1 >= len(doc) or doc[at].text != "(":
        return 0.0
    gender = latin.GENDER.get(doc[at + 1].text.lower())
    return _SIGN[gender] * _LATIN if gender else 0.0


def _behind(span: Span) -> float:
    """Of the clause, participle or noun that hangs by a name, the first of them."""
    root = span.root
    for child in root.children:
        behind = child.i >= span.end and child.dep_ in ("appos", "acl", "acl:relcl")
        if behind and (worth := _worth(child, span)) is not None:
            return worth
    head = root.head
    if root.dep_ == "appos" and (worth := _of_verb(span)):
        return worth
    if root.dep_ == "nsubj" and head.pos_ == "NOUN" and feature(head, "Case") == "Nom":
        return _of_noun(head)  # "Рэй — актриса"
    return 0.0


def _of_verb(span: Span) -> float:
    """Of the verb right behind a name that explains a noun: "президент Рэй заявил"."""
    verb = span.doc[span.end] if span.end < len(span.doc) else None
    noun = span.root.head
    if verb is None or verb.pos_ != "VERB" or feature(verb, "VerbForm") != "Fin":
        return 0.0
    if feature(noun, "Animacy") != "Anim":
        return 0.0
    if noun.lemma_.lower() in patterns.GOVERNING | WORKS or is_lover(noun):
        return 0.0  # "муж [Рэй] заявил"
    own = {noun.i, noun.head.i} if noun.dep_ == "appos" else {noun.i}  # "депутат, врач [Рэй]"
    if any(child.dep_.startswith("nsubj") and child.i not in own for child in verb.children):
        return 0.0
    cases = {feature(token, "Case") for token in (span.root, noun)}
    gender = GENDERS.get(feature(verb, "Gender"))
    return _SIGN[gender] * _VERB if gender and cases == {"Nom"} else 0.0


def _worth(child: Token, span: Span) -> float | None:
    if child.dep_ == "acl:relcl":
        return _of_clause(child, span)
    if feature(child, "Number") != "Sing" or feature(child, "Case") != feature(span.root, "Case"):
        return None
    if feature(child, "VerbForm") == "Part":
        return _PARTICIPLE * _of_participle(child.text.lower()) or None
    return _of_noun(child) if child.pos_ == "NOUN" and _is_set_off(child, span) else None


def _of_participle(word: str) -> int:
    """By its ending, which the tagger may have wrong: 1 for a woman, -1 for a man."""
    form = word.removesuffix("ся")
    return form.endswith(_OF_WOMAN) - form.endswith(_OF_MAN)


def _of_clause(verb: Token, span: Span) -> float | None:
    for token in span.doc[span.end : verb.i]:
        if (gender := _WHO.get(token.text.lower())) is not None:
            return _SIGN[gender] * _CLAUSE
    return None


def _is_set_off(noun: Token, span: Span) -> bool:
    """Whether a comma or a dash stands between a name and what it is told to be."""
    return any(token.text in ",—–-" for token in span.doc[span.end : noun.i])


def _of_noun(noun: Token) -> float:
    lemma = noun.lemma_.lower()
    if lemma in patterns.OF_EITHER or feature(noun, "Animacy") != "Anim":
        return 0.0
    if feature(noun, "Gender") == "Fem":
        return _NOUN
    if lemma in patterns.MEN:
        return -_NOUN
    return -_OF_MEN if has_feminine(lemma) else 0.0


@functools.lru_cache(maxsize=1 << 12)
def has_feminine(lemma: str) -> bool:
    """Whether a woman would rather be called otherwise: "школьник", not "министр"."""
    return any(
        parse.tag.grammemes >= _WOMAN
        for end, other in _FEMININE
        if lemma.endswith(end)
        for parse in known_parses(lemma.removesuffix(end) + other)
    )


def _pronoun_within(span: Span, begin: int, pronoun: Token) -> float:
    """Of the clause behind, in the same sentence: "позвали Рэй за то, что она пела".

    Args:
        span: The mention.
        begin: The sentence's first token.
        pronoun: The first behind the mention.
    """
    doc, at = span.doc, pronoun.i
    if pronoun.dep_ != "nsubj" or doc[at - 1].text.lower() not in _CLAUSES:
        return 0.0
    gender, own = _PRONOUNS[pronoun.text.lower()], (span.root.i, span.root.head.i)
    others = any(
        word.pos_ in ("NOUN", "PROPN")
        and GENDERS.get(feature(word, "Gender")) == gender
        and word.i not in own
        and not span.start <= word.i < span.end
        for word in doc[begin:at]
    )
    return 0.0 if others else _SIGN[gender] * _PRONOUN_WITHIN


def _pronoun(span: Span, begin: int, end: int) -> float:
    """Of the next sentence, where it begins with one that is said of who is named here.

    Args:
        span: The only person of its sentence.
        begin: The sentence's first token.
        end: One past its last.
    """
    doc = span.doc
    token = next((token for token in doc[end : end + 2] if token.text.strip()), None)
    gender = _PRONOUNS.get(token.text.lower()) if token is not None else None
    if token is None or gender is None or token.dep_ != "nsubj" or token.head.pos_ != "VERB":
        return 0.0
    own = (span.root.i, span.root.head.i)
    others = any(
        word.dep_.startswith("nsubj")
        and GENDERS.get(feature(word, "Gender")) == gender
        and word.i not in own
        for word in doc[begin:end]
    )
    return 0.0 if others else _SIGN[gender] * _PRONOUN
