"""How OpenCorpora's grammemes answer to Universal Dependencies.

Source: https://opencorpora.org/dict.php?act=gram and https://universaldependencies.org/ru/.
"""

PARTS_OF_SPEECH: dict[str | None, frozenset[str]] = {
    "NOUN": frozenset({"NOUN", "PROPN"}),
    "ADJF": frozenset({"ADJ"}),
    "ADJS": frozenset({"ADJ"}),
    "COMP": frozenset({"ADJ", "ADV", "NUM"}),
    "VERB": frozenset({"VERB", "AUX"}),
    "INFN": frozenset({"VERB", "AUX"}),
    "PRTF": frozenset({"VERB", "AUX", "ADJ"}),
    "PRTS": frozenset({"VERB", "AUX", "ADJ"}),
    "GRND": frozenset({"VERB", "AUX"}),
    "NUMR": frozenset({"NUM"}),
    "ADVB": frozenset({"ADV"}),
    "NPRO": frozenset({"PRON"}),
    "PRED": frozenset({"ADV", "VERB", "ADJ"}),
    "PREP": frozenset({"ADP"}),
    "CONJ": frozenset({"CCONJ", "SCONJ"}),
    "PRCL": frozenset({"PART"}),
    "INTJ": frozenset({"INTJ"}),
}

FEATURES: dict[str, str] = {
    "nomn": "Case=Nom", "gent": "Case=Gen", "datv": "Case=Dat", "accs": "Case=Acc",
    "ablt": "Case=Ins", "loct": "Case=Loc", "gen2": "Case=Gen", "loc2": "Case=Loc",
    "sing": "Number=Sing", "plur": "Number=Plur",
    "masc": "Gender=Masc", "femn": "Gender=Fem", "neut": "Gender=Neut",
    "anim": "Animacy=Anim", "inan": "Animacy=Inan",
    "1per": "Person=1", "2per": "Person=2", "3per": "Person=3",
    "past": "Tense=Past", "pres": "Tense=Pres", "futr": "Tense=Fut",
    "perf": "Aspect=Perf", "impf": "Aspect=Imp",
    "indc": "Mood=Ind", "impr": "Mood=Imp",
    "actv": "Voice=Act", "pssv": "Voice=Pass",
    "INFN": "VerbForm=Inf", "GRND": "VerbForm=Conv",
    "PRTF": "VerbForm=Part", "PRTS": "VerbForm=Part", "VERB": "VerbForm=Fin",
    "ADJS": "Variant=Short", "COMP": "Degree=Cmp", "Supr": "Degree=Sup",
}  # fmt: skip
