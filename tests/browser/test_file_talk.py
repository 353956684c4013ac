"""Files are talked about as posts are; what must be read says so, and who opened it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.documents.files import looked_at
from tests.people import Network, Person

Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def pair(network: Network) -> list[Person]:
    return network.people("Paula Putter", "Rolf Reader")


@pytest.fixture
def group(pair: list[Person]) -> str:
    """The first one's, with the second in it."""
    id_ = pair[0].make_group("House rules")
    pair[1].join(id_)
    return id_


@pytest.fixture
def file(network: Network, pair: list[Person], group: str) -> str:
    return str(looked_at(network, pair[0], b"Wear a helmet.", "Rules.txt", space=f"g{group}")["id"])


def files_of(network: Network, group: str) -> str:
    return f"/at/{network.slug}/files/g{group}"


def choose(page: Page, act: str) -> None:
    page.get_by_role("button", name="More for Rules.txt", exact=True).click()
    page.get_by_role("menuitem", name=act, exact=True).click()


def details(page: Page) -> Locator:
    choose(page, "Details")
    return page.get_by_role("dialog", name="Details")


def say(sheet: Locator, words: str) -> None:
    sheet.get_by_role("textbox").fill(words)
    sheet.get_by_role("textbox").press("Control+Enter")


def test_what_one_says_of_a_file_another_sees_at_once(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str
) -> None:
    reading, writing = (details(screen(one, files_of(network, group))) for one in pair)
    say(writing, "Which colour?")
    expect(reading.get_by_text("Which colour?")).to_be_visible()
    reading.get_by_role("button", name="Reply", exact=True).click()
    say(reading, "Yellow ones.")
    expect(writing.get_by_text("Yellow ones.")).to_be_visible()
    expect(writing.get_by_role("heading", name="Comments")).to_contain_text("2")
    assert [one["body"] for one in pair[0].all(f"/v1/posts/{file}d{file}/comments")] == [
        "Which colour?",
        "Yellow ones.",
    ]


def test_one_reacts_to_a_file(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str
) -> None:
    page = screen(pair[1], files_of(network, group))
    sheet = details(page)
    sheet.get_by_role("button", name="React").first.click()
    page.get_by_role("button", name="👍").first.click()
    expect(sheet.locator(".reaction-mine")).to_contain_text("1")
    network.cloud.wait_idle()
    assert pair[0].get(f"/v1/posts/{file}d{file}")["reactions"][0]["count"] == 1


@pytest.mark.parametrize("phone", [False, True])
def test_a_link_to_a_comment_leads_to_the_talk_and_on_to_the_file(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str, axe: Axe, phone: bool
) -> None:
    comment = pair[0].post(f"/v1/posts/{file}d{file}/comments", {"body": "Look here"})["id"]
    page = screen(pair[1], f"/at/{network.slug}/posts/{file}d{file}?comment={comment}", phone=phone)
    expect(page.get_by_role("article").get_by_text("Rules.txt")).to_be_visible()
    expect(page.get_by_text("Look here")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="To the files").click()
    expect(page).to_have_url(re.compile(f"{files_of(network, group)}$"))


@pytest.mark.parametrize("phone", [False, True])
def test_what_must_be_read_is_read_and_its_managers_see_by_whom(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str, axe: Axe, phone: bool
) -> None:
    asking = screen(pair[0], files_of(network, group), phone=phone)
    choose(asking, "Ask everybody to read it")
    expect(asking.get_by_text("Must read", exact=True)).to_be_visible()

    reading = screen(pair[1], files_of(network, group), phone=phone)
    expect(reading.get_by_text("Must read", exact=True)).to_be_visible()
    sheet = details(reading)
    expect(sheet.get_by_text("Its managers see who opened it.")).to_be_visible()
    assert axe(reading) == []
    sheet.get_by_role("button", name="I have read it").click()
    expect(sheet.get_by_text("You have opened this")).to_be_visible()

    choose(asking, "Who opened it")
    readers = asking.get_by_role("dialog", name="Who opened Rules.txt")
    expect(readers.get_by_role("listitem")).to_contain_text(["Rolf Reader"])
    assert axe(asking) == []
    readers.get_by_role("button", name="Not yet").click()
    expect(readers.get_by_role("listitem")).to_contain_text(["Paula Putter"])
    assert pair[0].get(f"/v1/documents/{file}/readers")["items"][0]["person"]["id"] == pair[1].id


def test_to_look_at_it_is_to_open_it(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str
) -> None:
    pair[0].put(f"/v1/documents/{file}/must_read")
    page = screen(pair[1], files_of(network, group))
    page.get_by_role("button", name="Rules.txt", exact=True).click()
    viewer = page.get_by_role("dialog", name="Rules.txt")
    expect(viewer.get_by_text("Wear a helmet.")).to_be_visible()
    expect(viewer.get_by_text("Please read this file.")).to_be_visible()
    assert pair[1].get(f"/v1/documents/{file}")["opened"] is True


def test_members_are_not_offered_to_ask(
    screen: Screen, network: Network, pair: list[Person], group: str, file: str
) -> None:
    pair[0].put(f"/v1/documents/{file}/must_read")
    page = screen(pair[1], files_of(network, group))
    page.get_by_role("button", name="More for Rules.txt", exact=True).click()
    expect(page.get_by_role("menuitem", name="Details")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Who opened it")).to_have_count(0)
