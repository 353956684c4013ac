"""ETag, If-None-Match and If-Match (RFC 9110, 13) on every resource that has one."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.house.answers import NAMED
from tests.house.examples import WITH_BODY
from tests.house.routes import filled
from tests.house.world import World
from tests.people import Person

READ = [name for name, op in NAMED.items() if op.etag and op.method == "GET"]
CHANGED = [name for name, op in NAMED.items() if "version" in op.wants]

# What a change says, by the path's resource; each time something else.
CHANGES: dict[str, Callable[[str], dict[str, Any]]] = {
    "/v1/groups/{group}": lambda text: {"description": text},
    "/v1/posts/{post}": lambda text: {"body": text},
    "/v1/comments/{comment}": lambda text: {"body": text},
    "/v1/conversations/{conversation}": lambda text: {"name": text},
    "/v1/conversations/{conversation}/messages/{number}": lambda text: {"body": text},
    "/v1/documents/{document}": lambda text: {"name": f"{text}.txt"},
    "/v1/me": lambda text: {"title": text},
    "/v1/settings": lambda _: {"share_links": True},
    "/v1/branding": lambda text: {"welcome": text},
}


@pytest.fixture(scope="module")
def ids(world: World) -> dict[str, str]:
    conversation = world.new_conversation()
    number = world.new_message(conversation)
    world.new_message(conversation)  # the newest one is shown with the conversation, and follows its changes
    world.home.cloud.wait_idle()  # what is unread there follows in a moment
    return {
        "group": world.new_group("secret"),
        "post": world.new_post(),
        "comment": world.new_comment(),
        "user": world.insider.id,
        "invite": world.new_invite(),
        "slug": world.home.slug,
        "conversation": conversation,
        "number": number,
        "document": world.new_settled(),
    }


def who(world: World, route: str) -> Person:
    return world.owner if "branding" in route or "settings" in route else world.keeper


@pytest.mark.parametrize("route", READ)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '{} , W/"x"', "*"])
def test_what_one_has_already_is_304(route: str, form: str, ids: dict[str, str], world: World) -> None:
    method, path = filled(route, ids)
    first = who(world, route).ask(method, path)
    again = who(world, route).ask(method, path, If_None_Match=form.format(first.headers["etag"]))
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


@pytest.mark.parametrize("route", READ)
@pytest.mark.parametrize("form", ['"other"', "other", "", '"'])
def test_what_one_has_not_comes(route: str, form: str, ids: dict[str, str], world: World) -> None:
    method, path = filled(route, ids)
    assert who(world, route).ask(method, path, If_None_Match=form).status_code == 200


@pytest.mark.parametrize("route", [route for route in CHANGED if route in WITH_BODY])
def test_a_change_makes_another_etag(route: str, ids: dict[str, str], world: World) -> None:
    method, path = filled(route, ids)
    person, change = who(world, route), CHANGES[route.partition(" ")[2]]
    before = person.ask(method, path, change("before"))
    after = person.ask(method, path, change("after"))
    assert before.headers["etag"] != after.headers["etag"]
    assert person.ask("GET", path, If_None_Match=before.headers["etag"]).status_code == 200


@pytest.mark.parametrize("route", CHANGED)
@pytest.mark.parametrize(
    "form", ['"0.0"', '"99999.abc"', "garbage", '""', '"-1"', '"1e3"', 'W/"0"', "9" * 400, "٣"]
)
def test_another_version_is_412_and_changes_nothing(
    route: str, form: str, ids: dict[str, str], world: World
) -> None:
    method, path = filled(route, ids)
    person = who(world, route)
    body = CHANGES[route.partition(" ")[2]](world.new_slug()) if method != "DELETE" else None
    before = person.get(path)
    headers = {"Authorization": f"Bearer {person.token}", "If-Match": form.encode()}
    answer = person.client.request(method, path, json=body, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 412
    assert person.get(path) == before


@pytest.mark.parametrize("route", CHANGED)
@pytest.mark.parametrize("form", ["{}", "*"])
def test_the_present_version_may_be_changed(route: str, form: str, world: World) -> None:
    talk = {"conversation": world.conversation, "number": world.new_message()}
    fresh = {"group": world.new_group("secret"), "post": world.new_post(), "comment": world.new_comment()}
    file = {"document": world.new_settled()} if "{document}" in route else {}
    method, path = filled(route, fresh | talk | file)
    person = who(world, route)
    etag = person.ask("GET", path).headers["etag"]
    body = CHANGES[route.partition(" ")[2]](world.new_slug()) if method != "DELETE" else None
    assert person.ask(method, path, body, If_Match=form.format(etag)).is_success


@pytest.mark.parametrize("route", [route for route in CHANGED if route in WITH_BODY])
def test_of_two_changes_of_one_version_the_second_is_412(
    route: str, ids: dict[str, str], world: World
) -> None:
    method, path = filled(route, ids)
    person, change = who(world, route), CHANGES[route.partition(" ")[2]]
    etag = person.ask("GET", path).headers["etag"]
    both = [person.ask(method, path, change(text), If_Match=etag).status_code for text in ("one", "two")]
    assert both == [200, 412]


@pytest.mark.parametrize("route", [route for route in CHANGED if route in WITH_BODY])
def test_an_empty_patch_changes_nothing(route: str, ids: dict[str, str], world: World) -> None:
    method, path = filled(route, ids)
    person = who(world, route)
    before = person.get(path)
    person.ask(method, path, {})
    assert person.get(path) == before


@pytest.mark.parametrize("route", [route for route in CHANGED if route in WITH_BODY])
def test_even_no_change_is_refused_to_an_old_version(route: str, ids: dict[str, str], world: World) -> None:
    method, path = filled(route, ids)
    assert who(world, route).ask(method, path, {}, If_Match='"999.0"').status_code == 412
