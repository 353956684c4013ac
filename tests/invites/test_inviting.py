"""Inviting somebody by mail: once, again, no more."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.core.clock import DAY
from chalicelib.invites.model import VALID_DAYS
from tests.people import PASSWORD, Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Acme & Sons")


@pytest.fixture(scope="module")
def member(network: Network) -> Person:
    return network.person("Mia")


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """One that no other test invites."""
    return f"{request.node.name.partition('[')[0]}@elsewhere.test"


def invite(person: Person, email: str, **more: Any) -> Any:
    return person.post("/v1/invites", {"email": email, **more})


def status(person: Person, email: str, **more: Any) -> int:
    return person.ask("POST", "/v1/invites", {"email": email, **more}).status_code


def opens(network: Network, link: str) -> int:
    return network.client.get(f"/v1{link}").status_code


def accept(network: Network, link: str) -> int:
    given = {"name": "New", "password": PASSWORD}
    return network.client.post(f"/v1{link}/accept", json=given).status_code


def test_the_link_shows_who_invites_whom_to_what(network: Network, address: str) -> None:
    sent = invite(network.owner, address)
    shown = network.client.get(f"/v1{network.link_to(address)}").json()
    assert (shown["tenant"]["name"], shown["email"], shown["invited_by"], shown["role"]) == (
        "Acme & Sons",
        address,
        "Olga Owner",
        "member",
    )
    assert shown["expires_at"] == sent["expires_at"]


def test_the_mail_names_who_invites_and_the_network(network: Network, address: str) -> None:
    invite(network.owner, address)
    [mail] = network.mails_to(address)
    assert mail["subject"] == "Olga Owner invites you to Acme & Sons"
    assert "Acme &amp; Sons" in mail["html"]


def test_an_address_is_invited_once(network: Network, member: Person, address: str) -> None:
    invite(network.owner, address)
    assert status(network.owner, address) == 409
    assert status(member, address.upper()) == 409
    assert len(network.mails_to(address)) == 1


def test_who_is_here_is_not_invited(network: Network, member: Person) -> None:
    assert status(network.owner, member.session["user"]["email"]) == 409


def test_sent_again_there_is_another_mail_with_the_same_link(network: Network, address: str) -> None:
    sent = invite(network.owner, address)
    link = network.link_to(address)
    network.owner.post(f"/v1/invites/{sent['id']}/sendings")
    assert len(network.mails_to(address)) == 2
    assert network.link_to(address) == link


def test_an_invitation_expires(network: Network, address: str, later: Callable[[float], None]) -> None:
    sent = invite(network.owner, address)
    link = network.link_to(address)
    later(VALID_DAYS * DAY + 1)
    assert [opens(network, link), accept(network, link)] == [404, 404]
    assert network.owner.get(f"/v1/invites/{sent['id']}")["status"] == "expired"


def test_sent_again_an_expired_invitation_is_good_for_its_full_time(
    network: Network, address: str, later: Callable[[float], None]
) -> None:
    sent = invite(network.owner, address)
    link = network.link_to(address)
    later(VALID_DAYS * DAY + 1)
    network.owner.post(f"/v1/invites/{sent['id']}/sendings")
    later((VALID_DAYS - 1) * DAY)
    assert accept(network, link) == 201


def test_an_expired_invitation_frees_the_address(
    network: Network, address: str, later: Callable[[float], None]
) -> None:
    first = invite(network.owner, address)
    later(VALID_DAYS * DAY + 1)
    invite(network.owner, address)
    again = network.owner.ask("POST", f"/v1/invites/{first['id']}/sendings")
    assert again.status_code == 409


def test_an_expired_invitation_is_not_sent_again_to_who_is_here(
    network: Network, address: str, later: Callable[[float], None]
) -> None:
    first = invite(network.owner, address)
    later(VALID_DAYS * DAY + 1)
    invite(network.owner, address)
    assert accept(network, network.link_to(address)) == 201
    assert network.owner.ask("POST", f"/v1/invites/{first['id']}/sendings").status_code == 409


def test_a_revoked_invitation_opens_nothing(network: Network, address: str) -> None:
    sent = invite(network.owner, address)
    link = network.link_to(address)
    network.owner.delete(f"/v1/invites/{sent['id']}")
    assert [opens(network, link), accept(network, link)] == [404, 404]
    assert network.owner.ask("POST", f"/v1/invites/{sent['id']}/sendings").status_code == 409


def test_revoking_frees_the_address(network: Network, address: str) -> None:
    sent = invite(network.owner, address)
    for _ in range(2):
        network.owner.delete(f"/v1/invites/{sent['id']}")
    assert status(network.owner, address) == 201


def test_revoking_an_expired_invitation_leaves_the_one_after_it_alone(
    network: Network, address: str, later: Callable[[float], None]
) -> None:
    first = invite(network.owner, address)
    later(VALID_DAYS * DAY + 1)
    invite(network.owner, address)
    network.owner.delete(f"/v1/invites/{first['id']}")
    assert status(network.owner, address) == 409


def test_an_accepted_invitation_cannot_be_revoked_or_sent_again(network: Network, address: str) -> None:
    sent = invite(network.owner, address)
    accept(network, network.link_to(address))
    assert network.owner.ask("DELETE", f"/v1/invites/{sent['id']}").status_code == 409
    assert network.owner.ask("POST", f"/v1/invites/{sent['id']}/sendings").status_code == 409
    assert network.owner.get(f"/v1/invites/{sent['id']}")["status"] == "accepted"


def test_a_revoked_invitation_is_not_mailed_any_more(network: Network, address: str) -> None:
    network.cloud.wait_idle()
    network.cloud.pause()
    try:
        sent = invite(network.owner, address)
        network.owner.delete(f"/v1/invites/{sent['id']}")
    finally:
        network.cloud.resume()
    assert network.mails_to(address) == []


def test_the_same_key_sent_twice_invites_once(network: Network, address: str) -> None:
    first, second = (
        network.owner.post("/v1/invites", {"email": address}, Idempotency_Key="once") for _ in range(2)
    )
    assert first == second
    assert len(network.mails_to(address)) == 1
