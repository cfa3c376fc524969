"""The word lists, as a curator may leave them."""

import pytest

from assistant.dutch import wordlists
from assistant.dutch.words import fold


def test_comments_and_empty_lines_do_not_count() -> None:
    assert wordlists.lines("# uitleg\n\nwoord \n  \nander\tw\n") == ("woord", "ander\tw")


@pytest.mark.parametrize("name", ["afkortingen.txt", "stopwoorden.txt", "stamuitzonderingen.txt"])
def test_no_word_stands_in_a_list_twice(name: str) -> None:
    words = [line.split("\t")[0] for line in wordlists.read(name)]
    assert len(words) == len(set(words)) > 20


def test_exceptions_to_the_stemmer_are_a_folded_word_and_a_stem() -> None:
    for line in wordlists.read("stamuitzonderingen.txt"):
        word, stem = line.split("\t")
        assert (fold(word), fold(stem)) == (word, stem)


def test_abbreviations_are_written_without_their_last_point() -> None:
    for line in wordlists.read("afkortingen.txt"):
        word, _, mark = line.partition("\t")
        assert not word.endswith(".")
        assert mark in ("", "?")


def test_municipalities_have_four_columns() -> None:
    for line in wordlists.read("gemeenten.tsv"):
        columns = line.split("\t")
        assert len(columns) == 4, line
        assert columns[3] in ("0", "1")


def test_a_synonym_stands_in_one_group() -> None:
    words = [word.strip() for line in wordlists.read("synoniemen.txt") for word in line.split(",")]
    assert len(words) == len({fold(word) for word in words})
