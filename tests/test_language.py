import copy
import datetime as dt
import pickle
import subprocess
import sys

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import extract
from extract import language

SMALL = ("segmentation", "morphology")
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

    nlp = language.load(only=SMALL)
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


def told(doc):
    """All that the stages have said of a document."""
    named = [(span.text, span.label_, span._.normal, span._.time) for span in doc.spans["entities"]]
    return named, doc._.entities, doc._.relations, doc._.careers, doc._.events


NEWS = "5 мая губернатор Андрей Травников встретился в Новосибирске с Масудом Пезешкианом."


@pytest.mark.parametrize(
    "copied", [lambda nlp: pickle.loads(pickle.dumps(nlp)), copy.deepcopy], ids=["pickle", "copy"]
)
def test_copies_say_the_same(nlp, copied):
    assert told(copied(nlp)(NEWS)) == told(nlp(NEWS))


FRESH = {
    "a saved pipeline": "nlp = spacy.load(sys.argv[1])",
    "processes that are spawned": "multiprocessing.set_start_method('spawn'); import extract;"
    " nlp = extract.load(only=['segmentation', 'morphology']);"
    " list(nlp.pipe(['А.'] * 3, n_process=2, batch_size=1))",
    "a stage by its name": "nlp = spacy.blank('ru'); nlp.add_pipe('extract_segmentation');"
    " nlp.add_pipe('extract_morphology')",
}


@pytest.mark.parametrize("program", FRESH.values(), ids=FRESH)
def test_in_a_fresh_process(tmp_path, program):
    language.load(only=SMALL).to_disk(tmp_path / "saved")
    file = tmp_path / "program.py"
    file.write_text(
        "import multiprocessing, sys, spacy\nif __name__ == '__main__':\n"
        f"    {program}\n    print([token.pos_ for token in nlp('Мир наступил.')])\n"
    )
    command = [sys.executable, file, tmp_path / "saved"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "['NOUN', 'VERB', 'PUNCT']\n", done.stderr


def test_a_stage_that_another_needs_is_disabled(nlp):
    with (
        nlp.select_pipes(disable="extract_morphology"),
        pytest.raises(
            ValueError, match=r"extract_lemmatization needs token\.pos, which no stage has assigned"
        ),
    ):
        nlp(NEWS)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "Да.", "\u200b", "\u0301", "\xad\n\ufeff"])
def test_texts_with_nothing_in_them_lack_nothing(nlp, text):
    assert nlp(text).text == text


def test_what_comes_back_from_a_docbin_is_the_same(nlp):
    doc = nlp(NEWS)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert told(again) == told(doc)


@pytest.mark.parametrize(
    "date",
    ["2024-05-19", "2024-05-19T10:00", dt.date(2024, 5, 19), dt.datetime(2024, 5, 19, 10),
     pd.Timestamp("2024-05-19")],
)  # fmt: skip
def test_dates_of_documents(nlp, date):
    doc = nlp.make_doc("")
    doc._.date = date
    assert doc._.date == dt.date(2024, 5, 19)
    assert type(doc._.date) is dt.date


@pytest.mark.parametrize("date", [dt.date.min, dt.date.max, dt.date(9999, 12, 10)])
@pytest.mark.parametrize(
    "when", ["Вчера", "Послезавтра", "Позавчера", "В эти дни", "1 января 1 года"]
)
def test_a_day_at_either_end_of_the_calendar_breaks_nothing(nlp, date, when):
    doc = nlp.make_doc(
        f"ТВЕРЬ, 5 мая. {when} в Твери проходит форум, где Котов встретился с Зуевым."
    )
    doc._.date = date
    assert len(extract.tables([nlp(doc)]).documents) == 1


@pytest.mark.parametrize(
    ("given", "known"), [(17, "17"), ("н-\ud8001", "н-\ufffd1"), (float("nan"), None), (None, None)]
)
def test_ids_and_titles_of_documents_as_frames_have_them(nlp, given, known):
    doc = nlp("Да.")
    doc._.id = doc._.title = given
    assert (doc._.id, doc._.title) == (known, known)
    assert len(extract.tables([doc]).documents) == 1


def test_no_date_of_a_document(nlp):
    doc = nlp.make_doc("")
    doc._.date = pd.NaT
    assert doc._.date is None
    with pytest.raises(ValueError, match=r"takes a date or its ISO form.*not 'вчера'"):
        doc._.date = "вчера"


@pytest.mark.parametrize("given", ["текст", ["текст"], [b"x"], [None]])
def test_tables_of_what_is_no_document(given):
    with pytest.raises(TypeError, match="documents that a pipeline has processed"):
        extract.tables(given)
