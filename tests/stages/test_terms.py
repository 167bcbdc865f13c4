"""Terms of a user's own dictionary: found in every form, typed, named and numbered as it says."""

import functools

import pytest
import spacy
from spacy.tokens import DocBin

import extract
from extract.annotations import Mention, mention
from extract.stages.mentions import assign
from extract.stages.terms import Term, Terms, TermsError, read

DICTIONARY = """pattern,type,normal,id
Новая верфь,ORGANIZATION,АО «Новая верфь»,v1
ООО Ромашка,ORGANIZATION,,
ледокол,SHIP,,
атомный ледокол,SHIP,,s2
ОН,ORGANIZATION,Общество наблюдателей,o1
Захарова,PERSON,Мария Захарова,p1
Пельменштейн,PERSON,Карл Пельменштейн,p2
Шеф,PERSON,Карл Пельменштейн,p2
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("terms") / "terms.csv"
    file.write_text(DICTIONARY, encoding="utf-8")
    return file


@functools.cache
def pipeline(path):
    """Without the model."""
    return extract.load(exclude=["entities", "relations", "agreements", "events"], terms=path)


@pytest.fixture(scope="module")
def nlp(path):
    return pipeline(path)


def found(doc):
    return [f"{span.text} {span.label_}" for span in doc.spans["entities"] if span._.term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("На Новой верфи ждут заказов.", ["Новой верфи ORGANIZATION"]),
        ("НОВАЯ ВЕРФЬ ЗАКРЫТА", ["НОВАЯ ВЕРФЬ ORGANIZATION"]),
        ("Нужна новая верфь.", []),
        ("Договор с ООО «Ромашка» подписан.", ["ООО «Ромашка» ORGANIZATION"]),
        ('Договор с ООО "Ромашка" подписан.', ['ООО "Ромашка" ORGANIZATION']),
        ("Заложили два ледокола.", ["ледокола SHIP"]),
        ("Экипаж атомного ледокола вернулся.", ["атомного ледокола SHIP", "ледокола SHIP"]),
        ("Ледоколы ушли.", ["Ледоколы SHIP"]),
        ("Проверил ОН, а не он. Он ушёл.", ["ОН ORGANIZATION"]),
        ("Об этом сказали Захаровой.", ["Захаровой PERSON"]),
        ("Об этом сказали Захарову.", []),
        ("Письмо Пельменштейну вернули.", ["Пельменштейну PERSON"]),
        ("Закрылась Новая. Верфь стоит.", []),
        ("Закрылась Новая\nВерфь стоит", []),
        (
            "Вёл а\u0301томный ле\u00adдокол.",
            ["а\u0301томный ле\u00adдокол SHIP", "ле\u00adдокол SHIP"],
        ),
        ("", []),
    ],
)
def test_terms_are_found_in_any_form(nlp, text, expected):
    doc = nlp(text)
    assert found(doc) == expected
    for span in doc.spans["entities"]:
        start, end = span._.offsets
        assert text[start:end] == span.text


def test_a_term_has_the_normal_form_and_the_id_of_the_dictionary(nlp):
    doc = nlp("Директор Новой верфи встретил атомный ледокол.")
    told = {span.text: (span._.normal, span._.external_id) for span in doc.spans["entities"]}
    assert told["Новой верфи"] == ("АО «Новая верфь»", "v1")
    assert told["атомный ледокол"] == ("атомный ледокол", "s2")
    assert told["ледокол"] == ("ледокол", None)


def test_what_has_one_id_is_one_entity_in_all_tables(nlp):
    texts = ["Пельменштейн приехал. Шефу доложили.", "Новую верфь посетил Шеф."]
    tables = extract.tables(nlp.pipe(texts))
    people = tables.people.merge(tables.entities, on="entity_id")
    assert people[["name_x", "external_id", "n_mentions"]].values.tolist() == [
        ["Карл Пельменштейн", "p2", 3]
    ]
    assert people.surname.tolist() == ["Пельменштейн"]


class Model:
    """A stand-in for the entity model, which says what it is told to."""

    def __init__(self, *mentions):
        self.mentions = mentions

    def __call__(self, doc):
        assign(doc, self.mentions)
        return doc


@pytest.mark.parametrize(
    ("of_model", "stays"),
    [
        pytest.param(Mention(3, 14, "FACILITY"), False, id="the same words"),
        pytest.param(Mention(3, 8, "LOCATION"), True, id="within"),
        pytest.param(Mention(0, 21, "FACILITY"), True, id="around"),
        pytest.param(Mention(9, 21, "FACILITY"), False, id="across"),
    ],
)
def test_a_term_beats_the_model_on_its_words_and_across_its_border(nlp, of_model, stays):
    doc = nlp.tokenizer("У  Новой верфи стоят.")
    for _, component in nlp.pipeline[:3]:
        doc = component(doc)
    doc = nlp.get_pipe("extract_terms")(Model(of_model)(doc))
    expected = {Mention(3, 14, "ORGANIZATION"), *([of_model] if stays else [])}
    assert set(map(mention, doc.spans["entities"])) == expected


def test_a_saved_pipeline_carries_its_dictionary(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert found(again("На Новой верфи.")) == ["Новой верфи ORGANIZATION"]


def test_what_a_dictionary_says_survives_a_docbin(nlp):
    docs = DocBin(store_user_data=True, docs=[nlp("На Новой верфи.")]).get_docs(nlp.vocab)
    assert [span._.external_id for doc in docs for span in doc.spans["entities"]] == ["v1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("pattern,kind\nа,CITY\n", "line 1: unknown column 'kind'"),
        ("normal,id\nа,б\n", "line 1: there is no column pattern"),
        ("", "line 1: there is no column pattern"),
        ("pattern,type\nверфь,CITY\n ,CITY\n", "line 3: the pattern is empty"),
        ("pattern,type\n«»,CITY\n", "line 2: the pattern is empty"),
        ("pattern,type\nверфь,\n", "line 2: '' is no type"),
        ("pattern,type\nверфь,city\n", "line 2: the type 'city' is written CITY"),
        ("pattern,type\nверфь,CITY,x\n", "line 2: 3 values for 2 columns"),
        ("pattern,type\nверфь,CITY\nВЕРФЬ,PERSON\n", "line 3: 'ВЕРФЬ' stands in line 2 already"),
        ('pattern,type\n"верфь,CITY\n', "line 2: unexpected end of data"),
        (f"pattern,type\n{'а ' * 30},CITY\n", "line 2: a pattern has at most 20 words"),
    ],
)
def test_a_wrong_dictionary_is_told_with_file_and_line(tmp_path, content, message):
    file = tmp_path / "мой.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TermsError) as error:
        read(file)
    assert str(error.value).startswith(f"{file}, {message}")


def test_a_dictionary_of_excel_is_read(tmp_path):
    file = tmp_path / "excel.csv"
    file.write_bytes("id;type;pattern\r\n7;CITY;Верфь\r\n".encode("utf-8-sig"))
    assert read(file) == (Term("Верфь", "CITY", "Верфь", "7"),)


def test_other_encodings_are_refused(tmp_path):
    file = tmp_path / "cp1251.csv"
    file.write_bytes("pattern,type\nверфь,CITY\n".encode("cp1251"))
    with pytest.raises(TermsError, match="is not UTF-8"):
        read(file)


def test_without_terms_there_is_nothing_to_find(nlp):
    assert Terms(nlp.tokenizer).find(nlp("На Новой верфи.")) == []


def test_a_run_finds_terms_and_another_dictionary_does_it_anew(tmp_path, path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/а.txt").write_text("На Новой верфи ждут ледокол.", encoding="utf-8")
    exclude = ["entities", "relations", "agreements", "events"]
    run = functools.partial(extract.run, tmp_path / "in", tmp_path / "out", exclude=exclude)
    assert run(terms=path).mentions.text.tolist() == ["Новой верфи", "ледокол"]
    copy = tmp_path / "copy.csv"
    copy.write_text(DICTIONARY, encoding="utf-8")
    assert run(terms=copy).info["shards"] == {"done": 0, "reused": 1}
    copy.write_text("pattern,type\nледокол,SHIP\n", encoding="utf-8")
    tables = run(terms=copy)
    assert tables.info["shards"]["done"] == 1
    assert tables.mentions.type.tolist() == ["SHIP"]
