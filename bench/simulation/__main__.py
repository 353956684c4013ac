"""`make simulate`: an announcement, all sockets at once, a noisy neighbour; docs/scale.md"""

import sys

from rich.console import Console
from rich.table import Table

from bench.report import number
from bench.simulation import inputs, noisy, reconnect
from bench.simulation.result import Result

WIDTH = 110  # columns of a file or a pipe


def main() -> None:
    given = inputs.load()
    show(
        "Everybody's socket is lost at once",
        reconnect.run(given, reconnect.BEFORE),
        reconnect.run(given, reconnect.after()),
    )
    show(
        "One noisy tenant beside 999 others",
        noisy.run(given, noisy.BEFORE),
        noisy.run(given, noisy.after()),
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
