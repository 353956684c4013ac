"""A new password by the mailed link."""

from collections.abc import Callable

import httpx
import pytest

from chalicelib.core.clock import HOUR
from chalicelib.identity.model import MOST_FAILURES, RESET_HOURS
from tests.people import PASSWORD, Network, Person

NEW = "staple battery horse"


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def forgetful(network: Network) -> Person:
    return network.person("Fay")


def email(person: Person) -> str:
    return str(person.session["user"]["email"])


def ask(network: Network, address: str) -> httpx.Response:
    return network.client.post("/v1/password-resets", json={"tenant": network.slug, "email": address})


def choose(network: Network, link: str, password: str = NEW) -> int:
    return network.client.post(f"/v1{link}", json={"password": password}).status_code


def written(network: Network) -> list[tuple[str, list[str]]]:
    """The items of password resets in the table: the kind of their key, and the names of what they hold."""
    cloud = network.cloud
    found = cloud.aws.client("dynamodb").scan(TableName=cloud.resources["Table"])["Items"]
    return [
        (item["sk"]["S"][:2], sorted(set(item) - {"mailed"}))
        for item in found
        if item["pk"]["S"].startswith(f"{network.tenant}#x#")
    ]


def test_the_mailed_link_sets_a_new_password(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    assert choose(network, network.link_to(email(forgetful))) == 204
    assert network.sign_in(email(forgetful)).status_code == 401
    assert network.sign_in(email(forgetful), NEW).status_code == 201


def test_a_reset_ends_all_sessions_of_the_person(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    choose(network, network.link_to(email(forgetful)))
    assert forgetful.ask("GET", "/v1/me").status_code == 401
    given = {"refresh_token": forgetful.session["refresh_token"]}
    assert network.client.post("/v1/sessions/refresh", json=given).status_code == 401


def test_a_reset_opens_the_lock_of_failed_sign_ins(network: Network, forgetful: Person) -> None:
    for _ in range(MOST_FAILURES):
        network.sign_in(email(forgetful), "wrong")
    assert network.sign_in(email(forgetful)).status_code == 429
    ask(network, email(forgetful))
    choose(network, network.link_to(email(forgetful)))
    assert network.sign_in(email(forgetful), NEW).status_code == 201


def test_a_link_is_good_once(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    link = network.link_to(email(forgetful))
    assert [choose(network, link), choose(network, link, "another password")] == [204, 404]
    assert network.sign_in(email(forgetful), NEW).status_code == 201


def test_a_link_is_good_for_two_hours(
    network: Network, forgetful: Person, later: Callable[[float], None]
) -> None:
    ask(network, email(forgetful))
    link = network.link_to(email(forgetful))
    later(RESET_HOURS * HOUR + 1)
    assert choose(network, link) == 404
    assert network.sign_in(email(forgetful), PASSWORD).status_code == 201


def test_a_password_that_is_refused_does_not_use_up_the_link(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    link = network.link_to(email(forgetful))
    assert [choose(network, link, "short"), choose(network, link)] == [422, 204]


def test_a_new_password_makes_earlier_links_useless(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    first = network.link_to(email(forgetful))
    ask(network, email(forgetful))
    assert choose(network, network.link_to(email(forgetful))) == 204
    assert choose(network, first, "a thief's password") == 404


def test_a_forged_link_is_not_found(network: Network, forgetful: Person) -> None:
    ask(network, email(forgetful))
    link = network.link_to(email(forgetful)).partition("?")[0]
    for forged in (
        link[:-1] + ("A" if link[-1] != "A" else "B"),
        "/password-resets/x",
        "/password-resets/a.b.c",
    ):
        assert choose(network, forged) == 404


def test_an_invitations_link_sets_no_password(network: Network) -> None:
    network.owner.post("/v1/invites", {"email": "guest@elsewhere.test"})
    token = network.link_to("guest@elsewhere.test").rpartition("/")[2]
    assert choose(network, f"/password-resets/{token}") == 404


def test_asking_tells_nothing_of_who_has_an_account(found_network: Callable[..., Network]) -> None:
    network = found_network()
    answers, writes = [], []
    for address in (f"olga@{network.slug}.test", "nobody@acme.test"):
        answer = ask(network, address)
        answers.append((answer.status_code, answer.json()))
        network.cloud.wait_idle()
        writes.append(written(network))
    assert answers[0] == answers[1] == (202, {"status": "accepted"})
    assert writes[1] == writes[0] * 2


def test_who_has_no_account_gets_no_mail(network: Network) -> None:
    ask(network, "nobody@nowhere.test")
    assert network.mails_to("nobody@nowhere.test") == []


def test_another_networks_account_gets_no_mail(
    network: Network, found_network: Callable[..., Network]
) -> None:
    elsewhere = f"olga@{found_network().slug}.test"
    ask(network, elsewhere)
    assert network.mails_to(elsewhere) == []


def test_an_unknown_network_is_answered_alike(network: Network) -> None:
    answer = network.client.post("/v1/password-resets", json={"tenant": "no-such", "email": "a@b.test"})
    assert (answer.status_code, answer.json()) == (202, {"status": "accepted"})


@pytest.mark.parametrize("known", [True, False])
def test_nobody_is_flooded_with_mails(network: Network, forgetful: Person, known: bool) -> None:
    address = email(forgetful) if known else "nobody-floods@elsewhere.test"
    statuses = [ask(network, address).status_code for _ in range(MOST_FAILURES + 1)]
    assert statuses == [202] * MOST_FAILURES + [429]
