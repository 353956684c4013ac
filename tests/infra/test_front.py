"""CloudFront before the API, the web client and the customers' logos, as web.yaml has it."""

from typing import Any

import pytest

from infra import template

RESOURCES = template.load("web", "brand")["Resources"]
CONFIG: dict[str, Any] = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
BEHAVIORS = {one["PathPattern"]: one for one in CONFIG["CacheBehaviors"]}
NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-738e2966ac3e"


@pytest.mark.parametrize("path", ["/v1/*", "/docs"])
def test_the_api_is_passed_on_whole_and_never_kept(path: str) -> None:
    behavior = BEHAVIORS[path]
    assert (behavior["TargetOriginId"], behavior["CachePolicyId"]) == ("api", NO_CACHE)
    assert behavior["OriginRequestPolicyId"] == ALL_BUT_HOST
    assert {"DELETE", "PATCH", "POST", "PUT"} < set(behavior["AllowedMethods"])


def test_no_failure_of_the_api_is_kept_for_others() -> None:
    """CloudFront keeps these by path alone unless it is told not to; our `no-store` does not tell it."""
    kept = [
        400,
        403,
        404,
        405,
        414,
        500,
        501,
        502,
        503,
        504,
    ]  # its HTTPStatusCodes.html; of 416 it keeps none
    assert CONFIG["CustomErrorResponses"] == [{"ErrorCode": one, "ErrorCachingMinTTL": 0} for one in kept]


def test_everything_else_is_the_client_under_its_policy() -> None:
    default = CONFIG["DefaultCacheBehavior"]
    assert default["TargetOriginId"] == "web"
    assert default["ResponseHeadersPolicyId"] == {"Ref": "WebHeaders"}
    assert set(BEHAVIORS) == {"/v1/*", "/docs", "/brand/*"}


def test_a_logo_opened_by_itself_may_run_nothing() -> None:
    assert BEHAVIORS["/brand/*"]["ResponseHeadersPolicyId"] == {"Ref": "BrandHeaders"}
    policy = RESOURCES["BrandHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert policy["ContentSecurityPolicy"]["ContentSecurityPolicy"].endswith("sandbox")
    assert policy["ContentTypeOptions"]["Override"] is True


@pytest.mark.parametrize("bucket", ["WebBucket", "BrandBucket"])
def test_a_bucket_answers_this_distribution_alone_and_over_tls(bucket: str) -> None:
    assert set(RESOURCES[bucket]["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    deny, *allow = RESOURCES[f"{bucket}Policy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (deny["Effect"], deny["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    for statement in allow:
        assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        assert "${Distribution}" in str(statement["Condition"]["StringEquals"]["aws:SourceArn"])
