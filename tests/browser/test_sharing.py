"""A file given to somebody outside: by a link, which an admin can forbid."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import choose, mine
from tests.documents import samples
from tests.documents.files import looked_at
from tests.people import Network, Person

GONE = "404 GET .*/v1/shared/"
SECRET = "open sesame"
Allow = Callable[[str], None]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Larkmoor Gardens")


@pytest.fixture
def person(network: Network) -> Person:
    return network.person("Paula Putter")


@pytest.fixture
def offer(network: Network, person: Person) -> Any:
    return looked_at(network, person, b"the offer", "Offer.txt")


def share(person: Person, document: Any, **more: Any) -> Any:
    return person.post(f"/v1/documents/{document['id']}/links", more)


def path_of(link: Any) -> str:
    return str(link["url"])[str(link["url"]).index("/at/") :]


@pytest.fixture(autouse=True)
def outside(allow: Allow) -> None:
    """Whoever has no account is not signed in either."""
    allow("401 POST .*/refresh")


@pytest.mark.usefixtures("offer")
def test_a_link_leads_somebody_without_an_account_to_the_file(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(page, "Offer.txt", "Share a link")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("There is no link yet.")
    sheet.get_by_role("button", name="Good for").click()
    page.get_by_role("option", name="30 days").click()
    sheet.get_by_role("button", name="Make the link").click()
    url = sheet.get_by_role("textbox", name="Link").input_value()
    sheet.get_by_role("button", name="Copy the link").first.click()
    expect(page.get_by_role("status").get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == url

    outside = screen(None, url[url.index("/at/") :])
    expect(outside.get_by_role("heading", name="Offer.txt")).to_be_visible()
    expect(outside.get_by_text("Paula Putter")).to_contain_text("Larkmoor Gardens")
    with outside.expect_download() as download:
        outside.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "Offer.txt"
    assert Path(download.value.path()).read_bytes() == b"the offer"
    expect(outside.get_by_text("The download begins.")).to_be_visible()

    page.reload()
    choose(page, "Offer.txt", "Share a link")
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_contain_text("Downloads: 1")


def test_a_password_is_made_and_asked_for(screen: Screen, person: Person, offer: Any, allow: Allow) -> None:
    page = screen(person, mine(person))
    choose(page, "Offer.txt", "Share a link")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("switch", name="Ask for a password").click(force=True)
    allow("422 POST .*/links")
    sheet.get_by_role("textbox", name="Password").fill("short")
    sheet.get_by_role("button", name="Make the link").click()
    expect(sheet.get_by_role("textbox", name="Password")).to_have_attribute("aria-invalid", "true")
    sheet.get_by_role("textbox", name="Password").fill(SECRET)
    sheet.get_by_role("button", name="Make the link").click()
    expect(sheet.get_by_role("listitem")).to_contain_text("Password")
    [link] = person.all(f"/v1/documents/{offer['id']}/links")

    allow("403 POST .*/v1/shared/")
    outside = screen(None, path_of(link))
    outside.get_by_label("Password", exact=True).fill("no idea at all")
    outside.get_by_role("button", name="Download").click()
    expect(outside.get_by_text("The password is not right.")).to_be_visible()
    outside.get_by_label("Password", exact=True).fill(SECRET)
    with outside.expect_download() as download:
        outside.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_bytes() == b"the offer"


def test_a_withdrawn_link_says_what_to_do(screen: Screen, person: Person, offer: Any, allow: Allow) -> None:
    allow(GONE)
    link = share(person, offer)
    page = screen(person, mine(person))
    choose(page, "Offer.txt", "Share a link")
    page.get_by_role("button", name="Withdraw the link").click()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("dialog", name="Withdraw this link?").get_by_role(
            "button", name="Withdraw the link"
        ).click()
    expect(page.get_by_role("dialog")).to_contain_text("There is no link yet.")
    outside = screen(None, path_of(link))
    expect(outside.get_by_role("heading", name="This link is not valid any more")).to_be_visible()
    expect(outside.get_by_text("Ask whoever gave it to you")).to_be_visible()
    expect(outside.get_by_text("Larkmoor Gardens", exact=True)).to_be_visible()


def test_the_link_is_told_to_nobody_else(screen: Screen, person: Person, offer: Any) -> None:
    path = path_of(share(person, offer))
    token = path.rpartition("/")[2]
    page = screen()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  it is marked
    page.goto(path)
    with page.expect_download():
        page.get_by_role("button", name="Download").click()
    assert asked
    assert [one.url for one in asked if token in one.headers.get("referer", "")] == []
    elsewhere = [one.url for one in asked if "/v1/" not in one.url and not one.url.endswith(path)]
    assert [url for url in elsewhere if token in url] == []
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"


def test_an_admin_forbids_links_and_nobody_is_offered_one(
    screen: Screen, found_network: Callable[..., Network], allow: Allow
) -> None:
    allow(GONE)
    network = found_network()
    member = network.person("Mia Member")
    link = share(member, looked_at(network, member, b"x", "Mine.txt"))
    admin = screen(network.owner, f"/at/{network.slug}/me/settings")
    admin.get_by_role("link", name="What is allowed").click()
    switch = admin.get_by_role("switch", name=re.compile("^Links for people outside"))
    expect(switch).to_be_checked()
    with admin.expect_response(lambda answer: answer.request.method == "PATCH"):
        switch.click(force=True)
    expect(switch).not_to_be_checked()

    page = screen(member, mine(member))
    expect(page.get_by_role("button", name="More for Mine.txt")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More for Mine.txt").click()
    expect(page.get_by_role("menuitem", name="Versions")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Share a link")).to_have_count(0)
    outside = screen(None, path_of(link))
    expect(outside.get_by_role("heading", name="This link is not valid any more")).to_be_visible()


def test_settings_are_for_admins(screen: Screen, person: Person) -> None:
    page = screen(person, f"/at/{person.network.slug}/admin/settings")
    expect(page.get_by_text("Only admins change what is allowed")).to_be_visible()


def test_nothing_is_in_anybodys_way(screen: Screen, person: Person, axe: Axe, allow: Allow) -> None:
    network = person.network
    made = looked_at(network, person, samples.photo(), "Pond.jpg", content_type="image/jpeg")
    open_, guarded = share(person, made), share(person, made, password=SECRET)
    allow(GONE)
    sheet = screen(person, mine(person))
    choose(sheet, "Pond.jpg", "Share a link")
    sheet.get_by_role("switch", name="Ask for a password").click(force=True)
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    pages = {"sheet": sheet}
    for name, path, heading in (
        ("open", path_of(open_), "Pond.jpg"),
        ("guarded", path_of(guarded), "Pond.jpg"),
        ("void", f"/at/{network.slug}/shared/a.b.{'c' * 22}", "This link is not valid any more"),
    ):
        pages[name] = screen(None, path)
        expect(pages[name].get_by_role("heading", name=heading)).to_be_visible()
    pages["settings"] = screen(network.owner, f"/at/{network.slug}/admin/settings")
    expect(pages["settings"].get_by_role("switch")).to_be_visible()
    found = []
    for name, page in pages.items():
        for size in ({"width": 390, "height": 844}, {"width": 1280, "height": 800}):
            page.set_viewport_size(size)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                found += [f"{name}, {size['width']}, {theme}: {one}" for one in axe(page)]
                if os.environ.get("SHOTS"):
                    page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{size['width']}-{theme}.png")
    assert found == []
