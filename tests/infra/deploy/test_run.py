"""A deployment from beginning to end."""

import os
from dataclasses import replace
from typing import Any

import pytest

from infra.deploy import changes, run, smoke
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Failed, Refused
from infra.deploy.stages import Stage
from infra.local.cloud import Cloud
from tests.infra.deploy.conftest import Pack

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 30}}
# Whose name is taken.
BROKEN = {
    "Type": "AWS::S3::Bucket",
    "Properties": {"BucketName": "atrium-artefacts-000000000000-eu-central-1"},
}


def table(key: str = "pk", **more: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
            **more,
        },
    }


def objects(account: Account, bucket: str) -> dict[str, dict[str, Any]]:
    s3 = account.client("s3")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    found = {key: s3.get_object(Bucket=bucket, Key=key) for key in keys}
    return {key: {**one, "Body": one["Body"].read()} for key, one in found.items()}


def test_a_new_stage_is_made_published_looked_at_and_its_address_told(
    account: Account,
    stage: Stage,
    pack: Pack,
    cloud: Cloud,
    capsys: pytest.CaptureFixture[str],
) -> None:
    local = replace(stage, name="local")  # as which the local cloud answers
    pack(os.environ["BUILD"])
    assert run.deploy(account, local) == cloud.url
    said = capsys.readouterr().out
    for promised in ("Add", "CREATE_COMPLETE", "ok     it runs this build", "2 files put, 0 lay there"):
        assert promised in said, promised
    made = stacks.find(account, local.stack)
    assert made is not None
    files = objects(account, made.outputs["WebBucketName"])
    assert {name: (one["ContentType"], one["CacheControl"]) for name, one in files.items()} == {
        "assets/same-1a2b.js": ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        "index.html": ("text/html; charset=utf-8", "no-cache"),
    }


def test_without_a_domain_the_functions_are_told_cloudfronts(
    account: Account, stage: Stage, pack: Pack, cloud: Cloud, unlooked: list[smoke.Target]
) -> None:
    pack("b1")
    run.deploy(account, stage)
    made = stacks.find(account, stage.stack)
    assert made is not None
    assert made.parameters["PublicUrl"] == cloud.url
    assert [target.address for target in unlooked] == [cloud.url]


def test_the_same_again_changes_nothing(
    account: Account,
    stage: Stage,
    pack: Pack,
    unlooked: list[smoke.Target],
    capsys: pytest.CaptureFixture[str],
) -> None:
    pack("b1")
    run.deploy(account, stage)
    capsys.readouterr()
    run.deploy(account, stage)
    said = capsys.readouterr().out
    assert "is as build b1 wants it" in said
    assert "UPDATE" not in said
    assert len(unlooked) == 2


def test_an_earlier_build_comes_back_with_its_web_client(
    account: Account, stage: Stage, pack: Pack, unlooked: list[smoke.Target]
) -> None:
    pack("b1", Queue=QUEUE)
    run.deploy(account, stage)
    pack("b2")
    run.deploy(account, stage, yes=True)
    assert "Queue" not in stacks.resources(account, stage.stack)
    run.deploy(account, stage, build="b1")
    assert "Queue" in stacks.resources(account, stage.stack)
    made = stacks.find(account, stage.stack)
    assert made is not None
    assert objects(account, made.outputs["WebBucketName"])["index.html"]["Body"] == b"b1"
    assert unlooked[-1].build == "b1"


@pytest.mark.usefixtures("unlooked")
def test_a_build_that_the_stage_never_had_is_told_with_those_it_had(
    account: Account, stage: Stage, pack: Pack
) -> None:
    pack("b1")
    run.deploy(account, stage)
    with pytest.raises(Refused, match="never had a build 'b0'; it had, newest first: b1"):
        run.deploy(account, stage, build="b0")


def test_a_table_that_would_be_replaced_stops_it(
    account: Account, stage: Stage, pack: Pack, unlooked: list[smoke.Target]
) -> None:
    pack("b1", Table=table())
    run.deploy(account, stage)
    before = stacks.resources(account, stage.stack)["Table"]
    pack("b2", Table=table("other"))
    with pytest.raises(Refused, match=r"replaced or removed: Table\. .* Nobody is here to be asked"):
        run.deploy(account, stage)
    assert stacks.resources(account, stage.stack)["Table"] == before
    left = account.client("cloudformation").list_change_sets(StackName=stage.stack)["Summaries"]
    assert [one for one in left if one["ExecutionStatus"] == "AVAILABLE"] == []
    run.deploy(account, stage, yes=True)
    assert unlooked[-1].build == "b2"


