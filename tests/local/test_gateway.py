import concurrent.futures
import json

import httpx
import pytest

from infra.local.cloud import Cloud


def test_path_parameters_come_decoded(http: httpx.Client) -> None:
    assert http.get("/v1/echo/a%20b%2Fc%C3%A9").json()["name"] == "a b/cé"


def test_every_value_of_a_repeated_query_parameter_comes(http: httpx.Client) -> None:
    event = http.get("/v1/echo/x?a=1&a=2&b=").json()["event"]
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"], "b": [""]}
    assert event["queryStringParameters"] == {"a": "2", "b": ""}


def test_without_a_query_and_a_body_both_are_null(http: httpx.Client) -> None:
    event = http.get("/v1/echo/x").json()["event"]
    assert event["queryStringParameters"] is event["multiValueQueryStringParameters"] is event["body"] is None


def test_the_body_is_text(http: httpx.Client) -> None:
    event = http.post("/v1/echo/x", json={"name": "é"}).json()["event"]
    assert json.loads(event["body"]) == {"name": "é"}
    assert event["isBase64Encoded"] is False


def test_a_binary_body_is_base64(http: httpx.Client) -> None:
    sent = http.post("/v1/echo/x", content=b"\xff\x00", headers={"Content-Type": "application/octet-stream"})
    assert (sent.json()["event"]["body"], sent.json()["event"]["isBase64Encoded"]) == ("/wA=", True)


def test_the_request_context_tells_who_asks_and_how(http: httpx.Client, cloud: Cloud) -> None:
    context = http.get("/v1/echo/x").json()["event"]["requestContext"]
    assert context["identity"]["sourceIp"] == "127.0.0.1"
    assert context["identity"]["userAgent"].startswith("python-httpx")
    assert context["stage"] == "local"
    assert cloud.url.endswith(context["domainName"])
    assert len(context["requestId"]) == 36


def test_an_answer_carries_the_id_of_its_request(http: httpx.Client) -> None:
    answer = http.get("/v1/echo/x")
    assert answer.headers["x-amzn-requestid"] == answer.json()["event"]["requestContext"]["requestId"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/nothing"), ("DELETE", "/v1/echo/x"), ("GET", "/v1/echo//twice")]
)
def test_an_unknown_path_or_method_is_a_problem_of_the_gateway(
    http: httpx.Client, method: str, path: str
) -> None:
    answer = http.request(method, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["title"] == "Not found"


def test_a_token_makes_no_unknown_path_known(http: httpx.Client) -> None:
    assert http.get("/v1/nothing", headers={"Authorization": "Bearer x"}).status_code == 404


def test_a_body_over_ten_megabytes_is_too_large(http: httpx.Client) -> None:
    answer = http.post(
        "/v1/echo/x", content=b"x" * (10 * 1024 * 1024 + 1), headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_binary_answer_is_given_as_bytes(http: httpx.Client) -> None:
    answer = http.get("/v1/picture", headers={"Accept": "image/png"})
    assert answer.content == b"\x89PNG"
    assert answer.headers["content-type"] == "image/png"


def test_a_header_with_several_values_is_sent_several_times(http: httpx.Client) -> None:
    answer = http.get("/v1/picture", headers={"Accept": "image/png"})
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_head_of_a_path_without_one_has_no_body(http: httpx.Client) -> None:
    answer = http.head("/v1/echo/x")
    assert (answer.status_code, answer.content) == (404, b"")


def test_an_unexpected_error_is_a_500_without_a_traceback(http: httpx.Client) -> None:
    answer = http.get("/v1/broken")
    assert answer.status_code == 500
    assert "on purpose" not in answer.text


def test_requests_at_the_same_time_see_only_themselves(cloud: Cloud) -> None:
    def ask(i: int) -> dict[str, str]:
        found: dict[str, str] = httpx.get(f"{cloud.url}/v1/echo/n{i}/twice").json()
        return found

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(64)))
    assert [(a["mine"], a["same"]) for a in answers] == [(f"n{i}", f"n{i}") for i in range(64)]


def test_tools_answer_only_to_names_of_this_machine(http: httpx.Client) -> None:
    assert http.get("/_local/mail").status_code == 200
    assert http.get("/_local/mail", headers={"Host": "evil.example:80"}).status_code == 403


def test_tools_are_told_where_the_emulator_listens(http: httpx.Client, cloud: Cloud) -> None:
    told = http.get("/_local/aws").json()
    assert told["endpoint_url"] == cloud.aws.url
    assert told["env"]["TABLE_NAME"] == cloud.resources["Table"]


def test_tools_are_listed_with_and_without_the_slash(http: httpx.Client) -> None:
    assert (
        http.get("/_local").json()
        == http.get("/_local/").json()
        == {"message": "there is: aws, mail, queues"}
    )
