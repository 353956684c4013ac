"""`make peers`: the same work on Atrium and on others, side by side. See bench/peers/README.md."""

import argparse
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.peers import install, report
from bench.peers.activity_stream import system as activity_stream
from bench.peers.atrium.system import ENVIRONMENT, AtriumFeed
from bench.peers.child import Child, child
from bench.peers.feed import OPERATIONS, Feed
from bench.peers.figures import Row, rows
from bench.peers.postgres import server as postgres
from bench.peers.redis import server as redis
from bench.peers.systems import FeedSystem, Floor

ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="make peers ARGS=...", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"measured ones, {ROUNDS} by default")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        install.servers("postgres", "redis-server")
        found = feed(asked.rounds)
    except install.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; all that was started has ended.", file=sys.stderr)
        return 130
    if asked.json:
        print(json.dumps(plain(found, asked.rounds), indent=2))
    else:
        report.show(found)
    return 0


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def feed(count: int) -> list[Row]:
    with feed_systems() as systems:
        names, work = [system.name for system in systems], Feed(systems)
        work.round(0)  # unmeasured: what is opened once is open
        found = []
        for number in range(1, count + 1):
            print(f"feed, round {number} of {count} ...", file=sys.stderr, flush=True)
            found.append(work.round(number))
    return [row for one in OPERATIONS for row in rows(one, [round_[one] for round_ in found], names)]


@contextlib.contextmanager
def feed_systems() -> Iterator[list[FeedSystem]]:
    """All of them running and filled; ended in the opposite order."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="peers-")))
        folder.chmod(0o711)  # servers that refuse to be root have their own folders in it
        sql, memory = folder / "postgres", folder / "redis"
        engine = stack.enter_context(postgres.start(sql))
        postgres.database(sql, "floor")
        dsn = f"host={sql} user=peers dbname=floor"
        module = [install.python("postgres"), "-m", "bench.peers.postgres.floor"]
        worker = stack.enter_context(child(module, folder / "sql-floor.log", DSN=dsn))
        sql_floor = Floor("PostgreSQL, bare", worker, engine)
        django = stack.enter_context(activity_stream.start(sql, engine, folder / "gunicorn.log"))
        engine = stack.enter_context(redis.start(memory))
        module = [install.python("redis"), "-m", "bench.peers.redis.floor"]
        worker = stack.enter_context(
            child(module, folder / "redis-floor.log", SOCKET=str(memory / redis.SOCKET))
        )
        redis_floor = Floor("Redis, bare", worker, engine)
        atrium = AtriumFeed(stack.enter_context(_atrium(folder)))
        yield [atrium, django, sql_floor, redis_floor]


def _atrium(folder: Path) -> contextlib.AbstractContextManager[Child]:
    return child([sys.executable, "-m", "bench.peers.atrium.worker"], folder / "atrium.log", **ENVIRONMENT)


def plain(found: list[Row], rounds: int) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "rounds": rounds,
        "rows": [row.plain() for row in found],
    }


if __name__ == "__main__":
    sys.exit(main())
