"""Joining and following bring recent posts; leaving takes them out."""

import pytest

from chalicelib.feed import fanout
from tests.feed.rows import bodies, reasons, rows, workers_dead
from tests.people import Network, Person


def test_joining_brings_recent_posts(reader: Person, group: str) -> None:
    reader.join(group)
    found = [entry for entry in reader.feed() if entry["post"]["home"]["id"] == group]
    assert [(entry["reason"], entry["post"]["body"]) for entry in found] == [
        ("group", "Number 2"),
        ("group", "Number 1"),
        ("group", "Number 0"),
    ]


def test_joining_brings_only_the_newest(reader: Person, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fanout, "RECENT", 2)
    reader.join(group)
    reader.feed()
    assert bodies(reader, group) == ["Number 2", "Number 1"]


def test_leaving_takes_out_what_the_group_brought(network: Network, reader: Person, group: str) -> None:
    reader.join(group)
    brought = {post for post in rows(reader) if post.endswith(group)}
    assert len(brought) == 3
    with workers_dead(network):
        reader.leave(group)
        assert bodies(reader, group) == []
    assert not brought & rows(reader).keys()


def test_being_put_out_takes_it_out_too(network: Network, reader: Person, group: str) -> None:
    reader.join(group)
    assert len(reader.feed()) >= 3
    with workers_dead(network):
        network.owner.delete(f"/v1/groups/{group}/members/{reader.id}")
        assert bodies(reader, group) == []
    assert not [post for post in rows(reader) if post.endswith(group)]


def test_leaving_an_open_group_leaves_what_is_mine_and_where_i_am_mentioned(
    network: Network, reader: Person, group: str
) -> None:
    reader.join(group)
    mine = reader.publish(group, "Mine")
    mentioned = network.owner.publish(group, reader.mention())
    network.cloud.wait_idle()
    reader.leave(group)
    assert {post: why for post, why in reasons(reader).items() if post.endswith(group)} == {
        mine: "own",
        mentioned: "mention",
    }


def test_leaving_a_private_group_hides_what_is_mine_there_too(network: Network, reader: Person) -> None:
    group = network.owner.make_group(visibility="private")
    network.owner.put(f"/v1/groups/{group}/members/{reader.id}", {})
    reader.publish(group, "Mine")
    network.owner.publish(group, reader.mention())
    reader.feed()
    assert len(bodies(reader, group)) == 2
    reader.leave(group)
    reader.feed()
    assert bodies(reader, group) == []


def test_whoever_left_and_came_back_before_anybody_looked_has_everything(
    network: Network, reader: Person, group: str
) -> None:
    reader.join(group)
    reader.feed()
    with workers_dead(network):
        for _ in range(3):
            reader.leave(group)
            reader.join(group)
    reader.feed()
    assert bodies(reader, group) == ["Number 2", "Number 1", "Number 0"]


def test_following_brings_recent_posts_of_the_wall_and_unfollowing_takes_them_out(
    network: Network, reader: Person
) -> None:
    owner = network.owner
    before = owner.post(f"/v1/people/{owner.id}/posts", {"body": "Before"})["id"]
    network.cloud.wait_idle()
    reader.put(f"/v1/people/{owner.id}/follow")
    assert rows(reader)[before] == "follow"
    after = owner.post(f"/v1/people/{owner.id}/posts", {"body": "After"})["id"]
    in_group = owner.publish(owner.make_group(), "In an open group")
    assert {reasons(reader).get(post) for post in (before, after, in_group)} == {"follow"}
    reader.delete(f"/v1/people/{owner.id}/follow")
    assert not {before, after, in_group} & rows(reader).keys()


def test_unfollowing_leaves_what_a_group_brought(network: Network, reader: Person, group: str) -> None:
    reader.put(f"/v1/people/{network.owner.id}/follow")
    reader.join(group)
    network.cloud.wait_idle()
    post = network.owner.publish(group, "For members and followers")
    assert reasons(reader)[post] == "group"
    reader.delete(f"/v1/people/{network.owner.id}/follow")
    assert reasons(reader)[post] == "group"


def test_a_post_that_following_brought_stays_with_whoever_joined_since(
    network: Network, reader: Person, group: str
) -> None:
    reader.put(f"/v1/people/{network.owner.id}/follow")
    network.cloud.wait_idle()
    post = network.owner.publish(group, "First for followers")
    assert reasons(reader)[post] == "follow"
    reader.join(group)
    assert reasons(reader)[post] == "group"
    reader.delete(f"/v1/people/{network.owner.id}/follow")
    assert reasons(reader)[post] == "group"


def test_joining_takes_no_better_reason_away(network: Network, reader: Person, group: str) -> None:
    post = network.owner.publish(group, reader.mention())
    network.cloud.wait_idle()
    reader.join(group)
    assert reasons(reader)[post] == "mention"
