"""What the benchmarks run on: a local cloud whose seeds are not news, and requests to it."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from infra import template
from infra.local import cloud as local
from infra.local import testing
from infra.local.cloud import Cloud


@contextlib.contextmanager
def start() -> Iterator[Cloud]:
    """Without rate limits, which are not what is measured."""
    for bucket in ("RATE_PERSON", "RATE_TENANT", "RATE_ADDRESS", "RATE_CONNECTION"):
        os.environ.setdefault(bucket, "10000000")
    every, local.SNAPSHOT_EVERY = local.SNAPSHOT_EVERY, 3600.0  # nothing to keep, and saving takes time
    try:
        with testing.start(sources=quiet(template.sources())) as cloud:
            yield cloud
    finally:
        local.SNAPSHOT_EVERY = every


def quiet(sources: dict[str, Any]) -> dict[str, Any]:
    """Memberships are written by the ten thousand here; on the stream each would bring a feed its posts."""
    for name in ("relay", "fold"):
        for one in sources[name]["FilterCriteria"]["Filters"]:
            one["Pattern"] = one["Pattern"].replace('{"prefix": "m#"}', '{"prefix": "no memberships#"}')
    return sources


@dataclass
class Person:
    """Somebody with a token, over HTTP."""

    http: httpx.Client
    id: str
    token: str

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._ask("POST", path, body, headers)

    def put(self, path: str) -> Any:
        return self._ask("PUT", path)

    def patch(self, path: str, body: Any) -> Any:
        return self._ask("PATCH", path, body)

    def _ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        sent = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        answer = self.http.request(method, path, json=body, headers=sent)
        answer.raise_for_status()
        return answer.json() if answer.content else None
