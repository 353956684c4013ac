"""A request, and the event that API Gateway makes of it for the REST function.

https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import base64
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote

from infra.local.lambdas import ACCOUNT


@dataclass
class Request:
    method: str
    path: str  # as it came, percent signs and all
    query: str
    headers: list[tuple[str, str]]
    body: bytes
    client: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    route: str = ""
    captured: dict[str, str] = field(default_factory=dict)


class Events:
    """Stands in for Chalice's converter, whose events leave out much of what AWS tells."""

    def __init__(self, app: Any, stage: str, domain: str) -> None:
        self._binary = {kind.lower() for kind in app.api.binary_types}
        self._stage, self._domain = stage, domain

    def create_lambda_event(  # LocalGateway calls it, and hands on the headers as they are
        self,
        method: str,
        path: str,  # noqa: ARG002
        headers: dict[str, Request],
        body: bytes,
    ) -> dict[str, Any]:
        request = headers[""]
        every: dict[str, list[str]] = {}
        for name, value in request.headers:
            every.setdefault(name, []).append(value)
        query = parse_qs(request.query, keep_blank_values=True)
        kind = every.get("content-type", [""])[0].partition(";")[0].strip().lower()
        binary = bool(body) and (kind in self._binary or "*/*" in self._binary)
        text = base64.b64encode(body).decode() if binary else body.decode("utf-8", "replace")
        return {
            "resource": request.route,
            "path": unquote(request.path),
            "httpMethod": method,
            "headers": {name: values[-1] for name, values in every.items()},
            "multiValueHeaders": every,
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "pathParameters": request.captured or None,
            "stageVariables": None,
            "requestContext": self._context(request, every),
            "body": text or None,
            "isBase64Encoded": binary,
        }

    def _context(self, request: Request, headers: dict[str, list[str]]) -> dict[str, Any]:
        now = time.time()
        return {
            "resourcePath": request.route,
            "resourceId": "local",
            "httpMethod": request.method,
            "path": f"/{self._stage}{unquote(request.path)}",
            "accountId": ACCOUNT,
            "apiId": "local",
            "stage": self._stage,
            "domainName": self._domain,
            "domainPrefix": self._domain.partition(".")[0],
            "protocol": "HTTP/1.1",
            "requestId": request.id,
            "extendedRequestId": request.id,
            "requestTime": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(now * 1000),
            "identity": {"sourceIp": request.client, "userAgent": headers.get("user-agent", [""])[0]},
        }
