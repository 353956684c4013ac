"""`make bench`: request units, ratios and growth on a local cloud of its own; `--json` prints one object."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument(
        "--json", action="store_true", help="one JSON object on standard output, nothing else"
    )
    as_json = parser.parse_args().json
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # read when the rooms are imported, which is below
    os.environ.pop("PUSH_LIMIT", None)
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever a handler logs does not stand between the figures
    found = measure()
    os.dup2(answer, 1)
    if as_json:
        print(json.dumps(plain(*found), indent=2))
    else:
        from bench import report

        report.show(*found)


def measure() -> tuple[list[Any], list[Any], list[str]]:
    import httpx

    from bench import (
        chat,
        chat_live,
        costs,
        fanout,
        growth,
        live,
        ratios,
        replay,
        stage,
        watching,
        web,
    )

    with stage.start() as cloud, httpx.Client(base_url=cloud.url, timeout=120) as http:
        desk = costs.Desk(cloud, http)
        lines = [
            *_told("request units", lambda: costs.measure(desk)),
            *_told("watching", lambda: watching.measure(cloud, desk)),
            *_told("chat", lambda: chat.measure(cloud, desk)),
            *_told("cold start, feed page", lambda: ratios.measure(cloud, desk)),
            *_told("fan-out", lambda: fanout.measure(cloud, desk)),
            *_told("live", lambda: live.measure(cloud)),
            *_told("live chat", lambda: chat_live.measure(cloud, http)),
            *_told("replay", lambda: replay.measure(desk)),
        ]
        lines += _told("web client", lambda: web.measure(cloud))
        rows = _told("growth", lambda: growth.measure(desk))
        if cloud.failures:
            raise RuntimeError(f"handlers failed meanwhile: {list(cloud.failures)[:3]}")
        return lines, rows, [*growth.why(), *NOTES]


NOTES = [
    "Units are counted from item sizes by DynamoDB's published rules, whatever the local engine answers.",
]


def _told(part: str, run: Callable[[], list[Any]]) -> list[Any]:
    began = time.monotonic()
    print(f"{part} ...", end=" ", file=sys.stderr, flush=True)
    found = run()
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def plain(lines: list[Any], rows: list[Any], notes: list[str]) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "budgets": [line.plain() for line in lines if line.budget is not None],
        "figures": [line.plain() for line in lines if line.budget is None],
        "growth": [row.plain() for row in rows],
        "notes": notes,
    }


if __name__ == "__main__":
    main()
