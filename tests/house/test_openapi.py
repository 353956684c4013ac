"""The OpenAPI document and the code say the same. That each answer keeps to it, answers.check sees to."""

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import app
from tests.house.answers import NAMED
from tests.house.world import World

APART = {"GET /docs"}  # a page for people


@pytest.fixture(scope="module")
def document(world: World) -> dict[str, Any]:
    answered: dict[str, Any] = world.home.client.get("/v1/openapi.json").json()
    return answered


def described(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_it_describes_every_route_and_no_other(document: dict[str, Any]) -> None:
    routes = {f"{method} {path}" for path, methods in app.app.routes.items() for method in methods}
    assert sorted(described(document)) == sorted(routes - APART)


def test_every_name_in_it_stands_for_something(document: dict[str, Any]) -> None:
    known = {*document["components"]["schemas"], *document["components"]["responses"]}
    used = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if "$ref" in part:
                used.add(part["$ref"].rpartition("/")[2])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(document)
    assert used == known


def test_every_operation_has_an_id_of_its_own(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in described(document).values()]
    assert len(ids) == len(set(ids)) == len(NAMED)


@pytest.mark.parametrize("route", NAMED)
def test_an_operation_says_who_may_what_comes_in_and_what_goes_out(
    route: str, document: dict[str, Any]
) -> None:
    operation, declared = NAMED[route], described(document)[route]
    assert declared["summary"].endswith((".", ")")), "a sentence from the view's docstring"
    by_cookie = [{"cookie": []}, {}] if "cookies" in operation.wants else []
    assert declared["security"] == (by_cookie if operation.public else [{"bearer": []}])
    assert ("requestBody" in declared) == (operation.body is not None)
    assert ("content" in declared["responses"][str(operation.status)]) == (operation.answer is not None)
    assert ("401" in declared["responses"]) >= (not operation.public)
    assert "429" in declared["responses"]
    assert ("404" in declared["responses"]) >= ("{" in route)
    assert ("422" in declared["responses"]) >= (operation.body is not None or operation.query is not None)
    shared = document["components"]["responses"]
    problems = [shared[status] for status in declared["responses"] if status >= "400"]
    assert all(list(answer["content"]) == ["application/problem+json"] for answer in problems)


@pytest.mark.parametrize("route", NAMED)
def test_every_parameter_of_a_path_is_described(route: str, document: dict[str, Any]) -> None:
    of_path = [part[1:-1] for part in route.split("/") if part.startswith("{")]
    parameters = described(document)[route]["parameters"]
    assert [one["name"] for one in parameters if one["in"] == "path"] == of_path
    assert all(one["required"] for one in parameters if one["in"] == "path")


def test_the_headers_that_change_what_happens_are_described(document: dict[str, Any]) -> None:
    for route, declared in described(document).items():
        operation = NAMED[route]
        headers = {one["name"] for one in declared["parameters"] if one["in"] == "header"}
        assert headers == (
            ({"Idempotency-Key"} if operation.method == "POST" else set())
            | ({"If-Match"} if "version" in operation.wants else set())
            | ({"If-None-Match"} if operation.etag and operation.method == "GET" else set())
        )


def test_it_is_small_enough_to_be_fetched_by_every_page(document: dict[str, Any]) -> None:
    assert len(json.dumps(document)) < 256 * 1024


def test_the_page_at_docs_runs_nothing_from_elsewhere(world: World) -> None:
    page = world.home.client.get("/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "http://" not in page.text.replace("http://www.w3.org/", "")
    assert "<script src" not in page.text
