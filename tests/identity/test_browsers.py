"""Sessions in a browser: the refresh token is in a cookie that no script reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import pytest

from chalicelib.core.clock import DAY
from chalicelib.identity.model import GRACE_SECONDS, SESSION_DAYS
from tests.people import PASSWORD, Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


class Browser:
    """Keeps cookies, as httpx does."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.client = httpx.Client(base_url=network.client.base_url)

    def sign_in(self, network: Network | None = None, **more: str) -> httpx.Response:
        slug = (network or self.network).slug
        given = {"tenant": slug, "email": f"olga@{slug}.test", "password": PASSWORD, "keep": "cookie"}
        return self.client.post("/v1/sessions", json=given, headers=more)

    def refresh(self, slug: str = "", **more: str) -> httpx.Response:
        given = {"tenant": slug or self.network.slug}
        return self.client.post("/v1/sessions/refresh", json=given, headers=more)

    def token(self) -> str:
        return str(self.client.cookies[self.name])

    def show(self, token: str) -> None:
        """From now on this is in the cookie."""
        self.client.cookies.clear()
        self.client.cookies.set(self.name, token, self.client.base_url.host, "/v1/sessions")

    @property
    def name(self) -> str:
        return f"atrium-{self.network.slug}"


@pytest.fixture
def browser(network: Network) -> Any:
    opened = Browser(network)
    with opened.client:
        yield opened


@pytest.fixture
def signed_in(browser: Browser) -> Browser:
    assert browser.sign_in().is_success
    return browser


