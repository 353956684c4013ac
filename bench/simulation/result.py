"""What a run shows: the worst that was seen of each figure."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Figure(NamedTuple):
    value: float
    unit: str


@dataclass
class Result:
    figures: dict[str, Figure] = field(default_factory=dict)

    def see(self, name: str, value: float, unit: str) -> None:
        before = self.figures.get(name)
        if before is None or value > before.value:
            self.figures[name] = Figure(value, unit)

    def __getitem__(self, name: str) -> float:
        return self.figures[name].value
