"""The newest two comments stand on the post itself."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.core.table import Table
from chalicelib.posts import latest
from chalicelib.posts.model import place_of
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


def comment(person: Person, post: str, body: str = "Well") -> str:
    return str(person.post(f"/v1/posts/{post}/comments", {"body": body})["id"])


def shown(person: Person, post: str) -> list[dict[str, Any]]:
    person.network.cloud.wait_idle()
    found: list[dict[str, Any]] = person.get(f"/v1/posts/{post}")["latest"]
    return found


def bodies(person: Person, post: str) -> list[str]:
    return [one["body"] for one in shown(person, post)]


def test_a_new_post_has_none(ada: Person, post: str) -> None:
    assert shown(ada, post) == []


def test_the_newest_two_stand_on_the_post_newest_first(ada: Person, post: str, network: Network) -> None:
    made = [comment(person, post, f"{n}") for n, person in enumerate((ada, network.owner, ada))]
    newest, before = shown(ada, post)
    read = ada.get(f"/v1/comments/{made[2]}")
    assert newest == {name: read[name] for name in ("id", "author", "body", "created_at")} | {"files": 0}
    assert (before["id"], before["author"]["name"]) == (made[1], "Olga Owner")


def test_feed_and_wall_show_the_same(ada: Person, group: str, post: str) -> None:
    comment(ada, post)
    alone = shown(ada, post)
    [in_feed] = [entry["post"]["latest"] for entry in ada.feed() if entry["post"]["id"] == post]
    [on_wall] = [one["latest"] for one in ada.all(f"/v1/groups/{group}/posts") if one["id"] == post]
    assert len(alone) == 1
    assert (in_feed, on_wall) == (alone, alone)


@pytest.mark.parametrize(
    ("body", "kept"),
    [("e" * 300, "e" * 300), ("e" * 301, "e" * 299 + "…"), ("👍" * 2000, "👍" * 299 + "…")],
)
def test_a_long_body_is_cut_at_300_characters(ada: Person, post: str, body: str, kept: str) -> None:
    comment(ada, post, body)
    assert bodies(ada, post) == [kept]


def test_an_edit_shows(ada: Person, post: str) -> None:
    made = comment(ada, post)
    assert bodies(ada, post) == ["Well"]
    ada.patch(f"/v1/comments/{made}", {"body": "Better"})
    assert bodies(ada, post) == ["Better"]


def test_a_deleted_one_makes_room_for_those_before_it(
    ada: Person, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "READS", (2, 2, 2))
    made = [comment(ada, post, f"{n}") for n in range(5)]
    assert bodies(ada, post) == ["4", "3"]
    for one in (made[4], made[3], made[1]):
        ada.delete(f"/v1/comments/{one}")
    assert bodies(ada, post) == ["2", "0"]
    for one in (made[0], made[2]):
        ada.delete(f"/v1/comments/{one}")
    assert bodies(ada, post) == []


def test_a_tombstone_has_none_and_gets_none(ada: Person, group: str, post: str, network: Network) -> None:
    comment(ada, post)
    assert shown(ada, post)
    network.owner.delete(f"/v1/posts/{post}")
    latest.keep(network.tenant, place_of(post))
    network.cloud.wait_idle()
    [wall] = [one for one in ada.all(f"/v1/groups/{group}/posts") if one["id"] == post]
    assert (wall["deleted"], wall["latest"]) == (True, [])


def test_what_comes_again_is_not_written_again(
    ada: Person, post: str, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment(ada, post)
    assert shown(ada, post)
    writes: list[Any] = []
    monkeypatch.setattr(Table, "update", lambda *given, **_: writes.append(given))
    latest.keep(network.tenant, place_of(post))
    assert writes == []


def test_a_slow_worker_does_not_write_over_a_quick_one(
    ada: Person, post: str, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has read the comments before the newest came, and writes when that is kept already."""
    network.cloud.pause()
    comment(ada, post, "old")
    newest = latest._newest

    def overtaken(tenant: str, place: Any) -> Any:
        found = newest(tenant, place)
        if [one.body for one in found] == ["old"]:
            comment(ada, post, "new")
            with monkeypatch.context() as patched:
                patched.setattr(latest, "_newest", newest)
                latest.keep(tenant, place)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(latest, "_newest", overtaken)
        latest.keep(network.tenant, place_of(post))
    found = [one["body"] for one in ada.get(f"/v1/posts/{post}")["latest"]]
    network.cloud.resume()
    assert found == ["new", "old"]


def test_keeping_them_is_no_change_of_the_post(ada: Person, post: str) -> None:
    comment(ada, post)
    assert shown(ada, post)
    assert ada.get(f"/v1/posts/{post}")["version"] == 1
