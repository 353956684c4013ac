"""A post that moves out of reach is gone at once: by id, on the wall, in the feed and in its counts."""

from typing import NamedTuple

import pytest

from tests.house.routes import filled
from tests.house.world import World
from tests.people import Person


class Way(NamedTuple):
    """What is asked, and by whom, to take a post out of the reader's reach."""

    visibility: str  # of the group, before
    by: str
    route: str
    body: dict[str, str] | None = None


MEMBER = "DELETE /v1/groups/{group}/members/{reader}"
WAYS = {
    "the reader leaves": Way("private", "reader", MEMBER),
    "the reader is put out": Way("private", "keeper", MEMBER),
    "the group is deleted": Way("private", "keeper", "DELETE /v1/groups/{group}"),
    "the post is deleted": Way("private", "keeper", "DELETE /v1/posts/{post}"),
    # Here the reader is no member: they follow the author and are mentioned.
    "the open group becomes private": Way(
        "open", "keeper", "PATCH /v1/groups/{group}", {"visibility": "private"}
    ),
    "the open group becomes secret": Way(
        "open", "keeper", "PATCH /v1/groups/{group}", {"visibility": "secret"}
    ),
}


class Lost(NamedTuple):
    reader: Person
    group: str
    post: str
    comment: str


@pytest.fixture(scope="module")
def all_lost(world: World) -> dict[str, Lost]:
    """By way, somebody who found a post in their feed, before it was taken out of their reach."""
    readers = world.home.people(*(f"Reader {number}" for number in range(len(WAYS))))
    found = {
        name: publish(way, world, reader) for (name, way), reader in zip(WAYS.items(), readers, strict=True)
    }
    for name, lost in found.items():
        assert lost.post in [entry["post"]["id"] for entry in lost.reader.feed() if entry["new"]]
        take(WAYS[name], world, lost)
    return found


def publish(way: Way, world: World, reader: Person) -> Lost:
    keeper = world.keeper
    group = keeper.make_group("Passing", way.visibility)
    if way.visibility == "open":
        reader.put(f"/v1/people/{keeper.id}/follow")
    else:
        keeper.put(f"/v1/groups/{group}/members/{reader.id}", {})
    post = keeper.publish(group, f"here and gone, {reader.mention()}")
    comment = keeper.post(f"/v1/posts/{post}/comments", {"body": "me too"})["id"]
    return Lost(reader, group, post, comment)


def take(way: Way, world: World, lost: Lost) -> None:
    by = lost.reader if way.by == "reader" else world.keeper
    method, path = filled(way.route, {"group": lost.group, "post": lost.post, "reader": lost.reader.id})
    assert by.ask(method, path, way.body).is_success


@pytest.fixture
def lost(request: pytest.FixtureRequest, all_lost: dict[str, Lost]) -> Lost:
    return all_lost[request.param]


each_way = pytest.mark.parametrize("lost", WAYS, indirect=True)


@each_way
def test_it_is_gone_by_its_id(lost: Lost) -> None:
    paths = [
        f"/v1/posts/{lost.post}{part}"
        for part in ("", "/comments", "/reactions", "/participants", "/revisions")
    ]
    paths += [f"/v1/comments/{lost.comment}", f"/v1/comments/{lost.comment}/reactions"]
    assert {path: lost.reader.ask("GET", path).status_code for path in paths} == dict.fromkeys(paths, 404)


@each_way
def test_it_cannot_be_answered_any_more(lost: Lost) -> None:
    asked = [
        lost.reader.ask("POST", f"/v1/posts/{lost.post}/comments", {"body": "late"}),
        lost.reader.ask("PUT", f"/v1/posts/{lost.post}/reactions/👍"),
        lost.reader.ask("PUT", f"/v1/comments/{lost.comment}/reactions/👍"),
    ]
    assert [answer.status_code for answer in asked] == [404, 404, 404]


@each_way
def test_it_is_gone_from_the_feed(lost: Lost) -> None:
    assert lost.post not in [entry["post"]["id"] for entry in lost.reader.feed()]


# A deleted post may count as new until somebody looks: that it was there is no secret.
@pytest.mark.parametrize("lost", [way for way in WAYS if way != "the post is deleted"], indirect=True)
def test_it_is_gone_from_the_count_of_what_is_new(lost: Lost, world: World) -> None:
    world.home.cloud.wait_idle()
    page = lost.reader.get("/v1/feed?limit=100")
    assert page["unseen"] == sum(entry["new"] for entry in page["items"])


def test_the_feed_does_not_wait_for_the_workers_to_take_a_group_out(world: World) -> None:
    keeper, reader = world.keeper, world.colleague
    group = keeper.make_group("Passing", "private")
    keeper.put(f"/v1/groups/{group}/members/{reader.id}", {})
    post = keeper.publish(group, "in the feed")
    assert post in [entry["post"]["id"] for entry in reader.feed()]
    world.home.cloud.pause()
    try:
        reader.leave(group)
        assert post not in [entry["post"]["id"] for entry in reader.get("/v1/feed")["items"]]
    finally:
        world.home.cloud.resume()
