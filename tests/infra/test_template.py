"""The final template of a stage, as it would be deployed."""

import json
import re
from functools import cache
from typing import Any

import pytest

from chalicelib.identity.model import SESSION_DAYS
from chalicelib.invites.model import VALID_DAYS
from infra import mend, package
from infra import template as parts

QUEUES = ("Feed", "Deliver", "Mail", "Posts", "Groups", "Touched", "Chat", "Calls", "Feedback", "Media")
BUILD = "abc1234"
OPERATIONS = package.PROJECT / "docs/operations.md"
NAMELESS = {"chime:CreateMeeting"}  # what is made has no name yet, and AWS takes none


@cache
def made(stage: str = "prod") -> dict[str, Any]:
    return package.template(stage, BUILD)


def resources(kind: str) -> dict[str, Any]:
    found = {name: part for name, part in made()["Resources"].items() if part["Type"] == kind}
    assert found, f"need a {kind} for this test to mean anything"
    return found


def functions() -> dict[str, Any]:
    return dict(mend.functions(made()))


def event_sources() -> dict[str, dict[str, Any]]:
    return {
        name: event["Properties"]
        for name, function in functions().items()
        for event in function["Properties"].get("Events", {}).values()
    }


def statements(name: str) -> list[dict[str, Any]]:
    [role, _] = functions()[name]["Properties"]["Role"]["Fn::GetAtt"]
    [policy] = made()["Resources"][role]["Properties"]["Policies"]
    return policy["PolicyDocument"]["Statement"]


def actions(statement: dict[str, Any]) -> list[str]:
    stated = statement["Action"]
    return [stated] if isinstance(stated, str) else stated


# events


@pytest.mark.parametrize("queue", QUEUES)
def test_every_queue_has_a_dead_letter_queue_after_five_tries(queue: str) -> None:
    policy = made()["Resources"][f"{queue}Queue"]["Properties"]["RedrivePolicy"]
    assert policy == {
        "deadLetterTargetArn": {"Fn::GetAtt": [f"{queue}DeadLetters", "Arn"]},
        "maxReceiveCount": 5,
    }


def test_there_is_no_queue_that_these_tests_do_not_know() -> None:
    expected = {f"{name}Queue" for name in QUEUES} | {f"{name}DeadLetters" for name in (*QUEUES, "Relay")}
    assert expected == resources("AWS::SQS::Queue").keys()


def test_dead_letters_are_kept_as_long_as_sqs_can() -> None:
    kept = {
        queue["Properties"]["MessageRetentionPeriod"]
        for name, queue in resources("AWS::SQS::Queue").items()
        if name.endswith("DeadLetters")
    }
    assert kept == {14 * 24 * 3600}


def test_a_message_stays_hidden_six_times_as_long_as_its_worker_may_take() -> None:
    for name, source in event_sources().items():
        if "Queue" in source:
            queue = made()["Resources"][source["Queue"]["Fn::GetAtt"][0]]["Properties"]
            assert queue["VisibilityTimeout"] >= 6 * functions()[name]["Properties"]["Timeout"], name


def test_every_subscription_filters_by_the_name_of_the_event() -> None:
    for name, subscription in resources("AWS::SNS::Subscription").items():
        properties = subscription["Properties"]
        assert properties["FilterPolicyScope"] == "MessageAttributes", name
        assert properties["FilterPolicy"]["type"], name
        assert properties["RawMessageDelivery"] is True, name


def test_every_queue_refuses_what_does_not_come_over_tls() -> None:
    for queue in QUEUES:
        policy = made()["Resources"][f"{queue}QueuePolicy"]["Properties"]["PolicyDocument"]
        assert any(statement["Effect"] == "Deny" for statement in policy["Statement"]), queue


