"""Idempotency-Key: a POST may be sent again, and happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.house.world import World
from tests.people import PASSWORD


def sign_up(w: World) -> tuple[str, dict[str, Any]]:
    slug = w.new_slug()
    owner = {"name": "Twice", "email": f"twice@{slug}.test", "password": PASSWORD}
    return "/v1/tenants", {"name": "Twice", "slug": slug, "owner": owner}


POSTS: dict[str, Callable[[World], tuple[str, Any]]] = {
    "a sign-up": sign_up,
    "a sign-in": lambda w: ("/v1/sessions", w.credentials()),
    "a refresh": lambda w: ("/v1/sessions/refresh", {"refresh_token": w.new_session()["refresh_token"]}),
    "an accepted invitation": lambda w: (
        f"/v1/invitations/{w.new_link()}/accept", {"name": "Twice", "password": PASSWORD},
    ),
    "an invitation": lambda w: ("/v1/invites", {"email": w.new_email()}),
    "many invitations": lambda w: ("/v1/invites/bulk", {"invites": [{"email": w.new_email()}]}),
    "a group": lambda _: ("/v1/groups", {"name": "Twice"}),
    "a post": lambda w: (f"/v1/groups/{w.secret}/posts", {"body": "Twice"}),
    "a comment": lambda w: (f"/v1/posts/{w.post}/comments", {"body": "Twice"}),
    "a conversation": lambda w: ("/v1/conversations", {"people": [w.insider.id], "name": "Twice"}),
    "a message": lambda w: (f"/v1/conversations/{w.conversation}/messages", {"body": "Twice"}),
    "a ticket": lambda _: ("/v1/live/tickets", None),
}  # fmt: skip


@pytest.fixture
def asked(request: pytest.FixtureRequest, world: World) -> tuple[str, Any]:
    return POSTS[request.param](world)


each = pytest.mark.parametrize("asked", POSTS, indirect=True)


def send(world: World, path: str, body: Any, key: str) -> httpx.Response:
    return world.keeper.ask("POST", path, body, Idempotency_Key=key)


def at_once(times: int, send: Callable[[], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(times) as threads:
        return [future.result() for future in [threads.submit(send) for _ in range(times)]]


@each
def test_the_same_key_and_body_have_the_same_answer(asked: tuple[str, Any], world: World) -> None:
    first, second = [send(world, *asked, key="once") for _ in range(2)]
    assert first.is_success, first.text
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers.get("etag") == first.headers.get("etag")


@each
def test_of_two_at_the_same_time_one_does_it(asked: tuple[str, Any], world: World) -> None:
    answers = at_once(2, lambda: send(world, *asked, key="at once"))
    done = {answer.content for answer in answers if answer.is_success}
    assert len(done) == 1
    assert {answer.status_code for answer in answers if not answer.is_success} <= {409}


def test_one_post_is_there_however_often_it_was_sent(world: World) -> None:
    path = f"/v1/groups/{world.new_group('secret')}/posts"
    at_once(4, lambda: send(world, path, {"body": "Once"}, "just once"))
    send(world, path, {"body": "Once"}, "just once")
    assert [post["body"] for post in world.keeper.all(path)] == ["Once"]


def test_the_same_key_with_another_body_is_409(world: World) -> None:
    send(world, "/v1/groups", {"name": "One"}, "one key")
    assert send(world, "/v1/groups", {"name": "Two"}, "one key").status_code == 409


def test_another_route_or_person_or_key_is_another_request(world: World) -> None:
    path, body = f"/v1/posts/{world.post}/comments", {"body": "Again"}
    made = [
        send(world, path, body, "key"),
        send(world, path, body, "other key"),
        world.insider.ask("POST", path, body, Idempotency_Key="key"),
        send(world, f"/v1/posts/{world.new_post()}/comments", body, "key"),
    ]
    assert len({answer.json()["id"] for answer in made}) == 4


def test_what_was_refused_may_be_mended_under_the_same_key(world: World) -> None:
    assert send(world, "/v1/groups", {"name": ""}, "mended").status_code == 422
    assert send(world, "/v1/groups/nowhere/posts", {"body": "Lost"}, "mended").status_code == 404
    assert send(world, "/v1/groups", {"name": "Mended"}, "mended").status_code == 201
    assert send(world, "/v1/groups/nowhere/posts", {"body": "Found"}, "mended").status_code == 404


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_1_to_255_characters(key: str, world: World) -> None:
    answer = send(world, "/v1/groups", {"name": "Long"}, key)
    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("key", ["k" * 255, "\xff\xe9 %00 \"'", "../..#~"])
def test_a_key_may_be_any_text(key: str, world: World) -> None:
    headers = {"Authorization": f"Bearer {world.keeper.token}", "Idempotency-Key": key.encode("latin-1")}
    answers = [
        world.home.client.post("/v1/groups", json={"name": "Any"}, headers=headers)  # type: ignore[arg-type]
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
