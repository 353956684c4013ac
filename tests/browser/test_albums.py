"""Albums: their photos are gone through in the order in which they lie there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.documents.files import looked_at, put
from tests.people import Network, Person
from tests.tenants import pictures


@dataclass
class Album:
    owner: Person
    path: str
    id: str


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def album(network: Network) -> Album:
    """By name, a text lies between its photos."""
    owner = network.person("Paula Putter")
    made: Any = owner.post("/v1/folders", {"name": "Summer party", "album": True})
    for name in ("Bay.png", "Cliff.png", "Dunes.png"):
        look(network, owner, name, made["id"])
    put(owner, name="Boats.txt", folder=made["id"])
    return Album(owner, f"/at/{network.slug}/files/u{owner.id}/{made['id']}", made["id"])


def look(network: Network, owner: Person, name: str, folder: str) -> None:
    looked_at(network, owner, pictures.png(40, 40), name, content_type="image/png", folder=folder)


def photo(page: Page, name: str) -> Locator:
    photos = page.get_by_role("list", name="Photos")
    return photos.get_by_role("button", name=name, exact=True)


def test_arrows_go_from_photo_to_photo(screen: Screen, album: Album) -> None:
    page = screen(album.owner, album.path)
    photo(page, "Bay.png").focus()
    page.keyboard.press("ArrowRight")
    expect(photo(page, "Cliff.png")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(photo(page, "Dunes.png")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(photo(page, "Cliff.png")).to_be_focused()


def test_in_arabic_the_left_arrow_goes_on(screen: Screen, album: Album) -> None:
    page = screen(album.owner, album.path, language="ar")
    photos = page.get_by_role("list", name="الصور")
    photos.get_by_role("button", name="Bay.png", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(photos.get_by_role("button", name="Cliff.png", exact=True)).to_be_focused()


def test_the_viewer_goes_from_photo_to_photo(screen: Screen, album: Album) -> None:
    page = screen(album.owner, album.path)
    photo(page, "Bay.png").click()
    viewer = page.get_by_role("dialog")
    expect(viewer).to_contain_text("Bay.png")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("Cliff.png")


def test_a_stretch_of_photos_is_chosen_without_what_lies_below(screen: Screen, album: Album) -> None:
    page = screen(album.owner, album.path)
    page.get_by_role("checkbox", name="Select Bay.png").click()
    page.get_by_role("checkbox", name="Select Cliff.png").click(modifiers=["Shift"])
    expect(page.get_by_role("checkbox", name="Select Cliff.png")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Select Boats.txt")).not_to_be_checked()


def test_photos_alone_can_be_sorted(screen: Screen, network: Network) -> None:
    owner = network.person("Sorted Photographer")
    made: Any = owner.post("/v1/folders", {"name": "Only photos", "album": True})
    for name in ("First.png", "Second.png"):
        look(network, owner, name, made["id"])
    page = screen(owner, f"/at/{network.slug}/files/u{owner.id}/{made['id']}")
    expect(photo(page, "First.png")).to_be_visible()
    photos = page.get_by_role("list", name="Photos").get_by_role("listitem")
    expect(photos).to_contain_text(["First.png", "Second.png"])
    page.get_by_role("button", name="Sorted by").click()
    page.get_by_role("option", name="Changed").click()
    expect(photos).to_contain_text(["Second.png", "First.png"])


def test_a_wall_of_photos_is_not_turned_into_a_list(screen: Screen, network: Network) -> None:
    owner = network.person("Wall Photographer")
    made: Any = owner.post("/v1/folders", {"name": "Wall", "album": True})
    look(network, owner, "First.png", made["id"])
    page = screen(owner, f"/at/{network.slug}/files/u{owner.id}/{made['id']}")
    expect(page.get_by_role("button", name="Sorted by")).to_be_visible()
    expect(page.get_by_role("button", name="Show as a grid")).to_have_count(0)
