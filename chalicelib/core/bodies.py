"""Bodies and queries, read strictly: what two parsers could read differently is refused."""

import json
import re
from typing import Any, NoReturn

import msgspec

from chalicelib.core.errors import BadRequest, Invalid
from chalicelib.core.schema import Body, Query

DEEPEST = 32


def parse(body: bytes, kind: type[Body]) -> Any:
    """A JSON body as a struct. Raises BadRequest where it is not JSON, Invalid naming the field."""
    try:
        _depth_of(json.loads(body, object_pairs_hook=_no_twins, parse_constant=_no_constant))
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        _refuse(error)
    except (ValueError, RecursionError) as error:
        detail = str(error) if isinstance(error, _Refused) else "The body is not JSON"
        raise BadRequest(detail) from None


def convert(given: dict[str, Any], kind: type[Body]) -> Any:
    """What was read as JSON already, as a struct. Raises Invalid naming the field."""
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        _refuse(error)


def parse_query(given: dict[str, str], kind: type[Query]) -> Any:
    try:
        query = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        _refuse(error)
    for name in given:
        if getattr(query, name) is None:  # msgspec reads the text "null" so
            raise Invalid(name, "A query has no null")
    return query


class _Refused(ValueError):
    """JSON that parsers read differently."""


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    once = dict(pairs)
    if len(once) != len(pairs):
        raise _Refused("An object names the same key twice")
    return once


def _no_constant(constant: str) -> NoReturn:
    raise _Refused(f"{constant} is not JSON")


def _depth_of(value: Any, depth: int = 1) -> None:
    if depth > DEEPEST:
        raise _Refused(f"The body is nested deeper than {DEEPEST}")
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            _depth_of(inner, depth + 1)


# What is wrong may be as long as the body: the patterns below would go back and forth in it for minutes.
LONGEST_REASON = 500
_WHERE = re.compile(r" - at `\$?\.?(.*)`$")
_NAMED = re.compile(r"(?:missing required|unknown) field `(.*?)`")


def _refuse(error: msgspec.ValidationError) -> NoReturn:
    text = str(error)[:LONGEST_REASON]
    where = _WHERE.search(text)
    named = _NAMED.search(text)
    field = ".".join(part for part in ((where and where[1]), (named and named[1])) if part)
    detail = _WHERE.sub("", text)
    if "matching regex" in detail:  # people cannot read those
        detail = "It has characters or a form that are not allowed here"
    raise Invalid(field or "body", detail) from None
