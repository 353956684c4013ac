"""Schedules -> functions: rate(5 minutes) and cron(0 8 ? * MON-FRI *), in UTC."""

import contextlib
import re
import threading
import uuid
from datetime import UTC, datetime
from typing import Any

from infra.local.emulator import REGION
from infra.local.lambdas import ACCOUNT, Function
from infra.local.pump import Switch

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_NAMES = {name: str(i) for i, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
_NAMES |= {
    name: str(i)
    for i, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1
    )
}


class SchedulePump:
    def __init__(self, function: Function, switch: Switch) -> None:
        self.function, self._switch = function, switch
        self._thread = threading.Thread(target=self._run, name=f"{function.name}-schedule", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._thread.join(10)

    def fire(self) -> Any:
        """Run it now, once."""
        now = datetime.now(UTC)
        return self.function.invoke(
            {
                "version": "0",
                "id": str(uuid.uuid4()),
                "source": "aws.events",
                "detail-type": "Scheduled Event",
                "account": ACCOUNT,
                "region": REGION,
                "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{self.function.name}"],
                "detail": {},
            }
        )

    def _run(self) -> None:
        last = int(datetime.now(UTC).timestamp()) // 60
        first = last
        while not self._switch.stopped:
            self._switch.sleep(60 - datetime.now(UTC).timestamp() % 60)
            minute = int(datetime.now(UTC).timestamp()) // 60
            if minute == last or not due(self.function.source["schedule"], minute, first):
                continue
            last = minute
            if not self._switch.enter():
                return
            self._switch.took()
            with contextlib.suppress(Exception):  # it is logged; the next time comes
                self.fire()
            self._switch.finished()
            self._switch.leave()


def due(expression: str, minute: int, first: int = 0) -> bool:
    """Whether a schedule fires in a minute (of the epoch); rates count from the minute `first`."""
    kind, _, inner = expression.rstrip(")").partition("(")
    if kind == "rate":
        count, unit = inner.split()
        every = int(count) * _SECONDS[unit.rstrip("s")] // 60
        return (minute - first) % every == 0 and minute > first
    now = datetime.fromtimestamp(minute * 60, UTC)
    # Sunday is 1 in EventBridge.
    values = (now.minute, now.hour, now.day, now.month, now.isoweekday() % 7 + 1, now.year)
    return all(_in(part, value) for part, value in zip(inner.split(), values, strict=True))


def _in(part: str, value: int) -> bool:
    for name, number in _NAMES.items():
        part = part.upper().replace(name, number)
    return any(_one(one, value) for one in part.split(","))


def _one(part: str, value: int) -> bool:
    if part in ("*", "?"):
        return True
    found = re.fullmatch(r"(\*|\d+)(?:-(\d+))?(?:/(\d+))?", part)
    if not found:
        raise ValueError(f"the local cloud does not know {part!r} in a cron schedule")
    low = 0 if found[1] == "*" else int(found[1])
    high = int(found[2]) if found[2] else (10**6 if found[3] else low)
    return low <= value <= high and (value - low) % int(found[3] or 1) == 0
