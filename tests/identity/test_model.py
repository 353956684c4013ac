"""How addresses and names are compared."""

import pytest

from chalicelib.identity.model import folded, normal_email


@pytest.mark.parametrize(
    "given", ["ada@example.test", "ADA@Example.TEST", " ada@example.test ", "\uff41da@example.test"]
)
def test_one_address_is_written_in_many_ways(given: str) -> None:
    assert normal_email(given) == "ada@example.test"


def test_an_address_stays_within_what_a_key_can_hold() -> None:
    assert len(normal_email("\ufdfa" * 254).encode()) <= 1016


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
