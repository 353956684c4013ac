"""The whole local cloud in one object: emulator, resources, server, pumps."""

import contextlib
import logging
import os
import subprocess
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from infra import template
from infra.local import folder as folders
from infra.local import lambdas, mailbox, resources
from infra.local.aws import Aws
from infra.local.engine import Engine
from infra.local.gateway import Gateway
from infra.local.lambdas import Failures
from infra.local.listen import listen
from infra.local.pump import Habits, Switch
from infra.local.pumps import Pumps
from infra.local.server import Server
from infra.local.sockets import Sockets

STAGE = "local"
SNAPSHOT_EVERY = 2.0  # seconds at least; what `kill -9` of everything may cost
SNAPSHOT_SHARE = 5  # and as long as this many snapshots take
DRAIN = 10.0  # seconds at most for what is under way when we stop
THREADS = 16
log = logging.getLogger("atrium.local")


class Cloud:
    """`app` is a Chalice app, app.py's when none is given; `sources` default to the template's."""

    def __init__(
        self, data: Path, port: int = 0, *, app: Any = None, sources: dict[str, Any] | None = None,
        habits: Habits | None = None,
    ) -> None:  # fmt: skip
        self.folder = data
        self.habits = habits or Habits()
        self.failures: Failures = deque(maxlen=100)
        self._port, self._given_app, self._sources = port, app, sources
        self._switch = Switch()
        self._ended = threading.Event()

    def start(self) -> None:
        """Raises folder.Unusable, or OSError when the port is taken; then nothing is left running."""
        with contextlib.ExitStack() as undo:
            listener = listen(self._port)
            undo.callback(listener.close)
            port = listener.getsockname()[1]
            self.url, self.ws_url = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}/live"
            folders.prepare(self.folder)
            self._lock = folders.lock(self.folder)
            undo.callback(os.close, self._lock)
            folders.prepare(self.folder)  # again: until the lock was ours, another one may have saved
            folders.sweep(self.folder)
            self.was_clean = folders.read(self.folder, folders.CURRENT)["clean"]
            self._engine = Engine(self.folder, self._lock)
            undo.callback(self._engine.stop)
            self.aws = Aws(self._engine.url)
            self._deploy()
            self._set(self._settings())
            undo.callback(self._unset)
            self._serve(listener)
            undo.pop_all()
        threading.Thread(target=self._snapshots, name="snapshots", daemon=True).start()

    def _deploy(self) -> None:
        held = folders.read(self.folder, folders.MARKER)
        version, self.resources = resources.deploy(self.aws, held, {"Stage": STAGE, "PublicUrl": self.url})
        if version != held["template"]:
            # First the state, then the note that it has these resources: never the other way round.
            self._engine.snapshot(self._engine.checkpoints())
            folders.write(self.folder, folders.MARKER, template=version, resources=self.resources)

    def _serve(self, listener: Any) -> None:
        app = self._given_app or lambdas.load_app()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="api")
        domain = self.url.removeprefix("http://")
        functions = lambdas.websocket(app, self.failures)
        self._sockets = Sockets(functions, ThreadPoolExecutor(THREADS, "live"), STAGE, domain)
        sources = template.sources() if self._sources is None else self._sources
        event_driven = list(lambdas.event_driven(app, sources, self.failures))
        self.pumps = Pumps(
            self.aws, event_driven, self.resources, self._engine.checkpoints(), self._switch, self.habits
        )
        gateway = Gateway(app, lambdas.rest(self.failures, app), STAGE, domain)
        tools = {
            "mail": lambda _: mailbox.read(self.aws.url),
            "aws": lambda _: self._told(),
            "queues": lambda query: self.queues(float(query.get("wait", 0))),
        }
        self._server = Server(gateway, self._sockets, tools, self._threads, self._switch.nudge)
        self._server.start(listener)
        self.pumps.start()

    def queues(self, wait: float = 0) -> dict[str, Any]:
        """How much waits where; with `wait`, as soon as nothing does, or after so many seconds."""
        return {"idle": self.pumps.wait_idle(wait), **self.pumps.depths()}

    def wait_idle(self, timeout: float = 30.0) -> None:
        """Until every event is dealt with; raises TimeoutError."""
        if not self.pumps.wait_idle(timeout):
            raise TimeoutError(f"still at work after {timeout} s: {self.pumps.depths()}")

    def pause(self) -> None:
        """As if the pumps had died: nothing is taken from stream or queues until `resume`."""
        self._switch.pause()

    def resume(self) -> None:
        self._switch.resume()

    @property
    def is_filled(self) -> bool:
        return bool(folders.read(self.folder, folders.MARKER)["filled"])

    def alive(self) -> bool:
        return self._engine.alive()

    def filled(self) -> None:
        """The demo company is there, or is not wanted."""
        folders.write(self.folder, folders.MARKER, filled=True)

    def stop(self, drain: float = DRAIN) -> bool:
        """In good order. Returns whether everything under way was done; the rest is done after the next start."""
        self._ended.set()
        self._server.stop()
        done = self.pumps.wait_idle(drain) if drain and self._engine.alive() else False
        self._switch.stop()
        self.pumps.stop()
        if self._engine.alive():
            self._engine.snapshot(self.pumps.checkpoints(), drained=True, save=False)
        self._end()
        return done

    def kill(self) -> None:
        """As a power cut would. For tests."""
        self._ended.set()
        self._switch.stop()
        self._engine.kill()
        self._server.stop()
        self.pumps.stop()
        self._end()

    def _end(self) -> None:
        self._engine.stop()
        self._threads.shutdown(wait=False)
        os.close(self._lock)
        self._unset()

    def _snapshots(self) -> None:
        took = 0.0
        while not self._ended.wait(max(SNAPSHOT_EVERY, SNAPSHOT_SHARE * took)):
            began = time.monotonic()
            try:
                if not self._engine.snapshot(self.pumps.checkpoints()):
                    log.warning(
                        "The snapshot failed; is the disk full? The log: %s", self.folder / "emulator.log"
                    )
            except OSError as error:
                if not self._ended.is_set():
                    log.error("The emulator does not answer (%s): stop, and start again", error)
            took = time.monotonic() - began

    def _settings(self) -> dict[str, str]:
        wanted = {
            name: self.resources.get(value["Ref"], "")
            if isinstance(value, dict) and "Ref" in value
            else value
            for name, value in template.environment().items()
        }
        return {
            **{name: value for name, value in wanted.items() if isinstance(value, str)},
            **self.aws.environment(),
            "STAGE": STAGE,
            "BUILD": _build(),
            "WEBSOCKET_URL": self.ws_url,
            "WEBSOCKET_MANAGEMENT_URL": f"{self.url}/_local",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
            "PUSH_LIMIT": os.environ.get("PUSH_LIMIT", wanted.get("PUSH_LIMIT", "5000")),
            "POWERTOOLS_METRICS_DISABLED": "true",
            "POWERTOOLS_TRACE_DISABLED": "true",
        }

    def _told(self) -> dict[str, Any]:
        env = {name: value for name, value in self._settings().items() if not name.startswith("AWS_")}
        return {"endpoint_url": self.aws.url, "region": self._settings()["AWS_REGION"], "env": env}

    def _set(self, settings: dict[str, str]) -> None:
        self._before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)

    def _unset(self) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _build() -> str:
    call = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        answer = subprocess.run(call, capture_output=True, text=True, timeout=5, check=True)  # nosec B603
    except (OSError, subprocess.SubprocessError):
        return "dev"
    return answer.stdout.strip()
