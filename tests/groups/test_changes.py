"""A group is made, changed, deleted."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def member(network: Network) -> Person:
    return network.person("Mia")


@pytest.fixture
def group(network: Network, member: Person) -> str:
    group = network.owner.make_group("Before")
    member.join(group)
    return group


def my_groups(person: Person) -> dict[str, str]:
    return {group["id"]: group["name"] for group in person.all("/v1/groups?mine=true")}


def test_who_makes_a_group_owns_it(network: Network) -> None:
    made = network.owner.post("/v1/groups", {"name": "New", "description": "*What* for", "kind": "project"})
    assert (made["my_role"], made["members"], made["visibility"]) == ("owner", 1, "open")
    network.cloud.wait_idle()
    shown = network.owner.get(f"/v1/groups/{made['id']}")
    assert (shown["members"], shown["description"], shown["kind"]) == (1, "*What* for", "project")


def test_a_new_name_reaches_its_members_lists(network: Network, member: Person, group: str) -> None:
    network.owner.patch(f"/v1/groups/{group}", {"name": "After"})
    network.cloud.wait_idle()
    assert my_groups(member)[group] == "After"
    assert [entry["post"]["home"]["name"] for entry in published(network, member, group)] == ["After"]


def published(network: Network, reader: Person, group: str) -> list[dict[str, dict[str, dict[str, str]]]]:
    network.owner.publish(group, "Hello")
    return [entry for entry in reader.feed() if entry["post"]["home"]["id"] == group]


def test_a_new_name_reaches_more_members_than_one_message_takes(
    network: Network, member: Person, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.groups.upkeep.PAGE", 1)
    network.owner.patch(f"/v1/groups/{group}", {"name": "After"})
    network.cloud.wait_idle()
    assert (my_groups(member)[group], my_groups(network.owner)[group]) == ("After", "After")


def test_a_new_name_has_a_new_place_in_the_list(network: Network, group: str) -> None:
    network.owner.patch(f"/v1/groups/{group}", {"name": "aaa first"})
    network.cloud.wait_idle()
    groups = network.owner.all("/v1/groups")
    assert [one["name"] for one in groups if one["id"] == group] == ["aaa first"]
    assert groups[0]["id"] == group


def test_owners_change_a_group_and_members_do_not(network: Network, member: Person, group: str) -> None:
    assert member.ask("PATCH", f"/v1/groups/{group}", {"name": "Mine"}).status_code == 403
    assert member.ask("DELETE", f"/v1/groups/{group}").status_code == 403
    assert network.owner.get(f"/v1/groups/{group}")["name"] == "Before"


def test_of_two_changes_to_the_same_version_one_is_stale(network: Network, group: str) -> None:
    etag = network.owner.ask("GET", f"/v1/groups/{group}").headers["etag"]
    answers = [
        network.owner.ask("PATCH", f"/v1/groups/{group}", {"name": name}, If_Match=etag)
        for name in ("First", "Second")
    ]
    assert [answer.status_code for answer in answers] == [200, 412]
    assert network.owner.ask("DELETE", f"/v1/groups/{group}", If_Match=etag).status_code == 412


def test_counting_members_does_not_make_a_version_stale(network: Network, group: str) -> None:
    etag = network.owner.ask("GET", f"/v1/groups/{group}").headers["etag"]
    network.person(groups=[group])
    network.cloud.wait_idle()
    answer = network.owner.ask("PATCH", f"/v1/groups/{group}", {"name": "Still"}, If_Match=etag)
    assert answer.status_code == 200


def test_an_empty_change_changes_nothing(network: Network, group: str) -> None:
    network.cloud.wait_idle()
    before = network.owner.get(f"/v1/groups/{group}")
    assert network.owner.patch(f"/v1/groups/{group}", {}) == before


def test_a_deleted_group_is_gone_for_everybody(network: Network, member: Person, group: str) -> None:
    post = network.owner.publish(group, "Soon gone")
    assert member.ask("GET", f"/v1/posts/{post}").status_code == 200
    network.owner.delete(f"/v1/groups/{group}")
    for person in (network.owner, member):
        for path in (f"/v1/groups/{group}", f"/v1/groups/{group}/posts", f"/v1/posts/{post}"):
            assert person.ask("GET", path).status_code == 404
    assert group not in [one["id"] for one in member.all("/v1/groups")]


def test_a_deleted_group_leaves_its_members_lists_and_feeds(
    network: Network, member: Person, group: str
) -> None:
    network.owner.publish(group, f"Soon gone {group}")
    assert f"Soon gone {group}" in member.feed_bodies()
    network.owner.delete(f"/v1/groups/{group}")
    for person in (network.owner, member):
        assert f"Soon gone {group}" not in person.feed_bodies()
        assert group not in my_groups(person)


def test_a_deleted_group_of_more_members_than_one_message_takes_is_emptied(
    network: Network, member: Person, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.groups.upkeep.PAGE", 1)
    network.owner.delete(f"/v1/groups/{group}")
    network.cloud.wait_idle()
    assert group not in my_groups(member)
    assert group not in my_groups(network.owner)
