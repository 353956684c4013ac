"""The home feed and the box above it, as people use them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Screen
from tests.people import Network

GROUP = "Everyone"


def post(page: Page, text: str) -> None:
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill(text)
    page.get_by_role("button", name="Publish").click()


def published(page: Page, text: str) -> None:
    """The server has it: until then it is on its way, and no post yet."""
    expect(page.locator("[data-post]").filter(has_text=text)).to_be_visible()


def test_what_one_posts_another_sees_without_reloading(screen: Screen, network: Network) -> None:
    group = network.owner.make_group(GROUP)
    (reader,) = network.people("Rita Reader", groups=[group])
    reading = screen(reader, f"/at/{network.slug}/")
    expect(reading.get_by_text("Your feed is empty")).to_be_visible()
    writing = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    post(writing, "The lift works again.")
    published(writing, "The lift works again.")
    expect(reading.get_by_role("article").get_by_text("The lift works again.")).to_be_visible()
    expect(reading.get_by_role("status").filter(has_text="One new post")).to_have_count(1)


def test_what_came_before_a_line_that_was_long_in_coming_is_shown(screen: Screen, network: Network) -> None:
    group = network.owner.make_group(GROUP)
    (reader,) = network.people("Rita Reader", groups=[group])
    page = screen(reader)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/v1/live/tickets", hold, times=1)
    page.clock.install()
    page.goto(f"/at/{network.slug}/")
    expect(page.get_by_text("Your feed is empty")).to_be_visible()
    network.owner.publish(group, "Said meanwhile")
    network.cloud.wait_idle()
    page.clock.fast_forward("00:10")
    held[0].continue_()
    expect(page.get_by_role("article").get_by_text("Said meanwhile")).to_be_visible()


def test_what_arrives_while_one_reads_further_down_waits_for_a_button(
    screen: Screen, network: Network
) -> None:
    group = network.owner.make_group(GROUP)
    (reader,) = network.people("Rita Reader", groups=[group])
    for number in range(12):
        network.owner.publish(group, f"Older {number}\n\nof two lines")
    network.cloud.wait_idle()
    page = screen(reader, f"/at/{network.slug}/")
    expect(page.get_by_text("Older 11")).to_be_visible()
    page.get_by_text("Older 2").scroll_into_view_if_needed()
    before = page.get_by_text("Older 2").bounding_box()
    network.owner.publish(group, "Brand new")
    button = page.get_by_role("button", name="One new post")
    expect(button).to_be_visible()
    assert page.get_by_text("Older 2").bounding_box() == before, "nothing moves under the reader's eyes"
    expect(page.get_by_text("Brand new")).to_have_count(0)
    button.click()
    expect(page.get_by_text("Brand new")).to_be_in_viewport()
    expect(button).to_have_count(0)


def test_a_line_parts_what_is_new_from_what_was_seen(screen: Screen, network: Network) -> None:
    group = network.owner.make_group(GROUP)
    (reader,) = network.people("Rita Reader", groups=[group])
    for text in ("First", "Second"):
        network.owner.publish(group, text)
    reader.put("/v1/feed/seen", {"entry": reader.feed()[0]["post"]["id"]})
    network.owner.publish(group, "Third")
    network.cloud.wait_idle()
    page = screen(reader, f"/at/{network.slug}/")
    expect(page.get_by_text("New since you were here")).to_be_visible()
    shown = page.locator("article, .feed-divider").all_inner_texts()
    assert [re.findall(r"First|Second|Third|New since", text)[0] for text in shown] == [
        "Third", "New since", "Second", "First"
    ]  # fmt: skip
    expect(page.get_by_role("link", name="Home one new post")).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(1\) Home"))
    expect(page).to_have_title(re.compile(r"^Home"))  # it was looked at
    page.reload()
    expect(page.get_by_text("Third")).to_be_visible()
    expect(page.get_by_text("New since you were here")).to_have_count(0)


def test_the_feed_is_narrowed_by_group_and_kind_and_going_back_widens_it(
    screen: Screen, network: Network
) -> None:
    here, there = network.owner.make_group("Here"), network.owner.make_group("There")
    network.owner.publish(here, "A question from here", kind="question")
    network.owner.publish(here, "News from here")
    network.owner.publish(there, "News from there")
    network.cloud.wait_idle()
    page = screen(network.owner, f"/at/{network.slug}/")
    posts = page.get_by_role("article")
    expect(posts).to_have_count(3)
    page.get_by_role("button", name="Group: All groups").click()
    page.get_by_role("combobox", name="Group").fill("her")
    page.get_by_role("option", name="Here", exact=True).click()
    expect(posts).to_have_count(2)
    page.get_by_role("link", name="Questions").click()
    expect(posts).to_have_count(1)
    assert re.search(r"\?group=.+&kind=question$", page.url)
    page.reload()
    expect(posts).to_have_count(1)
    expect(page.get_by_role("button", name="Group: Here")).to_be_visible()
    page.go_back()
    expect(posts).to_have_count(2)
    page.go_back()
    expect(posts).to_have_count(3)


def test_a_post_is_written_and_published_by_keyboard_alone(screen: Screen, network: Network) -> None:
    network.owner.make_group(GROUP)
    page = screen(network.owner, f"/at/{network.slug}/")
    expect(page.get_by_text("Your network is ready")).to_be_visible()
    tab_to(page, "Write something")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    page.keyboard.type("No mouse was near.")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    published(page, "No mouse was near.")
    expect(page.get_by_role("button", name="Write something")).to_be_focused()
    network.cloud.wait_idle()
    assert network.owner.feed_bodies() == ["No mouse was near."]


def tab_to(page: Page, name: str) -> None:
    """As somebody would who listens to what has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
        )
        if focused == name:
            return
    raise AssertionError(f"Tab does not come to {name}")


