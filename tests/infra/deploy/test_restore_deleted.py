"""A table that somebody deleted, restored."""

from dataclasses import replace

import pytest

from infra.deploy import restore, run
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Refused
from infra.deploy.stages import Stage
from tests.infra.deploy.conftest import Pack
from tests.infra.deploy.test_restore import TABLE, backup, typed

__all__ = ["typed"]


@pytest.mark.usefixtures("unlooked", "typed")
def test_a_table_that_was_deleted_is_restored_from_what_is_left(
    account: Account, stage: Stage, pack: Pack
) -> None:
    dynamodb = account.client("dynamodb")
    pack("b1", Table=TABLE)
    run.deploy(account, stage)
    # A backup of DynamoDB's own, a copy that AWS Backup restored.
    for copied in ("", f"{stage.stack}-copied"):
        old = stacks.resources(account, stage.stack)["Table"]
        to = backup(account, old)
        if copied:
            dynamodb.restore_table_from_backup(TargetTableName=copied, BackupArn=to)
            to = f"table:{copied}"
        dynamodb.update_table(TableName=old, DeletionProtectionEnabled=False)
        dynamodb.delete_table(TableName=old)
        with pytest.raises(Refused, match=r"was deleted(.|\n)+list-backups --backup-type SYSTEM"):
            restore.restore(account, stage, "2026-11-28T09:30:00+00:00")
        new = restore.restore(account, replace(stage, protected=True), to)
        told = dynamodb.describe_table(TableName=new)["Table"]
        assert told["DeletionProtectionEnabled"], "the stage is protected"
        assert told["StreamSpecification"]["StreamEnabled"]
        lives = dynamodb.describe_time_to_live(TableName=new)["TimeToLiveDescription"]
        assert lives["AttributeName"] == "expires"
        assert stacks.resources(account, stage.stack)["Table"] == new
