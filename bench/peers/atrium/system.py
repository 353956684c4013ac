"""Atrium by HTTP, from outside as the others."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from bench.peers import processes
from bench.peers.child import Child
from bench.peers.company import Post
from bench.peers.figures import Took
from bench.peers.systems import Pages

ENVIRONMENT = {
    # As deployed, where each request writes a line; without rate limits, which are not what is measured.
    "LOG_LEVEL": "INFO",
    **dict.fromkeys(("RATE_PERSON", "RATE_TENANT", "RATE_ADDRESS", "RATE_CONNECTION"), "10000000"),
}


class Atrium:
    name = "Atrium"

    def __init__(self, worker: Child) -> None:
        self._worker = worker
        self._at = worker.ask("feed")
        self._http = httpx.Client(base_url=self._at["url"], timeout=120)
        self.by_function: Counter[str] = Counter()  # CPU seconds

    def publish(self, posts: Sequence[Post]) -> Took:
        seconds = []
        with self._measured() as used:
            for post in posts:
                began = time.perf_counter()
                path = f"/v1/groups/{self._at['groups'][post.group]}/posts"
                self._ask("POST", path, post.by, {"body": post.body})
                seconds.append(self._worker.ask("rest") - began)
        return Took(seconds, *used)

    def read(self, readers: Sequence[int]) -> tuple[Took, Pages]:
        seconds, pages = [], []
        with self._measured() as used:
            for reader in readers:
                began = time.perf_counter()
                page = self._ask("GET", "/v1/feed", reader)
                seconds.append(time.perf_counter() - began)
                pages.append([entry["post"]["body"] for entry in page["items"]])
        return Took(seconds, *used), pages

    def _ask(self, method: str, path: str, person: int, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._at['tokens'][person]}"}
        return self._http.request(method, path, json=body, headers=headers).raise_for_status().json()

    @contextmanager
    def _measured(self) -> Iterator[list[float]]:
        """CPU seconds of the functions and of the emulator, once it is over."""
        found: list[float] = []
        before, engine = Counter(self._worker.ask("used")), processes.cpu(self._at["engine"])
        yield found
        used = Counter(self._worker.ask("used"))
        used.subtract(before)
        self.by_function.update(used)
        found += [sum(used.values()), processes.cpu(self._at["engine"]) - engine]
