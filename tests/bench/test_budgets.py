"""The budgets in request units, which hang on nothing but the code. Those in time are `make bench`'s."""

from collections.abc import Iterator

import httpx
import pytest

from bench import costs, documents, growth, stage, watching
from bench.costs import Desk
from bench.counter import Counter
from bench.line import Line
from infra.local.cloud import Cloud

MEMBERS = 300


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    with stage.start() as running:
        yield running


@pytest.fixture(scope="module")
def desk(cloud: Cloud) -> Iterator[Desk]:
    with httpx.Client(base_url=cloud.url, timeout=30) as http:
        yield Desk(cloud, http)


@pytest.fixture(scope="module")
def published(desk: Desk) -> Counter:
    """A post to a group, and the work behind it."""
    return costs.publish(desk, MEMBERS)


def by_name(lines: list[Line]) -> dict[tuple[str, str], float]:
    return {(line.name, line.unit): line.value for line in lines}


def test_publishing_costs_3_writes_and_1_read_at_most(published: Counter) -> None:
    request = published.sum("api")
    assert (request.write <= 3, request.read <= 1, request.calls > 0) == (True, True, True)


def test_publishing_costs_the_same_in_a_group_of_any_size(desk: Desk, published: Counter) -> None:
    assert costs.publish(desk, 10).sum("api") == published.sum("api")


def test_every_member_gets_one_row_for_one_write(published: Counter) -> None:
    rows = published.sum("feed_deliver", operation="BatchWriteItem")
    assert (rows.items, rows.write) == (MEMBERS, MEMBERS)


def test_a_hundred_members_are_read_for_1_unit(published: Counter) -> None:
    read = published.sum("feed_plan", operation="Query")
    assert (read.items, read.read <= MEMBERS / 100) == (MEMBERS, True)


def test_the_relay_reads_and_writes_nothing(published: Counter) -> None:
    assert published.sum("relay").calls == 0


def test_reacting_and_commenting_cost_2_writes(desk: Desk) -> None:
    talked = by_name(costs.talking(desk))
    assert (talked["react", "WRU"], talked["comment", "WRU"]) == (2, 2)


@pytest.mark.parametrize(
    "reader",
    [
        pytest.param({"unseen": 5}, id="on a usual day"),
        pytest.param({"unseen": 5, "pages": 2}, id="the second page"),
        pytest.param({"unseen": 100}, id="after a holiday"),
        pytest.param({"unseen": 5, "pulled": 2}, id="in two groups that are pulled"),
    ],
)
def test_a_feed_page_costs_14_reads_at_most(desk: Desk, reader: dict[str, int]) -> None:
    assert 10 <= costs.page(desk, **reader) <= 14


def test_a_picture_in_a_feed_page_costs_half_a_read_more(cloud: Cloud, desk: Desk) -> None:
    [page] = documents.feed(cloud, desk)
    assert page.value - documents.PICTURES / 2 == costs.page(desk)


def test_a_folder_of_50_costs_5_reads_at_most(cloud: Cloud, desk: Desk) -> None:
    listed, *_ = documents.listing(cloud, desk)
    assert 1 <= listed.value <= 5


def test_the_app_opens_with_4_requests_and_20_reads(desk: Desk) -> None:
    requests, reads = costs.opening(desk)
    assert (requests.value, reads.value <= 20) == (4, True)


def test_a_company_ten_times_as_large_costs_the_same(desk: Desk) -> None:
    small, large = (growth.row(desk, people) for people in (30, 300))
    assert (small.publish_wru, small.publish_rru, small.feed_page_rru) == (
        large.publish_wru,
        large.publish_rru,
        large.feed_page_rru,
    )


def test_a_group_above_the_push_limit_is_written_to_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSH_LIMIT", "200")
    pushed, pulled = growth.row(desk, 200), growth.row(desk, 201)
    assert (pushed.fanout_wru >= 200, pulled.fanout_wru < 10) == (True, True)


def test_who_is_told_of_a_reaction_costs_by_those_who_look_and_not_by_the_group(
    cloud: Cloud, desk: Desk
) -> None:
    small, large = (watching.pushed(cloud, desk, 3, members) for members in (5, MEMBERS))
    assert (small.read, small.write) == (large.read, large.write)


def test_a_reaction_where_nobody_looks_costs_1_read_more_at_most(cloud: Cloud, desk: Desk) -> None:
    told = watching.pushed(cloud, desk, 0, 5)
    assert (told.calls > 0, told.read <= 1, told.write) == (True, True, 0)
