"""Parts of speech, cases, relations to the head and forms of verbs as class numbers.

Networks are fed with these numbers: what stands here changes with what was trained with it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

POS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "PRON", "DET", "NUM", "PART", "CCONJ",
    "SCONJ", "PUNCT", "INTJ", "SYM", "X",
)  # fmt: skip
CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Par", "Voc")
DEPS = (
    "ROOT", "nsubj", "obj", "iobj", "obl", "nmod", "amod", "appos", "flat", "conj", "cc", "case",
    "acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "aux", "cop", "mark", "det", "nummod",
    "advmod", "fixed", "compound", "punct", "discourse", "expl", "list", "orphan", "vocative",
    "dep", "root",
)  # fmt: skip
FORMS = (
    "Past", "Pres", "Fut", "Imp", "Inf", "Conv", "Part", "PartPass", "PartShort", "PartShortPass",
)  # fmt: skip
PREPOSITIONS = (
    "с", "со", "между", "в", "во", "из", "у", "к", "ко", "для", "на", "от", "по", "о", "об",
    "при", "до", "за", "через", "под", "против", "среди", "над", "перед", "без",
)  # fmt: skip
_FORM = re.compile(r"VerbForm=(\w+)")
_TENSE = re.compile(r"Tense=(\w+)")


def numbers(names: Sequence[str]) -> dict[str, int]:
    """Each name's number from 1 on: 0 is for what has none."""
    return {name: at + 1 for at, name in enumerate(names)}


POS_OF, CASE_OF, DEP_OF = numbers(POS), numbers(CASES), numbers(DEPS)
FORM_OF, PREPOSITION_OF = numbers(FORMS), numbers(PREPOSITIONS)


@functools.lru_cache(1 << 12)
def form(morph: str) -> int:
    """The class of a verb's form: tense, infinitive, participle; 0 of what is none."""
    found = _FORM.search(morph)
    if found is None:
        return 0
    name = found.group(1)
    if name == "Fin":
        tense = _TENSE.search(morph)
        name = tense.group(1) if tense else "Imp"
    elif name == "Part":
        name += "Short" * ("Variant=Short" in morph) + "Pass" * ("Voice=Pass" in morph)
    return FORM_OF.get(name, 0)
