"""One world for all tests of the house, and a client that checks every answer."""

import itertools
import os
from collections.abc import Callable, Iterator

import httpx
import pytest

from infra.local.cloud import Cloud
from tests.house import answers
from tests.house.world import World
from tests.people import Network

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def checked(cloud: Cloud) -> Iterator[httpx.Client]:
    """A client whose every answer must keep to what the API declares."""
    with httpx.Client(base_url=cloud.url, timeout=30, event_hooks={"response": [answers.check]}) as client:
        yield client


@pytest.fixture(scope="session")
def world(cloud: Cloud, checked: httpx.Client) -> World:
    """For tests that leave it as it was."""
    return World.build(cloud, checked, f"house{os.getpid()}")


@pytest.fixture(scope="session")
def sign_up(cloud: Cloud, checked: httpx.Client) -> Callable[[], Network]:
    def sign_up() -> Network:
        return Network.sign_up(cloud, checked, "Acme", f"house{os.getpid()}-{next(_numbers)}")

    return sign_up
