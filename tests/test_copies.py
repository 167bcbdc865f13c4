"""Copies of articles: the same text, an edited one, an extended one, a cut one."""

import itertools
import random

import fake
import pytest

import extract
from extract.tables.sketches import COPIED, copies, sketch

SUMMIT = """Губернатор Псковской области Михаил Ведерников провел встречу с послом Сербии Момчилом \
Бабичем. Стороны обсудили поставки молочной продукции, обмен студентами и подготовку форума \
«Балканы — Россия», который пройдет в Пскове 14 мая. По словам губернатора, товарооборот региона \
с Сербией за год вырос на треть и достиг восьми миллионов долларов. Посол пригласил псковских \
аграриев на выставку в Нови-Саде и сообщил, что сербские компании готовы построить под Островом \
завод по переработке ягод. В завершение беседы участники договорились создать рабочую группу, \
которая подготовит соглашение о сотрудничестве к осени."""
# The same event, told by another hand.
RETOLD = """В Пскове побывал сербский посол Момчило Бабич. Его принял глава региона Михаил Ведерников, \
сообщили в правительстве области. Разговор шел о торговле: местные сыры и масло в Белграде уже \
покупают, теперь речь о заводе, где будут замораживать малину. Место для площадки ищут неподалеку \
от Острова. Кроме того, дипломата позвали на майский форум, куда ждут делегации из шести стран \
Балкан. Документ о сотрудничестве, как рассчитывают в администрации, подпишут ближе к ноябрю."""
SPORT = """Сборная Карелии по лыжным гонкам выиграла эстафету на чемпионате Северо-Запада в \
Петрозаводске. На последнем этапе Анна Лаптева опередила соперницу из Коми на две секунды. Третьими \
финишировали хозяйки прошлогодних стартов, спортсменки Вологодской области. Главный тренер команды \
Игорь Савин назвал победу закономерной и пообещал, что весь состав поедет на чемпионат страны в \
Тюмень. Следующие старты пройдут в субботу: мужчин ждет гонка на тридцать километров."""
EDITED = (
    SUMMIT.replace("провел встречу", "встретился").replace("Стороны обсудили", "Обсуждались")
    .replace("По словам губернатора", "Как сообщила пресс-служба").replace("готовы", "намерены")
    .replace("В завершение беседы участники", "Участники беседы")
)  # fmt: skip
EXTENDED = f"{SUMMIT}\n{SPORT}"
CUT = SUMMIT[: SUMMIT.index("Посол")]


def marked(*texts):
    return {
        copy: found.original for copy, found in copies([sketch(text) for text in texts]).items()
    }


@pytest.mark.parametrize(
    "copy", [EDITED, EXTENDED, CUT, SUMMIT.upper(), SUMMIT.replace(". ", ".\n\n— ")]
)
def test_a_copy_is_found_whichever_stands_first(copy):
    assert marked(SUMMIT, SPORT, copy) == {2: 0}
    assert marked(copy, RETOLD, SUMMIT) == {2: 0}


@pytest.mark.parametrize("other", [RETOLD, SPORT, SUMMIT[:80], f"{SPORT} {SUMMIT[:150]}"])
def test_another_article_is_no_copy(other):
    assert marked(SUMMIT, other) == {}
    assert marked(other, SUMMIT) == {}


def test_a_digest_is_no_copy_of_its_items():
    words = sorted({*RETOLD.split(), *SPORT.split()})
    digest = f"{SUMMIT}\n{' '.join(random.Random(1).choices(words, k=600))}"
    assert marked(SUMMIT, digest) == {}


def test_similarity_is_the_share_of_the_copy_that_stands_in_the_original():
    assert copies([sketch(SUMMIT), sketch(CUT)])[1].similarity == 1
    assert 0.5 < copies([sketch(SUMMIT), sketch(EXTENDED)])[1].similarity < 0.65
    assert COPIED < copies([sketch(SUMMIT), sketch(EDITED)])[1].similarity < 0.9


def test_texts_of_a_few_words_are_not_compared():
    assert (
        marked("Курс доллара вырос на рубль.", "Курс доллара вырос на рубль, сообщил банк.") == {}
    )


def test_many_copies_lead_to_one_original():
    words = SUMMIT.split()
    texts = [SUMMIT]
    for n in range(40):
        changed = words.copy()
        for at in range(n, len(words), 41):
            changed[at] = f"слово{n}"
        texts.append(" ".join(changed))
    assert marked(*texts) == dict.fromkeys(range(1, 41), 0)


def test_what_is_boilerplate_to_all_makes_no_copies():
    line = "Подписывайтесь на наш канал, чтобы первыми узнавать новости региона и страны. "
    rng = random.Random(1)
    words = sorted(set((SUMMIT + RETOLD + SPORT).split()))
    texts = [line + " ".join(rng.choices(words, k=80)) for _ in range(50)]
    assert marked(*texts) == {}


# In the tables


@pytest.fixture(scope="module")
def nlp():
    return fake.load()


def tables(nlp, **texts):
    docs = list(nlp.pipe(texts.values()))
    for doc, name in zip(docs, texts, strict=True):
        doc._.id = name
    return extract.tables(docs)


def stated(found):
    documents = found.documents.dropna(subset=["duplicate_of"]).sort_values("doc_id")
    return {row.doc_id: (row.duplicate_of, row.similarity) for row in documents.itertuples()}


def test_the_table_is_the_same_in_any_order(nlp):
    texts = {"a": SUMMIT, "b": CUT, "c": EXTENDED, "d": SUMMIT, "e": RETOLD, "f": EDITED}
    expected = stated(tables(nlp, **texts))
    assert {name: original for name, (original, _) in expected.items()} == {
        "b": "a", "c": "a", "d": "a", "f": "a",
    }  # fmt: skip
    assert expected["d"][1] == 1
    for order in itertools.islice(itertools.permutations(texts), 0, 720, 240):
        assert stated(tables(nlp, **{name: texts[name] for name in order})) == expected


def test_a_copy_that_says_something_new_is_counted(nlp):
    text = f"{SUMMIT} Россия и Казахстан."
    found = tables(nlp, a=text, b=f"{text}\n{SPORT} Правительство России.", c=text)
    russia = found.entities.set_index("name").loc["Россия"]
    assert (russia["n_documents"], russia["n_mentions"]) == (
        2,
        5,
    )  # «Балканы — Россия» stands in both
    assert set(found.mentions["doc_id"]) == {"a", "b", "c"}


def test_a_run_says_the_same_as_memory(nlp, tmp_path):
    texts = {"a": SUMMIT, "b": EDITED, "c": SPORT}
    found = extract.run(
        [(text, {"id": name}) for name, text in texts.items()], tmp_path / "out", load=fake.load
    )
    assert stated(found) == stated(tables(nlp, **texts))
    assert found.info["counts"]["copies"] == 1
