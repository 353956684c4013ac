"""Notes that something was done: nobody is too slow for the way back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import choose, entry, file, mine
from tests.documents.files import put
from tests.people import Network, Person

LONG = 60_000  # ms


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def person(network: Network) -> Person:
    person = network.person("Paula Putter")
    for name in ("a.txt", "b.txt"):
        put(person, name=name)
    return person


def test_a_key_takes_back_what_was_done_last(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="a.txt", exact=True).focus()
    page.keyboard.press("Delete")
    expect(page.get_by_text("“a.txt” is in the bin.")).to_be_visible()
    expect(entry(page, "a.txt")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(entry(page, "a.txt")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_note_stays_as_long_as_somebody_is_at_it_and_gives_the_focus_back(
    screen: Screen, person: Person
) -> None:
    page = screen(person)
    page.clock.install()
    page.goto(mine(person))
    page.get_by_role("button", name="a.txt", exact=True).focus()
    page.keyboard.press("Delete")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    page.clock.run_for(1000)
    expect(page.get_by_role("button", name="b.txt", exact=True)).to_be_focused()
    undo.focus()
    page.clock.run_for(LONG)
    page.keyboard.press("Enter")
    expect(entry(page, "a.txt")).to_be_visible()
    expect(page.get_by_role("button", name="b.txt", exact=True)).to_be_focused()
    page.get_by_role("button", name="a.txt", exact=True).focus()
    page.keyboard.press("Delete")
    expect(undo).to_be_visible()
    page.clock.run_for(LONG)
    expect(undo).to_have_count(0)


def test_a_note_is_read_and_pressed_above_a_dialog(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    choose(page, "a.txt", "Versions")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("dialog").get_by_role("button", name="New version").click()
    choosing.value.set_files([file("a.txt", b"other words")])
    page.get_by_role("button", name="Bring back version 1").click()
    note = page.get_by_role("status").filter(has_text="Version 1 counts again.")
    expect(note).to_be_visible()  # by its role: whoever hears the page hears it too
    note.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Version 1 counts again.")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_visible()
