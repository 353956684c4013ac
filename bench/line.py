"""One line of a table."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """What was measured; with a budget it holds or not, without one it is told beside the others."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool | None:
        return None if self.budget is None else self.value <= self.budget

    def plain(self) -> dict[str, Any]:
        """For JSON: `budget` and `holds` only where there is a budget."""
        told = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        return told if self.budget is None else told | {"holds": self.holds}
