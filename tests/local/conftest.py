"""A local cloud with the little app, one for each file of tests."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from infra.local.cloud import Cloud
from infra.local.testing import quick, start
from tests.local import little

_numbers = itertools.count()


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Cloud, little.Seen]]:
    app, seen = little.make()
    with start(app, sources=little.SOURCES) as cloud:
        yield cloud, seen


@pytest.fixture
def cloud(running: tuple[Cloud, little.Seen]) -> Iterator[Cloud]:
    """Its habits and the handlers' faults are as at the beginning, and nothing is under way."""
    found, seen = running
    yield found
    seen.fail.clear()
    seen.crash.clear()
    vars(found.habits).update(vars(quick()))
    found.resume()
    found.wait_idle(20)
    found.failures.clear()


@pytest.fixture
def seen(running: tuple[Cloud, little.Seen]) -> little.Seen:
    return running[1]


@pytest.fixture
def http(cloud: Cloud) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=cloud.url) as client:
        yield client


@pytest.fixture
def name() -> str:
    """A name that no other test uses."""
    return f"thing{next(_numbers)}"


@pytest.fixture
def aws(cloud: Cloud) -> Callable[[str], Any]:
    return cloud.aws.client
