"""What leaves the bin for good: after its time, in steps where it is large, or all at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import Mock

import pytest

from chalicelib.core import bus, clock, keys
from chalicelib.core.errors import Stale, Unavailable
from chalicelib.core.table import Table, changes
from chalicelib.documents import arrivals, looking, quotas, storage
from chalicelib.documents import bin as bins
from chalicelib.documents.model import KEPT_IN_BIN, BinItem, NodeItem
from tests.documents import samples
from tests.documents.files import begin, complete, folder, looked_at, names, put, send, stored
from tests.people import Network, Person


@pytest.fixture
def person(network: Network) -> Person:
    """Somebody new, whose files are none yet."""
    return network.person("Bea Binner")


def expire(network: Network, person: Person, made: str, *, since: int = KEPT_IN_BIN) -> None:
    """DynamoDB's time to live, of what was thrown away so many seconds ago."""
    table = Table(network.tenant)
    node = table.get(keys.document(made), NodeItem)
    assert node
    place = keys.binned(node.space, node.binned * 1000, made)
    table.update(place, *changes(expires=clock.now() + KEPT_IN_BIN - since), kind=BinItem)
    network.cloud.expire(f"{network.tenant}#b#u{person.id}")
    network.cloud.wait_idle()


def is_there(network: Network, id_: str) -> bool:
    return Table(network.tenant).get(keys.document(id_), NodeItem, consistent=True) is not None


def thrown_away(network: Network, person: Person) -> str:
    made = looked_at(network, person, b"words", "Old.txt")
    person.delete(f"/v1/documents/{made['id']}")
    return str(made["id"])


def test_after_thirty_days_it_goes_with_its_bytes(network: Network, person: Person) -> None:
    made = thrown_away(network, person)
    expire(network, person, made)
    assert not is_there(network, made)
    assert stored(person)[0] == 0


def test_before_them_it_stays(network: Network, person: Person) -> None:
    made = thrown_away(network, person)
    expire(network, person, made, since=KEPT_IN_BIN - clock.HOUR)
    assert [one["id"] for one in person.all("/v1/bin")] == [made]


def test_what_was_taken_out_meanwhile_stays(network: Network, person: Person) -> None:
    made = thrown_away(network, person)
    binned = Table(network.tenant).get(keys.document(made), NodeItem)
    assert binned
    person.put(f"/v1/bin/{made}/restored")
    bins.go_on(network.tenant, made, binned.binned)
    assert is_there(network, made)


def test_news_of_it_twice_is_once(network: Network, person: Person) -> None:
    made = thrown_away(network, person)
    node = Table(network.tenant).get(keys.document(made), NodeItem)
    assert node
    news = arrivals.News(tenant=network.tenant, type="DocumentPurged", document=made, binned=node.binned)
    for _ in range(2):
        arrivals.answer(news)
    assert stored(person)[0] == 0


def test_a_large_folder_goes_in_steps(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "MOST_AT_ONCE", 2)
    outer = folder(person, "Outer")
    inner = folder(person, "Inner", folder=outer)
    files = [put(person, name=f"{n}.txt", folder=inner)["id"] for n in range(5)]
    network.cloud.wait_idle()
    person.delete(f"/v1/documents/{outer}")
    person.delete(f"/v1/bin/{outer}")
    assert person.all("/v1/bin") == [], "it is out of sight at once"
    network.cloud.wait_idle()
    assert [is_there(network, id_) for id_ in (outer, inner, *files)] == [False] * 7
    assert stored(person)[0] == 0


def test_a_large_folder_whose_next_step_is_told_to_nobody_stays_in_sight(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "MOST_AT_ONCE", 2)
    outer = folder(person, "Outer")
    for n in range(3):
        put(person, name=f"{n}.txt", folder=outer)
    network.cloud.wait_idle()
    person.delete(f"/v1/documents/{outer}")
    with monkeypatch.context() as patch:
        patch.setattr(bus, "send", Mock(side_effect=bus.NotSent([0])))
        assert person.ask("DELETE", f"/v1/bin/{outer}").status_code == 500
    assert [one["id"] for one in person.all("/v1/bin")] == [outer]
    person.delete(f"/v1/bin/{outer}")
    network.cloud.wait_idle()
    assert not is_there(network, outer)
    assert stored(person)[0] == 0


def test_the_whole_bin_is_emptied(network: Network, person: Person) -> None:
    for name in ("One.txt", "Two.txt"):
        person.delete(f"/v1/documents/{looked_at(network, person, b'words', name)['id']}")
    kept = put(person, name="Kept.txt")["id"]
    person.delete("/v1/bin")
    assert person.all("/v1/bin") == []
    network.cloud.wait_idle()
    assert stored(person)[0] == 5
    assert is_there(network, kept)


def test_a_groups_bin_is_emptied_by_those_who_keep_its_order(network: Network, person: Person) -> None:
    group = person.make_group()
    member = network.person("Mo Member")
    member.join(group)
    assert member.ask("DELETE", f"/v1/bin?space=g{group}").status_code == 403
    outsider = network.person("Oz Outside")
    closed = person.make_group("Closed", visibility="secret")
    assert outsider.ask("DELETE", f"/v1/bin?space=g{closed}").status_code == 404


def test_what_was_taken_out_since_it_was_read_stays(network: Network, person: Person) -> None:
    made = thrown_away(network, person)
    node = Table(network.tenant).get(keys.document(made), NodeItem, consistent=True)
    assert node
    person.put(f"/v1/bin/{made}/restored")
    with pytest.raises(Stale):
        bins.forget(network.tenant, node)
    assert is_there(network, made)


