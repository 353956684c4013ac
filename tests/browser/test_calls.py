"""Calls between browsers whose microphones and cameras are Chromium's own fakes, over this machine alone."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from infra import chromium
from tests.browser.conftest import Screen
from tests.browser.waiting import until
from tests.calls import ringing
from tests.chat.talk import pair, some
from tests.people import Network, Person

FLAGS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--auto-select-desktop-capture-source=Entire screen",
    # Names on the local network are resolved by nobody here; addresses of this machine are.
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--autoplay-policy=no-user-gesture-required",
)
# Every connection that the page makes, for the test to ask it how much has come.
KEPT = """
window.connections = [];
const Real = RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); window.connections.push(this); }
};
"""
# The pictures that have come, of each place of each connection that is open: camera, screen.
DECODED = """async () => {
    const open = window.connections.filter((one) => one.connectionState === "connected");
    const counted = open.map(async (one) => {
        const found = { audio: 0, camera: 0, screen: 0 };
        for (const report of (await one.getStats()).values()) {
            if (report.type !== "inbound-rtp") continue;
            if (report.kind === "audio") found.audio += report.packetsReceived;
            else found[report.mid === "1" ? "camera" : "screen"] += report.framesDecoded;
        }
        return found;
    });
    return Promise.all(counted);
}"""
PLAYING = """() => [...document.querySelectorAll(".call video")].filter(
    (one) => !one.paused && one.videoWidth > 0 && one.readyState >= 2).length"""


@pytest.fixture(scope="module")
def browser(built: None, playwright: Playwright) -> Iterator[Browser]:  # noqa: ARG001
    running = chromium.launch(playwright, *FLAGS)
    yield running
    running.close()


@pytest.fixture
def people(network: Network) -> list[Person]:
    return network.people("Ada Caller", "Bo Called", "Cy Third")


def at(screen: Screen, person: Person, path: str, **kind: Any) -> Page:
    """Their page, listening."""
    page = screen(person, **kind)
    page.add_init_script(KEPT)
    with page.expect_websocket():
        page.goto(f"/at/{person.network.slug}{path}")
    page.wait_for_load_state("networkidle")
    return page


def call(page: Page, who: str, *, video: bool = True) -> None:
    page.get_by_role("button", name=f"Call {who} with video" if video else f"Call {who}", exact=True).click()


def view(page: Page) -> Any:
    return page.get_by_role("region", name=re.compile("^Call: "))


def accept(page: Page, who: str = "Ada Caller", *, video: bool = True) -> None:
    dialog = page.get_by_role("alertdialog", name=re.compile(f"^{who} is calling"))
    dialog.get_by_role("button", name="Accept with video" if video else "Accept", exact=True).click()


def frames_arrive(page: Page, what: str = "camera", connections: int = 1) -> None:
    """From each of so many others, more and more of them."""
    growing = f"""async ([what, count]) => {{
        const look = {DECODED};
        const now = await look();
        if (now.length < count || now.some((one) => one[what] === 0)) return false;
        window.before ??= {{}};
        const before = window.before[what];
        window.before[what] = now;
        return Boolean(before) && now.every((one, at) => one[what] > (before[at]?.[what] ?? Infinity));
    }}"""
    until(page, growing, [what, connections])


@pytest.fixture
def spoken(screen: Screen, people: list[Person]) -> tuple[Page, Page]:
    """Ada has called Bo, and he has accepted, both with pictures."""
    one, other = (at(screen, people[0], f"/people/{people[1].id}"), at(screen, people[1], "/"))
    call(one, "Bo Called")
    accept(other)
    return one, other


def test_pictures_and_sound_arrive_on_both_sides(spoken: tuple[Page, Page]) -> None:
    for page in spoken:
        frames_arrive(page)
        frames_arrive(page, "audio")
        until(page, f"() => ({PLAYING})() === 2")
        expect(view(page).get_by_text(re.compile(r"^0:\d\d$"))).to_be_visible()


def test_whoever_is_muted_is_seen_to_be(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(one)
    one.get_by_role("button", name="Mute the microphone").click()
    expect(one.get_by_role("button", name="Unmute the microphone")).to_be_visible()
    expect(view(other).get_by_role("listitem").filter(has_text="Ada Caller")).to_contain_text("Muted:")
    one.get_by_role("button", name="Unmute the microphone").click()
    expect(view(other).get_by_text("Muted:")).to_have_count(0)


def test_a_camera_that_is_off_shows_a_face_and_comes_on_again(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(other)
    one.get_by_role("button", name="Turn the camera off").click()
    tile = view(other).get_by_role("listitem").filter(has_text="Ada Caller")
    expect(tile).to_contain_text("(camera off)")
    expect(tile.locator("video")).to_have_count(0)
    one.get_by_role("button", name="Turn the camera on").click()
    expect(tile.locator("video")).to_have_count(1)
    frames_arrive(other)


def test_a_screen_is_shared_and_taken_back(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(other)
    one.get_by_role("button", name="Share the screen").click()
    expect(view(other).get_by_role("figure", name="The screen of Ada Caller")).to_be_visible()
    frames_arrive(other, "screen")
    one.get_by_role("button", name="Stop sharing the screen").click()
    expect(view(other).get_by_role("figure")).to_have_count(0)


def test_hanging_up_ends_it_for_both_and_leaves_its_message(
    spoken: tuple[Page, Page], people: list[Person]
) -> None:
    one, other = spoken
    frames_arrive(one)
    other.get_by_role("button", name="Hang up").click()
    expect(view(one)).to_have_count(0)
    expect(view(one)).to_have_count(0)
    assert left(people[0]) == ["ended"]


def test_declined_it_rings_no_more(screen: Screen, people: list[Person]) -> None:
    one, other = (at(screen, people[0], f"/people/{people[1].id}"), at(screen, people[1], "/"))
    call(one, "Bo Called", video=False)
    dialog = other.get_by_role("alertdialog", name="Ada Caller is calling")
    dialog.get_by_role("button", name="Decline").click()
    expect(dialog).to_have_count(0)
    expect(one.get_by_text("The call was declined")).to_be_visible()
    expect(view(one)).to_have_count(0)
    assert left(people[1]) == ["declined"]


def test_a_call_that_the_caller_gives_up_stops_ringing_and_is_missed(
    screen: Screen, people: list[Person]
) -> None:
    one, other = (at(screen, people[0], f"/people/{people[1].id}"), at(screen, people[1], "/"))
    call(one, "Bo Called", video=False)
    dialog = other.get_by_role("alertdialog", name="Ada Caller is calling")
    expect(dialog).to_be_visible()
    expect(view(one).get_by_text("Ringing")).to_be_visible()
    one.get_by_role("button", name="Hang up").click()
    expect(dialog).to_have_count(0)
    assert left(people[1]) == ["missed"]
    other.get_by_role("link", name=re.compile("^Chat")).click()
    expect(other.get_by_role("link", name=re.compile("Ada Caller"))).to_contain_text("Missed call")
    one.get_by_role("link", name=re.compile("^Chat")).click()
    expect(one.get_by_role("link", name=re.compile("Bo Called"))).to_contain_text("You called: no answer")


def test_it_is_told_why_it_does_not_ring(screen: Screen, people: list[Person]) -> None:
    people[1].put("/v1/me/presence", {"status": "dnd"})
    one = at(screen, people[0], f"/people/{people[1].id}")
    call(one, "Bo Called", video=False)
    expect(view(one).get_by_text("does not want to be disturbed")).to_be_visible()
    one.get_by_role("button", name="Hang up").click()


def test_the_small_call_leaves_room_to_write(spoken: tuple[Page, Page]) -> None:
    one, _ = spoken
    frames_arrive(one)
    one.get_by_role("button", name="Show the call small").click()
    one.get_by_role("link", name="Chat", exact=True).click()
    one.get_by_role("link", name=re.compile("Bo Called")).click()
    one.get_by_role("textbox", name=re.compile("^Message to")).fill("While we talk")
    one.get_by_role("button", name="Send").click()
    expect(one.get_by_role("log").get_by_text("While we talk")).to_be_visible()


def test_the_call_goes_on_small_while_one_looks_elsewhere(spoken: tuple[Page, Page]) -> None:
    one, _ = spoken
    frames_arrive(one)
    one.get_by_role("button", name="Show the call small").click()
    one.get_by_role("link", name="Groups").first.click()
    expect(one.get_by_role("heading", name="Groups", level=1)).to_be_visible()
    expect(view(one)).to_be_visible()
    frames_arrive(one)
    one.get_by_role("button", name="Show the call large").click()
    expect(one.get_by_role("button", name="Show the call small")).to_be_visible()


def test_on_a_phone_the_small_call_is_a_slim_bar(screen: Screen, people: list[Person]) -> None:
    one, other = (at(screen, people[0], f"/people/{people[1].id}"), at(screen, people[1], "/", phone=True))
    call(one, "Bo Called")
    dialog = other.get_by_role("alertdialog")
    expect(dialog.get_by_role("button")).to_have_count(3)
    widths = {button.bounding_box()["width"] for button in dialog.get_by_role("button").all()}  # type: ignore[index]
    assert len(widths) == 1, "none alone in a line"
    accept(other)
    frames_arrive(other)
    other.get_by_role("button", name="Show the call small").click()
    box = view(other).bounding_box()
    assert box
    assert box["height"] <= 64
    frames_arrive(other, "audio")
    other.get_by_role("button", name="Mute the microphone").click()
    other.get_by_role("button", name="Show the call large").click()
    until(other, f"() => ({PLAYING})() === 2")


def test_a_page_that_goes_leaves_the_call(spoken: tuple[Page, Page], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.calls.model.GRACE", 1)
    one, other = spoken
    frames_arrive(one)
    frames_arrive(other)  # whose page knows by now that it is in the call
    other.goto("about:blank")
    expect(view(one)).to_have_count(0)


def test_whoever_reloads_is_offered_to_come_back_as_they_were(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(one)
    frames_arrive(other)
    other.get_by_role("button", name="Mute the microphone").click()
    other.reload()
    theirs = view(one).get_by_role("listitem").filter(has_text="Bo Called")
    expect(theirs).to_contain_text("Connecting")
    offer = other.get_by_role("region", name="The call with Ada Caller goes on")
    offer.get_by_role("button", name="Come back").click()
    frames_arrive(one)
    frames_arrive(other)
    expect(offer).to_have_count(0)
    expect(other.get_by_role("button", name="Unmute the microphone")).to_be_visible()
    expect(theirs).not_to_contain_text("Connecting")
    other.get_by_role("button", name="Hang up").click()
    expect(view(one)).to_have_count(0)
    other.reload()
    expect(other.get_by_role("main")).to_be_visible()
    expect(offer).to_have_count(0)


def test_whoever_reloads_may_hang_up_instead(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(one)
    frames_arrive(other)
    other.reload()
    other.get_by_role("region", name="The call with").get_by_role("button", name="Hang up").click()
    expect(view(one)).to_have_count(0)


def test_devices_are_chosen(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(other)
    one.get_by_role("button", name="Microphone, camera and speaker").click()
    sheet = one.get_by_role("dialog", name="Microphone, camera and speaker")
    sheet.get_by_role("button", name=re.compile("Microphone$")).click()
    one.get_by_role("option").nth(1).click()
    sheet.get_by_role("button", name="Close").click()
    frames_arrive(other, "audio")


def test_a_third_who_comes_later_sees_and_hears_the_others(screen: Screen, people: list[Person]) -> None:
    """Somebody else's app has called them all."""
    (caller,) = people[0].network.people("Dee Caller")
    talk = some(caller, *people)
    pages = [at(screen, person, "/") for person in people]
    begun = ringing.call(caller, talk, "video")
    for page in pages[:2]:
        accept(page, "Dee Caller")
    for page in pages[:2]:
        frames_arrive(page)
    accept(pages[2], "Dee Caller")
    for page in pages:
        frames_arrive(page, connections=2)
    tiles = view(pages[2]).get_by_role("listitem")
    expect(tiles).to_have_count(4)
    expect(tiles.filter(has_text="Dee Caller")).to_contain_text("Connecting")
    ringing.leave(caller, begun)
    expect(tiles).to_have_count(3)
    assert filled(pages[2]) > 0.95, "no quarter of the screen is empty"
    pages[2].set_viewport_size({"width": 360, "height": 740})
    assert filled(pages[2]) > 0.95
    pages[2].set_viewport_size({"width": 1280, "height": 800})
    pages[0].get_by_role("button", name="Hang up").click()
    expect(tiles).to_have_count(2)
    frames_arrive(pages[1], connections=1)


