"""The server dies in the middle of a talk and comes back: clients send again what was not answered."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local import testing
from infra.local.cloud import Cloud
from tests.chat.talk import bodies, numbers, pair, say, unread
from tests.people import Network
from tests.stories.test_restart import after_restart


@pytest.fixture(autouse=True)
def _alone(cloud: Cloud) -> Iterator[None]:
    """The session's own cloud rests meanwhile: two of them cannot work in one process's environment."""
    cloud.wait_idle()
    cloud.pause()
    yield
    cloud.resume()


def test_a_talk_goes_on_after_a_restart_with_nothing_lost_and_nothing_twice(tmp_path: Path) -> None:
    with testing.start(data=tmp_path) as cloud, httpx.Client(base_url=cloud.url) as client:
        network = Network.sign_up(cloud, client, "Acme", "acme")
        ada, bo = network.people("Ada", "Bo")
        path = pair(ada, bo)
        say(ada, path, "0", client_id="c0")
        cloud.wait_idle()
        cloud.pause()  # what comes now is stored, and nobody is told
        for n in range(1, 4):
            say(ada, path, str(n), client_id=f"c{n}")
    with testing.start(data=tmp_path) as cloud, httpx.Client(base_url=cloud.url) as client:
        ada, bo = after_restart(cloud, client, ada), after_restart(cloud, client, bo)
        for n in range(2, 6):  # the answers to the last two were lost
            say(ada, path, str(n), client_id=f"c{n}")
        assert (numbers(bo, path), bodies(bo, path)) == ([1, 2, 3, 4, 5, 6], ["0", "1", "2", "3", "4", "5"])
        assert (unread(bo, path), unread(ada, path)) == (6, 0)
