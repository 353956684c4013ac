"""The relay publishes at least once; what comes twice is met by workers that do not mind."""

from typing import Any

import pytest

from chalicelib.core import bus
from tests.people import Network


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
