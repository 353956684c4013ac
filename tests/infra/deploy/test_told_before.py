"""What is told before anything is changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from botocore.stub import Stubber

from infra import package
from infra.deploy import __main__ as command
from infra.deploy import account as accounts
from infra.deploy import mail, stages
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Refused
from infra.deploy.stages import Stage
from infra.local import testing

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"
RIGHT = {"MailFrom": "a@b.test", "WebDomain": "atrium.b.test", "WebCertificateArn": CERTIFICATE}


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes what stands in the file of `dev`."""
    monkeypatch.setattr(stages, "FOLDER", tmp_path)

    def write(**content: Any) -> None:
        (tmp_path / "dev.yaml").write_text(yaml.safe_dump(content))

    write(protected=False, parameters=RIGHT)
    return write


def test_every_stage_has_its_file_and_the_other_way_round() -> None:
    assert {path.stem for path in stages.FOLDER.glob("*.yaml")} == set(package.stages())


def test_staging_is_there_and_as_protected_as_prod() -> None:
    said = {
        name: yaml.safe_load((stages.FOLDER / f"{name}.yaml").read_text())
        for name in ("dev", "staging", "prod")
    }
    assert [said[name]["protected"] for name in ("dev", "staging", "prod")] == [False, True, True]
    assert said["staging"] == said["prod"], "until somebody says their domains"


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["production"]) == 1
    told = capsys.readouterr().err
    assert told == (
        "Nothing was changed: there is no stage 'production'; "
        "there are dev, staging, prod (.chalice/config.json)\n"
    )


def test_all_that_a_stages_file_lacks_is_told_at_once(said: Any) -> None:
    said(protected=True, parameters={"MailFrom": "", "Tpyo": "1"})
    with pytest.raises(Refused) as told:
        stages.read("dev")
    assert [line.split(":")[0].strip() for line in str(told.value).splitlines()[1:]] == [
        "Tpyo", "MailFrom", "WebDomain"
    ]  # fmt: skip


@pytest.mark.parametrize("verb", [["--destroy"], ["--restore", "2026-11-28T09:30:00+00:00"]])
def test_what_is_only_needed_to_deploy_stops_no_other(
    said: Any, nowhere: pytest.MonkeyPatch, verb: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said(parameters={"MailFrom": ""})
    nowhere.setenv("AWS_REGION", "eu-central-1")
    assert command.main(["dev"]) == 1
    assert "MailFrom" in capsys.readouterr().err
    assert command.main(["dev", *verb]) == 1
    assert "no AWS credentials" in capsys.readouterr().err, "it came as far as that"


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"MailFrom": "atrium"}, "MailFrom"),
        ({"WebDomain": "https://atrium.b.test"}, "WebDomain"),
        ({"WebCertificateArn": ""}, "one needs the other"),
        ({"WebCertificateArn": CERTIFICATE.replace("us-east-1", "eu-central-1")}, "us-east-1 alone"),
        ({"PublicUrl": "https://atrium.b.test/"}, "without a slash"),
        ({"PublicUrl": "https://other.test"}, "two hosts"),
        ({"MailDomain": "other.test"}, "MailDomain"),
        ({"Stage": "dev"}, "is the stage's name"),
        ({"MalwareScan": "yes"}, "one of off, on, not 'yes'"),
        ({"RequestsPerAddress": "many"}, "a number from 10 on, not 'many'"),
        ({"SignInsPerAddress": "5"}, "a number from 10 on"),
    ],
)
def test_a_parameter_that_cannot_be_is_told(wrong: dict[str, str], word: str) -> None:
    assert stages.problems(RIGHT, protected=True) == []
    assert any(word in line for line in stages.problems(RIGHT | wrong, protected=True))


def test_the_origin_follows_from_the_domain(said: Any) -> None:
    said(parameters=RIGHT)
    assert stages.read("dev").parameters["PublicUrl"] == "https://atrium.b.test"


def test_what_yaml_takes_for_a_truth_is_what_was_written(said: Any) -> None:
    said(parameters=RIGHT | {"MalwareScan": True, "MonthlyBudget": 500})  # as YAML reads `on`
    assert stages.read("dev").parameters["MalwareScan"] == "on"
    said(parameters=RIGHT | {"MalwareScan": False})
    assert stages.read("dev").parameters["MalwareScan"] == "off"


@pytest.mark.parametrize("account", [1234567012, "12345", "123456789012 "])
def test_an_account_that_is_none_is_told(said: Any, account: Any) -> None:
    """YAML reads a number that begins with a nought in eights."""
    said(parameters=RIGHT, account=account)
    with pytest.raises(Refused, match="account: twelve digits in quotation marks"):
        stages.read("dev")


def test_a_stage_is_protected_unless_it_says_otherwise(said: Any) -> None:
    said(parameters=RIGHT)
    assert stages.read("dev").protected


@pytest.fixture
def resting_cloud() -> Iterator[None]:
    """Other tests' cloud does not work meanwhile with keys that are not its own."""
    with testing.resting():
        yield


