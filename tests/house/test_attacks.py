"""Holes that were found by attacking, each with the proof that it is closed."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import msgspec
import pytest
from emoji import EMOJI_DATA

from chalicelib.core import dynamodb, keys
from chalicelib.core.pagination import LARGEST_PAGE
from chalicelib.core.table import Table, changes
from chalicelib.groups import access
from chalicelib.groups.model import JoinedItem
from chalicelib.posts.model import PostItem, place_of
from chalicelib.relay.fold import MOST_KINDS
from tests.people import PASSWORD, Network, Person


@contextlib.contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, operation: str, key: str) -> Iterator[list[str]]:
    """The calls of DynamoDB of one operation whose parameters name this key."""
    calls: list[str] = []
    call = dynamodb.call

    def counting(name: str, **parameters: Any) -> dict[str, Any]:
        if name == operation and key in json.dumps(parameters, default=str):
            calls.append(name)
        return call(name, **parameters)

    with monkeypatch.context() as patched:
        patched.setattr(dynamodb, "call", counting)
        yield calls


def pushed_before_a_pong(person: Person, happens: Callable[[], Any]) -> list[str]:
    """The types of the frames that something brings to a person's socket."""
    with person.socket() as socket:
        happens()
        person.network.cloud.wait_idle()
        socket.send('{"type": "ping", "id": 1}')
        types: list[str] = []
        while "pong" not in types:
            types.append(json.loads(socket.recv(5))["type"])
        return types[:-1]


# Guests


@pytest.fixture
def guest(network: Network) -> Person:
    """In one private group with the owner, whom they follow."""
    lobby = network.owner.make_group("Lobby", "private")
    guest = network.person("Gil Guest", "guest", [lobby])
    guest.put(f"/v1/people/{network.owner.id}/follow")
    return guest


def test_no_push_tells_a_guest_of_a_post_in_a_group_they_do_not_see(network: Network, guest: Person) -> None:
    plaza = network.owner.make_group("Plaza")
    network.owner.publish(plaza)
    assert pushed_before_a_pong(guest, lambda: network.owner.publish(plaza)) == []
    assert pushed_before_a_pong(guest, lambda: network.owner.publish(plaza, guest.mention())) == []


def test_no_push_tells_a_guest_of_a_wall_whose_owner_they_share_no_group_with_any_more(
    network: Network, guest: Person
) -> None:
    def publish() -> None:
        network.owner.post(f"/v1/people/{network.owner.id}/posts", {"body": "Hello"})

    assert pushed_before_a_pong(guest, publish) == ["feed.entry"]
    [lobby] = guest.get("/v1/groups")["items"]
    guest.leave(lobby["id"])
    assert pushed_before_a_pong(guest, publish) == []


def test_a_guest_who_is_in_the_group_still_hears_of_a_mention(network: Network, guest: Person) -> None:
    plaza = network.owner.make_group("Plaza")
    network.owner.put(f"/v1/groups/{plaza}/members/{guest.id}", {})
    assert pushed_before_a_pong(guest, lambda: network.owner.publish(plaza, guest.mention())) == [
        "feed.entry"
    ]


# Invitations


def invited(by: Person, **more: Any) -> str:
    email = f"puppet{time.monotonic_ns()}@elsewhere.test"
    return str(by.post("/v1/invites", {"email": email} | more)["id"])


def accepted(network: Network, invite: str) -> httpx.Response:
    given = {"name": "Puppet", "password": PASSWORD}
    return network.client.post(f"/v1{network.invitation(invite)}/accept", json=given)


def test_an_invitation_brings_nobody_into_a_group_that_its_inviter_left(network: Network) -> None:
    group = network.owner.make_group()
    member = network.person()
    member.join(group)
    invite = invited(member, groups=[group])
    member.leave(group)
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "secret"})
    puppet = Person(network, accepted(network, invite).json(), network.client)
    assert puppet.ask("GET", f"/v1/groups/{group}").status_code == 404


def test_an_invitation_brings_nobody_into_a_group_that_was_closed_to_its_inviter(network: Network) -> None:
    group = network.owner.make_group()
    member = network.person()
    member.join(group)
    invite = invited(member, groups=[group])
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "private"})
    puppet = Person(network, accepted(network, invite).json(), network.client)
    assert puppet.get("/v1/groups?mine=true")["items"] == []


def test_a_membership_that_still_calls_the_group_open_opens_it_to_nobody(network: Network) -> None:
    group = network.owner.make_group(visibility="private")
    member = network.person(groups=[group])
    row = keys.joined(member.id, group)
    Table(network.tenant).update(row, *changes(visibility="open"), kind=JoinedItem)
    answer = member.ask("POST", "/v1/invites", {"email": "puppet@elsewhere.test", "groups": [group]})
    assert answer.status_code == 403


def test_an_invitation_falls_with_the_role_of_its_inviter(network: Network) -> None:
    admin = network.person(role="admin")
    invite = invited(admin, role="guest")
    network.owner.put(f"/v1/people/{admin.id}/role", {"role": "member"})
    assert accepted(network, invite).status_code == 404
    assert admin.ask("POST", f"/v1/invites/{invite}/sendings").status_code == 403
    assert accepted(network, invite).status_code == 404


