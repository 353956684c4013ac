"""What checkov misses is excused with a reason, or told. That it misses nothing else, `make check` sees."""

from typing import Any

import pytest

from infra import checkov, expand, package
from infra.checkov import Excused, Finding

TEMPLATE = {"Resources": {"One": {"Type": "AWS::SQS::Queue"}, "Two": {"Type": "AWS::SQS::Queue"}}}
FOUND = [Finding("CKV_1", "One", "it is open"), Finding("CKV_1", "Two", "it is open")]


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    return expand.expanded(package.template("prod", "test"))


def test_what_nothing_excuses_is_told() -> None:
    allowed = [Excused("CKV_1", ["One"], "it is meant to be"), Excused("CKV_2", ["Two"], "another check")]
    assert checkov.unexcused(FOUND, allowed, TEMPLATE) == ["Two: it is open (CKV_1)"]


def test_an_excuse_may_hold_for_each_of_a_kind() -> None:
    assert checkov.unexcused(FOUND, [Excused("CKV_1", ["AWS::SQS::Queue"], "")], TEMPLATE) == []


def test_an_excuse_that_nothing_needs_is_told() -> None:
    allowed = [Excused("CKV_1", ["One", "AWS::SNS::Topic"], ""), Excused("CKV_2", ["One"], "")]
    assert checkov.needless(FOUND, allowed, TEMPLATE) == [
        "AWS::SNS::Topic needs no exception from CKV_1 any more",
        "One needs no exception from CKV_2 any more",
    ]


def test_each_exception_has_its_reason() -> None:
    assert [one.check for one in checkov.excused() if len(one.because.split()) < 8] == []


def test_each_exception_is_for_something_that_is_there(template: dict[str, Any]) -> None:
    resources = template["Resources"]
    known = resources.keys() | {one["Type"] for one in resources.values()}
    assert {name for one in checkov.excused() for name in one.of} - known == set()
