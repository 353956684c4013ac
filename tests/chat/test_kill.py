"""The server is killed in the middle of a replay and started again: nothing lost, nothing twice."""

import queue
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import httpx

from tests.local.test_start import Start, start, url_of
from tests.people import PASSWORD

__all__ = ["start"]

EACH = 15  # messages of a device
BEFORE = 12  # answered before it dies


class Device(NamedTuple):
    name: str
    token: str


class Server:
    """Where it is now; devices wait here while it is gone."""

    def __init__(self, url: str) -> None:
        self._url, self._there = url, threading.Event()
        self._there.set()
        self.answered: queue.Queue[int] = queue.Queue()

    def gone(self) -> None:
        self._there.clear()

    def back(self, url: str) -> None:
        self._url = url
        self._there.set()

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        assert self._there.wait(60)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.request(method, self._url + path, json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def surely(self, *asked: Any) -> Any:
        """Again and again, as a client's outbox does, until it is answered."""
        while True:
            try:
                return self.ask(*asked)
            except httpx.TransportError:
                continue


def company(server: Server) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two sessions."""
    owner = {"name": "Ada", "email": "ada@acme.test", "password": PASSWORD}
    ada = server.ask("POST", "/v1/tenants", {"name": "Acme", "slug": "acme", "owner": owner})["session"]
    server.ask("POST", "/v1/invites", {"email": "bo@acme.test"}, ada["access_token"])
    server.ask("GET", "/_local/queues?wait=30")
    text = server.ask("GET", "/_local/mail")[0]["text"]
    link = next(word for word in text.split() if "/invitations/" in word)
    path = f"/v1/invitations/{link.partition('/invitations/')[2]}/accept"
    return ada, server.ask("POST", path, {"name": "Bo", "password": PASSWORD})


def write(server: Server, path: str, device: Device) -> Iterator[int]:
    """The numbers of its messages, each sent until it is answered."""
    for n in range(EACH):
        body = {"body": f"{device.name} {n}", "client_id": f"{device.name}{n}"}
        yield server.surely("POST", f"{path}/messages", body, device.token)["number"]
        server.answered.put(n)


def unread(server: Server, session: dict[str, Any]) -> int:
    [one] = server.ask("GET", "/v1/conversations", None, session["access_token"])["items"]
    return int(one["unread"])


def test_a_server_killed_in_the_middle_of_a_replay_loses_nothing(start: Start) -> None:
    process = start()
    server = Server(url_of(process))
    ada, bo = company(server)
    other = {"people": [bo["user"]["id"]]}
    path = f"/v1/conversations/{server.ask('POST', '/v1/conversations', other, ada['access_token'])['id']}"
    names = {"phone": ada, "desk": ada, "bo": bo}
    devices = [Device(name, session["access_token"]) for name, session in names.items()]
    with ThreadPoolExecutor(len(devices)) as threads:
        writing = [threads.submit(lambda one=one: list(write(server, path, one))) for one in devices]
        for _ in range(BEFORE):
            server.answered.get(timeout=30)
        process.send_signal(signal.SIGKILL)
        server.gone()
        process.wait()
        server.back(url_of(start()))
        numbers = {one.name: done.result(60) for one, done in zip(devices, writing, strict=True)}
    assert server.ask("GET", "/_local/queues?wait=30")["idle"]
    said = server.ask("GET", f"{path}/messages?limit=100", None, ada["access_token"])["items"]
    assert [message["number"] for message in said] == list(range(1, len(devices) * EACH + 1))
    found = {message["number"]: message["body"] for message in said}
    expected = {number: f"{name} {n}" for name, of in numbers.items() for n, number in enumerate(of)}
    assert found == expected
    assert all(of == sorted(of) for of in numbers.values())
    last = len(said)
    assert unread(server, ada) == last - max(numbers["phone"] + numbers["desk"])
    assert unread(server, bo) == last - max(numbers["bo"])
