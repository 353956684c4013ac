"""Queue in: each message by itself, and only the failed ones come again.

powertools' batch does the same for 50 ms more of every cold start, most of it for parts that
we do not use (docs/decisions/0003-cold-start.md).
"""

from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib.core.log import logger

Failures = dict[str, list[dict[str, str]]]


def each_message(event: Any, handle: Callable[[str], None]) -> Failures:
    """Hands every SQS message's body to `handle`; those that raise are delivered again, the others not."""
    failures = []
    for record in event.to_dict()["Records"]:
        try:
            handle(record["body"])
        except Exception:
            logger.exception("message failed", extra={"message_id": record["messageId"]})
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def each_piece(event: Any, kind: Any, handle: Callable[[Any], None]) -> Failures:
    """As each_message, with the body read as JSON of a kind."""
    return each_message(event, lambda body: handle(msgspec.json.decode(body, type=kind)))
