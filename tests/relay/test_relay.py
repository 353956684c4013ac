"""The relay publishes at least once; what comes twice is met by workers that do not mind."""

from typing import Any

import pytest

from chalicelib.core import bus, events
from chalicelib.relay import service
from infra import template
from tests.people import Network
from tests.relay.test_meaning import ITEM, record


def test_who_dies_after_publishing_publishes_again_and_every_feed_has_it_once(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = network.owner.make_group()
    reader = network.person(groups=[group])
    network.cloud.wait_idle()
    publish, sent = bus.publish, []

    def die_the_first_time(batch: Any) -> None:
        publish(batch)
        sent.extend(event.id for event in batch)
        if len(sent) == len(batch):
            raise ConnectionError("the process died before it could say so")

    monkeypatch.setattr(bus, "publish", die_the_first_time)
    post = network.owner.publish(group)
    assert [entry["post"]["id"] for entry in reader.feed()] == [post]
    assert len(sent) > len(set(sent))


SAID = {"body": {"S": "Hello"}}


def batch() -> list[Any]:
    """A member, a message, a member, a message, with the numbers 1 to 4."""
    records = [
        record("m#G", "m#ada", after=ITEM),
        record("C#cX", "M#00000001", after=SAID),
        record("m#G", "m#ben", after=ITEM),
        record("C#cX", "M#00000002", after=SAID),
    ]
    for number, one in enumerate(records, 1):
        one["dynamodb"]["SequenceNumber"] = str(number)
    return records


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """By queue, or "topic", the names of what went out."""
    out: dict[str, list[str]] = {}
    monkeypatch.setattr(bus, "publish", lambda some: out.update(topic=[events.name(one) for one in some]))
    monkeypatch.setattr(
        bus, "send", lambda queue, some: out.update({queue: [events.name(one) for one in some]})
    )
    return out


def test_what_one_queue_alone_reads_goes_there_and_the_rest_to_the_topic(sent: dict[str, list[str]]) -> None:
    assert service.relay(batch()) == []
    assert sent == {"topic": ["MemberJoined"] * 2, "chat": ["MessageSent"] * 2}


def test_where_a_queue_takes_only_some_the_relay_goes_on_from_the_first_it_did_not(
    sent: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def takes_one(_: str, some: Any) -> None:
        raise bus.NotSent(list(range(1, len(some))))

    monkeypatch.setattr(bus, "send", takes_one)
    assert service.relay(batch()) == ["4"]
    assert sent == {"topic": ["MemberJoined"] * 2}


def test_what_goes_straight_is_read_by_the_workers_of_that_queue_and_subscribed_by_no_other() -> None:
    subscribers: dict[str, set[str]] = {}
    for one in template.load("events")["Resources"].values():
        if one["Type"] == "AWS::SNS::Subscription":
            queue = one["Properties"]["Endpoint"]["Fn::GetAtt"][0]
            for name in one["Properties"]["FilterPolicy"]["type"]:
                subscribers.setdefault(name, set()).add(queue)
    for kind, queue in events.STRAIGHT.items():
        assert subscribers[kind.__name__] == {f"{queue.title()}Queue"}, "its second reader would hear nothing"
