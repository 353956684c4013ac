from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def trio(network: Network) -> list[Person]:
    return network.people("Ada First", "Bo Second", "Cy Third")


@pytest.fixture(autouse=True)
def settled(request: pytest.FixtureRequest) -> None:
    """What earlier tests began is over: their frames are not taken for this one's."""
    if "network" in request.fixturenames:
        request.getfixturevalue("network").cloud.wait_idle()
