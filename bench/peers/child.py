"""A system in a process of its own, told what to do by lines of JSON: `serve` there, `Child` here.

Runs in each peer's own environment, so it needs nothing but Python.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
Verb = Callable[..., Any]


def serve(verbs: Mapping[str, Verb]) -> None:
    """Until standard input ends, that is until whoever started us is gone."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print does not stand between the answers
    for line in sys.stdin:
        asked = json.loads(line)
        found = verbs[asked.pop("do")](**asked)
        print(json.dumps(found), file=answers, flush=True)


def timed(verb: Callable[[Any], Any], jobs: Sequence[Any]) -> dict[str, Any]:
    """{"seconds": of each from end to end, "app": CPU seconds of this process, "found": what came back}."""
    seconds, found = [], []
    used = time.process_time()
    for job in jobs:
        began = time.perf_counter()
        found.append(verb(job))
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds, "app": time.process_time() - used, "found": found}


class Child:
    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process, self._log = process, log

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, do: str, **asked: Any) -> Any:
        """The answer; raises RuntimeError when the child has ended."""
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps({"do": do, **asked}), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._process.args!r} ended: {self._log.read_text('utf-8')[-2000:]}")
        return json.loads(answer)


@contextlib.contextmanager
def child(command: Sequence[str], log: Path, **environment: str) -> Iterator[Child]:
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield Child(process, log)
    finally:
        assert process.stdin is not None  # noqa: S101
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None  # noqa: S101
        process.stdout.close()
