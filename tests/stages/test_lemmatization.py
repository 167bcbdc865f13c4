import pytest
from spacy.vocab import Vocab

from extract.stages.lemmatization import Lemmatization, lemma
from extract.stages.morphology import Morphology
from extract.stages.segmentation import Segmentation, Tokenizer


@pytest.mark.parametrize(
    ("word", "pos", "features", "expected"),
    [
        ("областью", "NOUN", "Case=Ins|Gender=Fem|Number=Sing", "область"),
        ("подписали", "VERB", "Mood=Ind|Number=Plur|Tense=Past", "подписать"),
        ("стали", "NOUN", "Case=Gen|Gender=Fem|Number=Sing", "сталь"),
        ("стали", "VERB", "Mood=Ind|Number=Plur|Tense=Past", "стать"),
        ("выборах", "NOUN", "Case=Loc|Number=Plur", "выборы"),
        ("счастья", "NOUN", "Case=Gen|Gender=Neut|Number=Sing", "счастье"),
        # ё is neither lost nor made up
        ("зелёного", "ADJ", "Case=Gen|Gender=Masc|Number=Sing", "зелёный"),
        ("зеленого", "ADJ", "Case=Gen|Gender=Masc|Number=Sing", "зеленый"),
        ("учета", "NOUN", "Case=Gen|Gender=Masc|Number=Sing", "учет"),
        # names keep their capitals, feminine surnames their gender
        ("Новосибирске", "PROPN", "Case=Loc|Gender=Masc|Number=Sing", "Новосибирск"),
        ("Нью-Йорка", "PROPN", "Case=Gen|Gender=Masc|Number=Sing", "Нью-Йорк"),
        ("США", "PROPN", "Case=Gen|Number=Plur", "США"),
        ("МИДа", "PROPN", "Case=Gen|Gender=Masc|Number=Sing", "МИД"),
        ("Петровой", "PROPN", "Case=Gen|Gender=Fem|Number=Sing", "Петрова"),
        ("Ивановны", "PROPN", "Case=Gen|Gender=Fem|Number=Sing", "Ивановна"),
        ("Митчелл", "PROPN", "Case=Nom|Gender=Masc|Number=Sing", "Митчелл"),
        ("Новосибирской", "ADJ", "Case=Gen|Gender=Fem|Number=Sing", "новосибирский"),
        # participles are forms of verbs, unless they are adjectives
        ("подписанного", "VERB", "Case=Gen|Number=Sing|VerbForm=Part", "подписать"),
        ("образованных", "ADJ", "Case=Gen|Number=Plur", "образованный"),
        ("за\u0301мка", "NOUN", "Case=Gen|Gender=Masc|Number=Sing", "замок"),
        ("iPhone", "PROPN", "Foreign=Yes", "iPhone"),
        ("28", "NUM", "", "28"),
        (",", "PUNCT", "", ","),
        ("во", "ADP", "", "в"),
        ("\u200b", "X", "", "\u200b"),
    ],
)
def test_lemma(word, pos, features, expected):
    assert lemma(word, pos, features) == expected


def test_stage_leaves_sentences_and_trees_alone():
    vocab = Vocab()
    doc = Morphology(vocab)(Segmentation()(Tokenizer(vocab)("Он уехал в Москву. Они остались.")))
    before = [(token.head.i, token.is_sent_start, token.pos_) for token in doc]
    stage = Lemmatization(vocab)
    found = stage.find(doc)
    assert [token.lemma_ for token in stage(doc)] == found
    assert found == ["он", "уехать", "в", "Москва", ".", "они", "остаться", "."]
    assert [(token.head.i, token.is_sent_start, token.pos_) for token in doc] == before
