"""HTTP in and out. A room's routes are declared with @room.get(...) and friends; everything a
request goes through stands in `_answer`, in order."""

import inspect
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec
from chalice import Blueprint, CORSConfig, Response

from chalicelib.core import auth, headers, idempotency, ids, limits, log, patience
from chalicelib.core.actor import Actor
from chalicelib.core.bodies import parse, parse_query
from chalicelib.core.errors import BadRequest, NotFound, Problem, TooLarge, TooMany, Unauthorized, Unavailable
from chalicelib.core.log import logger
from chalicelib.core.schema import Body, Query
from chalicelib.core.table import Table

LARGEST_BODY = 256 * 1024
LONGEST_PATH_PARAMETER = 200  # no id or link of ours is longer

CORS = CORSConfig(
    allow_origin="*",  # tokens travel in a header, never by themselves
    allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"],
    expose_headers=["ETag", "Retry-After", "RateLimit", "RateLimit-Policy"],
    max_age=86400,
)


class Visitor(NamedTuple):
    """What is known of a client that has not signed in; `mint` is as the actor's."""

    address: str
    agent: str
    content_type: str
    mint: str


class Told(NamedTuple):
    """A view's answer with headers of its own."""

    answer: Any
    headers: dict[str, str]


class Operation(NamedTuple):
    """A route, as the server and the OpenAPI document know it."""

    method: str
    path: str
    view: Callable[..., Any]
    wants: frozenset[str]
    body: type[Body] | None
    query: type[Query] | None
    answer: Any
    status: int
    problems: tuple[int, ...]
    public: bool
    etag: bool
    cookie: bool
    media: str
    tag: str


OPERATIONS: list[Operation] = []


class Room(Blueprint):
    """The routes of one room."""

    def __init__(self, name: str) -> None:
        super().__init__(f"chalicelib.{name}.routes")
        self.name = name

    def get(self, path: str, **facts: Any) -> Callable[..., Any]:
        return self._operation("GET", path, **facts)

    def post(self, path: str, **facts: Any) -> Callable[..., Any]:
        return self._operation("POST", path, **({"status": 201} | facts))

    def put(self, path: str, **facts: Any) -> Callable[..., Any]:
        return self._operation("PUT", path, **facts)

    def patch(self, path: str, **facts: Any) -> Callable[..., Any]:
        return self._operation("PATCH", path, **facts)

    def delete(self, path: str, **facts: Any) -> Callable[..., Any]:
        return self._operation("DELETE", path, **({"status": 204} | facts))

    def _operation(
        self,
        method: str,
        path: str,
        *,
        body: type[Body] | None = None,
        query: type[Query] | None = None,
        answer: Any = None,
        status: int = 200,
        problems: Sequence[int] = (),
        public: bool = False,
        etag: bool = False,
        cookie: bool = False,
        media: str = "application/json",
    ) -> Callable[..., Any]:
        def declare(view: Callable[..., Any]) -> Callable[..., Any]:
            operation = Operation(
                method,
                path,
                view,
                frozenset(inspect.signature(view).parameters),
                body,
                query,
                answer,
                status,
                tuple(problems),
                public,
                etag,
                cookie,
                media,
                self.name,
            )
            OPERATIONS.append(operation)

            def serve(**path_parameters: str) -> Response:
                with patience.within(self.lambda_context):
                    return _serve(operation, self.current_request, path_parameters)

            self.route(
                path, methods=[method], cors=CORS, content_types=["*/*"], name=f"{self.name}.{view.__name__}"
            )(serve)
            return view

        return declare


class Asked(NamedTuple):
    """A request, read."""

    operation: Operation
    path: dict[str, str]
    headers: Any
    query: dict[str, str]
    body: bytes
    visitor: Visitor


def _serve(operation: Operation, request: Any, path: dict[str, str]) -> Response:
    started = time.perf_counter()
    log.about(request.context.get("requestId"))
    try:
        if any(not 0 < len(part) <= LONGEST_PATH_PARAMETER for part in path.values()):
            raise NotFound  # noqa: TRY301
        response = _answer(_read(operation, request, path))
    except Problem as problem:
        response = problem_response(problem)
    except Exception as error:
        log.fault("unhandled", route=operation.path, method=operation.method)
        passing = patience.passes(error)
        response = problem_response(Unavailable() if passing else Problem("It is logged; try again"))
    logger.info(
        "request",
        extra={
            "method": operation.method,
            "route": operation.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        },
    )
    return response


