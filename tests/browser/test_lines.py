"""A line of files, and its card: all of it is pressed as its name is, and the focus stays in the list."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import choose, entry, mine
from tests.documents.files import folder, put
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def person(network: Network) -> Person:
    """Somebody new, whose files are a few."""
    person = network.person("Paula Putter")
    folder(person, "Shelf")
    for name in ("a.txt", "b.txt", "c.txt"):
        put(person, name=name)
    return person


def has_focus(page: Page, name: str) -> None:
    expect(page.locator(".files-open").get_by_text(name)).to_be_visible()
    expect(page.locator(":focus")).to_have_text(name)


@pytest.mark.parametrize("phone", [False, True])
def test_a_picture_is_pressed_as_its_name_is(screen: Screen, person: Person, phone: bool) -> None:
    page = screen(person, mine(person), phone=phone)
    face = entry(page, "a.txt").locator(".files-face").bounding_box()
    assert face
    page.mouse.click(face["x"] + 5, face["y"] + 5)
    expect(page.get_by_role("dialog", name="a.txt")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show as a grid").click()
    card = page.get_by_role("listitem").filter(has_text="b.txt").bounding_box()
    assert card
    page.mouse.click(card["x"] + card["width"] / 2, card["y"] + card["height"] / 3)
    expect(page.get_by_role("dialog", name="b.txt")).to_be_visible()


def test_a_finger_chooses_by_the_whole_line_folders_too(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person), phone=True)
    page.get_by_role("button", name="More for a.txt").tap()
    page.get_by_role("menuitem", name="Select").tap()
    for name in ("Shelf", "c.txt"):
        line = entry(page, name).bounding_box()
        assert line
        page.touchscreen.tap(line["x"] + line["width"] / 2, line["y"] + line["height"] - 8)
    expect(page.get_by_role("region", name="What is selected")).to_contain_text("Selected: 3")
    page.get_by_role("button", name="Select nothing").tap()
    page.get_by_role("link", name="Shelf").tap()
    expect(page.get_by_role("heading", name="Shelf")).to_be_visible()


def test_the_focus_stays_where_something_was_put_away(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="a.txt", exact=True).focus()
    page.keyboard.press("Delete")
    has_focus(page, "b.txt")
    choose(page, "c.txt", "Move to the bin")
    has_focus(page, "b.txt")
    page.get_by_role("link", name="Bin").click()
    page.get_by_role("button", name="Restore c.txt").press("Enter")
    expect(page.get_by_role("button", name="Restore a.txt")).to_be_focused()
    page.get_by_role("button", name="Delete for good: a.txt").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
