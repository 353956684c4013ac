"""The data folder: a marker that says whose it is, a lock, and snapshots of which one is current.

    atrium.json     {"format", "filled", "told", "template", "resources"}: written by the cloud's own process
    current.json    {"snapshot", "clean"}: written by the emulator's process, the last step of a snapshot
    state-N/        one snapshot: a JSON file for each AWS service
    objects/        what lies in S3, written when it is put
    lock            held by the running instance
    emulator.log

Each JSON file is replaced in one step, so it is never half-written by us.
"""

import fcntl
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

FORMAT = 1  # raise it when an older Atrium could not read what this one writes
MARKER, CURRENT, LOCK, LOG, OBJECTS = "atrium.json", "current.json", "lock", "emulator.log", "objects"
BESIDE = ".tmp-"
_FRESH: dict[str, dict[str, Any]] = {
    MARKER: {"format": FORMAT, "filled": False, "told": "", "template": "", "resources": {}},
    CURRENT: {"snapshot": "", "clean": True},
}


class Unusable(Exception):
    """The local cloud cannot start; the message is one line for the person who started it."""


def prepare(folder: Path) -> None:
    """Make a folder ready for use, or raise Unusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = {entry.name for entry in folder.iterdir() if not entry.name.startswith((BESIDE, "state-"))}
        if MARKER not in found and found - {LOCK, LOG}:
            raise Unusable(
                f"{folder} holds other things than Atrium's data; give another folder with DATA_DIR=."
            )
        (folder / LOCK).touch()
    except FileExistsError:
        raise Unusable(f"{folder} is not a folder; give one with DATA_DIR=.") from None
    except OSError as error:
        raise Unusable(f"The data folder {folder} cannot be written: {error.strerror}.") from None
    marker = read(folder, MARKER)
    if not isinstance(marker["format"], int):
        raise damaged(folder, f"{MARKER} is not what Atrium wrote")
    if marker["format"] > FORMAT:
        raise Unusable(
            f"{folder} was written by a newer Atrium: update this one, or give another with DATA_DIR=."
        )
    snapshot = read(folder, CURRENT)["snapshot"]
    if snapshot:
        _whole(folder, snapshot)
    if MARKER not in found:
        write(folder, MARKER)


def read(folder: Path, name: str) -> dict[str, Any]:
    """What MARKER or CURRENT holds, or a fresh one where there is none yet; raises Unusable."""
    try:
        held = json.loads((folder / name).read_text("utf-8"))
        return {**_FRESH[name], **held}
    except FileNotFoundError:
        return dict(_FRESH[name])
    except OSError as error:
        raise Unusable(f"{folder / name} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError):
        raise damaged(folder, f"{name} is not what Atrium wrote") from None


def write(folder: Path, name: str, **changes: Any) -> None:
    """Only the process whose file it is may call this."""
    held = {**read(folder, name), **changes}
    beside = folder / f"{BESIDE}{name}-{os.getpid()}"
    beside.write_text(json.dumps(held), "utf-8")
    beside.replace(folder / name)


def lock(folder: Path, patience: float = 30.0) -> int:
    """A file descriptor that holds the folder until it and its copies are closed; raises Unusable.

    The emulator of a killed instance holds the lock until it has saved: that is waited for.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(handle, 20, 0).decode()
            if _lives(holder) or time.monotonic() > until:
                os.close(handle)
                raise Unusable(
                    f"Another Atrium (process {holder}) uses {folder}: stop it, or set DATA_DIR=."
                ) from None
            time.sleep(0.05)
        else:
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
            return handle


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def next_snapshot(folder: Path) -> str:
    current = str(read(folder, CURRENT)["snapshot"] or "state-0")
    return f"state-{int(current.removeprefix('state-')) + 1}"


def sweep(folder: Path) -> None:
    """Remove what is not current: older snapshots, and those that were never finished."""
    current = read(folder, CURRENT)["snapshot"]
    for entry in folder.iterdir():
        if (entry.name.startswith("state-") and entry.name != current) or (
            entry.name.startswith(BESIDE) and entry.is_dir()
        ):
            shutil.rmtree(entry, ignore_errors=True)


def _whole(folder: Path, snapshot: str) -> None:
    """Raise Unusable unless each file of the snapshot has the size its manifest gives."""
    try:
        sizes = json.loads((folder / snapshot / "manifest.json").read_text("utf-8"))
        wrong = [name for name, size in sizes.items() if (folder / snapshot / name).stat().st_size != size]
    except (OSError, ValueError, AttributeError):
        raise damaged(folder, f"{snapshot} is not complete") from None
    if wrong:
        raise damaged(folder, f"{snapshot}/{wrong[0]} is not complete")


def damaged(folder: Path, what: str) -> Unusable:
    return Unusable(f"The data folder {folder} is damaged ({what}): move it away to begin anew.")