def test_somebody_is_mentioned_by_typing_their_name(screen: Screen, network: Network) -> None:
    group = network.owner.make_group(GROUP)
    ada, _ = network.people("Ada Lovelace", "Adam Smith", groups=[group])
    network.cloud.wait_idle()
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    page.get_by_role("button", name="Write something").click()
    text = page.get_by_role("textbox", name="Text")
    text.press_sequentially("Thanks, @ada")
    people = page.get_by_role("listbox", name="Whom to mention")
    expect(people.get_by_role("option")).to_have_count(2)
    text.press("ArrowDown")
    text.press("ArrowUp")
    expect(people.get_by_role("option", name="Ada Lovelace")).to_have_attribute("aria-selected", "true")
    text.press("Enter")
    expect(text).to_have_value("Thanks, @Ada Lovelace ")
    text.press("Control+Enter")
    published(page, "Thanks, @Ada Lovelace")
    expect(page.get_by_role("link", name="@Ada Lovelace")).to_be_visible()
    assert ada.feed()[0]["reason"] == "mention"


def test_what_was_begun_is_there_after_a_reload_and_gone_once_it_is_published(
    screen: Screen, network: Network
) -> None:
    page = screen(network.owner, f"/at/{network.slug}/")
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill("Half a thou")
    page.reload()
    page.get_by_role("button", name="Go on writing: Half a thou").click()
    expect(page.get_by_role("textbox", name="Text")).to_have_value("Half a thou")
    page.get_by_role("button", name="Publish").click()
    published(page, "Half a thou")
    expect(page.get_by_role("button", name="Write something")).to_be_visible()


def test_a_refused_post_keeps_its_words_and_says_why(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:
    allow("429 POST .*/posts")
    page = screen(network.owner, f"/at/{network.slug}/")
    refusal = {"type": "/problems/too-many-requests", "status": 429, "detail": "Slow down"}
    page.route("**/v1/people/*/posts", lambda route: route.fulfill(
        status=429, json=refusal, headers={"Retry-After": "12"}, content_type="application/problem+json"
    ))  # fmt: skip
    post(page, "Too quick")
    card = page.get_by_role("article").filter(has_text="Too quick")
    expect(card.get_by_role("alert")).to_contain_text("Try again in 12 seconds")
    page.unroute("**/v1/people/*/posts")
    card.get_by_role("button", name="Try again").click()
    published(page, "Too quick")
    network.cloud.wait_idle()
    assert network.owner.feed_bodies() == ["Too quick"]


def test_a_text_that_is_too_long_is_told_before_it_is_sent(screen: Screen, network: Network) -> None:
    page = screen(network.owner, f"/at/{network.slug}/")
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill("é" * 20_003)
    expect(page.get_by_role("status").filter(has_text="3 characters too many")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
