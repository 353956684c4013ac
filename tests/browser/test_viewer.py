"""Files, as people look at them: in lists, and one after the other over all else."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen
from tests.browser.pdfs import pdf
from tests.browser.test_documents import mine
from tests.documents import samples
from tests.documents.files import looked_at, put
from tests.people import Network, Person

Axe = Callable[[Page], list[str]]
Allow = Callable[[str], None]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def three(network: Network, person: Person) -> None:
    for name, size in (("a.jpg", (640, 480)), ("b.jpg", (480, 640)), ("c.jpg", (1200, 300))):
        looked_at(network, person, samples.photo(size=size), name, content_type="image/jpeg")


def look_at(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()


@pytest.mark.usefixtures("three")
def test_pictures_stand_in_the_list_in_small(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    expect(page.locator(".thumb img[data-loaded]")).to_have_count(3)
    page.get_by_role("button", name="Show as a grid").click()
    expect(page.locator(".files-card .thumb img[data-loaded]")).to_have_count(3)


@pytest.mark.usefixtures("three")
def test_a_small_picture_that_cannot_be_fetched_is_asked_for_anew_once(
    screen: Screen, person: Person, allow: Allow
) -> None:
    allow("403 GET")
    page = screen(person)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/preview?" in one.url else None)
    page.route(re.compile(r"/320\.webp"), lambda route: route.fulfill(status=403))
    page.goto(mine(person))
    expect(page.locator(".thumb .kind-image")).to_have_count(3)
    assert len(asked) == 3


@pytest.mark.usefixtures("three")
def test_keys_lead_from_one_file_to_the_next_and_out(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    look_at(page, "a.jpg")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 of 3")).to_be_visible()
    page.keyboard.press("ArrowRight")
    shown = page.get_by_role("dialog", name="b.jpg").get_by_role("img", name="b.jpg")
    expect(shown).to_be_visible()
    assert shown.evaluate("async img => (await img.decode(), img.naturalHeight)") == 640
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # there is no further one
    expect(dialog.get_by_text("3 of 3")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_text("2 of 3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="a.jpg", exact=True)).to_be_focused()


@pytest.mark.usefixtures("three")
def test_the_back_button_closes_what_is_looked_at_and_leaves_nothing_else(
    screen: Screen, person: Person
) -> None:
    page = screen(person, f"/at/{person.network.slug}/people")
    page.get_by_role("navigation").get_by_role("link", name="Files").first.click()
    page.get_by_role("link", name="My files").click()
    look_at(page, "a.jpg")
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="a.jpg", exact=True)).to_be_visible()
    look_at(page, "b.jpg")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("link", name="Company files")).to_have_attribute("aria-current", "page")


@pytest.mark.usefixtures("three")
def test_the_original_comes_for_the_asking(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    look_at(page, "a.jpg")
    shown = page.get_by_role("dialog").get_by_role("img", name="a.jpg")
    expect(shown).to_have_attribute("src", re.compile(r"webp"))
    page.get_by_role("button", name="Show the original").click()
    expect(shown).not_to_have_attribute("src", re.compile(r"webp"))
    expect(shown).to_have_attribute("data-loaded", "true")


@pytest.mark.usefixtures("three")
def test_on_a_phone_a_finger_leads_to_the_next(screen: Screen, person: Person, axe: Axe) -> None:
    page = screen(person, mine(person), phone=True)
    look_at(page, "a.jpg")
    expect(page.get_by_role("dialog").locator("img[data-loaded]")).to_be_visible()
    swipe(page, 300, 60)
    expect(page.get_by_role("dialog").get_by_text("2 of 3")).to_be_visible()
    swipe(page, 60, 300)
    expect(page.get_by_role("dialog").get_by_text("1 of 3")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == []


def swipe(page: Page, start: int, end: int) -> None:
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, int]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": start, "y": 400})
    for part in (1, 2, 3):
        touch("touchMove", {"x": start + (end - start) * part // 3, "y": 400})
    touch("touchEnd")


def test_markdown_is_shown_as_it_is_meant_and_as_it_was_typed(
    screen: Screen, network: Network, person: Person, axe: Axe
) -> None:
    looked_at(network, person, "# Grüße\n\n- one\n- **two**\n".encode(), "Read.md")
    page = screen(person, mine(person))
    look_at(page, "Read.md")
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_text(["one", "two"])
    page.get_by_role("button", name="As it was typed").click()
    expect(page.get_by_role("dialog")).to_contain_text("**two**")
    assert axe(page) == []


def test_a_refused_file_says_why(screen: Screen, network: Network, person: Person) -> None:
    made = looked_at(network, person, samples.photo()[:200], "Cut.jpg", content_type="image/jpeg")
    assert made["state"] == "refused"
    page = screen(person, mine(person))
    expect(page.get_by_role("row").filter(has_text="Cut.jpg")).to_contain_text("cut off or damaged")
    look_at(page, "Cut.jpg")
    expect(page.get_by_role("dialog")).to_contain_text("The picture is cut off or damaged")
    expect(page.get_by_role("dialog").get_by_role("button", name="Download")).to_have_count(0)


def test_a_file_that_is_being_checked_turns_into_its_picture_by_itself(
    screen: Screen, network: Network, person: Person
) -> None:
    network.cloud.pause()
    try:
        put(person, samples.photo(), "New.jpg", content_type="image/jpeg")
        page = screen(person, mine(person))
        expect(page.get_by_role("row").filter(has_text="New.jpg")).to_contain_text("Being checked")
    finally:
        network.cloud.resume()
    expect(page.locator(".thumb img[data-loaded]")).to_have_count(1)


def test_a_pdf_is_read_page_by_page_on_a_phone_too(
    screen: Screen, network: Network, person: Person, axe: Axe
) -> None:
    content = pdf("Foundations", "Walls", "Roof")
    looked_at(network, person, content, "Plan.pdf", content_type="application/pdf")
    for kind in ({}, {"phone": True}):
        page = screen(person, mine(person), **kind)
        look_at(page, "Plan.pdf")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("region", name="Page 1").get_by_text("Foundations")).to_be_attached()
        assert ink(page, 1) > 0
        number = dialog.get_by_role("textbox", name="Page")
        number.fill("3")
        number.press("Enter")
        expect(dialog.get_by_role("region", name="Page 3").get_by_text("Roof")).to_be_attached()
        expect(number).to_have_value("3")
        dialog.get_by_role("button", name="Larger").click()
        expect(dialog.get_by_role("region", name="Page 3").get_by_text("Roof")).to_be_attached()
        assert axe(page) == []


def ink(page: Page, number: int) -> int:
    """Dark pixels of a page."""
    canvas = page.get_by_role("region", name=f"Page {number}").locator("canvas")
    return int(
        canvas.evaluate("""async canvas => {
          const dark = () => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return data.filter((value, at) => at % 4 === 0 && value < 100 && data[at + 3] > 200).length;
          };
          const soon = () => new Promise(done => setTimeout(done, 100));
          for (let tries = 0; tries < 50 && !dark(); tries++) await soon();
          return dark();
        }""")
    )


def test_a_locked_pdf_asks_for_its_password(screen: Screen, network: Network, person: Person) -> None:
    content = pdf("Salaries", password="sesame")
    made = looked_at(network, person, content, "Pay.pdf", content_type="application/pdf")
    assert made["preview"]["encrypted"]
    page = screen(person, mine(person))
    look_at(page, "Pay.pdf")
    dialog = page.get_by_role("dialog")
    for word in ("wrong", "sesame"):
        dialog.get_by_label("Password of the file").fill(word)
        dialog.get_by_role("button", name="Open", exact=True).click()
        if word == "wrong":
            expect(dialog).to_contain_text("This is not its password.")
    expect(dialog.get_by_text("Salaries")).to_be_attached()


def test_a_damaged_pdf_says_so(screen: Screen, network: Network, person: Person) -> None:
    looked_at(network, person, b"%PDF-1.4 and nothing else", "Bad.pdf", content_type="application/pdf")
    page = screen(person, mine(person))
    look_at(page, "Bad.pdf")
    expect(page.get_by_role("dialog")).to_contain_text("This file is damaged")
