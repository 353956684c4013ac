"""A system with an API by HTTP, from outside: what requests take, and what servers use meanwhile."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx

from bench.peers.figures import Took

# CPU seconds since the beginning: the application's by what used them, and its database's.
Used = tuple[dict[str, float], float]


class Web:
    def __init__(self, url: str, tokens: Sequence[str], used: Callable[[], Used]) -> None:
        """`tokens` of people, by their numbers."""
        self._http = httpx.Client(base_url=url, timeout=120)
        self._tokens, self._used = tokens, used

    def ask(self, method: str, path: str, person: int, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._tokens[person]}"}
        return self._http.request(method, path, json=body, headers=headers).raise_for_status().json()

    def timed(self, run: Callable[[Any], Any], jobs: Sequence[Any]) -> tuple[Took, list[Any]]:
        """Each job from its beginning to when `run` returns, and what it returned."""
        seconds, found = [], []
        app, engine = self._used()
        for job in jobs:
            began = time.perf_counter()
            found.append(run(job))
            seconds.append(time.perf_counter() - began)
        app_then, engine_then = self._used()
        parts = {name: used - app.get(name, 0) for name, used in app_then.items()}
        return Took(seconds, parts, engine_then - engine), found

    def pages(self, path: str, readers: Sequence[int]) -> tuple[Took, list[Any]]:
        return self.timed(lambda reader: self.ask("GET", path, reader), readers)
