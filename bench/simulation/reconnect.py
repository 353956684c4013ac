"""Everybody's socket is lost at one moment, and all come back: Monday morning, or a fault of the region."""

from dataclasses import dataclass

from bench.simulation import deployed
from bench.simulation.engine import TICK, Bucket, Meter
from bench.simulation.result import Result

DAY = 8 * 3600
LONGEST = 1800.0  # seconds that are looked at
SPREAD = 4.0  # seconds over which a client asks for what it missed
STEP = 15  # tries that are told apart; all later ones are alike


@dataclass(frozen=True)
class Design:
    first: float  # seconds: the longest wait before the first try; it doubles,
    longest: float  # up to this
    least: float  # of each wait: half of it, or a part by chance from nothing
    told: int  # whoever was told "too many" waits as if this were the how-manieth try
    tickets: float  # a second that API Gateway lets through to the Lambda, at most; 0 for all


class Waiting:
    """Clients who wait, by how often they have tried, each for a time by chance."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._rates = [0.0] * STEP  # clients a tick
        self._turns: list[dict[int, float]] = [{} for _ in range(STEP)]  # tick -> change of the rate

    def put(self, tick: int, tries: int, count: float) -> None:
        """They come again evenly over their window."""
        if count <= 0:
            return
        tries = min(tries, STEP - 1)
        window = min(self._design.first * 2 ** (tries - 1), self._design.longest)
        start = tick + max(1, round(window * self._design.least / TICK))
        end = max(start + 1, tick + round(window / TICK))
        turns = self._turns[tries]
        turns[start] = turns.get(start, 0.0) + count / (end - start)
        turns[end] = turns.get(end, 0.0) - count / (end - start)

    def due(self, tick: int) -> list[float]:
        """Who tries now; by how often they have."""
        for tries, turns in enumerate(self._turns):
            self._rates[tries] = max(0.0, self._rates[tries] + turns.pop(tick, 0.0))
        return self._rates


def run(given: dict[str, float], design: Design) -> Result:
    others = given["others"] * given["others_people"]
    sockets = given["people"] + others
    ordinary = sockets * given["requests_a_day"] / DAY
    api = Bucket(given["api_requests"], given["api_burst"])
    opening = Bucket(given["new_sockets"], given["new_sockets"])
    door = Bucket(design.tickets, design.tickets) if design.tickets else None
    waiting, result, back = Waiting(design), Result(), 0.0
    waiting.put(0, 1, sockets)
    connected = asked = wasted = refused = meant = 0.0
    opens, works = Meter(), Meter()
    for tick in range(int(LONGEST / TICK)):
        for bucket in (api, opening, door):
            if bucket:
                bucket.refill()
        due = [*waiting.due(tick)]
        now = sum(due)
        at_door = door.grant(now) if door else 1.0
        reading = back * TICK / SPREAD  # what those who are back ask for, a part of it in each tick
        passed = api.grant(now * at_door + ordinary * TICK + reading)
        back -= reading
        tickets = now * at_door * passed
        opened = opening.grant(tickets)
        for tries, count in enumerate(due):
            given_a_ticket = count * at_door * passed
            waiting.put(tick, max(tries + 1, design.told), count - given_a_ticket)
            waiting.put(tick, tries + 1, given_a_ticket * (1 - opened))
        new = tickets * opened
        connected += new
        back += new * given["requests_back"]
        asked, wasted = asked + now, wasted + tickets - new
        refused, meant = refused + ordinary * TICK * (1 - passed), meant + ordinary * TICK
        _see(result, given, sockets, tick * TICK, connected, opens.add(new), 1 - passed)
        result.see("tickets asked for, at most", now / TICK, "a second")
        busy = works.add(tickets + ordinary * TICK + reading) * given["request"]
        result.see("Lambdas of the API at once, at most", busy, "of 1,000")
        if connected > sockets - 1:
            break
    result.see("API requests of others refused, of all until the last is connected", refused / meant, "share")
    result.see("not connected after half an hour", max(0.0, sockets - connected - 1), "sockets")
    result.see("tickets asked for, a socket", asked / sockets, "")
    result.see("tickets given in vain, a socket", wasted / sockets, "")
    return result


def _see(
    result: Result,
    given: dict[str, float],
    sockets: float,
    now: float,
    connected: float,
    opened: float,
    refused: float,
) -> None:
    for share in (0.5, 0.99):
        if connected < sockets * share:
            result.see(f"{share:.0%} connected after", now, "s")
    result.see("the last connected after", now, "s")
    result.see("API requests of others refused, at worst", refused, "share")
    if refused > 0.01:
        result.see("API requests of others refused, until", now, "s")
    # All of the largest company have the same newest posts on their screens.
    result.see("hottest partition: who watches a post", opened * given["people"] / sockets, "WRU/s")
    writes = opened * (1 + given["connect_writes"] + given["watch_writes"])
    result.see("writes to the table, at most", writes, "WRU/s")


BEFORE = Design(first=1, longest=60, least=0.5, told=0, tickets=0)


def after() -> Design:
    """As web/src/core/live.ts waits, and infra/template/gateway.yaml lets in."""
    return Design(first=2, longest=60, least=0, told=7, tickets=deployed.tickets())
