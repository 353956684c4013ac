"""The template as CloudFormation takes it: expanded by AWS's own transform, within the limits, linted.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

import json
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint

from infra import expand, package

STAGES = package.stages(package.PROJECT)
# Each with its reason.
ALLOWED = {
    "W1030": "the certificate may be empty: the condition HasWebDomain keeps it from being used then",
}


@pytest.fixture(scope="module", params=STAGES)
def sam(request: pytest.FixtureRequest) -> dict[str, Any]:
    return package.template(request.param, "test")


@pytest.fixture(scope="module")
def expanded(sam: dict[str, Any]) -> dict[str, Any]:
    return expand.expanded(sam)


def test_the_transform_takes_it(expanded: dict[str, Any]) -> None:
    kinds = {resource["Type"] for resource in expanded["Resources"].values()}
    assert "AWS::Lambda::Function" in kinds
    assert not {kind for kind in kinds if kind.startswith("AWS::Serverless::")}


def test_the_firewall_waits_for_the_stage_it_stands_before(expanded: dict[str, Any]) -> None:
    where = expanded["Resources"]["FirewallBeforeTheApi"]["Properties"]["ResourceArn"]["Fn::Sub"]
    [api, stage] = [text.partition("}")[0] for text in where.split("::/", 1)[1].split("${")[1:]]
    assert expanded["Resources"][api]["Type"] == "AWS::ApiGateway::RestApi"
    assert expanded["Resources"][stage]["Type"] == "AWS::ApiGateway::Stage"


def test_no_stage_of_the_api_lies_beside_the_one_that_is_guarded(expanded: dict[str, Any]) -> None:
    of_kind = {name: one["Properties"] for name, one in expanded["Resources"].items()
               if one["Type"] in ("AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment")}  # fmt: skip
    assert {one.get("StageName") for one in of_kind.values()} == {"api", None}, (
        "a deployment may make one too"
    )


def test_it_is_within_the_limits_of_a_stack(expanded: dict[str, Any]) -> None:
    assert len(expanded["Resources"]) <= 500
    assert len(expanded.get("Parameters", {})) <= 200
    assert len(expanded.get("Outputs", {})) <= 200
    assert len(json.dumps(expanded)) <= package.LARGEST_TEMPLATE


def test_each_name_in_it_is_one_that_cloudformation_takes(expanded: dict[str, Any]) -> None:
    for section in ("Parameters", "Resources", "Outputs"):
        assert all(name.isalnum() and len(name) <= 255 for name in expanded.get(section, {})), section


def test_the_api_has_room_for_more_routes(sam: dict[str, Any]) -> None:
    """300 resources an API, one for each part of a path: facts of API Gateway's quotas."""
    paths = sam["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    parts = {
        path[:end] for path in paths for end in range(1, len(path) + 1) if path[end : end + 1] in ("/", "")
    }
    assert len(paths) <= 120
    assert len(parts) <= 300


def test_what_it_says_is_what_the_resources_take() -> None:
    text = json.dumps(package.template("prod", "test"))  # stages differ in data alone
    found = lint(text, config=ManualArgs(regions=["eu-central-1"]))
    assert [str(one) for one in found if one.rule.id not in ALLOWED] == []
