"""The figures of inputs.toml."""

import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("inputs.toml")


def load() -> dict[str, float]:
    """By name; units and sources stand in the file."""
    return {name: float(figure["value"]) for name, figure in tomllib.loads(FILE.read_text()).items()}