def test_what_is_being_removed_comes_back_no_more(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "MOST_AT_ONCE", 1)
    outer = folder(person, "Outer")
    put(person, name="In it.txt", folder=outer)
    network.cloud.wait_idle()
    person.delete(f"/v1/documents/{outer}")
    network.cloud.pause()
    try:
        person.delete(f"/v1/bin/{outer}")
        assert person.ask("PUT", f"/v1/bin/{outer}/restored").status_code == 404
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert not is_there(network, outer)


def test_what_is_moved_out_of_a_folder_as_that_is_removed_is_moved_or_not(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = folder(person, "Outer")
    made = looked_at(network, person, b"words", "In it.txt", folder=outer)["id"]
    about_to_write, being_removed = threading.Event(), threading.Event()
    transact, remove = Table.transact, storage.remove

    def late(table: Table, *writes: Any) -> None:
        if not about_to_write.is_set():
            about_to_write.set()
            being_removed.wait(10)
        transact(table, *writes)

    def removing(key: str) -> None:
        being_removed.set()
        moved.result(10)
        remove(key)

    monkeypatch.setattr(Table, "transact", late)
    monkeypatch.setattr(storage, "remove", removing)
    with ThreadPoolExecutor(1) as threads:
        moved = threads.submit(lambda: person.ask("PATCH", f"/v1/documents/{made}", {"folder": None}))
        about_to_write.wait(10)
        person.delete(f"/v1/documents/{outer}")
        person.delete(f"/v1/bin/{outer}")
        assert moved.result(10).status_code == 412
    assert names(person, f"space=u{person.id}") == []


def test_a_break_while_it_is_removed_gives_nothing_back_twice(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(person, b"kept" * 10, "Kept.txt")
    made = looked_at(network, person, b"one", "Old.txt")["id"]
    put(person, b"two", document=made)
    person.post(f"/v1/documents/{made}/versions", {"number": 1})
    network.cloud.wait_idle()
    person.delete(f"/v1/documents/{made}")
    giving_back, calls = quotas.giving_back, iter(range(100))

    def broken(*given: Any) -> Any:
        if next(calls) == 1:
            raise Unavailable
        return giving_back(*given)

    with monkeypatch.context() as patch:
        patch.setattr(quotas, "giving_back", broken)
        assert person.ask("DELETE", f"/v1/bin/{made}").status_code == 503
    person.delete(f"/v1/bin/{made}")
    assert stored(person)[0] == 40


def test_what_is_removed_while_it_is_looked_at_leaves_nothing(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.cloud.pause()
    content = samples.photo()
    upload = begin(person, content, "Seen.jpg")
    send(upload, content)
    made = complete(person, upload).json()["id"]
    look = looking.look

    def looked(*given: Any, **more: Any) -> Any:
        found = look(*given, **more)
        for way in ("documents", "bin"):  # what is put there by looking is news, and looked at again
            person.ask("DELETE", f"/v1/{way}/{made}")
        return found

    monkeypatch.setattr(looking, "look", looked)
    network.cloud.resume()
    network.cloud.wait_idle()
    bucket = network.cloud.resources["DocumentsBucket"]
    there = network.cloud.aws.client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])
    assert [one["Key"] for one in there if made in one["Key"]] == []
    assert stored(person)[0] == 0


def test_a_folder_of_any_depth_goes(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "DEEPEST", 1)
    made = [folder(person, "0")]
    for name in "12345":
        made.append(folder(person, name, folder=made[-1]))
    put(person, name="In it.txt", folder=made[-1])
    network.cloud.wait_idle()
    person.delete(f"/v1/documents/{made[0]}")
    person.delete(f"/v1/bin/{made[0]}")
    network.cloud.wait_idle()
    assert not any(is_there(network, id_) for id_ in made)
    assert stored(person)[0] == 0


def test_a_bin_of_any_size_is_emptied(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "MOST_EMPTIED", 2)
    for number in range(5):
        made = put(person, name=f"{number}.txt")
        person.delete(f"/v1/documents/{made['id']}")
    person.delete("/v1/bin")
    network.cloud.wait_idle()
    assert person.all("/v1/bin") == []
    assert stored(person)[0] == 0


def test_what_was_thrown_away_after_one_asked_stays(network: Network, person: Person) -> None:
    made = put(person, name="Later.txt")
    person.delete(f"/v1/documents/{made['id']}")
    bins.go_on_emptying(network.tenant, bins.Emptying(f"u{person.id}", (clock.now() - 60) * 1000))
    assert [one["id"] for one in person.all("/v1/bin")] == [made["id"]]


def test_a_deleted_groups_files_go_with_it_and_count_no_more(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bins, "MOST_CLOSED", 2)
    group = person.make_group("Short-lived")
    inner = folder(person, "Inner", space=f"g{group}")
    files = [put(person, name=f"{n}.txt", space=f"g{group}")["id"] for n in range(3)]
    files += [put(person, folder=inner)["id"], put(person, name="Binned.txt", space=f"g{group}")["id"]]
    person.delete(f"/v1/documents/{files[-1]}")
    network.cloud.wait_idle()
    person.delete(f"/v1/groups/{group}")
    network.cloud.wait_idle()
    assert [is_there(network, id_) for id_ in (inner, *files)] == [False] * 6
    assert stored(person)[0] == 0
