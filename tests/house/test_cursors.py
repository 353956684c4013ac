"""A cursor is good for one list and one person. Any other, and any other text, is 400."""

import base64

import pytest

from tests.documents import files
from tests.house.answers import lists
from tests.house.routes import filled
from tests.house.world import World

LISTS = lists()


@pytest.fixture(scope="module")
def ids(world: World) -> dict[str, str]:
    """Of things that have at least two of everything; the insider may read them all too."""
    for person, department in ((world.keeper, "Care"), (world.insider, "Sales")):
        person.patch("/v1/me", {"department": department})
    for person in (world.colleague, world.owner):
        world.keeper.put(f"/v1/people/{person.id}/follow")
        person.put(f"/v1/people/{world.keeper.id}/follow")
    for number in range(2):
        world.keeper.post(f"/v1/people/{world.keeper.id}/posts", {"body": f"{number}"})
        world.new_invite()
        group = world.owner.make_group(f"Inviting {number}", "private")
        for person in (world.keeper, world.insider):
            world.owner.post(f"/v1/groups/{group}/invitations", {"user": person.id})
    askers = world.home.people("Ann Asker", "Bob Asker")
    for asker in askers:
        asker.post(f"/v1/groups/{world.private}/requests", {"message": "please"})
        world.keeper.post(f"/v1/groups/{world.secret}/invitations", {"user": asker.id})
        name = asker.id
        files.put(world.keeper, b"x", f"{name}.txt")
        binned = files.put(world.keeper, b"x", f"{name} is gone.txt")["id"]
        world.keeper.delete(f"/v1/documents/{binned}")
        files.put(world.keeper, b"y", document=world.document)
        world.new_share(world.document)
    world.keeper.put(f"/v1/documents/{world.document}/must_read")
    for person in (world.keeper, world.insider):
        person.put(f"/v1/documents/{world.document}/opened")
    world.home.cloud.wait_idle()
    return {
        "document": world.document,
        "post": world.post,
        "comment": world.comment,
        "user": world.keeper.id,
        "group": world.secret,
        "conversation": world.conversation,
    }


def path_of(route: str, ids: dict[str, str], world: World) -> str:
    group = world.private if route.endswith("/requests") else world.secret
    return filled(route, ids | {"group": group})[1]


def first_cursor(route: str, ids: dict[str, str], world: World) -> str:
    cursor = world.keeper.get(f"{path_of(route, ids, world)}?limit=1")["next"]
    assert cursor, "this test needs two items in each list"
    return str(cursor)


@pytest.mark.parametrize("route", LISTS)
def test_a_cursor_goes_on_where_the_page_ended(route: str, ids: dict[str, str], world: World) -> None:
    path = path_of(route, ids, world)
    together = world.keeper.get(f"{path}?limit=2")["items"]
    first = world.keeper.get(f"{path}?limit=1")
    second = world.keeper.get(f"{path}?limit=1&cursor={first['next']}")
    assert first["items"] + second["items"] == together


FOR_KEEPERS = (
    "/requests",
    "/invitations",
    "/readers",
)  # of the group's order: others are told 403 before the cursor is read


@pytest.mark.parametrize("route", [route for route in LISTS if not route.endswith(FOR_KEEPERS)])
def test_a_cursor_is_good_for_nobody_else(route: str, ids: dict[str, str], world: World) -> None:
    cursor = first_cursor(route, ids, world)
    assert refused(world, "insider", f"{path_of(route, ids, world)}?cursor={cursor}")


@pytest.mark.parametrize("route", LISTS)
def test_a_cursor_is_good_for_no_other_list(route: str, ids: dict[str, str], world: World) -> None:
    cursor = first_cursor(route, ids, world)
    for other in LISTS:
        if other != route:
            assert refused(world, "keeper", f"{path_of(other, ids, world)}?cursor={cursor}"), other


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("/v1/groups?limit=1", "/v1/groups?mine=true"),
        ("/v1/people?limit=1", "/v1/people?q=k"),
        ("/v1/people?limit=1", "/v1/people?department=Care"),
        ("/v1/people?role=member&limit=1", "/v1/people?role=guest"),
        ("/v1/people/facets?limit=1", "/v1/people/facets?field=location"),
        ("/v1/groups?limit=1", "/v1/groups?q=b"),
        ("/v1/feed?limit=1", "/v1/feed?kind=update"),
        ("/v1/feed?limit=1", "/v1/feed?group={group}"),
        ("/v1/posts/{post}/comments?limit=1", "/v1/posts/{post}/comments?order=newest"),
        ("/v1/posts/{post}/reactions?limit=1", "/v1/posts/{post}/reactions?emoji=🎉"),
    ],
)
def test_a_cursor_is_not_good_for_the_list_sorted_or_chosen_otherwise(
    path: str, changed: str, ids: dict[str, str], world: World
) -> None:
    cursor = world.keeper.get(path.format_map(ids))["next"]
    assert refused(world, "keeper", f"{changed.format_map(ids)}&cursor={cursor}")


@pytest.mark.parametrize("route", ["GET /v1/people", "GET /v1/groups", "GET /v1/feed", "GET /v1/invites"])
def test_a_cursor_is_good_for_no_other_network(route: str, ids: dict[str, str], world: World) -> None:
    cursor = first_cursor(route, ids, world)
    assert refused(world, "foreign", f"{path_of(route, ids, world)}?cursor={cursor}")


GARBAGE = [
    "x",
    "",
    "====",
    "%00",
    "💥",
    "null",
    "AAAA" * 20,
    "A" * 1000,
    "../..",
    base64.b64encode(b"\xff" * 40).decode(),
]


@pytest.mark.parametrize("route", LISTS)
def test_garbage_is_no_cursor(route: str, ids: dict[str, str], world: World) -> None:
    for garbage in GARBAGE:
        assert refused(world, "keeper", f"{path_of(route, ids, world)}?cursor={garbage}"), garbage


def test_a_cursor_with_one_character_changed_is_none(ids: dict[str, str], world: World) -> None:
    cursor = first_cursor("GET /v1/people", ids, world)
    for place in range(0, len(cursor) - 1, 7):  # the last has bits to spare
        other = "A" if cursor[place] != "A" else "B"
        assert refused(world, "keeper", f"/v1/people?cursor={cursor[:place]}{other}{cursor[place + 1 :]}")


def refused(world: World, who: str, path: str) -> bool:
    answer = getattr(world, who).ask("GET", path)
    return bool(answer.status_code == 400 and answer.json()["type"] == "/problems/bad-cursor")
