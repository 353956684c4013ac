"""Who may knock, and how often: CloudFront, WAF and the API know of each other."""

import json
import re
from typing import Any

import pytest

import app
from chalicelib.core.http import OPERATIONS
from infra import mend, package

TEMPLATE = package.template("prod", "test")
RESOURCES = TEMPLATE["Resources"]
RULES = {rule["Name"]: rule for rule in RESOURCES["Firewall"]["Properties"]["Rules"]}
SECRET = {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString:secret}}"}
ORIGINS = {
    origin["Id"]: origin
    for origin in RESOURCES["Distribution"]["Properties"]["DistributionConfig"]["Origins"]
}
BEHAVIORS = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]

assert app.app, "hangs every room"


def limited(path: str) -> bool:
    _, where = RULES["doors"]["Statement"]["RateBasedStatement"]["ScopeDownStatement"]["AndStatement"][
        "Statements"
    ]
    return bool(re.search(where["RegexMatchStatement"]["RegexString"], path))


def test_cloudfront_shows_the_api_the_secret_and_the_viewers_address() -> None:
    assert ORIGINS["api"]["OriginCustomHeaders"] == [{"HeaderName": "X-Origin-Secret", "HeaderValue": SECRET}]
    for behavior in BEHAVIORS:
        if behavior["TargetOriginId"] == "api":
            assert behavior["FunctionAssociations"] == [
                {
                    "EventType": "viewer-request",
                    "FunctionARN": {"Fn::GetAtt": ["ViewerAddress", "FunctionARN"]},
                }
            ]
    code = RESOURCES["ViewerAddress"]["Properties"]["FunctionCode"]
    assert "request.headers['x-viewer-address'] = { value: event.viewer.ip }" in code


def test_the_files_buckets_are_shown_no_secret() -> None:
    assert [name for name, origin in ORIGINS.items() if "OriginCustomHeaders" in origin] == ["api"]


def test_the_api_alone_knows_the_secret_and_what_else_it_is_told() -> None:
    told = {
        name: function["Properties"]["Environment"]["Variables"]
        for name, function in mend.functions(TEMPLATE)
    }
    assert [name for name, variables in told.items() if "ORIGIN_SECRET" in variables] == ["api_handler"]
    assert told["api_handler"]["ORIGIN_SECRET"] == SECRET
    assert told["api_handler"]["TABLE_NAME"] == {"Ref": "Table"}


def test_who_walks_around_cloudfront_is_turned_away_first() -> None:
    first = min(RULES.values(), key=lambda rule: rule["Priority"])
    assert first["Action"] == {"Block": {}}
    match = first["Statement"]["NotStatement"]["Statement"]["ByteMatchStatement"]
    assert match["FieldToMatch"] == {"SingleHeader": {"Name": "x-origin-secret"}}
    assert match["SearchString"] == SECRET


@pytest.mark.parametrize("name", ["floods", "doors"])
def test_rates_are_by_the_viewers_address(name: str) -> None:
    counted = RULES[name]["Statement"]["RateBasedStatement"]
    assert counted["AggregateKeyType"] == "FORWARDED_IP"
    assert counted["ForwardedIPConfig"]["HeaderName"] == "x-viewer-address"
    assert RULES[name]["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    [body] = RESOURCES["Firewall"]["Properties"]["CustomResponseBodies"].values()
    assert json.loads(body["Content"])["status"] == 429


def test_every_door_is_guarded_and_nothing_else() -> None:
    """Refreshing is no guess: its token is 128 bits, and every client does it each ten minutes."""
    public = [one.path for one in OPERATIONS if one.public and one.method == "POST"]
    doors = [path for path in public if path != "/v1/sessions/refresh"]
    assert len(doors) >= 4, "need doors for this test to mean anything"
    for path in doors:
        concrete = re.sub(r"\{\w+\}", "a.b-c_D", path)
        assert limited(concrete), path
        assert limited(f"/api{concrete}"), path  # as the stage calls it
    others = {one.path for one in OPERATIONS} - {*doors}
    assert [path for path in others if limited(re.sub(r"\{\w+\}", "a.b-c_D", path))] == []


def test_the_limits_leave_room_for_a_company_behind_one_address() -> None:
    limits: dict[str, Any] = {
        name: TEMPLATE["Parameters"][rule["Statement"]["RateBasedStatement"]["Limit"]["Ref"]]["Default"]
        for name, rule in RULES.items()
        if "RateBasedStatement" in rule["Statement"]
    }
    assert limits["floods"] >= 5000 * 20
    assert limits["doors"] >= 1000


def test_the_firewall_stands_before_the_apis_stage_outside_dev() -> None:
    association = RESOURCES["FirewallBeforeTheApi"]
    assert association["Condition"] == RESOURCES["Firewall"]["Condition"] == "Protected"
    assert association["Properties"]["WebACLArn"] == {"Fn::GetAtt": ["Firewall", "Arn"]}
