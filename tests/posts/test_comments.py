"""Comments and replies, and who takes part."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def group(network: Network) -> str:
    return network.owner.make_group()


@pytest.fixture(scope="module")
def ada(network: Network, group: str) -> Person:
    return network.people("Ada", groups=[group])[0]


@pytest.fixture
def post(network: Network, group: str) -> str:
    return network.owner.publish(group)


def comment(person: Person, post: str, body: str = "Well", **more: Any) -> str:
    return str(person.post(f"/v1/posts/{post}/comments", {"body": body, **more})["id"])


def counted(person: Person, post: str) -> tuple[int, int]:
    """Comments and participants, as the post shows them."""
    person.network.cloud.wait_idle()
    shown = person.get(f"/v1/posts/{post}")
    return shown["comments"], shown["participants"]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_comments_are_read_from_both_ends(ada: Person, post: str, limit: int) -> None:
    made = [comment(ada, post, f"{n}") for n in range(4)]
    path = f"/v1/posts/{post}/comments"
    assert [one["id"] for one in ada.all(path, limit)] == made
    assert [one["id"] for one in ada.all(f"{path}?order=newest", limit)] == made[::-1]


def test_a_list_may_begin_behind_a_comment(ada: Person, post: str) -> None:
    """So that a link to one of thousands shows what stands around it, in two requests."""
    made = [comment(ada, post, f"{n}") for n in range(5)]
    path = f"/v1/posts/{post}/comments?beyond={made[2]}"
    assert [one["id"] for one in ada.all(path, limit=1)] == made[3:]
    assert [one["id"] for one in ada.all(f"{path}&order=newest", limit=1)] == made[:2][::-1]


def test_a_list_begins_behind_no_comment_of_another_post(ada: Person, group: str, post: str) -> None:
    elsewhere = comment(ada, ada.publish(group))
    path = f"/v1/posts/{post}/comments?beyond="
    assert ada.ask("GET", path + elsewhere).status_code == 404
    assert ada.ask("GET", f"{path}nothing").status_code == 404


def test_a_reply_names_what_it_replies_to(ada: Person, network: Network, post: str) -> None:
    first = comment(network.owner, post)
    reply = ada.get(f"/v1/comments/{comment(ada, post, reply_to=first)}")
    assert (reply["reply_to"], reply["post"], reply["author"]["name"]) == (first, post, "Ada")


def test_a_reply_to_what_is_not_there_is_refused(
    ada: Person, network: Network, group: str, post: str
) -> None:
    elsewhere = comment(ada, network.owner.publish(group))
    gone = comment(ada, post)
    ada.delete(f"/v1/comments/{gone}")
    for target in (elsewhere, gone, "nonsense", post):
        given = {"body": "Hi", "reply_to": target}
        answer = ada.ask("POST", f"/v1/posts/{post}/comments", given)
        assert (answer.status_code, answer.json()["field"]) == (422, "reply_to")


def test_comments_and_those_who_take_part_are_counted(ada: Person, network: Network, post: str) -> None:
    for person in (ada, ada, network.owner):
        comment(person, post)
    assert counted(ada, post) == (3, 2)
    people = [one["person"]["name"] for one in ada.all(f"/v1/posts/{post}/participants", limit=1)]
    assert sorted(people) == ["Ada", "Olga Owner"]


def test_a_comment_sent_twice_is_counted_once(ada: Person, post: str) -> None:
    path = f"/v1/posts/{post}/comments"
    first, second = (ada.post(path, {"body": "Once"}, Idempotency_Key=post) for _ in range(2))
    assert first == second
    assert counted(ada, post) == (1, 1)


def test_a_deleted_comment_is_a_tombstone_that_keeps_its_replies_in_place(
    ada: Person, network: Network, post: str
) -> None:
    first = comment(ada, post, "secret")
    reply = comment(network.owner, post, reply_to=first)
    ada.put(f"/v1/comments/{first}/reactions/👍")
    network.cloud.wait_idle()
    ada.delete(f"/v1/comments/{first}")
    shown = ada.all(f"/v1/posts/{post}/comments")
    assert [(one["id"], one["deleted"], one["body"] == "") for one in shown] == [
        (first, True, True),
        (reply, False, False),
    ]
    assert counted(ada, post)[0] == 1
    assert ada.ask("GET", f"/v1/comments/{first}").status_code == 404


def test_deleting_twice_counts_once(ada: Person, post: str) -> None:
    first = comment(ada, post)
    comment(ada, post)
    answers = [ada.ask("DELETE", f"/v1/comments/{first}").status_code for _ in range(2)]
    assert (answers, counted(ada, post)[0]) == ([204, 404], 1)


def test_only_its_author_edits_a_comment(ada: Person, network: Network, post: str) -> None:
    made = comment(ada, post, "befor")
    assert network.owner.ask("PATCH", f"/v1/comments/{made}", {"body": "Mine"}).status_code == 403
    changed = ada.patch(f"/v1/comments/{made}", {"body": "before"})
    assert (changed["body"], changed["version"], counted(ada, post)) == ("before", 2, (1, 1))
    assert changed["edited_at"] is not None


def test_moderators_delete_comments_and_other_members_do_not(
    ada: Person, network: Network, post: str
) -> None:
    theirs, mine = comment(network.owner, post), comment(ada, post)
    assert ada.ask("DELETE", f"/v1/comments/{theirs}").status_code == 403
    assert network.owner.ask("DELETE", f"/v1/comments/{mine}").status_code == 204


def test_on_ones_own_wall_one_deletes_what_others_say(ada: Person, network: Network) -> None:
    post = ada.post(f"/v1/people/{ada.id}/posts", {"body": "My wall"})["id"]
    said = comment(network.owner, post)
    assert ada.ask("DELETE", f"/v1/comments/{said}").status_code == 204


def test_in_a_private_group_strangers_say_nothing(ada: Person, network: Network) -> None:
    post = network.owner.publish(network.owner.make_group(visibility="private"))
    said = comment(network.owner, post)
    assert ada.ask("POST", f"/v1/posts/{post}/comments", {"body": "Hi"}).status_code == 404
    assert ada.ask("GET", f"/v1/comments/{said}").status_code == 404
    assert ada.ask("PUT", f"/v1/comments/{said}/reactions/👍").status_code == 404
