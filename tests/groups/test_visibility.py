"""Open, private and secret groups: who knows of them, who reads, who comes in."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def stranger(network: Network) -> Person:
    """A colleague who is in none of the groups."""
    return network.person("Sam")


@pytest.fixture(scope="module")
def guest(network: Network) -> Person:
    [guest] = network.people("Gus", role="guest", groups=[network.owner.make_group("Guests")])
    return guest


def statuses(person: Person, group: str) -> tuple[int, int, int]:
    """Of looking at the group, at its wall, and of joining it."""
    return (
        person.ask("GET", f"/v1/groups/{group}").status_code,
        person.ask("GET", f"/v1/groups/{group}/posts").status_code,
        person.ask("PUT", f"/v1/groups/{group}/members/{person.id}", {}).status_code,
    )


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [("open", (200, 200, 204)), ("private", (200, 404, 403)), ("secret", (404, 404, 404))],
)
def test_what_a_colleague_may_do(
    network: Network, stranger: Person, visibility: str, expected: tuple[int, int, int]
) -> None:
    assert statuses(stranger, network.owner.make_group(visibility=visibility)) == expected


@pytest.mark.parametrize("visibility", ["open", "private", "secret"])
def test_to_a_guest_a_group_they_are_not_in_is_not_there(
    network: Network, guest: Person, visibility: str
) -> None:
    assert statuses(guest, network.owner.make_group(visibility=visibility)) == (404, 404, 404)


@pytest.mark.parametrize("visibility", ["open", "private", "secret"])
def test_members_see_it_and_read_its_wall(network: Network, guest: Person, visibility: str) -> None:
    group = network.owner.make_group(visibility=visibility)
    network.owner.put(f"/v1/groups/{group}/members/{guest.id}", {})
    assert statuses(guest, group) == (200, 200, 204)


def test_who_is_no_member_writes_nowhere(network: Network, stranger: Person) -> None:
    for visibility in ("open", "private", "secret"):
        group = network.owner.make_group(visibility=visibility)
        assert stranger.ask("POST", f"/v1/groups/{group}/posts", {"body": "Hi"}).status_code == 404


def test_guests_make_no_groups(guest: Person) -> None:
    assert guest.ask("POST", "/v1/groups", {"name": "Mine"}).status_code == 403


def test_the_list_has_the_groups_one_may_know_of_by_name(found_network: Callable[..., Network]) -> None:
    network = found_network()
    other = network.person()
    for name, visibility in [("Émile", "open"), ("beta", "private"), ("Alpha", "secret"), ("Zeta", "open")]:
        network.owner.make_group(name, visibility)
    for limit in (1, 2, 4, 100):
        assert [g["name"] for g in other.all("/v1/groups", limit)] == ["beta", "Émile", "Zeta"]
        assert [g["name"] for g in network.owner.all("/v1/groups", limit)] == [
            "Alpha",
            "beta",
            "Émile",
            "Zeta",
        ]
    assert other.all("/v1/groups?mine=true") == []


def test_the_list_of_my_groups_has_those_i_am_in(network: Network) -> None:
    member = network.person()
    joined = sorted(network.owner.make_group(f"Team {n}") for n in range(3))
    for group in joined:
        member.join(group)
    mine = member.all("/v1/groups?mine=true", limit=1)
    assert sorted(group["id"] for group in mine) == joined
    assert {group["my_role"] for group in mine} == {"member"}


def test_a_group_that_becomes_secret_disappears_for_others(network: Network, stranger: Person) -> None:
    group = network.owner.make_group("Soon secret")
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "secret"})
    assert group not in [one["id"] for one in stranger.all("/v1/groups")]
    network.cloud.wait_idle()
    assert group in [one["id"] for one in network.owner.all("/v1/groups")]
    assert statuses(stranger, group) == (404, 404, 404)


def test_a_group_that_opens_can_be_found(network: Network, stranger: Person) -> None:
    group = network.owner.make_group("Soon open", "secret")
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "open"})
    network.cloud.wait_idle()
    assert [one["id"] for one in stranger.all("/v1/groups")].count(group) == 1
    assert [one["id"] for one in network.owner.all("/v1/groups")].count(group) == 1


def test_the_list_of_members_is_for_those_who_may_read(network: Network, stranger: Person) -> None:
    for visibility, status in (("open", 200), ("private", 404), ("secret", 404)):
        group = network.owner.make_group(visibility=visibility)
        assert stranger.ask("GET", f"/v1/groups/{group}/members").status_code == status
