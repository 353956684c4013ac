"""All systems of a run, running and filled; they end in the opposite order, whatever happens."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.peers import install, waiting
from bench.peers.activity_stream import system as activity_stream
from bench.peers.atrium.chat import AtriumChat
from bench.peers.atrium.system import ENVIRONMENT, AtriumFeed
from bench.peers.chat import ChatSystem
from bench.peers.child import Child, child
from bench.peers.postgres import server as postgres
from bench.peers.redis import server as redis
from bench.peers.synapse import server as synapse
from bench.peers.synapse.system import SynapseChat
from bench.peers.systems import FeedSystem, Floor
from bench.peers.waiting import Ears


@contextlib.contextmanager
def feed() -> Iterator[list[FeedSystem]]:
    """Ours first."""
    install.servers("postgres", "redis-server")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(_folder())
        sql, memory = folder / "postgres", folder / "redis"
        engine = stack.enter_context(postgres.start(sql))
        django = stack.enter_context(activity_stream.start(sql, engine, folder / "gunicorn.log"))
        postgres.database(sql, "floor")
        dsn = f"host={sql} user=peers dbname=floor"
        sql_worker = stack.enter_context(_floor("postgres", folder, DSN=dsn))
        sql_floor = Floor("PostgreSQL, bare", sql_worker, engine)
        engine = stack.enter_context(redis.start(memory))
        redis_worker = stack.enter_context(_floor("redis", folder, SOCKET=str(memory / redis.SOCKET)))
        redis_floor = Floor("Redis, bare", redis_worker, engine)
        atrium = AtriumFeed(stack.enter_context(_atrium(folder)))
        yield [atrium, django, sql_floor, redis_floor]


@contextlib.contextmanager
def chat() -> Iterator[list[ChatSystem]]:
    """Ours first."""
    install.servers("postgres")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(_folder())
        sql = folder / "postgres"
        engine = stack.enter_context(postgres.start(sql))
        server = stack.enter_context(synapse.start(folder / "synapse", sql))
        worker = stack.enter_context(_atrium(folder))
        loop = stack.enter_context(waiting.loop())
        ours, theirs = Ears(loop), Ears(loop)
        stack.callback(ours.close)
        stack.callback(theirs.close)
        yield [AtriumChat(worker, ours), SynapseChat(server, engine, theirs)]


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="peers-") as made:
        folder = Path(made)
        folder.chmod(0o711)  # servers that refuse to be root have folders of their own in it
        yield folder


def _floor(peer: str, folder: Path, **environment: str) -> contextlib.AbstractContextManager[Child]:
    module = [install.python(peer), "-m", f"bench.peers.{peer}.floor"]
    return child(module, folder / f"{peer}-floor.log", **environment)


def _atrium(folder: Path) -> contextlib.AbstractContextManager[Child]:
    return child([sys.executable, "-m", "bench.peers.atrium.worker"], folder / "atrium.log", **ENVIRONMENT)
