"""The stranger test: to whoever may not see a thing, it does not exist.

Strangers ask first and with the real ids, then one who may: that they succeed proves that the
ids were right and that nobody before them changed anything.
"""

from typing import Any

import httpx
import pytest

import app
from tests.house.answers import NAMED
from tests.house.routes import HELD, MAY, MINE, NOWHERE, PUBLIC, STRANGERS, filled
from tests.house.world import World


def test_every_route_has_its_entry_here() -> None:
    of_chalice = {f"{method} {path}" for path, found in app.app.routes.items() for method in found}
    assert sorted([*HELD, *MINE, *PUBLIC]) == sorted(of_chalice)


@pytest.mark.parametrize("route", HELD)
def test_strangers_are_told_404_and_a_member_succeeds(route: str, world: World) -> None:
    held = HELD[route]
    method, path = filled(route, held.ids(world))
    body = held.body(world)
    told = {name: getattr(world, name).ask(method, path, body).status_code for name in held.told()}
    assert {name: MAY if 200 <= status < 300 else status for name, status in told.items()} == held.told()
    member: httpx.Response = getattr(world, held.by).ask(method, path, body)
    assert member.is_success, member.text


@pytest.mark.parametrize("route", [route for route, held in HELD.items() if "{group}" in route])
def test_everything_of_a_secret_group_is_404_to_everybody_outside(route: str, world: World) -> None:
    held = HELD[route]
    method, path = filled(route, {"user": world.insider.id, "group": world.secret})
    told = {name: getattr(world, name).ask(method, path, held.body(world)).status_code for name in STRANGERS}
    assert told == dict.fromkeys(STRANGERS, 404)


@pytest.mark.parametrize("route", MINE)
def test_what_answers_everybody_tells_nobody_of_a_secret_group(route: str, world: World) -> None:
    mine = MINE[route]
    method, path = filled(route, {})
    member: httpx.Response = getattr(world, mine.by).ask(method, path, mine.body(world))
    assert member.is_success, member.text
    for name in STRANGERS:
        answer: httpx.Response = getattr(world, name).ask(method, path, mine.body(world))
        assert answer.status_code == mine.told if name in mine.forbidden else answer.is_success, answer.text
        told = [secret for secret in world.secrets if secret in answer.text]
        assert (name, told) == (name, [])


@pytest.mark.parametrize("route", MINE)
def test_what_answers_everybody_tells_another_network_of_nobody_here(route: str, world: World) -> None:
    mine = MINE[route]
    method, path = filled(route, {})
    answer = world.foreign.ask(method, path, mine.body(world))
    people = (world.owner, world.keeper, world.insider, world.colleague, world.guest)
    assert [person.session["user"]["name"] for person in people if person.id in answer.text] == []


@pytest.mark.parametrize("route", [name for name, operation in NAMED.items() if not operation.public])
@pytest.mark.parametrize("authorization", [None, "Bearer x.y.z"])
def test_without_a_token_nothing_is_told(route: str, authorization: str | None, world: World) -> None:
    ids = {"comment": world.comment, "post": world.post, "group": world.secret, "user": world.keeper.id}
    method, path = filled(route, NOWHERE | ids)
    headers = {"Authorization": authorization} if authorization else {}
    answer = world.home.client.request(method, path, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="atrium"')


@pytest.mark.parametrize("route", PUBLIC)
def test_a_public_route_answers_without_a_token(route: str, world: World) -> None:
    method, path = filled(route, PUBLIC[route].ids(world))
    answer = world.home.client.request(method, path, json=PUBLIC[route].body(world))
    assert answer.is_success, answer.text


WITH_SECRETS = [route for route, public in PUBLIC.items() if public.wrong_ids or public.wrong_body]


@pytest.mark.parametrize("route", WITH_SECRETS)
def test_a_public_route_refuses_what_is_of_another_network(route: str, world: World) -> None:
    public = PUBLIC[route]
    ids, body = public.wrong_ids or public.ids, public.wrong_body or public.body
    method, path = filled(route, ids(world))
    given: Any = body(world)
    assert world.home.client.request(method, path, json=given).status_code == public.refused
