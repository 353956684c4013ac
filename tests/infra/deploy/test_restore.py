"""A bad change of the data undone.

The emulator restores to now, whatever moment it is given; a backup is what it keeps of before.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from botocore.stub import Stubber

from infra import package, template
from infra.deploy import account as accounts
from infra.deploy import progress, repoint, restore, run, smoke
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Refused
from infra.deploy.stages import Stage
from infra.local import testing
from infra.local.cloud import Cloud
from tests.infra.deploy.conftest import Pack, packer
from tests.infra.emulated import emulated
from tests.people import Network, Person

WHOLE = Stage("whole", False, "", "", {"MailFrom": "whole@a.test", "PublicUrl": "https://whole.a.test"})
TABLE = template.load("data")["Resources"]["Table"]
del TABLE["Properties"]["DeletionProtectionEnabled"]  # whose condition the small template lacks


@pytest.fixture(scope="module")
def typed() -> Iterator[None]:
    """Somebody is there, and means it, whichever stage is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        patch.setattr("builtins.input", lambda question: question.split("'")[-2])
        yield


# Of the whole template, and with the app


@dataclass
class Restored:
    account: Account
    owner: Person
    group: str
    post: str
    old: str
    bad: str  # what the post said after the bad change

    @property
    def made(self) -> dict[str, str]:
        return stacks.resources(self.account, WHOLE.stack)

    @property
    def environment(self) -> dict[str, str]:
        """Of the function `api`."""
        found = self.account.client("lambda").get_function_configuration(FunctionName=self.made["APIHandler"])
        variables: dict[str, str] = found["Environment"]["Variables"]
        return variables


@pytest.fixture(scope="module")
def restored(
    cloud: Cloud,
    client: httpx.Client,
    typed: None,  # noqa: ARG001
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Restored]:
    """A stage whose data was changed badly and restored; the app works on its table."""
    with testing.resting(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress, "PAUSE", 0.01)
        patch.setattr(smoke, "look", lambda _: None)
        account = accounts.enter(WHOLE)
        packer(cloud, tmp_path_factory.mktemp("whole"), patch)("b1", emulated(package.template("dev", "b1")))
        run.deploy(account, WHOLE, yes=True)
        it = Restored(account, None, "", "", stacks.resources(account, WHOLE.stack)["Table"], "")  # type: ignore[arg-type]
        serve(it, patch)
        it.owner = Network.sign_up(cloud, client, "Acme", f"whole-{os.getpid()}").owner
        it.group = it.owner.make_group()
        it.post = it.owner.publish(it.group, "What was there before")
        kept = account.client("dynamodb").create_backup(TableName=it.old, BackupName="before")
        migrate_badly(account, it.old)
        it.bad = it.owner.get(f"/v1/posts/{it.post}")["body"]
        restore.restore(account, WHOLE, kept["BackupDetails"]["BackupArn"])
        serve(it, patch)
        yield it
        for made in account._made.values():
            made.close()
    testing.forget()


def serve(it: Restored, patch: pytest.MonkeyPatch) -> None:
    """The app works on the table that the stage's functions are told."""
    patch.setenv("TABLE_NAME", it.environment["TABLE_NAME"])
    testing.forget()


def migrate_badly(account: Account, table: str) -> None:
    """Empties every post, as a change of the data may that was thought to be right."""
    dynamodb = account.client("dynamodb")
    for item in dynamodb.scan(TableName=table)["Items"]:
        if item["sk"]["S"].startswith("p#"):
            dynamodb.update_item(
                TableName=table,
                Key={"pk": item["pk"], "sk": item["sk"]},
                UpdateExpression="SET body = :nothing",
                ExpressionAttributeValues={":nothing": {"S": ""}},
            )


def test_after_a_bad_change_of_the_data_the_app_serves_what_was_there_before(restored: Restored) -> None:
    assert restored.bad == "", "else nothing was to be restored"
    assert restored.owner.get(f"/v1/posts/{restored.post}")["body"] == "What was there before"


def test_people_write_on(restored: Restored) -> None:
    post = restored.owner.publish(restored.group, "And on")
    assert restored.owner.get(f"/v1/posts/{post}")["body"] == "And on"


