"""The directory: everybody, by name."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person

NAMES = ["ada", "Ådne", "Björn", "bjorn", "Émile", "Emil", "Zoë", "李小龙", "Ben #1"]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    network = found_network()
    network.people(*NAMES)
    return network


@pytest.fixture
def olga(network: Network) -> Person:
    return network.owner


def found(person: Person, q: str, limit: int = 100) -> list[str]:
    return [one["name"] for one in person.all(f"/v1/people?q={q}", limit)]


def test_names_stand_in_order_without_regard_to_case_and_accents(olga: Person) -> None:
    listed = [name.casefold().replace("ö", "o") for name in found(olga, "")]
    assert listed == [
        "ada",
        "ådne",
        "ben #1",
        "bjorn",
        "bjorn",
        "emil",
        "émile",
        "olga owner",
        "zoë",
        "李小龙",
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 9, 10])
def test_page_by_page_everybody_comes_once(olga: Person, limit: int) -> None:
    assert found(olga, "", limit) == found(olga, "")


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("a", {"ada", "Ådne"}),
        ("ADA", {"ada"}),
        ("bjo", {"Björn", "bjorn"}),
        ("BJÖRN", {"Björn", "bjorn"}),
        ("emi", {"Emil", "Émile"}),
        ("émile", {"Émile"}),
        ("%20zoe%20", {"Zoë"}),
        ("李", {"李小龙"}),
        ("Ben %231", {"Ben #1"}),
        ("nobody", set()),
        ("%23", set()),
        ("%F0%9F%98%80", set()),
    ],
)
def test_a_name_is_found_by_its_beginning(olga: Person, q: str, names: set[str]) -> None:
    assert set(found(olga, q)) == names


def test_a_search_is_paged_too(olga: Person) -> None:
    assert set(found(olga, "b", limit=1)) == {"Björn", "bjorn", "Ben #1"}


def test_a_cursor_belongs_to_its_search(olga: Person) -> None:
    page = olga.get("/v1/people?q=b&limit=1")
    answer = olga.ask("GET", f"/v1/people?q=a&cursor={page['next']}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor")


def test_a_new_name_has_a_new_place(found_network: Callable[..., Network]) -> None:
    owner = found_network().owner
    owner.patch("/v1/me", {"name": "Yolanda"})
    assert (found(owner, "olga"), found(owner, "yolanda")) == ([], ["Yolanda"])


def test_another_networks_people_are_not_there(found_network: Callable[..., Network]) -> None:
    assert found(found_network().owner, "") == ["Olga Owner"]
