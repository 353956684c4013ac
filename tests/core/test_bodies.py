"""What the parser of bodies lets through. Bad bodies over HTTP: house/test_bad_bodies.py."""

import json
from typing import Any, Literal

import msgspec
import pytest

from chalicelib.core.bodies import DEEPEST, parse, parse_query
from chalicelib.core.errors import BadRequest, Invalid
from chalicelib.core.schema import Body, Paging, Query


class Inner(Body):
    size: int


class Thing(Body):
    name: str = ""
    tree: Any = None
    inner: Inner | None = None
    many: list[Inner] = []


def refused(body: bytes) -> tuple[str, str]:
    with pytest.raises(Invalid) as problem:
        parse(body, Thing)
    return problem.value.members["field"], problem.value.detail


def test_text_comes_through_as_it_is() -> None:
    assert parse('{"name": " \ufeff\\u0000é "}'.encode(), Thing).name == " \ufeff\x00é "


@pytest.mark.parametrize(
    "body", [b"\xff", b'{"name": "\xff"}', b'{"name": "\xed\xa0\x80"}', b'{"name": "\xc0\x80"}']
)
def test_bytes_that_are_no_utf_8_are_not_json(body: bytes) -> None:
    with pytest.raises(BadRequest):
        parse(body, Thing)


@pytest.mark.parametrize("opening", ['{"tree": ', '{"tree": [', '{"name": "", "tree": [1, '])
def test_a_key_twice_is_refused_however_deep(opening: str) -> None:
    body = opening + '{"a": 1, "a": 2}' + "]" * opening.count("[") + "}"
    with pytest.raises(BadRequest, match="twice"):
        parse(body.encode(), Thing)


def test_a_tree_may_be_as_deep_as_that_and_no_deeper() -> None:
    def nested(depth: int) -> bytes:
        return b'{"tree": ' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"

    parse(nested(DEEPEST), Thing)
    with pytest.raises(BadRequest, match="deeper"):
        parse(nested(DEEPEST + 1), Thing)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nmae": "x"}, "nmae"),
        ({"name": 1}, "name"),
        ({"inner": {}}, "inner.size"),
        ({"inner": {"size": "1"}}, "inner.size"),
        ({"inner": {"size": 1, "colour": 2}}, "inner.colour"),
        ({"many": [{"size": 1}, {"size": None}]}, "many[1].size"),
        ({"many": {}}, "many"),
        ([], "body"),
    ],
)
def test_a_wrong_field_is_named_by_its_place(body: Any, field: str) -> None:
    assert refused(json.dumps(body).encode())[0] == field


def test_what_is_wrong_is_said_in_words() -> None:
    assert refused(b'{"name": 1}') == ("name", "Expected `str`, got `int`")


@pytest.mark.parametrize("given", [{"limit": "0"}, {"limit": "x"}, {"limit": ""}, {"limit": "1.5"}])
def test_a_query_is_read_as_strictly(given: dict[str, str]) -> None:
    with pytest.raises(Invalid) as problem:
        parse_query(given, Paging)
    assert problem.value.members["field"] == "limit"


def test_a_query_holds_text_and_reads_numbers() -> None:
    assert msgspec.structs.asdict(parse_query({"limit": "7"}, Paging)) == {"limit": 7, "cursor": None}


class Choice(Query):
    text: str | None = None
    kind: Literal["one", "two"] | None = None


def test_a_query_has_no_null() -> None:
    assert parse_query({"text": "null"}, Choice).text == "null"
    with pytest.raises(Invalid) as problem:
        parse_query({"kind": "null"}, Choice)
    assert problem.value.members["field"] == "kind"
