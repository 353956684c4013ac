"""Watching: whoever looks at a post is told of what changes about it, as long as they may read it."""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from chalicelib.core import clock, ids, keys
from chalicelib.core.table import Item, Table
from chalicelib.live import watching, wire
from chalicelib.live.model import WatcherItem
from chalicelib.posts import gathering, touched
from tests.live.test_frames import asked, connections, eventually
from tests.people import Network, Person

LAST = {"type": "pong", "id": "last"}


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def group(network: Network) -> str:
    return network.owner.make_group()


@pytest.fixture(scope="module")
def ada(network: Network, group: str) -> Person:
    return network.people("Ada", groups=[group])[0]


@pytest.fixture(scope="module")
def reader(network: Network) -> Person:
    """Somebody who is not in the group, which is open."""
    return network.people("Rea Reader")[0]


@pytest.fixture
def post(network: Network, group: str) -> str:
    made = network.owner.publish(group)
    network.cloud.wait_idle()
    return made


@pytest.fixture
def socket(reader: Person) -> Iterator[ClientConnection]:
    with reader.socket() as open_:
        yield open_


def watch(socket: ClientConnection, *posts: str) -> list[str]:
    """Those of the posts that are watched now."""
    answer = asked(socket, json.dumps({"type": "watch", "id": 7, "posts": posts}))
    assert (answer["type"], answer["id"]) == ("watching", 7)
    found: list[str] = answer["posts"]
    return found


def told(network: Network, socket: ClientConnection) -> list[dict[str, Any]]:
    """What was pushed until all that is under way has arrived; without new entries of the feed."""
    network.cloud.wait_idle()
    socket.send('{"type": "ping", "id": "last"}')
    frames: list[dict[str, Any]] = []
    while (frame := json.loads(socket.recv(5))) != LAST:
        frames.append(frame)
    return [frame for frame in frames if frame["type"] == "post.changed"]


def comment(person: Person, post: str, body: str = "Well") -> str:
    return str(person.post(f"/v1/posts/{post}/comments", {"body": body})["id"])


def rows(network: Network, post: str) -> list[WatcherItem]:
    return Table(network.tenant).query(keys.watcher(post[: ids.LENGTH], "").pk, WatcherItem, consistent=True)


# What is told


def test_whoever_begins_to_watch_learns_what_the_posts_count_now(
    network: Network, ada: Person, post: str, socket: ClientConnection
) -> None:
    """So that nothing is missed between reading a post and watching it."""
    comment(ada, post)
    for emoji in ("👍", "🎉"):
        ada.put(f"/v1/posts/{post}/reactions/{emoji}")
    network.cloud.wait_idle()
    answer = asked(socket, json.dumps({"type": "watch", "id": 7, "posts": [post]}))
    assert answer["now"] == [{"post": post, "version": 1, "comments": 1, "participants": 1, "reactions": 2}]


def test_a_comment_is_told_with_the_numbers_that_are_true_after_it(
    network: Network, ada: Person, reader: Person, post: str, socket: ClientConnection
) -> None:
    assert watch(socket, post) == [post]
    made = comment(ada, post, "First!")
    frame = told(network, socket)[-1]
    shown = reader.get(f"/v1/posts/{post}")
    same = ("version", "deleted", "comments", "participants", "reactions", "latest")
    assert {name: frame[name] for name in same} == {name: shown[name] for name in same}
    assert (frame["post"], frame["comments"], frame["latest"][0]["id"]) == (post, 1, made)


def test_a_comment_that_was_added_edited_or_deleted_comes_whole(
    network: Network, ada: Person, post: str, socket: ClientConnection
) -> None:
    watch(socket, post)
    made = comment(ada, post)
    added = [one for frame in told(network, socket) for one in frame["changed"]]
    ada.patch(f"/v1/comments/{made}", {"body": "Better"})
    [edited] = [one for frame in told(network, socket) for one in frame["changed"]]
    ada.delete(f"/v1/comments/{made}")
    [deleted] = told(network, socket)
    assert [one["body"] for one in added] == ["Well"]
    assert (edited["id"], edited["body"], edited["author"]["name"], edited["version"]) == (
        made,
        "Better",
        "Ada",
        2,
    )
    assert (deleted["comments"], deleted["latest"], deleted["changed"][0]["deleted"]) == (0, [], True)


def test_a_reaction_is_told_as_a_count(
    network: Network, ada: Person, post: str, socket: ClientConnection
) -> None:
    watch(socket, post)
    ada.put(f"/v1/posts/{post}/reactions/🎉")
    [frame] = told(network, socket)
    assert (frame["reactions"], frame["changed"]) == ([{"emoji": "🎉", "count": 1}], [])
    ada.delete(f"/v1/posts/{post}/reactions/🎉")
    [frame] = told(network, socket)
    assert frame["reactions"] == []