def filled(page: Page) -> float:
    """How much of the stage the others' tiles take."""
    area = """(found) => found.map((one) => one.getBoundingClientRect())
        .reduce((sum, { width, height }) => sum + width * height, 0)"""
    tiles = page.locator(".call-tile:not(.call-tile-mine)").evaluate_all(area)
    return float(tiles / page.locator(".call-stage").evaluate_all(area))


def test_a_seventh_is_told_that_larger_meetings_are_not_set_up(screen: Screen, people: list[Person]) -> None:
    seventh, *six = people[0].network.people(*(f"Person {number}" for number in range(7)))
    talk = some(six[0], seventh, *six[1:])
    call = ringing.call(six[0], talk)
    for one in six[1:]:
        assert ringing.join(one, call).status_code == 200
    page = at(screen, seventh, f"/chat/{talk.rpartition('/')[2]}")
    page.get_by_role("button", name="The call is full").click()
    expect(page.get_by_text("Larger meetings are not available here")).to_be_visible()


def test_accepted_on_one_device_it_stops_ringing_on_the_other(screen: Screen, people: list[Person]) -> None:
    here, there = (at(screen, people[1], "/") for _ in range(2))
    ringing.call(people[0], pair(people[0], people[1]))
    expect(there.get_by_role("alertdialog")).to_be_visible()
    accept(here, video=False)
    expect(there.get_by_role("alertdialog")).to_have_count(0)
    expect(view(there)).to_have_count(0)


