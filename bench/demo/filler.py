"""Fills a company in through the public API, whatever of it is there already. Done twice it changes nothing.

What is there is found by what it is: people by address, groups by name, posts and comments by
author and text. So an interrupted run goes on where it was, even days later, when the
Idempotency-Keys that keep its repeated requests single are forgotten.
"""

import time
from typing import Any

from bench.demo import chats, rows, shelves, structure, talks
from bench.demo.accounts import Account
from bench.demo.arrivals import come_in
from bench.demo.cloud import Cloud
from bench.demo.model import Company
from bench.demo.progress import Quiet
from bench.demo.report import Filled


def fill(cloud: Cloud, company: Company, progress: Quiet) -> Filled:
    """Raises arrivals.Taken. Other requests that fail stand in cloud.failures, and the rest goes on."""
    filled = Filled(company)
    failed, began = len(cloud.failures), time.monotonic()
    dead = _dead(cloud.ask("GET", "/_local/queues"))
    accounts, newcomers = come_in(cloud, company, progress)
    owner = accounts[company.owner]
    longer_here = {key: account for key, account in accounts.items() if key not in newcomers}
    at_first = rows.count(cloud, longer_here, owner, progress)
    groups = _settle(cloud, accounts, newcomers, filled, progress)
    _deliver(cloud, "Joins and follows under way", progress)

    before = rows.count(cloud, accounts, owner, progress)
    posting = time.monotonic()
    shelves.fill(cloud, accounts, groups, filled, progress)
    talks.fill(cloud, accounts, groups, filled, progress)
    chats.fill(cloud, accounts, groups, filled, progress)
    queues = _deliver(cloud, "Posts under way into feeds", progress)
    filled.posting = time.monotonic() - posting
    after = rows.count(cloud, accounts, owner, progress)
    filled.count("feed rows", after, new=after - at_first)
    filled.rate = (after - before) / filled.posting

    filled.dead = _dead(queues) - dead  # what lay there before is no fault of this company's
    filled.failures, filled.seconds = len(cloud.failures) - failed, time.monotonic() - began
    return filled


def fill_unmeasured(cloud: Cloud, company: Company) -> None:
    """The same without counting rows and waiting for them: somebody wants to begin."""
    filled, progress = Filled(company), Quiet()
    accounts, newcomers = come_in(cloud, company, progress)
    groups = _settle(cloud, accounts, newcomers, filled, progress)
    shelves.fill(cloud, accounts, groups, filled, progress)
    talks.fill(cloud, accounts, groups, filled, progress)
    chats.fill(cloud, accounts, groups, filled, progress)


def _settle(
    cloud: Cloud, accounts: dict[str, Account], newcomers: set[str], filled: Filled, progress: Quiet
) -> dict[str, str]:
    """All that stands before anybody speaks. The groups' ids by name."""
    filled.count("people", sum(bool(account.id) for account in accounts.values()), new=len(newcomers))
    structure.brand(accounts[filled.company.owner], filled.company)
    structure.describe(cloud, accounts, filled.company, progress)
    groups = structure.make_groups(cloud, accounts, filled, progress)
    structure.join(cloud, accounts, filled.company, groups, progress)
    structure.follow(cloud, accounts, newcomers, filled, progress)
    return groups


def _dead(queues: dict[str, Any]) -> int:
    depths = queues["queues"].items()
    return sum(sum(depth.values()) for name, depth in depths if name.endswith("DeadLetters"))


def _deliver(cloud: Cloud, title: str, progress: Quiet) -> dict[str, Any]:
    progress.begin(title, 0)
    return cloud.wait_idle(progress.waiting)
