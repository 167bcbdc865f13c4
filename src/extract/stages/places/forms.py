"""How forms of names end that nothing knows, and the cases that prepositions ask for. No logic."""

from __future__ import annotations

# Of a name that nothing knows: how a form ends, how the nominative does, and the first letters of
# the cases that it may stand in. A name that does not decline stands in all of them.
ANY = "NGDAIL"
FORMS: tuple[tuple[str, str, str], ...] = (
    ("", "", "NA"), ("ь", "ь", "NA"), ("й", "й", "NA"),
    ("а", "а", "N"), ("а", "", "G"), ("а", "о", "G"),
    ("я", "я", "N"), ("я", "ь", "G"), ("ья", "ье", "G"),
    ("у", "а", "A"), ("у", "", "D"), ("у", "о", "D"), ("у", "у", ANY),
    ("ю", "я", "A"), ("ю", "ь", "D"), ("ью", "ье", "D"), ("ю", "ю", ANY),
    ("ью", "ь", "I"),
    ("е", "", "L"), ("е", "а", "DL"), ("е", "о", "L"), ("е", "я", "DL"), ("е", "ь", "L"),
    ("е", "е", ANY),
    ("и", "ь", "GDL"), ("и", "я", "G"), ("ии", "ия", "GDL"), ("и", "и", ANY),
    ("ки", "ка", "G"), ("ги", "га", "G"), ("хи", "ха", "G"), ("ши", "ша", "G"), ("жи", "жа", "G"),
    ("ы", "а", "G"), ("ы", "ы", "NA"), ("о", "о", ANY), ("э", "э", ANY), ("ё", "ё", ANY),
    ("ом", "", "I"), ("ом", "о", "I"), ("ом", "ое", "L"), ("ом", "ый", "L"),
    ("ем", "ь", "I"), ("ьем", "ье", "I"),
    *((vowel + ending, vowel + "й", case) for vowel in "аеоу"
      for ending, case in (("я", "G"), ("ю", "D"), ("е", "L"), ("ем", "I"))),
    ("ым", "ый", "I"), ("ым", "ое", "I"), ("им", "ий", "I"), ("им", "ое", "I"),
    ("ой", "а", "I"), ("ой", "ая", "GDIL"), ("ей", "я", "I"), ("ей", "а", "I"),
    ("ого", "ое", "G"), ("ого", "ый", "G"), ("его", "ее", "G"), ("его", "ий", "G"),
    ("ому", "ое", "D"), ("ому", "ый", "D"), ("ую", "ая", "A"),
    ("ах", "ы", "L"), ("ях", "и", "L"), ("ам", "ы", "D"), ("ям", "и", "D"),
    ("ами", "ы", "I"), ("ями", "и", "I"), ("их", "ие", "GL"), ("ых", "ые", "GL"),
)  # fmt: skip
# Prepositions and the cases that they ask for.
GOVERNED: dict[str, str] = {
    **dict.fromkeys(("в", "во", "на"), "LA"), **dict.fromkeys(("о", "об", "при"), "L"),
    **dict.fromkeys(("из", "изо", "от", "до", "у", "около", "возле", "близ", "вокруг", "мимо",
                     "вблизи", "против", "для", "без", "кроме"), "G"),
    **dict.fromkeys(("к", "ко", "по"), "D"), **dict.fromkeys(("под", "за"), "IA"),
    **dict.fromkeys(("над", "перед", "между"), "I"), **dict.fromkeys(("через", "про"), "A"),
    **dict.fromkeys(("с", "со"), "GI"),
}  # fmt: skip
