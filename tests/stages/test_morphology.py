import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from spacy.vocab import Vocab

from extract.encoder import slovnet, slovnet_heads
from extract.encoder.trees import tree
from extract.stages.morphology import Morphology
from extract.stages.segmentation import Segmentation, Tokenizer

vocab = Vocab()
tokenizer, segmentation, morphology = Tokenizer(vocab), Segmentation(), Morphology(vocab)


def read(text):
    return morphology(segmentation(tokenizer(text)))


def annotations(doc):
    return [(t.text, t.pos_, str(t.morph), t.head.i, t.dep_) for t in doc]


def test_tags_and_tree():
    doc = read("Губернатор подписал важное соглашение.")
    assert [token.pos_ for token in doc] == ["NOUN", "VERB", "ADJ", "NOUN", "PUNCT"]
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "amod", "obj", "punct"]
    assert [token.head.text for token in doc[:4]] == ["подписал", "подписал", "соглашение",
                                                      "подписал"]  # fmt: skip
    assert doc[3].morph.get("Case") == ["Acc"]


def test_a_stress_mark_changes_nothing():
    marked, bare = read("Он вошёл в за\u0301мок."), read("Он вошёл в замок.")
    assert [a[1:] for a in annotations(marked)] == [a[1:] for a in annotations(bare)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " а", "\n\nа \n б. В", "а\u00a0б", "\u200b"])
def test_blanks(text):
    doc = read(text)
    assert doc.text == text
    for token in doc:
        assert (token.pos_ == "SPACE") == token.is_space
        assert not token.head.is_space or not text.strip()


TEXT = """Глава Минфина Антон Силуанов прибыл в Павлодар
Он провёл переговоры с коллегами. «Мы довольны», — сказал министр!

Встреча продлилась два часа; стороны подписали меморандум о сотрудничестве."""


def test_sentences_stay_as_they_were():
    doc = segmentation(tokenizer(TEXT))
    before = [(sent.start, sent.end) for sent in doc.sents]
    assert [(sent.start, sent.end) for sent in morphology(doc).sents] == before
    for sent in doc.sents:
        assert sum(token.head == token for token in sent) == 1
        assert all(sent.start <= token.head.i < sent.end for token in sent)


def test_a_document_is_read_alike_alone_and_among_others():
    alone = annotations(read(TEXT))
    read("Совсем другой текст. " * 50)
    assert annotations(read(TEXT)) == alone


def test_find_says_what_is_assigned():
    doc = segmentation(tokenizer(TEXT))
    found = morphology.find(doc)
    assert found == [tuple(row[1:]) for row in annotations(morphology(doc))]


def test_a_sentence_longer_than_the_parser_reads_is_one_tree():
    doc = tokenizer("слово и дело " * 500)
    for token in doc:  # as other segmenters may have it; ours cuts it
        token.is_sent_start = token.i == 0
    morphology(doc)
    (sent,) = doc.sents
    assert [token.i for token in doc if token.head == token] == [sent.root.i]


@given(
    st.integers(1, 12).flatmap(
        lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))
    )
)
def test_heads_always_form_one_tree(scores):
    heads = tree(scores)
    assert (heads == 0).sum() == 1
    for word in range(len(heads)):
        steps = 0
        while heads[word]:
            word, steps = heads[word] - 1, steps + 1
            assert steps <= len(heads), "a cycle"


def test_long_texts_are_read_in_pieces_that_leave_no_trace(monkeypatch):
    encoder = slovnet.Encoder("morph")
    sentences = [TEXT.split(), TEXT.split()[:3], TEXT.split()]
    _, (whole,) = encoder(sentences)
    monkeypatch.setattr(slovnet, "PIECE", 5)
    _, (pieced,) = encoder(sentences)
    assert np.allclose(whole, pieced, atol=1e-4)


def test_what_is_nearly_a_tie_is_read_again_in_double_precision(monkeypatch):
    once = annotations(read(TEXT))
    monkeypatch.setattr(slovnet_heads, "_NEAR", 1e9)
    assert annotations(read(TEXT)) == once
