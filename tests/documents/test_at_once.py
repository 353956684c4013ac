"""What two do in the same moment: nothing is lost, nothing counts twice, and nobody is told of a fault."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from chalicelib.core import keys
from chalicelib.core.table import Table, changes
from chalicelib.documents import findings, storage
from chalicelib.documents.model import NodeItem
from tests.documents.files import begin, complete, folder, names, put, send, stored
from tests.people import Network, Person

Call = Callable[[], httpx.Response]


@pytest.fixture
def person(network: Network) -> Person:
    return network.person("Two Hands")


def overtaken(monkeypatch: pytest.MonkeyPatch, slow: Call, quick: Call) -> tuple[int, int]:
    """The statuses of two requests: the quick one is done as the slow one is about to write."""
    write, answers = Table.transact, list[httpx.Response]()
    begun = threading.Event()

    def met(*given: Any) -> None:
        if threading.current_thread().name.startswith("api") and not begun.is_set():
            begun.set()
            answers.append(quick())
        write(*given)

    with monkeypatch.context() as patched:
        patched.setattr(Table, "transact", met)
        return slow().status_code, answers[0].status_code


def test_what_is_put_into_a_folder_that_moves_away_keeps_it(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, moving = person.make_group("Away"), folder(person, "Moving")
    answers = overtaken(
        monkeypatch,
        lambda: person.ask("PATCH", f"/v1/documents/{moving}", {"space": f"g{group}"}),
        lambda: person.ask("POST", "/v1/folders", {"name": "Inner", "folder": moving}),
    )
    assert answers == (409, 201)
    assert person.get(f"/v1/documents/{moving}")["space"] == f"u{person.id}"
    assert names(person, f"folder={moving}") == ["Inner"]


@pytest.mark.parametrize("goes", ["moves", "binned"])
def test_nothing_is_put_into_a_folder_that_has_gone(
    person: Person, monkeypatch: pytest.MonkeyPatch, goes: str
) -> None:
    group, going = person.make_group("Away"), folder(person, "Going")
    leave = {
        "moves": lambda: person.ask("PATCH", f"/v1/documents/{going}", {"space": f"g{group}"}),
        "binned": lambda: person.ask("DELETE", f"/v1/documents/{going}"),
    }[goes]
    inner = {"name": "Inner", "folder": going}
    status, left = overtaken(monkeypatch, lambda: person.ask("POST", "/v1/folders", inner), leave)
    assert (status, left) == (404, 200 if goes == "moves" else 204)


def test_nothing_is_put_into_a_folder_whose_last_content_was_just_removed(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would lie nowhere, and count for ever."""
    outer = folder(person, "Outer")
    inner = folder(person, "Inner", folder=outer)

    def remove() -> httpx.Response:
        """As far as the worker is, once it has seen that nothing is left in the inner one."""
        answer = person.ask("DELETE", f"/v1/documents/{outer}")
        Table(network.tenant).update(keys.document(inner), *changes(leaving=True), kind=NodeItem)
        return answer

    late = {"name": "Late", "folder": inner}
    assert overtaken(monkeypatch, lambda: person.ask("POST", "/v1/folders", late), remove) == (404, 204)


def test_of_two_versions_in_one_moment_both_are_kept(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    made = put(person, b"one", "Both.txt")["id"]
    hers, his = (begin(person, content, document=made) for content in (b"hers", b"his"))
    for upload, content in ((hers, b"hers"), (his, b"his")):
        send(upload, content)
    answers = overtaken(monkeypatch, lambda: complete(person, hers), lambda: complete(person, his))
    assert answers == (201, 201)
    kept = [(one["number"], one["conflict"]) for one in person.all(f"/v1/documents/{made}/versions")]
    assert kept == [(3, True), (2, False), (1, False)]


def test_what_is_brought_back_as_it_is_found_clean_is_not_looked_at_for_ever(
    network: Network, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.cloud.pause()
    try:
        made = put(person, b"one", "Back.txt")["id"]
        put(person, b"two", document=made)

        def bring_back() -> httpx.Response:
            return person.ask("POST", f"/v1/documents/{made}/versions", {"number": 1})

        def settle() -> httpx.Response:
            findings.settle(storage.Place(network.tenant, made, made), findings.Found("clean", "text/plain"))
            return person.ask("GET", f"/v1/documents/{made}")

        overtaken(monkeypatch, bring_back, settle)
        bring_back()
        states = {one["number"]: one["state"] for one in person.all(f"/v1/documents/{made}/versions")}
    finally:
        network.cloud.resume()
    assert states.pop(2) == "checking"
    assert set(states.values()) == {"clean"}, "what was told of these bytes was answered"


@pytest.mark.parametrize("is_version", [False, True])
def test_completed_twice_in_one_moment_it_is_one(
    person: Person, monkeypatch: pytest.MonkeyPatch, *, is_version: bool
) -> None:
    name = f"Once {is_version}.txt"
    of = {"document": put(person, b"one", name)["id"]} if is_version else {}
    upload = begin(person, b"twice", name, **of)
    send(upload, b"twice")
    before = stored(person)
    answers = overtaken(monkeypatch, lambda: complete(person, upload), lambda: complete(person, upload))
    assert answers == (201, 201)
    assert stored(person) == before
    assert len(person.all(f"/v1/documents/{upload['document']}/versions")) == 1 + is_version
