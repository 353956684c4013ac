"""What opening the web client may cost in bytes and requests; `make bench` tells the figures."""

import pytest
from playwright.sync_api import Browser

from bench import web
from bench.web import Opening
from infra.local.cloud import Cloud
from infra.web import DIST


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


def test_the_library_of_meetings_is_one_file_that_nobody_keeps_who_holds_none(
    openings: tuple[Opening, Opening],
) -> None:
    (library,) = DIST.glob("assets/meeting-*.js")
    signs = "AmazonChimeExpressAudio"  # a name in its signals
    assert signs in library.read_text("utf-8")
    others = [file for file in DIST.glob("assets/*.js") if file != library]
    assert not [file.name for file in others if signs in file.read_text("utf-8")]
    assert library.name not in (DIST / "sw.js").read_text("utf-8")
    assert library.name not in str([opening.scripts for opening in openings])
