"""Calls of more than six: clients go over to a meeting, by amazon-chime-sdk-js and tests/browser/chime.py."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from chalicelib.core import aws
from infra import chromium
from tests.browser.chime import HOST, Chime
from tests.browser.conftest import Screen
from tests.browser.mixer import MIXER
from tests.browser.test_calls import FLAGS, at, view
from tests.browser.waiting import until
from tests.calls import ringing
from tests.chat.talk import id_of, some
from tests.people import Network, Person

REGION = "eu-central-1"
# The tone that everybody is sent is heard.
SOUNDS = """async () => {
    const open = window.connections.filter((one) => one.connectionState === "connected");
    const counted = await Promise.all(open.map(async (one) => [...(await one.getStats()).values()]
        .some((report) => report.type === "inbound-rtp" && report.totalAudioEnergy > 0)));
    const elements = document.querySelectorAll("audio");  // six before it was a meeting, which mixes
    const heard = [...elements].map((one) => one.srcObject?.getAudioTracks().length);
    return counted.some(Boolean) && heard.length === 1 && heard[0] === 1;
}"""
PLAYS = (
    "(video) => !video.paused && video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 2"
)


@pytest.fixture(scope="module")
def chime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chime]:
    with Chime().running(tmp_path_factory.mktemp("chime")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(built: None, playwright: Playwright, chime: Chime) -> Iterator[Browser]:  # noqa: ARG001
    """It is told where AWS is, and to trust it; what its pages may connect to is their policy's to say."""
    found = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{chime.signaling}"
    running = chromium.launch(playwright, *FLAGS, found, "--ignore-certificate-errors")
    yield running
    running.close()


@pytest.fixture(autouse=True)
def set_up(monkeypatch: pytest.MonkeyPatch, chime: Chime, browser: Browser) -> Iterator[None]:
    monkeypatch.setenv("CHIME_REGION", REGION)
    monkeypatch.setenv("AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS", chime.control)
    chime.attendees.clear()
    mixer = browser.new_page()
    mixer.evaluate(MIXER, chime.mixing)
    yield
    mixer.close()
    aws._made.pop(f"chime-sdk-meetings {REGION}", None)


@pytest.fixture
def people(network: Network) -> list[Person]:
    return network.people("Ada First", *(f"Person {number}" for number in range(2, 8)))


@pytest.fixture
def together(screen: Screen, people: list[Person]) -> tuple[Page, Page]:
    """Ada, who was in a call of six, and the seventh, who made it a meeting; five have apps of their own."""
    talk = some(*people)
    here = at(screen, people[0], f"/chat/{id_of(talk)}")
    here.get_by_role("button", name="Call with video", exact=True).click()
    expect(view(here)).to_be_visible()
    call = ringing.running(people[0], talk)
    for one in people[1:6]:
        assert ringing.join(one, call).status_code == 200
    expect(view(here).get_by_role("listitem")).to_have_count(6)
    there = at(screen, people[6], f"/chat/{id_of(talk)}")
    there.get_by_role("button", name="Join: 6 people").click()
    for page in (here, there):
        expect(view(page).get_by_role("listitem")).to_have_count(7)
        until(page, SOUNDS)
    return here, there


def tile(page: Page, name: str) -> Locator:
    return view(page).get_by_role("listitem").filter(has_text=name)


def plays(picture: Locator) -> None:
    expect(picture).to_have_count(1)
    element = picture.element_handle()
    assert element
    until(picture.page, PLAYS, element)


def test_the_seventh_makes_it_a_meeting_where_all_hear_and_see_each_other(
    together: tuple[Page, Page], people: list[Person], chime: Chime
) -> None:
    here, there = together
    plays(tile(there, "Ada First").locator("video"))
    expect(tile(there, "Ada First")).not_to_contain_text("Connecting")
    plays(tile(here, "Person 7").locator("video"))
    for person in (people[0], people[6]):
        (attendee,) = chime.here(person.id)
        assert attendee.joined == 1
    # What went from browser to browser has been closed.
    assert here.evaluate("window.connections.filter((one) => one.connectionState !== 'closed').length") == 1


