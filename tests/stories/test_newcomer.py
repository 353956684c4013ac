"""A newcomer is invited into a group of sixty, posts, and everybody has the post exactly once."""

from tests.people import Network

MANY = 60


def test_a_newcomers_post_is_in_every_members_feed_exactly_once(network: Network) -> None:
    group = network.owner.make_group("Everyone")
    members = network.people(*(f"Member {n}" for n in range(MANY)), groups=[group])
    for n in range(3):
        network.owner.publish(group, f"Before {n}")
    [newcomer] = network.people("Nia Newcomer", groups=[group])
    assert newcomer.feed_bodies() == ["Before 2", "Before 1", "Before 0"]

    with members[0].socket() as socket:
        post = newcomer.publish(group, "Hello, I am new")
        assert post in str(socket.recv(10))

    network.cloud.wait_idle()
    assert newcomer.get(f"/v1/groups/{group}")["members"] == MANY + 2
    for person in (network.owner, newcomer, *members):
        newest = [entry["post"]["id"] for entry in person.get("/v1/feed")["items"]]
        assert (newest[0], newest.count(post), len(newest)) == (post, 1, 4)
