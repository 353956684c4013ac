"""What is closed, deleted or changed is so in every feed at once: posts are fetched when it is read."""

from tests.feed.rows import bodies, reasons, rows, workers_dead
from tests.people import Network, Person


def id_of(person: Person, group: str, body: str) -> str:
    """The post of a group that says this."""
    person.network.cloud.wait_idle()
    found = person.get(f"/v1/feed?group={group}")["items"]
    return next(str(entry["post"]["id"]) for entry in found if entry["post"]["body"] == body)


def test_a_group_that_closes_hides_its_posts_from_followers_at_once(
    network: Network, reader: Person, group: str
) -> None:
    reader.put(f"/v1/people/{network.owner.id}/follow")
    network.cloud.wait_idle()
    post = network.owner.publish(group, "Open so far")
    assert reasons(reader)[post] == "follow"
    with workers_dead(network):
        network.owner.patch(f"/v1/groups/{group}", {"visibility": "private"})
        assert bodies(reader, group) == []


def test_a_deleted_group_is_in_nobodys_feed(network: Network, reader: Person, group: str) -> None:
    reader.join(group)
    reader.feed()
    assert len(bodies(reader, group)) == 3
    network.owner.delete(f"/v1/groups/{group}")
    assert not [entry for entry in reader.feed() if entry["post"]["home"]["id"] == group]
    assert not [post for post, why in rows(reader).items() if post.endswith(group) and why == "group"]


def test_a_deleted_post_vanishes_at_once_and_joining_brings_it_to_nobody(
    network: Network, reader: Person, group: str
) -> None:
    reader.join(group)
    post = id_of(reader, group, "Number 1")
    network.owner.delete(f"/v1/posts/{post}")
    assert bodies(reader, group) == ["Number 2", "Number 0"]
    reader.leave(group)
    network.cloud.wait_idle()
    reader.join(group)
    assert post not in rows(reader)


def test_an_edited_post_shows_what_it_says_now(network: Network, reader: Person, group: str) -> None:
    reader.join(group)
    post = id_of(reader, group, "Number 1")
    network.owner.patch(f"/v1/posts/{post}", {"body": "Number one"})
    assert bodies(reader, group) == ["Number 2", "Number one", "Number 0"]
