"""`python -m infra.local`, which is `make run`. PORT, DATA_DIR and EMPTY=1 come from the environment."""

import contextlib
import errno
import logging
import os
import signal
import sys
import threading
from pathlib import Path

PORT, DATA = "8000", "./.data"


def main() -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        from infra.local.cloud import Cloud
        from infra.local.folder import Unusable
    except ModuleNotFoundError as missing:
        return _refuse(f"The library {missing.name} is missing; `make install` brings it.")
    given = os.environ.get("PORT") or PORT
    if not given.isdecimal() or int(given) > 65535:  # noqa: PLR2004
        return _refuse(f"PORT={given} is not a port; it is a number from 1 to 65535.")
    cloud = Cloud(Path(os.environ.get("DATA_DIR") or DATA), int(given))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        cloud.start()
    except Unusable as reason:
        return _refuse(str(reason))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        return _refuse(f"Port {given} is taken; stop who has it, or give another: make run PORT=8001")
    except ModuleNotFoundError as missing:
        return _refuse(f"The module {missing.name} is missing; `make install` brings the libraries.")
    _greet(cloud)
    if not cloud.is_filled:
        threading.Thread(target=_fill, args=(cloud,), name="first-start", daemon=True).start()
    while not stop.wait(0.5):
        if not cloud.alive():
            cloud.stop(drain=0)
            return _refuse(f"The emulator of AWS is gone; its log: {cloud.folder / 'emulator.log'}")
    print("\nStopping: what is under way ends first ...", flush=True)
    if not cloud.stop():
        print("Some work is left; the next start goes on with it.")
    print("Stopped. The next `make run` finds everything again.", flush=True)
    return 0


def _greet(cloud: object) -> None:
    url, folder = cloud.url, cloud.folder  # type: ignore[attr-defined]
    print(f"\nAtrium is running.\n\n  App and API  {url}\n  API docs     {url}/docs")
    print(
        f"  Mails sent   {url}/_local/mail\n  Data         {folder}\n\nCtrl-C stops it and keeps everything.\n",
        flush=True,
    )
    if not cloud.was_clean:  # type: ignore[attr-defined]
        print(
            "It was not stopped in order the last time: going on from the last snapshot, seconds before.\n",
            flush=True,
        )


def _fill(cloud: object) -> None:
    """The first start: a small company to look at, unless EMPTY=1."""
    if os.environ.get("EMPTY") == "1":
        cloud.filled()  # type: ignore[attr-defined]
        return
    with contextlib.suppress(ModuleNotFoundError):
        from bench import demo

        try:
            told = demo.first_start(cloud.url)  # type: ignore[attr-defined]
        except Exception as error:
            print(f"The demo company could not be made: {error}. `make demo` tries again.", flush=True)
            return
        if told:
            print(told, flush=True)
        cloud.filled()  # type: ignore[attr-defined]


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
