"""What CloudFormation does, event by event, until it has ended."""

import time
from collections.abc import Iterator
from typing import Any

from infra.deploy import say
from infra.deploy import stack as stacks
from infra.deploy.account import Account

PAUSE = 3.0  # seconds between questions; CloudFormation's limits bear a good many more
# What another resource's failure brings about is not the reason.
CONSEQUENCES = (
    "Resource creation cancelled",
    "Resource update cancelled",
    "The following resource(s) failed",
)


def follow(account: Account, stack_id: str, token: str) -> tuple[str, str]:
    """Tells the events of the operation that carries `token`, its rollback included, until the stack rests.

    Returns the status it ends in, and its first failure in words, empty if there was none.
    """
    seen: set[str] = set()
    failure = ""
    while True:
        # Asked before the events, so that none is missed when the answer is that it has ended.
        stack = stacks.find(account, stack_id)
        for event in _new(account, stack_id, token, seen):
            say.event(event)
            failure = failure or _failure(event)
        if stack is None:
            return "DELETE_COMPLETE", failure
        if not stack.status.endswith("_IN_PROGRESS"):
            return stack.status, in_full(account, failure, StackName=stack_id)
        time.sleep(PAUSE)


def last_failure(account: Account, stack_id: str) -> str:
    """Of the newest operation on a stack, the first failure in words."""
    events = list(_events(account, stack_id))
    token = events[0].get("ClientRequestToken") if events else None
    mine = [event for event in events if event.get("ClientRequestToken") == token]
    failure = next(filter(None, map(_failure, reversed(mine))), "")
    return in_full(account, failure, StackName=stack_id)


def in_full(account: Account, reason: str, **where: str) -> str:
    """CloudFormation's validation says only that it failed, and how to ask it why.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html
    """
    if "DescribeEvents" not in reason and "alidation" not in reason:
        return reason
    asked = account.client("cloudformation").describe_events(Filters={"FailedEvents": True}, **where)
    events = [one for one in asked["OperationEvents"] if one.get("ValidationFailureMode") != "WARN"]
    # Of the newest operation; a stack remembers them all.
    mine = [one for one in events if one.get("OperationId") == events[0].get("OperationId")]
    told = [
        f"{one['LogicalResourceId']} ({one['ResourceType']}): {why}"
        for one in mine
        if (why := one.get("ValidationStatusReason")) and "LogicalResourceId" in one
    ]
    return "\n".join(told) or reason


def _new(account: Account, stack_id: str, token: str, seen: set[str]) -> list[dict[str, Any]]:
    """The oldest first."""
    found = []
    for event in _events(account, stack_id):
        if event["EventId"] in seen or event.get("ClientRequestToken") != token:
            break
        found.append(event)
    seen |= {event["EventId"] for event in found}
    return found[::-1]


def _events(account: Account, stack_id: str) -> Iterator[dict[str, Any]]:
    """The newest first, as AWS gives them."""
    pages = (
        account.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    )
    for page in pages:
        yield from page["StackEvents"]


def _failure(event: dict[str, Any]) -> str:
    reason = event.get("ResourceStatusReason", "")
    if not event["ResourceStatus"].endswith("_FAILED") or reason.startswith(CONSEQUENCES):
        return ""
    return f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason}"
