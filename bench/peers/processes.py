"""Servers of a run: started, watched how much CPU they use, ended in good order."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0  # seconds for a server to answer, or to end


@contextlib.contextmanager
def running(
    command: Sequence[str], *, log: Path, ending: signal.Signals = signal.SIGTERM, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Ctrl-C reaches the whole terminal; in a session of its own a server ends when it is its turn."""
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, **options)
    try:
        yield process
    finally:
        end(process, ending)


def end(process: subprocess.Popen[Any], ending: signal.Signals = signal.SIGTERM) -> None:
    process.send_signal(ending)  # does nothing where it has ended
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu(root: int) -> float:
    """User and system seconds of a process and all that descend from it; what has ended counts no more."""
    return sum(_cpu(pid) for pid in _family(root))


def _cpu(pid: int) -> float:
    # As clock_getcpuclockid(3) makes it from a process's id, for the scheduler's clock; to the nanosecond.
    with contextlib.suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)
    return 0.0


def _family(root: int) -> list[int]:
    found = [root]
    for pid in found:  # grows meanwhile
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text("ascii").split())
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(ready: Any, process: subprocess.Popen[Any], log: Path) -> None:
    """Waits until `ready()` is true; raises RuntimeError when the server ends or takes too long."""
    giving_up = time.monotonic() + PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > giving_up:
            raise RuntimeError(
                f"{process.args!r} does not answer: {log.read_text('utf-8', 'replace')[-2000:]}"
            )
        time.sleep(0.05)


def servant() -> dict[str, Any]:
    """Popen's options for a server that refuses to be root; none where we are not root."""
    if os.geteuid():
        return {}
    names = {one.pw_name for one in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def own(folder: Path) -> None:
    """Give a new folder to the servant."""
    folder.mkdir(mode=0o700)
    if user := servant():
        shutil.chown(folder, user["user"], user["group"])
