"""What a round found, and what several rounds say together: medians with their spread, and ratios."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Took(NamedTuple):
    """One operation, done several times: seconds of each from end to end, CPU seconds of all together.

    `parts` are the application's, by what used them.
    """

    seconds: list[float]
    parts: dict[str, float]
    engine: float

    @property
    def app(self) -> float:
        return sum(self.parts.values())


@dataclass(frozen=True)
class Spread:
    median: float
    least: float
    most: float


@dataclass(frozen=True)
class Row:
    """An operation on one system, in milliseconds; ratios are Atrium's figure by its, round by round."""

    operation: str
    system: str
    whole: Spread
    app: Spread
    engine: Spread
    whole_ratio: Spread
    app_ratio: Spread
    parts: dict[str, float]  # medians of the application's

    def plain(self) -> dict[str, Any]:
        return asdict(self)


Rounds = list[dict[str, Took]]  # one dictionary a round: system -> what it took


def rows(operation: str, rounds: Rounds, systems: Sequence[str]) -> list[Row]:
    """In the order of `systems`, the first of which is ours."""
    return [_row(operation, system, rounds, systems[0]) for system in systems]


def _row(operation: str, system: str, rounds: Rounds, ours: str) -> Row:
    theirs = [each(one[system]) for one in rounds]
    mine = [each(one[ours]) for one in rounds]
    whole, app, engine = (spread(column) for column in zip(*theirs, strict=True))
    # Both halves of a ratio stand in one round, so that what else the machine does disturbs both.
    whole_ratio, app_ratio = (
        spread([a[column] / b[column] for a, b in zip(mine, theirs, strict=True)]) for column in (0, 1)
    )
    parts = _parts([one[system] for one in rounds])
    return Row(operation, system, whole, app, engine, whole_ratio, app_ratio, parts)


def each(took: Took) -> tuple[float, float, float]:
    """Milliseconds of one: end to end (the median), application, database (the means)."""
    count = len(took.seconds)
    milliseconds = statistics.median(took.seconds), took.app / count, took.engine / count
    whole, app, engine = (value * 1000 for value in milliseconds)
    return whole, app, engine


def _parts(rounds: Sequence[Took]) -> dict[str, float]:
    """Milliseconds of one operation; what used nothing is left out."""
    names = dict.fromkeys(name for took in rounds for name in took.parts)
    medians = {
        name: statistics.median(took.parts.get(name, 0) / len(took.seconds) * 1000 for took in rounds)
        for name in names
    }
    return {name: median for name, median in medians.items() if median > 0}


def spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))