@pytest.mark.usefixtures("unlooked")
def test_whoever_types_the_stages_name_means_it(
    account: Account, stage: Stage, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("b1", Queue=QUEUE)
    run.deploy(account, stage)
    pack("b2")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    with pytest.raises(Refused, match="left as it was"):
        run.deploy(account, stage)
    assert "Queue" in stacks.resources(account, stage.stack)
    monkeypatch.setattr("builtins.input", lambda _: stage.name)
    run.deploy(account, stage)
    assert "Queue" not in stacks.resources(account, stage.stack)


def test_a_failed_change_is_rolled_back_and_its_first_reason_told(
    account: Account, stage: Stage, pack: Pack, unlooked: list[smoke.Target]
) -> None:
    pack("b1")
    run.deploy(account, stage)
    pack("b2", Broken=BROKEN)
    with pytest.raises(
        Failed, match=r"is UPDATE_ROLLBACK_COMPLETE. It runs as before.\nBroken \(AWS::S3"
    ) as told:
        run.deploy(account, stage)
    assert len(unlooked) == 1
    made = stacks.find(account, stage.stack)
    assert made is not None
    assert made.outputs["Build"] == "b1", told.value


def test_a_stage_that_could_not_be_made_leaves_nothing_but_its_name(
    account: Account, stage: Stage, pack: Pack
) -> None:
    pack("b1", Broken=BROKEN, Table=table())
    with pytest.raises(
        Failed, match=f"is ROLLBACK_COMPLETE. Only its name is left: `make destroy STAGE={stage.name}`"
    ):
        run.deploy(account, stage)
    tables = account.client("dynamodb").list_tables()["TableNames"]
    assert not [name for name in tables if name.startswith(stage.stack)]
    with pytest.raises(Refused, match="it was never made: `make destroy"):
        run.deploy(account, stage)


def test_a_template_that_cloudformation_does_not_take_changes_nothing(
    account: Account, stage: Stage, pack: Pack
) -> None:
    pack("b1", Unknown={"Type": "AWS::Nothing::Known"})
    with pytest.raises(Refused, match="CloudFormation does not take it"):
        run.deploy(account, stage)
    assert stacks.find(account, stage.stack) is None


@pytest.mark.usefixtures("unlooked")
def test_a_protected_stage_is_protected_from_termination_and_takes_committed_builds_alone(
    account: Account, stage: Stage, pack: Pack
) -> None:
    protected = replace(stage, protected=True)
    account.client("sesv2").create_email_identity(EmailIdentity="a.test")
    pack("b1+")
    with pytest.raises(Refused, match="takes only what is committed"):
        run.deploy(account, protected)
    pack("b1")
    run.deploy(account, protected)
    made = stacks.find(account, stage.stack)
    assert made is not None
    assert made.protected


@pytest.mark.usefixtures("unlooked")
def test_nothing_is_sent_twice(account: Account, stage: Stage, pack: Pack) -> None:
    pack("b1")
    run.deploy(account, stage)
    bucket = f"atrium-artefacts-{account.id}-{account.region}"
    versions = account.client("s3").list_object_versions(Bucket=bucket)["Versions"]
    run.deploy(account, stage)
    again = account.client("s3").list_object_versions(Bucket=bucket)["Versions"]
    new = {one["Key"] for one in again} - {one["Key"] for one in versions}
    assert new == set()
    assert len(again) == len(versions) + 1, "the record of the build alone"


@pytest.mark.usefixtures("unlooked")
def test_a_run_that_broke_off_before_it_made_anything_is_gone_on_with(
    account: Account, stage: Stage, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("b1")
    with monkeypatch.context() as patch:
        patch.setattr(changes, "execute", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run.deploy(account, stage)
    left = stacks.find(account, stage.stack)
    assert left is not None
    assert left.status == "REVIEW_IN_PROGRESS"
    run.deploy(account, stage)
    made = stacks.find(account, stage.stack)
    assert made is not None
    assert made.outputs["Build"] == "b1"


def test_a_look_that_finds_something_wrong_says_how_to_go_back(
    account: Account, stage: Stage, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("b1")
    with monkeypatch.context() as patch:
        patch.setattr(smoke, "look", lambda _: None)
        run.deploy(account, stage)
    pack("b2")
    back = f"make deploy STAGE={stage.name} BUILD=b1"
    with pytest.raises(Failed, match=f"does not answer as it should.*{back}".replace(".*", "(?s:.*)")):
        run.deploy(account, stage)
