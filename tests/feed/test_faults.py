"""Workers that die, get everything twice, or fail: afterwards every feed row is there, once."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.core import bus
from chalicelib.feed import fanout
from chalicelib.relay import fold as folding
from chalicelib.relay import service as relay
from infra.local import testing
from infra.local.cloud import Cloud
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


@pytest.fixture
def unkind(cloud: Cloud) -> Iterator[None]:
    """Every message and every batch of the stream comes twice, in any order."""
    cloud.habits.deliver_twice = cloud.habits.shuffle = True
    yield
    cloud.wait_idle()
    vars(cloud.habits).update(vars(testing.quick()))


def failing(
    monkeypatch: pytest.MonkeyPatch, module: Any, verb: str, chosen: Callable[[Any], bool], times: int
) -> Counter[bool]:
    """Lets a verb fail so often on what is chosen. Counts its calls: True on what is chosen."""
    calls: Counter[bool] = Counter()
    really = getattr(module, verb)

    def run(work: Any) -> Any:
        calls[chosen(work)] += 1
        if chosen(work) and calls[True] <= times:
            raise RuntimeError("made to fail")
        return really(work)

    monkeypatch.setattr(module, verb, run)
    return calls


def test_what_was_written_before_the_workers_died_is_in_every_feed(
    network: Network, readers: list[Person], group: str
) -> None:
    network.cloud.pause()
    post = network.owner.publish(group)
    assert all(post not in str(reader.get("/v1/feed")) for reader in readers)
    network.cloud.resume()
    assert [rows(reader)[post] for reader in readers] == ["group", "group"]


@pytest.mark.usefixtures("unkind")
def test_twice_and_shuffled_leaves_each_row_once_and_each_count_exact(
    network: Network, readers: list[Person]
) -> None:
    owner, cloud = network.owner, network.cloud
    group = owner.make_group()
    for reader in readers:
        reader.join(group)
    cloud.wait_idle()
    cloud.pause()  # so that all of it lies in the stream and the queues together
    posts = [owner.publish(group, f"Number {n}") for n in range(6)]
    for person in (owner, *readers):
        person.put(f"/v1/posts/{posts[0]}/reactions/👍")
        person.post(f"/v1/posts/{posts[0]}/comments", {"body": "First"})
        person.post(f"/v1/posts/{posts[0]}/comments", {"body": "Second"})
    readers[0].delete(f"/v1/posts/{posts[0]}/reactions/👍")
    cloud.resume()
    for reader in readers:
        assert {post: why for post, why in reasons(reader).items() if post.endswith(group)} == dict.fromkeys(
            posts, "group"
        )
    post = owner.get(f"/v1/posts/{posts[0]}")
    assert (post["comments"], post["participants"]) == (6, 3)
    assert [(one["emoji"], one["count"]) for one in post["reactions"]] == [("👍", 2)]
    assert owner.get(f"/v1/groups/{group}")["members"] == 3


@pytest.mark.usefixtures("unkind")
def test_leaving_twice_and_shuffled_leaves_nothing(
    network: Network, readers: list[Person], group: str
) -> None:
    network.owner.publish(group)
    network.cloud.pause()
    readers[0].leave(group)
    readers[1].leave(group)
    readers[1].join(group)
    network.cloud.resume()
    assert [any(post.endswith(group) for post in rows(reader)) for reader in readers] == [False, True]
    assert network.owner.get(f"/v1/groups/{group}")["members"] == 2


@pytest.mark.parametrize(("module", "verb"), [(fanout, "answer"), (fanout, "deliver")])
def test_one_failed_message_of_a_batch_makes_no_other_come_again(
    network: Network,
    readers: list[Person],
    group: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    verb: str,
) -> None:
    network.cloud.pause()
    posts = [network.owner.publish(group, f"Number {n}") for n in range(4)]
    once = failing(monkeypatch, module, verb, lambda work: work.post == posts[1][:26], times=1)
    network.cloud.resume()
    assert set(posts) <= rows(readers[0]).keys()
    each = once[False] // 3
    assert once == {True: each + 1, False: 3 * each}


def test_an_event_that_was_not_sent_is_sent_again_and_none_before_it(
    network: Network, readers: list[Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    publish = bus.publish

    def stumbling(batch: Any) -> None:
        """SNS takes the first, and refuses the others, the first time."""
        sent.extend(event.id for event in batch[: 1 if not sent else None])
        publish(batch[:1] if len(sent) == 1 else batch)
        if len(sent) == 1 and len(batch) > 1:
            raise bus.NotSent(list(range(1, len(batch))))

    network.cloud.pause()
    posts = [network.owner.publish(group, f"Number {n}") for n in range(3)]
    monkeypatch.setattr(bus, "publish", stumbling)
    network.cloud.resume()
    assert set(posts) <= rows(readers[0]).keys()
    assert len(sent) == len(set(sent)) >= 3


@pytest.mark.parametrize(("module", "verb"), [(relay, "relay"), (folding, "fold")])
def test_a_batch_of_the_stream_that_crashed_comes_again(
    network: Network,
    readers: list[Person],
    group: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    verb: str,
) -> None:
    calls = failing(monkeypatch, module, verb, lambda records: True, times=2)
    post = network.owner.publish(group)
    readers[0].post(f"/v1/posts/{post}/comments", {"body": "Counted once"})
    assert post in rows(readers[1])
    assert network.owner.get(f"/v1/posts/{post}")["comments"] == 1
    assert calls[True] > 2


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
