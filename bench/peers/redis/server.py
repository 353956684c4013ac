"""Redis in memory alone, reached by a Unix socket alone."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bench.peers import install, processes

SOCKET = "redis.sock"


@contextlib.contextmanager
def start(folder: Path) -> Iterator[int]:
    """Its process; nothing is written to the disk."""
    processes.own(folder)
    log, socket = folder.with_suffix(".log"), folder / SOCKET
    command = [install.program("redis-server"), "--port", "0", "--unixsocket", str(socket)]
    command += ["--dir", str(folder), "--save", "", "--appendonly", "no"]
    with processes.running(command, log=log, cwd=folder, **processes.servant()) as process:
        processes.until(socket.exists, process, log)
        yield process.pid