@pytest.fixture
def nowhere(
    resting_cloud: None,  # noqa: ARG001  before the environment is changed, until it is as before
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> pytest.MonkeyPatch:
    """A machine on which nobody ever signed in to AWS."""
    for name in (
        "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    return monkeypatch


def test_no_region_is_told(nowhere: pytest.MonkeyPatch, stage: Stage) -> None:  # noqa: ARG001
    with pytest.raises(Refused, match="no region: set AWS_REGION"):
        accounts.enter(stage)


def test_no_credentials_are_told(nowhere: pytest.MonkeyPatch, stage: Stage) -> None:
    nowhere.setenv("AWS_REGION", "eu-central-1")
    with pytest.raises(Refused, match="no AWS credentials"):
        accounts.enter(stage)


def test_half_a_key_is_told(nowhere: pytest.MonkeyPatch, stage: Stage) -> None:
    nowhere.setenv("AWS_REGION", "eu-central-1")
    nowhere.setenv("AWS_ACCESS_KEY_ID", "AKIA")
    with pytest.raises(Refused, match="cannot be used: Partial credentials"):
        accounts.enter(stage)


def test_a_profile_that_does_not_exist_is_told(nowhere: pytest.MonkeyPatch, stage: Stage) -> None:
    nowhere.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(Refused, match=r"\(nobody\) could not be found: AWS_PROFILE names it"):
        accounts.enter(stage)


def test_a_region_that_cannot_be_reached_is_told(nowhere: pytest.MonkeyPatch, stage: Stage) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        nowhere.setenv(name, "testing")
    nowhere.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    nowhere.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(Refused, match="Is eu-middle-7 a region, and is there a network"):
        accounts.enter(replace(stage, region="eu-middle-7"))


def test_credentials_of_another_account_are_told(account: Account, stage: Stage) -> None:
    with pytest.raises(Refused, match=f"are of account {account.id}, and {stage.name} lies in 123456789012"):
        accounts.enter(replace(stage, account="123456789012"))
    assert accounts.enter(replace(stage, account=account.id)).id == account.id


REST = [
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "REVIEW_IN_PROGRESS",
]


def in_state(status: str) -> stacks.Stack:
    return stacks.Stack("arn:1", "atrium-dev", status, "", {}, {}, protected=False)


@pytest.mark.parametrize("status", REST)
def test_a_stack_at_rest_can_be_changed(status: str) -> None:
    stacks.check(in_state(status), "dev")


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("ROLLBACK_COMPLETE", "make destroy STAGE=dev"),
        ("ROLLBACK_FAILED", "make destroy STAGE=dev"),
        ("CREATE_FAILED", "make destroy STAGE=dev"),
        ("DELETE_FAILED", "make destroy STAGE=dev"),
        ("UPDATE_FAILED", "rollback-stack --stack-name atrium-dev"),
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback --stack-name atrium-dev"),
        ("CREATE_IN_PROGRESS", "somebody changes it now"),
        ("UPDATE_IN_PROGRESS", "somebody changes it now"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "somebody changes it now"),
        ("ROLLBACK_IN_PROGRESS", "somebody changes it now"),
        ("DELETE_IN_PROGRESS", "somebody changes it now"),
    ],
)
def test_each_half_made_stack_is_told_with_what_to_do(status: str, advice: str) -> None:
    with pytest.raises(Refused) as told:
        stacks.check(in_state(status), "dev", "Table (AWS::DynamoDB::Table): why it failed")
    assert status in str(told.value)
    assert advice in str(told.value)
    assert str(told.value).endswith("why it failed")


def test_a_sender_that_is_not_verified_is_told_and_stops_a_protected_stage(
    account: Account, stage: Stage
) -> None:
    unknown = replace(stage, parameters={"MailFrom": "atrium@unknown.test"})
    assert mail.check(account, unknown, owned=False) == [
        "No mail goes before somebody opens the link that SES sends to atrium@unknown.test."
    ]
    with pytest.raises(Refused, match=r"SES has not verified unknown\.test"):
        mail.check(account, replace(unknown, protected=True), owned=False)
    account.client("sesv2").create_email_identity(EmailIdentity="unknown.test")
    assert mail.check(account, replace(unknown, protected=True), owned=False) == []


def test_an_identity_that_somebody_else_made_is_told(account: Account, stage: Stage) -> None:
    taken = replace(stage, parameters={"MailFrom": "taken@b.test"})
    account.client("sesv2").create_email_identity(EmailIdentity="taken@b.test")
    with pytest.raises(Refused, match=f"taken@b.test that {stage.stack} did not make"):
        mail.check(account, taken, owned=False)
    assert mail.check(account, taken, owned=True) == []


def test_a_domain_that_the_stack_verifies_needs_its_records_in_dns(account: Account, stage: Stage) -> None:
    parameters = {"MailFrom": "atrium@new.test", "MailDomain": "new.test"}
    told = mail.check(account, replace(stage, protected=True, parameters=parameters), owned=False)
    assert told == ["No mail goes before SES finds its three DKIM records in the DNS of new.test."]


def test_a_domain_that_is_verified_already_is_not_the_stacks_to_make(account: Account, stage: Stage) -> None:
    own = replace(stage, parameters={"MailFrom": "atrium@mine.test", "MailDomain": "mine.test"})
    account.client("sesv2").create_email_identity(EmailIdentity="mine.test")
    with pytest.raises(Refused, match="leave MailDomain empty"):
        mail.check(account, own, owned=False)
    assert mail.check(account, own, owned=True) == []


def test_the_sandbox_of_ses_is_told(account: Account, stage: Stage) -> None:
    verified = {"IdentityType": "EMAIL_ADDRESS", "VerifiedForSendingStatus": True}
    with Stubber(account.client("sesv2")) as stub:
        stub.add_response("get_email_identity", verified)
        stub.add_response("get_email_identity", verified)
        stub.add_response("get_account", {"ProductionAccessEnabled": False})
        [told] = mail.check(account, stage, owned=True)
    assert "SES is in its sandbox" in told
