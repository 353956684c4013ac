"""Where more than a slice look at a post, its news are gathered into one round of pushes."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from websockets.sync.client import ClientConnection

from chalicelib.core import clock, ids, keys
from chalicelib.core.events import PostTouched
from chalicelib.core.table import Table
from chalicelib.live import watching
from chalicelib.posts import gathering, touched
from tests.live.test_watching import comment, told, watch
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def ada(network: Network) -> Person:
    return network.people("Ada")[0]


@pytest.fixture
def post(network: Network) -> str:
    made = network.owner.publish(network.owner.make_group())
    network.cloud.wait_idle()
    return made


@pytest.fixture
def crowd(
    network: Network, ada: Person, post: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[ClientConnection]]:
    """More than a slice, of which each round is later than any test lasts."""
    monkeypatch.setattr(touched, "SLICE", 2)
    monkeypatch.setattr(watching, "PART", 1)
    monkeypatch.setattr(touched, "PAUSE", 0.001)
    monkeypatch.setattr(gathering, "SECONDS", 900)
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(person.socket()) for person in (network.owner, ada, ada)]
        for socket in sockets:
            watch(socket, post)
        yield sockets


def round_of(network: Network, post: str) -> PostTouched:
    """What was sent with a delay."""
    return PostTouched(
        tenant=network.tenant,
        id="1",
        at=1,
        container=post[ids.LENGTH :],
        post=post[: ids.LENGTH],
        gathered=True,
    )


def test_a_crowd_is_told_once_of_all_that_happened_meanwhile(
    network: Network, ada: Person, post: str, crowd: list[ClientConnection]
) -> None:
    made = []
    for body in ("First", "Second"):
        ada.put(f"/v1/posts/{post}/reactions/{'👍' if body == 'First' else '🎉'}")
        made.append(comment(ada, post, body))
        assert [told(network, socket) for socket in crowd] == [[], [], []]
    touched.answer(round_of(network, post))
    for socket in crowd:
        [frame] = told(network, socket)
        assert (frame["comments"], len(frame["reactions"]), frame["spread"]) == (2, 2, touched.SPREAD)
        assert [one["id"] for one in frame["changed"]] == made


def test_after_a_round_the_next_news_begins_another(
    network: Network, ada: Person, post: str, crowd: list[ClientConnection]
) -> None:
    key = keys.gathering(post[: ids.LENGTH])
    table = Table(network.tenant)
    for emoji in ("👍", "🎉"):
        ada.put(f"/v1/posts/{post}/reactions/{emoji}")
        network.cloud.wait_idle()
        assert table.get(key, gathering.GatheringItem, consistent=True)
        touched.answer(round_of(network, post))
        assert not table.get(key, gathering.GatheringItem, consistent=True)
    assert [len(told(network, socket)) for socket in crowd] == [2, 2, 2]


def test_a_round_whose_sender_died_before_it_was_sent_is_sent_by_the_next_news(
    network: Network,
    ada: Person,
    post: str,
    crowd: list[ClientConnection],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "SECONDS", 0)
    lost = gathering.GatheringItem(since=clock.now() - gathering.FORGOTTEN - 1, expires=clock.now() + 60)
    Table(network.tenant).put(keys.gathering(post[: ids.LENGTH]), lost)
    ada.put(f"/v1/posts/{post}/reactions/👍")
    assert [len(told(network, socket)) for socket in crowd] == [1, 1, 1]
