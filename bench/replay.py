"""Real message times played as fast as the local cloud bears them: `python -m bench.replay [messages]`.

Who wrote to whom, and in which order, are those of ../shared/data/messages-collegemsg. Afterwards every
message is looked for: once, in its order, with the right unread counts. By itself it has events come
twice and in any order.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import httpx

from bench import chat, seed, stage
from bench.costs import Desk
from bench.line import Line
from bench.stage import Person
from chalicelib.chat.model import MessageItem, SeatItem, pair
from chalicelib.core import keys
from chalicelib.core.table import Table

DATA = Path(__file__).parents[2] / "shared/data/messages-collegemsg/CollegeMsg.txt"
WRITERS = 16
SAMPLE = 1500  # in `make bench`; all of them take the better part of an hour


class Written(NamedTuple):
    number: int  # in the data
    by: str
    to: str


def measure(desk: Desk, limit: int = SAMPLE) -> list[Line]:
    """Nothing where the data are not."""
    if not DATA.exists():
        return []
    tenant = seed.tenant()
    talks = list(_talks(tenant, limit))
    rate, behind = _play(desk, tenant, talks)
    wrong = _wrong(tenant, talks)
    count = sum(len(talk) for talk in talks)
    if wrong:
        raise RuntimeError(f"{len(wrong)} conversations are not as they were written: {wrong[:3]}")
    note = f"{count:,} messages, {len(talks):,} conversations, each message once and in order, unread right"
    return [
        Line("replay: messages sent and answered", rate, "a second", note=note),
        Line("replay: and folded behind, until all is still", behind, "a second"),
    ]


def _talks(tenant: str, limit: int) -> Iterator[list[Written]]:
    """By conversation, each in the order of the data."""
    with DATA.open() as file:
        rows = [line.split()[:2] for line in file if line[0].isdigit()][:limit]
    known: dict[str, str] = {}
    names = sorted({name for row in rows for name in row})
    known.update(zip(names, seed.people(tenant, len(names)), strict=True))
    talks: dict[tuple[str, ...], list[Written]] = defaultdict(list)
    for number, (by, to) in enumerate(rows):
        if by != to:
            talks[tuple(sorted((by, to)))].append(Written(number, known[by], known[to]))
    yield from talks.values()


def _play(desk: Desk, tenant: str, talks: list[list[Written]]) -> tuple[float, float]:
    """Messages a second as they were answered, and until all work behind them is done."""
    count = sum(len(talk) for talk in talks)

    def write(talk: list[Written]) -> None:
        both: dict[str, Person] = {}
        path = ""
        for one in talk:
            writer = both.setdefault(one.by, desk.person(tenant, one.by))
            path = path or chat.begin(writer, [one.to])
            asked = {"body": f"message {one.number}", "client_id": str(one.number)}
            writer.post(f"{path}/messages", asked)

    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, talks))
    sent = time.perf_counter() - began
    desk.rest()
    return count / sent, count / (time.perf_counter() - began)


def _wrong(tenant: str, talks: list[list[Written]]) -> list[str]:
    """The conversations that are not as they were written."""
    table = Table(tenant)
    wrong: list[str] = []
    for talk in talks:
        conversation = pair(talk[0].by, talk[0].to)
        found = table.query(keys.message(conversation, 0).pk, MessageItem, prefix="M#", consistent=True)
        bodies = [(n, f"message {one.number}", one.by) for n, one in enumerate(talk, 1)]
        if [(item.number, item.body, item.by.id) for item in found] != bodies:
            wrong.append(f"{conversation}: messages")
        for seat in table.query(keys.seat(conversation, "").pk, SeatItem, prefix="S#", consistent=True):
            own = [n for n, one in enumerate(talk, 1) if one.by == seat.user]
            if (seat.last, seat.last - seat.read) != (len(talk), len(talk) - max(own, default=0)):
                wrong.append(f"{conversation}: unread of {seat.user}")
    return wrong


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 10**9
    with stage.start() as cloud, httpx.Client(base_url=cloud.url, timeout=120) as http:
        cloud.habits.deliver_twice = cloud.habits.shuffle = True
        for line in measure(Desk(cloud, http), limit):
            print(f"{line.name}: {line.value:.1f} {line.unit} {line.note}")


if __name__ == "__main__":
    main()