def test_a_reaction_to_a_comment_brings_the_comment(
    network: Network, ada: Person, post: str, socket: ClientConnection
) -> None:
    made = comment(ada, post)
    network.cloud.wait_idle()
    watch(socket, post)
    ada.put(f"/v1/comments/{made}/reactions/👍")
    [frame] = told(network, socket)
    [changed] = frame["changed"]
    assert (changed["id"], changed["reactions"]) == (made, [{"emoji": "👍", "count": 1}])


def test_an_edit_is_told_by_its_version_and_a_deletion_as_such(
    network: Network, post: str, socket: ClientConnection
) -> None:
    comment(network.owner, post)  # `latest` was written without news; the edit is news again
    network.cloud.wait_idle()
    watch(socket, post)
    network.owner.patch(f"/v1/posts/{post}", {"body": "Changed"})
    [edited] = told(network, socket)
    network.owner.delete(f"/v1/posts/{post}")
    [deleted] = told(network, socket)
    assert (edited["version"], edited["deleted"], "reload" in edited) == (2, False, False)
    assert (deleted["version"], deleted["deleted"], deleted["latest"]) == (3, True, [])


def test_however_many_react_at_once_one_push_is_made(
    network: Network, group: str, post: str, socket: ClientConnection
) -> None:
    crowd = network.people(*(f"Fan {n}" for n in range(5)), groups=[group])
    network.cloud.wait_idle()
    watch(socket, post)
    network.cloud.pause()
    for person in crowd:
        person.put(f"/v1/posts/{post}/reactions/👏")
    network.cloud.resume()
    assert [frame["reactions"] for frame in told(network, socket)] == [[{"emoji": "👏", "count": 5}]]


def test_what_comes_twice_and_shuffled_ends_with_the_right_numbers(
    network: Network, ada: Person, post: str, socket: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network.cloud.habits, "deliver_twice", True)
    monkeypatch.setattr(network.cloud.habits, "shuffle", True)
    watch(socket, post)
    made = [comment(ada, post, f"{n}") for n in range(4)]
    newest = max(told(network, socket), key=lambda frame: frame["at"])
    assert (newest["comments"], newest["participants"]) == (4, 1)
    assert [one["id"] for one in newest["latest"]] == made[:1:-1]


# Frames that would be too large


def test_bodies_that_do_not_fit_into_a_frame_are_left_out(
    network: Network, ada: Person, post: str, socket: ClientConnection
) -> None:
    watch(socket, post)
    made = comment(ada, post, "é" * 20_000)
    # The comment and the mark of who takes part may be told one after the other.
    [frame] = [one for one in told(network, socket) if one["changed"]]
    assert [one["id"] for one in frame["changed"]] == [made]
    assert "body" not in frame["changed"][0]
    assert len(wire.encoded(frame)) <= wire.LARGEST_FRAME


def test_where_too_much_changed_at_once_the_post_is_to_be_read_again(
    network: Network, ada: Person, post: str, socket: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "MOST_CHANGED", 1)
    watch(socket, post)
    network.cloud.pause()
    for _ in range(2):
        comment(ada, post)
    network.cloud.resume()
    frame = told(network, socket)[0]
    assert (frame["comments"], frame["changed"], frame["reload"]) == (2, [], True)


# Who watches


def test_a_crowd_is_told_a_slice_at_a_time(
    network: Network, ada: Person, reader: Person, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "SLICE", 2)
    monkeypatch.setattr(gathering, "SECONDS", 0)
    with contextlib.ExitStack() as opened:
        crowd = [opened.enter_context(person.socket()) for person in (reader, reader, ada, ada, ada)]
        for socket in crowd:
            watch(socket, post)
        network.owner.put(f"/v1/posts/{post}/reactions/👍")
        assert [len(told(network, socket)) for socket in crowd] == [1] * 5


def test_what_is_watched_next_takes_the_place_of_what_was(
    network: Network, group: str, ada: Person, post: str, socket: ClientConnection
) -> None:
    other = network.owner.publish(group)
    network.cloud.wait_idle()
    watch(socket, post)
    watch(socket, other)
    for one in (post, other):
        ada.put(f"/v1/posts/{one}/reactions/👍")
    assert [frame["post"] for frame in told(network, socket)] == [other]
    assert watch(socket) == []
    assert rows(network, other) == []


def test_a_connection_that_closes_watches_nothing(network: Network, post: str, ada: Person) -> None:
    with ada.socket() as closing:
        watch(closing, post)
        assert len(rows(network, post)) == 1
    eventually(lambda: connections(ada) == [] and rows(network, post) == [])


def test_a_connection_that_is_gone_without_a_word_is_forgotten_at_the_next_push(
    network: Network, reader: Person, post: str
) -> None:
    row = WatcherItem(user=reader.id, session=ids.ulid(), expires=clock.now() + 60)
    Table(network.tenant).put(keys.watcher(post[: ids.LENGTH], "Z29uZQ=="), row)
    network.owner.put(f"/v1/posts/{post}/reactions/👍")
    network.cloud.wait_idle()
    assert rows(network, post) == []


def test_rows_live_no_longer_than_their_connection(
    network: Network, post: str, socket: ClientConnection
) -> None:
    watch(socket, post)
    [row] = rows(network, post)
    assert clock.now() < row.expires <= clock.now() + 2 * 3600 + 600


