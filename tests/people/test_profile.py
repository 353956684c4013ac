"""One's own profile."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.people import Network, Person

NOTHING: dict[str, Any] = {}


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def ada(network: Network) -> Person:
    return network.person("Ada")


def test_what_one_writes_others_read(network: Network, ada: Person) -> None:
    written = {
        "name": "Ada Lovelace",
        "title": "Analyst",
        "department": "Engines",
        "location": "London",
        "about": "Poetical *science*.",
        "avatar": "documents/ada.png",
        "time_zone": "Europe/London",
    }
    ada.patch("/v1/me", written)
    shown = network.owner.get(f"/v1/people/{ada.id}")
    assert {name: shown[name] for name in written} == written


def test_what_is_absent_stays_and_null_empties(ada: Person) -> None:
    ada.patch("/v1/me", {"title": "Analyst", "location": "London"})
    me = ada.patch("/v1/me", {"title": None})
    assert (me["title"], me["location"]) == ("", "London")


def test_an_empty_change_changes_nothing(ada: Person) -> None:
    before = ada.get("/v1/me")
    assert ada.patch("/v1/me", NOTHING) == before


def test_of_two_changes_to_the_same_version_one_is_stale(ada: Person) -> None:
    etag = ada.ask("GET", "/v1/me").headers["etag"]
    first = ada.ask("PATCH", "/v1/me", {"title": "First"}, If_Match=etag)
    second = ada.ask("PATCH", "/v1/me", {"title": "Second"}, If_Match=etag)
    assert (first.status_code, second.status_code) == (200, 412)
    assert ada.get("/v1/me")["title"] == "First"


def test_what_did_not_change_is_not_sent_again(ada: Person) -> None:
    etag = ada.ask("GET", "/v1/me").headers["etag"]
    assert ada.ask("GET", "/v1/me", If_None_Match=etag).status_code == 304
    ada.patch("/v1/me", {"about": "Something new"})
    assert ada.ask("GET", "/v1/me", If_None_Match=etag).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " "),
        ("name", None),
        ("name", "x" * 81),
        ("title", "x" * 121),
        ("about", "x" * 4001),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", None),
        ("role", "owner"),
        ("email", "new@acme.test"),
        ("status", "active"),
    ],
)
def test_what_cannot_be_is_refused_by_name(ada: Person, field: str, value: Any) -> None:
    answer = ada.ask("PATCH", "/v1/me", {field: value})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/Argentina/Buenos_Aires"])
def test_every_iana_time_zone_is_known(ada: Person, zone: str) -> None:
    assert ada.patch("/v1/me", {"time_zone": zone})["time_zone"] == zone


def test_a_new_name_is_on_the_next_session(network: Network, ada: Person) -> None:
    ada.patch("/v1/me", {"name": "Countess"})
    assert network.sign_in(ada.session["user"]["email"]).json()["user"]["name"] == "Countess"


@pytest.mark.parametrize("id_", ["nonsense", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "%00"])
def test_somebody_who_is_not_there_is_not_found(ada: Person, id_: str) -> None:
    assert ada.ask("GET", f"/v1/people/{id_}").status_code == 404
