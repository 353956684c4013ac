"""Pictures of people and groups: chosen, cut, worn, seen by others."""

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Screen
from tests.documents import samples
from tests.people import Network

PHOTO: FilePayload = {"name": "Me.jpg", "mimeType": "image/jpeg", "buffer": samples.photo(size=(640, 480))}


def choose(page: Page, words: str) -> None:
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name=words).click()
    choosing.value.set_files([PHOTO])


def test_a_face_is_cut_and_shown_to_others(screen: Screen, network: Network) -> None:
    (ada,) = network.people("Ada Lovelace")
    page = screen(ada, f"/at/{network.slug}/me")
    choose(page, "Choose a picture")
    dialog = page.get_by_role("dialog", name="Choose a picture")
    frame = dialog.get_by_role("application")
    frame.press("+")
    frame.press("ArrowLeft")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    address = ada.get("/v1/me")["avatar"]
    expect(page.get_by_role("main").locator(f'img[src="{address}"]')).to_be_visible()  # once
    others = screen(network.owner, f"/at/{network.slug}/people/{ada.id}")
    shown = others.locator(f'img[src="{address}"]').first
    expect(shown).to_be_visible()
    assert shown.evaluate("async img => (await img.decode(), img.naturalWidth)") == 512


def test_a_picture_is_taken_off_again(screen: Screen, network: Network) -> None:
    (ada,) = network.people("Ada Lovelace")
    page = screen(ada, f"/at/{network.slug}/me")
    choose(page, "Choose a cover")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator(".cover")).to_be_visible()
    page.get_by_role("button", name="Remove the cover").click()
    expect(page.locator(".cover")).to_have_count(0)
    assert ada.get("/v1/me")["cover"] is None


def test_a_groups_owner_gives_it_a_cover(screen: Screen, network: Network) -> None:
    (ada,) = network.people("Ada Lovelace")
    group = ada.make_group("Field notes")
    page = screen(ada, f"/at/{network.slug}/groups/{group}/settings")
    choose(page, "Choose a cover")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("img.cover")).to_be_visible()
    others = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    expect(others.locator("img.cover")).to_be_visible()


def test_what_is_no_picture_is_told_before_anything_is_sent(screen: Screen, network: Network) -> None:
    (ada,) = network.people("Ada Lovelace")
    page = screen(ada, f"/at/{network.slug}/me")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Choose a picture").click()
    choosing.value.set_files([{"name": "no.jpg", "mimeType": "image/jpeg", "buffer": b"words"}])
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("cannot be read")
    expect(page.get_by_role("dialog").get_by_role("button", name="Save")).to_be_disabled()
