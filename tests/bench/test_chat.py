"""The chat's budgets in request units."""

from collections.abc import Iterator

import httpx
import pytest

from bench import chat, stage
from bench.costs import Desk
from infra.local.cloud import Cloud


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    with stage.start() as running:
        yield running


@pytest.fixture(scope="module")
def desk(cloud: Cloud) -> Iterator[Desk]:
    with httpx.Client(base_url=cloud.url, timeout=30) as http:
        yield Desk(cloud, http)


@pytest.mark.parametrize("people", [2, 50])
def test_sending_costs_the_same_however_many_take_part(desk: Desk, people: int) -> None:
    request = chat.sent(desk, people).sum("api")
    assert (request.write, request.read) == (1, 1)


def test_sending_into_a_channel_costs_the_same_in_a_group_of_any_size(desk: Desk) -> None:
    small, large = (chat.sent_in_channel(desk, members).sum("api") for members in (60, 300))
    assert (small.write, small.read) == (large.write, large.read) == (1, 1)


def test_a_message_into_a_large_channel_writes_nothing_for_its_members(desk: Desk) -> None:
    small, large = (chat.sent_in_channel(desk, members).sum("chat_deliver") for members in (60, 300))
    assert (small.write, small.read) == (large.write, large.read)


def test_sending_by_a_frame_costs_3_writes_and_1_read_at_most(cloud: Cloud, desk: Desk) -> None:
    request = chat.sent_by_frame(cloud, desk).sum("live")
    assert (0 < request.write <= 3, request.read <= 1) == (True, True)


def test_a_list_of_20_conversations_costs_10_reads_at_most(desk: Desk) -> None:
    assert 0 < chat.listed(desk) <= 10


def test_a_page_of_50_messages_costs_8_reads_at_most(desk: Desk) -> None:
    assert 0 < chat.history(desk) <= 8


def test_looking_through_500_messages_costs_25_reads_at_most(desk: Desk) -> None:
    assert 0 < chat.searched(desk) <= 25


def test_counting_what_is_unread_costs_10_reads_at_most(cloud: Cloud, desk: Desk) -> None:
    assert 0 < chat.badge(cloud, desk) <= 10
