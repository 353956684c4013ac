"""Starts the emulator's process, waits until it answers, and ends it in good order."""

import contextlib
import json
import subprocess  # nosec B404
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

from infra.local.emulator import DAMAGED, SNAPSHOT
from infra.local.folder import Unusable

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds; a large snapshot takes a while to load


class Engine:
    """A running emulator: `url` is the endpoint of every AWS service."""

    def __init__(self, folder: Path, lock: int) -> None:
        self._log = folder / "emulator.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # nosec B603
                [sys.executable, "-m", "infra.local.emulator", str(folder)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=(lock,),  # it holds the folder as long as it may still write
                start_new_session=True,  # Ctrl-C reaches the whole terminal, but this one has to go last
            )
        self.url = f"http://127.0.0.1:{self._port()}"

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def checkpoints(self) -> dict[str, str]:
        found: dict[str, str] = self._command({})["checkpoints"]
        return found

    def snapshot(self, checkpoints: dict[str, str], *, drained: bool = False, save: bool = True) -> bool:
        """Tell how far each function is in its stream, and save what changed. Returns whether that worked."""
        order = {"checkpoints": checkpoints, "drained": drained, "save": save}
        return not self._command(order).get("failed")

    def stop(self, patience: float = PATIENCE) -> None:
        """SIGTERM, so that it saves, and wait for it."""
        self._process.terminate()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def kill(self) -> None:
        """What a power cut does: nothing is saved. For tests."""
        self._process.kill()
        self.stop()

    def _command(self, order: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(self.url + SNAPSHOT, json.dumps(order).encode(), method="POST")  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # nosec B310
            found: dict[str, Any] = json.load(answer)
            return found

    def _port(self) -> int:
        giving_up = threading.Timer(PATIENCE, self._process.kill)
        giving_up.start()
        try:
            assert self._process.stdout is not None  # noqa: S101  # nosec B101
            for line in self._process.stdout:
                if line.startswith(b"port "):
                    return int(line.split()[1])
        finally:
            giving_up.cancel()
        self.stop()
        if self._process.returncode == DAMAGED:
            raise Unusable(self._last_words())
        raise Unusable(f"The emulator of AWS did not start ({self._last_words()}); its log: {self._log}")

    def _last_words(self) -> str:
        lines = self._log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with {self._process.returncode}"
