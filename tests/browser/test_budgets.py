"""What opening the web client may cost in bytes and requests; `make bench` tells the figures."""

import pytest
from playwright.sync_api import Browser

from bench import web
from bench.web import Opening
from infra.local.cloud import Cloud


@pytest.fixture(scope="module")
def openings(browser: Browser, cloud: Cloud) -> tuple[Opening, Opening]:
    return web.open_twice(browser, cloud)


def test_180_kb_of_script_at_most_come_before_the_first_post(openings: tuple[Opening, Opening]) -> None:
    cold, _ = openings
    assert 50 < cold.script / web.KB <= 180, cold.scripts


def test_the_next_time_nothing_is_loaded_again(openings: tuple[Opening, Opening]) -> None:
    cold, warm = openings
    assert (warm.loaded < cold.loaded / 20, cold.loaded > 0) == (True, True)


def test_opening_asks_the_api_4_times_at_most(openings: tuple[Opening, Opening]) -> None:
    for opening in openings:
        assert 2 <= len(opening.asked) <= 4, opening.asked
