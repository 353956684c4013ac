"""What a deployment would change, asked of CloudFormation before anything is: a change set."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy import progress, say
from infra.deploy.account import Account
from infra.deploy.errors import Refused

# Whoever empties one of these cannot get it back by deploying again. A replaced queue loses what waits in it.
HOLDS_DATA = {
    "AWS::Backup::BackupVault",
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
}
NOTHING = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True)
class Change:
    action: str  # Add, Modify, Remove, Import
    name: str
    type: str
    replaced: str  # True, False, Conditional
    policy: (
        str  # what becomes of the old one where that is not the ordinary thing: Retain, ReplaceAndRetain ...
    )

    @property
    def endangers_data(self) -> bool:
        gone = self.action == "Remove" or (
            self.action == "Modify" and self.replaced in ("True", "Conditional")
        )
        return gone and (self.type in HOLDS_DATA or "Retain" in self.policy)

    @property
    def note(self) -> str:
        kept = ", the old one stays beside the stack" if "Retain" in self.policy else ""
        if self.action == "Remove":
            return "is removed" + kept.replace("the old one", "it")
        if self.action == "Modify" and self.replaced != "False":
            return ("may be replaced" if self.replaced == "Conditional" else "is replaced") + kept
        return ""


@dataclass(frozen=True)
class ChangeSet:
    id: str
    stack_id: str
    changes: list[Change]  # empty: there is nothing to do


def plan(
    account: Account, stack: str, template_url: str, parameters: dict[str, str], kind: str, **more: Any
) -> ChangeSet:
    """Makes a change set of `kind` CREATE, UPDATE or IMPORT. Raises Refused; then nothing of it is left."""
    cloudformation = account.client("cloudformation")
    try:
        made = cloudformation.create_change_set(
            StackName=stack,
            ChangeSetName=f"atrium-{uuid.uuid4().hex[:12]}",
            ChangeSetType=kind,
            TemplateURL=template_url,
            Parameters=[
                {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
            ],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            **more,
        )
    except ClientError as error:
        raise Refused(f"CloudFormation does not take it: {error.response['Error']['Message']}") from error
    id_, stack_id = made["Id"], made["StackId"]
    status, reason = _settled(cloudformation, id_)
    if status == "CREATE_COMPLETE":
        return ChangeSet(id_, stack_id, _changes(cloudformation, id_))
    reason = progress.in_full(account, reason, ChangeSetName=id_)
    nothing = ChangeSet(id_, stack_id, [])
    drop(account, nothing, new=kind == "CREATE")
    if any(one in reason for one in NOTHING):
        return nothing
    raise Refused(f"CloudFormation does not take it: {reason}")


def drop(account: Account, planned: ChangeSet, *, new: bool) -> None:
    """Leaves all as it was: of a stack that is `new` the change set is everything there is."""
    cloudformation = account.client("cloudformation")
    cloudformation.delete_change_set(ChangeSetName=planned.id)
    if new:
        cloudformation.delete_stack(StackName=planned.stack_id)


def show(planned: ChangeSet) -> None:
    order = {"Remove": 0, "Add": 2}  # what may hurt first
    rows = sorted(
        planned.changes, key=lambda one: (not one.endangers_data, order.get(one.action, 1), one.name)
    )
    say.changes([(one.action, one.name, one.type, one.note) for one in rows])


def execute(account: Account, planned: ChangeSet, *, leave_nothing: bool = True) -> tuple[str, str]:
    """Changes the stack, and waits: the status it ends in, and its first failure in words.

    `leave_nothing`: what a failed attempt made is removed, whatever its policy. It is empty, and nobody is
    to look for it afterwards.
    """
    token = f"atrium-{uuid.uuid4().hex}"
    account.client("cloudformation").execute_change_set(
        ChangeSetName=planned.id,
        ClientRequestToken=token,
        RetainExceptOnCreate=leave_nothing,
    )
    return progress.follow(account, planned.stack_id, token)


def _settled(cloudformation: Any, id_: str) -> tuple[str, str]:
    while True:
        told = cloudformation.describe_change_set(ChangeSetName=id_)
        if told["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
            return told["Status"], told.get("StatusReason", "")
        time.sleep(progress.PAUSE)


def _changes(cloudformation: Any, id_: str) -> list[Change]:
    pages = cloudformation.get_paginator("describe_change_set").paginate(ChangeSetName=id_)
    return [
        Change(
            action=one["ResourceChange"]["Action"],
            name=one["ResourceChange"]["LogicalResourceId"],
            type=one["ResourceChange"]["ResourceType"],
            replaced=one["ResourceChange"].get("Replacement", "False"),
            policy=one["ResourceChange"].get("PolicyAction", ""),
        )
        for page in pages
        for one in page["Changes"]
    ]
