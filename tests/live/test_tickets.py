"""Tickets open one WebSocket each, soon, and for whoever may still act."""

from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from chalicelib.core import clock
from chalicelib.live.model import TICKET_SECONDS
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def door(person: Person) -> str:
    """The URL that a new ticket opens."""
    ticket = person.post("/v1/live/tickets")
    return f"{ticket['url']}?ticket={ticket['ticket']}"


def refused(url: str) -> int:
    with pytest.raises(InvalidStatus) as found, connect(url):
        pass
    return found.value.response.status_code


def test_a_ticket_lets_in_once(network: Network) -> None:
    url = door(network.owner)
    with connect(url):
        assert refused(url) == 401


def test_a_ticket_is_good_for_thirty_seconds(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    made = clock.now()
    monkeypatch.setattr(clock, "now", lambda: made)
    soon, late = door(network.owner), door(network.owner)
    monkeypatch.setattr(clock, "now", lambda: made + TICKET_SECONDS)
    with connect(soon):
        pass
    monkeypatch.setattr(clock, "now", lambda: made + TICKET_SECONDS + 1)
    assert refused(late) == 401


def test_a_ticket_says_how_long_it_is_good(network: Network) -> None:
    assert network.owner.post("/v1/live/tickets")["expires_in"] == TICKET_SECONDS == 30


def test_somebody_elses_ticket_with_a_changed_part_is_refused(network: Network) -> None:
    url = door(network.owner)
    other = "0" if url[-1] != "0" else "1"
    assert refused(url[:-1] + other) == 401
    with connect(url):
        pass


def test_a_ticket_of_one_network_opens_no_other(
    network: Network, found_network: Callable[..., Network]
) -> None:
    url = door(network.owner)
    assert refused(url.replace(f"ticket={network.tenant}", f"ticket={found_network().tenant}")) == 401


@pytest.mark.parametrize("query", ["", "?ticket=", "?ticket=.", "?ticket=x.y", "?other=1", "?ticket=%00"])
def test_what_is_no_ticket_is_refused(network: Network, query: str) -> None:
    assert refused(network.cloud.ws_url + query) == 401


def test_a_ticket_is_void_once_its_session_has_ended(network: Network) -> None:
    device = Person(network, network.sign_in(f"olga@{network.slug}.test").json(), network.client)
    url = door(device)
    device.delete("/v1/sessions/current")
    assert refused(url) == 401


def test_signing_out_closes_the_sessions_connections_and_no_others(network: Network) -> None:
    device = Person(network, network.sign_in(f"olga@{network.slug}.test").json(), network.client)
    with device.socket() as gone, network.owner.socket() as kept:
        device.delete("/v1/sessions/current")
        with pytest.raises(ConnectionClosed):
            gone.recv(5)
        kept.send('{"type": "ping", "id": "1"}')
        assert kept.recv(5) == '{"type":"pong","id":"1"}'
