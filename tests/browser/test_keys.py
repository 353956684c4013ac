"""Files by keyboard: where the focus goes, and what keys do to all that is chosen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import entry, file, mine, tray, upload
from tests.documents.files import folder, put
from tests.people import Network


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def page(network: Network, screen: Screen) -> Page:
    person = network.person("Paula Putter")
    folder(person, "Shelf")
    for name in ("a.txt", "b.txt", "c.txt"):
        put(person, name=name)
    page = screen(person, mine(person))
    expect(entry(page, "c.txt")).to_be_visible()
    return page


def test_a_menu_that_a_key_opens_begins_with_its_first_line(page: Page) -> None:
    page.get_by_role("button", name="More for a.txt").press("Enter")
    expect(page.get_by_role("menuitem", name="Download")).to_be_focused()


def test_a_key_puts_all_that_is_chosen_into_the_bin(page: Page) -> None:
    for name in ("a.txt", "b.txt"):
        page.get_by_role("checkbox", name=f"Select {name}").check()
    page.get_by_role("button", name="b.txt", exact=True).press("Delete")
    expect(page.get_by_text("In the bin: 2")).to_be_visible()
    expect(page.locator("tbody .files-open")).to_have_text(["Shelf", "c.txt"])
    expect(page.get_by_role("button", name="c.txt", exact=True)).to_be_focused()


def test_after_a_move_the_focus_is_in_the_list(page: Page) -> None:
    page.get_by_role("checkbox", name="Select b.txt").check()
    bar = page.get_by_role("region", name="What is selected")
    bar.get_by_role("button", name="Move", exact=True).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It lies here now. Go into a folder, or by “All files” to another place.")
    expect(dialog.get_by_role("button", name="Move here")).to_be_disabled()
    dialog.get_by_role("button", name="New folder").press("Enter")
    page.get_by_role("textbox", name="Name").fill("Crate")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Crate").press("Enter")
    dialog.get_by_role("button", name="Move here").press("Enter")
    expect(page.locator("tbody .files-open")).to_have_text(["Crate", "Shelf", "a.txt", "c.txt"])
    expect(page.get_by_role("button", name="c.txt", exact=True)).to_be_focused()


def test_all_are_chosen_by_the_box_above_them(page: Page) -> None:
    box = page.get_by_role("checkbox", name="Select all that is shown")
    box.check()
    expect(page.get_by_role("region", name="What is selected")).to_contain_text("Selected: 4")
    box.uncheck()
    expect(page.get_by_role("region", name="What is selected")).to_have_count(0)


def test_the_last_line_is_within_reach_beside_the_tray(page: Page) -> None:
    upload(page, *[file(f"{number:02}.txt") for number in range(12)])
    expect(tray(page)).to_contain_text("Uploads are done")
    page.get_by_role("button", name="More for c.txt").click()
    expect(page.get_by_role("menuitem", name="Details")).to_be_visible()


def test_the_viewer_leaves_the_focus_at_the_file_that_was_seen_last(page: Page) -> None:
    page.get_by_role("button", name="a.txt", exact=True).press("Enter")
    expect(page.get_by_role("dialog", name="a.txt")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="b.txt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="b.txt", exact=True)).to_be_focused()
