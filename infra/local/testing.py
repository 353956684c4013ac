"""A local cloud inside a test's process: `with start() as cloud: ...`, once for a session."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.cloud import Cloud
from infra.local.pump import Habits

_running: list[Cloud] = []


@contextlib.contextmanager
def start(
    app: Any = None,
    *,
    data: Path | None = None,
    port: int = 0,
    sources: dict[str, Any] | None = None,
    habits: Habits | None = None,
) -> Iterator[Cloud]:
    """A running cloud with quick habits: no batching windows, and what failed comes again at once.

    Without `app` it is app.py's. `cloud.habits.deliver_twice` and `.shuffle` may be switched on meanwhile,
    `pause` and `resume` are the death and the return of all that reads stream and queues, `wait_idle` waits
    until every event is dealt with, `failures` are the exceptions that handlers raised.
    """
    with contextlib.ExitStack() as undo:
        undo.enter_context(resting())
        folder = data or Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="atrium-")))
        forget()
        cloud = Cloud(folder, port, app=app, sources=sources, habits=habits or quick())
        cloud.start()
        undo.enter_context(cloud.permissions.guarding())
        undo.callback(forget)
        undo.callback(cloud.stop, drain=0)
        _running.append(cloud)
        undo.callback(_running.remove, cloud)
        yield cloud


@contextlib.contextmanager
def resting() -> Iterator[None]:
    """No cloud of this process works on its queues meanwhile: the environment is one for all, and a cloud
    would go on in whatever it is changed to."""
    with contextlib.ExitStack() as undo:
        for cloud in _running:
            cloud.pumps.wait_idle(30)
            cloud.pause()
            undo.callback(cloud.resume)
        yield


def quick() -> Habits:
    return Habits(retry_after=0.1, windows=False)


def forget() -> None:
    """What the deployed code keeps as long as a Lambda lives, its clients and settings, is of one cloud."""
    for name, module in list(sys.modules.items()):
        if name == "app" or name.split(".")[0] == "chalicelib":
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()
    made = getattr(sys.modules.get("chalicelib.core.aws"), "_made", None)
    if made is not None:
        made.clear()