def test_what_was_written_since_is_kept_in_the_old_table(restored: Restored) -> None:
    assert restored.old in restored.account.client("dynamodb").list_tables()["TableNames"]


def test_the_stack_has_the_restored_table_for_its_own(restored: Restored) -> None:
    made = stacks.find(restored.account, WHOLE.stack)
    assert made is not None
    new = restored.made["Table"]
    assert new != restored.old
    assert (made.outputs["TableName"], restored.environment["TABLE_NAME"]) == (new, new)


def test_the_relay_and_the_fold_read_the_restored_tables_stream(restored: Restored) -> None:
    table = restored.account.client("dynamodb").describe_table(TableName=restored.made["Table"])["Table"]
    readers = restored.account.client("lambda").list_event_source_mappings(
        EventSourceArn=table["LatestStreamArn"]
    )["EventSourceMappings"]
    functions = {restored.made[name] for name in ("Fold", "Relay")}
    assert {one["FunctionArn"].rpartition(":")[2] for one in readers} == functions


@pytest.mark.parametrize("role", ["ApiHandlerRole", "RelayRole", "FeedDeliverRole"])
def test_functions_may_use_the_restored_table_and_no_longer_the_old_one(
    restored: Restored, role: str
) -> None:
    iam = restored.account.client("iam")
    [policy] = iam.list_role_policies(RoleName=restored.made[role])["PolicyNames"]
    allowed = iam.get_role_policy(RoleName=restored.made[role], PolicyName=policy)["PolicyDocument"]
    assert f"table/{restored.made['Table']}" in str(allowed)
    assert f"table/{restored.old}'" not in str(allowed)


# Of a small template


@pytest.mark.usefixtures("unlooked", "typed")
def test_a_restored_table_has_the_settings_of_the_old_one(account: Account, stage: Stage, pack: Pack) -> None:
    dynamodb = account.client("dynamodb")
    pack("b1", Table=TABLE)
    run.deploy(account, stage)
    old = stacks.resources(account, stage.stack)["Table"]
    lives = {"Enabled": True, "AttributeName": "expires"}  # which the emulator's CloudFormation leaves out
    dynamodb.update_time_to_live(TableName=old, TimeToLiveSpecification=lives)
    dynamodb.update_table(TableName=old, DeletionProtectionEnabled=True)

    def settings(table: str) -> list[Any]:
        told = dynamodb.describe_table(TableName=table)["Table"]
        return [
            told["StreamSpecification"],
            told["DeletionProtectionEnabled"],
            told["BillingModeSummary"]["BillingMode"],
            [index["IndexName"] for index in told["GlobalSecondaryIndexes"]],
            dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"],
        ]

    new = restore.restore(account, stage, backup(account, old))
    assert settings(new) == settings(old)
    backups = dynamodb.describe_continuous_backups(TableName=new)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


