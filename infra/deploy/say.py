"""What the commands print and ask."""

import sys
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from infra.deploy.errors import Refused

_COLOURS = {"Add": "green", "Modify": "yellow", "Remove": "red", "Import": "cyan"}


def line(text: str) -> None:
    _console().print(escape(text))


def warning(text: str) -> None:
    _console().print(f"[yellow]{escape(text)}[/]")


def event(told: dict[str, Any]) -> None:
    """One of CloudFormation's."""
    status, reason = told["ResourceStatus"], told.get("ResourceStatusReason", "")
    colour = "red" if "FAILED" in status else "green" if status.endswith("COMPLETE") else "dim"
    tail = f"  {escape(reason)}" if "FAILED" in status and reason else ""
    _console().print(
        f"{told['Timestamp']:%H:%M:%S}  [{colour}]{status:<28}[/]  {told['LogicalResourceId']}"
        f"  [dim]{told['ResourceType']}[/]{tail}"
    )


def changes(rows: list[tuple[str, str, str, str]]) -> None:
    """Rows of action, name, type and what becomes of it."""
    table = Table(box=None, pad_edge=False)
    for title in ("", "resource", "type", ""):
        table.add_column(title, no_wrap=True)
    for action, name, kind, note in rows:
        table.add_row(
            f"[{_COLOURS.get(action, '')}]{action}[/]" if action in _COLOURS else action, name, kind, note
        )
    console = _console()
    # In a log a line may be as long as it is.
    console.print(table, width=None if console.is_terminal else 200)


def confirm(question: str, wanted: str) -> None:
    """Asks for a word to be typed. Raises Refused unless it is, or where nobody can be asked."""
    if not sys.stdin.isatty():
        raise Refused(f"{question} Nobody is here to be asked.")
    if input(f"{question} Type {wanted!r}: ").strip() != wanted:
        raise Refused("left as it was")


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True, emoji=False)
