"""The emulator's process: ministack with snapshots. `python -m infra.local.emulator FOLDER`.

Prints `port N` when it answers. Ends on SIGTERM, and when its standard input closes, that is when the process
that started it is gone, however it went; either way it saves first.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from infra.local import folder as folders
from infra.local.listen import listen

REGION = "eu-central-1"
DAMAGED = 4  # the exit code for a snapshot that cannot be read
SNAPSHOT = "/_atrium/snapshot"  # beside ministack's own /_ministack/...
NEWS = "/_atrium/news"
TIME = 20  # digits of a sequence number that are the time; the others count
LONGEST = 0.5  # seconds that a question for news waits
READS = (b"Get", b"BatchGet", b"TransactGet", b"Query", b"Scan", b"Describe", b"List", b"Receive")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def main() -> None:
    folder = Path(sys.argv[1])
    _settle(folder)
    listener = listen()

    import uvicorn

    app = _with_snapshots(folder, lambda: _tell(listener.getsockname()[1]))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_keep_alive=75, timeout_graceful_shutdown=3
    )
    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.Server(config).run(sockets=[listener])


def _tell(port: int) -> None:
    print(f"port {port}", flush=True)
    # Nobody reads on: whatever is printed later goes to the log.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _settle(folder: Path) -> None:
    """ministack reads its environment when it is imported, so this comes first."""
    os.environ.update(
        MINISTACK_REGION=REGION,
        PERSIST_STATE="0",  # saving and loading are ours
        STATE_DIR=str(folder / ".tmp-state"),
        S3_PERSIST="1",
        S3_DATA_DIR=str(folder / "objects"),
        SFTP_ENABLED="0",
        IOT_MTLS_ENABLED="0",
        LOG_LEVEL="WARNING",
    )


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _with_snapshots(
    folder: Path, ready: Callable[[], None]
) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    from ministack import app as ministack

    from infra.local import forms, snapshot

    # ministack says a great deal on each call.
    logging.getLogger().setLevel(logging.WARNING)
    forms.check()
    state = _State(folder)
    try:
        state.checkpoints = snapshot.restore(folder)
    except folders.Unusable as damage:
        print(damage, file=sys.stderr)
        sys.exit(DAMAGED)
    snapshot.number_records(lambda give: ascending(give, max(state.checkpoints.values(), default="")))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":

            async def watched(message: dict[str, Any]) -> None:
                if message["type"] == "lifespan.shutdown.complete":
                    state.wait_for_child()
                    snapshot.save(folder, state.checkpoints, clean=state.drained)
                await send(message)
                if message["type"] == "lifespan.startup.complete":
                    ready()

            await ministack.app(scope, receive, watched)
        elif scope.get("path") == SNAPSHOT:
            await _answer(send, await state.command(await _body(receive)))
        elif scope.get("path") == NEWS:
            await _answer(send, await state.news(int(scope["query_string"] or b"-1")))
        else:
            await ministack.app(scope, receive, send)
            if _changes(scope):
                state.changes += 1
                state.changed.set()

    return app


def ascending(give: Callable[[], str], after: str) -> Callable[[], str]:
    """Sequence numbers as given, but never below one before, nor below `after`.

    ministack's are the time and a counter. Where a clock is set back, records would be taken for old ones.
    """
    latest = int(after[:TIME]) + 1 if after else 0

    def next_one() -> str:
        nonlocal latest
        found = give()
        latest = max(latest, int(found[:TIME]))
        return f"{latest:0{TIME}d}{found[TIME:]}"

    return next_one


class _State:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkpoints: dict[str, str] = {}
        self.drained = False
        self.changes = self.saved = 0
        self.changed = asyncio.Event()
        self.child = 0

    async def news(self, seen: int) -> dict[str, Any]:
        """The count of changes, as soon as it is not the one seen, and the queues that hold something."""
        from infra.local import snapshot

        if seen == self.changes:
            self.changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), LONGEST)
        return {"changes": self.changes, "queues": snapshot.queues_with_messages()}

    async def command(self, body: bytes) -> dict[str, Any]:
        """{} tells the checkpoints; {"checkpoints", "drained"?, "save"?} sets them, and saves changes."""
        from infra.local import snapshot

        order = json.loads(body or b"{}")
        self.checkpoints = order.get("checkpoints", self.checkpoints)
        self.drained = order.get(
            "drained", False
        )  # nothing under way: the next start has nothing to catch up
        if not order.get("save") or self.changes == self.saved:
            return {"checkpoints": self.checkpoints, "saved": False}
        changes = self.changes
        snapshot.trim(self.checkpoints)
        self.child = snapshot.save_in_child(self.folder, self.checkpoints)
        _, status = await asyncio.to_thread(os.waitpid, self.child, 0)
        self.child = 0
        if status == 0:
            self.saved = changes
        return {"checkpoints": self.checkpoints, "saved": status == 0, "failed": status != 0}

    def wait_for_child(self) -> None:
        if self.child:
            with contextlib.suppress(ChildProcessError):  # the thread was first
                os.waitpid(self.child, 0)


def _changes(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
        return False
    target = next((value for name, value in scope["headers"] if name == b"x-amz-target"), b"")
    return not target.rpartition(b".")[2].startswith(READS)


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


async def _answer(send: Send, content: dict[str, Any]) -> None:
    body = json.dumps(content).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    main()
