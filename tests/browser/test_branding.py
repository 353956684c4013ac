"""What an admin makes of the network, and that no network ever shows another's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.company import sign_in
from tests.browser.conftest import Screen
from tests.people import PASSWORD, Network
from tests.tenants import pictures
from tests.tenants.sending import upload

PALE = "#FFFFCC"
SCRIPTED = pictures.SVG.replace(b"<path", b"<script>alert(1)</script><path")
NOT_IN = "401 POST .*/refresh"

Found = Callable[..., Network]
Allow = Callable[[str], None]


@pytest.fixture
def red(found_network: Found) -> Network:
    return _branded(found_network("Red Kite"), "#b3261e", "#5c0f0a", pictures.png(40, 8, shade=0))


@pytest.fixture
def blue(found_network: Found) -> Network:
    return _branded(found_network("Blue Heron"), "#1d4ed8", "#0b1f5c", pictures.png(40, 8, shade=0x55))


def _branded(network: Network, accent: str, header: str, logo: bytes) -> Network:
    owner = network.owner
    sent = {slot: upload(owner, logo, slot) for slot in ("logo", "favicon")}
    owner.put("/v1/branding", {"accent": accent, "header": header, "welcome": f"**{accent}**", **sent})
    return network


def _wears(page: Page, network: Network) -> None:
    brand = network.owner.get("/v1/branding")
    expect(page.locator("link[rel=icon]")).to_have_attribute("href", brand["favicon"])
    expect(page.locator("meta[name=theme-color]").first).to_have_attribute("content", brand["header"])
    expect(page).to_have_title(re.compile(re.escape(brand["name"]) + "$"))
    marks = page.get_by_role("img", name=brand["name"], exact=True)
    expect(marks.first).to_have_attribute("src", brand["logo"])
    assert f"/brand/{network.tenant}/" in brand["logo"]


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_each_sign_in_page_wears_its_own(screen: Screen, red: Network, blue: Network, allow: Allow) -> None:
    allow(NOT_IN)
    for network, accent in ((red, "#b3261e"), (blue, "#1d4ed8")):
        page = screen(path=f"/at/{network.slug}/sign-in")
        _wears(page, network)
        expect(page.get_by_role("button", name="Sign in")).to_have_css("background-color", _rgb(accent))
        expect(page.locator("strong")).to_have_text(accent)


def test_two_networks_in_one_browser_never_show_each_others(
    screen: Screen, red: Network, blue: Network
) -> None:
    page = screen(red.owner)
    sign_in(page.context, blue.slug, blue.owner.session["user"]["email"], PASSWORD)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for network, other, header in ((red, blue, "#5c0f0a"), (blue, red, "#0b1f5c"), (red, blue, "#5c0f0a")):
        asked.clear()
        page.goto(f"/at/{network.slug}/")
        _wears(page, network)
        expect(page.get_by_role("banner")).to_have_css("background-color", _rgb(header))
        page.goto(f"/at/{network.slug}/me/settings")
        _wears(page, network)
        assert any(network.tenant in url for url in asked), "its logo"
        assert not [url for url in asked if other.tenant in url or other.slug in url]


def test_an_invitation_wears_the_network_that_invites(screen: Screen, red: Network) -> None:
    invite = red.owner.post("/v1/invites", {"email": f"new@{red.slug}.test"})
    page = screen(path=red.invitation(invite["id"]))
    _wears(page, red)
    expect(page.locator("strong")).to_have_text("#b3261e")


def test_dark_has_its_own_logo(screen: Screen, red: Network) -> None:
    worn = red.owner.put("/v1/branding", {"logo_dark": upload(red.owner, pictures.SVG, "logo_dark")})
    page = screen(red.owner, f"/at/{red.slug}/", theme="dark")
    mark = page.get_by_role("img", name="Red Kite")
    expect(mark).to_have_attribute("src", worn["logo_dark"])
    page.emulate_media(color_scheme="light")
    expect(mark).to_have_attribute("src", worn["logo"])


def test_a_logo_that_does_not_come_leaves_the_name(screen: Screen, red: Network, allow: Allow) -> None:
    allow("failed: GET .*/brand/")
    page = screen(red.owner)
    page.route("**/brand/**", lambda route: route.abort())
    page.goto(f"/at/{red.slug}/")
    expect(page.get_by_role("banner").get_by_role("link", name="Red Kite")).to_have_text("Red Kite")


@pytest.fixture
def page(screen: Screen, network: Network) -> Page:
    return screen(network.owner, f"/at/{network.slug}/admin/branding")


@pytest.fixture
def accent(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Accent", exact=True)


def _brand(network: Network) -> dict[str, Any]:
    shown: dict[str, Any] = network.owner.get("/v1/branding")
    return shown


def _choose(page: Page, picture: str, name: str, kind: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=f"Choose a file: {picture}").click()
    chooser.value.set_files([{"name": name, "mimeType": kind, "buffer": content}])


def _save(page: Page) -> Locator:
    return page.get_by_role("button", name="Save", exact=True)


def test_what_cannot_be_read_is_told_and_the_nearest_saved(
    page: Page, network: Network, accent: Locator
) -> None:
    accent.fill(PALE)
    accent.press("Tab")
    expect(page.get_by_text("Light: Links")).to_contain_text(re.compile(r"1\.\d+:1.*, at least .*4\.5:1"))
    expect(_save(page)).to_be_disabled()
    page.get_by_role("button", name="Use the nearest").click()
    _save(page).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    saved = _brand(network)["accent"]
    assert saved != PALE.lower()
    assert _brand(network)["accent_dark"] == PALE.lower(), "in dark it can be read, and was shown"
    expect(_save(page)).to_have_css("background-color", _rgb(saved))


def test_a_refusal_stands_beside_its_colour_with_the_nearest(
    page: Page, network: Network, accent: Locator, allow: Allow
) -> None:
    allow("422 PUT .*/v1/branding")
    page.route("**/previews", lambda _: None)  # the answer is late
    page.reload()
    accent.fill(PALE)
    accent.press("Enter")
    expect(accent).to_have_attribute("aria-invalid", "true")
    expect(accent).to_have_value(PALE)
    page.get_by_role("button", name="Use the nearest").click()
    _save(page).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert _brand(network)["accent"] == accent.input_value().lower()


def test_it_is_seen_before_it_is_saved_and_worn_at_once_afterwards(
    page: Page, network: Network, accent: Locator
) -> None:
    page.get_by_label("Name of the network").fill("Green Finch")
    accent.fill("#2F6F5E")
    accent.press("Tab")
    small = page.get_by_role("img", name="Sign-in page and feed: Light").locator(".button-primary").first
    expect(small).to_have_css("background-color", _rgb("#2f6f5e"))
    expect(_save(page)).not_to_have_css("background-color", _rgb("#2f6f5e"))
    assert _brand(network)["accent"] is None
    _save(page).click()
    expect(_save(page)).to_have_css("background-color", _rgb("#2f6f5e"))
    expect(page.get_by_role("banner").get_by_role("link", name="Green Finch")).to_be_visible()
    expect(page).to_have_title("Branding · Green Finch")


@pytest.mark.parametrize(("theme", "own", "other"), [("light", "Light", "Dark"), ("dark", "Dark", "Light")])
def test_light_and_dark_stand_side_by_side_in_either(
    screen: Screen, network: Network, theme: str, own: str, other: str
) -> None:
    page = screen(network.owner, f"/at/{network.slug}/admin/branding", theme=theme)
    surface = page.locator(".branding-bar").evaluate("bar => getComputedStyle(bar).backgroundColor")
    card = page.locator(".gate-card")
    expect(page.get_by_role("img", name=f"feed: {own}").locator(card)).to_have_css(
        "background-color", surface
    )
    expect(page.get_by_role("img", name=f"feed: {other}").locator(card)).not_to_have_css(
        "background-color", surface
    )


def test_a_logo_goes_to_s3_and_is_worn_once_saved(page: Page, network: Network, screen: Screen) -> None:
    _choose(page, "Logo on light", "logo.svg", "image/svg+xml", pictures.SVG)
    expect(page.locator(".picture img")).to_have_attribute("src", re.compile("^blob:"))
    assert _brand(network)["logo"] is None
    _save(page).click()
    mark = page.get_by_role("banner").get_by_role("img", name=network.owner.session["tenant"]["name"])
    expect(mark).to_have_attribute("src", re.compile(f"^/brand/{network.tenant}/.*svg$"))
    elsewhere = screen(network.owner, f"/at/{network.slug}/")
    expect(elsewhere.get_by_role("banner").get_by_role("img")).to_be_visible()
    page.get_by_role("button", name="Remove: Logo on light").click()
    _save(page).click()
    expect(mark).to_have_count(0)
    assert _brand(network)["logo"] is None


def test_a_picture_with_a_script_is_refused_in_words(page: Page, network: Network, allow: Allow) -> None:
    allow("422 PUT .*/v1/branding")
    page.get_by_label("Name of the network").fill("Green Finch")
    _choose(page, "Logo on light", "logo.svg", "image/svg+xml", SCRIPTED)
    expect(page.locator(".picture img")).to_be_visible()
    _save(page).click()
    expect(page.get_by_text("It has a <script>, which a logo may not have.")).to_be_visible()
    expect(page.get_by_label("Name of the network")).to_have_value("Green Finch")
    _save(page).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert (_brand(network)["logo"], _brand(network)["name"]) == (None, "Green Finch")


@pytest.mark.parametrize(
    ("kind", "size", "words"),
    [
        ("image/gif", 100, "It is no PNG, JPEG"),
        ("image/png", 131_073, "It is too large; at most 128 KB"),
        ("image/png", 100, "It cannot be shown as a picture"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_before_it_is_sent(
    page: Page, kind: str, size: int, words: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _choose(page, "Icon of the browser tab", "my icon", kind, b"x" * size)
    expect(page.get_by_text(words)).to_contain_text("my icon")
    assert not [url for url in asked if "uploads" in url]


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_stopped(page: Page, network: Network) -> None:
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 40_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    _choose(page, "Logo on light", "logo.png", "image/png", pictures.png(40, 8, shade=0) + b"x" * 500_000)
    expect(page.get_by_role("progressbar", name="logo.png")).to_have_attribute(
        "aria-valuetext", re.compile(r"^[1-9]\d?%$")
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert _brand(network)["logo"] is None


def test_what_is_no_colour_stays_and_is_told(page: Page, network: Network, accent: Locator) -> None:
    accent.fill("nonsense")
    accent.press("Tab")
    expect(accent).to_have_accessible_description(re.compile("This is no colour"))
    expect(accent).to_have_value("nonsense")
    _save(page).click()
    expect(accent).to_be_focused()
    accent.fill("2f6f5e")
    accent.press("Tab")
    expect(accent).to_have_value("#2F6F5E")
    expect(page.get_by_text("This is no colour")).to_have_count(0)
    assert _brand(network)["accent"] is None


def test_a_colour_is_chosen_by_keyboard_alone(page: Page, accent: Locator) -> None:
    by_eye = page.get_by_role("button", name="Pick by eye: Accent")
    by_eye.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog").get_by_role("slider").first).to_be_focused()
    page.keyboard.press("PageDown")
    expect(accent).to_have_value(re.compile("^#[0-9A-F]{6}$"))
    page.keyboard.press("Escape")
    expect(by_eye).to_be_focused()


def test_what_is_not_saved_is_there_again_until_it_is_discarded(page: Page, accent: Locator) -> None:
    accent.fill("#2F6F5E")
    accent.press("Tab")
    page.reload()
    expect(accent).to_have_value("#2F6F5E")
    page.get_by_role("button", name="Discard changes").click()
    expect(accent).to_have_value("")
    page.reload()
    expect(accent).to_have_value("")


def test_who_is_no_admin_is_told_so(screen: Screen, network: Network) -> None:
    page = screen(network.person(), f"/at/{network.slug}/admin/branding")
    expect(page.get_by_text("Only admins change how the network looks.")).to_be_visible()
    expect(page.get_by_label("Accent")).to_have_count(0)
