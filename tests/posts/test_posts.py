"""Posts: published, read, edited, deleted."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def group(network: Network) -> str:
    return network.owner.make_group("Everyone")


@pytest.fixture(scope="module")
def ada(network: Network, group: str) -> Person:
    return network.people("Ada", groups=[group])[0]


@pytest.fixture(scope="module")
def moderator(network: Network, group: str) -> Person:
    mona = network.person("Mona", groups=[group])
    network.owner.put(f"/v1/groups/{group}/members/{mona.id}", {"role": "moderator"})
    return mona


def wall(person: Person, group: str, limit: int = 100, more: str = "") -> list[Any]:
    return person.all(f"/v1/groups/{group}/posts?{more}", limit)


def test_a_post_is_given_back_as_it_was_written(ada: Person, group: str) -> None:
    body = "# Title\n\n**bold**, `code`, [a link](https://example.test)\n\n- 日本語 \u202e\n"
    made = ada.post(f"/v1/groups/{group}/posts", {"body": body, "kind": "question"})
    shown = ada.get(f"/v1/posts/{made['id']}")
    assert shown == made
    assert (shown["body"], shown["kind"], shown["author"]["name"]) == (body, "question", "Ada")
    assert shown["home"] == {"kind": "group", "id": group, "name": "Everyone"}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_wall_is_read_newest_first_page_by_page(network: Network, limit: int) -> None:
    group = network.owner.make_group()
    posts = [network.owner.publish(group, f"{n}") for n in range(5)]
    assert [post["id"] for post in wall(network.owner, group, limit)] == posts[::-1]


def test_a_wall_neither_skips_nor_repeats_while_people_write_and_delete(network: Network) -> None:
    group = network.owner.make_group()
    posts = [network.owner.publish(group, f"{n}") for n in range(6)]
    first = network.owner.get(f"/v1/groups/{group}/posts?limit=2")
    network.owner.publish(group, "new meanwhile")
    network.owner.delete(f"/v1/posts/{posts[4]}")
    second = network.owner.get(f"/v1/groups/{group}/posts?limit=4&cursor={first['next']}")
    assert [post["id"] for post in first["items"] + second["items"]] == posts[::-1]
    assert second["next"] is None


def test_the_same_key_sent_twice_publishes_once(ada: Person, network: Network) -> None:
    group = network.owner.make_group()
    ada.join(group)
    first, second = (
        ada.post(f"/v1/groups/{group}/posts", {"body": "Once"}, Idempotency_Key="k1") for _ in range(2)
    )
    assert first == second
    assert len(wall(ada, group)) == 1


def test_people_write_on_their_own_walls(ada: Person, moderator: Person) -> None:
    made = ada.post(f"/v1/people/{ada.id}/posts", {"body": "My wall"})
    assert made["home"] == {"kind": "person", "id": ada.id, "name": "Ada"}
    assert [post["id"] for post in moderator.all(f"/v1/people/{ada.id}/posts")] == [made["id"]]
    assert moderator.ask("POST", f"/v1/people/{ada.id}/posts", {"body": "Hi"}).status_code == 403


def test_an_edit_keeps_what_it_said_before(ada: Person, group: str) -> None:
    post = ada.publish(group, "one")
    for body in ("two", "three"):
        ada.patch(f"/v1/posts/{post}", {"body": body})
    shown = ada.get(f"/v1/posts/{post}")
    assert (shown["body"], shown["version"]) == ("three", 3)
    assert shown["edited_at"] is not None
    history = ada.all(f"/v1/posts/{post}/revisions", limit=1)
    assert [(one["version"], one["body"]) for one in history] == [(2, "two"), (1, "one")]


def test_an_edit_that_says_nothing_changes_nothing(ada: Person, group: str) -> None:
    post = ada.publish(group)
    before = ada.get(f"/v1/posts/{post}")
    assert ada.patch(f"/v1/posts/{post}", {}) == before
    assert ada.all(f"/v1/posts/{post}/revisions") == []


def test_of_two_edits_of_the_same_version_one_is_stale(ada: Person, group: str) -> None:
    post = ada.publish(group, "one")
    etag = ada.ask("GET", f"/v1/posts/{post}").headers["etag"]
    answers = [
        ada.ask("PATCH", f"/v1/posts/{post}", {"body": body}, If_Match=etag) for body in ("two", "too")
    ]
    assert [answer.status_code for answer in answers] == [200, 412]
    assert ada.ask("DELETE", f"/v1/posts/{post}", If_Match=etag).status_code == 412
    assert ada.get(f"/v1/posts/{post}")["body"] == "two"


def test_only_its_author_edits_a_post(ada: Person, moderator: Person, network: Network, group: str) -> None:
    post = ada.publish(group)
    for person in (moderator, network.owner):
        assert person.ask("PATCH", f"/v1/posts/{post}", {"body": "Mine"}).status_code == 403


def test_a_deleted_post_leaves_a_tombstone_in_its_wall(ada: Person, group: str) -> None:
    post = ada.publish(group, "secret")
    ada.patch(f"/v1/posts/{post}", {"body": "more secret"})
    ada.post(f"/v1/posts/{post}/comments", {"body": "secret too"})
    ada.put(f"/v1/posts/{post}/reactions/👍")
    ada.delete(f"/v1/posts/{post}")
    [tombstone] = [one for one in wall(ada, group) if one["id"] == post]
    assert (tombstone["deleted"], tombstone["body"], tombstone["reactions"]) == (True, "", [])


@pytest.mark.parametrize("path", ["", "/comments", "/revisions", "/participants", "/reactions"])
def test_of_a_deleted_post_nothing_can_be_read(ada: Person, group: str, path: str) -> None:
    post = ada.publish(group)
    ada.delete(f"/v1/posts/{post}")
    assert ada.ask("GET", f"/v1/posts/{post}{path}").status_code == 404


def test_to_a_deleted_post_nothing_can_be_done(ada: Person, moderator: Person, group: str) -> None:
    post = ada.publish(group)
    ada.delete(f"/v1/posts/{post}")
    for method, path, body in (
        ("DELETE", "", None),
        ("PATCH", "", {"body": "Back"}),
        ("POST", "/comments", {"body": "Hi"}),
        ("PUT", "/reactions/👍", None),
        ("PUT", "/pin", None),
    ):
        assert moderator.ask(method, f"/v1/posts/{post}{path}", body).status_code == 404


def test_moderators_delete_and_other_members_do_not(
    ada: Person, moderator: Person, network: Network, group: str
) -> None:
    post = network.owner.publish(group)
    assert ada.ask("DELETE", f"/v1/posts/{post}").status_code == 403
    assert moderator.ask("DELETE", f"/v1/posts/{post}").status_code == 204


@pytest.mark.parametrize("body", ["", "x" * 20_001, None, 7])
def test_a_body_that_cannot_be_is_refused(ada: Person, group: str, body: Any) -> None:
    answer = ada.ask("POST", f"/v1/groups/{group}/posts", {"body": body})
    assert (answer.status_code, answer.json()["field"]) == (422, "body")


ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.mark.parametrize(
    "id_", ["x", ULID, f"{ULID}g{ULID}", f"{ULID}x{ULID}", f"{ULID}u{ULID}", f"{ULID}g", "🙂"]
)
def test_what_is_no_post_is_not_found(ada: Person, id_: str) -> None:
    assert ada.ask("GET", f"/v1/posts/{id_}").status_code == 404
    assert ada.ask("GET", f"/v1/comments/{ULID}{id_}").status_code == 404
