"""Snapshots of the emulator's memory, so that a power cut or `kill -9` costs seconds, not everything.

ministack itself saves only when it ends in good order, forgets the records of its streams even then, and
begins with nothing where it cannot read what it saved.
This runs inside the emulator's process.
"""

import copy
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ministack import app as ministack
from ministack.core import persistence
from ministack.services import dynamodb, sqs

from infra.local import folder as folders

STREAMS = "atrium-streams"


def save(folder: Path, checkpoints: dict[str, str], *, clean: bool) -> None:
    """Write everything into a new snapshot and make it the current one in one step.

    The process must not go on afterwards: it is a child made for this, or at its end.
    """
    # So nothing changes while we write, and ministack's own deep copies would only cost time.
    copy.deepcopy = _itself  # type: ignore[assignment]
    name = folders.next_snapshot(folder)
    target = folder / f"{folders.BESIDE}{name}"
    target.mkdir()
    sizes = {}
    for service, state in _states(checkpoints).items():
        text = _text(service, state)
        sizes[f"{service}.json"] = _put(target / f"{service}.json", text)
    _put(target / "manifest.json", json.dumps(sizes))
    target.rename(folder / name)
    folders.write(folder, folders.CURRENT, snapshot=name, clean=clean)
    folders.sweep(folder)


def save_in_child(folder: Path, checkpoints: dict[str, str]) -> int:
    """Fork, and let the child write what it sees: the emulator goes on meanwhile. Returns the child's pid."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        save(folder, checkpoints, clean=False)
        status = 0
    finally:
        os._exit(status)


def restore(folder: Path) -> dict[str, str]:
    """Load the current snapshot before the emulator answers; the checkpoints. Raises Unusable."""
    current = folders.read(folder, folders.CURRENT)["snapshot"]
    checkpoints: dict[str, str] = {}
    for path in sorted((folder / current).glob("*.json")) if current else ():
        service = path.stem
        try:
            # An unknown service is one that a later ministack no longer has.
            if service == STREAMS:
                checkpoints = _restore_streams(_payload(path))
            elif service in ministack._state_map:  # noqa: SLF001
                module = ministack._get_module(ministack._state_map[service])  # noqa: SLF001
                module.load_persisted_state(_payload(path))
        except Exception as error:
            raise folders.damaged(folder, f"{current}/{path.name}: {error}") from error
    _free_messages()
    return checkpoints


def _payload(path: Path) -> Any:
    hook = persistence._json_object_hook  # noqa: SLF001
    held = json.loads(path.read_bytes(), object_hook=hook)
    if held["__ministack_format__"] > persistence._state_format_version(path.stem):  # noqa: SLF001
        raise ValueError("a newer ministack wrote it")
    return held["payload"]


def _restore_streams(state: dict[str, Any]) -> dict[str, str]:
    dynamodb._stream_records.update(state["records"])  # noqa: SLF001
    dynamodb._stream_trimmed.update(state["trimmed"])  # noqa: SLF001
    checkpoints: dict[str, str] = state["checkpoints"]
    return checkpoints


def trim(checkpoints: dict[str, str]) -> None:
    """Forget stream records that every function is through with; AWS would keep them a day."""
    through = min(checkpoints.values(), default="")
    for (account, region, table), records in dynamodb._stream_records.all_items():  # noqa: SLF001
        done = 0
        while done < len(records) and records[done]["dynamodb"]["SequenceNumber"] <= through:
            done += 1
        # The last one stays, so that an iterator after it can still be asked for.
        done = min(done, len(records) - 1)
        if done > 0:
            del records[:done]
            gone = dynamodb._stream_trimmed.get_scoped(account, region, table, 0)  # noqa: SLF001
            dynamodb._stream_trimmed.set_scoped(account, region, table, gone + done)  # noqa: SLF001


def number_records(better: Callable[[Callable[[], str]], Callable[[], str]]) -> None:
    """Gives the records of streams their sequence numbers in a better way."""
    dynamodb._next_stream_seq = better(dynamodb._next_stream_seq)  # noqa: SLF001


def queues_with_messages() -> list[str]:
    """The URLs' paths of the queues that have something to take."""
    now = time.time()
    return [
        urlsplit(url).path
        for (_, _, url), queue in sqs._queues.all_items()  # noqa: SLF001
        if any(message["visible_at"] <= now for message in queue["messages"])
    ]


def _states(checkpoints: dict[str, str]) -> dict[str, Any]:
    asked = {name: ask() for name, ask in ministack._build_persistence_save_dict().items()}  # noqa: SLF001
    states = {name: state for name, state in asked.items() if state is not None}
    states[STREAMS] = {
        "records": dynamodb._stream_records,  # noqa: SLF001
        "trimmed": dynamodb._stream_trimmed,  # noqa: SLF001
        "checkpoints": checkpoints,
    }
    return states


def _text(service: str, state: Any) -> str:
    version = persistence._state_format_version(service)  # noqa: SLF001
    # One string at once is ten times as fast as json.dump, which never uses the C encoder.
    wrapped = {"__ministack_format__": version, "payload": state}
    return json.dumps(wrapped, default=persistence._json_default)  # noqa: SLF001


def _put(path: Path, text: str) -> int:
    content = text.encode("utf-8", "surrogatepass")
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return len(content)


def _free_messages() -> None:
    """Whoever had received a message is gone: it is in sight again at once, not after its timeout."""
    for queue in sqs._queues.all_values():  # noqa: SLF001
        for message in queue["messages"]:
            if message.get("receive_count"):
                message["visible_at"] = 0


def _itself(value: Any, memo: Any = None) -> Any:  # noqa: ARG001
    return value
