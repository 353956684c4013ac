"""Without a connection: what was read is there, what is written goes once, when there is one again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Screen
from tests.browser.waiting import until
from tests.people import Network

WAITS = "Will be sent when you are back"
NO_CONNECTION = "No connection. You see what was read last"
# The shell is on the device, and so is the feed; see core/keeping.ts.
IS_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const names = (await indexedDB.databases()).map(one => one.name);
  if (!names.includes('atrium-kept')) return false;
  const open = indexedDB.open('atrium-kept');
  const database = await new Promise(done => { open.onsuccess = () => done(open.result); });
  const all = database.transaction('queries').objectStore('queries').getAll();
  const kept = await new Promise(done => { all.onsuccess = () => done(all.result); });
  database.close();
  return JSON.stringify(kept).includes('"queryKey":["feed"');
}"""


@pytest.fixture(autouse=True)
def _lost(allow: Callable[[str], None]) -> None:
    allow("net::ERR_INTERNET_DISCONNECTED")
    allow("WebSocket connection to .* failed")


def post(page: Page, text: str) -> None:
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill(text)
    page.get_by_role("button", name="Publish").click()


def test_a_post_written_without_a_connection_goes_once_there_is_one(screen: Screen, network: Network) -> None:
    page = screen(network.owner, f"/at/{network.slug}/")
    page.get_by_role("button", name="Write something").hover()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text=NO_CONNECTION)).to_be_visible()
    post(page, "Written in a tunnel")
    card = page.get_by_role("article").filter(has_text="Written in a tunnel")
    expect(card).to_contain_text(WAITS)
    page.context.set_offline(False)
    expect(page.locator("[data-post]").filter(has_text="Written in a tunnel")).to_be_visible()
    expect(card).to_have_count(1)
    assert network.owner.feed_bodies() == ["Written in a tunnel"]


def test_a_post_whose_answer_was_lost_is_there_once(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:
    allow("net::ERR_FAILED")
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page = screen(network.owner, f"/at/{network.slug}/")
    page.route("**/v1/people/*/posts", lose_the_first_answer)
    post(page, "Sent twice, there once")
    expect(page.get_by_text(WAITS)).to_be_visible()
    expect(page.get_by_text(WAITS)).to_have_count(0)
    expect(page.locator("[data-post]").filter(has_text="Sent twice, there once")).to_be_visible()
    assert lost == [201]
    expect(page.get_by_role("article").filter(has_text="Sent twice, there once")).to_have_count(1)
    assert network.owner.feed_bodies() == ["Sent twice, there once"]


def test_the_app_opens_without_a_connection_and_comes_to_life_with_it(
    screen: Screen, network: Network
) -> None:
    group = network.owner.make_group("Everyone")
    (reader,) = network.people("Rita Reader", groups=[group])
    network.owner.publish(group, "Read yesterday")
    network.cloud.wait_idle()
    page = screen(reader, f"/at/{network.slug}/", workers=True)
    expect(page.get_by_text("Read yesterday")).to_be_visible()
    until(page, IS_KEPT)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Read yesterday")).to_be_visible()
    expect(page.get_by_text(NO_CONNECTION)).to_be_visible()
    expect(page.get_by_role("link", name="Everyone").first).to_be_visible()
    network.owner.publish(group, "Written meanwhile")
    network.cloud.wait_idle()
    page.context.set_offline(False)
    expect(page.get_by_text("Written meanwhile")).to_be_visible()
    expect(page.get_by_text(NO_CONNECTION)).to_have_count(0)


def test_a_post_that_waits_outlives_the_tab(screen: Screen, network: Network) -> None:
    page = screen(network.owner, f"/at/{network.slug}/", workers=True)
    expect(page.get_by_text("Your network is ready")).to_be_visible()
    until(page, IS_KEPT)
    page.context.set_offline(True)
    post(page, "Kept on the device")
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.reload()
    expect(page.get_by_role("article").filter(has_text="Kept on the device")).to_contain_text(WAITS)
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto(f"/at/{network.slug}/")
    expect(page.locator("[data-post]").filter(has_text="Kept on the device")).to_be_visible()
    expect(page.get_by_text(WAITS)).to_have_count(0)
    assert network.owner.feed_bodies() == ["Kept on the device"]


def test_who_comes_back_asks_once_for_what_they_missed(screen: Screen, network: Network) -> None:
    group = network.owner.make_group("Everyone")
    (reader,) = network.people("Rita Reader", groups=[group])
    page = screen(reader, f"/at/{network.slug}/")
    expect(page.get_by_text("Your feed is empty")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for number in range(5):
        network.owner.publish(group, f"Missed {number}")
    network.cloud.wait_idle()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/" in request.url else None)
    page.context.set_offline(False)
    expect(page.get_by_role("article")).to_have_count(5)
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if "/v1/feed?" in url]) == 1, asked


def test_nothing_that_was_read_or_begun_stays_on_the_device_after_signing_out(
    screen: Screen, network: Network
) -> None:
    network.owner.publish(network.owner.make_group("Everyone"), "A secret of ours")
    network.cloud.wait_idle()
    page = screen(network.owner, f"/at/{network.slug}/", workers=True)
    expect(page.get_by_text("A secret of ours")).to_be_visible()
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill("Half a thought")
    until(page, IS_KEPT)
    page.goto(f"/at/{network.slug}/me/sessions")
    page.get_by_role("button", name="Sign out on this device").click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    until(page, f"async () => !(await ({IS_KEPT})())")
    assert "Half a thought" not in page.evaluate("JSON.stringify(localStorage)")
