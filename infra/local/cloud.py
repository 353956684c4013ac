"""The whole local cloud in one object: emulator, resources, server, pumps."""

import contextlib
import gc
import logging
import os
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from infra import template
from infra.local import environment, expiry, lambdas, mailbox, resources
from infra.local import folder as folders
from infra.local.aws import Aws
from infra.local.brand import Brands
from infra.local.engine import Engine
from infra.local.environment import STAGE
from infra.local.gateway import Gateway
from infra.local.lambdas import Failures
from infra.local.listen import listen
from infra.local.permissions import Permissions
from infra.local.pump import Habits, Switch
from infra.local.pumps import Pumps
from infra.local.server import Server
from infra.local.sockets import Sockets
from infra.local.web import Site

SNAPSHOT_EVERY = 2.0  # seconds at least; what `kill -9` of everything may cost
SNAPSHOT_SHARE = 5  # and as long as this many snapshots take
DRAIN = 10.0  # seconds at most for what is under way when we stop
THREADS = 16
_URL = "{url}"  # stands for our own in what is kept: another start may have another port
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
            self.permissions = Permissions(self.resources)
            management = listen()
            undo.callback(management.close)
            managed = f"http://127.0.0.1:{management.getsockname()[1]}"
            self.settings = environment.of(self.url, self.ws_url, managed, self.aws, self.resources)
            self._put_back = environment.put(self.settings)
            undo.callback(self._put_back)
            self._serve(listener, management)
            undo.pop_all()
        gc.freeze()  # what is loaded by now is no garbage: to look through it all takes a tenth of a second
        threading.Thread(target=self._snapshots, name="snapshots", daemon=True).start()

    def _deploy(self) -> None:
        held = folders.read(self.folder, folders.MARKER)
        version, self.resources = resources.deploy(self.aws, held, {"Stage": STAGE, "PublicUrl": self.url})
        if version != held["template"]:
            # First the state, then the note that it has these resources: never the other way round.
            self._engine.snapshot(self._engine.checkpoints())
            folders.write(self.folder, folders.MARKER, template=version, resources=self.resources)

    def _serve(self, listener: Any, management: Any) -> None:
        app = self._given_app or lambdas.load_app()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="api")
        domain = self.url.removeprefix("http://")
        functions = lambdas.websocket(app, self.failures)
        self._sockets = Sockets(functions, ThreadPoolExecutor(THREADS, "live"), STAGE, domain)
        sources = template.sources() if self._sources is None else self._sources
        event_driven = list(lambdas.event_driven(app, sources, self.failures))
        self.pumps = Pumps(
            self.aws,
            event_driven,
            self.resources,
            checkpoints=self._engine.checkpoints(),
            switch=self._switch,
            habits=self.habits,
        )
        gateway = Gateway(app, lambdas.rest(self.failures, app), STAGE, domain)
        tools = {
            "mail": lambda _: mailbox.read(self.aws.url),
            "aws": lambda _: environment.told(self.settings),
            "queues": lambda query: self.queues(float(query.get("wait", 0))),
        }
        site = Site(self.ws_url.removesuffix("/live"), self.aws.url)
        brands = Brands(self.aws, self.resources["BrandBucket"])
        self._server = Server(gateway, self._sockets, site, brands, tools, self._threads)
        self._server.start(listener, management)
        self.pumps.start()

    def queues(self, wait: float = 0) -> dict[str, Any]:
        """How much waits where; with `wait`, as soon as nothing does, or after so many seconds."""
        return {"idle": self.pumps.wait_idle(wait, self._ended), **self.pumps.depths()}

    def wait_idle(self, timeout: float = 30.0) -> None:
        """Until every event is dealt with; raises TimeoutError."""
        if not self.pumps.wait_idle(timeout):
            raise TimeoutError(f"still at work after {timeout} s: {self.pumps.depths()}")

    def expire(self, beginning: str = "", now: float | None = None) -> None:
        """Whose time to live is over goes, as DynamoDB has it go some day."""
        expiry.sweep(self.aws.client("dynamodb"), self.resources["Table"], beginning, now)

    def pause(self) -> None:
        """As if the pumps had died: nothing is taken from stream or queues until `resume`."""
        self._switch.pause()

    @property
    def paused(self) -> bool:
        return self._switch.paused

    def resume(self) -> None:
        self._switch.resume()

    @property
    def deliver_twice(self) -> bool:
        """For tests: every message and every batch of the stream comes a second time."""
        return self.habits.deliver_twice

    @deliver_twice.setter
    def deliver_twice(self, wanted: bool) -> None:
        self.habits.deliver_twice = wanted

    @property
    def shuffle(self) -> bool:
        """For tests: messages come in any order."""
        return self.habits.shuffle

    @shuffle.setter
    def shuffle(self, wanted: bool) -> None:
        self.habits.shuffle = wanted

    @property
    def is_filled(self) -> bool:
        return bool(folders.read(self.folder, folders.MARKER)["filled"])

    def alive(self) -> bool:
        return self._engine.alive()

    def filled(self, told: str = "") -> None:
        """The demo company is there, and how to sign in; or it is not wanted."""
        folders.write(self.folder, folders.MARKER, filled=True, told=told.replace(self.url, _URL))

    @property
    def told(self) -> str:
        """How to sign in to the demo company, if it is there."""
        return str(folders.read(self.folder, folders.MARKER)["told"]).replace(_URL, self.url)

    def stop(self, drain: float = DRAIN) -> bool:
        """In good order. Whether all that was under way is done; the next start goes on with the rest."""
        if self._ended.is_set():
            return False
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
        self._put_back()

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
                # After a moment: that the emulator itself is gone, others tell.
                if not self._ended.wait(1) and self._engine.alive():
                    log.warning("The emulator does not answer (%s): stop, and start again", error)
            took = time.monotonic() - began
