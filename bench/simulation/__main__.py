"""`make simulate`: a large company, all sockets at once and a noisy neighbour, before and after. docs/scale.md"""

import sys

from rich.console import Console
from rich.table import Table

from bench.report import number
from bench.simulation import inputs, noisy
from bench.simulation.result import Result

WIDTH = 110  # columns of a file or a pipe


def main() -> None:
    given = inputs.load()
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
    for name, figure in after.figures.items():
        table.add_row(name, number(before[name]), number(figure.value), figure.unit)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


if __name__ == "__main__":
    main()
