"""One post to 3,000 members on the local engine, against the bare BatchWriteItem calls for as many rows."""

import statistics
import time
from typing import NamedTuple

from bench import seed
from bench.costs import Desk
from bench.line import Line
from bench.stage import Person
from bench.timing import timing
from chalicelib.core import aws, ids, settings
from infra.local.cloud import Cloud

MEMBERS = 3000
RUNS = 7
AT_ONCE = 25  # items of one BatchWriteItem call


class Run(NamedTuple):
    published: float  # seconds from the request to the last row
    planned: float  # seconds from the first look of feed_plan to the last row
    bare: float  # seconds for as many rows by a botocore client


def measure(cloud: Cloud, desk: Desk) -> list[Line]:
    tenant = seed.tenant()
    [author] = seed.people(tenant, 1)
    group = seed.group(tenant, (ids.ulid() for _ in range(MEMBERS - 1)), count=MEMBERS)
    seed.joined(tenant, author, [group])
    person = desk.person(tenant, author)
    runs = [_run(cloud, tenant, person, group) for _ in range(RUNS)]
    published, planned, bare = (statistics.median(one) for one in zip(*runs, strict=True))
    # Whatever else the machine does disturbs both halves of a run.
    ratio = statistics.median(run.planned / run.bare for run in runs)
    return [
        Line(f"fan-out to {MEMBERS:,} / bare BatchWriteItem", ratio, "x", 1.3, f"median of {RUNS} runs"),
        Line(f"fan-out to {MEMBERS:,}: plan to last row", planned, "s"),
        Line(f"fan-out to {MEMBERS:,}: request to last row", published, "s"),
        Line(f"fan-out to {MEMBERS:,}: bare BatchWriteItem", bare, "s"),
    ]


def _run(cloud: Cloud, tenant: str, author: Person, group: str) -> Run:
    cloud.wait_idle(120)
    began = time.perf_counter()
    with timing() as calls:
        post = author.post(f"/v1/groups/{group}/posts", {"body": "Lunch is on the roof today."})
        cloud.wait_idle(120)
    written = [
        call for call in calls if call.function == "feed_deliver" and call.operation == "BatchWriteItem"
    ]
    if len(written) < MEMBERS / AT_ONCE:
        raise RuntimeError(f"{len(written)} calls wrote rows")
    planned = min(call.began for call in calls if call.function == "feed_plan")
    last = max(call.ended for call in written)
    return Run(last - began, last - planned, _bare(tenant, author.id, post["id"][: ids.LENGTH]))


def _bare(tenant: str, reader: str, post: str) -> float:
    """Rows like those of the fan-out, of readers who do not exist."""
    client, table = aws.client("dynamodb"), settings.table_name()
    key = {"pk": {"S": f"{tenant}#f#u{reader}"}, "sk": {"S": f"f#{post}"}}
    row = client.get_item(TableName=table, Key=key)["Item"]
    rows = [row | {"pk": {"S": f"{tenant}#f#u{ids.ulid()}"}} for _ in range(MEMBERS)]
    began = time.perf_counter()
    for start in range(0, MEMBERS, AT_ONCE):
        puts = [{"PutRequest": {"Item": one}} for one in rows[start : start + AT_ONCE]]
        client.batch_write_item(RequestItems={table: puts})
    return time.perf_counter() - began
