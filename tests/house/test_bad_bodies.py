"""Bad bodies: 400, 413 or 422 as a problem that names the field where there is one. Never 500."""

import json
from typing import Any

import httpx
import pytest

from chalicelib.core import bodies
from chalicelib.core.errors import BadRequest, Invalid
from chalicelib.core.http import LARGEST_BODY
from tests.house.examples import WITH_BODY, Field, example, fields
from tests.house.routes import NOWHERE, filled
from tests.house.world import World

DEEP = 10_000
NOT_JSON = {
    "cut off": b'{"name": "a',
    "a word": b"null and void",
    "single quotes": b"{'name': 'a'}",
    "two documents": b"{}{}",
    "deep arrays": b'{"name": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"name": ' * DEEP + b"1" + b"}" * DEEP,
    "a key twice": b'{"name": "a", "name": "b"}',
    "not a number": b'{"name": NaN}',
    "infinity": b'{"name": -Infinity}',
    "a long number": b'{"name": ' + b"9" * 10**5 + b"}",
    "a lone surrogate": b'{"name": "a\\ud800"}',
    "a lone surrogate as a key": b'{"\\udfff": 1}',
    "a control character": b'{"name": "a\nb"}',
    "another encoding": '{"name": "a"}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + b'{"name": "a"}',
}
NOT_AN_OBJECT = {
    "an array": b"[]",
    "an array of objects": b"[{}]",
    "a string": b'"{}"',
    "a number": b"1",
    "a huge number": b"1e999",
    "null": b"null",
    "true": b"true",
}
# These are enough to know that a route takes its body by the same door as POST /v1/groups, which gets all.
ON_EVERY_ROUTE = ("cut off", "deep arrays", "a key twice", "a long number", "an array")


def send(world: World, route: str, body: bytes) -> httpx.Response:
    method, path = filled(route, NOWHERE)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {world.owner.token}"}
    return world.home.client.request(method, path, content=body, headers=headers)


def field_of(answer: httpx.Response) -> Any:
    assert answer.status_code == 422, answer.text
    return answer.json()["field"]


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_400(body: bytes, world: World) -> None:
    assert send(world, "POST /v1/groups", body).status_code == 400


@pytest.mark.parametrize("body", NOT_AN_OBJECT.values(), ids=NOT_AN_OBJECT.keys())
def test_what_is_no_object_is_422_and_names_the_body(body: bytes, world: World) -> None:
    assert field_of(send(world, "POST /v1/groups", body)) == "body"


@pytest.mark.parametrize("route", WITH_BODY)
@pytest.mark.parametrize("what", ON_EVERY_ROUTE)
def test_every_route_refuses_what_it_cannot_read(route: str, what: str, world: World) -> None:
    answer = send(world, route, (NOT_JSON | NOT_AN_OBJECT)[what])
    assert answer.status_code == (400 if what in NOT_JSON else 422)


@pytest.mark.parametrize("route", WITH_BODY)
def test_a_body_over_the_limit_is_refused(route: str, world: World) -> None:
    answer = send(world, route, b" " * LARGEST_BODY + b"{}")
    assert (answer.status_code, answer.json()["limit"]) == (413, LARGEST_BODY)


def test_a_body_of_just_the_limit_is_read(world: World) -> None:
    body = b'{"name": "Large"}'.ljust(LARGEST_BODY)
    assert send(world, "POST /v1/groups", body).status_code == 201


@pytest.mark.parametrize("route", WITH_BODY)
def test_an_unknown_field_is_refused_by_name(route: str, world: World) -> None:
    body = example(WITH_BODY[route]) | {"nonsense": 1}
    assert field_of(send(world, route, json.dumps(body).encode())) == "nonsense"


EVERY_FIELD = [(route, field) for route, operation in WITH_BODY.items() for field in fields(operation.body)]
each_field = pytest.mark.parametrize(
    ("route", "field"), EVERY_FIELD, ids=[f"{route} {field.name}" for route, field in EVERY_FIELD]
)


@each_field
def test_a_field_of_another_type_is_refused_by_name(route: str, field: Field, world: World) -> None:
    body = field.put(example(WITH_BODY[route]), {"not": ["this"]})
    assert field_of(send(world, route, json.dumps(body).encode())) == field.name


REQUIRED = [(route, field) for route, field in EVERY_FIELD if field.required]


@pytest.mark.parametrize(
    ("route", "field"), REQUIRED, ids=[f"{route} {field.name}" for route, field in REQUIRED]
)
def test_a_required_field_is_missed_by_name(route: str, field: Field, world: World) -> None:
    body = field.drop(example(WITH_BODY[route]))
    assert field_of(send(world, route, json.dumps(body).encode())) == field.name


@pytest.mark.parametrize(
    ("route", "field"),
    [(route, field) for route, field in EVERY_FIELD if field.is_text],
    ids=[f"{route} {field.name}" for route, field in EVERY_FIELD if field.is_text],
)
def test_no_text_takes_half_a_character(route: str, field: Field) -> None:
    """A lone surrogate has no UTF-8, so it could neither be kept nor be given back."""
    kind = WITH_BODY[route].body
    assert kind
    body = json.dumps(field.put(example(WITH_BODY[route]), "half: \ud83d")).encode()
    with pytest.raises(BadRequest):
        bodies.parse(body, kind)


WRONG = [1, -1, 0, 1.5, True, [], [[]], {}, {"a": 1}, 10**300, float("1e308")]


@each_field
def test_no_field_takes_what_is_no_text(route: str, field: Field) -> None:
    """Without the way through HTTP, which the test above goes: so here is room for every kind."""
    kind = WITH_BODY[route].body
    assert kind
    for wrong in WRONG[1:] if field.is_number else WRONG:
        if wrong is True and field.is_flag:
            continue
        body = json.dumps(field.put(example(WITH_BODY[route]), wrong)).encode()
        with pytest.raises(Invalid) as refused:
            bodies.parse(body, kind)
        assert (wrong, refused.value.members["field"]) == (wrong, field.name)
