"""What becomes of a file, and what a name may be, is told where one looks for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen
from tests.browser.test_attachments import attach, compose
from tests.browser.test_documents import Allow, Axe, choose, file, mine, tray, upload
from tests.documents.files import folder, put
from tests.people import Network, Person
from tests.tenants import pictures


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def test_the_tray_tells_on_every_screen_that_a_file_was_refused(
    screen: Screen, person: Person, axe: Axe
) -> None:
    page = screen(person, mine(person))
    upload(page, file("Cut.png", pictures.png(40, 40)[:-30]))
    page.get_by_role("navigation").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(tray(page).get_by_role("alert")).to_have_text("Refused: The picture is cut off or damaged.")
    expect(tray(page).get_by_role("status")).to_have_text("Not every file was accepted")
    assert axe(page) == []


def test_a_name_is_refused_with_what_a_name_may_be(screen: Screen, person: Person, allow: Allow) -> None:
    allow("422 PATCH .*/v1/documents/.*")
    put(person, name="Plan.txt")
    page = screen(person, mine(person))
    choose(page, "Plan.txt", "Rename")
    page.get_by_role("textbox", name="Name").fill("Plan 1/2.txt")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("A name cannot have / or \\ in it")


def test_on_a_phone_nobody_is_asked_to_drop_files(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person), phone=True)
    expect(page.get_by_text("Nothing lies here yet. Choose files with “Upload”.")).to_be_visible()
    page.get_by_role("button", name="More to add").tap()
    page.get_by_role("menuitem", name="New album").tap()
    expect(page.get_by_role("button", name="Make the album")).to_be_visible()


def test_whoever_writes_learns_that_a_file_was_refused_before_it_is_sent(
    screen: Screen, network: Network, person: Person
) -> None:
    page = screen(person, f"/at/{network.slug}")
    form = compose(page)
    attach(page, form, file("Cut.png", pictures.png(40, 40)[:-30]))
    expect(form.get_by_role("list", name="Attached files").get_by_role("alert")).to_have_text(
        "The picture is cut off or damaged."
    )


def test_an_upload_into_a_folder_that_was_put_away_meanwhile_says_so(
    screen: Screen, person: Person, allow: Allow
) -> None:
    allow("404 (POST|GET) .*/v1/documents")
    shelf = folder(person, "Shelf")
    page = screen(person, f"{mine(person)}/{shelf}")
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    person.delete(f"/v1/documents/{shelf}")
    upload(page, file("Late.txt"))
    expect(page.get_by_role("main")).to_contain_text("“Shelf” is in the bin.")
    page.get_by_role("link", name="To the files").click()
    expect(page.get_by_role("heading", name="My files")).to_be_visible()


def test_who_is_in_a_folder_learns_at_once_that_another_put_it_away(
    screen: Screen, network: Network, person: Person, allow: Allow
) -> None:
    allow("404 GET .*/v1/documents")
    group = network.owner.make_group("Store")
    person.join(group)
    shelf = folder(network.owner, "Shelf", space=f"g{group}")
    page = screen(person, f"/at/{network.slug}/files/g{group}/{shelf}")
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    network.owner.delete(f"/v1/documents/{shelf}")
    expect(page.get_by_role("main")).to_contain_text("“Shelf” is in the bin.", timeout=20_000)
