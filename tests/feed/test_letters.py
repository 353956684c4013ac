"""What fails for ever lies in the dead letters and comes once it is sent again. More of it in tests/relay."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.feed import fanout
from chalicelib.relay import service as relay
from infra.letters import __main__ as letters
from infra.letters import box
from infra.letters.box import Letter
from infra.letters.stack import Cloud
from tests.feed.rows import rows
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def reader(network: Network) -> Person:
    return network.person()


@pytest.fixture
def group(network: Network, reader: Person) -> str:
    group = network.owner.make_group()
    reader.join(group)
    network.cloud.wait_idle()
    return group


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "PATIENCE", 0)


def letters_of(network: Network, queue: str) -> list[Letter]:
    network.cloud.wait_idle()
    found = box.peek(Cloud(network.cloud.resources, local=True).letters(queue), 100)
    return [letter for letter in found if letter.tenant == network.tenant]


def command(network: Network, *words: str) -> int:
    return letters.main(["--url", network.cloud.url, *words])


def poison(monkeypatch: pytest.MonkeyPatch, module: Any, verb: str, post: str) -> None:
    """Lets a verb fail on one post, whatever it is given of it."""
    really = getattr(module, verb)

    def run(work: Any) -> Any:
        if post in str(work):
            raise RuntimeError("poison")
        return really(work)

    monkeypatch.setattr(module, verb, run)


def test_a_slice_that_fails_for_ever_comes_once_it_is_sent_again(
    network: Network, reader: Person, group: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        network.cloud.pause()
        good, bad, better = [network.owner.publish(group, f"Number {n}") for n in range(3)]
        poison(patched, fanout, "deliver", bad[:26])
        network.cloud.resume()
        found = rows(reader)
        dead = letters_of(network, "deliver")
    assert {good, better} <= found.keys()
    assert bad not in found
    assert dead
    assert all(bad[:26] in letter.body for letter in dead)
    assert command(network, "show", "deliver", "--limit", "100") == 0
    shown = capsys.readouterr().out
    for letter in dead:
        assert letter.id in shown
        assert command(network, "redrive", "deliver", "--id", letter.id) == 0
    assert rows(reader)[bad] == "group"
    assert letters_of(network, "deliver") == []


def test_records_that_the_relay_gave_up_are_sent_again(network: Network, reader: Person, group: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(network.cloud.habits, "retry_after", 0.001)  # ten times, each time twice as long
        poison(patched, relay, "relay", group)
        post = network.owner.publish(group)
        assert post not in rows(reader)
        found = box.peek(Cloud(network.cloud.resources, local=True).letters("relay"), 100)
    [letter] = [one for one in found if one.type.endswith("given up")]
    assert command(network, "redrive", "relay", "--id", letter.id) == 0
    assert rows(reader)[post] == "group"
