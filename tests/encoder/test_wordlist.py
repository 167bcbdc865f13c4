"""Words of a long list are found again, and no others."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.wordlist import WordList


def listed(*words):
    return WordList([word.encode() for word in words])


@given(st.lists(st.text(max_size=8), unique=True), st.text(max_size=8))
def test_a_word_is_found_where_it_stands(words, other):
    known = listed(*words)
    assert [known.find(word) for word in words] == [*range(len(words))]
    assert known.find(other) == (words.index(other) if other in words else None)


def test_words_of_one_checksum_are_told_apart():
    one, other = "plumless", "buckeroo"
    assert zlib.crc32(one.encode()) == zlib.crc32(other.encode())
    assert listed("Тверь", one, other).find(other) == 2
    assert listed("Тверь", one).find(other) is None


@pytest.mark.parametrize("word", ["\ud800", "", "тверь", "Твер"])
def test_what_is_not_in_the_list_is_not_found(word):
    assert listed("Тверь").find(word) is None
