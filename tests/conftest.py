"""What tests share: one local cloud a process, and networks of people who talk to it over HTTP.

A test makes its own network, so tests never meet: that the tenants are apart is the product's promise.
"""

import io
import itertools
import os
from collections.abc import Callable, Iterator

import httpx
import pytest
from hypothesis import settings

os.environ.setdefault("RATE_ADDRESS", "1000000")  # all tests come from one address
os.environ.setdefault("RATE_PERSON", "100000")
os.environ.setdefault("RATE_TENANT", "1000000")
os.environ.setdefault("RATE_REACTIONS", "100000")
os.environ.setdefault("RATE_RESUMES", "100000")
os.environ.setdefault("RATE_CONVERSATIONS", "100000")
os.environ.setdefault("RATE_CHANGES", "100000")
os.environ.setdefault("RATE_TYPING", "100000")
os.environ.setdefault("RATE_TICKETS", "100000")
os.environ.setdefault("RATE_PLACES", "100000")
os.environ.setdefault("RATE_SIGNALS", "100000")

from chalicelib.core import clock, log
from chalicelib.core.log import logger
from chalicelib.identity import passwords
from infra.local import testing
from infra.local.cloud import Cloud
from tests.grants import pytest_sessionfinish, pytest_testnodedown  # noqa: F401  hooks
from tests.people import Network

# A busy machine is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Hundreds of people come in; what guards real passwords is looked at in identity/test_passwords.py.
passwords.PASSES, passwords.MEMORY_KIB = 1, 64

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def cloud() -> Iterator[Cloud]:
    with testing.start() as running:
        yield running


@pytest.fixture(scope="session")
def client(cloud: Cloud) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=cloud.url, timeout=30) as open_client:
        yield open_client


@pytest.fixture(scope="session")
def found_network(cloud: Cloud, client: httpx.Client) -> Callable[..., Network]:
    """Makes networks; each call signs up another company."""

    def found(name: str = "Acme") -> Network:
        slug = f"t{os.getpid()}-{next(_numbers)}"
        return Network.sign_up(cloud, client, name, slug)

    return found


@pytest.fixture
def network(found_network: Callable[..., Network]) -> Network:
    """One company with its owner."""
    return found_network()


@pytest.fixture(autouse=True)
def settled(request: pytest.FixtureRequest) -> None:
    """What earlier tests began is over: none of its frames, letters and notices is taken for this one's."""
    if {"client", "checked"} & set(request.fixturenames):
        running: Cloud = request.getfixturevalue("cloud")
        if not running.paused:  # as some files do with it, whose tests ask for nothing that follows
            running.wait_idle()


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the product writes to standard output, where CloudWatch takes it from."""
    stream = io.StringIO()
    handler = logger.registered_handler
    before, level = handler.setStream(stream), logger.log_level
    logger.setLevel("INFO")  # the local cloud is quieter, for the terminal is for people
    yield stream
    logger.setLevel(level)
    handler.setStream(before)
    log.about(None)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the clock of the deployed code, which runs in this process, by so many seconds."""

    def move(seconds: float) -> None:
        now = clock.now
        monkeypatch.setattr(clock, "now", lambda: now() + int(seconds))

    return move
