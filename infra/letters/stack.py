"""The resources of a stack on AWS, or of the local cloud."""

import json
import os
import urllib.request
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra import template
from infra.local.aws import ACCESS_KEY, SECRET_KEY
from infra.local.resources import STACK


class Refused(RuntimeError):
    """What was asked cannot be done; the message is one line for whoever asked."""


@dataclass(frozen=True)
class Cloud:
    resources: dict[str, str]  # logical id -> physical id
    local: bool = False

    def queue(self, logical_id: str) -> str:
        # By its name: the emulator listens on another port after each start.
        name = self.resources[logical_id].rpartition("/")[2]
        url: str = client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
        return url

    def letters(self, name: str) -> str:
        return self.queue(f"{name.capitalize()}DeadLetters")

    def source(self, name: str) -> str:
        return self.queue(f"{name.capitalize()}Queue")


def connect(stack: str | None, url: str) -> Cloud:
    """The resources of a stack on AWS; without a name, of the local cloud at `url`. Raises Refused."""
    if stack is None:
        _enter_local(url)
    else:
        _enter_aws()
    name = stack or STACK
    try:
        # Not DescribeStackResources: that tells a hundred, and a stage has more.
        pages = list(client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=name))
    except ClientError as error:
        raise Refused(f"no stack called {name}: {error.response['Error']['Message']}") from error
    found = [part for page in pages for part in page["StackResourceSummaries"]]
    resources = {part["LogicalResourceId"]: part.get("PhysicalResourceId", "") for part in found}
    return Cloud(resources, local=stack is None)


def client(service: str) -> Any:
    return boto3.client(service, region_name=os.environ.get("AWS_REGION"))  # which boto3 does not read


def tell_settings(cloud: Cloud) -> None:
    """The relay's code reads its settings from the environment, as in Lambda."""
    for name, value in template.environment().items():
        if isinstance(value, dict) and value.get("Ref") in cloud.resources:
            os.environ.setdefault(name, cloud.resources[value["Ref"]])


def _enter_aws() -> None:
    """The relay's own code, which sends its letters again, takes the region from the environment alone."""
    region = os.environ.get("AWS_REGION") or boto3.Session().region_name
    if region:
        os.environ["AWS_REGION"] = region


def _enter_local(url: str) -> None:
    """Take on the environment of the local cloud's functions."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/_local/aws", timeout=5) as answer:  # noqa: S310  # nosec B310
            told = json.load(answer)
    except (OSError, ValueError) as error:
        raise Refused(f"no local cloud at {url} (make run); for AWS name its stack with --stack") from error
    os.environ.update(told["env"])
    os.environ["AWS_ENDPOINT_URL"] = told["endpoint_url"]
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = told["region"]
    # Whoever has AWS credentials keeps them out of this.
    os.environ.update(AWS_ACCESS_KEY_ID=ACCESS_KEY, AWS_SECRET_ACCESS_KEY=SECRET_KEY)
    os.environ.pop("AWS_PROFILE", None)
