"""The customers' logos on AWS: who may send, who may read, and what goes by itself."""

from typing import Any

from infra import mend
from tests.infra.test_template import functions, made, statements

BUCKET = {"Fn::GetAtt": ["BrandBucket", "Arn"]}


def bucket() -> dict[str, Any]:
    properties: dict[str, Any] = made()["Resources"]["BrandBucket"]["Properties"]
    return properties


def policy() -> dict[str, dict[str, Any]]:
    document = made()["Resources"]["BrandBucketPolicy"]["Properties"]["PolicyDocument"]
    return {statement["Sid"]: statement for statement in document["Statement"]}


def below(prefix: str) -> dict[str, str]:
    return {"Fn::Sub": f"${{BrandBucket.Arn}}/{prefix}/*"}


def test_the_bucket_is_closed_to_the_public_and_encrypted() -> None:
    assert set(bucket()["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket()["BucketEncryption"]


def test_the_bucket_refuses_what_does_not_come_over_tls() -> None:
    statement = policy()["OnlyOverTLS"]
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_uploads_go_after_a_day_and_nothing_else_does() -> None:
    [rule] = [one for one in bucket()["LifecycleConfiguration"]["Rules"] if "ExpirationInDays" in one]
    assert (rule["Prefix"], rule["ExpirationInDays"], rule["Status"]) == ("uploads/", 1, "Enabled")


def test_pages_of_ours_alone_may_send_a_form() -> None:
    [rule] = bucket()["CorsConfiguration"]["CorsRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == ([{"Ref": "PublicUrl"}], ["POST"])


def test_cloudfront_reads_what_was_looked_at_and_no_upload() -> None:
    readers = [statement for statement in policy().values() if statement["Action"] == "s3:GetObject"]
    [reader] = readers
    assert reader["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert reader["Resource"] == below("brand")


def test_it_is_our_distribution_that_reads() -> None:
    for statement in policy().values():
        if statement["Effect"] == "Allow":
            [source] = statement["Condition"]["StringEquals"].values()
            assert source["Fn::Sub"].endswith(":distribution/${Distribution}")
    assert made()["Resources"]["Distribution"]["Type"] == "AWS::CloudFront::Distribution"


def test_the_api_alone_touches_the_logos() -> None:
    mine = (BUCKET, below("uploads"), below("brand"))
    assert {name for name in functions() for s in statements(name) if s["Resource"] in mine} == {
        "api_handler"
    }


def test_the_api_reads_uploads_and_keeps_and_removes_logos() -> None:
    allowed = {
        str(s["Resource"]): s["Action"] for s in statements("api_handler") if "Brand" in str(s["Resource"])
    }
    assert allowed == {
        str(BUCKET): "s3:ListBucket",
        str(below("uploads")): ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        str(below("brand")): ["s3:DeleteObject", "s3:PutObject"],
    }


def test_the_api_is_told_the_bucket() -> None:
    api = made()["Resources"][mend.logical_id("api_handler")]["Properties"]["Environment"]["Variables"]
    assert api["BRAND_BUCKET"] == {"Ref": "BrandBucket"}
