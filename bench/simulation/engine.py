"""A fluid model: time goes in ticks, and work of many tenants flows through queues in counts.

Nothing is drawn by chance here, so that a run can be repeated and reasoned about.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

TICK = 0.1  # seconds
NOISY = 0.1  # of the workers' time: inputs.toml, noisy_share


@dataclass
class Bucket:
    """Tokens as API Gateway and DynamoDB count them: so many a second, so many kept at most."""

    rate: float
    burst: float
    tokens: float = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def refill(self) -> None:
        self.tokens = min(self.burst, self.tokens + self.rate * TICK)

    def grant(self, wanted: float) -> float:
        """The share of what is wanted that passes; all who want it now are treated alike."""
        passing = min(wanted, self.tokens)
        self.tokens -= passing
        return passing / wanted if wanted else 1.0


class Meter:
    """A rate a second, over the last second."""

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=round(1 / TICK))

    def add(self, count: float) -> float:
        self._last.append(count)
        return sum(self._last)


@dataclass(frozen=True)
class Who:
    """Whose work it is: one tenant, or so many who are alike."""

    name: str
    tenants: int = 1


@dataclass
class Cohort:
    who: Who
    since: float
    count: float


@dataclass
class Waits:
    """How long messages waited, from arrival until a worker took them."""

    found: list[tuple[float, float]] = field(default_factory=list)  # seconds, how many

    def add(self, seconds: float, count: float) -> None:
        self.found.append((seconds, count))

    @property
    def count(self) -> float:
        return sum(count for _, count in self.found)

    @property
    def longest(self) -> float:
        return max((seconds for seconds, _ in self.found), default=0.0)

    def within(self, share: float) -> float:
        """Seconds within which this share of them was taken."""
        left = self.count * share
        for seconds, count in sorted(self.found):
            left -= count
            if left <= 1e-9:
                return seconds
        return self.longest


class Station:
    """A queue of SQS and the Lambda workers that read it.

    Pollers begin with `first` and grow by `more` a second while messages wait, up to `most`: Lambda's
    event source mapping. `fair` hands out what is not noisy first, as SQS does where messages name
    their tenant: noisy is who had more than a tenth of the workers' time.
    """

    def __init__(
        self,
        seconds: float,
        most: float,
        *,
        fair: bool,
        first: float = 5,
        more: float = 5,
        tick: float = TICK,
    ) -> None:
        self.seconds, self.most, self.fair, self._tick = seconds, most, fair, tick
        self._first, self._more = min(first, most), more
        self.workers = self._first
        self.lanes: dict[Who, deque[Cohort]] = defaultdict(deque)
        self.waiting: dict[Who, float] = defaultdict(float)
        self.waits: dict[Who, Waits] = defaultdict(Waits)
        self._in_flight: dict[Who, float] = {}

    def put(self, now: float, who: Who, count: float) -> None:
        if count > 0:
            self.lanes[who].append(Cohort(who, now, count))
            self.waiting[who] += count

    @property
    def capacity(self) -> float:
        """Messages a tick."""
        return self.workers * self._tick / self.seconds

    @property
    def backlog(self) -> float:
        return sum(self.waiting.values())

    def age(self, now: float) -> float:
        return now - min((lane[0].since for lane in self.lanes.values() if lane), default=now)

    def step(self, now: float, share: float = 1.0) -> dict[Who, float]:
        """What is done in this tick, by whose it is; `share` of the capacity is not held up elsewhere."""
        room = self.capacity * share
        done: dict[Who, float] = defaultdict(float)
        noisy = self._noisy() if self.fair else set()
        for chosen in (set(self.lanes) - noisy, noisy):
            room = self._oldest_first(now, chosen, room, done)
        self._in_flight = {who: count * self.seconds / self._tick for who, count in done.items()}
        busy = self.backlog > 1e-9
        self.workers = min(self.most, self.workers + self._more * self._tick) if busy else self._first
        return done

    def _oldest_first(self, now: float, chosen: set[Who], room: float, done: dict[Who, float]) -> float:
        while room > 1e-9:
            lanes = [lane for who, lane in self.lanes.items() if who in chosen and lane]
            if not lanes:
                break
            lane = min(lanes, key=lambda one: one[0].since)
            cohort = lane[0]
            taken = min(room, cohort.count)
            room -= taken
            cohort.count -= taken
            self.waiting[cohort.who] -= taken
            done[cohort.who] += taken
            self.waits[cohort.who].add(now - cohort.since, taken)
            if cohort.count <= 1e-9:
                lane.popleft()
        return room

    def _noisy(self) -> set[Who]:
        whole = sum(self._in_flight.values())
        return {who for who, count in self._in_flight.items() if count / who.tenants > NOISY * whole}
