"""How names are sorted and found."""

import pytest

from chalicelib.core.names import MOST_WORDS, beginnings, fits, folded, met_at, words


@pytest.mark.parametrize(
    ("name", "as_found"),
    [
        ("Émile Zola", "emile zola"),
        ("ÅSA", "asa"),
        ("Straße", "strasse"),
        ("İpek", "ipek"),
        ("\U0001d400\U0001d41d\U0001d41a", "ada"),
        ("Agent #7", "agent  7"),
        ("  Ada ", "ada"),
        ("李小龙", "李小龙"),
        ("\u0301", "~"),
    ],
)
def test_a_name_is_found_without_case_and_accents(name: str, as_found: str) -> None:
    assert folded(name) == as_found


def test_a_folded_name_stays_within_what_a_sort_key_can_hold() -> None:
    assert len(folded("\ufdfa" * 80).encode()) < 1024 - len("#01ARZ3NDEKTSV4RRFFQ69G5FAV")


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("Ada", ["ada"]),
        ("Ada King", ["ada king", "king"]),
        ("Anne-Marie O\u2019Neil", ["anne-marie o\u2019neil", "marie o\u2019neil", "o\u2019neil", "neil"]),
        ("Ines (Berlin)", ["ines (berlin)", "berlin)"]),
        ("J.R.R. Tolkien", ["j.r.r. tolkien", "r.r. tolkien", "r. tolkien", "tolkien"]),
        ("李小龙", ["李小龙"]),
        ("...", ["..."]),
    ],
)
def test_a_name_is_found_by_each_of_its_words(name: str, found_by: list[str]) -> None:
    assert beginnings(folded(name)) == found_by


def test_of_a_very_long_name_the_first_words_and_the_last_are_looked_for() -> None:
    assert [text[0] for text in beginnings("a b c d e f g h")] == ["a", "b", "c", "d", "h"]
    assert len(beginnings("a " * 100)) == MOST_WORDS


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("  ", True),
        ("ada", True),
        ("LOVE", True),
        ("king ada", True),
        ("k á", True),
        ("anne marie", False),
        ("da", False),
        ("...", False),
    ],
)
def test_all_that_is_asked_begins_a_word(asked: str, found: bool) -> None:
    assert fits("ada king lovelace", words(asked)) == found


def test_a_name_of_signs_alone_is_found_by_them() -> None:
    assert fits(folded("..."), words("..."))


def test_a_search_meets_a_name_once() -> None:
    assert met_at("anna annandale", "ann") == "anna annandale"
    assert met_at("anna annandale", "annan") == "annandale"
    assert met_at("anna annandale", "b") is None
