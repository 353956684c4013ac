"""What the web client sends over its line, of which each frame is billed; `make bench` tells the figures."""

import httpx
import pytest
from playwright.sync_api import Browser

from bench import client
from bench.client import Told
from bench.costs import Desk
from infra.local.cloud import Cloud

LEAST = 6  # frames an hour without which API Gateway would end the line: ten minutes without one


@pytest.fixture(scope="module")
def told(browser: Browser, cloud: Cloud) -> dict[str, Told]:
    with httpx.Client(base_url=cloud.url, timeout=30) as http:
        return client.told(browser, Desk(cloud, http), cloud)


@pytest.mark.parametrize(("when", "most"), [("looked at", 16), ("hidden", 9)])
def test_a_client_that_nobody_touches_sends_no_more_than_keeps_its_line(
    told: dict[str, Told], when: str, most: int
) -> None:
    beats = sum(told[f"an hour, {when}"].get(kind, 0) for kind in ("presence", "ping"))
    assert LEAST <= beats <= most, told


def test_a_look_away_sends_nothing(told: dict[str, Told]) -> None:
    assert told["a look away"].get("presence", 0) < 0.5, told


def test_who_writes_for_a_quarter_of_a_minute_says_so_three_times_at_most(told: dict[str, Told]) -> None:
    assert 1 <= told["a message written"]["typing"] <= 3, told


def test_messages_that_come_one_after_the_other_are_read_in_one_frame_or_two(told: dict[str, Told]) -> None:
    assert 1 <= told["three messages read"]["read"] <= 2, told


def test_what_is_unread_is_not_asked_for_with_every_message(told: dict[str, Told]) -> None:
    assert told["three messages read"].get("unread", 0) <= 1, told
