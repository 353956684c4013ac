"""`make peers`: the same work on Atrium and on others, side by side. See bench/peers/README.md."""

import argparse
import json
import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

from bench.peers import install, report, stages
from bench.peers.chat import Chat
from bench.peers.feed import Feed
from bench.peers.figures import Row, rows

ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="make peers ARGS=...", description=__doc__)
    parser.add_argument("work", nargs="*", choices=[[], "feed", "chat"], help="both where none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"measured ones, {ROUNDS} by default")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        found = measure(asked.work or ["feed", "chat"], asked.rounds)
    except install.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; all that was started has ended.", file=sys.stderr)
        return 130
    if asked.json:
        print(json.dumps(plain(found, asked.rounds), indent=2))
    else:
        report.show(found)
    return 0


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def measure(work: list[str], count: int) -> list[Row]:
    found = []
    if "feed" in work:
        with stages.feed() as systems:
            found += _rounds("feed", Feed(systems), [system.name for system in systems], count)
    if "chat" in work:
        with stages.chat() as talkers:
            found += _rounds("chat", Chat(talkers), [system.name for system in talkers], count)
    return found


def _rounds(name: str, work: Feed | Chat, systems: list[str], count: int) -> list[Row]:
    work.round(0)  # unmeasured: what is opened once is open
    found = []
    for number in range(1, count + 1):
        print(f"{name}, round {number} of {count} ...", file=sys.stderr, flush=True)
        found.append(work.round(number))
    return [row for one in work.operations for row in rows(one, [round_[one] for round_ in found], systems)]


def plain(found: list[Row], rounds: int) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "rounds": rounds,
        "rows": [row.plain() for row in found],
    }


if __name__ == "__main__":
    sys.exit(main())
