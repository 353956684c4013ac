"""Whom a guest sees: those they share a group with, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.people import Network, Person


@dataclass
class Scene:
    """A guest and Ada share a group, Ben shares two with the guest; Cleo shares none."""

    network: Network
    guest: Person
    ada: Person
    ben: Person
    cleo: Person


@pytest.fixture(scope="module")
def scene(found_network: Callable[..., Network]) -> Scene:
    network = found_network()
    cleo = network.person("Cleo")  # the oldest, so that lists come to her first
    one, two = network.owner.make_group("One"), network.owner.make_group("Two")
    [ada] = network.people("Ada", groups=[one])
    [ben] = network.people("Ben", groups=[one, two])
    [guest] = network.people("Gus", role="guest", groups=[one, two])
    return Scene(network, guest, ada, ben, cleo)


def names(person: Person, path: str, limit: int = 100) -> list[str]:
    return sorted(one["name"] for one in person.all(path, limit))


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_the_directory_has_those_they_share_a_group_with(scene: Scene, limit: int) -> None:
    assert names(scene.guest, "/v1/people", limit) == ["Ada", "Ben", "Gus", "Olga Owner"]


def test_they_search_among_those(scene: Scene) -> None:
    assert names(scene.guest, "/v1/people?q=B") == ["Ben"]
    assert names(scene.guest, "/v1/people?q=cleo") == []


def test_to_them_others_are_not_there(scene: Scene) -> None:
    for path in ("", "/followers", "/following", "/posts"):
        assert scene.guest.ask("GET", f"/v1/people/{scene.cleo.id}{path}").status_code == 404
        assert scene.guest.ask("GET", f"/v1/people/{scene.ada.id}{path}").status_code == 200
    assert scene.guest.ask("PUT", f"/v1/people/{scene.cleo.id}/follow").status_code == 404


def test_among_followers_they_see_those_they_may_see(scene: Scene) -> None:
    for follower in (scene.cleo, scene.network.owner, scene.ben):
        follower.put(f"/v1/people/{scene.ada.id}/follow")
    path = f"/v1/people/{scene.ada.id}/followers"
    for limit in (1, 2, 100):
        assert names(scene.guest, path, limit) == ["Ben", "Olga Owner"]
        assert names(scene.ben, path, limit) == ["Ben", "Cleo", "Olga Owner"]


def test_everybody_else_sees_the_guest(scene: Scene) -> None:
    assert scene.cleo.get(f"/v1/people/{scene.guest.id}")["role"] == "guest"


def test_a_shared_group_that_is_left_is_shared_no_more(scene: Scene) -> None:
    group = scene.network.owner.make_group("Short")
    [guest] = scene.network.people("Gina", role="guest", groups=[group])
    scene.cleo.join(group)
    assert guest.ask("GET", f"/v1/people/{scene.cleo.id}").status_code == 200
    scene.cleo.leave(group)
    assert guest.ask("GET", f"/v1/people/{scene.cleo.id}").status_code == 404
