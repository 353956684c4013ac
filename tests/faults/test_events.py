"""What follows from facts while AWS falters: it comes late, and it comes once."""

import time
from collections.abc import Callable, Iterator

import pytest

from infra.local.faults import Kind, Plan
from tests.chat.talk import messages, pushed, say, some, unread
from tests.people import Network, Person

Falters = Callable[[Plan], Plan]
OFTEN = 4  # batches that fail until the test believes that it goes on like this


def eventually(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def trio(network: Network) -> list[Person]:
    return network.people("Ada First", "Bo Second", "Cy Third")


@pytest.fixture
def group(network: Network, trio: list[Person]) -> Iterator[str]:
    group = network.owner.make_group()
    for person in trio:
        person.join(group)
    network.cloud.wait_idle()
    before = letters(network)  # other tests leave some
    yield group
    assert letters(network) == before


def letters(network: Network) -> int:
    queues = network.cloud.queues()["queues"]
    return sum(sum(depth.values()) for name, depth in queues.items() if name.endswith("DeadLetters"))


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.UNSURE])
def test_a_dead_topic_holds_up_feeds_until_it_is_back_and_loses_nothing(
    network: Network, trio: list[Person], group: str, falters: Falters, kind: Kind
) -> None:
    """`unsure`: each event goes out again and again, and every feed has its row once."""
    plan = falters(Plan(dead={"sns": kind}))
    posts = [network.owner.publish(group, f"Post {n}") for n in range(3)]
    eventually(lambda: plan.met["PublishBatch", kind] >= OFTEN)
    plan.dead.clear()
    for person in trio:
        assert [entry["post"]["id"] for entry in person.feed()][:3] == posts[::-1]


def test_a_dead_topic_does_not_hold_up_the_chat(
    network: Network, trio: list[Person], group: str, falters: Falters
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    plan = falters(Plan(dead={"sns": Kind.BROKEN}))
    network.cloud.pause()
    network.owner.publish(group, "Waits")
    say(trio[0], path, "Does not wait")
    network.cloud.resume()
    eventually(lambda: trio[1].get(path)["unread"] == 1)
    assert plan.dead, "nothing of this went through the topic"
    plan.dead.clear()
    assert trio[1].feed_bodies()[0] == "Waits"
    assert trio[1].get(path)["unread"] == 1


@pytest.mark.parametrize("operation", ["PublishBatch", "SendMessageBatch", "BatchWriteItem", "BatchGetItem"])
def test_what_is_left_over_of_a_batch_is_sent_again(
    network: Network, trio: list[Person], group: str, falters: Falters, operation: str
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    plan = falters(Plan())
    network.cloud.pause()
    posts = [network.owner.publish(group, f"Post {n}") for n in range(4)]
    for n in range(4):
        say(trio[0], path, f"{n}")
    plan.script = [(operation, Kind.HALF)] * 3
    network.cloud.resume()
    for person in trio:
        assert [entry["post"]["id"] for entry in person.feed()][:4] == posts[::-1]
    assert unread(trio[1], path) == 4
    assert plan.met[operation, Kind.HALF] == 3


def test_workers_give_back_what_the_table_does_not_take(
    network: Network, trio: list[Person], group: str, falters: Falters
) -> None:
    """All six tries of the first question that each worker asks; their messages come again."""
    path = some(*trio)
    network.cloud.wait_idle()
    plan = falters(Plan())
    for work in (lambda: network.owner.publish(group, "Kept"), lambda: say(trio[0], path, "Kept")):
        network.cloud.pause()
        work()
        plan.script = [("Query", Kind.THROTTLED)] * 6
        network.cloud.resume()
        network.cloud.wait_idle()
        assert plan.script == []
    assert trio[1].feed_bodies()[0] == "Kept"
    assert unread(trio[1], path) == 1


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.THROTTLED, Kind.UNHEARD, Kind.SILENT])
def test_pushes_that_fail_hold_up_no_message_and_the_next_is_pushed(
    network: Network, trio: list[Person], group: str, falters: Falters, kind: Kind
) -> None:
    assert group
    path = some(*trio)
    network.cloud.wait_idle()
    plan = falters(Plan())
    with trio[1].socket() as socket:
        plan.dead["execute-api"] = kind
        say(trio[0], path, "Not pushed")
        network.cloud.wait_idle()
        assert unread(trio[1], path) == 1
        plan.dead.clear()
        sent = say(trio[0], path, "Pushed")
        assert messages(pushed(network, socket))[-1] == sent


def test_a_request_gives_up_before_its_function_ends(
    network: Network, falters: Falters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the six tries only as many are made as there is time for."""
    plan = falters(Plan(dead={"dynamodb": Kind.SILENT}))
    monkeypatch.setattr("chalicelib.core.patience.RESERVE", 29 - 2.5)
    assert network.owner.ask("GET", "/v1/me").status_code == 503
    assert 1 <= sum(plan.calls.values()) <= 3
