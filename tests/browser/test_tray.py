"""Many uploads at once: stopped together, tried again together."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import Allow, entry, file, mine, throttle, tray, upload
from tests.documents.files import names
from tests.people import Network, Person

MANY = [file(f"{number:02}.txt", b"x" * 40_000) for number in range(1, 61)]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def test_all_that_is_on_its_way_is_stopped_at_once(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    throttle(page)
    upload(page, *MANY)
    expect(entry(page, "01.txt")).to_be_visible()
    assert first(page) != "01.txt"  # what is on its way stands before what is there
    tray(page).get_by_role("button", name="Stop all").click()
    expect(tray(page)).to_contain_text("Uploads are done")
    expect(tray(page).get_by_role("progressbar")).to_have_count(0)
    there = names(person, f"space=u{person.id}")
    assert 0 < len(there) < 10
    expect(tray(page).get_by_role("listitem")).to_have_count(len(there))


def first(page: Page) -> str:
    return tray(page).get_by_role("progressbar").first.text_content() or ""


def test_all_that_did_not_come_is_tried_again_at_once(screen: Screen, person: Person, allow: Allow) -> None:
    allow("403 POST .*/v1/documents$")
    page = screen(person, mine(person))
    hindered = {"is": True}

    def answer(route: Route) -> None:
        if not hindered["is"] or route.request.method != "POST":
            return route.continue_()
        return route.fulfill(status=403, json={"type": "forbidden", "title": "", "status": 403, "detail": ""})

    page.route("**/v1/documents", answer)
    upload(page, *MANY[:12])
    expect(tray(page)).to_contain_text("Not every file was accepted")
    hindered["is"] = False
    tray(page).get_by_role("button", name="Try all again").click()
    expect(tray(page)).to_contain_text("Uploads are done")
    assert len(names(person, f"space=u{person.id}")) == 12
