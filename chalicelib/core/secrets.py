"""JSON secrets of Secrets Manager, kept for an hour at most."""

import threading
import time
from functools import cache

import msgspec
from botocore.exceptions import BotoCoreError

from chalicelib.core import calls
from chalicelib.core.calls import Refused
from chalicelib.core.errors import Unavailable
from chalicelib.core.log import logger

MINUTE, HOUR = 60.0, 3600.0  # seconds


class _Kept:
    """A secret as it was last read. As long as none was, it has no value."""

    def __init__(self) -> None:
        self.value: dict[str, str] | None = None
        self.asked = 0.0
        self.reading = threading.Lock()


@cache
def _kept(_arn: str) -> _Kept:
    return _Kept()


def secret(arn: str, at_most: float = HOUR) -> dict[str, str]:
    """Read again when what is known is older than `at_most` seconds. Raises Refused, Unavailable.

    What cannot be read again is taken as it was: an hour more with an old key beats no answer.
    """
    kept = _kept(arn)
    with kept.reading:
        if kept.value is None or time.time() - kept.asked > at_most:
            try:
                kept.value = _read(arn)
            except (Refused, Unavailable, BotoCoreError):
                if kept.value is None:
                    raise
                logger.exception("a secret could not be read again")
            kept.asked = time.time()
        return kept.value


def _read(arn: str) -> dict[str, str]:
    answer = calls.call(
        "secretsmanager", "secretsmanager", "GetSecretValue", {"SecretId": arn}, "application/x-amz-json-1.1"
    )
    return msgspec.json.decode(answer["SecretString"], type=dict[str, str])
