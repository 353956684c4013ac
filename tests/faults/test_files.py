"""Files while answers of AWS are lost: whoever asks again has each once, and it is counted once."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.faults import Plan
from tests.documents import files
from tests.faults.test_ambiguous import fails_and_again
from tests.people import Network, Person

Again = Callable[[Callable[[], Any]], Any]
CONTENT = b"words"
GONE = 404  # what was deleted the first time is not there the second


@pytest.fixture
def ada(network: Network) -> Person:
    return network.person("Ada")


@pytest.fixture
def again(network: Network, falters: Callable[[Plan], Plan]) -> Again:
    """The answer to the second request; the first did all of it, and was told 503."""

    def asked(ask: Callable[[], Any]) -> Any:
        plan = falters(Plan())
        network.cloud.pause()  # no worker's call takes what is to befall this one
        try:
            return fails_and_again(plan, "TransactWriteItems", ask)
        finally:
            network.cloud.resume()

    return asked


def mine(person: Person) -> list[str]:
    return files.names(person, f"space=u{person.id}")


def test_a_folder(ada: Person, again: Again) -> None:
    new = {"name": "Plans", "space": f"u{ada.id}"}
    made = again(lambda: ada.ask("POST", "/v1/folders", new, Idempotency_Key="k"))
    assert (made.status_code, mine(ada)) == (201, ["Plans"])


def test_an_announced_file(ada: Person, again: Again) -> None:
    new = files.announced(CONTENT, space=f"u{ada.id}")
    made = again(lambda: ada.ask("POST", "/v1/documents", new, Idempotency_Key="k"))
    assert (made.status_code, files.stored(ada)[0]) == (201, len(CONTENT))


def test_a_file_that_is_there(ada: Person, again: Again) -> None:
    upload = files.begin(ada, CONTENT, space=f"u{ada.id}")
    files.send(upload, CONTENT)
    made = again(lambda: files.complete(ada, upload))
    assert (made.status_code, made.json()["id"], mine(ada)) == (201, upload["document"], ["Plan.txt"])
    assert files.stored(ada)[0] == len(CONTENT)


def test_a_version(network: Network, ada: Person, again: Again) -> None:
    document = files.looked_at(network, ada, CONTENT, "Plan.txt", space=f"u{ada.id}")["id"]
    upload = files.begin(ada, b"later", document=document, base=1)
    files.send(upload, b"later")
    made = again(lambda: files.complete(ada, upload))
    assert (made.status_code, made.json()["number"]) == (201, 2)
    assert len(ada.all(f"/v1/documents/{document}/versions")) == 2


def test_a_copy(network: Network, ada: Person, again: Again) -> None:
    document = files.looked_at(network, ada, CONTENT, "Plan.txt", space=f"u{ada.id}")["id"]
    to = {"space": f"u{ada.id}"}
    path = f"/v1/documents/{document}/copies"
    made = again(lambda: ada.ask("POST", path, to, Idempotency_Key="k"))
    assert (made.status_code, mine(ada)) == (201, ["Plan (2).txt", "Plan.txt"])
    assert files.stored(ada)[0] == 2 * len(CONTENT)


def test_what_is_put_away_and_brought_back(network: Network, ada: Person, again: Again) -> None:
    document = files.looked_at(network, ada, CONTENT, "Plan.txt", space=f"u{ada.id}")["id"]
    gone = again(lambda: ada.ask("DELETE", f"/v1/documents/{document}"))
    assert (gone.status_code, mine(ada)) == (GONE, [])
    back = again(lambda: ada.ask("PUT", f"/v1/bin/{document}/restored", {}))
    assert (back.status_code, mine(ada)) == (200, ["Plan.txt"])


def test_what_is_removed_for_good(network: Network, ada: Person, again: Again) -> None:
    document = files.looked_at(network, ada, CONTENT, "Plan.txt", space=f"u{ada.id}")["id"]
    ada.ask("DELETE", f"/v1/documents/{document}")
    gone = again(lambda: ada.ask("DELETE", f"/v1/bin/{document}"))
    network.cloud.wait_idle()
    assert gone.status_code in (204, GONE)  # a worker may have done with it
    assert files.stored(ada)[0] == 0
