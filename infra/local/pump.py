"""What the pumps have in common: pausing, stopping, waking, and telling whether they are at work."""

import threading
from dataclasses import dataclass


@dataclass
class Habits:
    """How the pumps behave; tests make them quicker, or worse."""

    retry_after: float = (
        1.0  # seconds until what failed is delivered again; AWS waits for the visibility timeout
    )
    windows: bool = True  # whether batching windows are waited for
    workers: int = 4  # batches of one queue at the same time
    deliver_twice: bool = False  # every message and every batch of records comes again
    shuffle: bool = False  # messages come in any order


class Switch:
    """Shared by all pumps of a cloud: running, paused or stopped, and who is at work."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._paused = self._stopped = False
        self._inside = 0  # who polls or works
        self.working = 0  # batches taken and not yet finished
        self.taken = (
            0  # batches ever taken; unchanged between two looks means that nothing happened between them
        )
        self.nudges = 0

    @property
    def stopped(self) -> bool:
        return self._stopped

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self) -> None:
        """Returns when nothing is at work, and nothing will be taken until `resume`."""
        with self._changed:
            self._paused = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._inside)

    def resume(self) -> None:
        with self._changed:
            self._paused = False
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def nudge(self) -> None:
        """Something was written: whoever waits for the next look looks at once."""
        with self._changed:
            self.nudges += 1
            self._changed.notify_all()

    def enter(self) -> bool:
        """Before looking for work: waits while paused. False when stopped; else `leave` has to follow."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._paused)
            self._inside += not self._stopped
            return not self._stopped

    def leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def breathe(self) -> bool:
        """Between two attempts, let those through who want to pause. False when stopped; still inside."""
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or not self._paused)
            self._inside += 1
            return not self._stopped

    def took(self) -> None:
        """Something was found, and is worked on until `finished`."""
        with self._changed:
            self.taken += 1
            self.working += 1

    def finished(self) -> None:
        with self._changed:
            self.working -= 1
            self.nudges += 1  # it may have written
            self._changed.notify_all()

    def wait(self, seconds: float, seen: int) -> None:
        """Wait until a nudge after the `nudges` that were seen, but no longer than `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self.nudges != seen, seconds)

    def sleep(self, seconds: float) -> None:
        """Wait unless stopped or paused meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._paused, seconds)