def cookie(answer: httpx.Response) -> "Morsel[str]":
    (one,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return one


def status(network: Network, session: dict[str, Any]) -> int:
    return Person(network, session, network.client).ask("GET", "/v1/me").status_code


def accepted(network: Network) -> tuple[str, dict[str, Any]]:
    invite = network.owner.post("/v1/invites", {"email": "bea@browsers.test"})
    return f"/v1{network.invitation(invite['id'])}/accept", {"name": "Bea", "password": PASSWORD}


def signed_up(network: Network) -> tuple[str, dict[str, Any]]:
    owner = {"name": "Bo", "email": "bo@browsers.test", "password": PASSWORD}
    return "/v1/tenants", {"name": "Other", "slug": f"{network.slug}-b", "owner": owner}


def came_back(network: Network) -> tuple[str, dict[str, Any]]:
    return "/v1/sessions", {
        "tenant": network.slug,
        "email": f"olga@{network.slug}.test",
        "password": PASSWORD,
    }


@pytest.mark.parametrize("come_in", [accepted, signed_up, came_back])
def test_whoever_comes_in_may_have_the_token_in_a_cookie(
    come_in: Callable[[Network], tuple[str, dict[str, Any]]], browser: Browser
) -> None:
    path, body = come_in(browser.network)
    answer = browser.client.post(path, json=body | {"keep": "cookie"}).json()
    session = answer.get("session", answer)
    assert session["refresh_token"] is None
    assert browser.refresh(session["tenant"]["slug"]).json()["id"] == session["id"]


def test_no_script_and_no_other_site_gets_at_the_cookie(browser: Browser) -> None:
    kept = cookie(browser.sign_in())
    assert kept.key == browser.name
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/v1/sessions")
    assert (kept["max-age"], kept["domain"], kept["secure"]) == (str(SESSION_DAYS * DAY), "", "")


def test_where_the_network_is_reached_by_https_the_cookie_goes_no_other_way(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://atrium.test")
    assert cookie(browser.sign_in())["secure"] is True


def test_a_client_that_asks_for_no_cookie_gets_none(network: Network) -> None:
    answer = network.sign_in(f"olga@{network.slug}.test")
    assert answer.json()["refresh_token"]
    assert "set-cookie" not in answer.headers


def test_a_session_tells_what_the_network_looks_like(signed_in: Browser) -> None:
    session = signed_in.refresh().json()
    assert session["branding"] == signed_in.network.owner.get("/v1/branding")


def test_a_form_of_another_site_signs_nobody_in(browser: Browser) -> None:
    path, body = came_back(browser.network)
    sent = httpx.Request("POST", browser.client.base_url.join(path), json=body | {"keep": "cookie"}).content
    answer = browser.client.post(path, content=sent, headers={"Content-Type": "text/plain"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)


# Refreshing


def test_a_refresh_by_cookie_gives_a_new_cookie(signed_in: Browser) -> None:
    before = signed_in.token()
    answer = signed_in.refresh()
    assert answer.json()["refresh_token"] is None
    assert status(signed_in.network, answer.json()) == 200
    assert signed_in.token() != before


def test_refreshing_by_cookie_goes_on_and_on(signed_in: Browser) -> None:
    assert [signed_in.refresh().status_code for _ in range(4)] == [200] * 4


def test_without_a_cookie_one_signs_in_again(browser: Browser) -> None:
    assert browser.refresh().status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c.1.d", '"quoted"', "="])
def test_a_bad_cookie_is_taken_away(token: str, browser: Browser) -> None:
    browser.show(token)
    answer = browser.refresh()
    assert (answer.status_code, cookie(answer)["max-age"]) == (401, "0")


def test_a_browser_whose_answer_was_lost_comes_back_with_the_cookie_before(signed_in: Browser) -> None:
    before = signed_in.token()
    present = signed_in.refresh()
    after = signed_in.token()
    signed_in.show(before)
    late = signed_in.refresh()
    assert (late.status_code, late.json()["id"]) == (200, present.json()["id"])
    assert cookie(late).value == after


@pytest.fixture
def lose(signed_in: Browser) -> Callable[[], httpx.Response]:
    """The next cookie comes to nobody; what the one before is answered when it is shown again."""

    def lost() -> httpx.Response:
        before = signed_in.token()
        assert signed_in.refresh().is_success
        signed_in.show(before)
        return signed_in.refresh()

    return lost


def test_answers_that_are_lost_now_and_then_end_nothing(
    signed_in: Browser, lose: Callable[[], httpx.Response]
) -> None:
    for _ in range(3):
        assert lose().status_code == 200
        assert signed_in.refresh().status_code == 200


def test_a_cookie_that_follows_another_from_one_generation_to_the_next_ends_the_session(
    signed_in: Browser, lose: Callable[[], httpx.Response]
) -> None:
    session = lose().json()
    assert lose().status_code == 401
    assert status(signed_in.network, session) == 401


def test_the_cookie_before_is_answered_once(signed_in: Browser, lose: Callable[[], httpx.Response]) -> None:
    before = signed_in.token()
    assert lose().status_code == 200
    signed_in.show(before)
    assert signed_in.refresh().status_code == 401


def test_two_tabs_that_open_at_once_stay_signed_in(signed_in: Browser) -> None:
    token, name = signed_in.token(), signed_in.name

    def open_tab(_: int) -> httpx.Response:
        url = signed_in.network.client.base_url.join("/v1/sessions/refresh")
        headers = {"Cookie": f"{name}={token}"}
        return httpx.post(url, json={"tenant": signed_in.network.slug}, headers=headers)

    with ThreadPoolExecutor(2) as tabs:
        answers = list(tabs.map(open_tab, range(2)))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert cookie(answers[0]).value == cookie(answers[1]).value


def test_a_form_of_another_site_turns_no_cookie(signed_in: Browser) -> None:
    before = signed_in.token()
    answer = signed_in.client.post(
        "/v1/sessions/refresh",
        content=f'{{"tenant": "{signed_in.network.slug}"}}',
        headers={"Content-Type": "text/plain"},
    )
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)
    assert signed_in.token() == before
    assert signed_in.refresh().status_code == 200
    assert signed_in.token().split(".")[3] == "2"


def test_after_a_minute_the_cookie_before_ends_the_session(
    signed_in: Browser, later: Callable[[float], None]
) -> None:
    before = signed_in.token()
    session = signed_in.refresh().json()
    later(GRACE_SECONDS + 1)
    signed_in.show(before)
    assert signed_in.refresh().status_code == 401
    assert status(signed_in.network, session) == 401


def test_a_cookie_two_generations_back_ends_the_session(signed_in: Browser) -> None:
    oldest = signed_in.token()
    for _ in range(2):
        session = signed_in.refresh().json()
    signed_in.show(oldest)
    assert signed_in.refresh().status_code == 401
    assert status(signed_in.network, session) == 401


def test_a_token_of_the_body_has_no_second_chance_as_a_cookie(network: Network, browser: Browser) -> None:
    stolen = network.sign_in(f"olga@{network.slug}.test").json()["refresh_token"]
    browser.show(stolen)
    assert browser.refresh().status_code == 401


def test_a_token_of_a_cookie_is_none_for_the_body(signed_in: Browser) -> None:
    given = {"refresh_token": signed_in.token()}
    assert signed_in.client.post("/v1/sessions/refresh", json=given).status_code == 401


@pytest.mark.parametrize("given", [{}, {"refresh_token": "a.b.c.1.d", "tenant": "acme"}])
def test_a_refresh_names_one_place_of_its_token(given: dict[str, str], network: Network) -> None:
    assert network.client.post("/v1/sessions/refresh", json=given).status_code == 422


def test_what_is_no_slug_writes_no_header(browser: Browser) -> None:
    answer = browser.refresh("acme; Domain=test\r\nX-Other: 1")
    assert (answer.status_code, "set-cookie" in answer.headers) == (422, False)


# Several networks, several people


@pytest.fixture
def other(found_network: Callable[..., Network]) -> Network:
    return found_network()


def test_one_browser_is_signed_in_to_several_networks(signed_in: Browser, other: Network) -> None:
    signed_in.sign_in(other)
    tenants = [
        signed_in.refresh(slug).json()["tenant"]["slug"] for slug in (signed_in.network.slug, other.slug)
    ]
    assert tenants == [signed_in.network.slug, other.slug]


def test_a_cookie_put_under_another_networks_name_is_refused(signed_in: Browser, other: Network) -> None:
    signed_in.client.cookies.set(f"atrium-{other.slug}", signed_in.token())
    answer = signed_in.refresh(other.slug)
    assert (answer.status_code, cookie(answer).key) == (401, f"atrium-{other.slug}")


# Signing out


def test_signing_out_takes_the_cookie_away(signed_in: Browser, other: Network) -> None:
    signed_in.sign_in(other)
    session = signed_in.refresh().json()
    token = signed_in.token()
    headers = {"Authorization": f"Bearer {session['access_token']}"}
    answer = signed_in.client.delete("/v1/sessions/current", headers=headers)
    assert (answer.status_code, cookie(answer)["max-age"]) == (204, "0")
    assert list(signed_in.client.cookies) == [f"atrium-{other.slug}"]
    signed_in.show(token)
    assert signed_in.refresh().status_code == 401


def test_signing_out_another_device_leaves_the_cookie_of_this_one(signed_in: Browser) -> None:
    phone = signed_in.network.sign_in(f"olga@{signed_in.network.slug}.test").json()
    headers = {"Authorization": f"Bearer {signed_in.refresh().json()['access_token']}"}
    answer = signed_in.client.delete(f"/v1/sessions/{phone['id']}", headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (204, False)
    assert signed_in.refresh().status_code == 200


# Sent twice


def test_a_sign_in_whose_answer_was_lost_brings_its_cookie_again(browser: Browser) -> None:
    first, second = [browser.sign_in(**{"Idempotency-Key": "lost"}) for _ in range(2)]
    assert (second.json(), cookie(second).value) == (first.json(), cookie(first).value)
    assert browser.refresh().json()["id"] == first.json()["id"]


def test_a_refresh_by_cookie_whose_answer_was_lost_brings_its_cookie_again(signed_in: Browser) -> None:
    before = signed_in.token()
    first = signed_in.refresh(**{"Idempotency-Key": "refresh"})
    signed_in.show(before)
    second = signed_in.refresh(**{"Idempotency-Key": "refresh"})
    assert (second.json(), cookie(second).value) == (first.json(), cookie(first).value)


def test_a_key_that_two_browsers_share_shows_neither_the_others_session(network: Network) -> None:
    """Their bodies are the same; what tells them apart is the cookie."""
    browsers = [Browser(network), Browser(network)]
    ids = [browser.sign_in().json()["id"] for browser in browsers]
    answers = [browser.refresh(**{"Idempotency-Key": "same"}) for browser in browsers]
    assert [answer.json()["id"] for answer in answers] == ids
    answer = httpx.post(
        network.client.base_url.join("/v1/sessions/refresh"),
        json={"tenant": network.slug},
        headers={"Idempotency-Key": "same"},
    )
    assert answer.status_code == 401
    for browser in browsers:
        browser.client.close()
