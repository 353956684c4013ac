"""Several files at once: chosen, moved, copied, put away, fetched."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import Axe, choose, entry, mine
from tests.documents.files import folder, names, put
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def chosen(page: Page) -> Locator:
    return page.get_by_role("region", name="What is selected")


def check(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=f"Select {name}", exact=True)


def four(person: Person) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        put(person, name=name)


def test_what_is_chosen_is_moved_together_and_comes_back(screen: Screen, person: Person, axe: Axe) -> None:
    four(person)
    shelf = folder(person, "Shelf")
    page = screen(person, mine(person))
    check(page, "a.txt").check()
    check(page, "c.txt").click(modifiers=["Shift"])
    expect(chosen(page)).to_contain_text("Selected: 3")
    assert axe(page) == []
    chosen(page).get_by_role("button", name="Move", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Shelf").click()
    page.get_by_role("button", name="Move here").click()
    expect(page.locator("tbody .files-open")).to_have_text(["Shelf", "d.txt"])
    expect(chosen(page)).to_have_count(0)
    assert sorted(names(person, f"folder={shelf}")) == ["a.txt", "b.txt", "c.txt"]
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.locator("tbody .files-open")).to_have_text(["Shelf", "a.txt", "b.txt", "c.txt", "d.txt"])


def test_all_are_chosen_by_keyboard_and_go_into_the_bin_together(screen: Screen, person: Person) -> None:
    four(person)
    page = screen(person, mine(person))
    expect(entry(page, "d.txt")).to_be_visible()
    page.keyboard.press("Control+a")
    expect(chosen(page)).to_contain_text("Selected: 4")
    page.keyboard.press("Escape")
    expect(chosen(page)).to_have_count(0)
    page.keyboard.press("Control+a")
    chosen(page).get_by_role("button", name="Move to the bin").click()
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    expect(page.get_by_text("In the bin: 4")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.locator("tbody .files-open")).to_have_count(4)


def test_a_file_is_copied_into_another_space(screen: Screen, person: Person) -> None:
    group = person.make_group("Cooks")
    put(person, b"salt", "Soup.txt")
    page = screen(person, mine(person))
    choose(page, "Soup.txt", "Copy")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="All files").click()
    dialog.get_by_role("button", name="Company files").click()
    expect(dialog).to_contain_text("You may only read here.")
    expect(dialog.get_by_role("button", name="Copy here")).to_be_disabled()
    dialog.get_by_role("button", name="All files").click()
    dialog.get_by_role("button", name="Cooks").click()
    dialog.get_by_role("button", name="Copy here").click()
    expect(page.get_by_text("“Soup.txt” was copied.")).to_be_visible()
    assert names(person, f"space=g{group}") == ["Soup.txt"]


def test_a_folder_is_copied_with_what_lies_in_it_and_the_copy_is_taken_back(
    screen: Screen, person: Person
) -> None:
    put(person, b"salt", "Soup.txt", folder=folder(person, "Recipes"))
    page = screen(person, mine(person))
    choose(page, "Recipes", "Copy")
    page.get_by_role("button", name="Copy here").click()
    expect(page.get_by_text("“Recipes” is being copied.")).to_be_visible()
    copy = page.get_by_role("link", name="Recipes (2)")
    copy.click()
    expect(page.get_by_role("button", name="Soup.txt", exact=True)).to_be_visible()
    expect(page.get_by_text("Copying", exact=True)).to_have_count(0)
    page.go_back()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(copy).to_have_count(0)
    expect(page.get_by_role("link", name="Recipes", exact=True)).to_be_visible()


def test_on_a_phone_a_long_touch_begins_and_short_ones_go_on(
    screen: Screen, person: Person, axe: Axe
) -> None:
    four(person)
    page = screen(person, mine(person), phone=True)
    hold(page, page.get_by_role("button", name="b.txt", exact=True))
    expect(chosen(page)).to_contain_text("Selected: 1")
    page.get_by_role("button", name="c.txt", exact=True).tap()
    expect(chosen(page)).to_contain_text("Selected: 2")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == []
    chosen(page).get_by_role("button", name="Move to the bin").click()
    expect(page.locator("tbody .files-open")).to_have_text(["a.txt", "d.txt"])


def hold(page: Page, on: Locator) -> None:
    box = on.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    at = {"x": box["x"] + 5, "y": box["y"] + 5}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    expect(chosen(page)).to_be_visible()
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_what_others_do_in_the_folder_shows_by_itself(screen: Screen, network: Network) -> None:
    group = network.owner.make_group("Cooks")
    page = screen(network.owner, f"/at/{network.slug}/files/g{group}")
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    cook = network.person("Carl Cook", groups=[group])
    made = put(cook, b"salt", "Soup.txt", space=f"g{group}")
    expect(page.get_by_role("button", name="Soup.txt", exact=True)).to_be_visible()
    cook.delete(f"/v1/documents/{made['id']}")
    expect(page.get_by_role("button", name="Soup.txt", exact=True)).to_have_count(0)
