"""Signing in, and how often one may fail at it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from chalicelib.identity.model import LOCKED_MINUTES, MOST_FAILURES
from tests.people import PASSWORD, Network

WRONG = "not the password"


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def colleagues(network: Network) -> list[str]:
    """Addresses of people whose sign-ins a test may spoil."""
    return [person.session["user"]["email"] for person in network.people("Ada", "Ben", "Cleo", "Dan")]


def fail(network: Network, email: str, times: int) -> list[httpx.Response]:
    return [network.sign_in(email, WRONG) for _ in range(times)]


def said(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json()


def test_the_address_is_compared_without_case(network: Network) -> None:
    answer = network.sign_in(f" OLGA@{network.slug.upper()}.Test ")
    assert answer.json()["user"]["id"] == network.owner.id


def test_the_slug_is_compared_without_case(network: Network) -> None:
    given = {
        "tenant": network.slug.upper(),
        "email": f"olga@{network.slug}.test",
        "password": PASSWORD,
    }
    assert network.client.post("/v1/sessions", json=given).status_code == 201


def test_every_wrong_sign_in_gets_the_same_answer(
    network: Network, found_network: Callable[..., Network]
) -> None:
    elsewhere = found_network().owner.session["user"]["email"]
    answers = [
        network.sign_in(f"olga@{network.slug}.test", WRONG),
        network.sign_in("nobody@acme.test"),
        network.sign_in(elsewhere),
        network.sign_in("\ufdfa" * 254),
        network.sign_in("", ""),
        network.client.post(
            "/v1/sessions", json={"tenant": "no-such", "email": "a@b.test", "password": PASSWORD}
        ),
    ]
    assert {str(said(answer)) for answer in answers} == {str(said(answers[0]))}
    assert answers[0].status_code == 401


def test_after_too_many_failures_even_the_right_password_waits(
    network: Network, colleagues: list[str]
) -> None:
    fail(network, colleagues[0], MOST_FAILURES)
    answer = network.sign_in(colleagues[0])
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= LOCKED_MINUTES * 60


def test_an_address_without_an_account_is_locked_in_the_same_way(
    network: Network, colleagues: list[str]
) -> None:
    known, unknown = (
        [said(answer)[0] for answer in fail(network, email, MOST_FAILURES + 1)]
        for email in (colleagues[1], "stranger@acme.test")
    )
    assert known == unknown == [401] * MOST_FAILURES + [429]


def test_the_lock_opens_after_a_while(
    network: Network, colleagues: list[str], later: Callable[[float], None]
) -> None:
    fail(network, colleagues[2], MOST_FAILURES)
    later(LOCKED_MINUTES * 60 + 1)
    assert network.sign_in(colleagues[2]).status_code == 201


def test_a_success_forgets_the_failures_before_it(network: Network, colleagues: list[str]) -> None:
    for _ in range(2):
        fail(network, colleagues[3], MOST_FAILURES - 1)
        assert network.sign_in(colleagues[3]).status_code == 201


def test_failures_of_one_address_lock_no_other(network: Network) -> None:
    fail(network, "somebody@acme.test", MOST_FAILURES)
    assert network.sign_in(f"olga@{network.slug}.test").status_code == 201


def test_failures_in_one_network_lock_nobody_in_another(
    network: Network, found_network: Callable[..., Network]
) -> None:
    other = found_network()
    fail(network, f"olga@{other.slug}.test", MOST_FAILURES)
    assert other.sign_in(f"olga@{other.slug}.test").status_code == 201
