"""A folder copied with all that lies in it: behind the request, in steps, once."""

from typing import Any

import pytest

from chalicelib.core import keys, settings
from chalicelib.core.table import Lost, Table
from chalicelib.documents import arrivals, copying
from chalicelib.documents.model import NodeItem
from tests.documents.files import content_of, folder, looked_at, names, put, stored
from tests.people import Network, Person


@pytest.fixture
def person(network: Network) -> Person:
    """Somebody new, whose files are none yet."""
    return network.person("Cora Copier")


@pytest.fixture
def plans(person: Person) -> str:
    """A folder: Plans/{One.txt, Two.txt, Inner/Three.txt}."""
    outer = folder(person, "Plans")
    inner = folder(person, "Inner", folder=outer)
    for name, where in (("One.txt", outer), ("Two.txt", outer), ("Three.txt", inner)):
        put(person, name.encode(), name, folder=where)
    return outer


def copied(network: Network, person: Person, id_: str, **where: str) -> str:
    made = person.post(f"/v1/documents/{id_}/copies", where)
    network.cloud.wait_idle()
    return str(made["id"])


def inside(person: Person, folder_: str) -> str:
    [id_] = [one["id"] for one in person.all(f"/v1/documents?folder={folder_}") if one["type"] == "folder"]
    return str(id_)


def test_all_that_lies_in_a_folder_comes_along(network: Network, person: Person, plans: str) -> None:
    made = copied(network, person, plans)
    assert names(person, f"folder={made}") == ["Inner", "One.txt", "Two.txt"]
    assert names(person, f"folder={inside(person, made)}") == ["Three.txt"]
    assert sorted(names(person, f"space=u{person.id}")) == ["Plans", "Plans (2)"]


def test_the_bytes_are_their_own_and_count(network: Network, person: Person, plans: str) -> None:
    before = stored(person)[0]
    made = copied(network, person, plans)
    assert stored(person)[0] == 2 * before
    one = next(one for one in person.all(f"/v1/documents?folder={made}") if one["name"] == "One.txt")
    person.delete(f"/v1/documents/{plans}")
    person.delete(f"/v1/bin/{plans}")
    network.cloud.wait_idle()
    assert content_of(person, one["id"]).content == b"One.txt"


def test_it_says_that_it_is_being_filled_until_it_is(network: Network, person: Person, plans: str) -> None:
    network.cloud.pause()
    try:
        made = person.post(f"/v1/documents/{plans}/copies", {})
        assert made["copying"] is True
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    done = person.get(f"/v1/documents/{made['id']}")
    assert (done["copying"], done["reason"]) == (False, "")


def test_a_large_folder_is_copied_in_steps(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 1)
    made = copied(network, person, plans)
    assert names(person, f"folder={made}") == ["Inner", "One.txt", "Two.txt"]
    assert names(person, f"folder={inside(person, made)}") == ["Three.txt"]
    assert person.get(f"/v1/documents/{made}")["copying"] is False


def test_steps_that_come_twice_make_nothing_twice(network: Network, person: Person, plans: str) -> None:
    network.cloud.pause()
    try:
        made = person.post(f"/v1/documents/{plans}/copies", {})["id"]
        for _ in range(2):
            copying.begin(network.tenant, made)
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert names(person, f"folder={made}") == ["Inner", "One.txt", "Two.txt"]
    assert stored(person)[0] == 2 * len("One.txtTwo.txtThree.txt")


def test_a_folder_that_is_copied_into_itself_is_copied_once(
    network: Network, person: Person, plans: str
) -> None:
    made = copied(network, person, plans, folder=plans)
    assert names(person, f"folder={made}") == ["Inner", "One.txt", "Two.txt"]


class Shared:
    """A folder of a private group, with a file in it, and a member who copies it to their own files."""

    def __init__(self, network: Network, person: Person) -> None:
        self.group = network.owner.make_group("Masts", visibility="private")
        self.reader = network.person("Rita Reader", groups=[self.group])
        self.stranger = person
        self.folder = folder(network.owner, "Plans", space=f"g{self.group}")
        looked_at(network, network.owner, b"words", "Plan.txt", folder=self.folder)


@pytest.fixture
def shared(network: Network, person: Person) -> Shared:
    return Shared(network, person)


def test_a_groups_folder_is_copied_by_whoever_may_read_it(network: Network, shared: Shared) -> None:
    made = copied(network, shared.reader, shared.folder, space=f"u{shared.reader.id}")
    assert names(shared.reader, f"folder={made}") == ["Plan.txt"]
    assert shared.stranger.ask("POST", f"/v1/documents/{shared.folder}/copies", {}).status_code == 404


