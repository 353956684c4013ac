"""A cloud whose AWS falters. Timeouts are shortened: a fault of seconds tells no more than one of tenths."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from chalicelib.core import patience
from infra.local import faults
from infra.local.cloud import Cloud
from infra.local.faults import Plan


@pytest.fixture
def falters(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Plan], Plan]]:
    """From the call on AWS falters by the plan, until the test is over."""
    monkeypatch.setattr(patience, "ANSWER", 0.5)
    with ExitStack() as undo:
        yield lambda plan: undo.enter_context(faults.between(cloud, plan))
    cloud.failures.clear()
