"""Coming in and going out, in a browser: sign-up, invitation, sign-in, a forgotten password, signing out."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from infra.local.cloud import Cloud
from tests.browser.conftest import Screen, without_frames
from tests.people import PASSWORD, Network, Person

Allow = Callable[[str], None]


@pytest.fixture
def colleague(network: Network) -> Person:
    return network.person("Cleo Colleague")


def email(person: Person) -> str:
    return str(person.session["user"]["email"])


def give(page: Page, **fields: str) -> None:
    """Fills in what is labelled so."""
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    give(page, Email=address, Password=password)
    page.get_by_role("button", name="Sign in").click()


def expect_in(page: Page, slug: str, path: str = "/") -> None:
    expect(page).to_have_url(re.compile(f"/at/{slug}{re.escape(path)}$"))
    expect(page.get_by_role("navigation").first).to_be_visible()


def test_from_sign_up_to_the_first_colleague(screen: Screen, cloud: Cloud, client: httpx.Client) -> None:
    page = screen(path="/sign-up")
    give(page, Company="Föhr & Sons", Your_name="Olga Owner", Email="olga@foehr.test", Password=PASSWORD)
    address = page.get_by_label("Address of the network")
    expect(address).to_have_value("foehr-sons")
    slug = f"fohr-{id(page):x}"
    address.fill(slug)
    page.get_by_role("button", name="Create the network").click()
    expect_in(page, slug)

    page.get_by_role("link", name="Invite colleagues").click()
    page.get_by_label("Email addresses").fill("Cleo <cleo@foehr.test>, and somebody else")
    page.get_by_role("button", name="Invite").click()
    results = page.get_by_role("list", name="What became of each address")
    expect(results).to_contain_text("cleo@foehr.test")
    expect(results).to_contain_text("Invited")

    invited = Network(cloud, slug, "", client)
    other = screen(path=invited.link_to("cleo@foehr.test"))
    expect(other.get_by_role("heading", name="Welcome to Föhr & Sons")).to_be_visible()
    give(other, Your_name="Cleo", Password=PASSWORD)
    other.get_by_role("button", name="Come in").click()
    expect_in(other, slug)
    page.reload()
    expect(page.get_by_role("list", name="Sent invitations")).to_contain_text("Accepted")


def test_with_a_keyboard_the_address_is_typed_at_once_and_on_touch_none_jumps_up(
    screen: Screen, network: Network, allow: Allow
) -> None:
    allow("401 POST .*/v1/sessions/refresh")
    address = f"/at/{network.slug}/sign-in"
    expect(screen(path=address).get_by_label("Email")).to_be_focused()
    on_touch = screen(path=address, phone=True).get_by_label("Email")
    expect(on_touch).to_be_visible()
    expect(on_touch).not_to_be_focused()


def test_who_accepts_has_the_time_zone_of_their_browser_and_the_link_is_done(
    screen: Screen, network: Network, allow: Allow
) -> None:
    allow("409 GET .*/v1/invitations/")
    network.owner.post("/v1/invites", {"email": "cleo@zones.test"})
    link = network.link_to("cleo@zones.test")
    page = screen(path=link, timezone_id="Asia/Tokyo")
    give(page, Your_name="Cleo", Password=PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect_in(page, network.slug)
    page.goto(f"/at/{network.slug}/me")
    expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Asia/Tokyo")
    page.goto(link)
    expect(page.get_by_role("heading", name="You have an account here already")).to_be_visible()


def test_an_address_that_is_taken_is_told_beside_its_field(
    screen: Screen, network: Network, allow: Allow
) -> None:
    allow("409 POST .*/v1/tenants")
    page = screen(path="/sign-up")
    give(page, Company="Again", Your_name="Olga", Email="olga@again.test", Password=PASSWORD)
    address = page.get_by_label("Address of the network")
    address.fill(network.slug)
    page.get_by_role("button", name="Create the network").click()
    expect(address).to_have_accessible_description(re.compile("taken by another network"))
    expect(address).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Olga")


def test_a_wrong_password_is_told_in_german(screen: Screen, colleague: Person, allow: Allow) -> None:
    allow("401 POST .*/v1/sessions")
    page = screen(path=f"/at/{colleague.network.slug}/sign-in", language="de")
    page.get_by_label("E-Mail-Adresse").fill(email(colleague))
    page.get_by_label("Passwort", exact=True).fill("not at all right")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("Die E-Mail-Adresse oder das Passwort stimmt nicht.")
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value(email(colleague))


def test_too_many_wrong_passwords_show_how_long_to_wait(
    screen: Screen, colleague: Person, allow: Allow
) -> None:
    allow("4(01|29) POST .*/v1/sessions")
    for _ in range(5):
        colleague.network.sign_in(email(colleague), "not at all right")
    page = screen(path=f"/at/{colleague.network.slug}/sign-in")
    sign_in(page, email(colleague))
    expect(page.get_by_role("alert")).to_have_text("Too many failed attempts. Try again in 15 minutes.")
    expect(page.get_by_role("button", name="Sign in")).to_contain_text(re.compile(r"1[45]:\d\d"))


def test_by_keys_alone_one_signs_in(screen: Screen, colleague: Person, allow: Allow) -> None:
    allow("401 POST .*/v1/sessions/refresh")
    page = screen(path=f"/at/{colleague.network.slug}/sign-in")
    expect(page.get_by_label("Email")).to_be_focused()
    page.keyboard.type(email(colleague))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect_in(page, colleague.network.slug)


def test_whose_session_ends_comes_back_to_where_they_were(
    screen: Screen, colleague: Person, allow: Allow
) -> None:
    allow("401 ")
    slug = colleague.network.slug
    page = screen(colleague)
    without_frames(page, allow)  # so that nothing but the next screen meets the end
    page.goto(f"/at/{slug}/")
    expect_in(page, slug)
    page.wait_for_load_state("networkidle")
    for session in colleague.get("/v1/me/sessions")["items"]:
        if not session["current"]:
            colleague.delete(f"/v1/sessions/{session['id']}")
    page.get_by_role("link", name="People").first.click()
    expect(page.get_by_role("main")).to_contain_text("Your session has ended")
    sign_in(page, email(colleague))
    expect_in(page, slug, "/people")


def test_a_forgotten_password_is_chosen_anew_by_mail(screen: Screen, colleague: Person, allow: Allow) -> None:
    allow("401 POST .*/v1/sessions/refresh")
    page = screen(path=f"/at/{colleague.network.slug}/sign-in")
    page.get_by_role("link", name="Forgot your password?").click()
    give(page, Email=email(colleague))
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("main")).to_contain_text("If this address has an account here")

    page.goto(colleague.network.link_to(email(colleague)))
    give(page, New_password="staple battery horse")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("main")).to_contain_text("Your new password is set")
    expect(page.get_by_label("Email", exact=True)).to_have_value(email(colleague))
    assert email(colleague) not in page.url
    sign_in(page, email(colleague), "staple battery horse")
    expect_in(page, colleague.network.slug)


def test_a_link_that_is_void_says_so(screen: Screen, colleague: Person, allow: Allow) -> None:
    allow("404 ")
    made_up = f"a.b.{'c' * 43}"
    page = screen(path=f"/password-resets/{made_up}?at={colleague.network.slug}")
    give(page, New_password="staple battery horse")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("This link is not valid")
    page.goto(f"/invitations/{made_up}")
    expect(page.get_by_role("heading", name="This invitation is not open")).to_be_visible()


def test_signing_out_leaves_nothing_behind(screen: Screen, colleague: Person, allow: Allow) -> None:
    allow("401 POST .*/v1/sessions/refresh")
    slug = colleague.network.slug
    page = screen(colleague, f"/at/{slug}/me/sessions")
    page.get_by_role("button", name="Sign out on this device").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('atrium.me'))") == []
    page.goto(f"/at/{slug}/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_one_signs_out_beside_ones_name(screen: Screen, colleague: Person) -> None:
    page = screen(colleague, f"/at/{colleague.network.slug}/groups")
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_what_is_empty_runs_from_right_to_left_in_arabic(screen: Screen, colleague: Person) -> None:
    page = screen(colleague, f"/at/{colleague.network.slug}/people")
    search = page.get_by_role("searchbox")
    search.wait_for()
    page.evaluate("document.documentElement.dir = 'rtl'")
    expect(search).to_have_css("direction", "rtl")
    search.fill("ann")
    expect(search).to_have_css("direction", "ltr")


def test_another_language_shows_at_once_and_arabic_from_right_to_left(
    screen: Screen, colleague: Person
) -> None:
    page = screen(colleague, f"/at/{colleague.network.slug}/me/settings")
    page.get_by_role("heading", name="Settings").wait_for()
    page.evaluate("window.sameDocument = true")
    page.get_by_text("العربية").click()
    expect(page.get_by_role("heading", name="الإعدادات")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_text("داكن").click()
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    assert page.evaluate("window.sameDocument")


def test_the_front_knows_the_networks_of_this_browser(
    screen: Screen, colleague: Person, allow: Allow
) -> None:
    allow("404 GET .*/branding")
    network = colleague.network
    page = screen(colleague, f"/at/{network.slug}/")
    expect_in(page, network.slug)
    page.goto("/")
    other = page.get_by_label("Another network")
    other.fill("nobody-has-this")
    page.get_by_role("button", name="Continue").click()
    expect(other).to_have_accessible_description(re.compile("no network at this address"))
    page.get_by_role("link", name="Cleo Colleague").click()
    expect_in(page, network.slug)
