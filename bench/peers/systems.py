"""What every system of the feed can do, and the two floors, whose application is one process without HTTP."""

import json
from collections.abc import Sequence
from typing import Protocol

from bench.peers import processes
from bench.peers.child import Child
from bench.peers.company import Post
from bench.peers.figures import Took

Pages = list[list[str]]  # the bodies on each page that was read, newest first


class FeedSystem(Protocol):
    name: str

    def publish(self, posts: Sequence[Post]) -> Took:
        """One after the other, each until it stands in every feed that it belongs to."""

    def read(self, readers: Sequence[int]) -> tuple[Took, Pages]:
        """The newest twenty of each, with texts, authors and groups."""


class Floor:
    def __init__(self, name: str, worker: Child, engine: int) -> None:
        self.name, self._worker, self._engine = name, worker, engine
        worker.ask("seed")

    def publish(self, posts: Sequence[Post]) -> Took:
        return self._timed("publish", posts)[0]

    def read(self, readers: Sequence[int]) -> tuple[Took, Pages]:
        took, found = self._timed("read", readers)
        return took, [[post["body"] for post in json.loads(page)] for page in found]

    def _timed(self, do: str, jobs: Sequence[Post] | Sequence[int]) -> tuple[Took, list[str]]:
        before = processes.cpu(self._engine)
        answer = self._worker.ask(do, jobs=jobs)
        engine = processes.cpu(self._engine) - before
        return Took(answer["seconds"], {"process": answer["app"]}, engine), answer["found"]
