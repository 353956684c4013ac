"""One call of a service that speaks JSON, DynamoDB or SQS: signed, on pooled connections, tried again.

botocore's own clients cost more than 100 ms of every cold start, nearly all of it to read models of
calls that we do not make (docs/decisions/0003-cold-start.md), and a third of a busy relay's time.
"""

import os
from typing import Any

import msgspec
from botocore.exceptions import (
    ClientError,
    ConnectionError,  # noqa: A004
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
)

from chalicelib.core import aws, patience, settings
from chalicelib.core.errors import Unavailable
from chalicelib.core.log import logger

OK = 200
JSON = "application/x-amz-json-1.0"


class Refused(ClientError):  # type: ignore[misc]
    """`unsure`: an earlier try of the same call may have been heard, and its answer was lost."""

    def __init__(self, operation: str, content: bytes) -> None:
        try:
            said = msgspec.json.decode(content)
        except msgspec.MsgspecError:
            said = {}
        code = str(said.get("__type", "InternalServerError")).rpartition("#")[2]
        message = str(said.get("message") or said.get("Message") or "")
        error = {"Error": {"Code": code, "Message": message}}
        more = {"CancellationReasons": said.get("CancellationReasons", []), "Item": said.get("Item")}
        super().__init__(error | more, operation)
        self.code = code
        self.unsure = False


def call(
    service: str, target: str, operation: str, parameters: dict[str, Any], media: str = JSON
) -> dict[str, Any]:
    """What the service answers.

    Raises Refused for what it will never do, Unavailable where it falters for longer than we try, or than
    this invocation lasts.
    """
    body = msgspec.json.encode(parameters)
    headers = {"Content-Type": media, "X-Amz-Target": f"{target}.{operation}"}
    trace = os.environ.get("_X_AMZN_TRACE_ID")
    if trace:  # Lambda sets it for each invocation; SQS hands it on to who receives the message
        headers["X-Amzn-Trace-Id"] = trace
    unsure = False
    for pause in patience.pauses():
        patience.afford(patience.CONNECT + patience.ANSWER)
        try:
            answer = aws.signed(service, "POST", settings.endpoint(service), body, dict(headers))
            if answer.status_code == OK:
                found: dict[str, Any] = msgspec.json.decode(answer.content)
                return found
        except (ConnectTimeoutError, EndpointConnectionError) as error:
            fault: Exception = error  # it was not heard
        except (ConnectionError, HTTPClientError, msgspec.DecodeError) as error:
            fault, unsure = error, True
        else:
            refused = Refused(operation, answer.content)
            if answer.status_code < patience.BROKEN and refused.code not in patience.THROTTLED:
                refused.unsure = unsure
                raise refused
            fault, unsure = refused, unsure or answer.status_code >= patience.BROKEN
        patience.sleep(pause)
    logger.warning("aws falters", extra={"service": service, "operation": operation, "fault": str(fault)})
    raise Unavailable from fault
