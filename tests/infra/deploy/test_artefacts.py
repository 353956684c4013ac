"""The bucket in which everything lies that was ever deployed."""

import json
from datetime import UTC, datetime

import pytest
from botocore.stub import Stubber

from infra import package
from infra.deploy import run
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.artefacts import Shelf, with_code
from infra.deploy.errors import Refused
from infra.deploy.stages import Stage
from tests.infra.deploy.conftest import Pack


@pytest.fixture
def shelf(account: Account) -> Shelf:
    made = Shelf(account)
    made.make()
    return made


def test_it_is_private_versioned_and_answers_over_tls_alone(account: Account, shelf: Shelf) -> None:
    s3, mine = account.client("s3"), {"Bucket": shelf.bucket}
    assert set(s3.get_public_access_block(**mine)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_versioning(**mine)["Status"] == "Enabled"
    [statement] = json.loads(s3.get_bucket_policy(**mine)["Policy"])["Statement"]
    assert (statement["Effect"], statement["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def test_it_is_made_once_and_its_settings_are_seen_to_again(account: Account, shelf: Shelf) -> None:
    account.client("s3").delete_public_access_block(Bucket=shelf.bucket)
    shelf.make()
    block = account.client("s3").get_public_access_block(Bucket=shelf.bucket)
    assert set(block["PublicAccessBlockConfiguration"].values()) == {True}


def test_a_bucket_of_somebody_elses_is_not_used(account: Account) -> None:
    shelf = Shelf(account)
    with Stubber(account.client("s3")) as stub:
        stub.add_client_error("head_bucket", "403", http_status_code=403)
        with pytest.raises(Refused, match="is not ours to use"):
            shelf.make()


def test_a_template_over_its_limit_is_told_and_nothing_changed(
    account: Account, stage: Stage, pack: Pack
) -> None:
    long = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "x" * package.LARGEST_TEMPLATE}}
    pack("b1", Long=long)
    with pytest.raises(
        Refused, match=r"the template has 1,0[0-9,]+ bytes, and CloudFormation takes 1,000,000"
    ):
        run.deploy(account, stage)
    assert stacks.find(account, stage.stack) is None


def test_functions_find_their_code_in_it_and_nothing_else_is_touched() -> None:
    whole = package.template("dev", "b1")
    made = with_code(whole, "s3://bucket/key.zip")["Resources"]
    code = {
        part["Properties"]["CodeUri"] for part in made.values() if part["Type"] == "AWS::Serverless::Function"
    }
    assert code == {"s3://bucket/key.zip"}
    assert with_code(made | {"Resources": made}, package.ZIP)["Resources"] == whole["Resources"]


def test_a_build_is_found_by_its_name_in_its_own_stage(shelf: Shelf, stage: Stage, pack: Pack) -> None:
    stored = shelf.put(stage.name, pack("b1"), "b1")
    assert shelf.get(stage.name, "b1") == stored
    assert shelf.names("another") == []


def test_builds_are_told_newest_first(account: Account, shelf: Shelf) -> None:
    days = {"b1": 27, "b2": 28, "b0": 26}
    listed = [
        {"Key": f"builds/dev/{name}.json", "LastModified": datetime(2026, 11, day, tzinfo=UTC)}
        for name, day in days.items()
    ]
    with Stubber(account.client("s3")) as stub:
        stub.add_response("list_objects_v2", {"Contents": listed})
        assert shelf.names("dev") == ["b2", "b1", "b0"]
