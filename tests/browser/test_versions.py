"""Versions of a file: what is new in each, and two people who saved over the same one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import Allow, at, choose, entry, file, tray, upload
from tests.documents.files import put
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def pair(network: Network) -> list[Person]:
    return network.people("Anna Author", "Bert Both")


@pytest.fixture
def group(pair: list[Person]) -> str:
    id_ = pair[0].make_group("Site plans")
    pair[1].join(id_)
    put(pair[0], b"one", space=f"g{id_}")
    return id_


def save(page: Page, content: bytes, note: str = "") -> None:
    """A new version of the plan, from its versions."""
    choose(page, "Plan.txt", "Versions")
    page.get_by_role("textbox", name="What is new").fill(note)
    with page.expect_file_chooser() as choosing:
        page.get_by_role("dialog").get_by_role("button", name="New version").click()
    choosing.value.set_files([file("Any.txt", content)])
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Uploaded")


def versions(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("list", name="Versions").get_by_role("listitem")


def test_each_version_says_what_is_new_and_how_much_larger_it_is(
    screen: Screen, network: Network, pair: list[Person], group: str
) -> None:
    page = screen(pair[0], at(network, f"/g{group}"))
    save(page, b"one and two", "The second floor")
    expect(versions(page).first).to_contain_text("The second floor")
    expect(versions(page).first).to_contain_text("11 bytes (+8 bytes)")
    page.get_by_role("button", name="Bring back version 1").click()
    expect(versions(page).first).to_contain_text("Brought back from version 1")
    expect(versions(page).first).to_contain_text("3 bytes (\u22128 bytes)")


def test_who_saves_over_what_another_saved_meanwhile_is_told_and_both_are_kept(
    screen: Screen, network: Network, pair: list[Person], group: str
) -> None:
    anna, bert = (screen(one, at(network, f"/g{group}")) for one in pair)
    for page in (anna, bert):
        with page.expect_download():
            choose(page, "Plan.txt", "Download")
    save(bert, b"Bert's", "By Bert")
    choose(anna, "Plan.txt", "Versions")
    expect(versions(anna)).to_have_count(2)
    expect(anna.get_by_role("dialog")).to_contain_text(
        "You fetched version 1 last; version 2 has come since."
    )
    anna.keyboard.press("Escape")
    save_over(anna, b"Anna's own")
    expect(versions(anna).first).to_contain_text("Made from version 1")
    expect(versions(anna).nth(1)).to_contain_text("By Bert")
    anna.get_by_role("button", name="Close").click()
    expect(tray(anna)).to_contain_text("Somebody saved another version meanwhile")
    save(anna, b"Both of it", "Both together")
    expect(versions(anna).first).to_contain_text("Both together")
    expect(versions(anna).first).not_to_contain_text("Made from")


def save_over(page: Page, content: bytes) -> None:
    choose(page, "Plan.txt", "Versions")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("dialog").get_by_role("button", name="New version").click()
    choosing.value.set_files([file("Any.txt", content)])
    told = page.get_by_role("dialog").get_by_role("status")
    expect(told).to_contain_text("Somebody saved another version meanwhile: both are kept")


def test_it_is_told_also_where_the_name_was_taken(
    screen: Screen, network: Network, pair: list[Person], group: str, allow: Allow
) -> None:
    allow("409 POST .*/v1/documents$")
    page = screen(pair[0], at(network, f"/g{group}"))
    with page.expect_download():
        choose(page, "Plan.txt", "Download")
    [plan] = pair[1].all(f"/v1/documents?space=g{group}")
    put(pair[1], b"Bert's", document=plan["id"])
    upload(page, file("Plan.txt", b"Anna's own"))
    tray(page).get_by_role("button", name="New version").click()
    expect(tray(page)).to_contain_text("Somebody saved another version meanwhile: both are kept")
    expect(entry(page, "Plan.txt")).to_contain_text("10 bytes")
