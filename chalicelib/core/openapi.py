"""The OpenAPI 3.1 document, built from the operations that the rooms declare."""

import re
from typing import Any

import msgspec

from chalicelib.core import errors
from chalicelib.core.http import OPERATIONS, Operation

FIRST = ("identity", "invites", "people", "groups", "posts", "feed", "live")  # as somebody meets them
TEMPLATE = "#/components/schemas/{name}"
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def document(version: str) -> dict[str, Any]:
    kinds = [kind for op in OPERATIONS for kind in (op.body, op.answer) if kind is not None]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=TEMPLATE)
    by_kind = {str(kind): schema for kind, schema in zip(kinds, schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for op in sorted(OPERATIONS, key=lambda op: (op.path, op.method)):
        paths.setdefault(op.path, {})[op.method.lower()] = _operation(op, by_kind)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Atrium",
            "version": version,
            "summary": "A company's own network",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in dict.fromkeys([*FIRST, *(op.tag for op in OPERATIONS)])],
        "paths": paths,
        "components": {
            "schemas": components | {"Problem": _PROBLEM_SCHEMA},
            "responses": _problems(),
            "securitySchemes": _SECURITY,
        },
    }


_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "atrium-{tenant}",
        "description": 'The refresh token of a browser that signed in with `"keep": "cookie"`, by slug',
    },
}
_PROBLEM_SCHEMA = {
    "title": "Problem",
    "description": "RFC 9457; more members say more",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "field": {"type": "string"},
    },
}


def _operation(op: Operation, by_kind: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": f"{op.tag}_{op.view.__name__}",
        "tags": [op.tag],
        "summary": (op.view.__doc__ or op.view.__name__).strip(),
        "security": _security(op),
        "parameters": _parameters(op),
        "responses": _responses(op, by_kind),
    }
    if op.body:
        described["requestBody"] = {
            "required": any(field.required for field in msgspec.structs.fields(op.body)),
            "content": {"application/json": {"schema": by_kind[str(op.body)]}},
        }
    return described


def _security(op: Operation) -> list[dict[str, Any]]:
    if not op.public:
        return [{"bearer": []}]
    return [{"cookie": []}, {}] if "cookies" in op.wants else []


def _parameters(op: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        }
        for name in re.findall(r"{(\w+)}", op.path)
    ]
    if op.query:
        schema = msgspec.json.schema_components([op.query], ref_template=TEMPLATE)[1][op.query.__name__]
        found += [
            {"name": name, "in": "query", "required": False, "schema": _without_null(of)}
            for name, of in schema["properties"].items()
        ]
    header = {"in": "header", "required": False}
    if op.method == "POST":
        found.append(
            header
            | {"name": "Idempotency-Key", "schema": {"type": "string", "minLength": 1, "maxLength": 255}}
        )
    if "version" in op.wants:
        found.append(header | {"name": "If-Match", "schema": {"type": "string"}})
    if op.etag and op.method == "GET":
        found.append(header | {"name": "If-None-Match", "schema": {"type": "string"}})
    return found


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what may be left out is left out."""
    kept = {name: part for name, part in schema.items() if name not in ("anyOf", "default")}
    for option in schema.get("anyOf", ()):
        if option != {"type": "null"}:
            kept |= option
    return kept


def problems_of(op: Operation) -> list[int]:
    """Every problem that an operation may answer with."""
    found = {429, *op.problems}
    if not op.public:
        found.add(401)
    if "{" in op.path:
        found.add(404)
    if op.body:
        found |= {400, 413, 422}
    else:
        found |= {400, 413}
    if op.query:
        found |= {400, 422}
    if op.method == "POST":
        found |= {409, 422}
    return sorted(found)


def _problems() -> dict[str, Any]:
    """Said once: every operation can meet most of them."""
    met = {status for op in OPERATIONS for status in problems_of(op)}
    titles = {str(status): errors.PROBLEMS[status].title for status in sorted(met)}
    titles["default"] = "Something broke on our side"
    return {name: {"description": title, "content": PROBLEM} for name, title in titles.items()}


def _responses(op: Operation, by_kind: dict[str, Any]) -> dict[str, Any]:
    success: dict[str, Any] = {"description": "Done"}
    if op.answer:
        success["content"] = {op.media: {"schema": by_kind[str(op.answer)]}}
    sent = [name for name, sends in (("ETag", op.etag), ("Set-Cookie", op.cookie)) if sends]
    if sent:
        success["headers"] = {name: {"schema": {"type": "string"}} for name in sent}
    answers = {str(op.status): success}
    if op.etag and op.method == "GET":
        answers["304"] = {"description": "It is as you have it"}
    for status in problems_of(op):
        answers[str(status)] = {"$ref": f"#/components/responses/{status}"}
    answers["default"] = {"$ref": "#/components/responses/default"}
    return answers
