"""Atrium's chat, by HTTP and by the WebSockets of fifty people."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from bench.peers import processes, talk
from bench.peers.child import Child
from bench.peers.figures import Took
from bench.peers.talk import Said
from bench.peers.waiting import Ears
from bench.peers.web import Used, Web


class AtriumChat:
    name = "Atrium"

    def __init__(self, worker: Child, ears: Ears) -> None:
        self._worker, self._ears = worker, ears
        at = worker.ask("chat")
        self._engine, self._people = at["engine"], at["people"]
        self._web = Web(at["url"], at["tokens"], self._used)
        self._path = self._fill()
        self._ears.open([_waiting(f"{at['sockets']}?ticket={ticket}") for ticket in at["tickets"]])

    def _fill(self) -> str:
        for other in range(1, talk.PAIRS + 1):
            self._say(self._begun(other, [talk.READER]), Said(other, talk.pair_text(other)))
            self._worker.ask("rest")  # the list is by what was folded last
        path = self._begun(talk.READER, range(1, talk.PEOPLE))
        for message in talk.said(0, talk.OLD):
            self._say(path, message)
        self._worker.ask("rest")
        return path

    def _begun(self, person: int, others: Sequence[int]) -> str:
        people = [self._people[other] for other in others]
        begun = self._web.ask("POST", "/v1/conversations", person, {"people": people})
        return f"/v1/conversations/{begun['id']}"

    def _say(self, path: str, message: Said) -> None:
        asked = {"body": message.body, "client_id": secrets.token_hex(8)}
        self._web.ask("POST", f"{path}/messages", message.by, asked)

    def send(self, messages: Sequence[Said]) -> Took:
        took, seconds = self._web.timed(self._sent, messages)
        return took._replace(seconds=seconds)

    def _sent(self, message: Said) -> float:
        took = self._ears.seconds(lambda: self._say(self._path, message), message.body)
        self._worker.ask("rest")
        return took

    def read(self, readers: Sequence[int]) -> tuple[Took, list[list[str]]]:
        took, pages = self._web.pages(f"{self._path}/messages?limit={talk.PAGE}", readers)
        return took, [[message["body"] for message in reversed(page["items"])] for page in pages]

    def list(self, count: int) -> tuple[Took, list[list[str]]]:
        took, found = self._web.pages(f"/v1/conversations?limit={talk.LIST}", [talk.READER] * count)
        return took, [[_newest(one) for one in answer["items"]] for answer in found]

    def _used(self) -> Used:
        return self._worker.ask("used"), processes.cpu(self._engine)


def _newest(conversation: Any) -> str:
    return str(conversation["newest"]["body"])


class _Socket:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def hear(self, body: str) -> None:
        while True:
            frame = json.loads(await self._socket.recv())
            if any(message["body"] == body for message in frame.get("messages", ())):
                return

    async def close(self) -> None:
        await self._socket.close()


async def _waiting(url: str) -> _Socket:
    return _Socket(await connect(url))
