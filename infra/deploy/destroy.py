"""A stage removed, and what is left of it told."""

import uuid

from infra.deploy import progress, say
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Failed, Refused
from infra.deploy.stages import Stage

KEEPING = {"Retain", "RetainExceptOnCreate"}


def destroy(account: Account, stage: Stage) -> None:
    """Asks for the stage's name typed again; no YES answers for it. Raises Refused, or Failed half way."""
    stack = stacks.find(account, stage.stack)
    if stack is None:
        raise Refused(f"there is no {stage.stack} in {account.region} of {account.id}")
    if stage.protected and stack.status not in stacks.NEVER_MADE:
        raise Refused(
            f"{stage.name} is protected (infra/stages/{stage.name}.yaml): "
            "whoever means it takes that away there, deploys, and comes back"
        )
    if stack.status.endswith("_IN_PROGRESS") and stack.status != "REVIEW_IN_PROGRESS":
        stacks.check(stack, stage.name)
    kept = outliving(account, stack)
    say.line(f"{stack.name} in {account.region} of {account.id} is removed, with all that runs in it.")
    if kept:
        say.line("What outlives it, costs on, and is not taken up again by a new stack:")
        for name, what in sorted(kept.items()):
            say.line(f"  {name:<20} {what}")
    say.confirm("It cannot be undone.", stage.name)
    _delete(account, stack)


def outliving(account: Account, stack: stacks.Stack) -> dict[str, str]:
    """Logical id -> what to find it by, of what CloudFormation leaves where it is."""
    if stack.status in stacks.NEVER_MADE:
        return {}
    declared = stacks.template(account, stack.name)["Resources"]
    return {
        name: physical
        for name, physical in stacks.resources(account, stack.name).items()
        if declared.get(name, {}).get("DeletionPolicy") in KEEPING
    }


def _delete(account: Account, stack: stacks.Stack) -> None:
    cloudformation = account.client("cloudformation")
    if stack.protected:  # its file says otherwise now
        cloudformation.update_termination_protection(StackName=stack.name, EnableTerminationProtection=False)
    token = f"atrium-{uuid.uuid4().hex}"
    cloudformation.delete_stack(StackName=stack.id, ClientRequestToken=token)
    status, failure = progress.follow(account, stack.id, token)
    if status != "DELETE_COMPLETE":
        raise Failed(f"{stack.name} is {status}: {failure}")
    say.line(f"{stack.name} is gone.")