def test_every_dead_letter_queue_refuses_it_too() -> None:
    policy = made()["Resources"]["DeadLettersPolicy"]["Properties"]
    assert {queue["Ref"] for queue in policy["Queues"]} == {
        f"{name}DeadLetters" for name in (*QUEUES, "Relay")
    }
    assert [one["Effect"] for one in policy["PolicyDocument"]["Statement"]] == ["Deny"]


def test_every_queue_is_encrypted() -> None:
    assert {
        queue["Properties"]["SqsManagedSseEnabled"] for queue in resources("AWS::SQS::Queue").values()
    } == {True}


def test_the_topic_may_send_to_the_queues_that_subscribe_to_it() -> None:
    for subscription in resources("AWS::SNS::Subscription").values():
        [queue, _] = subscription["Properties"]["Endpoint"]["Fn::GetAtt"]
        policy = made()["Resources"][f"{queue}Policy"]["Properties"]["PolicyDocument"]
        allowed = [statement for statement in policy["Statement"] if statement["Effect"] == "Allow"]
        assert allowed[0]["Principal"] == {"Service": "sns.amazonaws.com"}
        assert allowed[0]["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Ref": "EventsTopic"}}}


def test_what_guardduty_found_may_come_by_the_rule_of_this_stack_alone() -> None:
    [policy] = [one for name, one in resources("AWS::SQS::QueuePolicy").items() if name == "MediaQueuePolicy"]
    allowed = [one for one in policy["Properties"]["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
    [by_rule] = [one for one in allowed if one["Principal"] == {"Service": "events.amazonaws.com"}]
    # EventBridge names its rule; nowhere does it promise to name its account.
    named = by_rule["Condition"]["ArnLike"]["aws:SourceArn"]["Fn::Sub"]
    assert named.endswith(":rule/${AWS::StackName}-MalwareRule-*")


# functions


def test_every_worker_reports_partial_failures() -> None:
    assert event_sources().keys() == parts.sources().keys()
    for name, source in event_sources().items():
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"], name


def test_every_source_is_a_resource_of_the_stack() -> None:
    for name, source in event_sources().items():
        [resource, _] = (source.get("Queue") or source["Stream"])["Fn::GetAtt"]
        assert resource in made()["Resources"], name


def test_stream_readers_bisect_give_up_and_leave_a_letter() -> None:
    for name in ("relay", "fold"):
        source = event_sources()[name]
        assert source["BisectBatchOnFunctionError"] is True
        assert 0 < source["MaximumRetryAttempts"] < 100
        assert source["DestinationConfig"]["OnFailure"]["Destination"] == {
            "Fn::GetAtt": ["RelayDeadLetters", "Arn"]
        }


def test_batches_are_as_large_as_the_decorators_say() -> None:
    plain = package.merged("prod")
    for name, source in parts.sources().items():
        [event] = plain["Resources"][mend.logical_id(name)]["Properties"]["Events"].values()
        assert event["Properties"]["BatchSize"] == source["BatchSize"], name


def test_every_function_runs_on_arm() -> None:
    assert {name for name, f in functions().items() if f["Properties"]["Architectures"] != ["arm64"]} == set()


@pytest.mark.parametrize("stage", package.stages())
def test_every_function_has_the_memory_that_operations_md_gives_a_reason_for(stage: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (.+) \|$", OPERATIONS.read_text("utf-8"), re.MULTILINE)
    given = {name: f["Properties"]["MemorySize"] for name, f in mend.functions(made(stage))}
    assert given == {name: int(memory) for name, memory, _ in rows}


def test_every_function_is_named_with_its_memory() -> None:
    config = json.loads((package.PROJECT / ".chalice/config.json").read_text("utf-8"))
    named = {name for name, said in config["lambda_functions"].items() if "lambda_memory_size" in said}
    assert named == functions().keys()


def test_every_function_is_traced() -> None:
    assert {f["Properties"]["Tracing"] for f in functions().values()} == {"Active"}


def test_no_trace_holds_the_tokens_that_stand_in_paths() -> None:
    assert made()["Resources"]["RestAPI"]["Properties"]["TracingEnabled"] is False


def test_every_function_is_told_the_resources_of_the_stack() -> None:
    for name, function in functions().items():
        told = function["Properties"]["Environment"]["Variables"]
        assert parts.environment().keys() <= told.keys(), name
        assert told["TABLE_NAME"] == {"Ref": "Table"}
        assert told["BUILD"] == BUILD
        assert told["POWERTOOLS_SERVICE_NAME"] == name


def test_a_stage_may_be_told_otherwise() -> None:
    levels = [
        made(stage)["Resources"]["Relay"]["Properties"]["Environment"]["Variables"]["LOG_LEVEL"]
        for stage in ("dev", "prod")
    ]
    assert levels == ["DEBUG", "INFO"]


def test_every_function_writes_into_a_log_group_that_forgets() -> None:
    for name, function in functions().items():
        group = function["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
        properties = made()["Resources"][group]["Properties"]
        assert properties["RetentionInDays"] == 90, name
        assert "LogGroupName" not in properties, name


# permissions


@pytest.mark.parametrize("name", sorted(parts.policies()))
def test_no_policy_has_a_star_resource_but_for_traces(name: str) -> None:
    for statement in statements(name):
        if any(not action.startswith("xray:") and action not in NAMELESS for action in actions(statement)):
            assert statement["Resource"] != "*", statement
            assert '"*"' not in json.dumps(statement["Resource"]), statement


@pytest.mark.parametrize("name", sorted(parts.policies()))
def test_no_policy_has_a_star_action(name: str) -> None:
    assert [a for statement in statements(name) for a in actions(statement) if "*" in a] == []


def test_every_function_has_its_own_role() -> None:
    roles = [f["Properties"]["Role"]["Fn::GetAtt"][0] for f in functions().values()]
    assert len(set(roles)) == len(roles)


def test_every_worker_may_read_its_own_source_and_no_other() -> None:
    reading = {"sqs:ReceiveMessage", "dynamodb:GetRecords"}
    for name, source in event_sources().items():
        readable = [s["Resource"] for s in statements(name) if reading & set(actions(s))]
        assert readable == [source.get("Queue") or source["Stream"]], name


def test_only_who_mails_may_mail() -> None:
    mailing = {name for name in functions() for s in statements(name) if "ses:SendEmail" in actions(s)}
    assert mailing == {"mail"}


# keys


def test_the_signing_secret_is_rotated_by_a_function_that_secrets_manager_may_call() -> None:
    [schedule] = resources("AWS::SecretsManager::RotationSchedule").values()
    assert schedule["Properties"]["SecretId"] == {"Ref": "SigningSecret"}
    assert schedule["Properties"]["RotationLambdaARN"] == {"Fn::GetAtt": ["RotateKeys", "Arn"]}
    permission = made()["Resources"][schedule["DependsOn"]]["Properties"]
    assert permission["FunctionName"] == {"Ref": "RotateKeys"}
    assert permission["Principal"] == "secretsmanager.amazonaws.com"
    assert permission["SourceArn"] == {"Ref": "SigningSecret"}


def test_a_key_is_accepted_until_all_that_it_signed_is_over() -> None:
    [schedule] = resources("AWS::SecretsManager::RotationSchedule").values()
    days = schedule["Properties"]["RotationRules"]["AutomaticallyAfterDays"]
    assert days > max(SESSION_DAYS, VALID_DAYS) + 1  # a process knows of a rotation within the hour


def test_who_may_change_the_signing_secret_rotates_it_and_does_nothing_else() -> None:
    changing = {
        n for n in functions() for s in statements(n) if "secretsmanager:PutSecretValue" in actions(s)
    }
    assert changing == {"rotate_keys"}
    services = {action.partition(":")[0] for s in statements("rotate_keys") for action in actions(s)}
    assert services == {"logs", "xray", "secretsmanager"}


# mails


def test_what_comes_back_of_this_stacks_mails_reaches_its_queue_and_no_others() -> None:
    assert made()["Resources"]["MailEvents"]["Properties"]["ConfigurationSetName"] == {
        "Ref": "MailConfiguration"
    }
    rule = made()["Resources"]["FeedbackRule"]["Properties"]
    assert rule["EventPattern"]["detail-type"] == ["Email Bounced", "Email Complaint Received"]
    assert rule["EventPattern"]["detail"]["mail"]["tags"] == {
        "ses:configuration-set": [{"Ref": "MailConfiguration"}]
    }
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["FeedbackQueue", "Arn"]}]
    allowed, denied = made()["Resources"]["FeedbackQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert allowed["Principal"] == {"Service": "events.amazonaws.com"}
    assert allowed["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["FeedbackRule", "Arn"]}}}
    assert denied["Effect"] == "Deny"


def test_mails_may_be_sent_from_the_stages_sender_and_by_its_configuration_alone() -> None:
    """Whichever identity SES asks of: the sender's address or domain, in the sandbox the receiver's too."""
    by_sender, by_configuration = (s for s in statements("mail") if "ses:SendEmail" in actions(s))
    assert by_sender["Resource"]["Fn::Sub"].endswith(":identity/*")
    assert by_sender["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}
    assert by_configuration["Resource"]["Fn::Sub"].endswith(":configuration-set/${MailConfiguration}")


def test_a_mail_domain_is_signed_for_by_three_records() -> None:
    records = [
        record["Properties"]
        for name, record in resources("AWS::Route53::RecordSet").items()
        if name.startswith("MailSignature")
    ]
    assert [record["Name"] for record in records] == [
        {"Fn::GetAtt": ["MailIdentity", f"DkimDNSTokenName{number}"]} for number in (1, 2, 3)
    ]
    assert [record["ResourceRecords"] for record in records] == [
        [{"Fn::GetAtt": ["MailIdentity", f"DkimDNSTokenValue{number}"]}] for number in (1, 2, 3)
    ]


# data


def test_what_holds_data_outlives_the_stack() -> None:
    for kind in ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"):
        for name, resource in resources(kind).items():
            assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain", name


def test_no_resource_has_a_name_that_another_stack_could_have() -> None:
    names = {"TableName", "TopicName", "QueueName", "BucketName", "FunctionName", "RoleName", "LogGroupName"}
    for id_, resource in made()["Resources"].items():
        if resource["Type"] != "AWS::Lambda::Permission":  # there it names another resource
            assert not names & resource.get("Properties", {}).keys(), id_


def test_every_bucket_is_closed_to_the_public_encrypted_and_versioned() -> None:
    for name, bucket in resources("AWS::S3::Bucket").items():
        properties = bucket["Properties"]
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert properties["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}], name
        assert properties["VersioningConfiguration"] == {"Status": "Enabled"}, name
        assert properties["BucketEncryption"], name


def test_in_every_bucket_old_versions_and_unfinished_uploads_go_by_themselves() -> None:
    for name, bucket in resources("AWS::S3::Bucket").items():
        rules = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
        assert all(rule["Status"] == "Enabled" for rule in rules), name
        assert [rule for rule in rules if "AbortIncompleteMultipartUpload" in rule], name
        assert [rule for rule in rules if "NoncurrentVersionExpiration" in rule], name


def test_every_bucket_refuses_what_does_not_come_over_tls() -> None:
    policies = resources("AWS::S3::BucketPolicy").values()
    guarded = {policy["Properties"]["Bucket"]["Ref"]: policy for policy in policies}
    for name in resources("AWS::S3::Bucket"):
        first = guarded[name]["Properties"]["PolicyDocument"]["Statement"][0]
        assert (first["Effect"], first["Action"]) == ("Deny", "s3:*"), name
        assert first["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}, name


def test_outside_dev_a_copy_of_the_table_is_kept_for_longer_than_its_own_35_days() -> None:
    [plan] = resources("AWS::Backup::BackupPlan").values()
    [rule] = plan["Properties"]["BackupPlan"]["BackupPlanRule"]
    [vault] = resources("AWS::Backup::BackupVault").values()
    [chosen] = resources("AWS::Backup::BackupSelection").values()
    kept = rule["Lifecycle"]["DeleteAfterDays"]
    assert kept > 35
    lock = vault["Properties"]["LockConfiguration"]
    assert kept >= lock["MinRetentionDays"]  # or no copy is made
    # What cannot be undone is asked for, and never the default.
    assert lock["ChangeableForDays"]["Fn::If"][0] == "BackupsLockedForEver"
    assert made()["Parameters"]["BackupLock"]["Default"] == "governance"
    assert vault["DeletionPolicy"] == "Retain"
    assert chosen["Properties"]["BackupSelection"]["Resources"] == [{"Fn::GetAtt": ["Table", "Arn"]}]
    assert {part["Condition"] for part in (plan, vault, chosen)} == {"Protected"}


def test_the_table_can_be_restored_to_a_point_in_time() -> None:
    properties = made()["Resources"]["Table"]["Properties"]
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_the_table_is_encrypted_with_a_key_of_the_account() -> None:
    assert made()["Resources"]["Table"]["Properties"]["SSESpecification"] == {"SSEEnabled": True}


# the API


def test_answers_of_api_gateway_itself_are_problems_that_a_browser_may_read() -> None:
    answers = made()["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= answers.keys()
    for name, answer in answers.items():
        headers = answer["ResponseParameters"]["Headers"]
        assert headers["Content-Type"] == "'application/problem+json'", name
        assert headers["Access-Control-Allow-Origin"] == "'*'", name
        filled = answer["ResponseTemplates"]["application/json"].replace(
            "$context.error.messageString", '"..."'
        )
        assert json.loads(filled)["title"], name


def test_an_unknown_path_is_not_found_rather_than_forbidden() -> None:
    answers = made()["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    assert answers["MISSING_AUTHENTICATION_TOKEN"]["StatusCode"] == "404"


def test_cloudwatch_keeps_the_apis_of_stacks_apart() -> None:
    api = made()["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    assert api["info"]["title"] == {"Ref": "AWS::StackName"}


def test_the_apis_address_keeps_the_name_of_its_stage() -> None:
    # The environment and the policies say /api, since Chalice makes the stage and not we.
    assert made()["Resources"]["RestAPI"]["Properties"]["StageName"] == "api"
    assert made()["Resources"]["WebsocketAPIStage"]["Properties"]["StageName"] == "api"


# the whole


def test_every_name_that_is_referred_to_is_there() -> None:
    template = made()
    known = template["Resources"].keys() | template["Parameters"].keys()
    assert {name for name in referred(template) if not name.startswith("AWS::")} - known == set()


def test_the_template_fits_into_what_cloudformation_takes() -> None:
    assert len(json.dumps(made(), indent=1)) < package.LARGEST_TEMPLATE
    assert len(made()["Resources"]) < 400  # of 500; SAM makes a dozen more of these


def test_stages_differ_in_data_alone() -> None:
    kinds = [
        {name: part["Type"] for name, part in made(stage)["Resources"].items()} for stage in ("dev", "prod")
    ]
    assert kinds[0] == kinds[1]


def referred(part: Any) -> set[str]:
    """Every name in a Ref or a Fn::GetAtt."""
    if isinstance(part, list):
        return set().union(*(referred(one) for one in part))
    if not isinstance(part, dict):
        return set()
    if isinstance(part.get("Ref"), str):
        return {part["Ref"]}
    if isinstance(part.get("Fn::GetAtt"), list):
        return {part["Fn::GetAtt"][0]}
    return set().union(*(referred(one) for one in part.values()))