@pytest.mark.usefixtures("unlooked", "typed")
def test_a_restore_that_broke_off_goes_on_and_nothing_is_deployed_meanwhile(
    account: Account, stage: Stage, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("b1", Table=TABLE)
    run.deploy(account, stage)
    old = stacks.resources(account, stage.stack)["Table"]
    kept = backup(account, old)
    with monkeypatch.context() as patch:
        patch.setattr(restore, "whole", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore.restore(account, stage, kept)
    with pytest.raises(Refused, match="a restore is half done"):
        run.deploy(account, stage)
    new = restore.restore(account, stage, kept)
    assert stacks.resources(account, stage.stack)["Table"] == new != old
    run.deploy(account, stage)
    assert stacks.resources(account, stage.stack)["Table"] == new


def test_a_moment_between_the_first_and_the_last_is_what_is_restored(account: Account) -> None:
    at = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    kept = {
        "PointInTimeRecoveryStatus": "ENABLED",
        "EarliestRestorableDateTime": at - timedelta(days=35),
        "LatestRestorableDateTime": at + timedelta(minutes=1),
    }
    told = {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": kept}
    with Stubber(account.client("dynamodb")) as stub:  # the emulator's first moment is its last
        stub.add_response("describe_continuous_backups", {"ContinuousBackupsDescription": told})
        assert restore._source(account, "table", {}, "2026-11-28T10:30:00+01:00") == {
            "SourceTableName": "table",
            "RestoreDateTime": at,
        }


@pytest.mark.usefixtures("unlooked", "typed")
def test_a_moment_that_cannot_be_had_is_told(account: Account, stage: Stage, pack: Pack) -> None:
    pack("b1", Table=TABLE)
    run.deploy(account, stage)
    # As the template says, and the emulator's CloudFormation leaves out.
    account.client("dynamodb").update_continuous_backups(
        TableName=stacks.resources(account, stage.stack)["Table"],
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )
    before = account.client("dynamodb").list_tables()["TableNames"]
    with pytest.raises(Refused, match="can be had as it was from"):
        restore.restore(account, stage, "2001-01-01T00:00Z")
    assert account.client("dynamodb").list_tables()["TableNames"] == before


@pytest.mark.usefixtures("unlooked", "typed")
def test_a_table_that_something_else_restored_is_taken_if_it_can_stand_for_the_old_one(
    account: Account, stage: Stage, pack: Pack
) -> None:
    dynamodb = account.client("dynamodb")
    pack("b1", Table=TABLE)
    run.deploy(account, stage)
    old = stacks.resources(account, stage.stack)["Table"]
    other = f"{stage.stack}-other"
    key = {"AttributeName": "id", "KeyType": "HASH"}
    dynamodb.create_table(
        TableName=other,
        KeySchema=[key],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for name, why in (
        (f"{stage.stack}-none", "there is no table"),
        (other, "not another state"),
        (old, "not another"),
    ):
        with pytest.raises(Refused, match=why):
            restore.restore(account, stage, f"table:{name}")
    copied = f"{stage.stack}-copied"
    dynamodb.restore_table_from_backup(TargetTableName=copied, BackupArn=backup(account, old))
    assert restore.restore(account, stage, f"table:{copied}") == copied
    assert stacks.resources(account, stage.stack)["Table"] == copied


@pytest.mark.parametrize(
    ("to", "why"), [("yesterday", "is no moment"), ("2026-11-28T09:30:00", "of which zone")]
)
def test_what_is_no_moment_is_told(to: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        restore.moment(to)


def backup(account: Account, table: str) -> str:
    made = account.client("dynamodb").create_backup(TableName=table, BackupName="before")
    return str(made["BackupDetails"]["BackupArn"])


def test_every_way_to_name_the_table_is_replaced_and_nothing_else() -> None:
    given = {
        "Resources": {
            "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"A": 1}},
            "A": {"DependsOn": ["Table", "B"], "P": [{"Ref": "Table"}, {"Ref": "TableB"}]},
            "B": {"DependsOn": "Table", "P": {"Fn::GetAtt": ["Table", "StreamArn"]}},
            "C": {"DependsOn": ["B"], "P": {"Fn::GetAtt": "Table.Arn"}, "Q": {"Fn::GetAtt": ["B", "Arn"]}},
            "D": {"P": {"Fn::Sub": "${Table.Arn}/index/* ${Table} ${TableB} ${AWS::Region}"}},
            "E": {"P": {"Fn::Sub": ["${Table}${X}", {"X": {"Ref": "Table"}}]}},
        }
    }
    pointed = repoint.repointed(given, repoint.Table("name", "arn", "stream"))
    assert pointed["Resources"] == {
        "A": {"DependsOn": ["B"], "P": ["name", {"Ref": "TableB"}]},
        "B": {"P": "stream"},
        "C": {"DependsOn": ["B"], "P": "arn", "Q": {"Fn::GetAtt": ["B", "Arn"]}},
        "D": {"P": {"Fn::Sub": "arn/index/* name ${TableB} ${AWS::Region}"}},
        "E": {"P": {"Fn::Sub": ["name${X}", {"X": "name"}]}},
    }
    assert repoint.whole(pointed)["Resources"]["Table"] == given["Resources"]["Table"]
