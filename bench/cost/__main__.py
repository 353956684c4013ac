"""`make cost`: docs/cost.md, from bench/measured.json, people.yaml and prices.yaml."""

import json
from pathlib import Path
from typing import Any

import yaml

from bench.cost import page
from bench.cost.model import Facts

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/cost.md"


def facts() -> Facts:
    return Facts(
        json.loads((HERE.parent / "measured.json").read_text("utf-8")), _read("people"), _read("prices")
    )


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page.render(facts()), "utf-8")
    print(PAGE.relative_to(HERE.parents[1]))
