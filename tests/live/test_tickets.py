"""Tickets open one WebSocket each."""

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.people import Network


def test_a_ticket_lets_in_once(network: Network) -> None:
    ticket = network.owner.post("/v1/live/tickets")
    url = f"{ticket['url']}?ticket={ticket['ticket']}"
    with connect(url), pytest.raises(InvalidStatus) as refused, connect(url):
        pass
    assert refused.value.response.status_code == 401
