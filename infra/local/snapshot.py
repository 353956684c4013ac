"""Snapshots of the emulator's memory, so that a power cut or `kill -9` costs seconds, not everything.

ministack itself saves only when it ends in good order, and forgets the records of its streams even then.
This runs inside the emulator's process.
"""

import copy
import json
import os
from pathlib import Path
from typing import Any

from ministack import app as ministack
from ministack.core import persistence
from ministack.services import dynamodb, sqs

from infra.local import folder as folders


def save(folder: Path, checkpoints: dict[str, str], *, clean: bool) -> None:
    """Write everything into a new snapshot and make it the current one in one step."""
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
        # The child owns a frozen copy already; ministack's own deep copies would only cost time.
        copy.deepcopy = _itself  # type: ignore[assignment]
        save(folder, checkpoints, clean=False)
        status = 0
    finally:
        os._exit(status)


def restore(folder: Path) -> dict[str, str]:
    """Load what ministack does not: the streams. Returns the checkpoints. Frees what was in flight."""
    path = folder / folders.read(folder, folders.CURRENT)["snapshot"] / "streams.json"
    _free_messages()
    if not path.exists():
        return {}
    text = path.read_text("utf-8")
    state = json.loads(text, object_hook=persistence._json_object_hook)["payload"]  # noqa: SLF001
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


def _states(checkpoints: dict[str, str]) -> dict[str, Any]:
    asked = {name: ask() for name, ask in ministack._build_persistence_save_dict().items()}  # noqa: SLF001
    states = {name: state for name, state in asked.items() if state is not None}
    states["streams"] = {
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