def test_without_leave_for_the_microphone_one_is_told_and_listens(
    screen: Screen, people: list[Person]
) -> None:
    one, other = (at(screen, people[0], f"/people/{people[1].id}"), at(screen, people[1], "/"))
    one.evaluate(
        """() => { navigator.mediaDevices.getUserMedia =
            () => Promise.reject(new DOMException("no", "NotAllowedError")); }"""
    )
    call(one, "Bo Called")
    accept(other)
    expect(view(one).get_by_role("alert")).to_contain_text("does not let Atrium use the microphone")
    frames_arrive(one)


def test_the_connection_for_signals_may_be_lost_and_come_back(spoken: tuple[Page, Page]) -> None:
    one, other = spoken
    frames_arrive(one)
    one.evaluate("dispatchEvent(new Event('offline'))")
    expect(view(one).get_by_role("alert")).to_contain_text("The connection to the network is lost")
    frames_arrive(one)
    one.evaluate("dispatchEvent(new Event('online'))")
    expect(view(one).get_by_role("alert")).to_have_count(0)
    other.get_by_role("button", name="Hang up").click()
    expect(view(one)).to_have_count(0)


def test_nothing_of_a_call_is_in_the_way_of_anybody(
    screen: Screen, people: list[Person], axe: Callable[[Page], list[str]]
) -> None:
    one = at(screen, people[0], f"/people/{people[1].id}")
    other = at(screen, people[1], "/", phone=True, theme="dark")
    call(one, "Bo Called")
    expect(other.get_by_role("alertdialog")).to_be_visible()
    assert axe(other) == []
    accept(other)
    for page in (one, other):
        frames_arrive(page)
        assert axe(page) == []
    one.get_by_role("button", name="Show the call small").click()
    assert axe(one) == []


def left(person: Person) -> list[str]:
    """What calls have left in the only conversation of this person."""
    person.network.cloud.wait_idle()
    (talk,) = person.all("/v1/conversations")
    found = person.get(f"/v1/conversations/{talk['id']}/messages")["items"]
    return [message["call"]["outcome"] for message in found]
