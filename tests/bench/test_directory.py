"""Searching and filtering people costs what one is shown, whatever the size of the company."""

from collections.abc import Callable

import httpx
import pytest

from bench import seed
from bench.costs import Desk
from bench.stage import Person
from chalicelib.core import clock, ids, keys
from chalicelib.core.table import Table
from chalicelib.identity import listing
from chalicelib.people.service import ProfileItem
from infra.local.cloud import Cloud

SOUGHT = 5  # called Zora, in Care; a page shows them all


@pytest.fixture(scope="module")
def desk(cloud: Cloud, client: httpx.Client) -> Desk:
    return Desk(cloud, client)


def company(desk: Desk, size: int) -> Person:
    """With so many others, in Sales and in Berlin like everybody."""
    tenant = seed.tenant()
    table = Table(tenant)
    names = [(f"Person Number {n}", "Sales") for n in range(size)] + [("Rae Zora", "Care")] * SOUGHT
    for name, department in names:
        item = ProfileItem(
            id=ids.ulid(), name=name, email="p@bench.example", role="member", created=clock.now(),
            department=department, location="Berlin",
        )  # fmt: skip
        place = keys.listed_person(name.casefold(), item.id)
        table.transact(
            table.putting(keys.person(item.id), item, listed=place), *listing.moving(table, None, item)
        )
    return desk.person(tenant, item.id)


@pytest.fixture(scope="module")
def cost(desk: Desk) -> Callable[[str], list[float]]:
    """Of a request in a small company and in one ten times as large, in RRU."""
    both = [company(desk, size) for size in (30, 300)]

    def read(path: str) -> list[float]:
        return [desk.count(lambda one=one: one.get(path)).sum("api").read for one in both]

    return read


@pytest.mark.parametrize(
    "asked",
    [
        "q=zora",
        "department=care",
        "q=zora&location=berlin",
        "department=care&location=berlin",
        "department=care&location=berlin&role=member&q=rae",
    ],
)
def test_a_company_ten_times_as_large_is_searched_for_the_same(
    asked: str, cost: Callable[[str], list[float]]
) -> None:
    small, large = cost(f"/v1/people?{asked}")
    assert 0 < small == large <= 12


def test_filters_are_told_for_the_same(cost: Callable[[str], list[float]]) -> None:
    small, large = cost("/v1/people/facets?field=department")
    assert 0 < small == large <= 3


def test_a_page_of_a_long_list_costs_so_much_and_no_more(cost: Callable[[str], list[float]]) -> None:
    small, large = cost("/v1/people?location=berlin&limit=5")
    assert (small, large <= 12) == (large, True)


def test_a_search_in_vain_reads_a_bounded_number_of_rows(
    cost: Callable[[str], list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.core.pagination.ROUND", 10)
    _, large = cost("/v1/people?q=person+zora")
    assert large <= 10
