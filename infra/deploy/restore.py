"""The table of a stage as it was at a moment, put under the stage in place of the one that is there.

DynamoDB restores into a new table only, and CloudFormation cannot be told to make one from a backup. So:
the restored table gets the settings that a restore leaves out; the stack lets go of its table, which stays
where it is, and everything that named it names the new one; then the stack takes the new one in (resource
import). What comes after is a stack like any other.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.Tutorial.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html
"""

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

from infra.deploy import changes, progress, say
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.artefacts import Shelf
from infra.deploy.errors import Failed, Refused
from infra.deploy.repoint import TABLE, Table, repointed, whole
from infra.deploy.stages import Stage

DONE = ("UPDATE_COMPLETE", "IMPORT_COMPLETE")


def restore(account: Account, stage: Stage, to: str) -> str:
    """`to`: a moment (ISO 8601 with a zone), the ARN of a backup of DynamoDB's own, or `table:NAME`, a table
    that something else restored. Returns the new table's name.

    Raises Refused, or Failed half way; then the same call again goes on from there.
    """
    stack = stacks.find(account, stage.stack)
    if stack is None:
        raise Refused(f"there is no {stage.stack} in {account.region} of {account.id}")
    stacks.check(stack, stage.name)
    shelf = Shelf(account)
    shelf.make()
    current = stacks.template(account, stack.name)
    if TABLE in current["Resources"]:
        old = stacks.resources(account, stack.name)[TABLE]
        source = _source(account, old, to)
        say.line(f"{stack.name} gets its table as it was: {to}.")
        say.line(f"What was written since is in {old} alone, which stays beside the stack.")
        say.confirm("People lose what they wrote since.", stage.name)
        table = _restored(account, old, source)
        current = repointed(current, table)
        _apply(account, shelf, stack, current, "UPDATE")
    table = Table(**current["Metadata"][TABLE]["now"])
    taken = [{"ResourceType": "AWS::DynamoDB::Table", "LogicalResourceId": TABLE,
              "ResourceIdentifier": {"TableName": table.name}}]  # fmt: skip
    _apply(account, shelf, stack, whole(current), "IMPORT", ResourcesToImport=taken)
    say.line(f"{stack.name} works on {table.name}.")
    return table.name


def moment(said: str) -> datetime:
    """Raises Refused."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise Refused(f"{said!r} is no moment; one is 2026-11-28T09:30:00+00:00") from error
    if at.tzinfo is None:
        raise Refused(f"{said} of which zone? 2026-11-28T09:30:00+00:00 is one of UTC")
    return at


def _source(account: Account, table: str, to: str) -> dict[str, Any]:
    """What DynamoDB is asked to restore from, or the TableName that is there already. Raises Refused."""
    dynamodb = account.client("dynamodb")
    if to.startswith("table:"):
        return {"TableName": _alike(dynamodb, table, to.removeprefix("table:"))}
    if to.startswith("arn:"):
        if ":dynamodb:" not in to:
            raise Refused("what is not DynamoDB's own is restored by its own means first, then TO=table:NAME")
        return {"BackupArn": to}
    at = moment(to)
    told = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    kept = told["PointInTimeRecoveryDescription"]
    if kept["PointInTimeRecoveryStatus"] != "ENABLED":
        raise Refused(f"{table} keeps no earlier states")
    first, last = kept["EarliestRestorableDateTime"], kept["LatestRestorableDateTime"]
    if not first <= at <= last:
        raise Refused(f"{table} can be had as it was from {_utc(first)} to {_utc(last)}")
    return {"SourceTableName": table, "RestoreDateTime": at}


def _alike(dynamodb: Any, table: str, other: str) -> str:
    """The other one, if it can stand for the table. Raises Refused."""
    try:
        found = dynamodb.describe_table(TableName=other)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException as error:
        raise Refused(f"there is no table {other}") from error
    if other == table or found["KeySchema"] != dynamodb.describe_table(TableName=table)["Table"]["KeySchema"]:
        raise Refused(f"{other} is not another state of {table}")
    return other


def _restored(account: Account, old: str, source: dict[str, Any]) -> Table:
    """The new table, with the settings of the old one."""
    dynamodb = account.client("dynamodb")
    name = source.get("TableName") or _restore(dynamodb, old, source)
    _dress(dynamodb, old, name)
    made = dynamodb.describe_table(TableName=name)["Table"]
    return Table(name, made["TableArn"], made["LatestStreamArn"])


def _restore(dynamodb: Any, old: str, source: dict[str, Any]) -> str:
    name = f"{re.sub(r'-[0-9]{8}T[0-9]{6}$', '', old)}-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    if "BackupArn" in source:
        dynamodb.restore_table_from_backup(TargetTableName=name, **source)
    else:
        dynamodb.restore_table_to_point_in_time(TargetTableName=name, **source)
    say.line(f"{name} is being restored; a large table takes hours.")
    _wait(dynamodb, name)
    return name


def _dress(dynamodb: Any, old: str, new: str) -> None:
    """The settings that a restore leaves out.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
    """
    before, now = (dynamodb.describe_table(TableName=name)["Table"] for name in (old, new))
    if not now.get("StreamSpecification", {}).get("StreamEnabled"):
        dynamodb.update_table(TableName=new, StreamSpecification=before["StreamSpecification"])
        _wait(dynamodb, new)
    if before.get("DeletionProtectionEnabled"):
        dynamodb.update_table(TableName=new, DeletionProtectionEnabled=True)
        _wait(dynamodb, new)
    lives = dynamodb.describe_time_to_live(TableName=old)["TimeToLiveDescription"]
    if "AttributeName" in lives and not _lives(dynamodb, new):
        dynamodb.update_time_to_live(
            TableName=new,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": lives["AttributeName"]},
        )
    dynamodb.update_continuous_backups(
        TableName=new, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )


def _lives(dynamodb: Any, table: str) -> bool:
    return "AttributeName" in dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]


def _wait(dynamodb: Any, name: str) -> None:
    while dynamodb.describe_table(TableName=name)["Table"]["TableStatus"] != "ACTIVE":
        time.sleep(progress.PAUSE)


def _apply(
    account: Account, shelf: Shelf, stack: stacks.Stack, template: dict[str, Any], kind: str, **more: Any
) -> None:
    url = shelf.url(shelf.add("template", "json", json.dumps(template).encode()))
    planned = changes.plan(account, stack.name, url, stack.parameters, kind, **more)
    # A table that is full is taken in: whatever happens, nothing is removed.
    status, failure = changes.execute(account, planned, leave_nothing=False)
    if status not in DONE:
        raise Failed(f"{stack.name} is {status}: {failure}\nMend the reason, and say the same again.")


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
