"""A secret group is in no list, count, mention or push of somebody outside; guests see their own circle."""

import json
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from tests.house.test_strangers import STRANGERS
from tests.house.world import SECRET, World
from tests.people import Person

LISTS = [
    "/v1/groups",
    "/v1/groups?mine=true",
    "/v1/people",
    "/v1/feed",
    "/v1/invites",
    "/v1/me/group-invitations",
    "/v1/conversations",
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_list_names_a_secret_group(stranger: str, path: str, world: World) -> None:
    told = json.dumps(getattr(world, stranger).all(path))
    assert [secret for secret in world.secrets if secret in told] == []


def test_its_members_find_it_in_their_own_lists(world: World) -> None:
    for path in ("/v1/groups", "/v1/groups?mine=true"):
        assert SECRET in [group["name"] for group in world.insider.all(path)]


@pytest.mark.parametrize("visibility", ["secret", "private"])
def test_a_mention_reaches_nobody_outside_the_group(visibility: str, world: World) -> None:
    group = world.secret if visibility == "secret" else world.private
    world.home.cloud.wait_idle()
    before = {name: feed_of(getattr(world, name)) for name in ("owner", "colleague", "guest")}
    mentions = " ".join(getattr(world, name).mention() for name in before)
    with world.colleague.socket() as socket:
        world.keeper.publish(group, f"{SECRET}: {mentions} {world.insider.mention()}")
        assert pushed(world, socket) == []
    assert {name: feed_of(getattr(world, name)) for name in before} == before


def test_a_mention_reaches_a_member(world: World) -> None:
    world.home.cloud.wait_idle()
    with world.insider.socket() as socket:
        post = world.keeper.publish(world.secret, f"{SECRET}: {world.insider.mention()}")
        assert [frame["post"] for frame in pushed(world, socket)] == [post]
    reasons = {entry["post"]["id"]: entry["reason"] for entry in world.insider.feed()}
    assert reasons[post] == "mention"


def test_nobody_can_be_asked_into_a_group_that_they_do_not_know(world: World) -> None:
    for stranger in (world.owner, world.colleague, world.guest):
        answer = stranger.ask("PUT", f"/v1/groups/{world.secret}/members/{stranger.id}", {})
        assert answer.status_code == 404


def test_a_member_who_keeps_no_order_brings_nobody_into_a_secret_group(world: World) -> None:
    answer = world.insider.ask("POST", "/v1/invites", {"email": world.new_email(), "groups": [world.secret]})
    assert answer.status_code == 403


def test_an_invitation_shows_its_groups_to_the_inviter_alone(world: World) -> None:
    invite = world.new_invite()
    shown = [person.get(f"/v1/invites/{invite}")["groups"] for person in (world.keeper, world.owner)]
    assert shown == [[world.secret], []]


# Guests


@pytest.fixture(scope="module")
def circle(world: World) -> dict[str, Any]:
    """A guest who is in one private group with the keeper, in a network that has an open one."""
    lobby = world.keeper.make_group("Lobby", "private")
    (guest,) = world.home.people("Gil Guest", role="guest")
    world.keeper.put(f"/v1/groups/{lobby}/members/{guest.id}", {})
    plaza = world.keeper.make_group("Plaza", "open")
    return {"guest": guest, "lobby": lobby, "plaza": plaza}


def test_a_guest_finds_only_those_they_share_a_group_with(circle: dict[str, Any], world: World) -> None:
    found = {person["id"] for person in circle["guest"].all("/v1/people", limit=1)}
    assert found == {circle["guest"].id, world.keeper.id}


def test_a_guest_finds_no_stranger_by_the_beginning_of_the_name(circle: dict[str, Any]) -> None:
    assert circle["guest"].all("/v1/people?q=col") == []


def test_a_guest_finds_only_their_own_groups(circle: dict[str, Any]) -> None:
    assert [group["id"] for group in circle["guest"].all("/v1/groups")] == [circle["lobby"]]


@pytest.mark.parametrize("part", ["", "/members", "/posts", "/requests", "/invitations"])
def test_an_open_group_does_not_exist_for_a_guest(part: str, circle: dict[str, Any]) -> None:
    assert circle["guest"].ask("GET", f"/v1/groups/{circle['plaza']}{part}").status_code == 404


def test_a_guest_cannot_join_an_open_group(circle: dict[str, Any]) -> None:
    guest: Person = circle["guest"]
    assert guest.ask("PUT", f"/v1/groups/{circle['plaza']}/members/{guest.id}", {}).status_code == 404


def test_a_guest_cannot_read_a_post_of_an_open_group(circle: dict[str, Any], world: World) -> None:
    post = world.keeper.publish(circle["plaza"])
    assert circle["guest"].ask("GET", f"/v1/posts/{post}").status_code == 404


def test_a_guest_mentions_nobody_whom_they_do_not_see(circle: dict[str, Any], world: World) -> None:
    guest: Person = circle["guest"]
    body = f"{world.colleague.mention()} {world.keeper.mention()}"
    post = guest.post(f"/v1/groups/{circle['lobby']}/posts", {"body": body})
    assert post["mentions"] == [world.keeper.id]


def test_followers_whom_a_guest_does_not_see_hide_none_whom_they_do(
    circle: dict[str, Any], world: World
) -> None:
    guest: Person = circle["guest"]
    for person in (world.owner, world.colleague, world.insider, guest):
        person.put(f"/v1/people/{world.keeper.id}/follow")
    followers = guest.all(f"/v1/people/{world.keeper.id}/followers", limit=1)
    assert [person["id"] for person in followers] == [guest.id]


def test_a_post_that_a_guest_cannot_read_is_not_counted_or_pushed(
    circle: dict[str, Any], world: World
) -> None:
    guest: Person = circle["guest"]
    guest.put(f"/v1/people/{world.keeper.id}/follow")
    world.home.cloud.wait_idle()
    before = feed_of(guest)
    with guest.socket() as socket:
        world.keeper.publish(circle["plaza"], f"not for {guest.mention()}")
        assert pushed(world, socket) == []
    assert feed_of(guest) == before


def pushed(world: World, socket: ClientConnection) -> list[Any]:
    """What came before the answer to a ping, which is sent when all is done."""
    world.home.cloud.wait_idle()
    socket.send('{"type": "ping", "id": 1}')
    frames = []
    while (frame := json.loads(socket.recv(5)))["type"] != "pong":
        frames.append(frame)
    return frames


def feed_of(person: Person) -> tuple[int, int]:
    """How many entries, and how many of them are new."""
    page = person.get("/v1/feed?limit=100")
    return len(page["items"]), page["unseen"]
