"""A folder: what is read, in which order, and what is not."""

import os

import pytest
from written import NEWS, put, read_all, read_one

from extract.articles import Article, Failure, list_sources, walk


def test_sources_come_in_the_order_of_their_names(tmp_path):
    names = ["б.txt", "a/b.txt", "a.txt", "Статья (1).TXT", "a b.html"]
    for name in names:
        put(tmp_path, name, NEWS)
    assert [source.name for source in list_sources(tmp_path)] == sorted(names)


def test_hidden_files_are_ignored_and_unknown_extensions_listed(tmp_path):
    for name in (".x.txt", ".git/x.txt", "Makefile", "a/photo.JPG", "x.txt"):
        put(tmp_path, name, NEWS)
    found = walk(tmp_path)
    assert [source.name for source in found.sources] == ["x.txt"]
    assert found.skipped == ["Makefile", "a/photo.JPG"]
    assert found.hidden == [".git", ".x.txt"]
    assert found.notes() == [
        "2 file(s) of other kinds were not read: .jpg (1), no extension (1)",
        "2 hidden file(s) or folder(s) were not read",
    ]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    put(tmp_path, "x.txt/y.txt", NEWS)
    assert read_one(tmp_path).doc_id == "x.txt/y.txt"


def test_a_single_file_is_read_whatever_its_extension(tmp_path):
    assert read_one(put(tmp_path, "x.log", NEWS)).doc_id == "x.log"


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        list_sources(tmp_path / "нет")


def test_links(tmp_path):
    folder = tmp_path / "raw"
    put(folder, "a/x.txt", NEWS)
    put(tmp_path, "secret/y.txt", NEWS)
    (folder / "file.txt").symlink_to("a/x.txt")
    (folder / "folder").symlink_to("a")
    (folder / "a/up").symlink_to("..")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nowhere.txt").symlink_to("нет.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret/y.txt")
    (folder / "outside").symlink_to(tmp_path / "secret")
    found = read_all(folder)
    assert [item.doc_id for item in found if isinstance(item, Article)] == ["a/x.txt", "file.txt"]
    assert {item.source: item.error for item in found if isinstance(item, Failure)} == {
        "a/up": "LinkCycle",
        "nowhere.txt": "FileNotFoundError",
        "out.txt": "LinkOutside",
        "outside": "LinkOutside",
        "self.txt": "LinkCycle",
    }


def test_a_folder_that_is_a_link_itself_is_read(tmp_path):
    put(tmp_path, "raw/x.txt", NEWS)
    (tmp_path / "link").symlink_to("raw")
    assert read_one(tmp_path / "link").doc_id == "x.txt"


def test_a_file_name_that_is_no_utf8_is_shown_escaped(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"\xcf.txt")).write_text(NEWS)
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    article = read_one(tmp_path)
    assert article.doc_id == r"\xcf.txt"
    article.doc_id.encode()
