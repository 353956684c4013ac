"""Somebody is put out: at once, on all devices."""

from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def leaver(network: Network) -> Person:
    return network.person("Lea")


def put_out(network: Network, person: Person) -> None:
    network.owner.put(f"/v1/people/{person.id}/deactivation")


def test_who_is_put_out_is_out_with_the_next_request(network: Network, leaver: Person) -> None:
    put_out(network, leaver)
    assert leaver.ask("GET", "/v1/me").status_code == 401


def test_who_is_put_out_can_neither_refresh_nor_sign_in(network: Network, leaver: Person) -> None:
    put_out(network, leaver)
    given = {"refresh_token": leaver.session["refresh_token"]}
    assert network.client.post("/v1/sessions/refresh", json=given).status_code == 401
    assert network.sign_in(leaver.session["user"]["email"]).status_code == 401


def test_a_new_password_does_not_let_them_in(network: Network, leaver: Person) -> None:
    put_out(network, leaver)
    email = leaver.session["user"]["email"]
    network.client.post("/v1/password-resets", json={"tenant": network.slug, "email": email})
    network.client.post(f"/v1{network.link_to(email)}", json={"password": "a new password"})
    assert network.sign_in(email, "a new password").status_code == 401


def test_their_open_sockets_are_closed(network: Network, leaver: Person) -> None:
    with leaver.socket() as socket:
        socket.send('{"type": "ping", "id": 1}')
        assert '"pong"' in str(socket.recv(5))
        put_out(network, leaver)
        with pytest.raises(ConnectionClosed):
            socket.recv(5)


def test_a_ticket_they_still_have_opens_nothing(network: Network, leaver: Person) -> None:
    ticket = leaver.post("/v1/live/tickets")
    put_out(network, leaver)
    with pytest.raises(InvalidStatus), connect(f"{ticket['url']}?ticket={ticket['ticket']}"):
        pass


def test_a_ticket_of_a_session_that_was_signed_out_opens_nothing(leaver: Person) -> None:
    ticket = leaver.post("/v1/live/tickets")
    leaver.delete("/v1/sessions/current")
    with pytest.raises(InvalidStatus), connect(f"{ticket['url']}?ticket={ticket['ticket']}"):
        pass


def test_signing_out_closes_the_sockets_of_this_session_alone(network: Network, leaver: Person) -> None:
    again = network.sign_in(leaver.session["user"]["email"]).json()
    other = Person(network, again, network.client)
    with leaver.socket() as left, other.socket() as stays:
        leaver.delete("/v1/sessions/current")
        with pytest.raises(ConnectionClosed):
            left.recv(5)
        stays.send('{"type": "ping", "id": 1}')
        assert '"pong"' in str(stays.recv(5))


def test_who_is_let_in_again_signs_in_as_before(network: Network, leaver: Person) -> None:
    put_out(network, leaver)
    network.owner.delete(f"/v1/people/{leaver.id}/deactivation")
    assert leaver.ask("GET", "/v1/me").status_code == 401
    answer = network.sign_in(leaver.session["user"]["email"])
    assert answer.json()["user"]["id"] == leaver.id


def test_putting_out_and_letting_in_can_be_sent_twice(network: Network, leaver: Person) -> None:
    for _ in range(2):
        put_out(network, leaver)
    for _ in range(2):
        network.owner.delete(f"/v1/people/{leaver.id}/deactivation")
    assert network.owner.get(f"/v1/people/{leaver.id}")["status"] == "active"


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("member", False)])
def test_admins_put_members_out_and_members_nobody(
    network: Network, leaver: Person, role: str, *, may: bool
) -> None:
    [actor] = network.people("Acting", role=role)
    answer = actor.ask("PUT", f"/v1/people/{leaver.id}/deactivation")
    assert answer.status_code == (204 if may else 403)


def test_an_admin_puts_no_admin_out(network: Network) -> None:
    first, second = network.people("First", "Second", role="admin")
    assert first.ask("PUT", f"/v1/people/{second.id}/deactivation").status_code == 403
    assert first.ask("PUT", f"/v1/people/{network.owner.id}/deactivation").status_code == 403
