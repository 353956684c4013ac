"""Groups, as people make them, find them and come into them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.people import Network, Person


def at(network: Network, path: str = "") -> str:
    return f"/at/{network.slug}{path}"


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def keeper_of(network: Network, visibility: str) -> tuple[str, Person]:
    """A group of the owner's, and somebody who is not in it."""
    group = network.owner.make_group("Night shift", visibility)
    network.owner.publish(group, "The kettle is on.")
    return group, network.person("Otto Outside")


def test_a_group_is_made_then_found_by_a_word_of_its_name_and_joined(
    screen: Screen, network: Network
) -> None:
    colleague = network.person("Carla Colleague")
    making = screen(network.owner, at(network, "/groups"))
    making.get_by_role("link", name="New group").first.click()
    making.get_by_label("Name").fill("Friends of the mast")
    making.get_by_label("Description").fill("Climbing, safely.")
    making.get_by_role("button", name="Make the group").click()
    expect(making.get_by_role("heading", name="Friends of the mast")).to_be_visible()
    expect(making.get_by_role("navigation").get_by_role("link", name="Friends of the mast")).to_be_visible()

    finding = screen(colleague, at(network, "/groups?discover"))
    finding.get_by_role("searchbox").fill("mas")
    finding.get_by_role("button", name="Join Friends of the mast").click()
    expect(finding.get_by_role("button", name="Join Friends of the mast")).to_have_count(0)
    finding.get_by_role("list", name="Discover").get_by_role("link", name="Friends of the mast").click()
    expect(finding.get_by_role("button", name="Write something")).to_be_visible()
    expect(finding.get_by_role("link", name="2 members", exact=True)).to_be_visible()


def test_who_asks_is_let_in_and_reads(screen: Screen, network: Network) -> None:
    group, outsider = keeper_of(network, "private")
    asking = screen(outsider, at(network, f"/groups/{group}"))
    asking.get_by_role("button", name="Ask to join").click()
    asking.get_by_label("Why you would like to join").fill("I work nights.")
    asking.get_by_role("dialog").get_by_role("button", name="Ask to join").click()
    expect(asking.get_by_role("button", name="Take the request back")).to_be_visible()

    keeping = screen(network.owner, at(network, f"/groups/{group}"))
    keeping.get_by_role("link", name="Requests 1").click()
    expect(row(keeping, "I work nights.")).to_be_visible()
    keeping.get_by_role("button", name="Let in Otto Outside").click()
    expect(row(keeping, "Otto Outside")).to_have_count(0)

    asking.reload()
    expect(asking.get_by_text("The kettle is on.")).to_be_visible()


@pytest.mark.parametrize(("visibility", "tabs"), [("private", 1), ("secret", 0), ("open", 0)])
def test_only_a_private_group_has_requests(
    screen: Screen, network: Network, visibility: str, tabs: int
) -> None:
    group, _ = keeper_of(network, visibility)
    page = screen(network.owner, at(network, f"/groups/{group}"))
    parts = page.get_by_role("navigation", name="Parts of this group")
    expect(parts.get_by_role("link", name="Settings")).to_be_visible()
    expect(parts.get_by_role("link", name="Requests")).to_have_count(tabs)


def test_an_invitation_is_taken(screen: Screen, network: Network) -> None:
    group, outsider = keeper_of(network, "secret")
    inviting = screen(network.owner, at(network, f"/groups/{group}/members"))
    inviting.get_by_role("button", name="Invite").click()
    inviting.get_by_role("searchbox").fill("ott")
    inviting.get_by_role("button", name="Invite Otto Outside").click()
    expect(inviting.get_by_role("button", name="Otto Outside is invited")).to_be_visible()
    inviting.keyboard.press("Escape")
    expect(inviting.get_by_role("button", name="Take back the invitation of Otto Outside")).to_be_visible()

    invited = screen(outsider, at(network, "/groups"))
    invited.get_by_role("button", name="Join Night shift").click()
    invited.get_by_role("list", name="My groups").or_(invited.get_by_role("navigation")).get_by_role(
        "link", name="Night shift"
    ).first.click()
    expect(invited.get_by_text("The kettle is on.")).to_be_visible()


def test_a_new_post_stands_on_the_open_wall_without_a_reload(screen: Screen, network: Network) -> None:
    group, reader = keeper_of(network, "open")
    reader.join(group)
    page = screen(reader, at(network, f"/groups/{group}"))
    expect(page.get_by_text("The kettle is on.")).to_be_visible()
    network.owner.publish(group, "The kettle boils.")
    expect(page.get_by_text("The kettle boils.")).to_be_visible()


def test_to_a_stranger_a_secret_group_is_not_there(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:
    group, stranger = keeper_of(network, "secret")
    allow("404 GET .*/v1/groups/")
    page = screen(stranger, at(network, f"/groups/{group}"))
    expect(page.get_by_text("There is no such group")).to_be_visible()
    expect(page.get_by_text("Night shift")).to_have_count(0)


def test_a_group_goes_when_its_name_was_typed(screen: Screen, network: Network) -> None:
    group, _ = keeper_of(network, "open")
    page = screen(network.owner, at(network, f"/groups/{group}/settings"))
    page.get_by_role("button", name="Delete the group").click()
    delete = page.get_by_role("dialog").get_by_role("button", name="Delete the group")
    expect(delete).to_be_disabled()
    page.get_by_role("dialog").get_by_role("textbox").fill("Night shift")
    delete.click()
    expect(page.get_by_text("Night shift is deleted.")).to_be_visible()
    assert network.owner.ask("GET", f"/v1/groups/{group}").status_code == 404
