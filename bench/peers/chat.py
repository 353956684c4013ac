"""The chat's rounds: as the feed's, with messages that fifty people wait for."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bench.peers import talk
from bench.peers.feed import turned
from bench.peers.figures import Took
from bench.peers.talk import Said

SENDS, READS, LISTS = 8, 20, 10  # in a round
SEND = f"send to {talk.PEOPLE}, all online"
READ = f"read {talk.PAGE} messages"
LIST = f"list {talk.LIST} conversations"
OPERATIONS = (SEND, READ, LIST)


class ChatSystem(Protocol):
    name: str

    def send(self, messages: Sequence[Said]) -> Took:
        """One after the other, each until the last of fifty has it."""

    def read(self, readers: Sequence[int]) -> tuple[Took, list[list[str]]]:
        """The newest fifty messages, newest first."""

    def list(self, count: int) -> tuple[Took, list[list[str]]]:
        """So many times the reader's conversations: each one's newest message, the livelier first."""


class Chat:
    operations = OPERATIONS

    def __init__(self, systems: Sequence[ChatSystem]) -> None:
        self._systems = systems
        self._written = talk.said(0, talk.OLD)

    def round(self, number: int) -> dict[str, dict[str, Took]]:
        """operation -> system -> what it took; another system begins each time."""
        messages = talk.said(len(self._written), SENDS)
        self._written += messages
        found: dict[str, dict[str, Took]] = {operation: {} for operation in OPERATIONS}
        for system in turned(self._systems, number):
            for operation, took in self._work(system, messages):
                found[operation][system.name] = took
        return found

    def _work(self, system: ChatSystem, messages: Sequence[Said]) -> Iterator[tuple[str, Took]]:
        yield SEND, system.send(messages)
        took, pages = system.read([reader % talk.PEOPLE for reader in range(READS)])
        if any(page != talk.page(self._written) for page in pages):
            raise RuntimeError(f"{system.name} shows other messages than were sent")
        yield READ, took
        took, lists = system.list(LISTS)
        if any(one != talk.newest(self._written) for one in lists):
            raise RuntimeError(f"{system.name} lists {lists[0]}")
        yield LIST, took
