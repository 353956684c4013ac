"""The tables, for people."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.growth import Row
from bench.line import Line
from bench.starts import Row as Start

UNITS = {"WRU", "RRU", "requests"}
IN_A_BROWSER = {"KB", "asked", "CLS"}
WIDTH = 110  # columns of a file or a pipe


def show(lines: Sequence[Line], growth: Sequence[Row], starts: Sequence[Start], notes: Sequence[str]) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(_table("Request units", [line for line in lines if line.unit in UNITS]))
    ratios = [line for line in lines if line.unit not in UNITS | IN_A_BROWSER]
    console.print(_table("Ratios, each of one run", ratios))
    console.print(
        _table("The web client, in Chromium", [line for line in lines if line.unit in IN_A_BROWSER])
    )
    console.print(_starts(starts))
    console.print(_growth(growth))
    for note in notes:
        console.print(f"- {note}", highlight=False)
    missed = [line.name for line in lines if line.holds is False]
    if missed:
        console.print(f"[bold red]Over budget:[/] {'; '.join(missed)}. Why: docs/benchmarks.md")


def _table(title: str, lines: Sequence[Line]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("what")
    for name in ("measured", "budget"):
        table.add_column(name, justify="right")
    table.add_column("unit")
    table.add_column("holds")
    for line in lines:
        holds = {True: "[green]yes[/]", False: "[bold red]no[/]", None: ""}[line.holds]
        name = f"{line.name}\n[dim]{line.note}[/]" if line.note else line.name
        budget = "" if line.budget is None else number(line.budget)
        table.add_row(name, number(line.value), budget, line.unit, holds)
    return table


def _starts(rows: Sequence[Start]) -> Table:
    table = Table(title="Cold start of each function / boto3's DynamoDB client, CPU", title_justify="left")
    table.title_style = "bold"
    table.add_column("function")
    for name in ("x", "least, most", "without .pyc", "ms CPU", "ms", "MB", "given MB"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            row.function,
            number(row.ratio),
            " to ".join(number(one) for one in row.spread),
            number(row.without),
            number(row.cpu),
            number(row.wall),
            "" if row.peak is None else number(row.peak),
            number(row.memory),
        )
    return table


def _growth(rows: Sequence[Row]) -> Table:
    table = Table(title="As a company grows", title_justify="left", title_style="bold")
    for name in ("people", "publish WRU", "publish RRU", "fan-out WRU", "fan-out RRU", "feed page RRU"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(number(value) for value in row.plain().values()))
    return table


def number(value: float) -> str:
    """Three figures say enough."""
    if value >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