def _answer(asked: Asked) -> Response:
    operation = asked.operation
    table, owner, given, allowance = _admit(asked)
    if operation.body:
        given["body"] = parse(asked.body or b"{}", operation.body)
    elif asked.body.strip() not in (b"", b"{}"):
        raise BadRequest("This takes no body")
    if operation.query:
        given["query"] = parse_query(asked.query, operation.query)
    if "version" in operation.wants:
        given["version"] = headers.expected_version(asked.headers.get("if-match"))
    if "cookies" in operation.wants:
        given["cookies"] = headers.cookies(asked.headers.get("cookie"))

    def run(mint: str | None = None) -> idempotency.Kept:
        if mint and "actor" in given:
            given["actor"] = msgspec.structs.replace(given["actor"], mint=mint)
        if mint and "visitor" in given:
            given["visitor"] = given["visitor"]._replace(mint=mint)
        result = operation.view(**asked.path, **given)
        told = result if isinstance(result, Told) else Told(result, {})
        body = msgspec.json.encode(told.answer) if operation.answer else b""
        etag = headers.etag(told.answer, body) if operation.etag else {}
        return idempotency.Kept(operation.status, body, told.headers | etag)

    key = asked.headers.get("idempotency-key")
    if operation.method == "POST" and key is not None:
        kept = idempotency.once(table, owner, f"{operation.path} {asked.path}", key, asked.body, run)
    else:
        kept = run()
    sent = kept.headers | allowance.headers()
    if operation.method == "GET" and headers.matches(asked.headers.get("if-none-match"), sent.get("ETag")):
        return Response(body="", status_code=304, headers=sent)
    content = {"Content-Type": operation.media} if kept.body else {}
    return Response(body=kept.body.decode(), status_code=kept.status, headers=sent | _GUARDS | content)


# Answers hold personal data: no cache between keeps them, no browser guesses their type.
_GUARDS = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}


def _admit(asked: Asked) -> tuple[Table, str, dict[str, Any], limits.Allowance]:
    """Who asks, and whether they may ask now: (table, owner of idempotency keys, arguments, allowance)."""
    operation = asked.operation
    if operation.public:
        allowance = limits.take("address", asked.visitor.address)
        given: dict[str, Any] = {"visitor": asked.visitor} if "visitor" in operation.wants else {}
        owner = asked.visitor.address
        if "cookies" in operation.wants:  # there the body alone does not tell two browsers apart
            owner = f"{owner} {asked.headers.get('cookie') or ''}"
        return Table.platform(), owner, given, allowance
    try:
        actor: Actor = auth.actor(asked.headers.get("authorization"))
    except Unauthorized:
        limits.take("address", asked.visitor.address)  # otherwise guesses at tokens would be free
        raise
    log.also(tenant=actor.tenant, actor=actor.user)
    limits.take("tenant", actor.tenant)
    allowance = limits.take("person", f"{actor.tenant}#{actor.user}")
    given = {"actor": actor}
    if "visitor" in operation.wants:
        given["visitor"] = asked.visitor
    return Table(actor.tenant), actor.user, given, allowance


def _read(operation: Operation, request: Any, path: dict[str, str]) -> Asked:
    raw = request.raw_body
    body = raw.encode() if isinstance(raw, str) else bytes(raw or b"")
    if len(body) > LARGEST_BODY:
        raise TooLarge(f"At most {LARGEST_BODY} bytes", limit=LARGEST_BODY)
    identity = request.context.get("identity") or {}
    return Asked(
        operation,
        path,
        request.headers,
        dict(request.query_params or {}),
        body,
        Visitor(
            headers.viewer(request.headers, identity.get("sourceIp", "")),
            str(request.headers.get("user-agent", ""))[:200],
            str(request.headers.get("content-type", "")),
            ids.ulid(),
        ),
    )


def problem_response(problem: Problem) -> Response:
    sent = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
    if isinstance(problem, (TooMany, Unavailable)):
        sent["Retry-After"] = str(problem.retry_after)
    if isinstance(problem, TooMany):
        sent["RateLimit"] = f'"default";r=0;t={problem.retry_after}'
    if problem.status == 401:  # noqa: PLR2004
        sent["WWW-Authenticate"] = 'Bearer realm="atrium"'  # RFC 9110, 11.6.1
    document = json.dumps(problem.document())
    return Response(body=document, status_code=problem.status, headers=sent | problem.headers)
