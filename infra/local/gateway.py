"""API Gateway in front of the REST app: routes, events as AWS gives them, limits, and its own errors."""

import base64
import json
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from chalice.config import Config
from chalice.local import LocalChalice, LocalGateway, LocalGatewayException

from infra import template
from infra.local import permissions
from infra.local.events import Events, Request
from infra.local.lambdas import Function

LARGEST_BODY = 10 * 1024 * 1024
LARGEST_ANSWER = 6 * 1024 * 1024  # what a Lambda can return, base64 and all
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


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
        self._gateway.event_converter = Events(app, stage, domain)
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
            with permissions.acting(self._function.name):
                answer = self._gateway.handle_request(request.method, path, {"": request}, request.body)
        except LocalGatewayException as refusal:  # an authorizer said no
            kind = "UNAUTHORIZED" if refusal.CODE == 401 else "ACCESS_DENIED"  # noqa: PLR2004
            return self.problem(kind, refusal.CODE, request, "Unauthorized")
        except Exception as error:
            self._function.failures.append((self._function.name, error))
            return self.problem("INTEGRATION_FAILURE", 502, request, "Internal server error")
        return self._response(answer, request)

    def problem(self, kind: str, status: int, request: Request, message: str) -> Response:
        """An answer of API Gateway's own, by the template's gateway responses."""
        said = self._said.get(kind) or self._said.get(f"DEFAULT_{status // 100}XX") or {}
        headers = said.get("ResponseParameters", {}).get("Headers", {})
        text = said.get("ResponseTemplates", {}).get(
            "application/json", '{"message": $context.error.messageString}'
        )
        text = text.replace("$context.error.messageString", json.dumps(message))
        text = text.replace("$context.requestId", request.id)
        body = text.encode() if request.method != "HEAD" else b""
        return Response(
            int(said.get("StatusCode", status)),
            [("x-amzn-requestid", request.id)]
            + [(name, value.strip("'")) for name, value in headers.items()],
            body,
        )

    def _find(self, request: Request) -> bool:
        """Set the request's route and what it captures; False when path or method are not known."""
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
    """Make a Chalice app safe for threads: on Lambda a process has one request at a time, here many."""
    if not isinstance(app, _ThreadLocalChalice):
        for name in ("current_request", "lambda_context"):
            vars(app).pop(name, None)
        app.__class__ = type(
            "ThreadLocal", (_ThreadLocalChalice, app.__class__), {"_THREAD_LOCAL": threading.local()}
        )


def _takes(part: str) -> bool:
    return part.startswith("{")


def _bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogatepass")
