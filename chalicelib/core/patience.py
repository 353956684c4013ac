"""How long AWS is waited for, how often it is asked again, and when a function gives up.

All of it stands here; the sums and their reasons: docs/decisions/0027-when-aws-falters.md.
"""

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core.errors import Unavailable

CONNECT = 1.0  # seconds; within a region a connection is there within milliseconds, or the host is dead
ANSWER = 3.0  # seconds; DynamoDB and SQS answer in tens of milliseconds, a full page of 1 MB in some hundred
TRIES = 6  # with a third of all answers bad, one call in 1,400 fails
PAUSE = 0.05  # seconds before the second try at most; doubled each time
CLIENT_TRIES = 3  # of botocore's own clients, for SNS, SES, S3: behind them waits a queue, or a person
CLIENT_CALL = CLIENT_TRIES * (CONNECT + ANSWER) + 1 + 2  # seconds at worst, with botocore's pauses
RESERVE = 2.0  # seconds for the answer itself, and for a cold start, which API Gateway counts in its 29

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
THROTTLED = {
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "SlowDown",
    "Throttled",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
}
BROKEN = 500


class _Time(NamedTuple):
    began: float
    ends: float


_time: ContextVar[_Time | None] = ContextVar("time", default=None)


@contextmanager
def within(context: Any) -> Iterator[None]:
    """An invocation, by the context that Lambda gave it: what is called meanwhile ends before it does."""
    now = time.monotonic()
    lasts = context.get_remaining_time_in_millis() / 1000 if context else float("inf")
    given = _time.set(_Time(now, now + lasts - RESERVE))
    try:
        yield
    finally:
        _time.reset(given)


def left(share: float = 1) -> float:
    """Seconds left of the invocation, or of the first part of it; endless outside of one."""
    given = _time.get()
    return given.began + (given.ends - given.began) * share - time.monotonic() if given else float("inf")


def afford(seconds: float) -> None:
    """Before what may take so long. Raises Unavailable where it would not be over in time."""
    if left() < seconds:
        raise Unavailable


def pauses() -> Iterable[float]:
    """Waits after each of six tries, doubling, with full jitter; none after the last."""
    return [*(random.uniform(0, PAUSE * 2**n) for n in range(TRIES - 1)), 0.0]  # noqa: S311  # nosec B311


def sleep(pause: float) -> None:
    """Raises Unavailable where there is no time for it and another try."""
    afford(pause + CONNECT + ANSWER)
    time.sleep(pause)


def passes(error: Exception) -> bool:
    """Whether this is AWS faltering, which passes, and no refusal of what we asked."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status >= BROKEN or error.response["Error"]["Code"] in THROTTLED
    return isinstance(error, (Unavailable, BotoCoreError))