def test_who_may_not_read_any_more_gets_no_further(network: Network, shared: Shared) -> None:
    reader = shared.reader
    network.cloud.pause()
    try:
        made = reader.post(f"/v1/documents/{shared.folder}/copies", {"space": f"u{reader.id}"})["id"]
        reader.leave(shared.group)
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert names(reader, f"folder={made}") == []
    assert reader.get(f"/v1/documents/{made}")["reason"] == copying.CLOSED


def test_what_finds_no_room_is_told(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = stored(person)[0] + 8
    monkeypatch.setattr(settings, "person_quota", lambda: limit)
    made = copied(network, person, plans)
    assert person.get(f"/v1/documents/{made}")["reason"] == copying.FULL


def test_one_that_is_thrown_away_meanwhile_is_filled_no_more(
    network: Network, person: Person, plans: str
) -> None:
    network.cloud.pause()
    try:
        made = person.post(f"/v1/documents/{plans}/copies", {})["id"]
        person.delete(f"/v1/documents/{made}")
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert stored(person)[0] == len("One.txtTwo.txtThree.txt")
    node = Table(network.tenant).get(keys.document(made), NodeItem)
    assert node
    assert node.copying == ""


def test_news_of_it_that_come_late_change_nothing(network: Network, person: Person, plans: str) -> None:
    made = copied(network, person, plans)
    one = next(one for one in person.all(f"/v1/documents?folder={made}") if one["name"] == "One.txt")
    person.delete(f"/v1/documents/{one['id']}")
    person.delete(f"/v1/bin/{one['id']}")
    arrivals.answer(arrivals.News(tenant=network.tenant, type="FolderCopyBegun", document=made))
    network.cloud.wait_idle()
    assert names(person, f"folder={made}") == ["Inner", "Two.txt"]


def test_folders_too_deep_in_each_other_are_left_out(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "MOST_DEPTH", 1)
    made = copied(network, person, plans)
    assert names(person, f"folder={made}") == ["One.txt", "Two.txt"]
    assert person.get(f"/v1/documents/{made}")["reason"] == copying.DEEP


def test_there_is_an_end_to_how_much(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "MOST", 2)
    made = copied(network, person, plans)
    assert person.get(f"/v1/documents/{made}")["reason"] == copying.MANY


def test_what_another_sent_and_nobody_looked_at_yet_stays(network: Network, person: Person) -> None:
    group = person.make_group("Unseen")
    other = network.person("Sender")
    other.join(group)
    source = folder(person, "Unseen", space=f"g{group}")
    network.cloud.pause()
    try:
        sent = put(other, b"unseen", "Unseen.txt", folder=source)["id"]
        made = person.post(f"/v1/documents/{source}/copies", {"space": f"u{person.id}"})["id"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(copying.bus, "send", lambda *_, **__: None)
            copying.begin(network.tenant, made)
        assert names(person, f"folder={made}") == []
        assert person.get(f"/v1/documents/{made}")["reason"] == copying.UNSEEN
        assert person.ask("POST", f"/v1/documents/{sent}/copies", {}).status_code == 409
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()


def test_two_that_are_copied_into_themselves_at_once_do_not_copy_each_other_without_end(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 1)
    network.cloud.pause()
    try:
        made = [person.post(f"/v1/documents/{plans}/copies", {"folder": plans})["id"] for _ in range(2)]
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert stored(person)[0] <= 4 * len("One.txtTwo.txtThree.txt")
    assert {person.get(f"/v1/documents/{one}")["reason"] for one in made} <= {"", copying.UNDONE}


def test_what_finds_room_a_moment_later_is_not_left_out(
    network: Network, person: Person, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.cloud.wait_idle()
    write, refused = Table.transact, []

    def transact(self: Table, *writes: Any) -> None:
        """Refused once, as it is where others take the room, and give it back."""
        if not refused and "Put" in writes[0] and any("Update" in one for one in writes):
            refused.append(writes)
            raise Lost(["None"] * (len(writes) - 1) + ["ConditionalCheckFailed"])
        write(self, *writes)

    network.cloud.pause()
    try:
        person.post(f"/v1/documents/{plans}/copies", {})
        monkeypatch.setattr(Table, "transact", transact)
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert refused
    assert stored(person)[0] == 2 * len("One.txtTwo.txtThree.txt")
