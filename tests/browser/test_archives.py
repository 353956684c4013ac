"""Folders and several files at once, downloaded as one archive that the browser makes."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Screen
from tests.browser.test_choosing import check, chosen
from tests.browser.test_documents import Axe, choose, entry, mine
from tests.documents.files import folder, looked_at, put
from tests.documents.samples import EICAR
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[[Any], dict[str, bytes]]:
    """What is in a download: content by path."""

    def unpacked(download: Any) -> dict[str, bytes]:
        place = tmp_path / "archive.zip"
        download.save_as(place)
        with zipfile.ZipFile(place) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    return unpacked


def tray(page: Page) -> Locator:
    return page.get_by_role("region", name="Downloads")


def test_a_folder_is_downloaded_with_all_in_it(
    screen: Screen, person: Person, unpacked: Callable[[Any], dict[str, bytes]], axe: Axe
) -> None:
    shelf = folder(person, "Süd & Ost")
    put(person, b"above", "Plan.txt", folder=shelf)
    folder(person, "Nothing yet", folder=shelf)
    inner = folder(person, "Inner", folder=shelf)
    put(person, b"below", "Plan.txt", folder=inner)
    page = screen(person, mine(person))
    with page.expect_download() as found:
        choose(page, "Süd & Ost", "Download")
    assert found.value.suggested_filename == "Süd & Ost.zip"
    assert unpacked(found.value) == {
        "Süd & Ost/": b"",
        "Süd & Ost/Inner/": b"",
        "Süd & Ost/Inner/Plan.txt": b"below",
        "Süd & Ost/Nothing yet/": b"",
        "Süd & Ost/Plan.txt": b"above",
    }
    expect(tray(page)).to_contain_text("Saved on this device")
    assert axe(page) == []
    tray(page).get_by_role("button", name="Put the list away").click()
    expect(tray(page)).to_have_count(0)


def test_what_is_chosen_comes_as_one_archive(
    screen: Screen, person: Person, unpacked: Callable[[Any], dict[str, bytes]]
) -> None:
    put(person, b"one", "a.txt")
    put(person, b"two", "b.txt")
    folder(person, "a.txt")  # a name may be a file's and a folder's with us, on a disk it may not
    page = screen(person, mine(person))
    expect(entry(page, "b.txt")).to_be_visible()
    page.keyboard.press("Control+a")
    with page.expect_download() as found:
        chosen(page).get_by_role("button", name="Download").click()
    assert found.value.suggested_filename.startswith("Files 20")
    assert unpacked(found.value) == {"a.txt/": b"", "a (2).txt": b"one", "b.txt": b"two"}


def test_a_single_file_comes_as_it_is(screen: Screen, person: Person) -> None:
    put(person, b"one", "a.txt")
    page = screen(person, mine(person))
    check(page, "a.txt").check()
    with page.expect_download() as found:
        chosen(page).get_by_role("button", name="Download").click()
    assert found.value.suggested_filename == "a.txt"


def test_what_was_refused_is_named_and_the_others_come(
    screen: Screen, network: Network, person: Person, unpacked: Callable[[Any], dict[str, bytes]]
) -> None:
    shelf = folder(person, "Shelf")
    put(person, b"good", "good.txt", folder=shelf)
    refused = looked_at(network, person, EICAR, "bad.txt", folder=shelf)
    assert refused["state"] == "refused"
    page = screen(person, mine(person))
    with page.expect_download() as found:
        choose(page, "Shelf", "Download")
    assert unpacked(found.value) == {"Shelf/": b"", "Shelf/good.txt": b"good"}
    expect(tray(page).get_by_role("alert")).to_contain_text("1 file or folder is not in it:Shelf/bad.txt")


def test_where_the_way_breaks_it_goes_on_from_there(
    screen: Screen, person: Person, unpacked: Callable[[Any], dict[str, bytes]]
) -> None:
    shelf = folder(person, "Shelf")
    put(person, b"the first half and the second", "whole.txt", folder=shelf)
    page = screen(person, mine(person))
    asked: list[str | None] = []

    def half(route: Route) -> None:
        asked.append(route.request.headers.get("range"))
        if len(asked) > 1:
            return route.fallback()
        return route.fulfill(body="the first half", headers={"Access-Control-Allow-Origin": "*"})

    page.route(re.compile("/documents/.*Signature="), half)
    with page.expect_download() as found:
        choose(page, "Shelf", "Download")
    assert unpacked(found.value)["Shelf/whole.txt"] == b"the first half and the second"
    assert asked == [None, "bytes=14-"]


def test_it_goes_on_while_one_looks_elsewhere_and_can_be_stopped(screen: Screen, person: Person) -> None:
    shelf = folder(person, "Shelf")
    put(person, b"late", "late.txt", folder=shelf)
    page = screen(person, mine(person))
    page.route("**/v1/documents/*/content*", lambda _: None)  # never answered
    choose(page, "Shelf", "Download")
    page.get_by_role("link", name="Groups").first.click()
    expect(page.get_by_role("heading", name="Groups", level=1)).to_be_visible()
    expect(tray(page)).to_contain_text("Downloading")
    tray(page).get_by_role("button", name="Stop: Shelf.zip").click()
    expect(tray(page)).to_have_count(0)


def test_a_folder_that_is_gone_is_told(screen: Screen, person: Person, allow: Callable[[str], None]) -> None:
    allow("404 GET .*/v1/documents")
    shelf = folder(person, "Shelf")
    page = screen(person, mine(person))
    expect(page.get_by_role("link", name="Shelf", exact=True)).to_be_visible()
    page.route("**/v1/documents?folder=*", lambda route: route.fulfill(status=404, json={"status": 404}))
    with page.expect_download():
        choose(page, "Shelf", "Download")
    expect(tray(page).get_by_role("alert")).to_contain_text("Shelf/")
    assert shelf
