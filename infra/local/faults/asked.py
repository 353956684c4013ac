"""A call as AWS reads it: of which service, which operation; and refusals in that service's own words."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

_SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([\w-]+)/aws4_request")

# What each says when there is too much: https://docs.aws.amazon.com/general/latest/gr/api-retries.html
_THROTTLED = {
    "dynamodb": (
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
    ),
    "sqs": ("RequestThrottled", "ThrottlingException"),
    "sns": ("Throttled", "Throttling"),
    "ses": ("TooManyRequestsException",),
    "secretsmanager": ("ThrottlingException",),
    "execute-api": ("LimitExceededException",),
}
_STATUS = {"s3": 503, "ses": 429, "execute-api": 429, "sns": 429}
_SINGLE_WRITES = {"PutItem", "UpdateItem", "DeleteItem"}
_REASONS = ("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded")


@dataclass(frozen=True)
class Asked:
    method: str
    path: str  # with its query
    headers: dict[str, str]
    body: bytes

    @property
    def service(self) -> str:
        """Empty where nobody signed: a form that a browser sends to S3."""
        found = _SERVICE.search(self.headers.get("authorization", ""))
        return found[1] if found else ""

    @property
    def operation(self) -> str:
        if "x-amz-target" in self.headers:
            return self.headers["x-amz-target"].rpartition(".")[2]
        if self.service == "sns":
            return parse_qs(self.body.decode()).get("Action", [""])[0]
        return self.method


Answer = tuple[int, dict[str, str], bytes]  # status, headers, body
Choose = Callable[[Sequence[Any]], Any]


def throttled(asked: Asked, choose: Choose) -> Answer:
    """`choose` picks one of several."""
    if asked.operation == "TransactWriteItems":
        return _cancelled(asked, choose)
    codes = _THROTTLED.get(asked.service, ("SlowDown",))
    if asked.operation in _SINGLE_WRITES:
        codes = (*codes, "TransactionConflictException")
    return refused(asked, choose(codes), _STATUS.get(asked.service, 400))


def broken(asked: Asked, choose: Choose) -> Answer:
    code, status = choose((("InternalServerError", 500), ("ServiceUnavailable", 503)))
    return refused(asked, code, status)


def refused(asked: Asked, code: str, status: int) -> Answer:
    said = "made to fail"
    match asked.service:
        case "s3":
            text = f"<Error><Code>{code}</Code><Message>{said}</Message></Error>"
            return status, {"content-type": "application/xml"}, text.encode()
        case "sns":
            text = f"<Error><Type>Receiver</Type><Code>{code}</Code><Message>{said}</Message></Error>"
            return status, {"content-type": "text/xml"}, f"<ErrorResponse>{text}</ErrorResponse>".encode()
        case service:
            told = {"__type": f"com.amazonaws.{service}#{code}", "message": said}
            headers = {"content-type": "application/json", "x-amzn-errortype": code}
            return status, headers, json.dumps(told).encode()


def _cancelled(asked: Asked, choose: Choose) -> Answer:
    """https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html"""
    writes = json.loads(asked.body)["TransactItems"]
    reasons = [{"Code": "None"} for _ in writes]
    reasons[choose(range(len(writes)))] = {"Code": choose(_REASONS), "Message": "made to fail"}
    status, headers, body = refused(asked, "TransactionCanceledException", 400)
    told = json.loads(body) | {"CancellationReasons": reasons}
    return status, headers, json.dumps(told).encode()
