"""The directory, searched by any word of a name and filtered; and the values to filter by."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.core import keys, pagination
from chalicelib.core.table import Item, Table
from tests.people import Network, Person
from tests.together import together

PEOPLE = {
    "Anna Berg": ("Sales", "Berlin"),
    "Bert Anders": ("Sales", "Zürich"),
    "Anna-Lena Annasdottir": ("Care", "Berlin"),
    "Carl O'Ann": ("care ", "Paris"),
    "Dora": ("", ""),
}


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    network = found_network()
    for person, (department, location) in zip(network.people(*PEOPLE), PEOPLE.values(), strict=True):
        person.patch("/v1/me", {"department": department, "location": location})
    network.people("Gast Anna", role="guest")
    return network


def found(person: Person, limit: int = 100, **asked: str) -> list[str]:
    return [one["name"] for one in person.all(f"/v1/people?{urlencode(asked)}", limit)]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "ander"}, ["Bert Anders"]),
        ({"q": "ANN"}, ["Anna Berg", "Anna-Lena Annasdottir", "Carl O'Ann", "Gast Anna"]),
        ({"q": "lena"}, ["Anna-Lena Annasdottir"]),
        ({"q": "berg anna"}, ["Anna Berg"]),
        ({"q": "o'ann"}, ["Carl O'Ann"]),
        ({"q": "nna"}, []),
        ({"department": "Sales"}, ["Anna Berg", "Bert Anders"]),
        ({"department": "CARE"}, ["Anna-Lena Annasdottir", "Carl O'Ann"]),
        ({"location": "zurich"}, ["Bert Anders"]),
        ({"department": "Nowhere"}, []),
        ({"department": "Sale"}, []),
        ({"role": "owner"}, ["Olga Owner"]),
        ({"role": "guest"}, ["Gast Anna"]),
        ({"role": "admin"}, []),
        ({"role": "member", "q": "anna"}, ["Anna Berg", "Anna-Lena Annasdottir"]),
        ({"role": "guest", "department": "Sales"}, []),
        ({"q": "ann", "location": "Berlin"}, ["Anna Berg", "Anna-Lena Annasdottir"]),
        ({"department": "Sales", "location": "Berlin"}, ["Anna Berg"]),
        (
            {"q": "ann", "department": "care", "location": "berlin", "role": "member"},
            ["Anna-Lena Annasdottir"],
        ),
        ({"q": "anders", "department": "care"}, []),
    ],
)
@pytest.mark.parametrize("limit", [1, 100])
def test_everybody_who_fits_is_found_once(
    asked: dict[str, str], names: list[str], limit: int, network: Network
) -> None:
    assert sorted(found(network.owner, limit, **asked)) == names


def test_those_who_fit_come_by_name(network: Network) -> None:
    assert found(network.owner, role="member") == sorted(PEOPLE)


def test_a_page_ends_after_so_many_rows_and_the_next_goes_on(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "MOST_ROUNDS", 1)
    first = network.owner.get("/v1/people?q=ann+le&limit=1")
    assert (first["items"], bool(first["next"])) == ([], True)
    assert found(network.owner, 1, q="ann le") == ["Anna-Lena Annasdottir"]


# The lists follow


@pytest.fixture
def moved(found_network: Callable[..., Network]) -> Person:
    """Somebody who changes, among colleagues."""
    network = found_network()
    _, moved = network.people("Ola Other", "Mo Moved")
    moved.patch("/v1/me", {"department": "Sales", "location": "Berlin"})
    return moved


def rows(network: Network, listed: str) -> list[str]:
    table, lists = Table(network.tenant), (listed, f"words#{listed}")
    return [row.sk for one in lists for row in table.query(keys.listing(one, "", "").pk, Item)]


def test_a_new_name_is_found_and_the_old_one_is_not(moved: Person) -> None:
    moved.patch("/v1/me", {"name": "Mo Married Newname"})
    assert found(moved, q="newn") == found(moved, q="mar") == found(moved, q="mo", department="sales")
    assert found(moved, q="newn") == ["Mo Married Newname"]
    assert found(moved, q="moved") == found(moved, q="moved", location="Berlin") == []


def test_whoever_moves_is_in_the_new_place_alone(moved: Person) -> None:
    moved.patch("/v1/me", {"department": "Care", "location": None})
    assert found(moved, department="care") == found(moved, q="moved", department="care") == ["Mo Moved"]
    assert found(moved, department="sales") == found(moved, location="berlin") == []


def test_a_new_role_counts_at_once(moved: Person) -> None:
    moved.network.owner.put(f"/v1/people/{moved.id}/role", {"role": "admin"})
    assert found(moved, role="admin", department="sales") == ["Mo Moved"]
    assert found(moved, role="member") == ["Ola Other"]
    moved.network.owner.put(f"/v1/people/{moved.id}/role", {"role": "member"})
    assert (found(moved, role="admin"), found(moved, role="member", q="mo")) == ([], ["Mo Moved"])


def test_whoever_was_put_out_is_listed_as_that(moved: Person) -> None:
    owner = moved.network.owner
    owner.put(f"/v1/people/{moved.id}/deactivation")
    [listed] = owner.get("/v1/people?q=moved&department=sales")["items"]
    assert listed["status"] == "deactivated"


def test_no_row_is_left_behind(moved: Person) -> None:
    network = moved.network
    before = rows(network, "people")
    for profile in ({"name": "A B C D E F G"}, {"department": "X"}, {"name": "Mo Moved", "location": "Y"}):
        moved.patch("/v1/me", profile)
    assert rows(network, "people") == before
    assert rows(network, "department#sales") == rows(network, "location#berlin") == []
    assert len(rows(network, "department#x")) == len(rows(network, "location#y")) == 2


def test_of_many_changes_at_once_the_lists_tell_the_last(
    moved: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [partial(moved.ask, "PATCH", "/v1/me", {"department": f"D{n}"}) for n in range(3)]
    assert together(monkeypatch, *changes) == [200, 200, 200]
    last = moved.get("/v1/me")["department"]
    assert [n for n in range(3) if found(moved, department=f"D{n}")] == [int(last[1:])]
    assert facets(moved) == {last: 1}


def test_an_edit_of_an_older_version_moves_nobody(moved: Person) -> None:
    etag = moved.ask("GET", "/v1/me").headers["etag"]
    moved.patch("/v1/me", {"department": "Care"})
    assert moved.ask("PATCH", "/v1/me", {"department": "Board"}, If_Match=etag).status_code == 412
    assert (found(moved, department="board"), facets(moved)) == ([], {"Care": 1})


# What there is to filter by


def facets(person: Person, **asked: str) -> dict[str, int]:
    items: list[dict[str, Any]] = person.all(f"/v1/people/facets?{urlencode(asked)}", 1)
    return {item["value"]: item["people"] for item in items}


def test_departments_and_locations_are_told_with_their_people(network: Network) -> None:
    assert facets(network.owner) == {"care": 2, "Sales": 2}
    assert facets(network.owner, field="location") == {"Berlin": 2, "Paris": 1, "Zürich": 1}


def test_they_are_searched_as_names_are(network: Network) -> None:
    assert facets(network.owner, field="location", q="ZU") == {"Zürich": 1}


def test_where_nobody_is_any_more_there_is_nothing_to_filter_by(moved: Person) -> None:
    moved.patch("/v1/me", {"department": "Care", "location": None})
    assert (facets(moved), facets(moved, field="location")) == ({"Care": 1}, {})


def test_other_facets_are_refused(network: Network) -> None:
    assert network.owner.ask("GET", "/v1/people/facets?field=role").status_code == 422


# Guests


def test_a_guest_filters_among_those_they_see_and_is_told_no_numbers(moved: Person) -> None:
    network = moved.network
    group = network.owner.make_group()
    moved.join(group)
    [guest] = network.people("Gus Guest", role="guest", groups=[group])
    assert found(guest, role="member") == found(guest, department="sales") == ["Mo Moved"]
    assert found(guest, q="moved", location="berlin") == ["Mo Moved"]
    assert found(guest, q="other") == found(guest, department="care") == []
    assert facets(guest) == {}
