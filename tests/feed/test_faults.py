"""Workers that crash: afterwards every feed row is there, once. More of it in tests/relay."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.core import bus
from chalicelib.relay import fold as folding
from chalicelib.relay import service as relay
from tests.feed.rows import reasons, rows
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def readers(network: Network) -> list[Person]:
    return network.people("Ann", "Ben")


@pytest.fixture
def group(network: Network, readers: list[Person]) -> str:
    group = network.owner.make_group()
    for reader in readers:
        reader.join(group)
    network.cloud.wait_idle()
    return group


@pytest.mark.parametrize(("module", "verb"), [(relay, "relay"), (folding, "fold")])
def test_a_batch_of_the_stream_that_crashed_comes_again(
    network: Network,
    readers: list[Person],
    group: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    verb: str,
) -> None:
    really, calls = getattr(module, verb), []

    def crashing(records: Any) -> Any:
        calls.append(len(records))
        if len(calls) <= 2:
            raise RuntimeError("made to crash")
        return really(records)

    monkeypatch.setattr(module, verb, crashing)
    post = network.owner.publish(group)
    readers[0].post(f"/v1/posts/{post}/comments", {"body": "Counted once"})
    assert post in rows(readers[1])
    assert network.owner.get(f"/v1/posts/{post}")["comments"] == 1
    assert len(calls) > 2


def test_what_breaks_in_the_middle_of_its_work_is_done_again_whole(
    network: Network, readers: list[Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slices are sent, and then the worker dies before it says so: they are sent again."""
    send, died = bus.send, []

    def dying(queue: str, work: Any) -> None:
        send(queue, work)
        if queue == "deliver" and not died:
            died.append(queue)
            raise RuntimeError("the process died")

    monkeypatch.setattr(bus, "send", dying)
    post = network.owner.publish(group)
    assert [reasons(reader)[post] for reader in readers] == ["group", "group"]
    assert died
