"""What every answer keeps to, whatever was asked: a declared status, and a body of the declared kind.

`check` is a hook of the HTTP client that all tests of the house use.
"""

from typing import Any
from urllib.parse import unquote

import httpx
import msgspec

import app
from chalicelib.core.http import OPERATIONS, Operation
from chalicelib.core.openapi import problems_of

assert app.app  # it hangs the rooms, which fills OPERATIONS

NAMED = {f"{op.method} {op.path}": op for op in OPERATIONS}


def check(response: httpx.Response) -> None:
    response.read()
    request = response.request
    path = request.url.raw_path.decode("latin-1").partition("?")[0]
    asked = f"{request.method} {path}: {response.status_code} {response.text[:300]}"
    if response.status_code >= 400:
        check_problem(response, asked)
    operation = operation_of(request.method, path)
    if operation:
        assert response.status_code in declared(operation), f"not declared: {asked}"
        if response.is_success:
            check_success(operation, response, asked)


def check_problem(response: httpx.Response, asked: str) -> None:
    """RFC 9457, from us and from API Gateway alike."""
    assert response.headers["content-type"] == "application/problem+json", asked
    if response.request.method != "HEAD":
        document = response.json()
        assert {"type", "title"} <= document.keys(), asked
        assert document.get("status", response.status_code) == response.status_code, asked


def check_success(operation: Operation, response: httpx.Response, asked: str) -> None:
    if operation.answer:
        msgspec.convert(response.json(), operation.answer)
    else:
        assert not response.content, asked
    assert ("etag" in response.headers) == operation.etag, asked


def declared(operation: Operation) -> set[int]:
    conditional = {304} if operation.etag and operation.method == "GET" else set()
    return {operation.status, *problems_of(operation)} | conditional


def operation_of(method: str, path: str) -> Operation | None:
    parts = path.removesuffix("/").split("/")
    for operation in OPERATIONS:
        route = operation.path.split("/")
        if operation.method == method and len(route) == len(parts) and _fits(route, parts):
            return operation
    return None


def _fits(route: list[str], parts: list[str]) -> bool:
    pairs = zip(route, parts, strict=True)
    return all(unquote(part) != "" if name.startswith("{") else part == name for name, part in pairs)


def lists() -> list[str]:
    """The routes that answer pages."""
    return [
        name for name, op in NAMED.items() if op.query and "cursor" in {f.name for f in _fields(op.query)}
    ]


def _fields(kind: Any) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)
