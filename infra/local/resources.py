"""Makes the resources of the template in the emulator, by the emulator's own CloudFormation."""

import hashlib
import json
import time
from typing import Any

from botocore.exceptions import ClientError

from infra import template
from infra.local.aws import Aws

STACK = "atrium"
# Nobody asks locally who may do what, and what watches or names Chalice's own resources has nothing to do.
KINDS = {
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
}
PATIENCE = 60.0


def deploy(aws: Aws, held: dict[str, Any], parameters: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Create or update the stack, unless what the marker holds says that it is as wanted.

    Returns the template's hash, and logical id -> what `Ref` gives, parameters included.
    """
    wanted = _wanted()
    body = json.dumps(wanted, sort_keys=True)
    given = {name: value for name, value in parameters.items() if name in wanted["Parameters"]}
    version = hashlib.sha256(body.encode()).hexdigest()
    made = held["resources"] if held["template"] == version else _made(aws, body)
    defaults = {name: str(parameter.get("Default", "")) for name, parameter in wanted["Parameters"].items()}
    return version, {**{name: _here(aws, value) for name, value in made.items()}, **defaults, **given}


def _wanted() -> dict[str, Any]:
    whole = template.load()
    resources = {name: r for name, r in whole["Resources"].items() if r.get("Type") in KINDS}
    named = json.dumps(resources)
    conditions = {name: c for name, c in whole["Conditions"].items() if f'"{name}"' in named}
    return {"Parameters": whole["Parameters"], "Conditions": conditions, "Resources": resources}


def _made(aws: Aws, body: str) -> dict[str, str]:
    cloudformation = aws.client("cloudformation")
    # What differs from start to start must not make a new resource, so parameters keep their defaults.
    call = {"StackName": STACK, "TemplateBody": body}
    try:
        _put(cloudformation, call)
    except ClientError as error:
        if "No updates" not in str(error):
            raise
    _settled(cloudformation)
    found = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    made = {resource["LogicalResourceId"]: str(resource["PhysicalResourceId"]) for resource in found}
    _expire(aws, json.loads(body)["Resources"], made)
    return made


def _expire(aws: Aws, resources: dict[str, Any], made: dict[str, str]) -> None:
    """The emulator's CloudFormation leaves the time to live of tables out."""
    dynamodb = aws.client("dynamodb")
    for name, resource in resources.items():
        wanted = resource.get("Properties", {}).get("TimeToLiveSpecification")
        if wanted and resource["Type"] == "AWS::DynamoDB::Table":
            is_on = dynamodb.describe_time_to_live(TableName=made[name])["TimeToLiveDescription"][
                "TimeToLiveStatus"
            ]
            if is_on != "ENABLED":
                dynamodb.update_time_to_live(TableName=made[name], TimeToLiveSpecification=wanted)


def _put(cloudformation: Any, call: dict[str, Any]) -> None:
    try:
        cloudformation.describe_stacks(StackName=STACK)
    except ClientError:
        cloudformation.create_stack(**call)
    else:
        cloudformation.update_stack(**call)


def _settled(cloudformation: Any) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
        status = stack["StackStatus"]
        if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return
        if not status.endswith("IN_PROGRESS"):
            raise RuntimeError(
                f"The emulator could not make the resources: {stack.get('StackStatusReason', status)}"
            )
        time.sleep(0.02)
    raise RuntimeError("The emulator did not make the resources in time.")


def _here(aws: Aws, physical: str) -> str:
    """A queue's URL leads to where the emulator listens today; everything else stands."""
    if not physical.startswith("http://"):
        return physical
    return aws.url + "/" + "/".join(physical.split("/")[-2:])
