"""PostgreSQL with a fresh cluster in a folder of its own, reached by a Unix socket alone."""

import contextlib
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.peers import install, processes

SOCKET = ".s.PGSQL.5432"  # the port is a part of the name only


@contextlib.contextmanager
def start(folder: Path) -> Iterator[int]:
    """Its process; the socket lies in `folder`. Settings are those it comes with: writes reach the disk."""
    processes.own(folder)
    log, data, servant = folder.with_suffix(".log"), folder / "data", processes.servant()
    made = [install.program("initdb"), f"--pgdata={data}", "--locale=C", "--encoding=UTF8"]
    made += ["--username=peers", "--auth=trust", "--no-instructions"]
    with log.open("ab") as out:
        subprocess.run(made, check=True, stdout=out, stderr=out, cwd=folder, **servant)
    command = [install.program("postgres"), f"-D{data}", f"-k{folder}", "-clisten_addresses="]
    with processes.running(command, log=log, ending=signal.SIGINT, cwd=folder, **servant) as process:
        processes.until(lambda: _answers(folder), process, log)
        yield process.pid


def database(folder: Path, name: str) -> None:
    wanted = [install.program("createdb"), f"--host={folder}", "--username=peers", name]
    subprocess.run(wanted, check=True)


def _answers(folder: Path) -> bool:
    asked = [install.program("pg_isready"), "--quiet", f"--host={folder}"]
    return (folder / SOCKET).exists() and subprocess.run(asked, check=False).returncode == 0
