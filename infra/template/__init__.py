"""The resources of a stage: CloudFormation in small files, merged into what `chalice package` makes.

Intrinsics stand in their long form (`Fn::GetAtt: [Table, Arn]`), so that the same text is YAML and JSON.
Beside the CloudFormation lie three tables of our own, which say what Chalice cannot: sources.yaml (what wakes
a function), environment.yaml (what it is told) and policies.yaml (what it may do).
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
PARTS = (
    "data", "events", "storage", "brand", "web", "guard", "gateway", "alarms", "calls", "rotation", "mail",
    "backups", "malware", "films",
)  # fmt: skip
SECTIONS = ("Parameters", "Conditions", "Resources", "Outputs")


def load(*parts: str) -> dict[str, Any]:
    """The CloudFormation of the parts named, of all when none is, with all four SECTIONS.

    data, events and storage stand alone; the others name resources that Chalice makes.
    Raises ValueError when two parts define the same name.
    """
    merged: dict[str, Any] = {section: {} for section in SECTIONS}
    for part in parts or PARTS:
        for section, content in _read(part).items():
            twice = merged[section].keys() & content.keys()
            if twice:
                raise ValueError(f"{part}.yaml defines again: {', '.join(sorted(twice))}")
            merged[section].update(content)
    return merged


def sources() -> dict[str, dict[str, Any]]:
    """Per function: `queue` or `stream` (a logical id), and the properties of its event source."""
    return _read("sources")


def environment() -> dict[str, Any]:
    """The environment of every function: name -> text or intrinsic."""
    return _read("environment")


def policies() -> dict[str, list[dict[str, Any]]]:
    """Per function: the IAM statements it needs beyond its logs and traces."""
    return _read("policies")


def _read(name: str) -> dict[str, Any]:
    # A fresh copy each time: callers change what they get.
    return yaml.safe_load(_text(name)) or {}


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text("utf-8")
