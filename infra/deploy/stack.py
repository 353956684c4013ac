"""A stack as CloudFormation tells it, and what its state lets us do."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.account import Account
from infra.deploy.errors import Refused

UPDATABLE = {
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
}
# Never held anything: its creation was rolled back, or a change set was made and not executed.
NEVER_MADE = {"REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE"}
# What to do about the others:
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
ADVICE = {
    "ROLLBACK_COMPLETE": "it was never made: `make destroy STAGE={stage}`, then deploy again",
    "ROLLBACK_FAILED": "neither made nor undone: `make destroy STAGE={stage}`; what cannot go is told there",
    "CREATE_FAILED": "half made: `make destroy STAGE={stage}`, then deploy again",
    "DELETE_FAILED": "half removed: mend the reason, then `make destroy STAGE={stage}` again",
    "UPDATE_FAILED": (
        "half changed: deploy again after\n  aws cloudformation rollback-stack --stack-name {stack}"
    ),
    "UPDATE_ROLLBACK_FAILED": (
        "a change could not be undone: mend the reason, then\n"
        "  aws cloudformation continue-update-rollback --stack-name {stack}\n"
        "(--resources-to-skip NAME for what is beyond mending), and deploy again"
    ),
}
AT_WORK = (
    "somebody changes it now: deploy again when that has ended\n"
    "  aws cloudformation describe-stack-events --stack-name {stack}"
)


@dataclass(frozen=True)
class Stack:
    """A stack that is there."""

    id: str
    name: str
    status: str
    reason: str
    parameters: dict[str, str]
    outputs: dict[str, str]
    protected: bool  # from termination


def find(account: Account, name: str) -> Stack | None:
    """By its name; by its id also one that was removed."""
    try:
        [told] = account.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return Stack(
        id=told["StackId"],
        name=told["StackName"],
        status=told["StackStatus"],
        reason=told.get("StackStatusReason", ""),
        parameters={one["ParameterKey"]: one["ParameterValue"] for one in told.get("Parameters", [])},
        outputs={one["OutputKey"]: one["OutputValue"] for one in told.get("Outputs", [])},
        protected=told.get("EnableTerminationProtection", False),
    )


def check(stack: Stack | None, stage: str, why: str = "") -> None:
    """Raises Refused unless it can be made or changed; `why` is what failed, if that is known."""
    if stack is None or stack.status in UPDATABLE or stack.status == "REVIEW_IN_PROGRESS":
        return
    advice = ADVICE.get(stack.status, AT_WORK).format(stage=stage, stack=stack.name)
    raise Refused("\n".join(filter(None, [f"{stack.name} is {stack.status}: {advice}", why or stack.reason])))


def is_new(stack: Stack | None) -> bool:
    return stack is None or stack.status == "REVIEW_IN_PROGRESS"


def resources(account: Account, name: str) -> dict[str, str]:
    """Logical id -> physical id, of all resources."""
    pages = account.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=name)
    return {
        one["LogicalResourceId"]: one.get("PhysicalResourceId", "")
        for page in pages
        for one in page["StackResourceSummaries"]
        if one["ResourceStatus"] != "DELETE_COMPLETE"
    }


def template(account: Account, name: str) -> dict[str, Any]:
    """What the stack is made of, transforms applied."""
    body = account.client("cloudformation").get_template(StackName=name, TemplateStage="Processed")[
        "TemplateBody"
    ]
    return body if isinstance(body, dict) else _parsed(body)


def _parsed(body: str) -> dict[str, Any]:
    import yaml

    read: dict[str, Any] = yaml.safe_load(body)  # JSON is YAML
    return read
