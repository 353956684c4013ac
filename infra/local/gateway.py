"""API Gateway in front of the REST app: routes, events as AWS gives them, limits, and its own errors."""

import base64
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote

from chalice.config import Config
from chalice.local import LocalChalice, LocalGateway, LocalGatewayException

from infra import template
from infra.local.lambdas import ACCOUNT, Function

LARGEST_BODY = 10 * 1024 * 1024
LARGEST_ANSWER = 6 * 1024 * 1024  # what a Lambda can return, base64 and all
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


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


@dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""


class _ThreadLocalChalice(LocalChalice):  # type: ignore[misc]
    """LocalChalice keeps the current request of each thread, but one context for all: see `adopt`."""

    @property
    def lambda_context(self) -> Any:
        return self._THREAD_LOCAL.lambda_context

    @lambda_context.setter
    def lambda_context(self, value: Any) -> None:
        self._THREAD_LOCAL.lambda_context = value


class Gateway:
    def __init__(self, app: Any, function: Function, stage: str, domain: str) -> None:
        adopt(app)
        self._function = function
        self._gateway = LocalGateway(app, Config.create(lambda_timeout=function.timeout))
        self._gateway.event_converter = _Events(app, stage, domain)
        self._routes = [route.split("/") for route in sorted(app.routes)]
        self._app = app
        self._said = (
            template.load()["Resources"].get("RestAPI", {}).get("Properties", {}).get("GatewayResponses", {})
        )

    def answer(self, request: Request) -> Response:
        if len(request.body) > LARGEST_BODY:
            return self.problem("REQUEST_TOO_LARGE", 413, request, "Request Too Long")
        if not self._find(request):
            return self.problem("MISSING_AUTHENTICATION_TOKEN", 403, request, "Missing Authentication Token")
        path = request.path + (f"?{request.query}" if request.query else "")
        try:
            answer = self._gateway.handle_request(request.method, path, {"": request}, request.body)
        except LocalGatewayException as refusal:  # an authorizer said no
            kind = "UNAUTHORIZED" if refusal.CODE == 401 else "ACCESS_DENIED"  # noqa: PLR2004
            return self.problem(kind, refusal.CODE, request, "Unauthorized")
        except Exception as error:
            self._function.failures.append((self._function.name, error))
            return self.problem("INTEGRATION_FAILURE", 502, request, "Internal server error")
        return self._response(answer, request)

    def knows(self, path: str) -> bool:
        return self._match(path) is not None

    def problem(self, kind: str, status: int, request: Request, message: str) -> Response:
        """An answer of API Gateway's own, by the template's gateway responses."""
        said = self._said.get(kind) or self._said.get(f"DEFAULT_{status // 100}XX") or {}
        headers = said.get("ResponseParameters", {}).get("Headers", {})
        text = said.get("ResponseTemplates", {}).get(
            "application/json", '{"message": $context.error.messageString}'
        )
        text = text.replace("$context.error.messageString", json.dumps(message)).replace(
            "$context.requestId", request.id
        )
        body = text.encode() if request.method != "HEAD" else b""
        return Response(
            int(said.get("StatusCode", status)),
            [("x-amzn-requestid", request.id)]
            + [(name, value.strip("'")) for name, value in headers.items()],
            body,
        )

    def _find(self, request: Request) -> bool:
        """Set the request's route and what it captures; False when API Gateway would not know path or method."""
        found = self._match(request.path)
        if found is None:
            return False
        request.route, request.captured = found
        return self._serves(request)

    def _match(self, path: str) -> tuple[str, dict[str, str]] | None:
        parts = (path[:-1] if path.endswith("/") and path != "/" else path).split("/")
        for route in self._routes:
            pairs = list(zip(route, parts, strict=False))
            if len(route) == len(parts) and all(
                part if _takes(name) else part == name for name, part in pairs
            ):
                return "/".join(route), {name[1:-1]: unquote(part) for name, part in pairs if _takes(name)}
        return None

    def _serves(self, request: Request) -> bool:
        methods = self._app.routes[request.route]
        # Chalice adds OPTIONS to what is served across origins.
        return request.method in methods or (
            request.method == "OPTIONS" and any(e.cors for e in methods.values())
        )

    def _response(self, answer: dict[str, Any], request: Request) -> Response:
        body = answer.get("body") or ""
        if len(body) > LARGEST_ANSWER:
            return self.problem("INTEGRATION_FAILURE", 502, request, "Internal server error")
        content = base64.b64decode(body) if answer.get("isBase64Encoded") else _bytes(body)
        headers = [("x-amzn-requestid", request.id)]
        headers += [(name, str(value)) for name, value in (answer.get("headers") or {}).items()]
        headers += [
            (n, str(v)) for n, values in (answer.get("multiValueHeaders") or {}).items() for v in values
        ]
        if content and not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("content-type", "application/json"))
        return Response(answer["statusCode"], headers, content)


def adopt(app: Any) -> None:
    """Make a Chalice app safe for threads: on Lambda a process has one request at a time, here it has many."""
    if not isinstance(app, _ThreadLocalChalice):
        for name in ("current_request", "lambda_context"):
            vars(app).pop(name, None)
        app.__class__ = type(
            "ThreadLocal", (_ThreadLocalChalice, app.__class__), {"_THREAD_LOCAL": threading.local()}
        )


class _Events:
    """Stands in for Chalice's converter, whose events leave out much of what AWS tells."""

    def __init__(self, app: Any, stage: str, domain: str) -> None:
        self._binary = {kind.lower() for kind in app.api.binary_types}
        self._stage, self._domain = stage, domain

    def create_lambda_event(  # LocalGateway calls it, and hands on the headers as they are
        self,
        method: str,
        path: str,
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


def _takes(part: str) -> bool:
    return part.startswith("{")


def _bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogatepass")
