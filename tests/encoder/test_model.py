import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.encoder.model import Found, Model, load
from extract.encoder.untangle import untangle


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def found(model: Model, text: str) -> set[tuple[str, str]]:
    return {(text[start:end], type_) for start, end, type_, _ in model.read(text)[0]}


CASES = [
    ("Владимир Путин прилетел в Казань.", {("Владимир Путин", "PERSON"), ("Казань", "CITY")}),
    (
        "Губернатор Новосибирской области Андрей Травников выступил 28 ноября 2023 года.",
        {
            ("Новосибирской области", "STATE_OR_PROVINCE"),
            ("Андрей Травников", "PERSON"),
            ("28 ноября 2023 года", "DATE"),
        },
    ),
    ("Россия и Казахстан провели переговоры.", {("Россия", "COUNTRY"), ("Казахстан", "COUNTRY")}),
    ("Экс-президент Франции Николя Саркози арестован.", {("президент Франции", "PROFESSION")}),
]


@pytest.mark.parametrize(("text", "mentions"), CASES)
def test_mentions_are_found_with_exact_borders(model, text, mentions) -> None:
    assert mentions <= found(model, text)


def test_mentions_nest(model) -> None:
    text = "Выступил министр иностранных дел России Сергей Лавров."
    mentions = found(model, text)
    assert ("России", "COUNTRY") in mentions
    assert any("России" in name and type_ == "PROFESSION" for name, type_ in mentions)


def test_every_mention_is_told_with_a_probability(model) -> None:
    mentions, _ = model.read("Владимир Путин прилетел в Казань 22 октября 2024 года.")
    assert all(0 < mention.score <= 1 for mention in mentions)


def test_a_long_article_is_read_to_its_end(model) -> None:
    text = "Погода была хорошей, и все гуляли в парке. " * 300 + "Приехал Иван Петров."
    assert ("Иван Петров", "PERSON") in found(model, text)


def test_a_mention_is_found_once_where_windows_overlap(model) -> None:
    text = " ".join(f"Встреча номер {n} прошла в Москве." for n in range(300))
    mentions = model.read(text)[0]
    assert len({mention[:3] for mention in mentions}) == len(mentions)
    assert sum(text[m.start : m.end] == "Москве" for m in mentions) > 280


def test_a_text_is_read_alike_whatever_was_read_before(model) -> None:
    text = CASES[1][0]
    alone = model.read(text)[0]
    model.read("Совсем другой текст о Париже и Лондоне. " * 40)
    assert model.read(text)[0] == alone


def test_no_mention_crosses_a_line(model) -> None:
    text = "Владимир\nПутин\nРоссийская\nФедерация"
    assert not any("\n" in text[m.start : m.end] for m in model.read(text)[0])


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text) -> None:
    mentions, reading = load().read(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    load().relate(text, reading, [m[:3] for m in mentions])


def test_relations_join_mentions_of_the_right_types(model) -> None:
    text = "Президент России Владимир Путин посетил Казань."
    mentions, reading = model.read(text)
    triples = {
        (
            text[mentions[link.subject].start : mentions[link.subject].end],
            link.relation,
            text[mentions[link.object].start : mentions[link.object].end],
        )
        for link in model.relate(text, reading, [m[:3] for m in mentions])
    }
    assert any(s == "Владимир Путин" and relation == "WORKS_AS" for s, relation, _ in triples)


def test_mentions_of_types_of_your_own_take_no_part_in_relations(model) -> None:
    text = "Владимир Путин посетил Казань."
    _, reading = model.read(text)
    assert model.relate(text, reading, [(0, 14, "КЛИЕНТ"), (23, 29, "CITY")]) == []


def test_an_unknown_model_is_named(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="news"):
        load(tmp_path / "nothing")


def test_the_model_says_what_it_is(model) -> None:
    assert {"name", "version", "types", "relations", "trained_on", "dev"} <= model.card.keys()
    assert len(model.types) == 29
    assert len(model.relations) == 49


@pytest.mark.parametrize(
    ("mentions", "kept"),
    [
        ("CITY 0 9 .9, CITY 0 5 .8", "CITY 0 9"),  # flat: the surer one
        ("CITY 0 9 .7, CITY 0 5 .8", "CITY 0 5"),
        ("CITY 0 9 .9, LAW 0 5 .8", "CITY 0 9, LAW 0 5"),  # another type is no rival
        ("LAW 0 9 .9, LAW 0 5 .8", "LAW 0 9, LAW 0 5"),  # laws nest
        ("LAW 0 9 .9, LAW 5 12 .8", "LAW 0 9"),  # but nothing crosses
        ("CITY 0 5 .8, CITY 5 9 .9", "CITY 0 5, CITY 5 9"),
    ],
)
def test_the_surer_of_two_rivals_stays(mentions: str, kept: str) -> None:
    def parse(line: str) -> Found:
        type_, start, end, score = line.split()
        return Found(int(start), int(end), type_, float(score))

    left = untangle([parse(line) for line in mentions.split(", ")], frozenset({"CITY"}))
    assert ", ".join(f"{m.type} {m.start} {m.end}" for m in left) == kept
