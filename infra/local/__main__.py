"""`python -m infra.local`, which is `make run`. PORT, DATA_DIR, EMPTY=1, FAULTS come from the environment."""

from __future__ import annotations

import contextlib
import errno
import importlib
import logging
import os
import re
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infra.local.cloud import Cloud

PORT, DATA = "8000", "./.data"
HIGHEST_PORT = 65535
_SHARE = re.compile(r"0|1|0?\.\d+")
LOOK = 0.1  # seconds between two looks whether the emulator lives


def main() -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    started = _start()
    if isinstance(started, str):
        print(started, file=sys.stderr)
        return 1
    _greet(started)
    if not started.is_filled:
        threading.Thread(target=_fill, args=(started, stop), name="first-start", daemon=True).start()
    threading.Thread(target=_expire, args=(started, stop), name="expiry", daemon=True).start()
    with _faltering(started):
        while not stop.wait(LOOK):
            if not started.alive():
                stop.set()
                return _lost(started)
    print("\nStopping; what is under way ends first ...", flush=True)
    if not started.stop():
        print("Some work is left; the next start goes on with it.")
    print("Stopped. The next start finds everything again.", flush=True)
    return 0


def _expire(cloud: Cloud, stop: threading.Event) -> None:
    """Once a minute; a sweep that fails is made again."""
    while not stop.wait(60):
        with contextlib.suppress(Exception):
            cloud.expire()


def _lost(cloud: Cloud) -> int:
    """Without the emulator everything fails: that is told once, not by everybody."""
    logging.disable()
    log = cloud.folder / "emulator.log"
    more = f" (its log: {log})" if log.exists() and log.stat().st_size else ""
    print(f"The emulator stopped; start again with make run{more}", file=sys.stderr, flush=True)
    cloud.stop(drain=0)
    return 1


def _start() -> Cloud | str:
    """The running cloud, or the one line that says why there is none."""
    if sys.argv[1:]:
        return f"{' '.join(sys.argv[1:])}: there are no arguments; set PORT, DATA_DIR, EMPTY instead."
    os.environ.setdefault("LOG_WORDS", "1")
    # Read as the rooms are imported: the terminal is for people.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    port = os.environ.get("PORT") or PORT
    if not port.isdecimal() or int(port) > HIGHEST_PORT:
        return f"PORT={port} is not a port: it is a number up to {HIGHEST_PORT}."
    try:
        from infra.local.cloud import Cloud
        from infra.local.folder import Unusable
    except ModuleNotFoundError as missing:
        return _missing(missing)
    share = os.environ.get("FAULTS") or "0"
    if not _SHARE.fullmatch(share):
        return f"FAULTS={share} is not a share of calls: it is a number such as 0.05."
    cloud = Cloud(Path(os.environ.get("DATA_DIR") or DATA), int(port))
    try:
        cloud.start()
    except Unusable as unusable:
        return str(unusable)
    except ModuleNotFoundError as missing:
        return _missing(missing)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise
        reason = "it is taken" if error.errno == errno.EADDRINUSE else error.strerror
        return f"Port {port} cannot be used, {reason}. Stop who has it, or give another: make run PORT=8001"
    return cloud


def _faltering(cloud: Cloud) -> contextlib.AbstractContextManager[object]:
    """FAULTS=0.05: that share of all calls to AWS fails."""
    share = float(os.environ.get("FAULTS") or 0)
    if not share:
        return contextlib.nullcontext()
    from infra.local import faults

    print(f"\n{share:.0%} of all calls to AWS fail, as FAULTS says.", flush=True)
    return faults.between(cloud, faults.Plan(share))


def _missing(module: ModuleNotFoundError) -> str:
    return f"The Python library {module.name} is missing: `make install` brings it."


def _greet(cloud: Cloud) -> None:
    lines = [
        "",
        "Atrium is running.",
        "",
        f"  Open         {cloud.url}",
        f"  API docs     {cloud.url}/docs",
        f"  Mails sent   {cloud.url}/_local/mail",
        f"  Data         {cloud.folder}",
        "",
        "Ctrl-C stops it and keeps everything.",
    ]
    if not cloud.was_clean:
        lines.append(
            "It did not end in order the last time: going on from what was saved, at most seconds before."
        )
    if cloud.told:
        lines.append(cloud.told)
    print("\n".join(lines), flush=True)


def _fill(cloud: Cloud, stop: threading.Event) -> None:
    """The first start: a small company to look at, unless EMPTY=1."""
    if os.environ.get("EMPTY", "").lower() in ("1", "true", "yes"):
        cloud.filled()
        return
    try:
        demo = importlib.import_module("bench.demo")
    except ModuleNotFoundError:
        return
    print("\nMaking a small company to look around in: a few seconds ...", flush=True)
    try:
        told = demo.first_start(cloud.url)
    except Exception as error:
        if not stop.is_set():
            print(f"The demo company could not be made ({error}); `make demo` tries again.", flush=True)
        return
    print(told, flush=True)
    cloud.filled(told)


if __name__ == "__main__":
    sys.exit(main())
