"""Files of the demo: what the next run does with what it finds."""

import dataclasses
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pypdfium2
import pytest

from bench.demo import filler, made
from bench.demo.accounts import Account
from bench.demo.arrivals import come_in
from bench.demo.cloud import Cloud as Filling
from bench.demo.model import Company, File, Person
from bench.demo.progress import Quiet
from infra.local.cloud import Cloud

_numbers = count(1)
_PLAN = File("ann", "Plan.md", b"One", "text/markdown", "company", "Plans/Next", versions=(b"Two", b"Three"))
_OLD = File("ann", "Old.txt", b"Old", "text/plain", "company", binned=True)


@pytest.fixture
def filling(cloud: Cloud) -> Iterator[Filling]:
    with Filling(cloud.url) as open_filling:
        yield open_filling


def _one(*files: File) -> Company:
    slug = f"one-{os.getpid()}-{next(_numbers)}"
    return Company("One", slug, "ann", "ann", (Person("ann", "Ann", f"ann@{slug}.test"),), files=files)


def _ann(filling: Filling, company: Company) -> Account:
    accounts, _ = come_in(filling, company, Quiet())
    return accounts["ann"]


def _top(ann: Account) -> dict[str, Any]:
    return {one["name"]: one for one in ann.list("/v1/documents?space=company")}


def test_versions_that_an_interrupted_run_left_out_are_added(filling: Filling) -> None:
    company = _one(_PLAN)
    begun = dataclasses.replace(company, files=(dataclasses.replace(_PLAN, versions=_PLAN.versions[:1]),))
    filler.fill(filling, begun, Quiet())
    assert filler.fill(filling, company, Quiet()).new["files"] == 1
    ann = _ann(filling, company)
    [next_] = ann.list(f"/v1/documents?folder={_top(ann)['Plans']['id']}")
    [plan] = ann.list(f"/v1/documents?folder={next_['id']}")
    assert plan["number"] == 3
    assert filler.fill(filling, company, Quiet()).new["files"] == 0
    assert filling.failures == []


@pytest.mark.parametrize("name", ["Plans", "Notes.txt"])
def test_what_somebody_put_into_the_bin_stays_there(filling: Filling, name: str) -> None:
    company = _one(_PLAN, File("ann", "Notes.txt", b"Notes", "text/plain", "company"))
    filler.fill(filling, company, Quiet())
    ann = _ann(filling, company)
    ann.ask("DELETE", f"/v1/documents/{_top(ann)[name]['id']}")
    assert filler.fill(filling, company, Quiet()).new["files"] == 0
    assert name not in _top(ann)


def test_what_somebody_took_out_of_the_bin_stays_out_of_it(filling: Filling) -> None:
    company = _one(_OLD)
    filler.fill(filling, company, Quiet())
    ann = _ann(filling, company)
    [old] = ann.list("/v1/bin?space=company")
    ann.ask("PUT", f"/v1/bin/{old['id']}/restored")
    assert filler.fill(filling, company, Quiet()).new["files"] == 0
    assert _OLD.name in _top(ann)


def test_what_is_gone_for_good_is_made_anew(filling: Filling) -> None:
    company = _one(_OLD)
    filler.fill(filling, company, Quiet())
    ann = _ann(filling, company)
    [old] = ann.list("/v1/bin?space=company")
    ann.ask("DELETE", f"/v1/bin/{old['id']}")
    assert filler.fill(filling, company, Quiet()).new["files"] == 1
    assert [one["name"] for one in ann.list("/v1/bin?space=company")] == [_OLD.name]
    assert filling.failures == []


def test_a_file_that_is_refused_is_told_and_the_others_are_put(filling: Filling) -> None:
    refused = File("ann", "a/b.txt", b"Slash", "text/plain", "company")
    company = _one(refused, _PLAN)
    assert filler.fill(filling, company, Quiet()).failures == 1
    assert "Plans" in _top(_ann(filling, company))


def test_a_made_pdf_has_a_page_for_each_text() -> None:
    with pypdfium2.PdfDocument(made.pdf("# First\nÉvora", "Second")) as read:
        texts = [page.get_textpage().get_text_bounded() for page in read]
    assert texts == ["First\r\nÉvora", "Second"]
