"""What publishing and reading cost as a company grows: one group of everybody, and eleven small ones."""

from dataclasses import asdict, dataclass
from typing import Any

from bench import costs, seed
from bench.costs import TEXT, Desk
from chalicelib.core import ids, settings

SIZES = (100, 1_000, 10_000, 100_000)
SMALL_GROUPS = 11


@dataclass(frozen=True)
class Row:
    """Units of a company of so many people."""

    people: int
    publish_wru: float
    publish_rru: float
    fanout_wru: float
    fanout_rru: float
    feed_page_rru: float

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def measure(desk: Desk) -> list[Row]:
    return [row(desk, people) for people in SIZES]


def why() -> list[str]:
    limit = f"{settings.push_limit():,}"
    return [
        "Publishing: its request costs the same in every company.",
        f"Fan-out: a row for each reader up to {limit} members (PUSH_LIMIT); above, one row for the group.",
        (
            f"Feed page: 0.5 RRU more for each group of its reader above {limit} members, for twenty more "
            "groups of theirs, for each open group of others on the page; nothing for the company's size."
        ),
    ]


def row(desk: Desk, people: int) -> Row:
    tenant = seed.tenant()
    reader, author, *others = seed.people(tenant, 22)
    everybody = seed.group(tenant, (ids.ulid() for _ in range(people - 2)), count=people)
    small = [seed.group(tenant, [], count=40) for _ in range(SMALL_GROUPS)]
    for user in (reader, author):
        seed.joined(tenant, user, [everybody, *small])
    asking = desk.person(tenant, author)
    published = desk.count(lambda: asking.post(f"/v1/groups/{everybody}/posts", {"body": TEXT}))
    work = published.sum("feed_plan", "feed_deliver")

    written = seed.posts(tenant, [f"g{one}" for one in (everybody, *small)], others, 150)
    pulls = people > settings.push_limit()
    here = [entry for entry in written if pulls and entry[1] == f"g{everybody}"]
    seed.feed(tenant, f"g{everybody}", here)
    seed.feed(tenant, f"u{reader}", [entry for entry in written if entry not in here])
    seed.reactions(tenant, reader, written[::10])
    counter, answer = costs.asked(desk, desk.person(tenant, reader), "/v1/feed")
    if len(answer["items"]) != 20:
        raise RuntimeError(f"a page of {len(answer['items'])} was measured")
    request = published.sum("api")
    return Row(people, request.write, request.read, work.write, work.read, counter.sum("api").read)
