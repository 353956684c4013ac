"""Requests that really meet: each in a thread of its own, and each about to write when the others are too."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from chalicelib.core.table import Table


def together(monkeypatch: pytest.MonkeyPatch, *calls: Callable[[], httpx.Response]) -> list[int]:
    """The statuses of the calls, sorted. All have read what they need before the first of them writes."""
    meeting = threading.Barrier(len(calls))
    arrived: set[int] = set()

    def meeting_first(write: Callable[..., Any]) -> Callable[..., Any]:
        def met(*given: Any, **more: Any) -> Any:
            serving = threading.current_thread().name.startswith("api")  # workers write too, meanwhile
            if serving and threading.get_ident() not in arrived:
                arrived.add(threading.get_ident())
                meeting.wait(10)
            return write(*given, **more)

        return met

    with monkeypatch.context() as patched, ThreadPoolExecutor(len(calls)) as threads:
        for write in ("transact", "update"):
            patched.setattr(Table, write, meeting_first(getattr(Table, write)))
        return sorted(answer.status_code for answer in threads.map(lambda call: call(), calls))
