"""Devices that are signed in: refreshed, listed, signed out."""

from collections.abc import Callable

import httpx
import pytest

from chalicelib.core.clock import DAY
from chalicelib.identity.model import MOST_SESSIONS, SESSION_DAYS
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def device(network: Network) -> Person:
    """The owner on another device."""
    return Person(network, network.sign_in(f"olga@{network.slug}.test").json(), network.client)


def refresh(person: Person, token: str | None = None) -> httpx.Response:
    given = {"refresh_token": token or person.session["refresh_token"]}
    return person.client.post("/v1/sessions/refresh", json=given)


def status(person: Person) -> int:
    return person.ask("GET", "/v1/me").status_code


def test_a_refresh_gives_a_new_pair_of_the_same_session(device: Person) -> None:
    new = refresh(device).json()
    assert (new["id"], new["user"]["id"]) == (device.session["id"], device.id)
    assert new["refresh_token"] != device.session["refresh_token"]
    assert status(Person(device.network, new, device.client)) == 200


def test_refreshing_goes_on_and_on(device: Person) -> None:
    token = device.session["refresh_token"]
    for _ in range(3):
        token = refresh(device, token).json()["refresh_token"]
    assert refresh(device, token).status_code == 200


def test_an_old_refresh_token_ends_its_session(device: Person) -> None:
    new = refresh(device).json()
    assert refresh(device).status_code == 401
    assert refresh(device, new["refresh_token"]).status_code == 401
    assert status(Person(device.network, new, device.client)) == 401
    assert status(device) == 401


def test_a_refresh_whose_answer_was_lost_is_sent_again_under_its_key(device: Person) -> None:
    def again() -> httpx.Response:
        given = {"refresh_token": device.session["refresh_token"]}
        key = {"Idempotency-Key": device.session["id"]}
        return device.client.post("/v1/sessions/refresh", json=given, headers=key)

    first, second = again(), again()
    assert first.json() == second.json()
    assert refresh(device, second.json()["refresh_token"]).status_code == 200


def test_an_old_refresh_token_ends_no_other_session(network: Network, device: Person) -> None:
    refresh(device)
    refresh(device)
    assert status(network.owner) == 200


@pytest.mark.parametrize("place", range(5))
def test_a_refresh_token_with_a_changed_part_is_refused(device: Person, place: int) -> None:
    parts = device.session["refresh_token"].split(".")
    parts[place] = parts[place][:-1] + ("0" if parts[place][-1] != "0" else "1")
    assert refresh(device, ".".join(parts)).status_code == 401
    assert status(device) == 200


@pytest.mark.parametrize("token", ["", ".", "....", "x", "a.b.c.1.d", "\u0660.b.c.\u0661.d"])
def test_what_is_no_refresh_token_is_refused(network: Network, token: str) -> None:
    answer = network.client.post("/v1/sessions/refresh", json={"refresh_token": token})
    assert answer.status_code == 401


def test_a_session_that_nobody_used_for_long_has_ended(
    device: Person, later: Callable[[float], None]
) -> None:
    later(SESSION_DAYS * DAY + 1)
    assert refresh(device).status_code == 401


def test_a_refresh_makes_the_session_last_longer(device: Person, later: Callable[[float], None]) -> None:
    later((SESSION_DAYS - 1) * DAY)
    new = refresh(device).json()
    later(2 * DAY)
    assert refresh(device, new["refresh_token"]).status_code == 200


def test_my_sessions_are_listed_newest_first_and_this_one_is_marked(network: Network, device: Person) -> None:
    mine = device.get("/v1/me/sessions")["items"]
    assert mine[0]["id"] == device.session["id"]
    assert [one["id"] for one in mine if one["current"]] == [device.session["id"]]
    assert network.owner.session["id"] in [one["id"] for one in mine]


def test_a_session_tells_its_device(network: Network) -> None:
    given = {
        "tenant": network.slug,
        "email": f"olga@{network.slug}.test",
        "password": "correct horse battery",
    }
    answer = network.client.post("/v1/sessions", json=given, headers={"User-Agent": "Atrium/1.0 (phone)"})
    there = Person(network, answer.json(), network.client).get("/v1/me/sessions")["items"]
    assert next(one["agent"] for one in there if one["current"]) == "Atrium/1.0 (phone)"


def test_signing_out_ends_both_tokens_at_once(device: Person) -> None:
    device.delete("/v1/sessions/current")
    assert status(device) == 401
    assert refresh(device).status_code == 401


def test_a_lost_device_is_signed_out_from_another(network: Network, device: Person) -> None:
    network.owner.delete(f"/v1/sessions/{device.session['id']}")
    assert (status(device), status(network.owner)) == (401, 200)
    assert device.session["id"] not in str(network.owner.get("/v1/me/sessions"))


def test_nobody_signs_out_somebody_else(network: Network, device: Person) -> None:
    other = network.person()
    assert other.ask("DELETE", f"/v1/sessions/{device.session['id']}").status_code == 404
    assert status(device) == 200


def test_a_session_that_is_not_there_is_not_found(network: Network) -> None:
    assert network.owner.ask("DELETE", "/v1/sessions/nonsense").status_code == 404


def test_the_oldest_session_makes_room(
    found_network: Callable[..., Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.identity.sessions.MOST_SESSIONS", 3)
    assert MOST_SESSIONS > 3
    network = found_network()
    devices = [network.sign_in(f"olga@{network.slug}.test").json() for _ in range(3)]
    assert status(network.owner) == 401
    newest = Person(network, devices[-1], network.client)
    listed = [one["id"] for one in newest.get("/v1/me/sessions")["items"]]
    assert listed == [device["id"] for device in reversed(devices)]
