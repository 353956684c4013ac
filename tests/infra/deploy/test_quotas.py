"""What a new account has too little of is told, and stops nobody."""

import pytest
from botocore.stub import Stubber

from infra import template
from infra.deploy import quotas
from infra.deploy.account import Account


def limit(at_once: int) -> dict[str, dict[str, int]]:
    return {"AccountLimit": {"ConcurrentExecutions": at_once}}


@pytest.mark.parametrize(("at_once", "lines"), [(10, 1), (999, 1), (1000, 0), (5000, 0)])
def test_an_account_that_runs_few_functions_at_once_is_told(
    account: Account, at_once: int, lines: int
) -> None:
    with Stubber(account.client("lambda")) as stub:
        stub.add_response("get_account_settings", limit(at_once))
        told = quotas.check(account)
    assert len(told) == lines
    assert all(f"no more than {at_once} functions" in line for line in told)


def test_who_may_not_ask_deploys_all_the_same(account: Account) -> None:
    with Stubber(account.client("lambda")) as stub:
        stub.add_client_error("get_account_settings", "AccessDeniedException")
        assert quotas.check(account) == []


def test_the_workers_together_leave_most_of_it_to_requests() -> None:
    most = [
        one["ScalingConfig"]["MaximumConcurrency"] for one in template.sources().values() if "queue" in one
    ]
    assert sum(most) <= 150 < quotas.FUNCTIONS_AT_ONCE / 2
