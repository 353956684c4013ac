"""Bills of acts, on a running local cloud."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from websockets.sync.client import ClientConnection

from bench import chat
from bench.bill import Bill
from bench.costs import Desk
from bench.meter import Event, Meter
from bench.stage import Person
from infra.local.cloud import Cloud


class Bills:
    def __init__(self, cloud: Cloud, http: httpx.Client) -> None:
        self.cloud, self.http = cloud, http
        self.desk = Desk(cloud, http)
        self.seen: dict[str, Event] = {}  # each function's newest event

    def bill(self, act: Callable[[], Any]) -> Bill:
        """Of an act that was done once before: what a process learns once, it knows.

        Done twice more, for units and for all else.
        """
        act()
        counted = self._metered(act, units=True)
        bill = self._metered(act, units=False)
        bill.wru, bill.rru = counted.wru, counted.rru
        return bill

    def _metered(self, act: Callable[[], Any], *, units: bool) -> Bill:
        self.cloud.wait_idle(120)
        meter = Meter()
        with meter.running(units=units):
            act()
            self.cloud.wait_idle(120)
        self.seen |= meter.seen
        return meter.bill

    def person(self, tenant: str, user: str) -> Person:
        return self.desk.person(tenant, user)

    @contextlib.contextmanager
    def online(self, tenant: str, users: list[str]) -> Iterator[list[ClientConnection]]:
        with chat.opened(self.cloud, tenant, users) as sockets:
            yield sockets
