"""Which calls fail, and how: by chance, from a seed.

The seed makes the sequence of faults the same; which call meets which is the threads' doing.
"""

import random
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    THROTTLED = "throttled"  # refused, as too much
    BROKEN = "broken"  # 500 or 503; nothing was done
    UNSURE = "unsure"  # 500, and it was done all the same
    UNHEARD = "unheard"  # the connection closes; nothing was done
    CUT = "cut"  # it was done, and the connection closes before the answer is whole
    SILENT = "silent"  # no answer, and nothing was done
    LATE = "late"  # it was done, and no answer comes
    HALF = "half"  # of a batch only some was done; of what is no batch, nothing: throttled


DONE = {Kind.UNSURE, Kind.CUT, Kind.LATE}
# A timeout costs seconds, so there are few of them.
USUAL: Mapping[Kind, int] = {
    Kind.THROTTLED: 30,
    Kind.BROKEN: 15,
    Kind.UNSURE: 10,
    Kind.UNHEARD: 10,
    Kind.CUT: 15,
    Kind.HALF: 18,
    Kind.SILENT: 1,
    Kind.LATE: 1,
}


class Plan:
    """`rate` of all calls fail. `dead` are services of which every call fails, as that kind of fault.

    `script` comes first: for the next call of an operation, by its name, that kind of fault, or none.
    """

    def __init__(
        self, rate: float = 0.0, seed: int = 1, weights: Mapping[Kind, int] = USUAL,
        dead: Mapping[str, Kind] | None = None,
    ) -> None:  # fmt: skip
        self.rate, self.dead = rate, dict(dead or {})
        self.script: list[tuple[str, Kind | None]] = []
        self.calls: Counter[str] = Counter()  # by operation, such as "dynamodb GetItem"
        self.faults: Counter[str] = Counter()  # by kind
        self.met: Counter[tuple[str, Kind]] = Counter()  # by operation and kind
        self._weights = weights
        self._random = random.Random(seed)  # noqa: S311  # nosec B311
        self._one = threading.Lock()

    def fault(self, service: str, operation: str) -> Kind | None:
        """What happens to this call; None where nothing does."""
        with self._one:
            self.calls[f"{service} {operation}"] += 1
            kind = self._kind(service, operation)
            if kind:
                self.faults[kind] += 1
                self.met[operation, kind] += 1
            return kind

    def choice(self, among: Sequence[Any]) -> Any:
        """One of several, by the same seed."""
        with self._one:
            return self._random.choice(among)

    def _kind(self, service: str, operation: str) -> Kind | None:
        for place, (wanted, kind) in enumerate(self.script):
            if wanted == operation:
                del self.script[place]
                return kind
        if service in self.dead:
            return self.dead[service]
        if self._random.random() >= self.rate:
            return None
        kinds = list(self._weights)
        return self._random.choices(kinds, [self._weights[kind] for kind in kinds])[0]
