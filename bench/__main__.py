"""`make bench`: request units, ratios and growth on a local cloud of its own; `--json` prints one object.

`--keep` writes the object into bench/measured.json, from which docs/cost.md is computed (`make cost`).
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "measured.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument(
        "--json", action="store_true", help="one JSON object on standard output, nothing else"
    )
    parser.add_argument("--keep", action="store_true", help="keep the object in bench/measured.json too")
    wanted = parser.parse_args()
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # read when the rooms are imported, which is below
    os.environ.pop("PUSH_LIMIT", None)
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever a handler logs does not stand between the figures
    found = measure()
    os.dup2(answer, 1)
    if wanted.keep:
        KEPT.write_text(json.dumps(plain(*found), indent=1) + "\n", "utf-8")
    if wanted.json:
        print(json.dumps(plain(*found), indent=2))
    else:
        from bench import report

        lines, growth, starts, _, notes = found
        report.show(lines, growth, starts, notes)


Found = tuple[list[Any], list[Any], list[Any], dict[str, Any], list[str]]


def measure() -> Found:
    """Lines, growth, cold starts, what actions cost and the web client sends, notes."""
    import httpx

    from bench import (
        actions,
        chat,
        chat_live,
        client,
        costs,
        documents,
        fanout,
        growth,
        live,
        ratios,
        replay,
        stage,
        starts,
        watching,
        web,
    )

    with stage.start() as cloud, httpx.Client(base_url=cloud.url, timeout=120) as http:
        desk = costs.Desk(cloud, http)
        lines = [
            *_told("request units", lambda: costs.measure(desk)),
            *_told("watching", lambda: watching.measure(cloud, desk)),
            *_told("chat", lambda: chat.measure(cloud, desk)),
            *_told("documents", lambda: documents.measure(cloud, desk)),
            *_told("cold start, feed page", lambda: ratios.measure(cloud, desk)),
            *_told("fan-out", lambda: fanout.measure(cloud, desk)),
            *_told("live", lambda: live.measure(cloud)),
            *_told("live chat", lambda: chat_live.measure(cloud, http)),
            *_told("replay", lambda: replay.measure(desk)),
        ]
        lines += _told("web client", lambda: web.measure(cloud))
        bills, seen = _told("actions", lambda: actions.measure(cloud, http))
        begun = _told("cold start of each function", lambda: starts.measure(cloud, desk, seen))
        sent = _told("what the web client sends", lambda: client.measure(cloud, http))
        rows = _told("growth", lambda: growth.measure(desk))
        if cloud.failures:
            raise RuntimeError(f"handlers failed meanwhile: {list(cloud.failures)[:3]}")
        return lines, rows, begun, {"actions": bills, "client": sent}, [*growth.why(), *NOTES]


NOTES = [
    "Units are counted from item sizes by DynamoDB's published rules, whatever the local engine answers.",
]


def _told(part: str, run: Callable[[], Any]) -> Any:
    began = time.monotonic()
    print(f"{part} ...", end=" ", file=sys.stderr, flush=True)
    found = run()
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def plain(
    lines: list[Any], rows: list[Any], starts: list[Any], counted: dict[str, Any], notes: list[str]
) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "budgets": [line.plain() for line in lines if line.budget is not None],
        "figures": [line.plain() for line in lines if line.budget is None],
        "growth": [row.plain() for row in rows],
        "starts": [row.plain() for row in starts],
        **counted,
        "notes": notes,
    }


if __name__ == "__main__":
    main()
