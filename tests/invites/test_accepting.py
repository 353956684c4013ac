"""Coming in by the link."""

from collections.abc import Callable

import httpx
import pytest

from tests.people import PASSWORD, Network
from tests.together import together


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def link(network: Network, request: pytest.FixtureRequest) -> str:
    email = f"{request.node.name.partition('[')[0]}@elsewhere.test"
    network.owner.post("/v1/invites", {"email": email, "role": "guest"})
    return network.link_to(email)


def accept(network: Network, link: str, **other: str) -> httpx.Response:
    given = {"name": "New", "password": PASSWORD} | other
    return network.client.post(f"/v1{link}/accept", json=given)


def test_who_accepts_is_signed_in_with_the_role_they_were_invited_to(network: Network, link: str) -> None:
    session = accept(network, link, name="Nia").json()
    assert (session["user"]["name"], session["user"]["role"]) == ("Nia", "guest")
    assert session["tenant"]["slug"] == network.slug
    assert network.sign_in(session["user"]["email"]).status_code == 201


def test_an_invitation_is_accepted_once(network: Network, link: str) -> None:
    assert [accept(network, link).status_code for _ in range(2)] == [201, 409]
    assert network.client.get(f"/v1{link}").status_code == 409


def test_of_two_who_accept_at_once_one_wins(
    network: Network, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses = together(
        monkeypatch, lambda: accept(network, link, name="One"), lambda: accept(network, link, name="Two")
    )
    assert statuses == [201, 409]
    names = [person["name"] for person in network.owner.all("/v1/people")]
    assert len({"One", "Two"} & set(names)) == 1


def test_of_accepting_and_revoking_at_once_one_wins(
    network: Network, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite = network.owner.get("/v1/invites")["items"][0]["id"]
    statuses = together(
        monkeypatch,
        lambda: accept(network, link, name="Racer"),
        lambda: network.owner.ask("DELETE", f"/v1/invites/{invite}"),
    )
    assert statuses in ([201, 409], [204, 409])
    came = "Racer" in [person["name"] for person in network.owner.all("/v1/people")]
    assert came == (statuses[0] == 201)


def test_the_answer_to_a_lost_connection_is_given_again(network: Network, link: str) -> None:
    def again() -> httpx.Response:
        given = {"name": "Patient", "password": PASSWORD}
        return network.client.post(f"/v1{link}/accept", json=given, headers={"Idempotency-Key": link})

    first, second = again(), again()
    assert (first.status_code, first.json()) == (second.status_code, second.json())


def test_a_name_that_is_refused_does_not_use_up_the_link(network: Network, link: str) -> None:
    for name in ("", " ", "a\nb", "x" * 81):
        answer = accept(network, link, name=name)
        assert (answer.status_code, answer.json()["field"]) == (422, "name")
    assert accept(network, link).status_code == 201


def test_a_forged_link_is_not_found(network: Network, link: str) -> None:
    swapped = link.replace(network.tenant, "00000000")
    for forged in (
        link[:-1] + ("A" if link[-1] != "A" else "B"),
        swapped,
        "/invitations/x",
        "/invitations/a.b.c",
    ):
        assert accept(network, forged).status_code == 404
        assert network.client.get(f"/v1{forged}").status_code == 404


def test_whoever_was_put_out_brings_nobody_in(network: Network) -> None:
    inviter = network.person()
    invite = inviter.post("/v1/invites", {"email": "friend@elsewhere.test"})
    network.owner.put(f"/v1/people/{inviter.id}/deactivation")
    assert accept(network, network.invitation(invite["id"])).status_code == 404
