"""Plays CloudFront and S3 for the customers' logos: /brand/* is the bucket's object of the same name."""

from typing import Any

from botocore.exceptions import ClientError

from infra import template
from infra.local.aws import Aws
from infra.local.events import Request
from infra.local.gateway import Response

KEPT = ("ContentType", "content-type"), ("CacheControl", "cache-control"), ("ETag", "etag")


class Brands:
    """Sending is the emulator's own; it lets pages from anywhere send, AWS does as brand.yaml says."""

    def __init__(self, aws: Aws, bucket: str) -> None:
        self._s3, self._bucket = aws.client("s3"), bucket
        secure = _policy("BrandHeaders")["SecurityHeadersConfig"]
        self._headers = [
            ("content-security-policy", secure["ContentSecurityPolicy"]["ContentSecurityPolicy"]),
            ("x-content-type-options", "nosniff"),
        ]

    def answer(self, request: Request) -> Response:
        # The object's name as it stands: none of ours has a character that is encoded in a path.
        try:
            found = self._s3.get_object(Bucket=self._bucket, Key=request.path.lstrip("/"))
        except ClientError:
            return Response(
                404, [*self._headers, ("content-type", "text/plain")], b"There is no such file.\n"
            )
        told = [(header, found[name]) for name, header in KEPT if name in found]
        if found["ETag"] in dict(request.headers).get("if-none-match", ""):
            return Response(304, [*self._headers, *told])
        return Response(200, [*self._headers, *told], found["Body"].read())


def _policy(name: str) -> dict[str, Any]:
    found: dict[str, Any] = template.load("web")["Resources"][name]["Properties"][
        "ResponseHeadersPolicyConfig"
    ]
    return found
