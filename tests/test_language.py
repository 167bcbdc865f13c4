import pytest
import spacy
from spacy.language import Language

from extract import language

TEXTS = ["Губернатор прибыл в Новосибирск.", "Он ушёл.\nОна осталась.", ""]


@pytest.fixture(scope="module")
def nlp():
    return language.load()


def test_components_are_the_stages_in_their_order(nlp):
    assert nlp.pipe_names == [f"extract_{stage}" for stage in language.STAGES]


def test_text_is_untouched(nlp):
    text = "\ufeffЗа\u0301мок\u00a0\u2014 в\u00adзят!\r\n\r\n  Да. "
    assert nlp(text).text == text


def test_every_requirement_is_met_by_an_earlier_stage(nlp):
    language.check(nlp)
    assert all(not problems for problems in nlp.analyze_pipes()["problems"].values())


def test_leaving_out_what_others_need_says_so():
    with pytest.raises(
        ValueError, match=r"extract_lemmatization needs token\.pos, which extract_m"
    ):
        language.load(exclude=["morphology"])


def test_unknown_stages_are_named():
    with pytest.raises(ValueError, match="no such stage: magic"):
        language.load(exclude="magic")


def test_the_last_stage_can_be_left_out():
    assert (
        f"extract_{language.STAGES[-1]}"
        not in language.load(exclude=language.STAGES[-1:]).pipe_names
    )


def test_a_component_between_two_of_ours():
    @Language.component("count_tokens", requires=["token.pos"], assigns=["doc.user_data"])
    def count_tokens(doc):
        doc.user_data["verbs"] = sum(token.pos_ == "VERB" for token in doc)
        return doc

    nlp = language.load()
    nlp.add_pipe("count_tokens", after="extract_morphology")
    language.check(nlp)
    assert nlp(TEXTS[0]).user_data["verbs"] == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe(nlp, workers):
    pairs = [(text, number) for number, text in enumerate(TEXTS * 3)]
    alone = [[(t.text, t.lemma_, t.pos_, t.head.i) for t in nlp(text)] for text, _ in pairs]
    piped = nlp.pipe(pairs, as_tuples=True, n_process=workers, batch_size=2)
    for (doc, number), expected in zip(piped, alone, strict=True):
        assert doc.text == pairs[number][0]
        assert [(t.text, t.lemma_, t.pos_, t.head.i) for t in doc] == expected


def test_saved_and_loaded_again(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    text = "За\u0301мок  взят."
    assert [t.lemma_ for t in again(text)] == [t.lemma_ for t in nlp(text)]
    assert again(text).text == text