def test_mute_camera_screen_and_devices_work_as_in_a_small_call(
    together: tuple[Page, Page], people: list[Person], chime: Chime
) -> None:
    here, there = together
    plays(tile(there, "Ada First").locator("video"))
    here.get_by_role("button", name="Mute the microphone").click()
    expect(tile(there, "Ada First")).to_contain_text("Muted:")
    (attendee,) = chime.here(people[0].id)
    assert attendee.muted
    here.get_by_role("button", name="Turn the camera off").click()
    expect(tile(there, "Ada First").locator("video")).to_have_count(0)
    here.get_by_role("button", name="Turn the camera on").click()
    plays(tile(there, "Ada First").locator("video"))
    here.get_by_role("button", name="Share the screen").click()
    plays(view(there).get_by_role("figure", name="The screen of Ada First").locator("video"))
    here.get_by_role("button", name="Stop sharing the screen").click()
    expect(view(there).get_by_role("figure")).to_have_count(0)
    here.get_by_role("button", name="Microphone, camera and speaker").click()
    sheet = here.get_by_role("dialog", name="Microphone, camera and speaker")
    sheet.get_by_role("button", name=re.compile("Camera$")).click()
    here.get_by_role("option").last.click()
    sheet.get_by_role("button", name="Close").click()
    plays(tile(there, "Ada First").locator("video"))


def test_a_meeting_that_ended_at_amazon_is_begun_again(
    together: tuple[Page, Page], people: list[Person], chime: Chime, allow: Callable[[str], None]
) -> None:
    allow("WebSocket")
    plays(tile(together[0], "Person 7").locator("video"))
    plays(tile(together[1], "Ada First").locator("video"))
    count = len(chime.meetings)
    chime.forget()
    here, there = people[0].id, people[6].id
    chime.until(lambda: len(chime.meetings) == count + 1 and bool(chime.here(here) and chime.here(there)))
    for page in together:
        until(page, SOUNDS)
    plays(tile(together[1], "Ada First").locator("video"))


def test_who_reloads_is_in_it_again_and_the_last_who_leaves_ends_it(
    together: tuple[Page, Page], people: list[Person], chime: Chime
) -> None:
    here, there = together
    here.reload()
    here.get_by_role("button", name="Come back").click()
    chime.until(lambda: len(chime.here(people[0].id)) == 1)
    until(here, SOUNDS)
    call = ringing.running(people[0], f"/v1/conversations/{there.url.rpartition('/')[2]}")
    for one in people[1:6]:
        ringing.leave(one, call)
    for page in together:
        page.get_by_role("button", name="Hang up").click()
        expect(view(page)).to_have_count(0)
    people[0].network.cloud.wait_idle()
    assert chime.meetings[-1] in chime.ended


def test_more_than_fit_are_turned_over_and_who_speaks_comes_to_the_front(
    screen: Screen, network: Network, chime: Chime, axe: Callable[[Page], list[str]]
) -> None:
    people = network.people("Ada First", *(f"Person {number:02}" for number in range(2, 13)))
    talk = some(*people)
    call = ringing.call(people[1], talk)
    for one in people[2:]:
        assert ringing.join(one, call).status_code == 200
    page = at(screen, people[0], f"/chat/{id_of(talk)}")
    page.get_by_role("button", name="Join: 11 people").click()
    tiles = view(page).get_by_role("listitem")
    expect(tiles).to_have_count(9)
    until(page, SOUNDS)
    for one in people[1:7]:
        ringing.join(one, call)  # once more, as it is a meeting now
    chime.appear()
    expect(view(page).get_by_text("Connecting")).to_have_count(0)
    expect(tiles.last).to_contain_text("You")
    expect(tile(page, "Person 12")).to_have_count(0)
    chime.speaks(people[11].id)
    expect(tiles.first).to_contain_text("Person 12")
    page.get_by_role("button", name="The people after").click()
    expect(tiles).to_have_count(4)
    expect(view(page).get_by_text("2 of 2")).to_be_visible()
    assert axe(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    expect(view(page).get_by_text("2 of 3")).to_be_visible()
    expect(tiles).to_have_count(6)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
