"""A page that was open for long, in a browser that others use too."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from chalicelib.core import auth
from tests.browser.conftest import Screen, sign_in
from tests.people import PASSWORD, Network, Person


@pytest.fixture
def expire(monkeypatch: pytest.MonkeyPatch, allow: Callable[[str], None]) -> Callable[[], None]:
    """Lets the access tokens run out that were given so far."""
    allow("401 .*")
    later = SimpleNamespace(time=lambda: time.time() + auth.ACCESS_SECONDS + 60)
    return lambda: monkeypatch.setattr(auth, "time", later)


def test_one_can_sign_out_after_any_time(
    screen: Screen, network: Network, expire: Callable[[], None]
) -> None:
    page = screen(network.owner, f"/at/{network.slug}/me/sessions")
    expect(page.get_by_role("button", name="Sign out on this device")).to_be_visible()
    expire()
    page.get_by_role("button", name="Sign out on this device").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_what_one_person_typed_is_not_sent_in_the_name_of_the_next(
    screen: Screen, network: Network, expire: Callable[[], None]
) -> None:
    newcomer = network.person("Nele Newcomer")
    page = screen(network.owner, f"/at/{network.slug}/")
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("textbox", name="Text").fill("I, the owner, announce")
    address = str(newcomer.session["user"]["email"])
    sign_in(page.context, network.slug, address, PASSWORD)  # in another tab
    expire()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="Nele Newcomer")).to_be_visible()
    network.cloud.wait_idle()
    newcomer = Person(network, network.sign_in(address).json(), network.client)
    walls = [newcomer.get(f"/v1/people/{one.id}/posts")["items"] for one in (newcomer, network.owner)]
    assert walls == [[], []]
