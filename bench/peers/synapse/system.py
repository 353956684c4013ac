"""Synapse by the Matrix client-server API: rooms, `/sync` for who waits, sliding sync for the list."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import httpx

from bench.peers import line, processes, talk
from bench.peers.figures import Took
from bench.peers.line import Line
from bench.peers.synapse.server import NAME, Server
from bench.peers.talk import Said
from bench.peers.waiting import Ears
from bench.peers.web import Used, Web

API = "/_matrix/client/v3"
SLIDING = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
STILL, LOOK = 0.002, 0.1  # CPU seconds that are nothing, within so many seconds
LONGEST = 600_000  # milliseconds that a request waits for news
LISTED = {"ranges": [[0, talk.LIST - 1]], "timeline_limit": 1, "required_state": []}


class SynapseChat:
    name = "Synapse"

    def __init__(self, server: Server, engine: int, ears: Ears) -> None:
        """`engine` is PostgreSQL's process."""
        self._server, self._engine, self._ears = server, engine, ears
        tokens = [_registered(server, _local(person)) for person in range(talk.PEOPLE)]
        self._web = Web(server.url, tokens, self._used)
        self._room = self._fill()
        self._ears.open([_waiting(server.url, token, self._room) for token in tokens])

    def _fill(self) -> str:
        for other in range(1, talk.PAIRS + 1):
            pair = {"preset": "trusted_private_chat", "is_direct": True, "invite": [_full(other)]}
            room = self._created(pair)
            self._web.ask("POST", f"{API}/rooms/{quote(room)}/join", other, {})
            self._say(room, Said(other, talk.pair_text(other)))
        room = self._created({"preset": "public_chat", "name": "Hall 4"})
        for person in range(1, talk.PEOPLE):
            self._web.ask("POST", f"{API}/rooms/{quote(room)}/join", person, {})
        for message in talk.said(0, talk.OLD):
            self._say(room, message)
        return room

    def _created(self, how: dict[str, Any]) -> str:
        return str(self._web.ask("POST", f"{API}/createRoom", talk.READER, how)["room_id"])

    def _say(self, room: str, message: Said) -> None:
        path = f"{API}/rooms/{quote(room)}/send/m.room.message/{secrets.token_hex(8)}"
        self._web.ask("PUT", path, message.by, {"msgtype": "m.text", "body": message.body})

    def send(self, messages: Sequence[Said]) -> Took:
        took, seconds = self._web.timed(self._sent, messages)
        return took._replace(seconds=seconds)

    def _sent(self, message: Said) -> float:
        took = self._ears.seconds(lambda: self._say(self._room, message), message.body)
        self._rest()
        return took

    def _rest(self) -> None:
        """Until all wait again and nothing is counted any more: it does nothing for a while."""
        used = processes.cpu(self._server.pid)
        while True:
            time.sleep(LOOK)
            before, used = used, processes.cpu(self._server.pid)
            if used - before < STILL:
                return

    def read(self, readers: Sequence[int]) -> tuple[Took, list[list[str]]]:
        path = f"{API}/rooms/{quote(self._room)}/messages?dir=b&limit={talk.PAGE}"
        took, pages = self._web.pages(path, readers)
        return took, [[_body(event) for event in page["chunk"]] for page in pages]

    def list(self, count: int) -> tuple[Took, list[list[str]]]:
        def ask(_: int) -> Any:
            return self._web.ask("POST", SLIDING, talk.READER, {"lists": {"all": LISTED}})

        took, found = self._web.timed(ask, range(count))
        return took, [[_body(one["rooms"][room]["timeline"][-1]) for room in _order(one)] for one in found]

    def _used(self) -> Used:
        return {"synapse": processes.cpu(self._server.pid)}, processes.cpu(self._engine)


def _local(person: int) -> str:
    return f"person{person}"


def _full(person: int) -> str:
    return f"@{_local(person)}:{NAME}"


def _order(answer: Any) -> list[str]:
    """Rooms as a client shows them: the server tells how lively they are and leaves the sorting to it."""
    rooms = answer["rooms"]
    return sorted(rooms, key=lambda room: int(rooms[room]["bump_stamp"]), reverse=True)


def _body(event: Any) -> str:
    return str(event["content"].get("body", event["type"]))


def _registered(server: Server, name: str) -> str:
    """A token. https://element-hq.github.io/synapse/latest/admin_api/register_api.html"""
    url = f"{server.url}/_synapse/admin/v1/register"
    password = secrets.token_hex(8)
    nonce = httpx.get(url).raise_for_status().json()["nonce"]
    parts = f"{nonce}\0{name}\0{password}\0notadmin"
    mac = hmac.new(server.secret.encode(), parts.encode(), hashlib.sha1).hexdigest()
    asked = {"nonce": nonce, "username": name, "password": password, "mac": mac, "admin": False}
    return str(httpx.post(url, json=asked, timeout=60).raise_for_status().json()["access_token"])


class _Sync:
    """Asks for news, and again for what comes after."""

    def __init__(self, over: Line, room: str, since: str) -> None:
        self._line, self._room, self._since = over, room, since

    async def hear(self, body: str) -> None:
        while True:
            news = await self._line.get(f"{API}/sync?timeout={LONGEST}&since={quote(self._since)}")
            self._since = news["next_batch"]
            here = news.get("rooms", {}).get("join", {}).get(self._room, {})
            if any(_body(event) == body for event in here.get("timeline", {}).get("events", ())):
                return

    async def close(self) -> None:
        self._line.close()


async def _waiting(url: str, token: str, room: str) -> _Sync:
    over = await line.connected(url, token)
    return _Sync(over, room, (await over.get(f"{API}/sync?timeout=0"))["next_batch"])
