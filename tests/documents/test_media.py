"""After the upload a document is looked at, and becomes clean or refused."""

import threading
from typing import Any

import pytest

from chalicelib.documents import arrivals, storage, writes
from tests.documents.files import begin, complete, looked_at, names, put, send
from tests.documents.samples import EICAR
from tests.people import Network, Person


def listed(person: Person, id_: str, sort: str = "name") -> Any:
    rows = person.all(f"/v1/documents?space=u{person.id}&sort={sort}")
    [found] = [row for row in rows if row["id"] == id_]
    return found


def test_a_file_becomes_clean(network: Network, trio: list[Person]) -> None:
    assert looked_at(network, trio[0], b"Just words", "Words.txt")["state"] == "clean"


def test_a_virus_is_refused_wherever_the_document_shows(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], EICAR, "Eicar.txt")
    version = trio[0].get(f"/v1/documents/{made['id']}/versions")["items"][0]
    shown = [made, version, *(listed(trio[0], made["id"], sort) for sort in ("name", "date", "size", "kind"))]
    assert {(one["state"], one["reason"]) for one in shown} == {("refused", "The file has a virus")}
    assert trio[0].ask("GET", f"/v1/documents/{made['id']}/content").status_code == 409


def test_the_type_is_what_the_bytes_say(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"<script>alert(1)</script>", "Picture.png", content_type="image/png")
    assert made["content_type"] == "text/html"
    assert [listed(trio[0], made["id"], sort)["kind"] for sort in ("name", "kind")] == ["text", "text"]


def test_news_before_the_document_come_again(network: Network, trio: list[Person]) -> None:
    upload = begin(trio[0], b"early", "Early.txt")
    sent: list[arrivals.Arrival] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrivals.bus, "send", lambda _, work, **__: sent.extend(work))
        send(upload, b"early")
        network.cloud.wait_idle()
    [again] = sent
    made = complete(trio[0], upload).json()
    assert made["state"] == "checking"
    arrivals.bus.send("media", [again])
    network.cloud.wait_idle()
    assert trio[0].get(f"/v1/documents/{made['id']}")["state"] == "clean"


def test_news_of_an_upload_that_was_given_up_come_no_more(network: Network, trio: list[Person]) -> None:
    upload = begin(trio[0], b"given up", "Given up.txt")
    network.cloud.pause()
    send(upload, b"given up")
    trio[0].delete(f"/v1/uploads/{upload['id']}")
    sent: list[arrivals.Arrival] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrivals.bus, "send", lambda _, work, **__: sent.extend(work))
        network.cloud.resume()
        network.cloud.wait_idle()
    assert sent == []


def test_news_that_come_twice_change_nothing_more(network: Network, trio: list[Person]) -> None:
    network.cloud.deliver_twice = True
    try:
        made = looked_at(network, trio[0], b"twice", "Twice.txt")
    finally:
        network.cloud.deliver_twice = False
    assert (made["state"], made["version"]) == ("clean", 2)


def test_what_was_put_into_the_bin_meanwhile_is_looked_at_there(network: Network, trio: list[Person]) -> None:
    network.cloud.pause()
    made = put(trio[0], EICAR, "Binned.txt")
    trio[0].delete(f"/v1/documents/{made['id']}")
    network.cloud.resume()
    network.cloud.wait_idle()
    [binned] = [one for one in trio[0].all("/v1/bin") if one["id"] == made["id"]]
    assert binned["state"] == "refused"
    assert trio[0].put(f"/v1/bin/{made['id']}/restored")["state"] == "refused"


def test_each_version_is_looked_at_by_itself(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"good", "Versions.txt")
    bad = looked_at(network, trio[0], EICAR, "Versions.txt", document=made["id"])
    assert bad["state"] == "refused"
    states = [one["state"] for one in trio[0].all(f"/v1/documents/{made['id']}/versions")]
    assert states == ["refused", "clean"]
    restored = trio[0].post(f"/v1/documents/{made['id']}/versions", {"number": 1})
    assert restored["state"] == "clean"


def test_who_changes_a_document_while_it_is_looked_at_is_not_refused(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    network.cloud.pause()
    made = put(trio[0], b"under way", "Under way.txt")
    plain = writes.moving
    reached: list[bool] = []

    def looked_at_first(*given: Any) -> Any:
        if threading.current_thread().name.startswith("api") and not reached:
            reached.append(True)
            network.cloud.resume()
            network.cloud.wait_idle()
        return plain(*given)

    monkeypatch.setattr(writes, "moving", looked_at_first)
    renamed = trio[0].patch(f"/v1/documents/{made['id']}", {"name": "Gone on.txt"})
    assert (reached, renamed["name"], renamed["state"]) == ([True], "Gone on.txt", "clean")


def test_a_copy_is_looked_at_too(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"to copy", "To copy.txt")
    network.cloud.pause()
    copied = trio[0].post(f"/v1/documents/{made['id']}/copies", {})
    network.cloud.resume()
    network.cloud.wait_idle()
    assert listed(trio[0], copied["id"])["state"] == "clean"
    assert copied["name"] in names(trio[0], f"space=u{trio[0].id}")


def test_until_it_was_looked_at_others_neither_copy_it_nor_bring_it_back(
    network: Network, trio: list[Person]
) -> None:
    group = trio[0].make_group("Waiting")
    trio[1].join(group)
    network.cloud.pause()
    try:
        made = put(trio[0], b"one", "Waiting.txt", space=f"g{group}")["id"]
        put(trio[0], b"two", document=made)
        copied = trio[1].ask("POST", f"/v1/documents/{made}/copies", {})
        back = trio[1].ask("POST", f"/v1/documents/{made}/versions", {"number": 1})
        assert (copied.status_code, back.status_code) == (409, 409)
        assert trio[0].ask("POST", f"/v1/documents/{made}/copies", {}).status_code == 201
        assert trio[0].ask("POST", f"/v1/documents/{made}/versions", {"number": 1}).status_code == 201
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert trio[1].ask("POST", f"/v1/documents/{made}/copies", {}).status_code == 201


def test_what_was_refused_is_neither_copied_nor_brought_back(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], EICAR, "Virus.txt")["id"]
    assert trio[0].ask("POST", f"/v1/documents/{made}/copies", {}).status_code == 409
    put(trio[0], b"better", document=made)
    assert trio[0].ask("POST", f"/v1/documents/{made}/versions", {"number": 1}).status_code == 409


def test_what_is_sent_though_its_upload_was_given_up_goes_too(network: Network, trio: list[Person]) -> None:
    upload = begin(trio[0], b"too late", "Too late.txt")
    key = upload["form"]["fields"]["key"]
    trio[0].delete(f"/v1/uploads/{upload['id']}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrivals.bus, "send", lambda *_, **__: None)
        send(upload, b"too late")
        network.cloud.wait_idle()
    arrivals.answer(arrivals.News(key=key, tries=1))
    assert storage.look(key), "it may be completed yet"
    arrivals.answer(arrivals.News(key=key, tries=arrivals.GIVEN_UP_AFTER))
    assert storage.look(key) is None
