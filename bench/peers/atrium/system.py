"""Atrium by HTTP, from outside as the others."""

import time
from collections.abc import Sequence

from bench.peers import processes
from bench.peers.child import Child
from bench.peers.company import Post
from bench.peers.figures import Took
from bench.peers.systems import Pages
from bench.peers.web import Used, Web

ENVIRONMENT = {
    # As deployed, where each request writes a line; without rate limits, which are not what is measured.
    "LOG_LEVEL": "INFO",
    **dict.fromkeys(("RATE_PERSON", "RATE_TENANT", "RATE_ADDRESS", "RATE_CONNECTION"), "10000000"),
}


class AtriumFeed:
    name = "Atrium"

    def __init__(self, worker: Child) -> None:
        self._worker = worker
        at = worker.ask("feed")
        self._engine, self._groups = at["engine"], at["groups"]
        self._web = Web(at["url"], at["tokens"], self._used)

    def publish(self, posts: Sequence[Post]) -> Took:
        took, seconds = self._web.timed(self._publish, posts)
        return took._replace(seconds=seconds)

    def _publish(self, post: Post) -> float:
        """Seconds from the request to the last row of a feed; all else that follows is waited for too."""
        began = time.perf_counter()
        path = f"/v1/groups/{self._groups[post.group]}/posts"
        self._web.ask("POST", path, post.by, {"body": post.body})
        return float(self._worker.ask("rest")) - began

    def read(self, readers: Sequence[int]) -> tuple[Took, Pages]:
        took, pages = self._web.pages("/v1/feed", readers)
        return took, [[entry["post"]["body"] for entry in page["items"]] for page in pages]

    def _used(self) -> Used:
        return self._worker.ask("used"), processes.cpu(self._engine)