# Who may not


def test_posts_that_one_may_not_read_are_silently_left_out(
    network: Network, found_network: Callable[..., Network], post: str, socket: ClientConnection
) -> None:
    elsewhere = found_network().owner
    foreign = elsewhere.publish(elsewhere.make_group())
    secret, private = (
        network.owner.publish(network.owner.make_group("Inner", kind)) for kind in ("secret", "private")
    )
    gone = network.owner.publish(network.owner.make_group())
    network.owner.delete(f"/v1/posts/{gone}")
    never = ids.ulid() + post[ids.LENGTH :]
    garbage = ["x", "../..", post.lower(), post[:-1], f"{post}#", "é" * 60, "\0" * 53]
    assert watch(socket, foreign, secret, private, gone, never, *garbage, post, post) == [post]
    assert [rows(network, one) for one in (foreign, secret, private, gone, never)] == [[]] * 5


def test_a_foreign_post_is_watched_in_no_tenant(
    network: Network, found_network: Callable[..., Network], socket: ClientConnection
) -> None:
    other = found_network()
    foreign = other.owner.publish(other.owner.make_group())
    assert watch(socket, foreign) == []
    other.owner.put(f"/v1/posts/{foreign}/reactions/👍")
    assert told(network, socket) == []


def test_a_guest_watches_no_open_group_that_they_are_not_in(network: Network, group: str, post: str) -> None:
    (guest,) = network.people("Gil Guest", role="guest")
    with guest.socket() as open_:
        assert watch(open_, post) == []
        network.owner.put(f"/v1/groups/{group}/members/{guest.id}", {})
        assert watch(open_, post) == [post]


@pytest.mark.parametrize("posts", [["x"] * 31, "x", None, [7], [None], {"a": 1}, ["x" * 129]])
def test_what_is_no_list_of_at_most_30_ids_is_refused_and_changes_nothing(
    network: Network, ada: Person, post: str, socket: ClientConnection, posts: Any
) -> None:
    watch(socket, post)
    answer = asked(socket, json.dumps({"type": "watch", "id": "mine", "posts": posts}))
    assert (answer["type"], answer["id"], answer["problem"]) == ("error", "mine", "invalid")
    assert answer["field"].startswith("posts")
    ada.put(f"/v1/posts/{post}/reactions/👍")
    assert len(told(network, socket)) == 1


def test_a_frame_with_an_unknown_member_is_refused_by_its_name(socket: ClientConnection) -> None:
    answer = asked(socket, '{"type": "watch", "id": 1, "posts": [], "people": []}')
    assert (answer["problem"], answer["field"]) == ("invalid", "people")


def test_whoever_was_put_out_of_a_group_is_told_nothing_more(
    network: Network, ada: Person, reader: Person
) -> None:
    inner = network.owner.make_group("Inner", "secret")
    for person in (ada, reader):
        network.owner.put(f"/v1/groups/{inner}/members/{person.id}", {})
    post = network.owner.publish(inner)
    network.cloud.wait_idle()
    with ada.socket() as kept, reader.socket() as out:
        assert [watch(kept, post), watch(out, post)] == [[post]] * 2
        network.owner.delete(f"/v1/groups/{inner}/members/{reader.id}")
        comment(network.owner, post)
        assert told(network, kept)
        assert told(network, out) == []


def test_a_group_that_turns_secret_tells_its_members_alone(
    network: Network, ada: Person, reader: Person
) -> None:
    turning = network.owner.make_group("Turning")
    ada.join(turning)
    post = network.owner.publish(turning)
    network.cloud.wait_idle()
    with ada.socket() as inside, reader.socket() as outside:
        assert [watch(inside, post), watch(outside, post)] == [[post]] * 2
        network.owner.patch(f"/v1/groups/{turning}", {"visibility": "secret"})
        network.owner.patch(f"/v1/posts/{post}", {"body": "Between us"})
        assert told(network, inside)
        assert told(network, outside) == []


@pytest.mark.parametrize("ending", ["deactivation", "signing out"])
def test_whoever_may_not_act_any_more_is_no_watcher(network: Network, post: str, ending: str) -> None:
    """Their connections close; here are rows that stayed behind."""
    (leaver,) = network.people("Lea Leaver")
    key = keys.watcher(post[: ids.LENGTH], "c3RheWVk")
    with leaver.socket() as open_:
        watch(open_, post)
        [row] = rows(network, post)
        Table(network.tenant).put(key, row)
        here = watching.watchers(network.tenant, post[: ids.LENGTH], "", 100).here
        assert {watcher.user for watcher in here} == {leaver.id}
        if ending == "deactivation":
            network.owner.put(f"/v1/people/{leaver.id}/deactivation")
        else:
            leaver.delete("/v1/sessions/current")
    Table(network.tenant).put(key, row)
    assert watching.watchers(network.tenant, post[: ids.LENGTH], "", 100).here == []
    Table(network.tenant).delete(key, Item)
