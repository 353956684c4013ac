"""The cold start of each function, from the packaged zip alone: a fresh process that answers its first event.

The zip's libraries are this machine's (infra/unpacked.py), since those for Lambda's arm64 do not run here. So
are the times: what they tell is their ratio to `import boto3; boto3.client("dynamodb")` of the same round.
The local cloud answers what the function asks: CPU is the function's own, wall time has the emulator's in it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from bench import costs
from bench.bill import API
from bench.canned import request
from bench.meter import Event
from infra import mend, package, started, unpacked
from infra.local.cloud import Cloud

ROUNDS = 5
BOTO3 = [sys.executable, "-c", 'import boto3; boto3.client("dynamodb")']


class Start(NamedTuple):
    cpu: float  # milliseconds, user and system
    wall: float  # milliseconds
    peak: float | None  # MB of memory


class Row(NamedTuple):
    """Of one function; ratios are medians, `spread` the least and the greatest."""

    function: str
    memory: int  # MB it is given
    peak: float | None  # MB it took
    cpu: float
    wall: float
    ratio: float
    spread: tuple[float, float]
    without: float  # the ratio without .pyc files

    def plain(self) -> dict[str, Any]:
        return {name: _rounded(value) for name, value in self._asdict().items()}


def measure(cloud: Cloud, desk: costs.Desk, seen: dict[str, Event]) -> list[Row]:
    """`seen` has an event for each function."""
    events = seen | {API: request(costs.a_reader(desk), "/v1/me")} | _rare(cloud)
    template = package.template("prod", "bench")
    functions = {name: function["Properties"] for name, function in mend.functions(template)}
    environment = {**cloud.settings, "PATH": os.environ["PATH"], "LOG_LEVEL": "INFO"}
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as made:
        folders = []
        for compiled in (True, False):
            folder = Path(made) / f"compiled-{compiled}"
            folder.mkdir()
            folders.append(unpacked.make(folder, compiled=compiled))

        def begun(folder: Path, name: str) -> Start:
            # Neither our folder nor site-packages; and nothing is written, as on Lambda nothing can be.
            asked = [sys.executable, "-I", "-S", "-B", started.__file__, str(folder)]
            return _run([*asked, functions[name]["Handler"]], environment, json.dumps(events[name]))

        for folder in folders:  # once unmeasured: what is read from the disk is read
            begun(folder, API)
        rounds = []
        for _ in range(ROUNDS):
            bare = _run(BOTO3, {**os.environ, **environment}, "")
            rounds.append((bare, {n: [begun(folder, n) for folder in folders] for n in functions}))
    return [
        _row(name, function["MemorySize"], [(bare, *starts[name]) for bare, starts in rounds])
        for name, function in functions.items()
    ]


def _rare(cloud: Cloud) -> dict[str, Event]:
    """For functions that no person wakes."""
    step = {"Step": "createSecret", "ClientRequestToken": str(uuid.uuid4())}
    opened = {"messageId": "1", "body": json.dumps({"eventType": "Open"})}
    return {
        "rotate_keys": {**step, "SecretId": cloud.resources["SigningSecret"]},
        "mail_feedback": {"Records": [opened]},
    }


def _row(name: str, memory: int, rounds: list[tuple[Start, ...]]) -> Row:
    ratios = [ours.cpu / bare.cpu for bare, ours, _ in rounds]
    plain = [without.cpu / bare.cpu for bare, _, without in rounds]
    ours = [start for _, start, _ in rounds]
    return Row(
        name,
        memory,
        max((start.peak for start in ours if start.peak), default=None),
        statistics.median(start.cpu for start in ours),
        statistics.median(start.wall for start in ours),
        statistics.median(ratios),
        (min(ratios), max(ratios)),
        statistics.median(plain),
    )


def _run(command: list[str], environment: dict[str, str], given: str) -> Start:
    with tempfile.TemporaryFile("w+") as event, tempfile.TemporaryFile("w+") as said:
        event.write(given)
        event.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdin=event, stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            raise RuntimeError(f"{command} ended with {process.returncode}")
        said.seek(0)
        lines = said.read().splitlines()
    peak = json.loads(lines[-1])["peak"] if lines else None
    return Start((used.ru_utime + used.ru_stime) * 1000, wall * 1000, peak)


def _rounded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_rounded(one) for one in value]
    return round(value, 2) if isinstance(value, float) else value
