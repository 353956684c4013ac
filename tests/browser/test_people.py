"""The directory, profiles, and following somebody, as people use them."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import expect

from infra import web
from tests.browser.conftest import Screen
from tests.people import Network

WORDS = {room: web.WEB / f"src/{room}/words/de.json" for room in ("core", "people")}


def at(network: Network, path: str = "") -> str:
    return f"/at/{network.slug}{path}"


def test_the_directory_is_searched_as_one_types_and_keeps_its_filters(
    screen: Screen, network: Network
) -> None:
    ada, _, carl = network.people("Ada Lind", "Bertha Lindgren", "Carl Berg")
    for person, department in ((ada, "Field service"), (carl, "Finance")):
        person.patch("/v1/me", {"department": department})
    page = screen(network.owner, at(network, "/people"))
    found = page.get_by_role("list", name="People").get_by_role("listitem")
    expect(found).to_have_count(4)
    page.get_by_role("searchbox").fill("lind")
    expect(found).to_have_count(2)
    page.get_by_role("combobox", name="Department").fill("serv")
    page.get_by_role("option", name="Field service").click()
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Ada Lind")
    expect(page).to_have_url(re.compile("department=Field"))
    page.reload()
    expect(found).to_have_count(1)


def test_whom_one_follows_comes_into_the_feed(screen: Screen, network: Network) -> None:
    (writer,) = network.people("Wanda Writer")
    page = screen(network.owner, at(network, f"/people/{writer.id}"))
    page.get_by_role("button", name="Follow Wanda Writer").click()
    expect(page.get_by_role("button", name="Unfollow Wanda Writer")).to_be_visible()
    network.cloud.wait_idle()
    page.get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("button", name="Write something")).to_be_visible()
    writer.post(f"/v1/people/{writer.id}/posts", {"body": "News from my bench"})
    expect(page.get_by_text("News from my bench")).to_be_visible()


def test_what_is_wrong_with_a_profile_is_said_in_german_beside_its_field(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:  # fmt: skip
    words = {room: json.loads(path.read_text("utf-8")) for room, path in WORDS.items()}
    allow("422 PATCH .*/v1/me")
    page = screen(network.owner, at(network, "/me"), language="de")
    name = page.get_by_label(words["people"]["name"], exact=True)
    title = page.get_by_label(words["people"]["job_title"])
    title.fill("Leiterin")
    name.fill("   ")
    page.get_by_role("button", name=words["core"]["save"]).click()
    expect(name).to_have_accessible_description(words["core"]["problems"]["invalid"])
    expect(title).to_have_value("Leiterin")
    name.fill("Olga Neu")
    page.get_by_role("button", name=words["core"]["save"]).click()
    expect(page.get_by_text(words["people"]["saved"])).to_be_visible()
    expect(page.get_by_role("banner").get_by_text("Olga Neu")).to_be_visible()
    assert network.owner.get("/v1/me")["title"] == "Leiterin"


def test_what_was_typed_stays_while_one_looks_something_up(screen: Screen, network: Network) -> None:
    page = screen(network.owner, at(network, "/me"))
    page.get_by_role("textbox", name="About me").fill("Half a sentence")
    page.get_by_role("link", name="People").first.click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("textbox", name="About me")).to_have_value("Half a sentence")


def test_whoever_is_put_out_is_let_in_again(screen: Screen, network: Network) -> None:
    (leaver,) = network.people("Leo Leaver")
    page = screen(network.owner, at(network, f"/people/{leaver.id}"))
    page.get_by_role("button", name="More for Leo Leaver").click()
    page.get_by_role("menuitem", name="Deactivate").click()
    page.get_by_role("dialog").get_by_role("button", name="Deactivate").click()
    expect(page.get_by_text("Deactivated")).to_be_visible()
    network.cloud.wait_idle()
    assert leaver.ask("GET", "/v1/me").status_code == 401
    page.get_by_role("button", name="More for Leo Leaver").click()
    page.get_by_role("menuitem", name="Reactivate").click()
    expect(page.get_by_text("Deactivated")).to_have_count(0)
