"""The way of an article from file to tables, as docs/architecture.md tells it."""

import itertools
import re
import sys
from pathlib import Path

import pytest

import extract

ROOT = Path(__file__).parents[2]
PACKAGE = Path(extract.__file__).parent
ROOM = re.compile(r"^\| .+ \| `([a-z_/.]+)` \| `([a-z_]+)` \|$", re.M)


def told() -> list[tuple[str, str]]:
    """Rooms and the functions that an article is made into something else by."""
    page = ROOT / "docs/architecture.md"
    if not page.exists():
        pytest.skip("there is no docs/architecture.md")
    return ROOM.findall(page.read_text(encoding="utf-8"))


def small_pipeline():
    return extract.load(only=["segmentation"])


class Follower:
    """Notes when one of some functions is called; a generator that goes on is not called anew."""

    def __init__(self, doors):
        self.names, self.doors = {name for _, name in doors}, doors
        self.way, self.frames = [], []

    def __call__(self, frame, event, _):
        name = frame.f_code.co_name
        if event != "call" or name not in self.names or frame in self.frames:
            return
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            place = file.relative_to(PACKAGE).as_posix()
            found = [door for door in self.doors if door[1] == name and place.startswith(door[0])]
            self.frames += [frame] * len(found)
            self.way += found


def test_an_article_enters_each_room_once_in_the_order_that_is_told(tmp_path):
    doors = told()
    assert 2 < len(doors) <= 8
    (tmp_path / "forum.txt").write_text("Форум открылся в Новосибирске.", encoding="utf-8")
    small_pipeline()  # what is imported for it is no part of the way
    follower = Follower(doors)
    sys.setprofile(follower)
    try:
        extract.run(tmp_path / "forum.txt", tmp_path / "out", load=small_pipeline)
    finally:
        sys.setprofile(None)
    assert [room for room, _ in itertools.groupby(follower.way)] == doors  # many are the stages
