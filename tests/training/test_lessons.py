"""What belongs to events is learned from articles: lessons go in, weights come out."""

import json

import numpy as np
import pytest

pytest.importorskip("torch", reason='needs the extra "train"')

from extract import language
from extract.stages.events.finding import Finder
from extract.stages.events.weights import Scorer
from extract.training.belonging import trained, write
from extract.training.lessons import Lesson, lessons
from extract.training.precision import short

NOTHING = ["nothing"]


def taught(n: int, one_only: bool) -> list[Lesson]:
    """Events to which what is near belongs, and nothing where all is far."""
    found = []
    for number in range(n):
        places = [["far"], ["near"] if number % 3 else ["far"], ["far", "odd"]]
        right = ["near" in said for said in places]
        if one_only:
            places, right = [*places, NOTHING], [*right, not any(right)]
        found.append(Lesson(number, places, right))
    return found


@pytest.mark.parametrize("one_only", [True, False])
def test_what_is_seen_often_is_learned(one_only):
    scorer, worth = trained(taught(200, one_only), one_only)
    near, far, nothing = scorer([["near"], ["far"], NOTHING])
    assert worth == 1
    assert near > far
    assert not one_only or near > nothing + scorer.cut > far


def test_the_same_lessons_teach_the_same():
    one, other = (trained(taught(60, False), False)[0] for _ in range(2))
    assert np.array_equal(one.table, other.table)


def test_what_was_written_is_read_again(tmp_path):
    scorer = Scorer(["one"], np.array([[1.0, 0.5]]), np.zeros(2), np.ones(1), 0.5)
    write(tmp_path / "some.npz", {"who": scorer})
    with np.load(tmp_path / "some.npz", allow_pickle=False) as arrays:
        card = json.loads(arrays["card"].tobytes())
        assert card == {"who": {"names": ["one"], "cut": 0.5}}
        assert arrays["who.table"].tolist() == [[1.0, 0.5]]


@pytest.mark.parametrize("value", [0.0, 1.0, -1.0, 0.3, -7.7, 1e-3, 1999.0])
def test_weights_are_kept_to_a_thirtieth(value):
    assert short(np.array([[value]]))[0, 0] == pytest.approx(value, rel=1 / 30)
    assert short(np.array([value]))[0] == np.float16(value)  # what is added is kept as it is


def event(name: str, *quotes: str, place: str | None = None, who: tuple[str, ...] = ()) -> dict:
    return {"name": name, "kind": "visit", "quotes": quotes, "place": place, "participants": who}


def test_lessons_say_of_each_candidate_whether_it_belongs():
    text = "Губернатор Иван Кротов посетил Тверь. Об этом сообщила Анна Белова."
    told = event("посещение Твери", "Иван Кротов посетил Тверь", place="Тверь", who=("Кротов",))
    finder = Finder(language.load(exclude=["events"])(text))
    found = lessons([([finder], [told])])
    (place,), (who,) = found["place"], found["who"]
    assert sum(place.right) == 1
    assert not place.right[-1]
    assert sum(who.right) == 1
    assert len(who.right) > 1
    assert who.missed == place.missed == 0


def test_each_finder_of_an_article_gives_lessons():
    finder = Finder(language.load(exclude=["events"])("Иван Кротов посетил Тверь."))
    told = event("посещение Твери", "Иван Кротов посетил Тверь", place="Тверь")
    found = lessons([([finder, finder], [told]), ([finder], [])])
    assert [lesson.article for lesson in found["place"]] == [0, 0]
