"""How OpenCorpora's grammemes answer to Universal Dependencies.

Source: https://opencorpora.org/dict.php?act=gram and https://universaldependencies.org/ru/.
"""

import re

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

# Forms whose lemma the dictionary does not give as Universal Dependencies does.
FIXED: dict[tuple[str, str], str] = {
    (form, pos): lemma
    for lemma, pos, forms in (
        ("в", "ADP", "во"), ("с", "ADP", "со"), ("о", "ADP", "об обо"), ("к", "ADP", "ко"),
        ("из", "ADP", "изо"), ("от", "ADP", "ото"), ("под", "ADP", "подо"),
        ("над", "ADP", "надо"), ("перед", "ADP", "передо"),
        ("его", "DET", "его"), ("её", "DET", "её"), ("ее", "DET", "ее"), ("их", "DET", "их"),
        ("то", "PRON", "то того тому тем том"),
        ("всё", "PRON", "всё"), ("все", "PRON", "все всего всему всем всех всеми"),
        ("деньги", "NOUN", "деньги денег деньгам деньгами деньгах"),
        ("выборы", "NOUN", "выборы выборов выборам выборами выборах"),
        ("переговоры", "NOUN", "переговоры переговоров переговорам переговорами переговорах"),
        ("больше", "ADV", "больше"), ("меньше", "ADV", "меньше"), ("позже", "ADV", "позже"),
        ("позднее", "ADV", "позднее"), ("раньше", "ADV", "раньше"), ("скорее", "ADV", "скорее"),
        ("чаще", "ADV", "часто"), ("лучше", "ADV", "хорошо"), ("хуже", "ADV", "плохо"),
        ("дальше", "ADV", "дальше"), ("далее", "ADV", "далее"),
    )
    for form in forms.split()
}  # fmt: skip

# Lemmas of the dictionary that nobody expects, by its part of speech.
LEMMAS: dict[tuple[str, str], str] = {
    ("должный", "ADJS"): "должен",
    ("родный", "ADJF"): "родной",
}

# Endings of adjectives in -ский that the dictionary does not know.
ADJECTIVE_ENDING = re.compile(
    r"(?<=[сцз]к)(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)$", re.IGNORECASE
)
