"""The whole template, created by the emulator's own CloudFormation.

What it cannot make is named in emulated.py with the reason, and no more than that is left out.
"""

import io
import json
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ministack.services.cloudformation import provisioners

from infra import expand, mend, package
from infra.local import folder as folders
from infra.local.aws import Aws
from infra.local.emulator import REGION
from infra.local.engine import Engine
from tests.infra import emulated

STACK = "whole"
PATIENCE = 60.0  # seconds
Template = dict[str, Any]


@pytest.fixture(scope="module")
def aws() -> Iterator[Aws]:
    """An emulator with nothing in it, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="atrium-whole-") as name:
        folder = Path(name)
        folders.prepare(folder)
        engine = Engine(folder, folders.lock(folder))
        yield Aws(engine.url)
        engine.kill()


@pytest.fixture(scope="module")
def whole() -> Template:
    return expand.expanded(package.template("prod", "test"))


@pytest.fixture(scope="module")
def possible(whole: Template) -> Template:
    return emulated.emulated(whole)


@pytest.fixture(scope="module")
def stack(aws: Aws, possible: Template) -> dict[str, Any]:
    """As CloudFormation describes it, when it is done."""
    bucket, key = urlsplit(expand.ZIP).netloc, urlsplit(expand.ZIP).path[1:]
    s3, cloudformation = aws.client("s3"), aws.client("cloudformation")
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=bucket, Key=key, Body=a_zip())
    s3.put_object(Bucket=bucket, Key="template.json", Body=json.dumps(possible).encode())
    cloudformation.create_stack(
        StackName=STACK,
        TemplateURL=f"{aws.url}/{bucket}/template.json",
        Capabilities=["CAPABILITY_IAM"],
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        [found] = cloudformation.describe_stacks(StackName=STACK)["Stacks"]
        if not found["StackStatus"].endswith("IN_PROGRESS"):
            return dict(found)
        time.sleep(0.05)
    raise TimeoutError(STACK)


def a_zip() -> bytes:
    # Nothing runs it here: tests/infra/test_functions.py starts each function from the real one.
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("app.py", "")
    return made.getvalue()


def test_the_emulator_creates_it(aws: Aws, stack: dict[str, Any]) -> None:
    events = aws.client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"]
    failed = {
        one["LogicalResourceId"]: one.get("ResourceStatusReason")
        for one in events
        if one["ResourceStatus"].endswith("FAILED")
    }
    assert (stack["StackStatus"], failed) == ("CREATE_COMPLETE", {})


def test_each_resource_is_there(aws: Aws, stack: dict[str, Any], possible: Template) -> None:
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    found = aws.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    made = {one["LogicalResourceId"] for one in found if one["ResourceStatus"] == "CREATE_COMPLETE"}
    conditional = {name for name, one in possible["Resources"].items() if "Condition" in one}
    assert possible["Resources"].keys() - made - conditional == set()


def test_each_function_is_there_and_each_worker_has_its_source(aws: Aws, stack: dict[str, Any]) -> None:
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    client, template = aws.client("lambda"), package.template("prod", "test")
    wanted = [function for _, function in mend.functions(template)]
    sources = [event for one in wanted for event in one["Properties"].get("Events", {}).values()]
    assert len(client.list_functions()["Functions"]) == len(wanted)
    assert len(client.list_event_source_mappings()["EventSourceMappings"]) == len(sources)


def test_each_output_has_a_value(stack: dict[str, Any], whole: Template) -> None:
    told = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    assert {name for name, one in whole["Outputs"].items() if "Condition" not in one} <= told.keys()
    assert [name for name, value in told.items() if not value or "${" in value] == []


def test_the_dashboard_is_json_in_which_all_names_are_known(aws: Aws, stack: dict[str, Any]) -> None:
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    client = aws.client("cloudwatch")
    [entry] = client.list_dashboards()["DashboardEntries"]
    body = client.get_dashboard(DashboardName=entry["DashboardName"])["DashboardBody"]
    assert json.loads(body)["widgets"]
    assert "${" not in body


def test_only_what_the_emulator_does_not_know_is_left_out(whole: Template) -> None:
    kinds = {one["Type"] for one in whole["Resources"].values()}
    assert {kind for kind in kinds if kind not in provisioners._RESOURCE_HANDLERS} == emulated.UNKNOWN.keys()
