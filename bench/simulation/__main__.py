"""`make simulate`: an announcement, all sockets at once, a noisy neighbour; docs/scale.md"""

import argparse
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.report import number
from bench.simulation import announcement, inputs, noisy, reconnect
from bench.simulation.result import Result

SCENARIOS: list[tuple[str, Any, Any, Any]] = [
    (
        "An announcement to 50,000, read and reacted to by all within ten minutes",
        announcement.run,
        announcement.BEFORE,
        announcement.after,
    ),
    ("200,000 sockets lost at once", reconnect.run, reconnect.BEFORE, reconnect.after),
    ("One tenant posts 1,000 times a second", noisy.posting, noisy.BEFORE, noisy.after),
    ("One tenant chats 1,000 times a second", noisy.chatting, noisy.BEFORE, noisy.after),
    ("One tenant invites 10,000 people", noisy.inviting, noisy.BEFORE, noisy.after),
]
WIDTH = 110  # columns of a file or a pipe


def main() -> None:
    parser = argparse.ArgumentParser(prog="make simulate ARGS=...", description=__doc__)
    parser.add_argument("--validate", action="store_true", help="the model against the local cloud; a minute")
    parser.add_argument("--calls", type=float, default=1.0, help="AWS's calls take so many times as long")
    asked = parser.parse_args()
    if asked.validate:
        validate()
        return
    given = inputs.load(calls=asked.calls)
    for title, run, before, after in SCENARIOS:
        show(title, run(given, before), run(given, after()))


def validate() -> None:
    from bench.simulation import validation

    for one in validation.validate():
        print(
            f"fan-out to {one.people:,}: {one.calls:.0f} calls predicted, off by {one.calls_error:+.0%};"
            f" {one.seconds:.2f} s predicted, off by {one.seconds_error:+.0%},"
            f" by {one.same_run_error:+.0%} with what a call took in the same run"
        )


def show(title: str, before: Result, after: Result) -> None:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("what")
    for name in ("before", "after"):
        table.add_column(name, justify="right")
    table.add_column("unit")
    for name, figure in (before.figures | after.figures).items():
        values = (one.figures.get(name) for one in (before, after))
        table.add_row(name, *(number(value.value) if value else "-" for value in values), figure.unit)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


if __name__ == "__main__":
    main()
