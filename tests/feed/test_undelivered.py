"""The age of the oldest undelivered post, as its alarm counts it from what is measured."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.core import clock
from infra import template
from tests.people import Network

ALARM = template.load("alarms")["Resources"]["UndeliveredPostAlarm"]["Properties"]
TEN_MINUTES = 600


def age(**measured: float) -> float | None:
    """The alarm's expression over one minute; what is not given has no value then.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
    """
    names = {one["Id"]: Value(measured.get(one["Id"])) for one in ALARM["Metrics"] if "MetricStat" in one}
    assert measured.keys() <= names.keys()
    functions = {"MAX": over(max), "SUM": over(sum)}
    found = eval(ALARM["Metrics"][0]["Expression"], {"__builtins__": {}}, names | functions)  # noqa: S307
    return found.number  # type: ignore[no-any-return]


class Value:
    def __init__(self, number: float | None) -> None:
        self.number = number

    def __truediv__(self, by: float) -> "Value":
        return Value(None if self.number is None else self.number / by)


def over(function: Callable[[list[float]], float]) -> Callable[[list[Value]], Value]:
    """Over several series: those without a value in that minute are passed over."""

    def told(values: list[Value]) -> Value:
        there = [value.number for value in values if value.number is not None]
        return Value(function(there) if there else None)

    return told


@pytest.fixture
def ages(logged: io.StringIO) -> Callable[[Network], list[int]]:
    """The ages that were measured in a network, in milliseconds."""

    def of(network: Network) -> list[int]:
        lines = [json.loads(line) for line in logged.getvalue().splitlines()]
        ours = [line for line in lines if line.get("tenant") == network.tenant]
        return [line["DeliveredPostAge"] for line in ours if "DeliveredPostAge" in line]

    return of


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    now = clock.milliseconds
    monkeypatch.setattr(clock, "milliseconds", lambda: now() + seconds * 1000)


def test_a_post_that_waits_anywhere_is_as_old_as_it_waits() -> None:
    assert age(relay=90_000) == 90  # milliseconds
    assert age(feed=90) == age(deliver=90) == 90
    assert age(relay=30_000, feed=30, deliver=30, delivered=20_000) == 90


def test_where_no_post_waits_there_is_no_age() -> None:
    assert age() is None


def test_a_post_delivered_at_once_raises_no_alarm(
    network: Network, ages: Callable[[Network], list[int]]
) -> None:
    network.owner.publish(network.owner.make_group())
    network.cloud.wait_idle()
    [measured] = ages(network)
    found = age(delivered=measured)
    assert found is not None
    assert 0 <= found < ALARM["Threshold"]


def test_a_post_held_up_for_ten_minutes_raises_the_alarm(
    network: Network, ages: Callable[[Network], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    group = network.owner.make_group()
    network.cloud.wait_idle()
    network.cloud.pause()
    try:
        network.owner.publish(group)
        later(monkeypatch, TEN_MINUTES)
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    [measured] = ages(network)
    assert (age(delivered=measured) or 0) >= TEN_MINUTES > ALARM["Threshold"]


def test_each_slice_of_readers_is_measured(
    network: Network, ages: Callable[[Network], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.feed.fanout.SLICE", 1)
    group = network.owner.make_group()
    network.people("Ada", "Bob", groups=[group])
    network.owner.publish(group)
    network.cloud.wait_idle()
    assert len(ages(network)) == 3


def test_what_the_alarm_watches_is_what_the_feed_reads_from() -> None:
    dimensions: dict[str, Any] = {
        one["Id"]: one["MetricStat"]["Metric"]["Dimensions"][0]["Value"]
        for one in ALARM["Metrics"]
        if "MetricStat" in one
    }
    sources = template.sources()
    assert dimensions["feed"]["Fn::GetAtt"][0] == sources["feed_plan"]["queue"]
    assert dimensions["deliver"]["Fn::GetAtt"][0] == sources["feed_deliver"]["queue"]
