"""Every text comes back as it was, or is refused by the name of its field. Nothing is trimmed or mended."""

import json
from collections.abc import Iterator

import pytest

from chalicelib.core import bodies
from chalicelib.core.errors import Invalid
from tests.house import texts
from tests.house.examples import WITH_BODY, Field, example
from tests.house.trials import TRIALS, check_given_back, text_fields
from tests.house.world import World

only_with_blns = pytest.mark.skipif(not texts.BLNS.exists(), reason="the shared data are not here")

EVERY_TEXT = [(route, field) for route in TRIALS for field in text_fields(route)]
LONG_TEXT = [(route, field) for route, field in EVERY_TEXT if field.longest >= 1000]


@pytest.fixture(scope="module", autouse=True)
def resting_workers(world: World) -> Iterator[None]:
    """Nothing here waits for an event, so the workers take them all together at the end."""
    world.make_scratch()
    world.home.cloud.pause()
    yield
    world.home.cloud.resume()


def named(pairs: list[tuple[str, Field]]) -> pytest.MarkDecorator:
    ids = [f"{route} {field.name}" for route, field in pairs]
    return pytest.mark.parametrize(("route", "field"), pairs, ids=ids)


def test_every_route_with_text_has_its_trial() -> None:
    assert sorted(TRIALS) == sorted(route for route in WITH_BODY if text_fields(route))


@pytest.mark.parametrize("route", TRIALS)
def test_nasty_text_comes_back_or_is_refused_by_name(route: str, world: World) -> None:
    names = [field.name for field in text_fields(route)]
    for together in [[name] for name in names] if TRIALS[route].apart else [names]:
        for text in texts.NASTY:
            check_given_back(world, route, dict.fromkeys(together, text))


@named(LONG_TEXT)
def test_a_long_text_holds_all_the_nasty_ones(route: str, field: Field, world: World) -> None:
    for text in texts.packed(texts.NASTY, field.longest):
        check_given_back(world, route, {field.name: text})


@only_with_blns
@named(LONG_TEXT)
def test_the_whole_list_comes_back_from_a_long_text(route: str, field: Field, world: World) -> None:
    for text in texts.packed(texts.blns(), field.longest):
        check_given_back(world, route, {field.name: text})


@only_with_blns
def test_each_of_the_list_comes_back_from_a_short_text(world: World) -> None:
    """Dealt out over the short fields of a profile, so that one request tries five."""
    names = ["name", "title", "department", "location", "avatar"]
    left = texts.blns()
    while left:
        check_given_back(world, "PATCH /v1/me", dict(zip(names, left, strict=False)))
        left = left[len(names) :]


@only_with_blns
@named(EVERY_TEXT)
def test_every_field_reads_each_of_the_list_or_refuses_it_by_name(route: str, field: Field) -> None:
    """At the door only: what lies behind it has met the list in the tests above."""
    for text in texts.blns():
        assert read(route, field, text) in (text, Invalid)


@named(EVERY_TEXT)
def test_a_text_that_is_one_too_long_is_refused_by_name(route: str, field: Field) -> None:
    assert read(route, field, "x" * (field.longest + 1)) is Invalid


@named([(route, field) for route, field in EVERY_TEXT if field.has_form])
def test_a_form_does_not_end_with_a_newline(route: str, field: Field) -> None:
    """In a Python pattern `$` would let one through."""
    good = field.take(example(WITH_BODY[route]))
    assert read(route, field, good) == good
    assert read(route, field, f"{good}\n") is Invalid


def read(route: str, field: Field, text: str) -> object:
    """The text as the body's parser gives it on, or Invalid where it refuses it by the field's name."""
    kind = WITH_BODY[route].body
    assert kind
    body = json.dumps(field.put(example(WITH_BODY[route]), text)).encode()
    try:
        return field.take_attribute(bodies.parse(body, kind))
    except Invalid as refused:
        return Invalid if refused.members["field"] == field.name else refused


@pytest.mark.parametrize("text", texts.NASTY[5:9])
def test_a_password_is_what_was_typed(text: str, world: World) -> None:
    slug = world.new_slug()
    owner = {"name": "Olga", "email": f"olga@{slug}.test", "password": text}
    signed_up = world.home.client.post("/v1/tenants", json={"name": "P", "slug": slug, "owner": owner})
    assert signed_up.status_code == 201
    given = {"tenant": slug, "email": owner["email"]}
    tries = [
        world.home.client.post("/v1/sessions", json=given | {"password": password})
        for password in (text, f"{text} ")
    ]
    assert [answer.status_code for answer in tries] == [201, 401]


QUERIES = ["/v1/people?q=", "/v1/feed?group=", "/v1/groups?mine=", "/v1/groups?cursor="]


@pytest.mark.parametrize("query", QUERIES)
def test_nasty_text_in_a_query_is_answered_or_refused_by_name(query: str, world: World) -> None:
    path, _, name = query.removesuffix("=").partition("?")
    for text in texts.NASTY:
        answer = world.writer.ask("GET", f"{path}?{texts.quoted(name, text)}")
        if answer.status_code == 422:
            assert answer.json()["field"] == name
        else:
            assert answer.status_code == (400 if name == "cursor" else 200), (text, answer.text)
