"""Why a post is in somebody's feed."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.people import Network, Person


class Company(NamedTuple):
    """An owner who writes, and three who read: one in the groups, one who follows, one who does neither."""

    owner: Person
    member: Person
    follower: Person
    other: Person
    open_group: str
    private_group: str


@pytest.fixture(scope="module")
def company(found_network: Callable[..., Network]) -> Company:
    network = found_network()
    owner = network.owner
    groups = [owner.make_group("Open"), owner.make_group("Private", "private")]
    [member] = network.people("Mia Member", groups=groups)
    follower, other = network.people("Finn Follower", "Otto Other")
    for person in (member, follower):
        person.put(f"/v1/people/{owner.id}/follow")
    network.cloud.wait_idle()
    return Company(owner, member, follower, other, *groups)


def reasons(post: str, *people: Person) -> list[str | None]:
    """Why each of the people has the post."""
    return [{entry["post"]["id"]: entry["reason"] for entry in person.feed()}.get(post) for person in people]


def test_a_post_in_an_open_group_reaches_members_followers_and_its_author(company: Company) -> None:
    owner, member, follower, other, group, _ = company
    post = owner.publish(group)
    assert reasons(post, owner, member, follower, other) == ["own", "group", "follow", None]
