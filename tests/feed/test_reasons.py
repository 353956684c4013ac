"""Why a post is in somebody's feed: my own, a mention, the group, whom I follow; the first that holds."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.feed.rows import rows
from tests.people import Network, Person


class Company(NamedTuple):
    """An owner who writes, a member of both groups who follows them, a follower in no group, and another."""

    owner: Person
    member: Person
    follower: Person
    other: Person
    open_group: str
    private_group: str

    def reasons(self, post: str) -> list[str | None]:
        """Why each of the four has the post."""
        return [reason(person, post) for person in (self.owner, self.member, self.follower, self.other)]


@pytest.fixture(scope="module")
def company(found_network: Callable[..., Network]) -> Company:
    network = found_network()
    owner = network.owner
    groups = [owner.make_group("Open"), owner.make_group("Private", "private")]
    member, follower, other = network.people("Mia Member", "Finn Follower", "Otto Other")
    for group in groups:
        owner.put(f"/v1/groups/{group}/members/{member.id}", {})
    for person in (member, follower):
        person.put(f"/v1/people/{owner.id}/follow")
    network.cloud.wait_idle()
    return Company(owner, member, follower, other, *groups)


def reason(person: Person, post: str) -> str | None:
    return {entry["post"]["id"]: entry["reason"] for entry in person.feed()}.get(post)


def test_a_post_in_an_open_group_reaches_members_and_followers(company: Company) -> None:
    post = company.owner.publish(company.open_group)
    assert company.reasons(post) == ["own", "group", "follow", None]


def test_a_post_in_a_private_group_reaches_its_members_alone(company: Company) -> None:
    post = company.owner.publish(company.private_group)
    assert company.reasons(post) == ["own", "group", None, None]


def test_a_mention_comes_before_group_and_follow_and_reaches_others_too(company: Company) -> None:
    mentions = " ".join(person.mention() for person in (company.member, company.follower, company.other))
    post = company.owner.publish(company.open_group, mentions)
    assert company.reasons(post) == ["own", "mention", "mention", "mention"]


def test_a_mention_in_a_private_group_reaches_no_stranger(company: Company) -> None:
    mentions = " ".join(person.mention() for person in (company.member, company.follower, company.other))
    post = company.owner.publish(company.private_group, mentions)
    assert company.reasons(post) == ["own", "mention", None, None]
    assert post not in rows(company.follower) | rows(company.other)  # no row and so no push, which would tell


def test_whoever_mentions_themselves_has_their_own_post(company: Company) -> None:
    post = company.owner.publish(company.open_group, company.owner.mention())
    assert company.reasons(post) == ["own", "group", "follow", None]


def test_a_post_on_a_persons_wall_reaches_followers_and_whoever_is_mentioned(company: Company) -> None:
    owner, other = company.owner, company.other
    post = owner.post(f"/v1/people/{owner.id}/posts", {"body": other.mention()})["id"]
    assert company.reasons(post) == ["own", "follow", "follow", "mention"]


def test_a_persons_post_brings_nothing_to_whoever_they_follow(company: Company) -> None:
    member = company.member
    post = member.post(f"/v1/people/{member.id}/posts", {"body": "On my wall"})["id"]
    assert company.reasons(post) == [None, "own", None, None]


def test_a_guest_has_what_their_group_brings_and_no_mention_elsewhere(company: Company) -> None:
    owner = company.owner
    [guest] = owner.network.people("Gus Guest", role="guest", groups=[company.private_group])
    inside = owner.publish(company.private_group, guest.mention())
    outside = owner.publish(company.open_group, guest.mention())
    assert [reason(guest, inside), reason(guest, outside)] == ["mention", None]
