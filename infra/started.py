"""Runs as a file in a process of its own: one function of the unpacked zip, given one event, as Lambda would.

    started.py FOLDER HANDLER < EVENT     prints {"answer", "strangers": modules from elsewhere, "peak": MB}

https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
"""

import importlib
import json
import sys
import sysconfig
import uuid
from pathlib import Path


class Context:
    function_name = "atrium-test"
    function_version = "$LATEST"
    memory_limit_in_mb = "512"
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:atrium-test"

    def __init__(self) -> None:
        self.aws_request_id = str(uuid.uuid4())

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


def main(folder: str, handler: str) -> None:
    sys.path.insert(0, folder)
    module, _, name = handler.rpartition(".")
    answer = getattr(importlib.import_module(module), name)(json.load(sys.stdin), Context())
    homes = (folder, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    files = {
        name: getattr(module, "__file__", None) for name, module in sys.modules.items() if name != "__main__"
    }
    strangers = sorted(
        name
        for name, file in files.items()
        if file and not Path(file).is_relative_to(homes[0]) and not file.startswith(homes[1:])
    )
    json.dump({"answer": answer, "strangers": strangers, "peak": peak()}, sys.stdout)


def peak() -> float | None:
    """MB of memory that this process had at most; getrusage would tell its parent's where that had more."""
    status = Path("/proc/self/status")
    if not status.exists():  # not Linux
        return None
    [line] = [line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
