"""New since you were here."""

from collections.abc import Callable

import pytest

from chalicelib.feed import service
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def group(network: Network) -> str:
    return network.owner.make_group()


@pytest.fixture
def reader(network: Network, group: str) -> Person:
    """Somebody with three new entries."""
    person = network.person(groups=[group])
    network.cloud.wait_idle()
    for n in range(3):
        network.owner.publish(group, f"Number {n}")
    return person


def news(person: Person) -> tuple[int, list[str]]:
    """How many are unseen, and those that are marked as new."""
    person.network.cloud.wait_idle()
    page = person.get("/v1/feed")
    return page["unseen"], [entry["post"]["body"] for entry in page["items"] if entry["new"]]


def see(person: Person, body: str) -> None:
    [entry] = [entry for entry in person.feed() if entry["post"]["body"] == body]
    person.put("/v1/feed/seen", {"entry": entry["post"]["id"]})


def test_everything_is_new_at_first(reader: Person) -> None:
    assert news(reader) == (3, ["Number 2", "Number 1", "Number 0"])


def test_what_is_seen_is_not_new_any_more(reader: Person) -> None:
    see(reader, "Number 1")
    assert news(reader) == (1, ["Number 2"])


def test_seen_moves_forward_only(reader: Person) -> None:
    see(reader, "Number 2")
    see(reader, "Number 0")
    assert news(reader) == (0, [])


def test_what_comes_after_is_new_again(network: Network, reader: Person, group: str) -> None:
    see(reader, "Number 2")
    network.owner.publish(group, "Later")
    assert news(reader) == (1, ["Later"])


def test_ones_own_posts_are_never_new(reader: Person, group: str) -> None:
    see(reader, "Number 2")
    reader.publish(group, "Mine")
    assert news(reader) == (0, [])


def test_what_is_out_of_reach_is_not_counted(network: Network, reader: Person, group: str) -> None:
    network.owner.patch(f"/v1/groups/{group}", {"visibility": "private"})
    network.cloud.pause()
    try:
        reader.leave(group)
        page = reader.get("/v1/feed")
    finally:
        network.cloud.resume()
    assert (page["unseen"], page["items"]) == (0, [])


def test_the_count_is_of_the_newest_entries_whatever_the_page(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.network.cloud.wait_idle()
    monkeypatch.setattr(service, "AT_A_GLANCE", 2)
    assert [reader.get(f"/v1/feed?limit={limit}")["unseen"] for limit in (1, 3, 100)] == [2, 2, 2]


def test_only_the_first_page_counts(reader: Person) -> None:
    reader.network.cloud.wait_idle()
    first = reader.get("/v1/feed?limit=1")
    second = reader.get(f"/v1/feed?limit=1&cursor={first['next']}")
    assert (first["unseen"], second["unseen"]) == (3, None)


@pytest.mark.parametrize("entry", ["", "nonsense", "x" * 200])
def test_what_is_no_entry_is_refused(network: Network, entry: str) -> None:
    answer = network.owner.ask("PUT", "/v1/feed/seen", {"entry": entry})
    assert (answer.status_code, answer.json()["field"]) == (422, "entry")


def test_nobody_sees_ahead_of_what_was_published(reader: Person, group: str) -> None:
    ahead = f"7ZZZZZZZZZZZZZZZZZZZZZZZZZg{group}"
    assert reader.ask("PUT", "/v1/feed/seen", {"entry": ahead}).status_code == 422
