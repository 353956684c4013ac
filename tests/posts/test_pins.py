"""Posts pinned to the top of their wall."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def ada(network: Network) -> Person:
    return network.person("Ada")


@pytest.fixture
def group(network: Network, ada: Person) -> str:
    group = network.owner.make_group()
    ada.join(group)
    return group


def pin(person: Person, post: str) -> int:
    return person.ask("PUT", f"/v1/posts/{post}/pin").status_code


def pinned(person: Person, group: str) -> list[str]:
    return [post["id"] for post in person.all(f"/v1/groups/{group}/posts?pinned=true", limit=1)]


def test_what_is_pinned_can_be_listed_by_itself(network: Network, group: str) -> None:
    posts = [network.owner.publish(group) for _ in range(3)]
    for post in (posts[2], posts[0]):
        assert pin(network.owner, post) == 204
    assert pinned(network.owner, group) == [posts[2], posts[0]]
    assert network.owner.get(f"/v1/posts/{posts[0]}")["pinned"]


def test_pinning_and_unpinning_can_be_sent_twice(network: Network, group: str) -> None:
    post = network.owner.publish(group)
    assert [pin(network.owner, post) for _ in range(2)] == [204, 204]
    assert pinned(network.owner, group) == [post]
    for _ in range(2):
        network.owner.delete(f"/v1/posts/{post}/pin")
    assert pinned(network.owner, group) == []
    assert not network.owner.get(f"/v1/posts/{post}")["pinned"]


def test_only_so_many_are_pinned(network: Network, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.posts.pins.MOST_PINS", 2)
    posts = [network.owner.publish(group) for _ in range(3)]
    assert [pin(network.owner, post) for post in posts] == [204, 204, 409]
    network.owner.delete(f"/v1/posts/{posts[0]}/pin")
    assert pin(network.owner, posts[2]) == 204


def test_a_deleted_post_is_pinned_no_more(network: Network, group: str) -> None:
    post = network.owner.publish(group)
    pin(network.owner, post)
    network.owner.delete(f"/v1/posts/{post}")
    assert pinned(network.owner, group) == []


def test_members_do_not_pin_in_a_group(ada: Person, group: str) -> None:
    post = ada.publish(group)
    assert pin(ada, post) == 403
    assert ada.ask("DELETE", f"/v1/posts/{post}/pin").status_code == 403


def test_on_ones_own_wall_one_pins_oneself(network: Network, ada: Person) -> None:
    post = ada.post(f"/v1/people/{ada.id}/posts", {"body": "About me"})["id"]
    assert pin(network.person(), post) == 403
    assert pin(ada, post) == 204
