"""A small Chalice app with one of everything that wakes a function, for the tests of the local cloud."""

import os
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from typing import Any

import botocore.session
from chalice import Chalice, Rate, Response

SOURCES: dict[str, dict[str, Any]] = {
    "little_relay": {
        "stream": "Table",
        "BatchSize": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 3,
        "DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["RelayDeadLetters", "Arn"]}}},
        "FilterCriteria": {
            "Filters": [{"Pattern": '{"dynamodb": {"Keys": {"sk": {"S": [{"prefix": "p#"}]}}}}'}]
        },
    },
    "little_feed": {
        "queue": "FeedQueue",
        "BatchSize": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    },
}


class Seen:
    """What the handlers were given; `fail` says which ids fail now, `crash` which raise."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.relayed: list[str] = []
        self.fed: Counter[str] = Counter()
        self.events: list[dict[str, Any]] = []
        self.contexts: list[Any] = []
        self.fail: set[str] = set()
        self.crash: set[str] = set()


def client(service: str) -> Any:
    return botocore.session.get_session().create_client(service)


def make() -> tuple[Chalice, Seen]:  # noqa: PLR0915  one of everything
    app = Chalice("little", configure_logs=False)
    app.experimental_feature_flags.add("WEBSOCKETS")
    seen = Seen()
    clients: dict[tuple[str, str], Any] = {}

    def aws(service: str) -> Any:
        # A later cloud of the same test has another endpoint.
        key = (service, os.environ["AWS_ENDPOINT_URL"])
        with seen.lock:
            if key not in clients:
                clients[key] = client(service)
            return clients[key]

    @app.route(
        "/v1/echo/{name}",
        methods=["GET", "POST"],
        content_types=["application/json", "text/plain", "application/octet-stream"],
    )
    def echo(name: str) -> Response:
        event = app.current_request.to_original_event()
        return Response({"name": name, "event": event, "request": app.lambda_context.aws_request_id})

    @app.route("/v1/echo/{name}/twice")
    def twice(name: str) -> dict[str, Any]:
        mine = app.current_request.uri_params["name"]
        time.sleep(0.01)
        same = app.current_request.uri_params["name"]
        return {"mine": mine, "same": same, "name": name}

    @app.route("/v1/things/{thing}", methods=["PUT"])
    def put(thing: str) -> dict[str, str]:
        item = {"pk": {"S": "acme#1"}, "sk": {"S": f"p#{thing}"}}
        aws("dynamodb").put_item(TableName=os.environ["TABLE_NAME"], Item=item)
        return {"thing": thing}

    @app.route("/v1/picture")
    def picture() -> Response:
        return Response(b"\x89PNG", headers={"Content-Type": "image/png", "Set-Cookie": ["a=1", "b=2"]})

    @app.route("/v1/broken")
    def broken() -> None:
        raise RuntimeError("on purpose")

    @app.on_dynamodb_record(stream_arn="table", batch_size=10, name="little_relay")
    def relay(event: Any) -> dict[str, Any]:
        seen.contexts.append(event.context)
        for record in event.to_dict()["Records"]:
            thing = record["dynamodb"]["Keys"]["sk"]["S"].removeprefix("p#")
            if thing in seen.crash:
                raise RuntimeError(f"crashed at {thing}")
            if thing in seen.fail:
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
            kind = {"type": {"DataType": "String", "StringValue": "PostPublished"}}
            aws("sns").publish(TopicArn=os.environ["EVENTS_TOPIC_ARN"], Message=thing, MessageAttributes=kind)
            seen.relayed.append(thing)
            seen.events.append(record)
        return {"batchItemFailures": []}

    @app.on_sqs_message(queue="feed", batch_size=10, name="little_feed")
    def feed(event: Any) -> dict[str, Any]:
        failed = []
        for record in event.to_dict()["Records"]:
            with seen.lock:
                seen.fed[record["body"]] += 1
            if record["body"] in seen.crash:
                raise RuntimeError("crashed")
            if record["body"] in seen.fail:
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}

    @app.schedule(Rate(1, unit=Rate.HOURS), name="little_schedule")
    def hourly(event: Any) -> None:
        seen.events.append(event.to_dict())

    @app.on_ws_connect(name="little_connect")
    def connect(event: Any) -> dict[str, Any]:
        asked = event.to_dict()
        seen.events.append(asked)
        query = asked["queryStringParameters"] or {}
        return {"statusCode": 200 if query.get("ticket") == "good" else 401}

    @app.on_ws_message(name="little_message")
    def message(event: Any) -> None:
        if event.body == "crash":
            raise RuntimeError("on purpose")
        manage("POST", event.connection_id, f"you said {event.body[:20]}".encode())

    @app.on_ws_disconnect(name="little_disconnect")
    def disconnect(event: Any) -> None:
        seen.events.append(event.to_dict())

    return app, seen


def eventually(ask: Callable[[], bool]) -> None:
    """Wait until it holds; raises AssertionError after ten seconds."""
    until = time.monotonic() + 10
    while not ask():
        assert time.monotonic() < until
        time.sleep(0.01)


def manage(method: str, connection: str, body: bytes | None = None) -> tuple[int, Any, bytes]:
    """A call of the management API as the deployed code makes it; status, headers, body."""
    base = os.environ["WEBSOCKET_MANAGEMENT_URL"]
    url = f"{base}/@connections/{urllib.parse.quote(connection, safe='')}"
    try:
        asked = urllib.request.Request(url, body, method=method)  # noqa: S310  it is our own address
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()
