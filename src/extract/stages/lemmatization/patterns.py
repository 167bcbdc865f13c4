"""Lemmas that Universal Dependencies counts otherwise than the dictionary."""

import re

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
