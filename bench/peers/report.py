"""The table of peers, for people."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.peers.figures import Row, Spread
from bench.report import number

WIDTH = 130  # columns of a file or a pipe


def show(found: Sequence[Row]) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    for operation in dict.fromkeys(row.operation for row in found):
        console.print(_table(operation, [row for row in found if row.operation == operation]))
    console.print(_parts([row for row in found if len(row.parts) > 1]))
    for note in NOTES:
        console.print(f"- {note}", highlight=False)


NOTES = [
    "Milliseconds an operation: the median of the rounds, and the least and the most of them.",
    "End to end measures this machine's engines too: Atrium's is an emulator in Python, no DynamoDB.",
    "The application's CPU leaves the database out; it is what Lambda's clock would run for.",
]


def _table(title: str, found: Sequence[Row]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("system")
    for name in ("application CPU", "Atrium's / its", "end to end", "Atrium's / its", "database CPU"):
        table.add_column(name, justify="right")
    for row in found:
        figures = (row.app, row.app_ratio, row.whole, row.whole_ratio, row.engine)
        table.add_row(row.system, *(told(one) for one in figures))
    return table


def _parts(found: Sequence[Row]) -> Table:
    """Of those who tell what their application's CPU goes into: that is, Atrium."""
    table = Table(title="What Atrium's CPU goes into", title_justify="left", title_style="bold")
    table.add_column("operation")
    table.add_column("milliseconds")
    for row in found:
        parts = sorted(row.parts.items(), key=lambda part: -part[1])
        table.add_row(row.operation, ", ".join(f"{name} {number(used)}" for name, used in parts))
    return table


def told(spread: Spread) -> str:
    least, median, most = map(number, (spread.least, spread.median, spread.most))
    return median if least == most else f"{median} ({least}..{most})"
