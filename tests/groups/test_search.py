"""Groups found by any word of their name; and mine, for a sidebar."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from tests.people import Network, Person

GROUPS = {
    "Résumé Review": "open",
    "Peer review board": "private",
    "Review of secrets": "secret",
    "Running": "open",
}


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    network = found_network()
    for name, visibility in GROUPS.items():
        network.owner.make_group(name, visibility)
    return network


@pytest.fixture(scope="module")
def stranger(network: Network) -> Person:
    return network.person("Sam")


def found(person: Person, q: str, limit: int = 100, **more: str) -> list[str]:
    return [group["name"] for group in person.all(f"/v1/groups?{urlencode({'q': q, **more})}", limit)]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("review", {"Résumé Review", "Peer review board", "Review of secrets"}),
        ("RESUME", {"Résumé Review"}),
        ("board peer", {"Peer review board"}),
        ("secr", {"Review of secrets"}),
        ("r", {"Résumé Review", "Peer review board", "Review of secrets", "Running"}),
        ("view", set()),
    ],
)
@pytest.mark.parametrize("limit", [1, 100])
def test_a_group_is_found_once_by_the_beginning_of_any_word(
    q: str, names: set[str], limit: int, network: Network, stranger: Person
) -> None:
    assert sorted(found(network.owner, q, limit)) == sorted(names)
    assert sorted(found(network.owner, q, limit, mine="true")) == sorted(names)
    assert sorted(found(stranger, q, limit)) == sorted(names - {"Review of secrets"})
    assert found(stranger, q, limit, mine="true") == []


@pytest.mark.parametrize("mine", ["true", "false"])
def test_a_guest_searches_among_their_own(mine: str, network: Network) -> None:
    group = network.owner.make_group("Guests review")
    [guest] = network.people("Gus", role="guest", groups=[group])
    assert found(guest, "review", mine=mine) == ["Guests review"]
    network.owner.delete(f"/v1/groups/{group}")


@pytest.fixture
def group(network: Network) -> str:
    return network.owner.make_group("Before noon")


def test_a_new_name_is_found_and_the_old_one_is_not(network: Network, stranger: Person, group: str) -> None:
    network.owner.patch(f"/v1/groups/{group}", {"name": "After midnight", "description": "Late"})
    assert (found(stranger, "noon"), found(stranger, "midnight")) == ([], ["After midnight"])
    network.owner.delete(f"/v1/groups/{group}")


def test_a_group_that_becomes_secret_is_found_by_its_members_alone(
    network: Network, stranger: Person, group: str
) -> None:
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "secret"})
    network.cloud.wait_idle()
    assert (found(stranger, "noon"), found(network.owner, "noon")) == ([], ["Before noon"])
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "private"})
    assert (found(stranger, "noon"), found(network.owner, "noon")) == (["Before noon"], ["Before noon"])
    network.owner.delete(f"/v1/groups/{group}")


def test_a_deleted_group_is_not_found(network: Network, stranger: Person, group: str) -> None:
    network.owner.delete(f"/v1/groups/{group}")
    assert found(stranger, "noon") == found(network.owner, "noon") == []
    network.cloud.wait_idle()
    assert found(network.owner, "noon", mine="true") == []


def test_a_change_of_something_else_leaves_a_group_where_it_is(network: Network, group: str) -> None:
    changed = network.owner.patch(f"/v1/groups/{group}", {"description": "*New*", "kind": "project"})
    assert (changed["description"], changed["kind"], changed["version"]) == ("*New*", "project", 2)
    assert changed == network.owner.get(f"/v1/groups/{group}") | {"members": changed["members"]}
    assert found(network.owner, "noon") == ["Before noon"]
    network.owner.delete(f"/v1/groups/{group}")


def test_a_sidebar_has_a_hundred_of_my_groups_in_one_page(network: Network) -> None:
    mine = network.owner.get("/v1/groups?mine=true&limit=100")
    assert {group["name"] for group in mine["items"]} >= set(GROUPS)
    assert mine["next"] is None
