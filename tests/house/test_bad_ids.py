"""Ids that are no ids, or not here: 404, and never 500. Bad limits and methods, too."""

import re
from typing import Any

import pytest

from chalicelib.core.ids import ulid
from tests.house.answers import NAMED, lists
from tests.house.examples import WITH_BODY, example
from tests.house.routes import NOWHERE, filled
from tests.house.world import World

GARBAGE = {
    "one letter": "x",
    "dots and slashes": "../../etc/passwd",
    "a slash": "a/b",
    "a nul": "\x00",
    "a newline at the end": f"{ulid()}\n",
    "an emoji": "😀",
    "lower case": ulid().lower(),
    "nobody's": ulid(),
    "too long": "A" * 201,
    "long": "😀" * 200,
    "a key of the table": f"u#{ulid()}",
}
PARAMETERS = [
    (route, name)
    for route in NAMED
    for name in re.findall(r"{(\w+)}", route)
    if name not in ("emoji", "slug")
]
# Undecodable, so no string stands for it; and what a gateway might take for a path of its own.
RAW = ["%ff", "%c0%ae", "%2e%2e%2f", "%252e", "%00%00", "a%20b", "%"]


def good_ids(world: World) -> dict[str, str]:
    return NOWHERE | {
        "group": world.secret,
        "post": world.post,
        "comment": world.comment,
        "user": world.insider.id,
        "emoji": "👍",
        "conversation": world.conversation,
    }


def body_for(route: str) -> Any:
    return example(WITH_BODY[route]) if route in WITH_BODY else None


@pytest.mark.parametrize(("route", "name"), PARAMETERS, ids=[f"{r} {n}" for r, n in PARAMETERS])
def test_what_is_no_id_is_not_found(route: str, name: str, world: World) -> None:
    """With every other id of the path right, and by somebody who may do anything."""
    by = world.owner if route.endswith(("/role", "/deactivation")) else world.keeper
    for what, garbage in GARBAGE.items():
        method, path = filled(route, good_ids(world) | {name: garbage})
        assert (what, by.ask(method, path, body_for(route)).status_code) == (what, 404)


@pytest.mark.parametrize("raw", RAW)
def test_what_cannot_be_decoded_is_not_found(raw: str, world: World) -> None:
    for path in (f"/v1/posts/{raw}", f"/v1/groups/{raw}/members/{raw}", f"/v1/invitations/{raw}"):
        assert world.keeper.ask("GET" if "members" not in path else "DELETE", path).status_code == 404


@pytest.mark.parametrize("what", ["x", "👍👍", "a", "#", "\x00", "\u200d", "👍" * 60, " 👍", "&#128077;"])
def test_what_is_no_emoji_is_refused_by_name(what: str, world: World) -> None:
    for route in (
        "PUT /v1/posts/{post}/reactions/{emoji}",
        "DELETE /v1/comments/{comment}/reactions/{emoji}",
    ):
        method, path = filled(route, good_ids(world) | {"emoji": what})
        answer = world.keeper.ask(method, path)
        assert answer.status_code in (404, 422)
        assert answer.status_code == 404 or answer.json()["field"] == "emoji"


@pytest.mark.parametrize("slug", ["no-such", "", "Ä", "a/b", "\x00", "x" * 201])
def test_a_slug_of_nobody_is_not_found(slug: str, world: World) -> None:
    method, path = filled("GET /v1/tenants/{slug}/branding", {"slug": slug})
    assert world.home.client.request(method, path).status_code == 404


@pytest.mark.parametrize("limit", ["-1", "1.5", "", "9" * 100, "true", "%00", "٣", "10 ", "1_0"])
def test_a_limit_is_a_whole_number(limit: str, world: World) -> None:
    answer = world.keeper.ask("GET", f"/v1/people?limit={limit}")
    assert (answer.status_code, answer.json()["field"]) == (422, "limit")


@pytest.mark.parametrize("limit", ["0", "101", "x"])
@pytest.mark.parametrize("route", lists())
def test_a_bad_limit_is_refused_by_name(route: str, limit: str, world: World) -> None:
    method, path = filled(route, good_ids(world))
    answer = world.keeper.ask(method, f"{path}?limit={limit}")
    assert (answer.status_code, answer.json()["field"]) == (422, "limit")


@pytest.mark.parametrize("route", lists())
def test_an_unknown_parameter_is_refused_by_name(route: str, world: World) -> None:
    method, path = filled(route, good_ids(world))
    answer = world.keeper.ask(method, f"{path}?limit=1&offset=2")
    assert (answer.status_code, answer.json()["field"]) == (422, "offset")


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/nothing"), ("DELETE", "/v1/me"), ("PUT", "/v1/")])
def test_an_unknown_route_is_a_problem_too(method: str, path: str, world: World) -> None:
    assert world.keeper.ask(method, path).status_code == 404
