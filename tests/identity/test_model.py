"""How addresses and names are compared."""

import pytest

from chalicelib.identity.model import normal_email


@pytest.mark.parametrize(
    "given", ["ada@example.test", "ADA@Example.TEST", " ada@example.test ", "\uff41da@example.test"]
)
def test_one_address_is_written_in_many_ways(given: str) -> None:
    assert normal_email(given) == "ada@example.test"


def test_an_address_stays_within_what_a_key_can_hold() -> None:
    assert len(normal_email("\ufdfa" * 254).encode()) <= 1016
