"""How far it is: a bar on a terminal, plain lines elsewhere, nothing in tests and at the first start."""

import threading
import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

EVERY = 15.0  # seconds between two plain lines about one step


class Quiet:
    """Steps one after the other; several threads may tell of one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def title(self, text: str) -> None:
        """What the next steps are about."""

    def begin(self, step: str, total: int) -> None:
        """The next step, of so many pieces; 0 where nobody knows."""

    def done(self, pieces: int = 1) -> None:
        """So many more of the step's pieces are done."""

    def waiting(self, left: int) -> None:
        """So many events are left in the pipeline."""

    def end(self) -> None:
        """Nothing follows."""


class Lines(Quiet):
    """A line as a step ends, and now and then while it lasts."""

    def __init__(self) -> None:
        self._step = ""
        self._one = threading.Lock()

    def title(self, text: str) -> None:
        self.end()
        print(text, flush=True)

    def begin(self, step: str, total: int) -> None:
        self.end()
        self._step, self._total, self._count = step, total, 0
        self._began = self._told = time.monotonic()

    def done(self, pieces: int = 1) -> None:
        with self._one:
            self._count += pieces
            if time.monotonic() - self._told > EVERY:
                self._tell("...")

    def waiting(self, left: int) -> None:
        if time.monotonic() - self._told > EVERY:
            self._tell(f"({left:,} events left) ...")

    def end(self) -> None:
        if self._step:
            self._tell("")
        self._step = ""

    def _tell(self, more: str) -> None:
        self._told = time.monotonic()
        count = f" {self._count:,} of {self._total:,}" if self._total else ""
        print(f"  {self._step}{count}, {self._told - self._began:.1f} s {more}".rstrip(), flush=True)


class Bar(Quiet):
    """A bar for each step."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Progress(console=console)
        self._task: TaskID | None = None
        self._total = 0

    def title(self, text: str) -> None:
        self.end()
        self._console.print(text)
        self._bars = Progress(
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=self._console,
        )
        self._bars.start()

    def begin(self, step: str, total: int) -> None:
        self._finish()
        self._total = total
        self._task = self._bars.add_task(step, total=total or None, note="")

    def done(self, pieces: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, pieces)

    def waiting(self, left: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, note=f"{left:,} events left")

    def end(self) -> None:
        self._finish()
        self._bars.stop()

    def _finish(self) -> None:
        """A step without a count becomes a full bar; one whose pieces failed stays as far as it came."""
        if self._task is not None:
            if not self._total:
                self._bars.update(self._task, total=1, completed=1, note="")
            self._bars.stop_task(self._task)
        self._task = None


def chosen(console: Console) -> Quiet:
    return Bar(console) if console.is_terminal else Lines()
