"""What AWS would bill for, of one thing that happened and all that followed from it."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

API, FRAME = "api_handler", "websocket_message"

Plain = dict[str, Any]


@dataclass
class Bill:
    wru: float = 0
    rru: float = 0
    invocations: Counter[str] = field(default_factory=Counter)  # by function
    cpu: defaultdict[str, float] = field(
        default_factory=lambda: defaultdict(float)
    )  # milliseconds, by function
    calls: Counter[str] = field(default_factory=Counter)  # of AWS, by function
    pushes: int = 0  # WebSocket messages to clients
    out: int = 0  # bytes of answers and pushes
    sqs: int = 0
    sns: int = 0
    s3_writes: int = 0
    s3_reads: int = 0
    files_out: int = 0  # bytes that S3 gives to people
    log: int = 0  # bytes of our own lines

    def without(self, other: "Bill") -> "Bill":
        """What is left when something else happened meanwhile."""
        mine, theirs = vars(self), vars(other)
        left = Bill(
            **{name: value - theirs[name] for name, value in mine.items() if not isinstance(value, dict)}
        )
        for name in ("invocations", "cpu", "calls"):
            for function, value in mine[name].items():
                vars(left)[name][function] = max(0, value - theirs[name][function])
        return left

    def plain(self) -> dict[str, Any]:
        """For measured.json. `requests` and `frames` are those that came in."""
        functions = {
            name: {
                "invocations": count,
                "cpu_ms": round(self.cpu[name], 2),
                "calls": self.calls[name],
            }
            for name, count in sorted(self.invocations.items())
        }
        return {
            "requests": self.invocations[API],
            "frames": self.invocations[FRAME],
            "pushes": self.pushes,
            "bytes_out": self.out,
            "wru": self.wru,
            "rru": self.rru,
            "sqs": self.sqs,
            "sns": self.sns,
            "s3_writes": self.s3_writes,
            "s3_reads": self.s3_reads,
            "files_out": self.files_out,
            "log_bytes": self.log,
            "functions": functions,
        }


# Differences


def each(large: Bill, small: Bill, count: int) -> Plain:
    """What one more costs."""
    return _combined(large.plain(), small.plain(), lambda more, less: max(0.0, (more - less) / count))


def minus(bill: Bill, person: Plain, count: int) -> Plain:
    """What is left without so many persons."""
    return _combined(bill.plain(), person, lambda whole, one: max(0.0, whole - one * count))


def _combined(one: Plain, other: Plain, by: Callable[[float, float], float]) -> Plain:
    found: Plain = {}
    for name, value in one.items():
        if isinstance(value, dict):
            theirs = other.get(name, {})
            found[name] = {key: _combined(part, theirs.get(key, {}), by) for key, part in value.items()}
        else:
            found[name] = round(by(value, other.get(name, 0)), 3)
    return found