def test_who_sends_a_fallen_invitation_again_invites_in_their_own_name(network: Network) -> None:
    admin = network.person(role="admin")
    secret = admin.make_group(visibility="secret")
    invite = invited(admin, role="guest", groups=[secret])
    network.owner.put(f"/v1/people/{admin.id}/deactivation")
    sent = network.owner.post(f"/v1/invites/{invite}/sendings")
    assert (sent["invited_by"], sent["groups"]) == (network.owner.id, [])
    assert accepted(network, invite).status_code == 201


# Groups


@pytest.mark.parametrize("already_in", [True, False])
def test_who_was_an_owner_a_moment_ago_makes_no_owners(
    already_in: bool, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = network.owner.make_group()
    former, friend = network.people("Former", "Friend", groups=[group] if already_in else [])
    network.owner.put(f"/v1/groups/{group}/members/{former.id}", {"role": "moderator"})
    see = access.see_or_invited

    def a_moment_ago(*given: Any) -> Any:
        item, membership = see(*given)
        return item, membership and msgspec.structs.replace(membership, role="owner")

    monkeypatch.setattr(access, "see_or_invited", a_moment_ago)
    answer = former.ask("PUT", f"/v1/groups/{group}/members/{friend.id}", {"role": "owner"})
    assert answer.status_code == 409


# Whether an address has an account


def test_signing_in_reads_as_often_for_an_address_without_an_account(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    for email in (f"olga@{network.slug}.test", f"nobody@{network.slug}.test"):
        with counted(monkeypatch, "GetItem", email) as calls:
            assert network.sign_in(email, "not the password").status_code == 401
        reads.append(len(calls))
    assert reads[0] == reads[1] > 0


# Taking the house for oneself


@pytest.mark.parametrize("name", [" - at `" * 30_000 + "\n", "unknown field `" * 15_000 + "\n"])
def test_an_endless_field_name_is_refused_at_once(name: str, client: httpx.Client) -> None:
    began = time.monotonic()
    answer = client.post("/v1/sessions", json={name: 1})
    assert answer.status_code == 422
    assert len(answer.content) < 2_000
    assert time.monotonic() - began < 5


def test_long_posts_make_pages_shorter_and_break_no_list(network: Network) -> None:
    group = network.owner.make_group()
    body = "\x01" * 20_000  # six times as long in JSON
    posts = {network.owner.publish(group, body) for _ in range(30)}
    network.cloud.wait_idle()
    for path in (f"/v1/groups/{group}/posts", "/v1/feed"):
        answer = network.owner.ask("GET", f"{path}?limit=100")
        assert len(answer.content) < LARGEST_PAGE + 200_000
        assert answer.json()["next"]
        found = [item.get("post", item)["id"] for item in network.owner.all(path)]
        assert (len(found), set(found)) == (30, posts)


def test_one_post_does_not_swell_with_every_emoji_there_is(network: Network) -> None:
    post = network.owner.publish(network.owner.make_group())
    place = place_of(post)
    key = keys.post(place.container, place.post)
    emojis = [emoji for emoji, of in EMOJI_DATA.items() if of["status"] == 2][: MOST_KINDS + 1]
    full = dict.fromkeys(emojis[:MOST_KINDS], 1)
    Table(network.tenant).update(key, *changes(reactions=full), kind=PostItem)
    network.owner.put(f"/v1/posts/{post}/reactions/{emojis[MOST_KINDS]}")
    network.owner.put(f"/v1/posts/{post}/reactions/{emojis[0]}")
    network.cloud.wait_idle()
    item = Table(network.tenant).get(key, PostItem, consistent=True)
    assert item
    assert item.reactions == full | {emojis[0]: 2}


def test_a_page_of_one_does_not_look_at_all_invitations_one_by_one(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [{"email": f"n{number}@elsewhere.test"} for number in range(40)]
    network.owner.post("/v1/invites/bulk", {"invites": given})
    member = network.person()
    with counted(monkeypatch, "Query", "#invites") as calls:
        assert member.get("/v1/invites?limit=1")["items"] == []
    assert len(calls) == 1


def test_a_page_of_one_does_not_look_at_all_followers_one_by_one(
    network: Network, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    followers = network.people(*(f"Follower {number}" for number in range(10)))
    for follower in followers:
        follower.put(f"/v1/people/{network.owner.id}/follow")
    with (
        counted(monkeypatch, "Query", f"#F#{network.owner.id}") as edges,
        counted(monkeypatch, "BatchGetItem", "m#") as memberships,
    ):
        found = guest.get(f"/v1/people/{network.owner.id}/followers?limit=1")["items"]
    assert [person["id"] for person in found] == [guest.id]
    assert len(edges) + len(memberships) <= 3  # one to see the owner, two for the page


def test_guesses_at_tokens_are_counted(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATE_ADDRESS", "8")
    answers = [client.get("/v1/me", headers={"Authorization": "Bearer guess"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 429, 429, 429]
