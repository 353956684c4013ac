"""Our signatures are those of botocore's signer."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from botocore.auth import S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest

from chalicelib.core import signing
from chalicelib.core.signing import Credentials, Target

JSON = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.GetItem"}


@pytest.mark.parametrize("token", [None, "a session's"])
@pytest.mark.parametrize(
    ("service", "method", "path", "body", "headers"),
    [
        ("dynamodb", "POST", "", b'{"TableName": "t"}', JSON),
        ("execute-api", "POST", "/api/@connections/ab+c/d=", b"\xf0\x9f\x98\x80", {}),
        ("execute-api", "DELETE", "/api/@connections/abc%3D", b"", {}),
        ("sqs", "POST", "/", b"", JSON),
    ],
)
def test_a_request_is_signed_as_botocore_signs_it(
    monkeypatch: pytest.MonkeyPatch, service: str, method: str, path: str, body: bytes,
    headers: dict[str, str], token: str | None,
) -> None:  # fmt: skip
    credentials = Credentials("AKID", "secret", token)
    theirs = AWSRequest(method=method, url=f"https://host.example{path}", data=body, headers=dict(headers))
    SigV4Auth(credentials, service, "eu-central-1").add_auth(theirs)
    expected: dict[str, Any] = dict(theirs.headers)
    monkeypatch.setattr(signing, "_moment", lambda _: expected["X-Amz-Date"])
    target = Target(service, "eu-central-1", "host.example", path)
    assert signing.signed(credentials, method, target, body, headers) == {
        name: value for name, value in expected.items() if name != "Content-Length"
    }


@pytest.mark.parametrize("token", [None, "a session's/+="])
def test_a_link_is_signed_as_botocore_signs_it(monkeypatch: pytest.MonkeyPatch, token: str | None) -> None:
    credentials = Credentials("AKID", "secret", token)
    theirs = AWSRequest(method="GET", url="https://host.example/bucket/variants/a/320.webp")
    S3SigV4QueryAuth(credentials, "s3", "eu-central-1", expires=1200).add_auth(theirs)
    monkeypatch.setattr(signing, "_moment", lambda _: theirs.context["timestamp"])
    target = Target("s3", "eu-central-1", "host.example", "/bucket/variants/a/320.webp")
    mine = signing.link(credentials, target, 0, 1200)
    assert parse_qs(mine) == parse_qs(theirs.url.partition("?")[2])


def test_a_link_of_the_same_moment_is_the_same() -> None:
    target = Target("s3", "eu-central-1", "host.example", "/a")
    links = {signing.link(Credentials("AKID", "secret", None), target, at, 60) for at in (0, 0, 1)}
    assert len(links) == 2


def test_the_day_and_the_keys_change_what_signs() -> None:
    keys = {
        signing._key(*given) for given in (("a", "1", "r", "s"), ("a", "2", "r", "s"), ("b", "1", "r", "s"))
    }
    assert len(keys) == 3
