"""Following somebody."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def two(network: Network) -> list[Person]:
    return network.people("Ada", "Ben")


def follow(person: Person, followed: Person) -> None:
    person.put(f"/v1/people/{followed.id}/follow")


def names(person: Person, path: str) -> list[str]:
    return [one["name"] for one in person.all(path, limit=1)]


def test_who_follows_is_seen_from_both_sides(two: list[Person]) -> None:
    ada, ben = two
    follow(ada, ben)
    assert names(ada, f"/v1/people/{ben.id}/followers") == ["Ada"]
    assert names(ben, f"/v1/people/{ada.id}/following") == ["Ben"]
    assert ada.get(f"/v1/people/{ben.id}")["following"] is True
    assert ben.get(f"/v1/people/{ada.id}")["following"] is False


def test_lists_of_people_tell_whom_i_follow(two: list[Person]) -> None:
    ada, ben = two
    follow(ada, ben)
    told = {one["id"]: one["following"] for one in ada.all("/v1/people")}
    assert told[ben.id] is True
    assert told[ada.id] is None
    assert ben.get(f"/v1/people/{ada.id}/following")["items"][0]["following"] is None
    assert {one["following"] for one in ben.all("/v1/people?q=ada") if one["id"] == ada.id} == {False}


def test_following_and_unfollowing_can_be_sent_twice(two: list[Person]) -> None:
    ada, ben = two
    for _ in range(2):
        follow(ada, ben)
    assert names(ada, f"/v1/people/{ben.id}/followers") == ["Ada"]
    for _ in range(2):
        ada.delete(f"/v1/people/{ben.id}/follow")
    assert names(ada, f"/v1/people/{ben.id}/followers") == []
    assert names(ada, f"/v1/people/{ada.id}/following") == []


def test_nobody_follows_themselves(two: list[Person]) -> None:
    assert two[0].ask("PUT", f"/v1/people/{two[0].id}/follow").status_code == 409


def test_nobody_follows_who_is_not_there(two: list[Person], found_network: Callable[..., Network]) -> None:
    elsewhere = found_network().owner.id
    for id_ in (elsewhere, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "nonsense"):
        assert two[0].ask("PUT", f"/v1/people/{id_}/follow").status_code == 404
        assert two[0].ask("GET", f"/v1/people/{id_}/followers").status_code == 404
