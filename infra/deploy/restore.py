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
        declared = current["Resources"][TABLE]["Properties"]
        source = _source(account, old, declared, to)
        say.line(f"{stack.name} gets its table as it was: {to}.")
        say.line(f"What was written since is in {old} alone, which stays beside the stack.")
        say.confirm("People lose what they wrote since.", stage.name)
        name = source.get("TableName") or _restore(account.client("dynamodb"), old, source)
        table = _dressed(account, name, declared, protected=_protected(account, old, stage))
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


def _source(account: Account, table: str, declared: dict[str, Any], to: str) -> dict[str, Any]:
    """What DynamoDB is asked to restore from, or the TableName that is there already. Raises Refused.

    The table may be gone: what it was like is `declared` in the template.
    """
    dynamodb = account.client("dynamodb")
    if to.startswith("table:"):
        return {"TableName": _alike(dynamodb, table, declared, to.removeprefix("table:"))}
    if to.startswith("arn:"):
        if ":dynamodb:" not in to:
            raise Refused("what is not DynamoDB's own is restored by its own means first, then TO=table:NAME")
        return {"BackupArn": to}
    at = moment(to)
    gone = (dynamodb.exceptions.TableNotFoundException, dynamodb.exceptions.ResourceNotFoundException)
    try:
        told = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    except gone as error:
        raise Refused(
            f"{table} was deleted, and its moments with it. DynamoDB made a last backup, kept for 35 days:\n"
            f"  aws dynamodb list-backups --backup-type SYSTEM --table-name {table}\n"
            "then TO=its ARN; or a copy of AWS Backup, then TO=table:NAME"
        ) from error
    kept = told["PointInTimeRecoveryDescription"]
    if kept["PointInTimeRecoveryStatus"] != "ENABLED":
        raise Refused(f"{table} keeps no earlier states")
    first, last = kept["EarliestRestorableDateTime"], kept["LatestRestorableDateTime"]
    if not first <= at <= last:
        raise Refused(f"{table} can be had as it was from {_utc(first)} to {_utc(last)}")
    return {"SourceTableName": table, "RestoreDateTime": at}


def _alike(dynamodb: Any, table: str, declared: dict[str, Any], other: str) -> str:
    """The other one, if it can stand for the table. Raises Refused."""
    try:
        found = dynamodb.describe_table(TableName=other)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException as error:
        raise Refused(f"there is no table {other}") from error
    if other == table or found["KeySchema"] != declared["KeySchema"]:
        raise Refused(f"{other} is not another state of {table}")
    return other


def _protected(account: Account, old: str, stage: Stage) -> bool:
    """Whether nobody may delete the new table: as it is of the old one or, that being gone, of the stage."""
    dynamodb = account.client("dynamodb")
    try:
        before = dynamodb.describe_table(TableName=old)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException:
        return stage.protected
    return bool(before.get("DeletionProtectionEnabled"))


def _restore(dynamodb: Any, old: str, source: dict[str, Any]) -> str:
    name = f"{re.sub(r'-[0-9]{8}T[0-9]{6}$', '', old)}-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    if "BackupArn" in source:
        dynamodb.restore_table_from_backup(TargetTableName=name, **source)
    else:
        dynamodb.restore_table_to_point_in_time(TargetTableName=name, **source)
    say.line(f"{name} is being restored; a large table takes hours.")
    _wait(dynamodb, name)
    return name


def _dressed(account: Account, name: str, declared: dict[str, Any], *, protected: bool) -> Table:
    """The new table, with the settings that a restore leaves out, or may leave out.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
    """
    dynamodb = account.client("dynamodb")
    now = dynamodb.describe_table(TableName=name)["Table"]
    lacking: list[dict[str, Any]] = []
    if not now.get("StreamSpecification", {}).get("StreamEnabled"):
        lacking.append({"StreamSpecification": {**declared["StreamSpecification"], "StreamEnabled": True}})
    if declared.get("SSESpecification", {}).get("SSEEnabled") and "SSEDescription" not in now:
        # AWS Backup restores under a key of AWS's own, unless it is told otherwise.
        lacking.append({"SSESpecification": {"Enabled": True}})
    if protected:
        lacking.append({"DeletionProtectionEnabled": True})
    for setting in lacking:  # DynamoDB takes one at a time
        dynamodb.update_table(TableName=name, **setting)
        _wait(dynamodb, name)
    if "TimeToLiveSpecification" in declared and not _lives(dynamodb, name):
        dynamodb.update_time_to_live(
            TableName=name, TimeToLiveSpecification=declared["TimeToLiveSpecification"]
        )
    dynamodb.update_continuous_backups(
        TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    made = dynamodb.describe_table(TableName=name)["Table"]
    return Table(name, made["TableArn"], made["LatestStreamArn"])


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
