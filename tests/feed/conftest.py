"""A network with a reader who comes and goes; files that need another one make their own."""

from collections.abc import Callable, Iterator

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def group(network: Network) -> str:
    """An open group with three posts of the owner."""
    group = network.owner.make_group()
    for n in range(3):
        network.owner.publish(group, f"Number {n}")
    network.cloud.wait_idle()
    return group


@pytest.fixture(scope="module")
def somebody(network: Network) -> Person:
    return network.person()


@pytest.fixture
def reader(somebody: Person) -> Iterator[Person]:
    """The same person for every test, in no group and following nobody."""
    yield somebody
    for membership in somebody.all("/v1/groups?mine=true"):
        somebody.leave(membership["id"])
    somebody.delete(f"/v1/people/{somebody.network.owner.id}/follow")
    somebody.network.cloud.wait_idle()
