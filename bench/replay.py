"""Real messages played as fast as the local cloud bears them: `python -m bench.replay [messages] [--twice]`.

Who wrote to whom, and in which order, are those of ../shared/data/messages-collegemsg. Afterwards every
message is looked for: once, in its order; and each person's list of conversations is asked for, with the
right unread counts. `--twice` has events come twice and in any order.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

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
ROUND = 1000  # messages, until what follows from them is waited for: as far as the workers may fall behind
SAMPLE = 1500  # in `make bench`; all of them take a quarter of an hour


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
    wrong = [*_wrong(tenant, talks), *_wrong_lists(desk, tenant, talks)]
    count = sum(len(talk) for talk in talks)
    if wrong:
        raise RuntimeError(f"{len(wrong)} places are not as they were written: {wrong[:3]}")
    people = len(_unread(talks))
    told = f"{count:,} messages, {len(talks):,} conversations, {people:,} people"
    note = f"{told}; each once, in order, unread right"
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
            writer = both.get(one.by) or both.setdefault(one.by, desk.person(tenant, one.by))
            path = path or _surely(chat.begin, writer, [one.to])
            asked = {"body": f"message {one.number}", "client_id": str(one.number)}
            _surely(writer.post, f"{path}/messages", asked)

    began, sent = time.perf_counter(), 0.0
    with ThreadPoolExecutor(WRITERS) as threads:
        for some in _rounds(talks):
            asked = time.perf_counter()
            list(threads.map(write, some))
            sent += time.perf_counter() - asked
            desk.rest()
    return count / sent, count / (time.perf_counter() - began)


def _surely(send: Callable[..., Any], *given: Any) -> Any:
    """Again where the connection broke, as when the server closed an idle one: sent twice is sent once."""
    while True:
        try:
            return send(*given)
        except httpx.TransportError:
            continue


def _rounds(talks: list[list[Written]]) -> Iterator[list[list[Written]]]:
    some: list[list[Written]] = []
    for talk in talks:
        some.append(talk)
        if sum(len(one) for one in some) >= ROUND:
            yield some
            some = []
    yield some


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


def _wrong_lists(desk: Desk, tenant: str, talks: list[list[Written]]) -> list[str]:
    """The people whose lists of conversations, as the API gives them, are not what was written to them."""
    wrong: list[str] = []
    for user, expected in _unread(talks).items():
        found: dict[str, int] = {}
        reader, cursor = desk.person(tenant, user), ""
        while True:
            page = reader.get(f"/v1/conversations?limit=100{cursor}")
            found |= {one["id"]: one["unread"] for one in page["items"]}
            if not page["next"]:
                break
            cursor = f"&cursor={page['next']}"
        if found != expected:
            wrong.append(f"{user}: list")
    return wrong


def _unread(talks: list[list[Written]]) -> dict[str, dict[str, int]]:
    """For each person and conversation how many came after their own last one."""
    expected: dict[str, dict[str, int]] = defaultdict(dict)
    for talk in talks:
        for user in {talk[0].by, talk[0].to}:
            own = [n for n, one in enumerate(talk, 1) if one.by == user]
            expected[user][pair(talk[0].by, talk[0].to)] = len(talk) - max(own, default=0)
    return expected


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.replay")
    parser.add_argument("messages", type=int, nargs="?", default=10**9)
    parser.add_argument("--twice", action="store_true", help="events come twice and in any order")
    asked = parser.parse_args()
    with stage.start() as cloud, httpx.Client(base_url=cloud.url, timeout=120) as http:
        cloud.habits.deliver_twice = cloud.habits.shuffle = asked.twice
        for line in measure(Desk(cloud, http), asked.messages):
            print(f"{line.name}: {line.value:.1f} {line.unit} {line.note}", flush=True)


if __name__ == "__main__":
    main()
