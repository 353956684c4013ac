"""django-activity-stream by HTTP, behind gunicorn."""

import contextlib
import json
import os
import secrets
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from bench.peers import install, processes
from bench.peers.child import ROOT
from bench.peers.company import Post
from bench.peers.figures import Took
from bench.peers.postgres import server as postgres
from bench.peers.systems import Pages
from bench.peers.web import Used, Web

PEER = "activity_stream"
WORKERS, THREADS = (
    2,
    2,
)  # a process a core; threads keep connections open, as the proxy in front would have it


class ActivityStream:
    name = "django-activity-stream"

    def __init__(self, web: Web) -> None:
        self._web = web

    def publish(self, posts: Sequence[Post]) -> Took:
        """A post stands in a feed as soon as it is written: feeds are looked up when they are read."""
        return self._web.timed(self._publish, posts)[0]

    def _publish(self, post: Post) -> None:
        self._web.ask("POST", f"/groups/{post.group + 1}/posts", post.by, {"body": post.body})

    def read(self, readers: Sequence[int]) -> tuple[Took, Pages]:
        took, pages = self._web.pages("/feed", readers)
        return took, [[entry["body"] for entry in page["items"]] for page in pages]


@contextlib.contextmanager
def start(database: Path, engine: int, log: Path) -> Iterator[ActivityStream]:
    """`database` is PostgreSQL's folder, `engine` its process."""
    postgres.database(database, PEER)
    python, port = install.python(PEER), processes.free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"bench.peers.{PEER}.settings",
        "SECRET_KEY": secrets.token_hex(32),
        "PGHOST": str(database),
    }
    filling = [python, "-m", f"bench.peers.{PEER}.filling"]
    filled = subprocess.run(filling, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    command = [python, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", f"--workers={WORKERS}"]
    command += [f"--threads={THREADS}", "--keep-alive=75", f"bench.peers.{PEER}.wsgi"]
    with processes.running(command, log=log, cwd=ROOT, env=environment) as process:
        url = f"http://127.0.0.1:{port}"
        processes.until(lambda: _answers(url), process, log)

        def used() -> Used:
            return {"gunicorn": processes.cpu(process.pid)}, processes.cpu(engine)

        yield ActivityStream(Web(url, json.loads(filled.stdout), used))


def _answers(url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(url).status_code == httpx.codes.NOT_FOUND
    return False
