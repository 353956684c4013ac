from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def trio(network: Network) -> list[Person]:
    return network.people("Ada First", "Bo Second", "Cy Third")
