"""One call of a service that speaks JSON, DynamoDB or SQS: signed, on pooled connections, tried again.

botocore's own clients cost more than 100 ms of every cold start, nearly all of it to read models of
calls that we do not make (docs/decisions/0003-cold-start.md), and a third of a busy relay's time.
"""

import os
import random
import time
from collections.abc import Iterable
from typing import Any

import msgspec
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004

from chalicelib.core import aws, settings

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
THROTTLED = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "ThrottlingException",
    "TransactionInProgressException",
}
OK, BROKEN = 200, 500


def call(service: str, target: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """What the service answers. Raises ClientError."""
    body = msgspec.json.encode(parameters)
    headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": f"{target}.{operation}"}
    trace = os.environ.get("_X_AMZN_TRACE_ID")
    if trace:  # Lambda sets it for each invocation; SQS hands it on to who receives the message
        headers["X-Amzn-Trace-Id"] = trace
    for pause in pauses():
        try:
            answer = aws.signed(service, "POST", settings.endpoint(service), body, dict(headers))
        except (ConnectionError, HTTPClientError) as error:
            fault: Exception = error
        else:
            if answer.status_code == OK:
                found: dict[str, Any] = msgspec.json.decode(answer.content)
                return found
            refusal = _refusal(operation, answer.content)
            if answer.status_code < BROKEN and refusal.response["Error"]["Code"] not in THROTTLED:
                raise refusal
            fault = refusal
        time.sleep(pause)
    raise fault


def pauses() -> Iterable[float]:
    """Waits between six tries: doubling, with full jitter."""
    return [random.uniform(0, 0.05 * 2**n) for n in range(6)]  # noqa: S311  # nosec B311


def _refusal(operation: str, content: bytes) -> ClientError:
    try:
        said = msgspec.json.decode(content)
    except msgspec.MsgspecError:
        said = {}
    code = str(said.get("__type", "InternalServerError")).rpartition("#")[2]
    message = str(said.get("message") or said.get("Message") or "")
    error = {"Error": {"Code": code, "Message": message}}
    more = {"CancellationReasons": said.get("CancellationReasons", []), "Item": said.get("Item")}
    return ClientError(error | more, operation)
