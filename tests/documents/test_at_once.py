"""What two do in the same moment: nothing is lost, nothing is counted twice, and nobody is told of a fault."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from chalicelib.core.table import Table
from tests.documents.files import folder, names
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
