"""The figures of inputs.toml."""

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("inputs.toml")


CALLS = ("small_call", "batch_call", "publish_call", "push_call", "request")


def load(calls: float = 1.0) -> dict[str, float]:
    """By name; units and sources stand in the file. AWS's calls take `calls` times as long as there."""
    found = {name: float(figure["value"]) for name, figure in figures().items()}
    return found | {name: found[name] * calls for name in CALLS}


def figures() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())
