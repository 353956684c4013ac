"""What fails for ever lies in the dead letters, can be looked at, and is sent again once its fault is mended."""

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


@pytest.mark.parametrize(
    ("queue", "module", "verb"), [("feed", fanout, "answer"), ("deliver", fanout, "deliver")]
)
def test_a_poison_message_lies_in_the_dead_letters_until_it_is_sent_again(
    network: Network,
    reader: Person,
    group: str,
    capsys: pytest.CaptureFixture[str],
    queue: str,
    module: Any,
    verb: str,
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        network.cloud.pause()
        good, bad, better = [network.owner.publish(group, f"Number {n}") for n in range(3)]
        poison(patched, module, verb, bad[:26])
        network.cloud.resume()
        found = rows(reader)
        [letter] = letters_of(network, queue)
    assert {good, better} <= found.keys()
    assert bad not in found
    assert bad[:26] in letter.body
    assert command(network, "show", queue) == 0
    assert letter.id in capsys.readouterr().out
    assert command(network, "redrive", queue, "--id", letter.id) == 0
    assert rows(reader)[bad] == "group"
    assert letters_of(network, queue) == []


def test_a_record_that_cannot_be_translated_is_parked_and_holds_nobody_up(
    network: Network, reader: Person, group: str
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        network.cloud.pause()
        good, bad, better = [network.owner.publish(group, f"Number {n}") for n in range(3)]
        poison(patched, relay, "meaning", bad[:26])
        network.cloud.resume()
        found = rows(reader)
        [letter] = letters_of(network, "relay")
        assert {good, better} <= found.keys()
        assert bad not in found
        assert command(network, "redrive", "relay", "--id", letter.id) == 1
        assert [one.id for one in letters_of(network, "relay")] == [letter.id]
    assert command(network, "redrive", "relay", "--id", letter.id) == 0
    assert rows(reader)[bad] == "group"
    assert letters_of(network, "relay") == []


def test_records_that_the_relay_gave_up_are_sent_again(
    network: Network, reader: Person, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        poison(patched, relay, "relay", group)
        post = network.owner.publish(group)
        assert post not in rows(reader)
        found = box.peek(Cloud(network.cloud.resources, local=True).letters("relay"), 100)
    [letter] = [one for one in found if one.type.endswith("given up")]
    assert command(network, "redrive", "relay", "--id", letter.id) == 0
    assert rows(reader)[post] == "group"
